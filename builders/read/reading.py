"""What every reader gives: the text as a person sees it, and for each stretch where in the original it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top on the page, in points from the lower left corner."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the original file (原文位置)."""

    unit: str
    """``page``, ``paragraph``, ``element`` or ``row``; empty where the reader itself put the words."""

    name: str
    """``12`` of a page or paragraph, the path of an element: ``/html/body/div[2]/p[5]``."""

    box: Box | None = None

    def __str__(self) -> str:
        return f"{self.unit} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading or row of a table."""

    text: str
    where: Where


@dataclass(frozen=True)
class About:
    """What a file says of itself; it counts only where the text says nothing."""

    title: str = ""
    date: str = ""
    """2025-01-04, as far as it is said."""


@dataclass(frozen=True)
class Reading:
    """The text of a file and what is known of it."""

    text: str
    encoding: str = "utf-8"
    places: tuple[tuple[int, Where], ...] = ()
    """Where each stretch begins, in code points of the text, ascending; empty where the text is the file."""

    about: About = field(default_factory=About)
    warnings: tuple[str, ...] = ()
    """What a user should know before trusting it, one line each."""

    certainty: float = 1.0
    """How sure the reader is of the characters, 0 to 1: less than 1 where they were read from a picture."""


def reading(
    pieces: Iterable[Piece], about: About | None = None, warnings: Sequence[str] = (), certainty: float = 1.0
) -> Reading:
    """Pieces as one text, a line each.

    >>> found = reading([Piece("一、工作回顾", Where("page", "1")), Piece("我们实施", Where("page", "2"))])
    >>> found.text, place_at(found.places, 9).name
    ('一、工作回顾\\n我们实施\\n', '2')
    """
    lines: list[str] = []
    places: list[tuple[int, Where]] = []
    at = 0
    for piece in pieces:
        text = piece.text.strip()
        if text:
            places.append((at, piece.where))
            lines.append(text + "\n")
            at += len(text) + 1
    return Reading(
        "".join(lines), places=tuple(places), about=about or About(), warnings=tuple(warnings), certainty=certainty
    )


def place_at(places: Sequence[tuple[int, Where]], offset: int) -> Where | None:
    """Where in the original a character of the text stands; None where the text is the file itself."""
    at = bisect_right(places, offset, key=lambda place: place[0]) - 1
    return places[at][1] if at >= 0 else None
