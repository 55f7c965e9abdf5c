"""What stands on the sheets of the workbook: columns for people, and the rows in an order to read them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tifatu.exports.files.chinese import COUNTS, ORIGINS
from tifatu.exports.tables import rows as table_rows
from tifatu.exports.tables.shape import Cell
from tifatu.graph.model import Definition, Report, Run
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey


class Heading(NamedTuple):
    """A column of a sheet."""

    title: str
    width: int
    """In characters of Excel's standard font; a Chinese one takes two."""

    wide: bool = False
    """True where long text is broken into lines."""


class Sheet(NamedTuple):
    """A sheet of the workbook (工作表)."""

    title: str
    columns: tuple[Heading, ...]
    frozen: str
    """The first cell that moves when one scrolls."""

    rows: Callable[[Records, Survey], Iterator[Sequence[Cell]]]


class Place(NamedTuple):
    """Where a definition stands among those of its term."""

    key: str
    sense: int | None
    variant: int | None
    definition: str


def definitions_in_order(survey: Survey) -> list[Place]:
    """All definitions: terms that many define first; within a term sense by sense, the earliest report first."""
    by_term: dict[str, list[Place]] = defaultdict(list)
    for key, senses in survey.senses_of.items():
        biggest = sorted(senses, key=lambda name: (-len(survey.definitions_of.get(name, ())), name))
        for number, name in enumerate(biggest, 1):
            variants = {d: n for n, v in enumerate(survey.senses[name].variants, 1) for d in v.definitions}
            for definition in survey.definitions_of.get(name, ()):
                by_term[key].append(Place(key, number, variants.get(definition), definition))
    for facts in sorted(survey.definitions.values(), key=lambda facts: facts.id):
        if facts.sense not in survey.senses and facts.headwords:
            key = survey.key_of(facts.headwords[0])
            by_term[key].append(Place(key, None, None, facts.id))
    return [
        place for _, places in sorted(by_term.items(), key=lambda item: (-len(item[1]), item[0])) for place in places
    ]


def reports_in_order(survey: Survey) -> list[str]:
    """All reports: by the code of their region, then by year; those without a code last."""

    def place(name: str) -> tuple[str, str, tuple[int, str, str]]:
        region = survey.regions.used.get(survey.reports[name].region or "")
        return (
            region.region.code or "~" if region else "~~",
            region.region.name if region else "",
            survey.reports[name].age,
        )

    return sorted(survey.reports, key=place)


def _definitions(records: Records, survey: Survey) -> Iterator[Sequence[Cell]]:
    places = {place.definition: place for place in definitions_in_order(survey)}
    for definition in records.named(Definition, places):
        place = places[definition.id]
        _, region, year = table_rows.where(survey, definition.report)
        yield (
            *(place.key, place.sense, place.variant, region, year),
            *(definition.text, "；".join(definition.components), COUNTS[definition.count] or None),
            *("、".join(definition.terms), ORIGINS[definition.origin], definition.number),
            *(definition.source, definition.start, definition.end),
        )


def _terms(records: Records, survey: Survey) -> Iterator[Sequence[Cell]]:
    ordered = sorted(
        table_rows.terms(records, survey), key=lambda row: (-_number(row[3]), -_number(row[4]), str(row[1]))
    )
    return (row[1:9] for row in ordered)


def _reports(records: Records, survey: Survey) -> Iterator[Sequence[Cell]]:
    counts = table_rows.definitions_by_report(survey)
    for report in records.named(Report, reports_in_order(survey)):
        _, region, year = table_rows.where(survey, report.id)
        code, level = (report.region.code, report.region.level) if report.region else (None, None)
        yield (
            *(code, region, level, year, report.date, report.title, report.session, report.speaker),
            *(counts.get(report.id, 0), "有" if report.glossary else None, report.source),
        )


def read_me(records: Records, survey: Survey) -> Iterator[Sequence[Cell]]:
    """The first sheet: what this is, how much of it there is, and what the columns say."""
    yield (
        "提法图 tifatu",
        "政府工作报告中的提法及其释义 · Slogans of Chinese government work reports and what they mean",
    )
    yield "报告 reports", len(survey.reports)
    yield "提法 terms", len(survey.terms)
    yield "有释义的提法", len(survey.senses_of)
    yield "义项 senses", len(survey.senses)
    yield "释义 definitions", len(survey.definitions)
    for run in records.by_id(Run):
        yield "版本 version", f"tifatu {run.code}, rules {run.rules}"
    yield ()
    yield from GUIDE


GUIDE: tuple[tuple[str, str], ...] = (
    (
        "释义对照",
        "一行一条释义，同一提法的各地释义上下相邻，可按列筛选。One row a definition; those of one term are neighbours.",
    ),
    ("义项", "同一提法含义不同者，编号不同。Another number is another meaning."),
    ("变体", "同一义项内，编号相同者内容相同。Within a sense, one number is one content."),
    ("释义", "照录原文，不作改写。The words of the report, never paraphrased."),
    ("数目", "提法中的数字与所列组成是否相符。Does the numeral of the term count the items listed?"),
    ("起、止", "原文中的字符位置，从0计。Code points of the source, from 0."),
    ("提法", "一行一个提法，含只提及而无释义者。One row a term, also those that are only mentioned."),
    ("报告", "一行一份报告。One row a report."),
)
"""Sheet or column -> what it says."""

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "释义对照",
        (
            *(Heading("提法", 24), Heading("义项", 7), Heading("变体", 7), Heading("地区", 16), Heading("年份", 8)),
            *(Heading("释义", 80, wide=True), Heading("组成", 40, wide=True), Heading("数目", 20)),
            *(Heading("写法", 28), Heading("出处", 11), Heading("条目号", 9), Heading("文件", 40)),
            *(Heading("起", 9), Heading("止", 9)),
        ),
        "B2",
        _definitions,
    ),
    Sheet(
        "提法",
        (
            *(Heading("提法", 32), Heading("义项数", 10), Heading("释义数", 10), Heading("提及数", 10)),
            *(Heading("报告数", 10), Heading("地区数", 10), Heading("首见年份", 12), Heading("末见年份", 12)),
        ),
        "B2",
        _terms,
    ),
    Sheet(
        "报告",
        (
            *(Heading("代码", 10), Heading("地区", 18), Heading("级别", 9), Heading("年份", 8), Heading("日期", 13)),
            *(Heading("标题", 44), Heading("会议", 44), Heading("报告人", 12), Heading("释义数", 10)),
            *(Heading("名词解释", 11), Heading("文件", 48)),
        ),
        "A2",
        _reports,
    ),
)
"""In the order in which they lie in the workbook, behind the read-me."""


def _number(value: Cell) -> int:
    return value if isinstance(value, int) else 0
