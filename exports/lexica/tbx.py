"""TBX, dialect TBX-Basic, for terminology tools: a concept entry a sense, in both editions of the standard.

The second (ISO 30042:2019, DCA style) is the standard of today; the first (ISO 30042:2008, martif) is what the tools
of translators open.

Every definition stands in full with its source: place, day, report, file and characters. The simple profile has the
one definition of a sense that is chosen there. graph/vocabulary/tbx.rng says what may stand where, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO

from tifatu.exports.files.pieces import write_pieces
from tifatu.exports.files.xml_text import escape
from tifatu.graph.model import Definition, Report, Run, Sense
from tifatu.graph.pinyin import romanise
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey


@dataclass(frozen=True)
class Edition:
    """What the editions of the standard call the same things."""

    open: str
    """All before the header's children; the root and the header are left open."""

    more: str
    """What the header must have besides the description of the file."""

    header: str
    root: str
    entry: str
    language: str
    term: str


SECOND = Edition(
    open="""<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="zh-Hans">
""",
    more="",
    header="tbxHeader",
    root="tbx",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
)
"""ISO 30042:2019."""

FIRST = Edition(
    open="""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="zh-Hans">
""",
    more="""<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
""",
    header="martifHeader",
    root="martif",
    entry="termEntry",
    language="langSet",
    term="tig",
)
"""ISO 30042:2008; the names of the DTD and of its constraints are those that TBX-Basic gives."""

PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
"""Status of the label, and of the other written forms. Source: TBX-Basic, data category administrativeStatus."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The entries sorted by pinyin; a line a piece of information, so that a diff shows what changed."""
    write_pieces(out, (line.encode() for line in _lines(records, profile, SECOND)))


def write_first_edition(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The same in the elements of ISO 30042:2008, which translate-toolkit and OmegaT read."""
    write_pieces(out, (line.encode() for line in _lines(records, profile, FIRST)))


def _lines(records: Records, profile: Profile, edition: Edition) -> Iterator[str]:
    survey = Survey(records)
    sources = {report.id: _report(report) for report in records.by_id(Report)}
    senses = sorted(survey.senses.values(), key=lambda sense: (romanise(sense.label).sort_key, sense.label, sense.id))
    most = 1 if profile is Profile.SIMPLE else None
    names = (name for sense in senses for name in survey.definitions_of.get(sense.id, [])[:most])
    groups = groupby(records.named(Definition, names), key=lambda definition: definition.sense)
    name, group = next(groups, (None, iter(())))
    yield from _opening(records, edition)
    for sense in senses:
        yield from _head(sense, survey, edition)
        if name == sense.id:
            for definition in group:
                yield from _definition(definition, sources.get(definition.report, ""))
            name, group = next(groups, (None, iter(())))
        yield from _tail(sense, edition)
    yield f"</body>\n</text>\n</{edition.root}>\n"


def _opening(records: Records, edition: Edition) -> Iterator[str]:
    """The header: title, and which rules made the file."""
    made = "；".join(f"tifatu {run.code}，规则 {run.rules}" for run in records.by_id(Run)) or "tifatu"
    yield f"{edition.open}<{edition.header}>\n<fileDesc>\n"
    yield "<titleStmt><title>政府工作报告中的提法</title></titleStmt>\n"
    yield f"<sourceDesc><p>{escape(made)}</p></sourceDesc>\n"
    yield f"</fileDesc>\n{edition.more}</{edition.header}>\n<text>\n<body>\n"


def _head(sense: Sense, survey: Survey, edition: Edition) -> Iterator[str]:
    """The beginning of an entry: its type and the slogans that it is part of."""
    yield f'<{edition.entry} id="{escape(sense.id)}">\n'
    for broader in survey.broader.get(sense.id, []):
        label = escape(survey.senses[broader].label)
        yield f'<ref type="crossReference" target="{escape(broader)}">{label}</ref>\n'
    if sense.program:
        yield f"<note>类型：{escape(sense.program)}</note>\n"
    yield f'<{edition.language} xml:lang="zh-Hans">\n'


def _definition(definition: Definition, report: str) -> Iterator[str]:
    place = f"{definition.source}，第{definition.start}–{definition.end}字"
    yield "<descripGrp>\n"
    yield f'<descrip type="definition">{escape(definition.text)}</descrip>\n'
    yield f'<admin type="source">{escape("；".join(filter(None, (report, place))))}</admin>\n'
    yield "</descripGrp>\n"


def _tail(sense: Sense, edition: Edition) -> Iterator[str]:
    """The written forms and the end of an entry."""
    yield from _term(sense.label, PREFERRED, None, edition)
    for form in dict.fromkeys(sense.alternatives):
        if form != sense.label:
            yield from _term(form, ADMITTED, "variant", edition)
    yield f"</{edition.language}>\n</{edition.entry}>\n"


def _term(form: str, status: str, kind: str | None, edition: Edition) -> Iterator[str]:
    yield f"<{edition.term}>\n<term>{escape(form)}</term>\n"
    yield f'<termNote type="administrativeStatus">{status}</termNote>\n'
    if kind:
        yield f'<termNote type="termType">{kind}</termNote>\n'
    yield f"</{edition.term}>\n"


def _report(report: Report) -> str:
    """Place, day and title, as far as the report tells."""
    year = report.plans or (report.reviews[-1] if report.reviews else None)
    day = report.date or (str(year) if year else "")
    return "，".join(filter(None, (report.region.name if report.region else "", day, report.title)))
