"""Which reports use and define each term, sense and variant, and in which order the reports came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tifatu.graph.model import AnyRecord, Definition, Mention, Report, Sense
from tifatu.graph.survey.facts import year_of
from tifatu.graph.term_keys import TermKeys


@dataclass
class Use:
    """The reports that use and define one thing."""

    using: set[str] = field(default_factory=set)
    defining: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Reports:
    """The reports of a graph in the order of their days."""

    by_id: Mapping[str, Report]
    held: Mapping[tuple[int, str], int]
    """Year and level -> reports."""

    def oldest_first(self, names: Iterable[str]) -> list[str]:
        """Reports by day; those without come last."""
        return sorted((name for name in names if name in self.by_id), key=self.age)

    def age(self, name: str) -> tuple[int, str, str]:
        """Sort key."""
        report = self.by_id[name]
        return year_of(report) or 9999, report.date or "~", name


def reports_of(records: Iterable[AnyRecord]) -> Reports:
    """The reports among some records."""
    by_id = {record.id: record for record in records if isinstance(record, Report)}
    return Reports(by_id, Counter(cell(report) for report in by_id.values()))


def cell(report: Report) -> tuple[int, str]:
    """Year and level of a report, 0 and empty where they are not known."""
    return year_of(report) or 0, report.region.level if report.region else ""


def uses_of_senses(records: Iterable[AnyRecord]) -> dict[str, Use]:
    """Sense -> the reports that use it, by mentions or definitions, and those that define it."""
    found: dict[str, Use] = defaultdict(Use)
    for record in records:
        if isinstance(record, Mention | Definition) and record.sense:
            found[record.sense].using.add(record.report)
            if isinstance(record, Definition):
                found[record.sense].defining.add(record.report)
    return found


def uses_of(records: Sequence[AnyRecord]) -> dict[str, dict[str, Use]]:
    """The uses of terms by key, of senses and of variants by id."""
    found: dict[str, dict[str, Use]] = {kind: defaultdict(Use) for kind in ("term", "variant")}
    terms = {record.id: record.term for record in records if isinstance(record, Sense)}
    keys = TermKeys.learned(record for record in records if isinstance(record, Definition))
    for record in records:
        if isinstance(record, Mention):
            found["term"][keys.of(record.term)].using.add(record.report)
        elif isinstance(record, Definition) and record.sense:
            of_term = [found["term"][keys.of(terms[record.sense])]] if record.sense in terms else []
            of_variant = [found["variant"][record.variant]] if record.variant else []
            for use in (*of_term, *of_variant):
                use.using.add(record.report)
                use.defining.add(record.report)
    return found | {"sense": uses_of_senses(records)}
