"""Corrections by people: a table that is laid over what the rules find, at every build.

A line names a passage by its term and by words of its definition, never by an offset, so it still fits when a report
is read anew. Who, when and why stand in the line, and in the evidence of the joins that it makes.
"""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path

import msgspec

from tifatu.graph.errors import SettingsError


class Action(StrEnum):
    """What a line does."""

    ACCEPT = "accept"
    """The definition is right: its confidence is 1."""

    REJECT = "reject"
    """The definition is none."""

    FIX = "fix"
    """The definition's words are those of ``value``, which stand there or up to 32 characters around."""

    MERGE = "merge"
    """The sense also has the definitions of the sense that ``value`` quotes."""

    SPLIT = "split"
    """The definitions that are quoted are a sense of their own."""

    RELABEL = "relabel"
    """The sense is called ``value``."""

    RETYPE = "retype"
    """The sense is a program of the type ``value``: 行动; empty where it is none."""


WITH_VALUE = (Action.FIX, Action.MERGE, Action.RELABEL)
"""Actions that need a value."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table (更正)."""

    action: Action
    term: str
    """Any written form of the term."""

    quote: str = ""
    """Words of the definition that is meant; white space and signs do not count."""

    file: str = ""
    """The end of the path of the report's file, where several say the same."""

    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        """For messages: what was to be done to which passage."""
        return f"{self.action} {self.term}" + (f" “{self.quote}”" if self.quote else "")

    @property
    def signed(self) -> str:
        """As evidence.

        >>> Correction(action=Action.ACCEPT, term="三清", quote="清水", who="李某", when="2025-01-04").signed
        'correction by 李某 2025-01-04'
        """
        return " ".join(filter(None, ("correction by", self.who or "unknown", self.when))) + (
            f": {self.why}" if self.why else ""
        )


COLUMNS = tuple(Correction.__struct_fields__)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The lines of a table, tab-separated, with a row of names; lines that begin with # are passed over.

    Raises:
        SettingsError: A column or an action is unknown, or a line says too little.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), dialect="excel-tab")
        names = tuple(rows.fieldnames or ())
        if set(names) - set(COLUMNS) or not {"action", "term"} <= set(names):
            columns = f"its columns are {', '.join(COLUMNS)}, by tabulators"
            raise SettingsError(str(path), f"{columns}; action and term must be there")
        return tuple(_correction(path, number, row) for number, row in enumerate(rows, 1))


def _correction(path: Path, number: int, row: dict[str, str | None]) -> Correction:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        found = msgspec.convert(said, Correction)
    except msgspec.ValidationError:
        actions = ", ".join(Action)
        raise SettingsError(str(path), f"correction {number}: {said['action']!r} is none of {actions}") from None
    if wrong := lacking(found):
        raise SettingsError(str(path), f"correction {number}: {wrong}")
    return found


def lacking(one: Correction) -> str | None:
    """What a correction does not say and must.

    >>> lacking(Correction(action=Action.REJECT, term="三清"))
    'reject needs a quote or a file, which say which definition is meant'
    """
    if not one.term:
        return "it needs a term"
    if not one.quote and not one.file:
        return f"{one.action} needs a quote or a file, which say which definition is meant"
    return f"{one.action} needs a value" if one.action in WITH_VALUE and not one.value else None


def append(path: Path, one: Correction) -> None:
    """Write a correction behind those of a table; a new table gets its row of names first."""
    fresh = not path.exists() or not path.read_bytes().strip()
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, dialect="excel-tab", lineterminator="\n")
        if fresh:
            lines.writerow(COLUMNS)
        lines.writerow([" ".join(str(getattr(one, name)).split()) for name in COLUMNS])
