"""A rule: its name, its grammar, sentences that it finds and sentences that it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Hit:
    """A sentence and what the rule finds in it: group name -> the words found."""

    text: str
    groups: dict[str, str]


@dataclass(frozen=True)
class Rule:
    """One named pattern with its proof and counter-proof; the tests run both."""

    name: str
    """Stored with everything that the rule finds: renaming is a change of data."""

    why: str
    """One sentence for a reader who knows Chinese but not Python."""

    pattern: str
    """Verbose regular expression (re.VERBOSE); negated classes with an upper bound, no nested repeats."""

    hits: tuple[Hit, ...]
    misses: tuple[str, ...]
    confidence: float = 1.0
    seen_in: tuple[str, ...] = field(default=())
    """Files of the corpus in which it fires, looked up by a test where the corpus is at hand."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, re.VERBOSE)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches between two offsets of the whole text, so that spans need no correction."""
        return self.regex.finditer(text, start, len(text) if end is None else end)
