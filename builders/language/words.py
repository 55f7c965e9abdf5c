"""Word lists: one entry a line in builders/data, read when first asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_LAID_OVER: dict[str, tuple[str, ...]] = {}
"""What this process has laid over our lists; set once, before the first list is read."""


def lay_over(lists: Mapping[str, tuple[str, ...]]) -> bool:
    """Lay lines over our lists for the life of this process: entries to add, and behind a hyphen entries to take away.

    All that is built from the lists is kept, so a process has one set of lists: once one was read, they stay.

    Args:
        lists: Name of a list -> its lines; none for ours alone.

    Returns:
        Whether the lists are as asked for.
    """
    if dict(lists) != _LAID_OVER:
        if words.cache_info().currsize or _LAID_OVER:
            return False
        _LAID_OVER.update(lists)
    return True


@cache
def list_names() -> tuple[str, ...]:
    """Names of our lists, sorted.

    >>> "head_programs" in list_names()
    True
    """
    names = (path.name for path in files("tifatu.builders").joinpath("data").iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if name.endswith(".txt")))


def lists_page() -> str:
    """docs/words.md: the name of each list, and what its first line says that its words decide."""
    lines = [
        "# Word lists",
        "",
        "Poured by `make docs` from the first lines of `builders/data/*.txt`. How a word is added stands in",
        "[CONTRIBUTING.md](../CONTRIBUTING.md).",
        "",
        "| list | what its words decide |",
        "| --- | --- |",
    ]
    lines += [f"| `{name}` | {_head(name)} |" for name in list_names()]
    return "\n".join([*lines, ""])


def _head(name: str) -> str:
    text = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return text.partition("\n")[0].removeprefix("#").strip().removesuffix(" One a line, sorted.")


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of a word list, in the order of the file; what a user laid over it comes last.

    Args:
        name: Name of the file in builders/data without its suffix.

    >>> "改革" in words("head_programs")
    True
    """
    lines = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ours = tuple(line for line in lines if line and not line.startswith("#"))
    over = _LAID_OVER.get(name, ())
    added = (line for line in over if not line.startswith("-"))
    gone = {line.removeprefix("-") for line in over if line.startswith("-")}
    return tuple(entry for entry in dict.fromkeys((*ours, *added)) if entry not in gone)


@cache
def word_set(name: str) -> frozenset[str]:
    """The entries of a word list, for looking up."""
    return frozenset(words(name))


def alternation(*names: str) -> str:
    """A regular expression that matches the longest entry of the lists at a place."""
    entries = {entry for name in names for entry in words(name)}
    return "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry))))
