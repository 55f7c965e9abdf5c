"""What a manifest says of a file's reports: it wins over the text, and where the two disagree that is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from msgspec import structs

from tifatu.builders.gazetteer.table import LAST_YEAR, Gazetteer
from tifatu.builders.read.finding import Source
from tifatu.builders.reports.years import Occasion, read_years
from tifatu.builders.settings import ManifestRow
from tifatu.graph.model import Report
from tifatu.graph.survey.regions import state_year

_FIRST_SESSION = re.compile(r"第?一次(?:全体)?会议$")


def dealt(sources: Sequence[Source], manifest: Sequence[ManifestRow]) -> tuple[list[Source], list[str]]:
    """The files, each with the rows whose path is the end of its own, and what to tell of rows that fit none.

    >>> from pathlib import Path
    >>> files = [Source("reports/2025/a.md", Path("reports/2025/a.md"))]
    >>> [source.listed for source in dealt(files, [ManifestRow("2025/a.md", "620902"), ManifestRow("2024/a.md")])[0]]
    [(ManifestRow(file='2025/a.md', region='620902', date='', session=''),)]
    """
    by_name: dict[str, list[ManifestRow]] = defaultdict(list)
    for row in manifest:
        by_name[PurePath(row.file).name].append(row)
    named = [replace(source, listed=tuple(_fitting(source.base / source.name, by_name))) for source in sources]
    used = {row for source in named for row in source.listed}
    told = "{}: the manifest names it, and no file was given that ends so"
    return named, [told.format(row.file) for row in manifest if row not in used]


def _fitting(source: PurePath, by_name: Mapping[str, Sequence[ManifestRow]]) -> Iterator[ManifestRow]:
    parts = source.parts
    for row in by_name.get(parts[-1], ()):
        end = PurePath(row.file).parts
        if parts[-len(end) :] == end:
            yield row


def with_manifest(
    text: str, reports: Sequence[Report], rows: Sequence[ManifestRow], gazetteer: Gazetteer
) -> tuple[list[Report], list[str]]:
    """The reports as the manifest has them, and what it overruled.

    Args:
        text: The whole document.
        reports: Those of one file, in order.
        rows: What the manifest says of them, in order; further rows are told and left alone.
        gazetteer: The divisions.
    """
    notes = []
    if len(rows) > len(reports):
        notes.append(f"the manifest has {len(rows)} rows for it, and it holds {len(reports)} report(s)")
    found = list(reports)
    for at, (report, row) in enumerate(zip(reports, rows, strict=False)):
        found[at] = _dated(text, report, row)
        found[at], unknown = _placed(found[at], row, gazetteer)
        notes += [*unknown, *_overruled(report, found[at])]
    return found, notes


def _dated(text: str, report: Report, row: ManifestRow) -> Report:
    """With the date and the session of the row; the years that it reviews and plans follow from them."""
    date, session = row.date or report.date, row.session or report.session
    if (date, session) == (report.date, report.session):
        return report
    occasion = Occasion(date, report.title, bool(_FIRST_SESSION.search(session or "")))
    years = read_years(text, report.body, occasion)
    kept = {name: span for name, span in report.receipts.items() if not getattr(row, name, "")}
    return structs.replace(report, date=date, session=session, reviews=years.reviews, plans=years.plans, receipts=kept)


def _placed(report: Report, row: ManifestRow, gazetteer: Gazetteer) -> tuple[Report, list[str]]:
    """With the division of the row, as of the report's year."""
    if not row.region or (report.region and report.region.code == row.region):
        return report, []
    year = int(report.date[:4]) if report.date else report.plans or LAST_YEAR
    before = state_year(year, report.date)
    region = gazetteer.division(row.region, before) or gazetteer.division(row.region, year)
    if region is None:
        return report, [f"the manifest's {row.region} is no division of {year}; the text's own region stands"]
    kept = {name: span for name, span in report.receipts.items() if name != "region"}
    return structs.replace(report, region=region, parents=gazetteer.parents(row.region, before), receipts=kept), []


def _overruled(said: Report, now: Report) -> Iterator[str]:
    """Where the text said something else."""
    before = {"region": said.region and said.region.name, "date": said.date, "session": said.session}
    after = {"region": now.region and now.region.name, "date": now.date, "session": now.session}
    for field, words in before.items():
        if words and words != after[field]:
            yield f"{field}: the text says {words}, the manifest {after[field]}, which counts"
