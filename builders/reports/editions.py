"""Editions of one report: the same speech from two sites, in two formats, or several times in one page.

They are found by a sketch of each speech, so that nobody needs two texts at once: the smallest hashes of its runs of
eight signs. Two sketches share as many as the speeches share of their runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from msgspec import structs

from tifatu.graph.model import Report

RUN = 8
"""Signs of a run: shorter ones are shared by all speeches."""

SKETCHED = 128
"""Hashes of a sketch: enough to tell 0.8 from 0.6 in all but one case of a million."""

SHORTEST = 500
"""Signs of a speech that may be an edition: of shorter pieces many are alike by their opening words alone."""

ALIKE = 0.8
"""Share of runs from which two speeches are one: copies have 0.95 and more, speeches of two years 0.1."""

_SIGN = re.compile(r"\w+")
_FIELDS = ("title", "date", "session", "speaker")


class Edition(NamedTuple):
    """A report that another one stands for."""

    report: Report
    kept: Report
    differs: tuple[str, ...]
    """Fields that say something else, and the share of the text where it is not all."""

    def __str__(self) -> str:
        where = f"{self.kept.source} at {self.kept.start}-{self.kept.end}"
        differs = f"; it differs in {', '.join(self.differs)}" if self.differs else ""
        return f"the report at {self.report.start}-{self.report.end} is another edition of {where}{differs}"


def sketch(text: str, report: Report) -> list[int]:
    """The smallest hashes of the runs of a speech, ascending; none of a speech that is too short."""
    letters = "".join(_SIGN.findall(text, *report.body))
    if len(letters) < SHORTEST:
        return []
    data = letters.encode("utf-32-le", "surrogatepass")
    ends = range(4 * RUN, len(data) + 1, 4)
    return nsmallest(SKETCHED, {*map(crc32, [data[end - 4 * RUN : end] for end in ends])})


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of the runs of two speeches that both have, from 0 to 1.

    >>> likeness([1, 2, 3, 4], [1, 2, 3, 4]), likeness([1, 2], [3, 4]), likeness([], [])
    (1.0, 0.0, 0.0)
    """
    smallest = nsmallest(SKETCHED, {*one, *other})
    both = {*one}.intersection(other)
    return sum(run in both for run in smallest) / len(smallest) if smallest else 0.0


def find_editions(reports: Iterable[Report], sketches: Mapping[str, Sequence[int]]) -> list[Edition]:
    """The reports that say what a kept one says: kept is the one with a glossary, else the longest, else the first.

    Args:
        reports: All reports of a build.
        sketches: Id of a report -> its sketch.
    """
    found: list[Edition] = []
    for _, same in groupby(sorted(reports, key=_occasion), key=_occasion):
        kept: list[Report] = []
        for report in sorted(same, key=_rank):
            near = ((likeness(sketches.get(report.id, ()), sketches.get(one.id, ())), one) for one in kept)
            alike, first = max(near, key=lambda pair: pair[0], default=(0.0, None))
            if first is not None and alike >= ALIKE:
                found.append(Edition(report, first, tuple(_differences(report, first, alike))))
            else:
                kept.append(report)
    return found


def with_editions(reports: Iterable[Report], editions: Sequence[Edition]) -> Iterator[Report]:
    """The reports that are kept, each with the places where its other editions stand."""
    gone = {edition.report.id for edition in editions}
    others: dict[str, list[str]] = {}
    for edition in editions:
        others.setdefault(edition.kept.id, []).append(place_of(edition.report))
    for report in reports:
        if report.id not in gone:
            yield structs.replace(report, editions=tuple(sorted(others.get(report.id, ()))))


def place_of(report: Report) -> str:
    """File and span of a report, as RFC 5147 has it: copy.txt#char=8,1518."""
    return f"{report.source}#char={report.start},{report.end}"


def _occasion(report: Report) -> tuple[str, str, int]:
    region = report.region
    return (region.code or "", region.name, report.plans or 0) if region else ("", "", report.plans or 0)


def _rank(report: Report) -> tuple[bool, int, str, int]:
    return report.glossary is None, report.start - report.end, report.source, report.start


def _differences(report: Report, kept: Report, alike: float) -> Iterator[str]:
    for field in _FIELDS:
        one, other = getattr(report, field), getattr(kept, field)
        if one != other:
            yield f"{field} ({one or 'none'}, not {other or 'none'})"
    if (report.glossary is None) != (kept.glossary is None):
        yield "glossary (none)"
    if alike < 1:
        yield f"text (alike {alike:.0%})"
