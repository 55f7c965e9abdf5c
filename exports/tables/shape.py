"""What a table is: its name, its columns, what each cell means, and where the rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

Cell = str | int | float | bool | None
Rows = Callable[[Records, Survey], Iterator[Sequence[Cell]]]


class Kind(StrEnum):
    """What a column holds, in the words of Frictionless Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """One column (列)."""

    name: str
    title: str
    """The heading for people, in Chinese."""

    note: str
    """What a cell says, in English."""

    kind: Kind = Kind.STRING
    points_to: str = ""
    """The table whose first column this one names, if any."""


@dataclass(frozen=True)
class Table:
    """One table (表): a row is made when it is asked for."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Rows
    key: tuple[str, ...]
    """Columns that together are there only once; empty where rows may be equal."""

    simple: bool = False
    """True where the simple profile has it, too."""

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]
