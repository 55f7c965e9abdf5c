"""Definitions in the running text of a report: what it says about slogans that no glossary explains.

Anchors come first (quoted phrases; bare sets such as 三大革命); each rule that could apply is then tried around the
anchor, within its sentence. A definition keeps the rule, the sentence, the members and how far it can be trusted.
"""

from __future__ import annotations

from tifatu.builders.confidence import Form, Kind, confidence
from tifatu.builders.running_text.anchors import Anchor, anchors, sentence
from tifatu.builders.running_text.echo_rules import PARTED
from tifatu.builders.running_text.finding import Finding
from tifatu.builders.running_text.readers import findings
from tifatu.graph.identity import identify
from tifatu.graph.model import Definition, Origin, Report

_PAIR = 2
"""Members of which the number proves little."""


def harvest_running(text: str, report: Report) -> list[Definition]:
    """The definitions that stand in the body of a report, in the order of the slogans.

    Args:
        text: The whole document.
        report: The report; only ``report.body`` is read.

    Returns:
        Definitions of origin ``text``, each with its sentence, members, rule and confidence.
    """
    found, whole, end = [], "", 0
    for anchor in anchors(text, *report.body):
        if anchor.opened < end and anchor.label in whole:
            continue  # “1”即… within the definition of “132”: a part of it
        finding = next(findings(text, anchor), None)
        if finding:
            found.append(_definition(text, report, anchor, finding))
        if finding and finding.rule is PARTED:
            whole, end = anchor.label, finding.text[1]
    return found


def _definition(text: str, report: Report, anchor: Anchor, finding: Finding) -> Definition:
    start, end = finding.text
    term = text[anchor.opened : anchor.closed]
    form = Form.PAIR if len(finding.members) == _PAIR else Form.ANY
    around = (min(start, anchor.opened), max(end, anchor.closed))
    return Definition(
        id=identify("D", report.id, Origin.TEXT, anchor.opened, start, term),
        source=report.source,
        report=report.id,
        start=start,
        end=end,
        origin=Origin.TEXT,
        terms=(term,),
        term_spans=(anchor.span,),
        text=text[start:end],
        sentence=sentence(text, around, anchor.scope),
        components=tuple(text[slice(*member)] for member in finding.members),
        component_spans=finding.members,
        count=finding.count,
        rule=finding.rule.name,
        components_rule=finding.rule.name if finding.members else None,
        confidence=round(confidence(Kind.TEXT, finding.rule.name, form) * finding.trust, 2),
    )
