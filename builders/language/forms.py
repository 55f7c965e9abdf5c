"""A form: words that mean something by themselves, and the neighbours with which they are part of another word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """Words such as 指 or 和, which in 指导 or 和谐 are no words of their own."""

    words: str
    kind: str
    """What the words do; rooms ask for kinds, never for words."""

    hits: tuple[str, ...]
    """A sentence in which it stands, or more."""

    misses: tuple[str, ...] = ()
    """Sentences in which it is part of another word; one for a form with neighbours at least."""

    not_before: str = ""
    """Alternatives of a pattern: 挥|导 for 指挥 and 指导."""

    not_behind: tuple[str, ...] = ()
    """What may not stand before it, each of one length: [参赋] for 参与 and 赋与."""

    @property
    def pattern(self) -> str:
        """A regular expression for the form, without groups; it holds with and without re.VERBOSE."""
        before = "".join(f"(?<!{words})" for words in self.not_behind)
        return before + self.words + (f"(?!{self.not_before})" if self.not_before else "")


def any_of(forms: Iterable[Form]) -> str:
    """A regular expression for the longest of several forms; it may stand in a larger one as it is.

    >>> any_of([Form("指", "means", ("指甲、乙",), ("指导",), "[导挥]"), Form("是指", "means", ("是指甲、乙",))])
    '(?:是指|指(?![导挥]))'
    """
    return f"(?:{'|'.join(form.pattern for form in sorted(forms, key=lambda form: (-len(form.words), form.words)))})"
