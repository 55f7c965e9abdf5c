"""Rows of the simple profile: SKOS as registries and their tools take it, a concept a sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tifatu.graph.model import Definition, Sense
from tifatu.graph.pinyin import romanise
from tifatu.graph.programs import program_types
from tifatu.graph.rdf.plain_labels import plain_form, plain_labels
from tifatu.graph.rdf.shape import Row
from tifatu.graph.rdf.values import program_name
from tifatu.graph.records.sets import Records, as_in_iri
from tifatu.graph.survey.facts import Survey
from tifatu.graph.survey.relations import narrower_of, related_senses

LEVELS = {
    "国家级": "national",
    "省级": "provincial",
    "地级": "prefectural",
    "县级": "county",
    "乡级": "township",
    "开发区": "zone",
}
"""Level of a division -> the English word for the slogans that its reports define."""

MOST_PLACES = 5
"""Places that a note names; it says how many there are."""


def sense_rows(records: Records, survey: Survey) -> Iterator[Row]:
    """The concepts, in the order of their ids, each with its definitions at hand and no more."""
    labels = plain_labels(survey)
    related, narrower = related_senses(survey), narrower_of(survey)
    names = (name for sense in records.by_id(Sense) for name in survey.shared_first(sense.id))
    groups = groupby(records.named(Definition, names), key=lambda definition: definition.sense)
    name, group = next(groups, (None, iter(())))
    for sense in records.by_id(Sense):
        definitions: list[Definition] = []
        if name == sense.id:
            definitions = list(group)
            name, group = next(groups, (None, iter(())))
        yield {
            **_labels(sense, labels[sense.id]),
            **_wordings(definitions, survey),
            "id": sense.id,
            "history": _history(definitions, survey),
            "broader": survey.broader.get(sense.id, []),
            "narrower": narrower.get(sense.id, []),
            "related": related.get(sense.id, []),
            "top": None if survey.broader.get(sense.id) else "slogans",
        }


def _labels(sense: Sense, label: str) -> Row:
    """One preferred label a language; what is written otherwise is alternative where it is alike, else hidden."""
    written = dict.fromkeys((sense.label, *sense.alternatives))
    forms = dict.fromkeys(map(plain_form, written))
    alternatives = [form for form in forms if form != label and _alike(form, plain_form(sense.label))]
    shown = {label, *alternatives}
    return {
        "label": label,
        "pinyin": romanise(label).pinyin or None,
        "alternatives": alternatives,
        "written": [form for form in dict.fromkeys((*written, *forms)) if form not in shown],
    }


def _alike(form: str, label: str) -> bool:
    """Whether two forms share two characters in a row: what shares none may be another name, or a slip."""
    return form in label or label in form or any(form[n : n + 2] in label for n in range(len(form) - 1))


def _wordings(definitions: list[Definition], survey: Survey) -> Row:
    """The first wording defines; all others are notes with place and year."""
    places: dict[str, list[str]] = {}
    for definition in definitions:
        places.setdefault(definition.text, []).append(_whence(definition, survey))
    first, *others = places or [None]
    return {
        "definition": first,
        "note": _said_by(places[first]) or None if first is not None else None,
        "scope_notes": [
            f"{other}（{said}）" if (said := _said_by(places[other])) else other for other in others if other
        ],
    }


def _said_by(places: list[str]) -> str:
    """Who words it so.

    >>> _said_by(["甘肃省2023", "肃州区2024"])
    '甘肃省2023、肃州区2024'
    """
    named = list(dict.fromkeys(filter(None, places)))
    more = f"等{len(places)}份报告" if len(named) > MOST_PLACES else ""
    return "、".join(named[:MOST_PLACES]) + more


def _history(definitions: list[Definition], survey: Survey) -> str | None:
    """Which report explains it first, of those that were read."""
    known = [definition for definition in definitions if definition.report in survey.reports]
    if not known:
        return None
    first = min(known, key=lambda definition: survey.reports[definition.report].age)
    return f"所收报告中最早的释义：{said}" if (said := _whence(first, survey)) else None


def _whence(definition: Definition, survey: Survey) -> str:
    """The place and year of a definition, for display."""
    facts = survey.reports.get(definition.report)
    if facts is None:
        return ""
    region = survey.regions.used[facts.region].region.name if facts.region else ""
    return f"{region}{facts.year or ''}"


def collection_rows(records: Records, survey: Survey) -> Iterator[Row]:
    """The concepts by the type of what they name, and by the level of the reports that define them."""
    english = {kind.zh: kind.en for kind in program_types()}
    found: dict[str, tuple[str, str | None, set[str]]] = {}
    for sense in survey.senses.values():
        if sense.program:
            name = f"program-{program_name(sense.program)}"
            found.setdefault(name, (sense.program, english.get(sense.program), set()))[2].add(sense.id)
        for level in _levels(sense.id, survey):
            titles = f"{level}报告所释提法", f"Slogans defined by reports of {LEVELS[level]} level"
            found.setdefault(f"level-{LEVELS[level]}", (*titles, set()))[2].add(sense.id)
    for name in sorted(found, key=as_in_iri):
        zh, en, members = found[name]
        yield {"id": name, "zh": zh, "en": en, **_gathered(name, zh, en), "members": sorted(members)}


def _gathered(name: str, zh: str, en: str | None) -> Row:
    """What a collection gathers."""
    if name.startswith("level-"):
        return {"about": f"{zh}。", "about_en": f"{en}."}
    return {
        "about": f"所指事项的类型是“{zh}”的提法。",
        "about_en": en and f"Slogans that name something of the type “{en}”.",
    }


def _levels(sense: str, survey: Survey) -> Iterable[str]:
    reports = (survey.reports.get(name) for name in survey.reports_of_sense(sense))
    regions = (survey.regions.used[report.region].region for report in reports if report and report.region)
    return sorted({region.level for region in regions if region.level in LEVELS})
