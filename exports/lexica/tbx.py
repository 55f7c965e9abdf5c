"""TBX (ISO 30042:2019), dialect TBX-Basic in DCA style, for terminology tools: a concept entry a sense.

Every definition stands in full with its source: place, day, report, file and characters. The simple profile has the
one definition of a sense that is chosen there. graph/vocabulary/tbx.rng says what may stand where, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from tifatu.exports.files.pieces import write_pieces
from tifatu.exports.files.xml_text import escape
from tifatu.graph.model import Definition, Report, Run, Sense
from tifatu.graph.pinyin import romanise
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
"""Namespace of the second edition of ISO 30042."""

OPEN = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="{NAMESPACE}" type="TBX-Basic" style="dca" xml:lang="zh-Hans">
<tbxHeader>
<fileDesc>
<titleStmt><title>政府工作报告中的提法</title></titleStmt>
<sourceDesc><p>%s</p></sourceDesc>
</fileDesc>
</tbxHeader>
<text>
<body>
"""
CLOSE = "</body>\n</text>\n</tbx>\n"

PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
"""Status of the label, and of the other written forms. Source: TBX-Basic, data category administrativeStatus."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The entries sorted by pinyin; a line a piece of information, so that a diff shows what changed."""
    write_pieces(out, (line.encode() for line in _lines(records, profile)))


def _lines(records: Records, profile: Profile) -> Iterator[str]:
    survey = Survey(records)
    sources = {report.id: _report(report) for report in records.by_id(Report)}
    senses = sorted(survey.senses.values(), key=lambda sense: (romanise(sense.label).sort_key, sense.label, sense.id))
    most = 1 if profile is Profile.SIMPLE else None
    names = (name for sense in senses for name in survey.definitions_of.get(sense.id, [])[:most])
    groups = groupby(records.named(Definition, names), key=lambda definition: definition.sense)
    name, group = next(groups, (None, iter(())))
    yield OPEN % escape("；".join(f"tifatu {run.code}，规则 {run.rules}" for run in records.by_id(Run)) or "tifatu")
    for sense in senses:
        yield from _head(sense, survey)
        if name == sense.id:
            for definition in group:
                yield from _definition(definition, sources.get(definition.report, ""))
            name, group = next(groups, (None, iter(())))
        yield from _tail(sense)
    yield CLOSE


def _head(sense: Sense, survey: Survey) -> Iterator[str]:
    """The beginning of an entry: its type and the slogans that it is part of."""
    yield f'<conceptEntry id="{escape(sense.id)}">\n'
    for broader in survey.broader.get(sense.id, []):
        label = escape(survey.senses[broader].label)
        yield f'<ref type="crossReference" target="{escape(broader)}">{label}</ref>\n'
    if sense.program:
        yield f"<note>类型：{escape(sense.program)}</note>\n"
    yield '<langSec xml:lang="zh-Hans">\n'


def _definition(definition: Definition, report: str) -> Iterator[str]:
    place = f"{definition.source}，第{definition.start}–{definition.end}字"
    yield "<descripGrp>\n"
    yield f'<descrip type="definition">{escape(definition.text)}</descrip>\n'
    yield f'<admin type="source">{escape("；".join(filter(None, (report, place))))}</admin>\n'
    yield "</descripGrp>\n"


def _tail(sense: Sense) -> Iterator[str]:
    """The written forms and the end of an entry."""
    yield from _term(sense.label, PREFERRED, None)
    for form in dict.fromkeys(sense.alternatives):
        if form != sense.label:
            yield from _term(form, ADMITTED, "variant")
    yield "</langSec>\n</conceptEntry>\n"


def _term(form: str, status: str, kind: str | None) -> Iterator[str]:
    yield f"<termSec>\n<term>{escape(form)}</term>\n"
    yield f'<termNote type="administrativeStatus">{status}</termNote>\n'
    if kind:
        yield f'<termNote type="termType">{kind}</termNote>\n'
    yield "</termSec>\n"


def _report(report: Report) -> str:
    """Place, day and title, as far as the report tells."""
    year = report.plans or (report.reviews[-1] if report.reviews else None)
    day = report.date or (str(year) if year else "")
    return "，".join(filter(None, (report.region.name if report.region else "", day, report.title)))
