"""How terms and meanings spread, and how they are worded: worked out once at each build and kept beside the records.

A generation of a graph holds ``derived.jsonl``, one object a line, told apart by ``kind``:

    course    of a term, a sense or a variant: first use, first definition and last use as reports; the years and levels
              in which it is used, with the reports held; for senses each region that took it up, and from whom
    wording   of a sense with several texts: its items in columns, each with its commonest form and what differs

Everything follows from the records (``tifatu.builders.diffusion``): nothing here is an input. ``read_derived(place)``
gives the lines of a generation's folder, or none where a graph was built without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

DERIVED = "derived.jsonl"
"""Name of the file in the folder of a generation."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One level in one year: so many of the reports held use it."""

    level: str
    """省级, 地级 …; empty where the report's division is not known."""

    year: int
    """Year of the report."""

    using: int
    """Reports that use it or define it."""

    defining: int
    """Reports that define it."""

    held: int
    """All reports of that level and year in the graph."""


class Adoption(msgspec.Struct, frozen=True, kw_only=True):
    """A region takes a meaning up (采用): a statement with its evidence, not a guess."""

    region: str
    """Code of the region, or its name where it has none."""

    report: str
    """Its first report that uses or defines the meaning."""

    year: int | None
    rule: str
    """issuer-named, from-above, from-the-province, or origin-unknown where nothing shows whence it came; for the first
    of all first-known."""

    source: str | None = None
    """The earlier report that it was taken from, where the graph holds one."""

    evidence: tuple[str, ...] = ()
    """What shows it: issuer 省委, region 620000, year 2018; ids of attributions."""


class Course(msgspec.Struct, frozen=True, kw_only=True, tag="course", tag_field="kind"):
    """The way of a term, a sense or a variant through the reports (流变)."""

    of: str
    """term, sense or variant."""

    id: str
    """Key of the term; id of the sense or the variant."""

    first_use: str | None
    """The earliest report that uses or defines it; of a variant, that defines it."""

    first_definition: str | None
    last_use: str | None
    regions: int
    """How many regions use it."""

    tallies: tuple[Tally, ...]
    """By year, then by level."""

    adoptions: tuple[Adoption, ...] = ()
    """Of a sense: every region that uses it, the earliest first."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a meaning across its definitions."""

    commonest: str
    """The form that most definitions have; of equals the smallest."""

    forms: tuple[tuple[str, int], ...]
    """Every form with the number of definitions that have it, the commonest first."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a meaning, item by item."""

    definitions: tuple[str, ...]
    """The definitions that have it."""

    variant: str | None
    cells: tuple[str | None, ...]
    """For each column the item as written; null where the text has none there."""

    differs: tuple[bool, ...]
    """For each column whether the item is another than the commonest, or missing."""

    extra: tuple[str, ...] = ()
    """Items that fit no column."""


class Wording(msgspec.Struct, frozen=True, kw_only=True, tag="wording", tag_field="kind"):
    """The definitions of a meaning side by side (异文)."""

    sense: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    """The most frequent text first."""


Derived = Course | Wording

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Derived] = msgspec.json.Decoder(Derived)


def write_derived(found: Iterable[Derived], out: BinaryIO) -> None:
    """Write courses and wordings, one a line."""
    for one in found:
        out.write(_encoder.encode(one) + b"\n")


def read_derived(place: Path) -> Iterator[Derived]:
    """The courses and wordings of a generation, in order; nothing where it has none.

    Args:
        place: Folder of the generation: ``KnowledgeGraph.place``.
    """
    try:
        with (place / DERIVED).open("rb") as lines:
            yield from map(_decoder.decode, lines)
    except FileNotFoundError:
        return
