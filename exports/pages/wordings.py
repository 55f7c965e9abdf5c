"""The wordings of a sense as a table: texts that the build has laid side by side, a row for all that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tifatu.graph.courses import Wording
from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition

MOST_COLUMNS = 14
"""Items side by side; how many more a list has is said, and the texts below have them."""

Item = tuple[str, str]
"""Named part, or nothing, and an item of it."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """Definitions that list the same items in the same words, in any order."""

    cells: Cells
    """One a column; empty where an item is not named."""

    extra: Cells
    """Items that fit no column."""

    definitions: tuple[Definition, ...]
    """Earliest first."""


@dataclass(frozen=True)
class Table:
    """Wordings of a sense, the commonest first."""

    columns: tuple[Item, ...]
    """Named part (or nothing) and commonest form of each column."""

    rows: tuple[Row, ...]
    unlisted: int
    """Definitions that list nothing: they are read in full."""

    hidden: int = 0
    """Columns beyond those shown."""

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Named parts and how many columns each spans."""
        found: list[tuple[str, int]] = []
        for part, _ in self.columns:
            if found and found[-1][0] == part:
                found[-1] = (part, found[-1][1] + 1)
            else:
                found.append((part, 1))
        return found


def table_of(definitions: Sequence[Definition], wording: Wording | None) -> Table:
    """The table of one sense.

    Args:
        definitions: Of the sense, earliest first.
        wording: Its texts side by side, from the build; None where it has one text at most.
    """
    listing = [definition for definition in definitions if items_of(definition)]
    if wording is None:
        columns = items_of(listing[0]) if listing else []
        row = [Row(tuple(item for _, item in columns), (), tuple(listing))] if listing else []
        return _narrow(columns, row, len(definitions) - len(listing))
    by_id = {definition.id: definition for definition in definitions}
    groups: dict[tuple[Cells, Cells], set[str]] = {}
    for line in wording.lines:
        said = tuple(cell or "" for cell in line.cells), tuple(sorted(line.extra))
        groups.setdefault(said, set()).update(line.definitions)
    rows = [Row(*said, tuple(d for d in definitions if d.id in names)) for said, names in groups.items()]
    rows.sort(key=lambda row: -len(row.definitions))
    pivot = by_id.get(wording.lines[0].definitions[0])
    parts = {item: part for part, item in items_of(pivot)} if pivot else {}
    forms = zip(wording.lines[0].cells, wording.columns, strict=True)
    columns = [(parts.get(own or "", ""), column.commonest) for own, column in forms]
    return _narrow(columns, [row for row in rows if row.definitions], len(definitions) - sum(map(len, groups.values())))


def _narrow(columns: Sequence[Item], rows: Sequence[Row], unlisted: int) -> Table:
    cut = tuple(Row(row.cells[:MOST_COLUMNS], row.extra, row.definitions) for row in rows)
    return Table(tuple(columns[:MOST_COLUMNS]), cut, unlisted, max(0, len(columns) - MOST_COLUMNS))


def items_of(definition: Definition) -> list[Item]:
    """The items of a definition with the named part that they stand under."""
    of_parts = [(term_key(part.term), item) for part in definition.parts for item in part.components]
    return of_parts or [("", item) for item in definition.components]
