"""The types of programs: a small scheme of our own, read from graph/vocabulary/program_types.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class ProgramType(NamedTuple):
    """One type of the scheme (类型)."""

    zh: str
    """Name and key: 行动."""

    en: str
    """The same in English."""

    carried_out: str
    """yes where it names something that is carried out and so a program: an action has an end, a standard has none."""

    note: str
    """What belongs here, in one sentence."""


@cache
def program_types() -> tuple[ProgramType, ...]:
    """The scheme in its own order.

    >>> [kind.zh for kind in program_types()][:3]
    ['行动', '工程', '计划']
    """
    table = files("tifatu.graph").joinpath("vocabulary", "program_types.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(ProgramType(*row) for row in rows)


@cache
def carried_out() -> frozenset[str]:
    """The types whose senses are programs.

    >>> "行动" in carried_out(), "标准" in carried_out()
    (True, False)
    """
    return frozenset(kind.zh for kind in program_types() if kind.carried_out == "yes")
