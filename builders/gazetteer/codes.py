"""Codes of divisions against the gazetteer: was each in force in the year of the report that bears it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tifatu.builders.gazetteer.table import FIRST_YEAR, LAST_YEAR, Gazetteer, near, year_of
from tifatu.graph.findings import Check, Finding
from tifatu.graph.model import AnyRecord, Attribution, Division, Place, Region, Report, Sense

CODES = Check(
    "region-codes",
    "The code of a division was in force, with that name, in the year of the report.",
    "Compare with builders/data/gazetteer.tsv: give the record the code of that year, or add the division.",
)

COUNTRY = "国家级"
"""Level of the whole: no division of it."""


def check_codes(records: Iterable[AnyRecord], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Records whose code no division carried in their year, or another one did.

    Args:
        records: Reports before what stands in them, as in a records file.
        gazetteer: Knows codes, names and years.

    >>> from tifatu.graph.model import Division, Region
    >>> gone = Region(code="622102", name="酒泉市", level="县级")
    >>> found = check_codes([Division(id="622102-2003", region=gone, since=2003, until=None)], Gazetteer.load())
    >>> [finding.value for finding in found]
    ['622102: nothing in 2003']
    """
    years: dict[str, int] = {}
    for record in records:
        if isinstance(record, Report):
            years[record.id] = year_of(record)
        for region, year in _claims(record, years):
            wrong = _wrong(region, year, gazetteer)
            if wrong:
                yield Finding(CODES, _node(record), region.name or str(region.code), wrong)


def _claims(record: AnyRecord, years: dict[str, int]) -> Iterator[tuple[Region, int]]:
    """Divisions that a record names, with the year as of which it does; without a name where it says a code only."""
    match record:
        case Report(region=region) if region:
            yield from ((each, years[record.id]) for each in (region, *record.parents))
        case Place() | Attribution() if record.region:
            yield _coded(record.region), years.get(record.report, LAST_YEAR)
        case Sense(region=str(code)):
            yield _coded(code), LAST_YEAR
        case Division():
            yield record.region, record.since or FIRST_YEAR


def _wrong(region: Region, year: int, gazetteer: Gazetteer) -> str | None:
    """What the gazetteer says instead; None where it agrees.

    The years beside it count, too.
    """
    if region.code is None or region.level == COUNTRY:
        return None
    known = [gazetteer.division(region.code, when) for when in near(year)]
    names = {each.name for each in known if each}
    if not names:
        return f"{region.code}: nothing in {year}"
    if region.name and region.name not in names:
        return f"{region.code}: {'、'.join(sorted(names))} in {year}"
    return None


def _coded(code: str) -> Region:
    return Region(code=code, name="", level="")


def _node(record: AnyRecord) -> str:
    prefixes = {Report: "tfr", Place: "tfpl", Attribution: "tfa", Sense: "tfs"}
    prefix = prefixes.get(type(record))
    return f"{prefix}:{record.id}" if prefix else f"tfreg:C{record.id}"
