"""The divisions that records name by code, each with the years in which its code and name were in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.graph.model import AnyRecord, Attribution, Division, Place, Report, Sense
from tifatu.graph.survey.facts import year_of
from tifatu.graph.survey.regions import LATEST


def divisions(records: Iterable[AnyRecord], gazetteer: Gazetteer) -> list[Division]:
    """Every division that a report is of, lies in, names or attributes a slogan to, and those above it.

    Args:
        records: All that was found, reports first or last.
        gazetteer: Knows codes, names and years.

    Returns:
        One record a version, by id.
    """
    found: dict[str, Division] = {}
    for code, year in sorted(set(_asked(list(records)))):
        for each in (code, *(region.code or "" for region in gazetteer.parents(code, year))):
            division = _division(each, year, gazetteer)
            if division is not None:
                found.setdefault(division.id, division)
    return [found[name] for name in sorted(found)]


def _asked(records: list[AnyRecord]) -> Iterator[tuple[str, int]]:
    """Codes and the years of the reports that name them; now, where no report does."""
    years = {report.id: year_of(report) or LATEST for report in records if isinstance(report, Report)}
    for record in records:
        match record:
            case Report(region=region) if region and region.code:
                yield region.code, years[record.id]
            case Place() | Attribution() if record.region:
                yield record.region, years.get(record.report, LATEST)
            case Sense(region=str(code)):
                yield code, LATEST


def _division(code: str, year: int, gazetteer: Gazetteer) -> Division | None:
    if gazetteer.division(code, year) is None:
        year -= 1  # a report of January still names what ends in the course of the year
    region = gazetteer.division(code, year)
    if region is None:
        return None
    since, until = gazetteer.years(code, year)
    name = f"{code}-{since}" if since else code
    return Division(id=name, region=region, since=since, until=until, parents=gazetteer.parents(code, year))
