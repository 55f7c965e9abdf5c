"""What the pages show, gathered once from the records of a graph: terms, uses, reports, regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from tifatu.graph.identity import identify
from tifatu.graph.labels import term_key
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Mention,
    Place,
    Program,
    Region,
    Report,
    Run,
    Sense,
    Statement,
)
from tifatu.graph.survey.facts import year_of
from tifatu.graph.term_keys import TermKeys

Kind = TypeVar("Kind")
InReport = TypeVar("InReport", Definition, Mention, Attribution, Place)

CENTRE = "中央"
"""Place of an issuer that is of no division."""

NOWHERE = Region(code=None, name="地名不详", level="")
"""Stands for the region of a report whose place is not known."""

FEWEST_MENTIONS = 3
"""Mentions from which an unexplained term has a page of its own; a second place is enough, too."""


@dataclass(frozen=True)
class Use:
    """How one region uses one term: how often it defines and mentions it, and when first and last."""

    region: Region
    defines: int
    mentions: int
    first: int | None
    last: int | None


@dataclass(frozen=True, eq=False)
class Term:
    """A term with everything said about it (提法)."""

    key: str
    label: str
    """The written form shown: the label of its best known sense, or the key."""

    senses: tuple[Sense, ...]
    """Most definitions first."""

    definitions: tuple[Definition, ...]
    """Earliest first."""

    uses: tuple[Use, ...]
    """One a region, most definitions and mentions first."""

    reports: dict[str, int]
    """Report -> how often it mentions the term (0 where it only defines it); earliest first."""

    @cached_property
    def defining(self) -> tuple[Use, ...]:
        """The regions that define it."""
        return tuple(use for use in self.uses if use.defines)

    @cached_property
    def mentions(self) -> int:
        """Mentions in all reports."""
        return sum(self.reports.values())

    @cached_property
    def defined_in(self) -> frozenset[str]:
        """Reports that define it."""
        return frozenset(definition.report for definition in self.definitions)

    @property
    def has_page(self) -> bool:
        """Whether it has a page of its own; the rest lives in the reports."""
        return bool(self.definitions) or self.mentions >= FEWEST_MENTIONS or len(self.uses) > 1


@dataclass(frozen=True)
class Atlas:
    """Records of a graph, by term, by report and by region."""

    reports: dict[str, Report]
    """Earliest first."""

    terms: dict[str, Term]
    keys: TermKeys
    attributions: dict[str, list[Attribution]] = field(default_factory=dict)
    """Term key -> who is named as its issuer."""

    definitions_in: dict[str, list[Definition]] = field(default_factory=dict)
    """Report -> its definitions, in the order of the text; likewise below."""

    mentions_in: dict[str, list[Mention]] = field(default_factory=dict)
    attributions_in: dict[str, list[Attribution]] = field(default_factory=dict)
    places_in: dict[str, list[Place]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    """Path of the source -> the document."""

    divisions: dict[str, Division] = field(default_factory=dict)
    """Code -> the newest version of the division."""

    runs: tuple[Run, ...] = ()
    programs: tuple[Program, ...] = ()
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    """Program -> what reports say of it, in the order of the files."""

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Region key -> the region, as its latest report has it."""
        return {region_key(r.region): r.region or NOWHERE for r in self.reports.values()}

    @cached_property
    def reports_of(self) -> dict[str, list[Report]]:
        """Region key -> its reports, oldest first."""
        lists: dict[str, list[Report]] = defaultdict(list)
        for report in self.reports.values():
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
        """Terms that someone defines."""
        return [term for term in self.terms.values() if term.definitions]

    @cached_property
    def shown(self) -> list[Term]:
        """Terms with a page of their own."""
        return [term for term in self.terms.values() if term.has_page]

    def term_of(self, form: str) -> Term | None:
        """The term of a written form or key."""
        return self.terms.get(self.keys.of(term_key(form)))

    def place_name(self, code: str | None) -> str:
        """Name of a region by its code; 中央 where there is none."""
        if code is None:
            return CENTRE
        if code in self.regions:
            return self.regions[code].name
        return self.divisions[code].region.name if code in self.divisions else code


