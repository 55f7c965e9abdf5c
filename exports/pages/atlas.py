"""What the pages show, gathered once from the records of a graph: terms, senses, definitions, regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from tifatu.graph.identity import identify
from tifatu.graph.labels import term_key
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Region, Report, Sense
from tifatu.graph.survey.facts import year_of

NOWHERE = Region(code=None, name="地名不详", level="")
"""Stands for the region of a report whose place is not known."""


@dataclass(frozen=True)
class Use:
    """How one region uses one term: how often it defines and mentions it, and when first and last."""

    region: Region
    defines: int
    mentions: int
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Term:
    """A term with everything said about it (提法)."""

    key: str
    label: str
    """The written form shown: the label of its best known sense, or the key in quotation marks."""

    senses: tuple[Sense, ...]
    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]
    """One a region, most definitions and mentions first."""

    @property
    def address(self) -> str:
        """File name of its page, without folder: opaque and ASCII."""
        return f"{identify('T', self.key)}.html"

    @cached_property
    def defining(self) -> tuple[Use, ...]:
        """The regions that define it."""
        return tuple(use for use in self.uses if use.defines)

    @cached_property
    def mentions(self) -> int:
        """Mentions in all reports."""
        return sum(use.mentions for use in self.uses)


@dataclass(frozen=True)
class Atlas:
    """Records of a graph, by term and by region."""

    reports: dict[str, Report]
    terms: dict[str, Term]
    attributions: dict[str, list[Attribution]] = field(default_factory=dict)
    """Term key -> who is named as its issuer."""

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Region key -> the region, as its latest report has it."""
        latest = sorted(self.reports.values(), key=lambda r: (year_of(r) or 0, r.id))
        return {region_key(r.region): r.region or NOWHERE for r in latest}

    @cached_property
    def reports_of(self) -> dict[str, list[Report]]:
        """Region key -> its reports, oldest first."""
        lists: dict[str, list[Report]] = defaultdict(list)
        for report in sorted(self.reports.values(), key=lambda r: (year_of(r) or 0, r.date or "", r.id)):
            lists[region_key(report.region)].append(report)
        return dict(lists)

    @cached_property
    def terms_of(self) -> dict[str, list[tuple[Term, Use]]]:
        """Region key -> the terms that it defines or mentions."""
        lists: dict[str, list[tuple[Term, Use]]] = defaultdict(list)
        for term in self.terms.values():
            for use in term.uses:
                lists[region_key(use.region)].append((term, use))
        return dict(lists)

    @cached_property
    def described(self) -> list[Term]:
        """Terms with a page of their own: those that someone defines."""
        return [term for term in self.terms.values() if term.definitions]


def region_key(region: Region | None) -> str:
    """Code of a region, or an opaque id made from its name where it has none."""
    if region is None:
        return "unknown"
    return region.code or ("china" if region.level == "国家级" else identify("N", region.name))


def atlas_of(records: Iterable[AnyRecord]) -> Atlas:
    """Gather the records of a graph for the pages.

    Args:
        records: In the order of a records file.
    """
    reports: dict[str, Report] = {}
    senses: dict[str, list[Sense]] = defaultdict(list)
    definitions: dict[str, dict[str, Definition]] = defaultdict(dict)
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    issuers: dict[str, list[Attribution]] = defaultdict(list)
    for record in records:
        match record:
            case Report():
                reports[record.id] = record
            case Sense():
                senses[record.term].append(record)
            case Definition():
                for key in _keys_of(record):
                    definitions[key][record.id] = record
            case Mention():
                mentions[record.term][record.report] += 1
            case Attribution():
                issuers[term_key(record.term)].append(record)
    by_sense = _definitions_by_sense(senses, definitions)
    keys = sorted({*senses, *mentions})
    terms = {key: _term(key, senses[key], by_sense[key], mentions[key], reports) for key in keys}
    return Atlas(reports, terms, dict(issuers))


def _keys_of(definition: Definition) -> list[str]:
    return [definition.sense] if definition.sense else [term_key(term) for term in definition.terms]


def _definitions_by_sense(
    senses: dict[str, list[Sense]], definitions: dict[str, dict[str, Definition]]
) -> dict[str, list[Definition]]:
    """Term key -> its definitions, through the senses that they belong to."""
    found: dict[str, list[Definition]] = defaultdict(list)
    for key, of_term in senses.items():
        for sense in of_term:
            found[key] += definitions.get(sense.id, {}).values()
    return found


def _term(
    key: str,
    senses: list[Sense],
    definitions: list[Definition],
    mentions: Counter[str],
    reports: dict[str, Report],
) -> Term:
    ordered = sorted(senses, key=lambda s: (-sum(len(v.definitions) for v in s.variants), s.id))
    label = ordered[0].label if ordered else f"“{key}”"
    dated = sorted(definitions, key=lambda d: (_year(reports[d.report]), d.source, d.start))
    return Term(key, label, tuple(ordered), tuple(dated), _uses(dated, mentions, reports))


def _uses(definitions: list[Definition], mentions: Counter[str], reports: dict[str, Report]) -> tuple[Use, ...]:
    defines = Counter(definition.report for definition in definitions)
    by_region: dict[str, list[Report]] = defaultdict(list)
    for report in sorted({*defines, *mentions}):
        by_region[region_key(reports[report].region)].append(reports[report])
    uses = []
    for of_region in by_region.values():
        years = [year for report in of_region if (year := year_of(report))]
        uses.append(
            Use(
                of_region[-1].region or NOWHERE,
                sum(defines[r.id] for r in of_region),
                sum(mentions[r.id] for r in of_region),
                min(years, default=None),
                max(years, default=None),
            )
        )
    return tuple(sorted(uses, key=lambda u: (-u.defines, -u.mentions, region_key(u.region))))


def _year(report: Report) -> int:
    return year_of(report) or 0
