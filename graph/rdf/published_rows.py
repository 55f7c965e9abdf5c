"""Rows that say what the scheme and the data set are, who made them and under which terms: as the settings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tifatu.graph.identity import identify
from tifatu.graph.namespaces import ADDRESS, PREFIXES
from tifatu.graph.rdf.shape import Row
from tifatu.graph.records.sets import Records, as_in_iri
from tifatu.graph.survey.facts import Survey

MAIL = r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}"
NAME_AND_ADDRESS = re.compile(rf"(?P<name>[^<>]{{0,200}})<(?:(?P<address>{ADDRESS.pattern})|(?P<mail>{MAIL}))>")
"""As in the header of a letter: 云山大学 <https://example.org/>, 李某 <li@example.org>."""

PERSONS = "orcid.org"
"""Host of the pages of persons; who gives an address for letters is a person too, all others are taken for bodies."""

AGENTS = ("creator", "publisher")

VOCABULARIES = ("dcterms", "skos")
"""Prefixes of the vocabularies that the simple profile uses."""


def scheme_rows(records: Records, survey: Survey) -> Iterator[Row]:
    """The scheme of slogans, described as far as the settings and the records tell; nothing is made up."""
    yield {
        **_described(survey),
        "id": "slogans",
        "history": [f"tifatu {made}" for made in survey.made_by],
        "tops": sorted((name for name in survey.senses if not survey.broader.get(name)), key=as_in_iri),
    }


def dataset_rows(records: Records, survey: Survey) -> Iterator[Row]:
    """The simple profile as a data set."""
    yield {
        **_described(survey),
        "id": "data",
        "entities": len(survey.senses),
        "vocabularies": [PREFIXES[prefix] for prefix in VOCABULARIES],
    }


def agent_rows(records: Records, survey: Survey) -> Iterator[Row]:
    """Creator and publisher, where the settings give an address."""
    found = {agent["id"]: agent for name in AGENTS if (agent := _agent(survey.described.get(name)))}
    yield from (found[name] for name in sorted(found, key=str))


def _described(survey: Survey) -> Row:
    told = survey.described
    years = sorted({report.year for report in survey.reports.values() if report.year})
    period = f"{years[0]}–{years[-1]}" if years else ""
    licence = told.get("licence")
    return {
        "zh": told.get("title") or "政府工作报告中的提法",
        "en": None if told.get("title") else "Slogans of Chinese government work reports",
        "about": told.get("description") or _about(survey, period),
        "about_en": None if told.get("description") else _about_in_english(survey, period),
        **_made_by("creator", told.get("creator") or "tifatu"),
        **_made_by("publisher", told.get("publisher")),
        "licence": None if _is_address(licence) else licence,
        "licence_iri": licence if _is_address(licence) else None,
        "created": told.get("created"),
        "modified": told.get("modified"),
        "version": told.get("version") or (survey.made_by[0] if survey.made_by else None),
        "language": "zh-Hans",
    }


def _about(survey: Survey, period: str) -> str:
    return f"{period and period + '年'}{len(survey.reports)}份政府工作报告中有释义的提法，释义照录原文。"


def _about_in_english(survey: Survey, period: str) -> str:
    of = f" of {period}" if period else ""
    return (
        f"Slogans that {len(survey.reports)} Chinese government work reports{of} define, in the words of the reports."
    )


def _made_by(field: str, value: str | None) -> Row:
    """Somebody with an address is a thing of its own; all else is a name."""
    agent = _agent(value)
    return {field: None if agent else value, f"{field}_agent": agent["id"] if agent else None}


def _agent(value: str | None) -> Row | None:
    """A person or body with an address.

    >>> _agent("云山大学 <https://example.org/>")["kind"], _agent("李某 <li@example.org>")["email"]
    ('Organization', 'mailto:li@example.org')
    >>> _agent("云山大学") is None
    True
    """
    found = NAME_AND_ADDRESS.fullmatch(value or "")
    name, address, mail = (found["name"].strip(), found["address"], found["mail"]) if found else ("", value, None)
    if not mail and not _is_address(address):
        return None
    is_person = mail or urlsplit(address or "").hostname == PERSONS
    return {
        "id": identify("G", name, address or mail),
        "kind": "Person" if is_person else "Organization",
        "name": name or None,
        "email": f"mailto:{mail}" if mail else None,
        "address": address,
    }


def _is_address(value: str | None) -> bool:
    return value is not None and ADDRESS.fullmatch(value) is not None
