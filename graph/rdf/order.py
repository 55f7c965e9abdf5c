"""The order of values, for which RDF has no place: told in a literal where it is not the alphabetical one.

``candidates 2 1`` says that of the two candidates the second by name came first in the record. Positions may repeat.
So import gives back every list as it was, and lists that are sorted anyway, which nearly all are, cost no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def order(**lists: Sequence[str]) -> list[str] | None:
    """What tells the order of these lists; None where all of them are sorted and without repetition.

    >>> order(candidates=["Sb", "Sa", "Sb"], evidence=["a", "b"])
    ['candidates 2 1 2']
    """
    return [line for name, values in lists.items() if (line := _told(name, values))] or None


def restored(name: str, values: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
    """The list as it was.

    Args:
        name: The one that ``order`` was given.
        values: As RDF has them: in any order, each once.
        told: What ``order`` said of all lists.

    Raises:
        IndexError: A position has no value.

    >>> restored("candidates", ["Sa", "Sb"], ["candidates 2 1 2"])
    ('Sb', 'Sa', 'Sb')
    """
    known = sorted(set(values))
    for line in told:
        of, *positions = line.split(" ")
        if of == name:
            return tuple(known[int(position) - 1] for position in positions)
    return tuple(known)


def _told(name: str, values: Sequence[str]) -> str | None:
    known = sorted(set(values))
    if list(values) == known:
        return None
    places = {value: str(n) for n, value in enumerate(known, 1)}
    return " ".join([name, *(places[value] for value in values)])
