"""Labels that tell concepts apart: no quotation marks, and a qualifier where several share a form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tifatu.graph.labels import QUOTES

if TYPE_CHECKING:
    from tifatu.graph.model import Sense
    from tifatu.graph.survey.facts import DefinitionFacts, Survey

FIRST_ITEMS = 2
"""Items of a definition in a qualifier: two tell most homonyms apart and still fit a list of hits."""

_NO_MARKS = str.maketrans("", "", QUOTES)


def plain_form(form: str) -> str:
    """A written form without quotation marks; as it is where nothing would be left.

    >>> plain_form("交通疏堵“6+N”工程")
    '交通疏堵6+N工程'
    """
    return form.translate(_NO_MARKS).strip() or form


def plain_labels(survey: Survey) -> dict[str, str]:
    """Sense -> its preferred label; no two senses have the same.

    Senses that share a form are told apart by their place, else by their first items, else by both with the year; what
    is still the same bears its own name.
    """
    groups: dict[str, list[Sense]] = defaultdict(list)
    for name in sorted(survey.senses):
        groups[plain_form(survey.senses[name].label)].append(survey.senses[name])
    taken, found = set(groups), dict[str, str]()
    for form in sorted(groups):
        found |= _told_apart(form, groups[form], taken, survey)
    return found


def _told_apart(form: str, senses: list[Sense], taken: set[str], survey: Survey) -> dict[str, str]:
    if len(senses) == 1:
        return {senses[0].id: form}
    found: dict[str, str] = {}
    for qualify in _QUALIFIERS:
        left = [sense for sense in senses if sense.id not in found]
        tried = {sense.id: f"{form}（{said}）" for sense in left if (said := qualify(sense, survey))}
        alone = _only_once(tried.values()) - taken
        found |= {name: label for name, label in tried.items() if label in alone}
        taken |= alone
    return found


def _only_once(labels: Iterable[str]) -> set[str]:
    counts: dict[str, int] = defaultdict(int)
    for label in labels:
        counts[label] += 1
    return {label for label, count in counts.items() if count == 1}


def _place(sense: Sense, survey: Survey) -> str:
    """Where it was first defined."""
    first = _first(sense, survey)
    report = survey.reports.get(first.report) if first else None
    return survey.regions.used[report.region].region.name if report and report.region else ""


def _items(sense: Sense, survey: Survey) -> str:
    first = _first(sense, survey)
    return plain_form("、".join(first.components[:FIRST_ITEMS])) if first and first.components else ""


def _all(sense: Sense, survey: Survey) -> str:
    first = _first(sense, survey)
    report = survey.reports.get(first.report) if first else None
    year = str(report.year) if report and report.year else ""
    return "，".join(filter(None, (_place(sense, survey) + year, _items(sense, survey))))


def _first(sense: Sense, survey: Survey) -> DefinitionFacts | None:
    names = survey.definitions_of.get(sense.id)
    return survey.definitions[names[0]] if names else None


_QUALIFIERS: tuple[Callable[[Sense, Survey], str], ...] = (_place, _items, _all, lambda sense, survey: sense.id)
"""In the order in which they are tried."""
