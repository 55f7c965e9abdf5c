"""The divisions that a report names besides its own, each with its code in the report's year."""

from __future__ import annotations

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.places.judgement import verdicts
from tifatu.builders.places.matcher import Matcher
from tifatu.builders.places.nearness import Candidate, Nearness, Surroundings, candidates
from tifatu.graph.identity import identify
from tifatu.graph.model import Place, Report


def places(text: str, report: Report, gazetteer: Gazetteer) -> list[Place]:
    """The places of a report's speech and glossary, in the order of the text; its own place is left out.

    Args:
        text: The whole document.
        report: Says where to look, whose report it is and of which year.
        gazetteer: The divisions.
    """
    around = Surroundings(report, gazetteer)
    matcher = Matcher.of(gazetteer)
    spans = (report.body, report.glossary) if report.glossary else (report.body,)
    named = [c for span in spans for c in candidates(matcher.sightings(text, span, around.year), around)]
    judged = verdicts(text, named)
    return [_place(report, c, rule, inside) for c, rule, inside in judged if c.nearness != Nearness.OWN]


def _place(report: Report, found: Candidate, rule: str, in_name: bool) -> Place:
    return Place(
        id=identify("P", report.id, found.start, found.end),
        source=report.source,
        report=report.id,
        start=found.start,
        end=found.end,
        region=found.region.code or "",
        text=found.name,
        in_name=in_name,
        rule=rule,
    )
