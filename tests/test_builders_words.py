"""The word lists are in order: sorted, unique, normalised, and at one in what they say."""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from tifatu.builders.language.words import list_names, lists_page, word_set, words

LISTS = sorted(
    path.name.removesuffix(".txt")
    for path in files("tifatu.builders").joinpath("data").iterdir()
    if path.name.startswith(("class_", "cue_", "head_", "quoted_", "lexicon_")) and path.name.endswith(".txt")
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_unique_and_normalised(name: str) -> None:
    """One entry a line, no white space, NFC, in order of code points."""
    entries = words(name)

    assert entries
    assert list(entries) == sorted(set(entries))
    assert [e for e in entries if e != unicodedata.normalize("NFC", e) or e != "".join(e.split())] == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_say_what_they_are(name: str) -> None:
    """The first line is a comment for the reader."""
    first = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").partition("\n")[0]

    assert first.startswith("# ") and len(first) > 10


def test_the_page_of_the_lists_is_poured_from_them() -> None:
    """docs/words.md names every list with what its words decide; `make docs` writes it."""
    page = lists_page()

    assert (Path(__file__).parent.parent / "docs" / "words.md").read_text(encoding="utf-8") == page
    rows = [line.strip("| ").split(" | ", 1) for line in page.splitlines() if line.startswith("| `")]
    assert [name.strip("`") for name, _ in rows] == list(list_names())
    assert all(len(decides) > 10 for _, decides in rows)


def test_no_phrase_has_two_verdicts() -> None:
    """A quoted phrase stands in one list at most."""
    lists = [word_set(name) for name in LISTS if name.startswith("quoted_")]

    assert sum(map(len, lists)) == len(frozenset().union(*lists))
