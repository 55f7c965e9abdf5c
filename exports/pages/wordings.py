"""The wordings of a sense: its definitions aligned by component, one row for all that say the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition

ALIKE = 0.6
"""Share of characters (Dice, of two sets) from which two items are forms of one: 永久基本农田 and its 控制线."""

MOST_COLUMNS = 14
"""Items side by side; a list of more is read in full below."""


@dataclass(frozen=True)
class Wording:
    """Definitions that list the same items in the same words, in any order."""

    cells: tuple[str, ...]
    """One a column; empty where an item is not named."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True)
class Wordings:
    """A table of wordings, the commonest first."""

    columns: tuple[tuple[str, str], ...]
    """Named part (or nothing) and commonest form of each column."""

    rows: tuple[Wording, ...]
    unlisted: tuple[Definition, ...]
    """Definitions that list nothing: they are read in full."""

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


Item = tuple[str, str]


def wordings_of(definitions: Sequence[Definition]) -> Wordings:
    """Align the definitions of one sense.

    Args:
        definitions: Earliest first.
    """
    items = {d.id: items_of(d) for d in definitions}
    listed = [d for d in definitions if items[d.id]]
    columns = _columns([items[d.id] for d in listed])
    groups: dict[tuple[str, ...], list[Definition]] = defaultdict(list)
    for definition in listed:
        groups[_placed(items[definition.id], columns)].append(definition)
    order = list(groups)
    rows = sorted(groups, key=lambda cells: (-len(groups[cells]), order.index(cells)))
    named = tuple((part, _commonest(n, groups)) for n, (part, _) in enumerate(columns))
    return Wordings(
        named,
        tuple(Wording(cells, tuple(groups[cells])) for cells in rows),
        tuple(d for d in definitions if not items[d.id]),
    )


def items_of(definition: Definition) -> list[Item]:
    """The items of a definition with the named part that they stand under."""
    of_parts = [(term_key(part.term), item) for part in definition.parts for item in part.components]
    return of_parts or [("", item) for item in definition.components]


def _columns(lists: Sequence[Sequence[Item]]) -> list[Item]:
    """One item for each column: those of the commonest list, then what others add."""
    ranked = Counter(tuple(sorted(items)) for items in lists)
    first = {tuple(sorted(items)): n for n, items in reversed(list(enumerate(lists)))}
    columns: list[Item] = []
    for key in sorted(ranked, key=lambda key: (-ranked[key], first[key])):
        for item in lists[first[key]]:
            if len(columns) < MOST_COLUMNS and _best(item, columns, set()) is None:
                columns.append(item)
    return sorted(columns, key=lambda item: [part for part, _ in columns].index(item[0]))


def _placed(items: Sequence[Item], columns: Sequence[Item]) -> tuple[str, ...]:
    cells = [""] * len(columns)
    taken: set[int] = set()
    for item in sorted(items, key=lambda item: -max((_alike(item[1], form) for _, form in columns), default=0)):
        place = _best(item, columns, taken)
        if place is not None:
            cells[place] = item[1]
            taken.add(place)
    return tuple(cells)


def _best(item: Item, columns: Sequence[Item], taken: set[int]) -> int | None:
    likeness = [
        (_alike(item[1], form), -n) for n, (part, form) in enumerate(columns) if part == item[0] and n not in taken
    ]
    best = max(likeness, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _alike(a: str, b: str) -> float:
    """Characters in common, over the mean of both.

    >>> _alike("永久基本农田", "永久基本农田控制线") > ALIKE > _alike("生态空间", "城镇开发边界")
    True
    """
    one, other = set(a), set(b)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _commonest(column: int, groups: dict[tuple[str, ...], list[Definition]]) -> str:
    forms: Counter[str] = Counter()
    for cells, definitions in groups.items():
        if cells[column]:
            forms[cells[column]] += len(definitions)
    return max(forms, key=lambda form: (forms[form], form), default="")
