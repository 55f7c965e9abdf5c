"""Which sense is a part of which: “三区” is narrower than “三区三线” where the same thing is meant."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tifatu.graph.survey.facts import Survey


def wholes_of_parts(survey: Survey) -> dict[str, list[str]]:
    """Sense of a named part -> senses of the slogans that it is part of.

    Only where the part's term has one sense and that sense is meant: the two share a component or a region. Only from
    shorter to longer keys, so that there is no circle.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for facts in survey.definitions.values():
        whole = survey.senses.get(facts.sense or "")
        if whole is None:
            continue
        for part, components in facts.parts:
            key = survey.keys.of(part)
            senses = survey.senses_of.get(key, [])
            is_shorter = len(key) < len(survey.keys.of(whole.term))
            if is_shorter and len(senses) == 1 and _is_meant(survey, senses[0], components, facts.report):
                found[senses[0]].add(whole.id)
    return {name: sorted(wholes) for name, wholes in found.items()}


def _is_meant(survey: Survey, sense: str, components: tuple[str, ...], report: str) -> bool:
    """Whether a part with these components, explained in a report, has a sense that others explained."""
    explained = [survey.definitions[name] for name in survey.definitions_of.get(sense, ())]
    items = {item for definition in explained for item in definition.components}
    if items and components:
        return not items.isdisjoint(components)
    regions = {_region_of(survey, definition.report) for definition in explained}
    return _region_of(survey, report) in regions


def _region_of(survey: Survey, report: str) -> str | None:
    return survey.reports[report].region if report in survey.reports else None
