"""First use, first definition, last use and adoption of terms, senses and variants, by level and year.

One pass over the records takes note of which report uses what; the rest is counted from that. From whom a region has a
meaning is said only where something shows it: the report names the issuer, a division above had it before, or another
division of the province had.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from tifatu.builders.diffusion.uses import Reports, Use, cell, reports_of, uses_of
from tifatu.builders.senses.grouping import place_of, province_of
from tifatu.builders.senses.known import places_of
from tifatu.builders.senses.resolution import NATION
from tifatu.graph.courses import Adoption, Course, Tally
from tifatu.graph.model import AnyRecord, Attribution, Mention, Report
from tifatu.graph.survey.facts import year_of


def courses(records: Sequence[AnyRecord]) -> Iterator[Course]:
    """The course of every term, sense and variant: terms by key, then senses and variants by id.

    Args:
        records: All records of a graph, in any order.
    """
    reports, uses = reports_of(records), uses_of(records)
    named = _named_issuers(records)
    for key, use in sorted(uses["term"].items()):
        yield _course("term", key, use, reports)
    for sense, use in sorted(uses["sense"].items()):
        yield _course("sense", sense, use, reports, _adoptions(use, reports, named.get(sense, {})))
    for variant, use in sorted(uses["variant"].items()):
        yield _course("variant", variant, use, reports)


def _named_issuers(records: Sequence[AnyRecord]) -> dict[str, dict[str, Attribution]]:
    """Sense -> report -> the attribution in which that report names whose it is."""
    senses = {record.id: record.sense for record in records if isinstance(record, Mention) and record.sense}
    found: dict[str, dict[str, Attribution]] = defaultdict(dict)
    for record in records:
        if isinstance(record, Attribution) and not record.level_only and (sense := senses.get(record.mention)):
            found[sense].setdefault(record.report, record)
    return found


def _course(kind: str, name: str, use: Use, reports: Reports, adoptions: tuple[Adoption, ...] = ()) -> Course:
    using, defining = reports.oldest_first(use.using), reports.oldest_first(use.defining)
    counted = Counter(cell(reports.by_id[report]) for report in using)
    defined = Counter(cell(reports.by_id[report]) for report in defining)
    tallies = (
        Tally(level=level, year=year, using=count, defining=defined[year, level], held=reports.held[year, level])
        for (year, level), count in sorted(counted.items())
        if year
    )
    return Course(
        of=kind,
        id=name,
        first_use=using[0] if using else None,
        first_definition=defining[0] if defining else None,
        last_use=using[-1] if using else None,
        regions=len({place for report in using if (place := place_of(reports.by_id[report]))}),
        tallies=tuple(tallies),
        adoptions=adoptions,
    )


def _adoptions(use: Use, reports: Reports, named: Mapping[str, Attribution]) -> tuple[Adoption, ...]:
    """Each region with its first report and from whom it has the meaning."""
    first: dict[str, str] = {}
    by_province: dict[str, str] = {}
    found = []
    for name in reports.oldest_first(use.using):
        report = reports.by_id[name]
        place, province = place_of(report), province_of(report)
        if place and place not in first:
            found.append(_adoption(name, report, named.get(name), first, by_province.get(province)))
            first[place] = name
            by_province.setdefault(province, name)
    return tuple(found)


def _adoption(
    name: str, report: Report, issuer: Attribution | None, first: Mapping[str, str], in_province: str | None
) -> Adoption:
    """The statement about one region, given the first reports of those that had the meaning before."""
    place, *above = places_of(report)
    adopted = partial(Adoption, region=place, report=name, year=year_of(report))
    if issuer and (whose := issuer.region or NATION) != place:
        told = (f"issuer {issuer.issuer}", f"region {whose}", issuer.id)
        return adopted(rule="issuer-named", source=first.get(whose), evidence=told)
    if higher := next((division for division in (*above, NATION) if division in first), None):
        return adopted(rule="from-above", source=first[higher], evidence=(f"region {higher}",))
    if in_province:
        shown = f"province {province_of(report)}"
        return adopted(rule="from-the-province", source=in_province, evidence=(shown,))
    return adopted(rule="origin-unknown" if first else "first-known")
