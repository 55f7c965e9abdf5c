"""How sure a finding is: the share of what its rule found that readers judged to be right.

The judgements stand in builders/data/rule_confidence.tsv, a line for each rule, form and audit. What is doubtful about
one finding alone (a list of subjects, a text read from pictures) multiplies it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CARRIES = 10
"""Judgements of a rule that weigh as much as all of its kind: fewer say little by themselves, and 30 say most."""

MOST = 0.99
"""No audit of some hundred records can show more."""


class Kind(StrEnum):
    """What was judged."""

    TEXT = "text"
    ATTRIBUTION = "attribution"


class Form(StrEnum):
    """What of a rule's findings is judged apart, as it is right more often, or less."""

    ANY = "-"
    PAIR = "pair"
    """A list of two members: the number proves little."""

    LEVEL = "level"
    """An attribution that tells a level alone."""


class Judged(NamedTuple):
    """The judgements of one audit on one rule (评判)."""

    kind: str
    rule: str
    form: str
    judged: int
    right: int
    audit: str


@cache
def judgements() -> tuple[Judged, ...]:
    """The lines of the table.

    >>> all(0 <= row.right <= row.judged for row in judgements())
    True
    """
    return tuple(_rows())


def _rows() -> Iterator[Judged]:
    table = files("tifatu.builders").joinpath("data", "rule_confidence.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, rule, form, judged, right, audit = line.split("\t")
            yield Judged(kind, rule, form, int(judged), int(right), audit)


@cache
def confidence(kind: Kind, rule: str, form: Form = Form.ANY) -> float:
    """Share of right findings among what a rule found in that form, from 0 to 1, drawn to the share of all its kind.

    A rule with ``r`` right of ``n`` judged has (r + CARRIES * s) / (n + CARRIES), where ``s`` is the share of its kind.
    A form that nobody judged has the figure of its rule, a rule that nobody judged that of its kind.

    >>> confidence(Kind.TEXT, "that-is") < confidence(Kind.TEXT, "signs-before")
    True
    >>> confidence(Kind.TEXT, "a rule that nobody judged") == confidence(Kind.TEXT, "another")
    True
    """
    of_kind = [row for row in judgements() if row.kind == kind]
    of_rule = [row for row in of_kind if row.rule == rule]
    right, judged = _sums([row for row in of_rule if row.form == form] or of_rule)
    of_all, all_judged = _sums(of_kind)
    return round(min(MOST, (right + CARRIES * of_all / all_judged) / (judged + CARRIES)), 2)


def _sums(rows: Sequence[Judged]) -> tuple[int, int]:
    return sum(row.right for row in rows), sum(row.judged for row in rows)
