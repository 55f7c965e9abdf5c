"""Rows of what no record holds by itself: terms, labels, regions, bodies, rules, schemes, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from tifatu.graph.labels import split_label
from tifatu.graph.namespaces import label_name, rule_name, term_name
from tifatu.graph.pinyin import romanise
from tifatu.graph.programs import program_types
from tifatu.graph.rdf.shape import Row
from tifatu.graph.rdf.values import program_name, recorded
from tifatu.graph.records.sets import as_in_iri
from tifatu.graph.rule_notes import rule_notes
from tifatu.graph.survey.facts import Survey, TermFacts
from tifatu.graph.survey.regions import RegionFacts

BODY_KINDS = {
    "party-committee": ("中共{}委员会", "中共中央"),
    "government": ("{}人民政府", "国务院"),
    "congress": ("{}人民代表大会", "全国人民代表大会"),
    "leader": ("{}领导人", "党和国家领导人"),
    "department": ("{}所属部门", "中央和国家机关"),
    "region": ("{}", "国家"),
}
"""Kind of issuer -> its label in a region, and that of the centre."""

SCHEMES = {
    "slogans": ("政府工作报告中的提法", "Slogans of Chinese government work reports"),
    "regions": ("行政区划", "Administrative divisions of China"),
    "programs": ("提法所指事项的类型", "Types of what slogans name"),
}
"""Name of a concept scheme -> its titles."""


def term_rows(survey: Survey) -> Iterator[Row]:
    """All terms: defined ones, and those that are only mentioned."""
    labels: dict[str, list[str]] = defaultdict(list)
    for form, key in survey.forms.items():
        labels[key].append(label_name(form))
    aliases = survey.keys.aliases()
    for name, key in _named(survey.terms, term_name):
        keys = [key, *aliases[key]] if key in aliases else key  # most have one, and are written faster without a list
        counts = _counts(survey.terms[key], survey)
        yield {"id": name, "label": key, "keys": keys, "labels": labels.get(key), **counts}


def _counts(facts: TermFacts, survey: Survey) -> Row:
    known = [survey.reports[name] for name in facts.reports if name in survey.reports]
    dated = [report for report in known if report.year]
    return {
        "mentions": facts.mentions,
        "definitions": facts.definitions,
        "reports": len(facts.reports),
        "regions": len({_place(report.region, survey) for report in known if report.region}),
        "first": min(known, key=lambda report: report.age).id if known else None,
        "last": max(dated or known, key=lambda report: report.age).id if known else None,
        "said_in": sorted({report.region for report in known if report.region}),
    }


def _place(region: str, survey: Survey) -> str:
    """What is one region in all years: its code, or its name where it has none."""
    facts = survey.regions.used[region]
    return facts.region.code or facts.region.name


def label_rows(survey: Survey) -> Iterator[Row]:
    """All written forms that are headwords or labels."""
    for name, form in _named(survey.forms, label_name):
        label, latin = split_label(form), romanise(form)
        yield {
            "id": name,
            "form": form,
            "qualifier": label.qualifier or None,
            "core": label.core,
            "head": label.head or None,
            "pinyin": latin.pinyin or None,
            "sort_key": latin.sort_key or None,
        }


def region_rows(survey: Survey) -> Iterator[Row]:
    """The divisions that the records speak of, those above them, and all versions that have a record."""
    known = survey.regions.known()
    for name in sorted(known, key=as_in_iri):
        facts = known[name]
        yield {
            "id": name,
            "code": facts.region.code,
            "name": facts.region.name or None,
            "level": facts.region.level or None,
            "above": sorted(facts.above),
            "top": None if facts.above else "regions",
            "period": _period(facts),
            "recorded": recorded(None, facts.version.parents) if facts.version else None,
            "version": facts.version.id if facts.version else None,
        }


def period_rows(survey: Survey) -> Iterator[Row]:
    """The periods in which divisions were in force."""
    facts = {_period(facts): facts for facts in survey.regions.known().values()}
    for name in sorted(filter(None, facts), key=as_in_iri):
        since, until = facts[name].since, facts[name].until
        yield {"id": name, "since": f"Y{since}" if since else None, "until": f"Y{until}" if until else None}


def year_rows(survey: Survey) -> Iterator[Row]:
    """The years that begin or end a period."""
    known = survey.regions.known().values()
    for year in sorted({year for facts in known for year in (facts.since, facts.until) if year}):
        yield {"id": f"Y{year}", "year": year}


def body_rows(survey: Survey) -> Iterator[Row]:
    """Who issues formulations."""
    for name in sorted(survey.bodies, key=as_in_iri):
        body = survey.bodies[name]
        regions = sorted(body.regions)
        place = survey.regions.used[regions[-1]].region.name if regions else ""
        form, centre = BODY_KINDS.get(body.kind, (f"{{}}{body.kind}", body.kind))
        yield {
            "id": name,
            "regions": regions,
            "label": form.format(place) if place else centre,
            "kind": body.kind,
            "forms": sorted(body.forms),
            "code": body.code,
        }


def rule_rows(survey: Survey) -> Iterator[Row]:
    """The rules that found something, with why they are right where this version of tifatu knows them."""
    notes = rule_notes()
    for name, rule in _named(survey.rules, rule_name):
        note = notes.get(rule)
        yield {"id": name, "name": rule, "why": note and note.why, "reason": note and note.reason}


def program_type_rows(survey: Survey) -> Iterator[Row]:
    """The scheme of program types, whole, and any type that it does not know."""
    known = {kind.zh: {"en": kind.en, "note": kind.note} for kind in program_types()}
    others = {sense.program for sense in survey.senses.values() if sense.program}
    names = {program_name(zh) or "": zh for zh in {*known, *others}}
    for name in sorted(names, key=as_in_iri):
        yield {"id": name, "zh": names[name], **known.get(names[name], {"en": None, "note": None})}


def scheme_rows(survey: Survey) -> Iterator[Row]:
    """The three concept schemes."""
    for name in sorted(SCHEMES):
        zh, en = SCHEMES[name]
        yield {"id": name, "zh": zh, "en": en}


def dataset_rows(survey: Survey) -> Iterator[Row]:
    """The data as a whole."""
    zh, en = SCHEMES["slogans"]
    yield {"id": "data", "zh": zh, "en": en, "runs": sorted(survey.runs)}


def _period(facts: RegionFacts) -> str | None:
    if facts.since is None and facts.until is None:
        return None
    return f"Y{facts.since or ''}-{facts.until or 'open'}"


def _named(things: Iterable[str], name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Names and the things that they name, in the order of IRIs."""
    return sorted(((name_of(thing), thing) for thing in things), key=lambda pair: as_in_iri(pair[0]))
