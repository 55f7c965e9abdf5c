"""A rule: its name, its grammar, sentences that it finds and sentences that it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Use(StrEnum):
    """How a rule is held against a stretch of text; the values are the methods of a pattern."""

    SEARCH = "search"
    """Anywhere in it."""

    MATCH = "match"
    """Where it begins."""

    FULLMATCH = "fullmatch"
    """All of it."""


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
    use: Use = Use.SEARCH
    reach: int = 0
    """Characters that it may look at from a place on, or back from it; 0 where the room itself bounds the stretch."""

    seen_in: tuple[str, ...] = field(default=())
    """Files of the corpus in which it fires, looked up by a test where the corpus is at hand."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, re.VERBOSE)

    def read(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match between two offsets, in the way in which this rule is used.

        >>> rule = Rule("x", "", "乙", (), (), use=Use.MATCH)
        >>> rule.read("甲乙"), rule.read("甲乙", 1).span()
        (None, (1, 2))
        """
        return self._used(text, start, len(text) if end is None else end)

    @cached_property
    def _used(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """The pattern in the way in which it is used; looked up once, as rules are asked some thousand times a text."""
        used: Callable[[str, int, int], re.Match[str] | None] = getattr(self.regex, self.use)
        return used

    def behind(self, text: str, at: int) -> re.Match[str] | None:
        """The match in the words behind a place, as far as the rule reaches."""
        return self.read(text, at, at + self.reach)

    def before(self, text: str, at: int) -> re.Match[str] | None:
        """The match in the words before a place, as far back as the rule reaches."""
        return self.read(text, max(0, at - self.reach), at)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches between two offsets of the whole text, so that spans need no correction."""
        return self.regex.finditer(text, start, len(text) if end is None else end)
