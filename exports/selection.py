"""What is exported: all of the graph, or what concerns a region, some years, a term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from msgspec.structs import replace

from tifatu.graph.errors import UnknownRegionError, UnknownTermError
from tifatu.graph.labels import term_key
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Glossary,
    Mention,
    Place,
    Program,
    Report,
    Sense,
    Statement,
    Usage,
)
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import year_of
from tifatu.graph.term_keys import TermKeys

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Selection:
    """Which records are exported, and how much of them (选择)."""

    profile: Profile = Profile.FULL

    region: str | None = None
    """Code or name of a region: its reports and those of all regions below."""

    years: tuple[int, int] | None = None
    """First and last year of the reports."""

    term: str | None = None
    """Any written form of a term: its definitions, senses and mentions."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.region is None and self.years is None and self.term is None


def select(records: Records, selection: Selection) -> Records:
    """The records of a selection.

    Raises:
        UnknownRegionError: No report is of that region.
        UnknownTermError: No record knows that term.
    """
    return records if selection.is_everything else Selected(records, selection)


class Selected:
    """A view of records: the reports that are wanted and what stands in them."""

    def __init__(self, records: Records, selection: Selection) -> None:
        self._records = records
        reports = list(records.by_id(Report))
        if selection.region and not any(lies_in(report, selection.region) for report in reports):
            raise UnknownRegionError(selection.region)
        self._reports = {report.id for report in reports if _is_wanted(report, selection)}
        self._definitions: set[str] | None = None
        self._mentions: set[str] | None = None
        self._usages: set[str] | None = None
        if selection.term:
            self._narrow(selection.term)
        self._kept_definitions = {d.id for d in records.by_id(Definition) if self._keeps_definition(d)}
        self._sources = {report.source for report in reports if report.id in self._reports}

    def __iter__(self) -> Iterator[AnyRecord]:
        """The selected records, in the order of their file."""
        return (kept for record in self._records if (kept := self._keep(record)) is not None)

    def by_id(self, kind: type[Kind]) -> Iterator[Kind]:
        """The selected records of one kind, by id."""
        return (kept for record in self._records.by_id(kind) if (kept := self._keep(record)) is not None)

    def named(self, kind: type[Kind], names: Iterable[str]) -> Iterator[Kind]:
        """The selected records of one kind that have these ids, in their order."""
        return (kept for record in self._records.named(kind, names) if (kept := self._keep(record)) is not None)

    def _narrow(self, term: str) -> None:
        """Keep only what is said of one term, and the reports that say it."""
        keys = TermKeys.learned(self._records.by_id(Definition), self._records.by_id(Sense))
        key = keys.of(term_key(term))
        senses = {sense.id for sense in self._records.by_id(Sense) if keys.of(sense.term) == key}
        defining = self._records.by_id(Definition)
        definitions = [d for d in defining if d.sense in senses or key in {keys.of(term_key(t)) for t in d.terms}]
        mentions = [mention for mention in self._records.by_id(Mention) if keys.of(mention.term) == key]
        if not (senses or definitions or mentions):
            raise UnknownTermError(term)
        self._usages = {usage.id for usage in self._records.by_id(Usage) if keys.of(usage.term) == key}
        self._definitions = {definition.id for definition in definitions}
        self._mentions = {mention.id for mention in mentions}
        self._reports &= {definition.report for definition in definitions} | {mention.report for mention in mentions}

    def _keeps_definition(self, definition: Definition) -> bool:
        of_term = self._definitions is None or definition.id in self._definitions
        return of_term and definition.report in self._reports

    def _keep(self, record: Kind) -> Kind | None:
        """The record, trimmed where need be; None when it is not selected."""
        match record:
            case Document():
                kept = record.source in self._sources
            case Report():
                kept = record.id in self._reports
            case Definition():
                kept = record.id in self._kept_definitions
            case Mention():
                kept = record.report in self._reports and (self._mentions is None or record.id in self._mentions)
            case Attribution():
                kept = record.report in self._reports and (self._mentions is None or record.mention in self._mentions)
            case Glossary():
                kept = record.report in self._reports and self._mentions is None
            case Place():
                kept = record.report in self._reports and self._mentions is None
            case Sense():
                return cast("Kind | None", self._with_chosen(record))
            case Program():
                return cast("Kind | None", self._dated(record))
            case Statement():
                kept = record.program in self._programs and self._stands(record)
            case Division():
                kept = record.region.code in self._codes
            case Usage():
                return cast("Kind | None", self._counted(record))
            case _:
                kept = True
        return record if kept else None

    @cached_property
    def _codes(self) -> set[str | None]:
        """Codes of all divisions that what is selected names, and of those above them."""
        codes: set[str | None] = set()
        for report in self.by_id(Report):
            codes |= {above.code for above in (report.region, *report.parents) if above}
        codes.update(place.region for place in self.by_id(Place))
        codes.update(attribution.region for attribution in self.by_id(Attribution))
        codes.update(sense.region for sense in self.by_id(Sense))
        codes.update(program.region for program in self.by_id(Program))
        codes.update(said.region for said in self.by_id(Statement))
        for division in self._records.by_id(Division):
            if division.region.code in codes:
                codes |= {above.code for above in division.parents}
        return codes

    @cached_property
    def _senses(self) -> set[str]:
        """Senses of which a definition is selected."""
        return {sense.id for sense in self.by_id(Sense)}

    @cached_property
    def _programs(self) -> set[str]:
        """Programs whose sense is selected."""
        return {program.id for program in self._records.by_id(Program) if program.sense in self._senses}

    def _dated(self, program: Program) -> Program | None:
        """A program whose sense is selected, with those of its reports that are."""
        if program.sense not in self._senses:
            return None
        first, last = (name if name in self._reports else None for name in (program.first, program.last))
        return replace(program, first=first, last=last)

    def _stands(self, said: Statement) -> bool:
        """Whether the passage in which a statement stands is selected, too."""
        return said.passage in self._kept_definitions or said.passage in self._attributions

    @cached_property
    def _attributions(self) -> set[str]:
        return {attribution.id for attribution in self.by_id(Attribution)}

    def _counted(self, usage: Usage) -> Usage | None:
        """A usage in the selected reports only; None for other terms, and where none of its reports is left."""
        left = {report: count for report, count in usage.occurrences.items() if report in self._reports}
        of_term = self._usages is None or usage.id in self._usages
        return replace(usage, occurrences=left) if of_term and (left or not usage.occurrences) else None

    def _with_chosen(self, sense: Sense) -> Sense | None:
        """A sense with the selected definitions only; None when none is left."""
        chosen = self._kept_definitions
        variants = [
            replace(variant, definitions=tuple(name for name in variant.definitions if name in chosen))
            for variant in sense.variants
        ]
        left = tuple(variant for variant in variants if variant.definitions)
        joins = tuple(join for join in sense.joins if join.a in chosen and join.b in chosen)
        return replace(sense, variants=left, joins=joins) if left else None


def lies_in(report: Report, region: str) -> bool:
    """Whether a report is of a region, by code or name, or of one below it."""
    chain = (report.region, *report.parents) if report.region else ()
    return any(region in (above.code, above.name) for above in chain if above)


def _is_wanted(report: Report, selection: Selection) -> bool:
    if selection.region and not lies_in(report, selection.region):
        return False
    if selection.years is None:
        return True
    first, last = selection.years
    return first <= (year_of(report) or 0) <= last
