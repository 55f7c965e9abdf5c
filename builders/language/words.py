"""Word lists: one entry a line in builders/data, read when first asked for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of a word list, in the order of the file.

    Args:
        name: Name of the file in builders/data without its suffix.

    >>> "改革" in words("head_programs")
    True
    """
    lines = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The entries of a word list, for looking up."""
    return frozenset(words(name))


def alternation(*names: str) -> str:
    """A regular expression that matches the longest entry of the lists at a place."""
    entries = {entry for name in names for entry in words(name)}
    return "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry))))