def region_key(region: Region | None) -> str:
    """Code of a region, or an opaque id made from its name where it has none."""
    if region is None or region is NOWHERE:
        return "unknown"
    return region.code or ("china" if region.level == "国家级" else identify("N", region.name))


def in_time(report: Report) -> tuple[int, str, str]:
    """Sort key: earliest first; undated reports before all others, as their year is not known."""
    return (year_of(report) or 0, report.date or "", report.id)


def atlas_of(records: Iterable[AnyRecord]) -> Atlas:
    """Gather the records of a graph for the pages.

    Args:
        records: In the order of a records file.
    """
    found: dict[type, list[AnyRecord]] = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    reports = {report.id: report for report in sorted(_all(found, Report), key=in_time)}
    keys = TermKeys.learned(_all(found, Definition), _all(found, Sense))
    return Atlas(
        reports,
        _terms(found, reports, keys),
        keys,
        _grouped(_all(found, Attribution), lambda a: keys.of(term_key(a.term))),
        _by_report(_all(found, Definition)),
        _by_report(_all(found, Mention)),
        _by_report(_all(found, Attribution)),
        _by_report(_all(found, Place)),
        {document.source: document for document in _all(found, Document)},
        {d.region.code: d for d in sorted(_all(found, Division), key=lambda d: d.since or 0) if d.region.code},
        tuple(_all(found, Run)),
        tuple(_all(found, Program)),
        _grouped(_all(found, Statement), lambda said: said.program),
    )


def _all(found: dict[type, list[AnyRecord]], kind: type[Kind]) -> list[Kind]:
    return cast("list[Kind]", found.get(kind, []))


def _by_report(records: list[InReport]) -> dict[str, list[InReport]]:
    """In the order of the text, the longer of two that begin together first."""
    ordered = sorted(records, key=lambda r: (r.start, -r.end, r.id))
    return _grouped(ordered, lambda record: record.report)


def _grouped(records: Iterable[Kind], key: Callable[[Kind], str]) -> dict[str, list[Kind]]:
    groups: dict[str, list[Kind]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return dict(groups)


def _terms(found: dict[type, list[AnyRecord]], reports: dict[str, Report], keys: TermKeys) -> dict[str, Term]:
    senses = _grouped(_all(found, Sense), lambda sense: keys.of(sense.term))
    term_of_sense = {sense.id: key for key, group in senses.items() for sense in group}
    definitions: dict[str, list[Definition]] = defaultdict(list)
    for definition in _all(found, Definition):
        if definition.sense in term_of_sense:
            definitions[term_of_sense[definition.sense]].append(definition)
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in _all(found, Mention):
        mentions[keys.of(mention.term)][mention.report] += 1
    known = sorted({*senses, *mentions})
    return {key: _term(key, senses.get(key, []), definitions[key], mentions[key], reports) for key in known}


def _term(
    key: str,
    senses: list[Sense],
    definitions: list[Definition],
    mentions: Counter[str],
    reports: dict[str, Report],
) -> Term:
    ordered = sorted(senses, key=lambda s: (-sum(len(v.definitions) for v in s.variants), s.id))
    dated = sorted(definitions, key=lambda d: (in_time(reports[d.report]), d.start, d.id))
    using = sorted({*mentions, *(d.report for d in definitions)}, key=lambda name: in_time(reports[name]))
    return Term(
        key,
        ordered[0].label if ordered else key,
        tuple(ordered),
        tuple(dated),
        _uses(dated, mentions, using, reports),
        {name: mentions[name] for name in using},
    )


def _uses(
    definitions: list[Definition], mentions: Counter[str], using: list[str], reports: dict[str, Report]
) -> tuple[Use, ...]:
    defines = Counter(definition.report for definition in definitions)
    by_region: dict[str, list[Report]] = defaultdict(list)
    for name in using:
        by_region[region_key(reports[name].region)].append(reports[name])
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
