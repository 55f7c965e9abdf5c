"""The files that the reports were read from: their text, where each stretch of it stands, how to open them there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from tifatu.exports.pages.markup import both

SAID = {
    "page": ("第 {n} 页", "page {n}"),
    "paragraph": ("第 {n} 段", "paragraph {n}"),
    "row": ("第 {n} 行", "row {n}"),
    "element": ("{n}", "{n}"),
}
"""Unit -> how a place is told."""


@dataclass(frozen=True)
class Spot:
    """A place in an original."""

    unit: str
    """page, paragraph, row or element."""

    name: str
    """Number, or the path of an element."""

    @property
    def said(self) -> Markup:
        """For readers: 第 12 页."""
        return both(*SAID[self.unit], n=self.name)

    @property
    def is_short(self) -> bool:
        """Whether it is a number that people can look up; the path of an element is for machines."""
        return self.unit != "element"


@dataclass(frozen=True)
class Original:
    """A source as it was read."""

    text: str
    spots: tuple[tuple[int, Spot], ...] = ()
    """Where each stretch of the text stands, by its first character; empty where the text is the file itself."""

    link: str = ""
    """From the folder of the site to the file, where it lies beside; empty where it does not."""

    def spot(self, at: int) -> Spot | None:
        """Where a character of the text stands.

        >>> Original("一\\n二\\n", ((0, Spot("page", "1")), (2, Spot("page", "2")))).spot(2).name
        '2'
        """
        n = bisect_right(self.spots, at, key=lambda pair: pair[0]) - 1
        spot = self.spots[n][1] if n >= 0 else None
        return spot if spot is not None and spot.unit in SAID else None

    def opened_at(self, spot: Spot | None) -> str:
        """Address that opens the file, a PDF at the page; empty where the file does not lie beside."""
        if spot is not None and spot.unit == "page" and self.link.lower().endswith(".pdf"):
            return f"{self.link}#page={spot.name}"
        return self.link


Originals = Callable[[str], Original | None]
"""Path of a source -> it as it was read, None where it cannot be."""
