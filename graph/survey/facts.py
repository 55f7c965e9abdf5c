"""What must be known of all records before the triples of one can be written: counts, links, names in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tifatu.graph.labels import term_key
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Glossary,
    Mention,
    Origin,
    Part,
    Place,
    Program,
    Report,
    Run,
    Sense,
    Statement,
)
from tifatu.graph.namespaces import BASE, body_name
from tifatu.graph.survey.regions import RegionBook, state_year
from tifatu.graph.survey.wholes import wholes_of_parts
from tifatu.graph.term_keys import TermKeys

UNKNOWN_YEAR = 9999
"""Reports without any year come last."""


BASED = "base"
"""The setting of a run that says below which address the things of the graph stand."""

SCHEME = "scheme."
"""Before the settings of a run that describe the scheme of concepts."""


def year_of(report: Report) -> int | None:
    """The year that a report is known by: of its speech, else planned for, else the one after those reviewed."""
    if report.date:
        return int(report.date[:4])
    if report.plans:
        return report.plans
    return report.reviews[-1] + 1 if report.reviews else None


def all_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Named parts at every depth, outer ones first."""
    for part in parts:
        yield part
        yield from all_parts(part.parts)


@dataclass
class TermFacts:
    """How often a term is used, and by whom."""

    mentions: int = 0
    definitions: int = 0
    reports: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class ReportFacts:
    """What other records need to know of their report."""

    id: str
    year: int | None
    date: str | None
    region: str | None
    """Name of its region."""

    @property
    def age(self) -> tuple[int, str, str]:
        """Sort key: earliest first, undated last."""
        return (self.year or UNKNOWN_YEAR, self.date or "~", self.id)


@dataclass(frozen=True)
class DefinitionFacts:
    """What other records need to know of a definition."""

    id: str
    report: str
    origin: Origin
    headwords: tuple[str, ...]
    sense: str | None
    components: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """Key and components of its named parts, at every depth."""


@dataclass
class BodyFacts:
    """An issuer: whose, of what kind, and in which words it is named."""

    code: str | None
    kind: str
    regions: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


