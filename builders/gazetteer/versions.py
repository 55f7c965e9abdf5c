"""The divisions that records name by code, each with the years in which its code and name were in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tifatu.builders.gazetteer.table import Gazetteer, near
from tifatu.graph.model import AnyRecord, Attribution, Division, Place, Report, Sense
from tifatu.graph.survey.facts import year_of
from tifatu.graph.survey.regions import LATEST, state_year


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
    """Codes and the years as of which reports name them; now, where no report does."""
    reports = [record for record in records if isinstance(record, Report)]
    years = {report.id: state_year(year_of(report) or LATEST, report.date) for report in reports}
    for record in records:
        match record:
            case Report(region=region) if region and region.code:
                yield region.code, years[record.id]
            case Place() | Attribution() if record.region:
                yield record.region, years.get(record.report, LATEST)
            case Sense(region=str(code)):
                yield code, LATEST


def _division(code: str, year: int, gazetteer: Gazetteer) -> Division | None:
    known = ((when, region) for when in near(year) if (region := gazetteer.division(code, when)))
    when, region = next(known, (year, None))
    if region is None:
        return None
    since, until = gazetteer.years(code, when)
    name = f"{code}-{since}" if since else code
    return Division(id=name, region=region, since=since, until=until, parents=gazetteer.parents(code, when))
