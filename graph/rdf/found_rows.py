"""Records -> rows: documents, reports and what is found in them. Pure; the layout says what the lines mean."""

from __future__ import annotations

from tifatu.graph.model import (
    Attribution,
    Document,
    Glossary,
    Mention,
    Place,
    Report,
    Run,
    Usage,
)
from tifatu.graph.namespaces import body_name, rule_name
from tifatu.graph.rdf.order import order
from tifatu.graph.rdf.shape import Row
from tifatu.graph.rdf.values import (
    RECEIPTS,
    confidence_of,
    dates,
    fragment,
    known_term,
    once,
    recorded,
    rule_of,
    term_of,
)
from tifatu.graph.survey.facts import Survey


def document_row(document: Document, survey: Survey) -> Row:
    """The file that reports stand in."""
    return {
        "id": document.id,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "length": document.length,
        "path": document.source,
        "sha256": document.sha256,
    }


def report_row(report: Report, survey: Survey) -> Row:
    """A report: place, time, session, and where the text says so."""
    facts = survey.reports[report.id]
    return {
        "id": report.id,
        "document": survey.documents.get(report.source),
        "title": report.title,
        "region": facts.region,
        "session": report.session,
        "speaker": report.speaker,
        "reviews": once(report.reviews),
        "plans": report.plans,
        "year": facts.year,
        "start": report.start,
        "end": report.end,
        "speech_at": fragment(report.body),
        "glossary_at": fragment(report.glossary),
        "editions": once(report.editions),
        "order": order(reviews=[f"{year:04}" for year in report.reviews]),
        "recorded": recorded(report.region, report.parents),
        **dates(report.date),
        **{f"{field}_at": fragment(report.receipts.get(field)) for field in RECEIPTS},
    }


def glossary_row(glossary: Glossary, survey: Survey) -> Row:
    """A glossary as a whole, and how well it was read."""
    signs = [f"{name}={share!r}" for name, share in glossary.signs.items()]
    return {
        "id": glossary.id,
        "report": glossary.report,
        "start": glossary.start,
        "end": glossary.end,
        "entries": glossary.entries,
        "rule": rule_of(glossary.rule),
        "score": glossary.score,
        "signs": signs or None,
        "warnings": once(glossary.warnings) or None,
        "order": order(signs=signs, warnings=glossary.warnings) or None,
    }


def mention_row(mention: Mention, survey: Survey) -> Row:
    """One occurrence of a term."""
    return {
        "id": mention.id,
        "report": mention.report,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "head": mention.head or None,
        "quoted": mention.quoted,
        "paragraph": mention.paragraph,
        "rule": rule_name(mention.rule),
        **term_of(mention.term, survey),
        "sense": mention.sense,
        "resolved_by": rule_of(mention.resolved_by),
        "candidates": once(mention.candidates) or None,
        "evidence": once(mention.evidence) or None,
        "order": _order_of(mention),
    }


def _order_of(mention: Mention) -> list[str] | None:
    return order(candidates=mention.candidates, evidence=mention.evidence) or None


def attribution_row(attribution: Attribution, survey: Survey) -> Row:
    """Whose a formulation is."""
    by_body = not attribution.level_only
    return {
        "id": attribution.id,
        "report": attribution.report,
        "start": attribution.start,
        "end": attribution.end,
        "body": body_name(attribution.region, attribution.body) if by_body else None,
        "confidence": confidence_of(attribution.confidence),
        "rule": rule_of(attribution.rule),
        "head": attribution.head or None,
        "issuer": attribution.issuer,
        "level_only": attribution.level_only or None,
        "level_kind": None if by_body else attribution.body,
        "level_code": None if by_body else attribution.region,
        "mention": attribution.mention or None,
        "phrase": attribution.term,
        "term": known_term(attribution.term, survey),
    }


def place_row(place: Place, survey: Survey) -> Row:
    """A division named in a report."""
    return {
        "id": place.id,
        "report": place.report,
        "region": survey.region_at(place.region, place.report),
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "in_name": place.in_name or None,
        "rule": rule_of(place.rule),
    }


def run_row(run: Run, survey: Survey) -> Row:
    """What made the data, from which documents."""
    return {
        "id": run.id,
        "code": run.code,
        "rules": run.rules,
        "settings": [f"{name}={value}" for name, value in run.settings.items()],
        "order": order(settings=[f"{name}={value}" for name, value in run.settings.items()]),
        "documents": sorted(survey.documents.values()),
    }


def usage_row(usage: Usage, survey: Survey) -> Row:
    """How the reports use a term."""
    term = known_term(usage.term, survey)
    return {
        "id": usage.id,
        "term": term,
        "key": usage.term,
        "term_class": str(usage.term_class),
        "evidence": once(usage.evidence),
        "occurrences": sorted(f"{report} {count}" for report, count in usage.occurrences.items()),
        "order": order(evidence=usage.evidence),
    }
