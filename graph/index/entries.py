"""What the index holds: a line a report, a line a term, an entry a term."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

REPORTS, USES, TERMS, ENTRIES, TEXTS = "reports.jsonl", "uses.jsonl", "terms.tsv", "entries.jsonl", "texts.tsv"
"""Files of the index: reports by number; the terms of each; terms to be searched; what is known of each; texts."""

FILES = (REPORTS, USES, TERMS, ENTRIES, TEXTS)

NOWHERE = "?"
"""Name of the place of a report that does not tell it."""


class ReportLine(msgspec.Struct, frozen=True, array_like=True):
    """A report, by the number of its line: the earliest first."""

    at: int
    """Offset of its record in records.jsonl."""

    id: str
    year: int | None
    region: str
    code: str | None
    level: str
    above: tuple[str, ...]
    """Codes and names of the divisions above, and its own."""

    title: str
    source: str
    uses: int
    """Offset of its line in the file of uses: number of a term, mentions, definitions; again for each term."""

    annex: int | None = None
    """Offset of the record of its glossary."""


class TermLine(NamedTuple):
    """What a search needs to know of a term; first and last are years."""

    number: int
    key: str
    label: str
    first: int | None
    last: int | None
    reports: int
    mentions: int
    definitions: int
    senses: int
    places: int
    forms: str
    """Keys of all written forms between bars: |四强|四强行动|."""

    parts: str
    """Keys of the named parts of its definitions: |三区|三线|."""

    pinyin: str
    """Of its key and label, without tones and blanks: |siqiang|siqiangxingdong|."""

    initials: str
    at: int
    """Offset of its entry."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """Where everything about a term stands; offsets are those of records.jsonl."""

    senses: tuple[int, ...]
    definitions: tuple[int, ...]
    """Earliest report first."""

    uses: tuple[int, ...]
    """Number of a report, mentions, definitions; again for each report."""

    usage: int | None = None
    """Offset of the record that tells its class."""
