"""Each rule of lists and parts proves itself, and the word lists are in order."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from tifatu.builders.components.rules import PART_RULES
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.language.words import words
from tifatu.builders.lists.rules import LIST_RULES

RULES = (*LIST_RULES, *PART_RULES)
LISTS = sorted(
    path.name.removesuffix(".txt")
    for path in files("tifatu.builders").joinpath("data").iterdir()
    if path.name.startswith("list_") and path.name.endswith(".txt")
)


@pytest.mark.parametrize(("rule", "hit"), [(rule, hit) for rule in RULES for hit in rule.hits], ids=str)
def test_rule_finds_its_own_examples(rule: Rule, hit: Hit) -> None:
    """The words printed beside a rule are found by it, with the groups printed there."""
    found = next((m for m in rule.find(hit.text) if m[0]), None)

    assert found is not None
    assert {name: found[name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize(("rule", "miss"), [(rule, miss) for rule in RULES for miss in rule.misses], ids=str)
def test_rule_leaves_its_near_misses_alone(rule: Rule, miss: str) -> None:
    """Nothing is found in the counter-examples."""
    assert [m[0] for m in rule.find(miss) if m[0]] == []


def test_every_rule_shows_what_it_is() -> None:
    """A rule without an example cannot be reviewed; its name is its own."""
    assert [rule.name for rule in RULES if not rule.hits] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_unique_and_normalised(name: str) -> None:
    """One entry a line, no white space, NFC, in order of code points; the first line says what the list is."""
    entries = words(name)
    first = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").partition("\n")[0]

    assert entries
    assert list(entries) == sorted(set(entries))
    assert [e for e in entries if e != unicodedata.normalize("NFC", e) or e != "".join(e.split())] == []
    assert first.startswith("# ")
