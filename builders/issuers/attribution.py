"""Attributions: whose a quoted formulation is, where the report says so (省委“四强”行动).

An issuer is a body of the division that the report's own place implies; what only has a level (省级“清洁村庄”,
省“十四五”规划, what was won or entered in a list) is kept as a level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tifatu.builders.confidence import Form, Kind, confidence
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.issuers import rules
from tifatu.builders.issuers.levels import is_plan
from tifatu.builders.issuers.naming import Issuer
from tifatu.builders.issuers.search import Finder
from tifatu.builders.language.affixes import begins_with_verb
from tifatu.graph.identity import identify
from tifatu.graph.model import Attribution, Mention, Report

FARTHEST = 16
"""Characters between two slogans of one issuer."""


_SUBJECTS = (rules.ACROSS.name, rules.CARRIED.name, rules.STAYS.name)
"""Rules whose issuer is the subject of its sentence."""


def attributions(text: str, report: Report, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Attribution]:
    """The attributions of a report's quoted slogans, in the order of the slogans.

    Args:
        text: The whole document.
        report: Its region decides whose 省委 and 市委 are meant.
        mentions: The report's quoted slogans in order.
        gazetteer: The divisions.
    """
    finder = Finder(text, report, gazetteer)
    found: list[Attribution] = []
    last: Mention | None = None
    reach: tuple[Issuer, ...] = ()
    for mention in mentions:
        issuers = finder.issuers(mention)
        if not issuers and last and reach and not is_plan(mention):
            rule = _reach(text, last, mention, reach[0])
            issuers = tuple(replace(issuer, rule=rule) for issuer in reach) if rule else ()
        found += [_attribution(report, mention, issuer) for issuer in issuers]
        last, reach = mention, tuple(issuer for issuer in issuers if _reaching(issuer, report))
    return found


def _reaching(issuer: Issuer, report: Report) -> bool:
    """A level reaches no further, nor does 我市 of the report's own city: what follows is as much its own."""
    own = report.region.code if report.region else None
    return not issuer.level_only and not (issuer.rule == rules.LEVEL.name and issuer.region == own)


def _reach(text: str, last: Mention, mention: Mention, issuer: Issuer) -> str:
    """The rule by which the issuer of one slogan stands before the next one, too; empty where it does not."""
    start, end = last.end + 1, mention.start - 1
    if issuer.rule == rules.BELONGS.name or not 0 <= end - start <= FARTHEST:
        return ""
    if rules.OTHERS_LEVEL.search(text, start, end):
        return ""
    over = rules.REACHES.read(text, start, end)
    if text[start:end] == last.head or (over and not begins_with_verb(over["field"] or "")):
        return rules.REACHES.name
    if issuer.rule in _SUBJECTS and rules.STAYS.read(text, start, end):
        return rules.STAYS.name
    said = issuer.rule not in (rules.DIRECT.name, rules.LEVEL.name, rules.REACHES.name)
    return rules.CONTENT.name if said and rules.CONTENT.read(text, start, end) else ""


def _attribution(report: Report, mention: Mention, issuer: Issuer) -> Attribution:
    return Attribution(
        id=identify("A", report.id, mention.id, issuer.start, issuer.region),
        source=report.source,
        report=report.id,
        start=issuer.start,
        end=issuer.end,
        mention=mention.id,
        term=mention.text,
        head=mention.head,
        issuer=issuer.text,
        body=issuer.body,
        region=issuer.region,
        level_only=issuer.level_only,
        rule=issuer.rule,
        confidence=confidence(Kind.ATTRIBUTION, issuer.rule, Form.LEVEL if issuer.level_only else Form.ANY),
    )
