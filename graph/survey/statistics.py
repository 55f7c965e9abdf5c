"""What a graph holds and how much of it is settled: the figures that every curve must be read against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from tifatu.graph.model import AnyRecord, Attribution, Definition, Glossary, Mention, Report, Sense
from tifatu.graph.survey.facts import year_of

LEVELS = ("国家级", "省级", "地级", "县级", "乡级", "开发区")
"""Levels of regions, from above."""


@dataclass
class Statistics:
    """Counts over the records of a graph (统计)."""

    kinds: Counter[str] = field(default_factory=Counter)
    """Kind of record -> how many."""

    levels: Counter[str] = field(default_factory=Counter)
    """Level of region -> reports."""

    years: Counter[int] = field(default_factory=Counter)
    """Year -> reports: the denominator of anything that is said to spread."""

    origins: Counter[str] = field(default_factory=Counter)
    """glossary or text -> definitions."""

    verdicts: Counter[str] = field(default_factory=Counter)
    """agrees, disagrees, uncertain, open, uncounted -> definitions."""

    senses: Counter[str] = field(default_factory=Counter)
    """Key of a term -> its senses."""

    mentioned: set[str] = field(default_factory=set)
    """Keys of the terms that are mentioned."""

    doubtful: int = 0
    """Glossaries with a warning."""

    scores: list[float] = field(default_factory=list)
    """Score of each glossary."""

    sure: dict[str, list[float]] = field(default_factory=dict)
    """Rule -> the confidence of each definition or attribution that it found."""

    quoted: int = 0
    resolved: int = 0

    def as_rows(self) -> dict[str, int | float | str]:
        """The figures by name, in the order in which they are told."""
        several = sum(count > 1 for count in self.senses.values())
        counted = sum(self.verdicts[verdict] for verdict in ("agrees", "disagrees", "uncertain"))
        mentions = self.kinds["mention"]
        rows: dict[str, int | float | str] = {
            "reports": self.kinds["report"],
            "reports by level": ", ".join(f"{k} {self.levels[k]:,}" for k in LEVELS if self.levels[k]),
            "years": f"{min(self.years, default='?')}–{max(self.years, default='?')}",
            "glossaries": self.kinds["glossary"],
            "glossaries that are doubtful": _share(self.doubtful, self.kinds["glossary"]),
            "score of glossaries, least and median": _least_and_median(self.scores),
            "definitions": self.kinds["definition"],
            "of these in glossaries": self.origins["glossary"],
            "of these in running text": self.origins["text"],
            "terms": len(self.mentioned | self.senses.keys()),
            "terms defined": len(self.senses),
            "terms with several senses": several,
            "numerals that count their items": _share(self.verdicts["agrees"], counted),
            "lists left open by 等": self.verdicts["open"],
            "mentions": mentions,
            "mentions in quotation marks": _share(self.quoted, mentions),
            "mentions with a sense": _share(self.resolved, mentions),
            "attributions": self.kinds["attribution"],
            "places": self.kinds["place"],
        }
        return rows | self._confidence()

    def _confidence(self) -> dict[str, str]:
        """Mean confidence and number of findings by rule, rules with most first."""
        most_first = sorted(self.sure.items(), key=lambda item: (-len(item[1]), item[0]))
        return {f"confidence of {rule}": f"{sum(sure) / len(sure):.2f} in {len(sure):,}" for rule, sure in most_first}


def statistics_of(records: Iterable[AnyRecord]) -> Statistics:
    """Count the records of a graph in one pass."""
    found = Statistics()
    for record in records:
        found.kinds[str(record.__struct_config__.tag)] += 1
        if isinstance(record, Definition | Attribution):
            found.sure.setdefault(record.rule, []).append(record.confidence)
        match record:
            case Report():
                found.levels[record.region.level if record.region else ""] += 1
                if year := year_of(record):
                    found.years[year] += 1
            case Glossary():
                found.doubtful += bool(record.warnings)
                found.scores.append(record.score)
            case Definition():
                found.origins[str(record.origin)] += 1
                found.verdicts[str(record.count)] += 1
            case Mention():
                found.mentioned.add(record.term)
                found.quoted += record.quoted
                found.resolved += record.sense is not None
            case Sense():
                found.senses[record.term] += 1
    return found


def _least_and_median(scores: list[float]) -> str:
    return f"{min(scores):.2f}, {median(scores):.2f}" if scores else "none"


def _share(part: int, whole: int) -> str:
    """A count with its denominator.

    >>> _share(3, 4)
    '3 of 4 (75.0 %)'
    """
    return f"{part:,} of {whole:,} ({100 * part / whole:.1f} %)" if whole else "none"