class Survey:
    """One pass over the records; the rows of every class ask it."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self.runs: list[str] = []
        self.made_by: list[str] = []
        """Version and rules of each run."""
        self.described: dict[str, str] = {}
        """What the settings say of the scheme: title, creator, licence …"""
        self.base = BASE
        """Below which the things of the graph stand."""
        self.documents: dict[str, str] = {}
        """Path -> id of the document."""
        self.reports: dict[str, ReportFacts] = {}
        self.definitions: dict[str, DefinitionFacts] = {}
        self.senses: dict[str, Sense] = {}
        self.rules: set[str] = set()
        self.keys = TermKeys()
        self.terms: dict[str, TermFacts] = {}
        """Key -> how often and by whom."""
        self.forms: dict[str, str] = {}
        """Written form with a label of its own -> key of its term."""
        self.bodies: dict[str, BodyFacts] = {}
        """Name -> the body."""
        self.run_by: dict[str, set[str]] = defaultdict(set)
        """Program -> names of the bodies that run it."""
        self.part_of: dict[str, set[str]] = defaultdict(set)
        """Program -> senses that it is part of."""
        self.regions = RegionBook()
        self._programs: list[Program] = []
        self._seen_reports: list[Report] = []
        self._mentioned: dict[str, TermFacts] = defaultdict(TermFacts)
        self._codes: set[tuple[str, str]] = set()
        self._issuers: set[tuple[str, str, str, str]] = set()
        takers = self._takers()
        for record in records:
            if type(record) in takers:
                takers[type(record)](record)
        self._settle()

    @cached_property
    def senses_of(self) -> dict[str, list[str]]:
        """Key of a term -> ids of its senses."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.senses):
            found[self.keys.of(self.senses[name].term)].append(name)
        return dict(found)

    @cached_property
    def definitions_of(self) -> dict[str, list[str]]:
        """Sense -> ids of its definitions; the earliest report first, glossary before text, then the smallest id."""
        found: dict[str, list[str]] = defaultdict(list)
        for facts in sorted(self.definitions.values(), key=self._preference):
            if facts.sense:
                found[facts.sense].append(facts.id)
        return dict(found)

    def shared_first(self, name: str) -> list[str]:
        """The definitions of a sense, those of its most shared content first, else as ``definitions_of``."""
        variants = self.senses[name].variants if name in self.senses else ()
        shared = {definition: len(variant.definitions) for variant in variants for definition in variant.definitions}
        return sorted(self.definitions_of.get(name, ()), key=lambda definition: -shared.get(definition, 1))

    @cached_property
    def broader(self) -> dict[str, list[str]]:
        """Sense of a named part -> senses of the slogans that it is part of."""
        return wholes_of_parts(self)

    def years_of(self, reports: Iterable[str]) -> tuple[int | None, int | None]:
        """First and last year of some reports; None twice where no year is known."""
        years = [facts.year for name in reports if (facts := self.reports.get(name)) and facts.year]
        return min(years, default=None), max(years, default=None)

    def reports_of_sense(self, name: str) -> list[str]:
        """The reports that define a sense, one an entry, in the order of its definitions."""
        return [self.definitions[definition].report for definition in self.definitions_of.get(name, ())]

    def keys_of(self, definition: str) -> list[str]:
        """Keys of the terms that a definition defines, one a headword."""
        return [self.key_of(form) for form in self.definitions[definition].headwords]

    def key_of(self, form: str) -> str:
        """Key of the term of a written form."""
        return self.keys.of(term_key(form))

    def _preference(self, facts: DefinitionFacts) -> tuple[Any, ...]:
        report = self.reports.get(facts.report)
        age = report.age if report else (UNKNOWN_YEAR, "~", facts.report)
        return (*age[:2], facts.origin is not Origin.GLOSSARY, facts.id)

    def _takers(self) -> dict[type, Callable[[Any], None]]:
        return {
            Run: self._take_run,
            Document: self._take_document,
            Division: self.regions.add,
            Report: self._seen_reports.append,
            Glossary: lambda glossary: self.rules.add(glossary.rule),
            Definition: self._take_definition,
            Mention: self._take_mention,
            Attribution: self._take_attribution,
            Place: self._take_place,
            Sense: self._take_sense,
            Program: self._take_program,
            Statement: self._take_statement,
        }

    def _take_run(self, run: Run) -> None:
        self.runs.append(run.id)
        self.made_by.append(f"{run.code}+{run.rules}")
        said = {name.removeprefix(SCHEME): value for name, value in run.settings.items() if name.startswith(SCHEME)}
        self.described.update(said)
        self.base = run.settings.get(BASED, self.base)

    def _take_document(self, document: Document) -> None:
        self.documents[document.source] = document.id

    def _take_definition(self, definition: Definition) -> None:
        parts = tuple(all_parts(definition.parts))
        self.rules.update(part.rule for part in parts)
        self.rules.update(rule for rule in (definition.rule, definition.components_rule) if rule)
        self.definitions[definition.id] = DefinitionFacts(
            id=definition.id,
            report=definition.report,
            origin=definition.origin,
            headwords=definition.terms,
            sense=definition.sense,
            components=definition.components,
            parts=tuple((term_key(part.term), part.components) for part in parts),
        )

    def _take_mention(self, mention: Mention) -> None:
        facts = self._mentioned[mention.term]
        facts.mentions += 1
        facts.reports.add(mention.report)
        self.rules.add(mention.rule)
        if mention.resolved_by:
            self.rules.add(mention.resolved_by)

    def _take_attribution(self, attribution: Attribution) -> None:
        self.rules.add(attribution.rule)
        if not attribution.level_only:
            self._issuers.add((attribution.region or "", attribution.body, attribution.report, attribution.issuer))

    def _take_place(self, place: Place) -> None:
        self.rules.add(place.rule)
        self._codes.add((place.region, place.report))

    def _take_sense(self, sense: Sense) -> None:
        self.senses[sense.id] = sense
        if sense.program_rule:
            self.rules.add(sense.program_rule)

    def _take_program(self, program: Program) -> None:
        self._programs.append(program)
        self.rules.update((program.rule, program.region_rule))

    def _take_statement(self, said: Statement) -> None:
        self.rules.add(said.rule)
        if said.body:
            self._issuers.add((said.region or "", said.body, said.report, said.text))
            self.run_by[said.program].add(body_name(said.region, said.body))
        if said.sense:
            self.part_of[said.program].add(said.sense)

    def _settle(self) -> None:
        """What can only be said when all records have been seen, in whichever order they came."""
        for report in sorted(self._seen_reports, key=lambda report: report.id):
            self._settle_report(report)
        for code, name in sorted(self._codes):
            self.region_at(code, name)
        for code, kind, name, issuer in sorted(self._issuers):
            self._settle_body(code, kind, name, issuer)
        owned = (*(sense.region for sense in self.senses.values()), *(program.region for program in self._programs))
        for owner in filter(None, owned):
            self.region_at(owner, None)
        self._settle_terms()

    def _settle_terms(self) -> None:
        """Join the keys that are one term, and count."""
        forms = [form for sense in self.senses.values() for form in (sense.label, *sense.alternatives)]
        forms += [form for facts in self.definitions.values() for form in facts.headwords]
        for form in forms:
            self.keys.learn(form)
        self.forms = {form: self.key_of(form) for form in forms}
        terms: dict[str, TermFacts] = defaultdict(TermFacts)
        for key, facts in self._mentioned.items():
            terms[self.keys.of(key)].mentions += facts.mentions
            terms[self.keys.of(key)].reports |= facts.reports
        for definition in self.definitions.values():
            for key in dict.fromkeys(self.keys_of(definition.id)):
                terms[key].definitions += 1
                terms[key].reports.add(definition.report)
        for sense in self.senses.values():  # in a selection, no headword that is left may have the sense's own key
            terms[self.keys.of(sense.term)].reports.update(self.reports_of_sense(sense.id))
        self.terms = dict(terms)

    def _settle_report(self, report: Report) -> None:
        year = year_of(report)
        when = state_year(year, report.date) if year else None
        region = self.regions.named(report.region, when, report.parents) if report.region else None
        self.reports[report.id] = ReportFacts(report.id, year, report.date, region)

    def region_at(self, code: str, report: str | None) -> str:
        """Name of the division that carried the code when a report was given; now, where no report is named."""
        facts = self.reports.get(report or "")
        return self.regions.in_force(code, state_year(facts.year, facts.date) if facts and facts.year else None)

    def _settle_body(self, code: str, kind: str, report: str, issuer: str) -> None:
        name = body_name(code or None, kind)
        body = self.bodies.setdefault(name, BodyFacts(code or None, kind))
        body.forms.add(issuer)
        if code:
            body.regions.add(self.region_at(code, report))
