"""The tables: which there are, which columns they have, and what each cell means.

The one place that csv, parquet and the data dictionary take their words from.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tifatu.exports.tables import rows
from tifatu.exports.tables.shape import Column, Kind, Table
from tifatu.graph.rdf.sections import Profile


def _text(name: str, title: str, note: str, points_to: str = "") -> Column:
    return Column(name, title, note, points_to=points_to)


def _number(name: str, title: str, note: str) -> Column:
    return Column(name, title, note, Kind.INTEGER)


def _flag(name: str, title: str, note: str) -> Column:
    return Column(name, title, note, Kind.BOOLEAN)


SPAN = (
    _number("start", "起", "First character in the source, counted in code points from 0."),
    _number("end", "止", "The character behind the last one."),
)
REPORT = _text("report", "报告", "The report that it stands in.", "reports")
YEAR = _number("year", "年份", "Year of that report.")
RULE = _text("rule", "规则", "Name of the rule that found it.")
TERM = _text("term", "提法", "The term that it is about.", "terms")
CONFIDENCE = Column("confidence", "置信度", "How certain the rule is, from 0 to 1.", Kind.NUMBER)
YEARS = (
    _number("first_year", "首见年份", "Year of the first report."),
    _number("last_year", "末见年份", "Year of the last report."),
)

TERMS = Table(
    "terms",
    "提法",
    "All written forms with one key are one term; defined terms and those that are only mentioned.",
    (
        _text("term", "编号", "Id of the term."),
        _text("label", "提法", "Its key: the form without quotation marks and white space."),
        _number("senses", "义项数", "How many meanings it has; 0 where no report defines it."),
        _number("definitions", "释义数", "How many passages define it."),
        _number("mentions", "提及数", "How often reports mention it."),
        _number("reports", "报告数", "How many reports define or mention it."),
        _number("regions", "地区数", "How many regions' reports define or mention it."),
        *YEARS,
        _text("first_report", "首见报告", "The first report that defines or mentions it.", "reports"),
    ),
    rows.terms,
    ("term",),
    simple=True,
)

SENSES = Table(
    "senses",
    "义项",
    "One meaning of a term; what different places mean by one term are different senses.",
    (
        _text("sense", "编号", "Id of the sense."),
        TERM,
        _text("label", "写法", "Preferred written form."),
        _text("alternatives", "其他写法", "Other written forms, separated by ' | '."),
        _text("program", "类型", "What it names, where it is carried out: 行动, 工程, 计划 …"),
        _text("region", "地区", "The region that it belongs to, where evidence says so.", "regions"),
        _text("scope", "范围", "Whose it is: national, provincial or local (of one place)."),
        _number("definitions", "释义数", "How many definitions it has."),
        _number("variants", "变体数", "How many groups of definitions with equal content."),
        _number("regions", "地区数", "How many regions' reports define it."),
        *YEARS,
        _text("broader", "上位义项", "Senses of slogans that this one is a part of, separated by ' | '."),
    ),
    rows.senses,
    ("sense",),
    simple=True,
)

DEFINITIONS = Table(
    "definitions",
    "释义",
    "One passage in which one report says what a term means; never merged, never paraphrased.",
    (
        _text("definition", "编号", "Id of the definition."),
        TERM,
        _text("sense", "义项", "The meaning that it gives.", "senses"),
        _text("variant", "变体", "Definitions of one sense with the same variant have equal content."),
        _text("headwords", "词条写法", "Headwords as written, separated by ' | '."),
        _text("text", "释义", "The defining words as written."),
        _text("region", "地区", "Region of the report.", "regions"),
        _text("region_name", "地区名称", "Its name in the report's year."),
        YEAR,
        REPORT,
        _text("origin", "出处", "glossary (appended to the report) or text (its running text)."),
        _text("number", "条目号", "Number of the glossary entry as written."),
        _number("components", "组成数", "How many items it lists."),
        _text(
            "count",
            "数目",
            "Does the term's numeral count the items? agrees, disagrees, uncertain, open (…等), uncounted.",
        ),
        RULE,
        _text("components_rule", "组成规则", "Name of the rule that found the items."),
        CONFIDENCE,
        _text("before", "上文", "The words right before it, to find the passage again."),
        _text("after", "下文", "The words right behind it."),
        *SPAN,
        _text("source", "文件", "Path of the file, from the folder that was given to the build."),
    ),
    rows.definitions,
    ("definition",),
    simple=True,
)

COMPONENTS = Table(
    "components",
    "组成",
    "The items that a definition or one of its parts lists, in order.",
    (
        _text("definition", "释义", "The definition.", "definitions"),
        _text("part", "分项", "Place of the named part that lists it, 2 or 2.1; 0 for the definition itself."),
        _number("n", "序号", "Place in the list, from 1."),
        _text("text", "组成", "The item as written."),
        _text("term", "提法", "The term that it is, where reports know it as one.", "terms"),
        *SPAN,
    ),
    rows.components,
    ("definition", "part", "n"),
    simple=True,
)

PARTS = Table(
    "parts",
    "分项",
    "Named pieces of a term with definitions of their own: the 三区 and the 三线 of 三区三线.",
    (
        _text("definition", "释义", "The definition.", "definitions"),
        _text("part", "分项", "Place among the parts: 2, or 2.1 for a part of a part."),
        _text("name", "名称", "What the part is called."),
        _text("text", "释义", "Its defining words."),
        _text("term", "提法", "The term that it is, where reports know it as one.", "terms"),
        _flag("implied", "推得", "True where the label and the separators name it and the definition does not."),
        RULE,
        *SPAN,
    ),
    rows.parts,
    ("definition", "part"),
)

HEADWORDS = Table(
    "headwords",
    "词条",
    "The headwords of a definition, each at its place; most definitions have one.",
    (
        _text("definition", "释义", "The definition.", "definitions"),
        _number("n", "序号", "Place among its headwords, from 1."),
        _text("form", "写法", "As written, quotation marks included."),
        TERM,
        *SPAN,
    ),
    rows.headwords,
    ("definition", "n"),
)

MENTIONS = Table(
    "mentions",
    "提及",
    "One occurrence of a term in a report.",
    (
        _text("mention", "编号", "Id of the mention."),
        TERM,
        _text("text", "原文", "The words inside the quotation marks."),
        _text("head", "类名", "The class noun behind them: 行动."),
        _flag("quoted", "带引号", "False where the term stands without quotation marks."),
        _number("paragraph", "段落", "First character of its paragraph; equal in one report means one paragraph."),
        REPORT,
        _text("region", "地区", "Region of the report.", "regions"),
        YEAR,
        _text(
            "sense", "义项", "The meaning that it has there, where that is known; it may lie outside what was selected."
        ),
        _text("resolved_by", "消歧规则", "Name of the rule that chose the sense."),
        _text(
            "candidates",
            "候选义项",
            "Senses that could be meant where none was chosen, or came next, separated by ' | '.",
        ),
        _text("evidence", "选义依据", "What showed the sense, or why it stays open, separated by ' | '."),
        RULE,
        *SPAN,
    ),
    rows.mentions,
    ("mention",),
)

ATTRIBUTIONS = Table(
    "attributions",
    "归属",
    "A report says whose a formulation is: 省委“四强”行动.",
    (
        _text("attribution", "编号", "Id of the attribution."),
        _text("mention", "提及", "The mention that it speaks of.", "mentions"),
        _text("text", "提法原文", "Text of that mention."),
        _text("head", "类名", "The class noun behind it."),
        _text("issuer", "发布者", "The issuer as written: 省委."),
        _text(
            "body", "发布者类别", "Kind of issuer: party-committee, government, congress, leader, department, region."
        ),
        _text("issuer_code", "发布地区代码", "Code of the issuer's region in the report's year; empty for the centre."),
        _flag("level_only", "仅为级别", "True for 省级, 全区: a level, no issuer."),
        REPORT,
        YEAR,
        RULE,
        CONFIDENCE,
        *SPAN,
    ),
    rows.attributions,
    ("attribution",),
)

PROGRAMS = Table(
    "programs",
    "事项",
    "What a sense names where it is carried out: actions, works, plans, strategies, reforms, campaigns.",
    (
        _text("program", "编号", "Id of the program."),
        _text("sense", "义项", "The sense that names it.", "senses"),
        _text("label", "名称", "What it is called."),
        _text("type", "类型", "行动, 工程, 计划, 战略, 改革 or 活动."),
        _text("type_rule", "类型规则", "Name of the rule that chose the type."),
        _text(
            "region", "地区", "The division whose it is; empty for the nation's and where nothing shows it.", "regions"
        ),
        _text("region_rule", "地区规则", "What shows the region: own-words, runs-it, defined-in-one-place …"),
        _text("run_by", "实施者", "Who runs it or has set it up, as written, separated by ' | '."),
        _text("part_of", "所属", "Senses that it is part of, separated by ' | '."),
        _number("targets", "目标数", "How many statements say what it is to reach."),
        *YEARS,
    ),
    rows.programs,
    ("program",),
)

STATEMENTS = Table(
    "statements",
    "事项陈述",
    "Words of a report that say who runs a program, what it is part of, or what it is to reach.",
    (
        _text("statement", "编号", "Id of the statement."),
        _text("program", "事项", "The program that it speaks of.", "programs"),
        _text("said", "内容", "run-by, part-of or target."),
        _text("text", "原文", "The words as written."),
        _text("body", "机关类别", "Kind of the body that runs it: party-committee, government, department …"),
        _text("body_code", "机关地区代码", "Code of the body's region in the report's year; empty for the centre."),
        _text("sense", "所属义项", "The sense that the program is part of, where the graph knows it."),
        _number("target_year", "目标年份", "The year by which the target is to be reached."),
        _text("passage", "段落", "Id of the definition or attribution in which the words stand."),
        REPORT,
        YEAR,
        RULE,
        *SPAN,
    ),
    rows.statements,
    ("statement",),
)

GLOSSARIES = Table(
    "glossaries",
    "名词解释",
    "The appended glossary of a report, and how well it was read as a whole.",
    (
        _text("glossary", "编号", "Id of the glossary."),
        REPORT,
        YEAR,
        _number("entries", "词条数", "Definitions that it gave."),
        Column("score", "得分", "How good the reading is, from 0 to 1: the weighted sum of the signs.", Kind.NUMBER),
        _text("signs", "迹象", "Each sign with its share, separated by ' | '."),
        _text("warnings", "提示", "Signs that make the reading doubtful, separated by ' | '."),
        RULE,
        *SPAN,
    ),
    rows.glossaries,
    ("glossary",),
)

PLACES = Table(
    "places",
    "地名",
    "A division that a report names besides its own.",
    (
        _text("place", "编号", "Id of the place name."),
        _text("region", "地区", "The division, in the version of the report's year.", "regions"),
        _text("code", "代码", "Its GB/T 2260 code in the report's year."),
        _text("text", "原文", "As written."),
        _flag("in_name", "在名称中", "True inside the name of a firm, school, line or paper: 天津港."),
        REPORT,
        YEAR,
        RULE,
        *SPAN,
    ),
    rows.places,
    ("place",),
)

USAGES = Table(
    "usages",
    "用法",
    "How the reports use a term, in quotation marks or not; words that no report explains have no counts.",
    (
        _text("usage", "编号", "Id of the usage."),
        _text("key", "写法", "The key that was counted."),
        _text("term", "提法", "The term that it is about, where there is one.", "terms"),
        _text("class", "类别", "formulation, technical term, name or word; the first counts wherever it stands."),
        _number("reports", "报告数", "How many reports have it in their speech."),
        _number("occurrences", "出现次数", "How often it stands there, mentions or not."),
        _text("evidence", "依据", "Figures with their weights, or the shape that decided, separated by ' | '."),
    ),
    rows.usages,
    ("usage",),
)

REPORTS = Table(
    "reports",
    "报告",
    "One government work report: a region, a session, a date.",
    (
        _text("report", "编号", "Id of the report."),
        _text("title", "标题", "Title as written."),
        _text("region", "地区", "Its region, in the version of that year.", "regions"),
        _text("region_name", "地区名称", "Name of the region in that year."),
        _text("code", "代码", "GB/T 2260 code of the region in that year."),
        _text("level", "级别", "国家级, 省级, 地级, 县级, 乡级 or 开发区."),
        _number("year", "年份", "Year that the report is known by."),
        _text("date", "日期", "Day of the speech, 2025-01-04, or 2021-01 where only the month is said."),
        _text("session", "会议", "Session of the congress as written."),
        _text("speaker", "报告人", "Who gave the speech."),
        _number("reviewed_from", "回顾首年", "First year looked back on."),
        _number("reviewed_to", "回顾末年", "Last year looked back on."),
        _number("planned", "部署年份", "The year planned for."),
        _number("definitions", "释义数", "How many definitions it holds."),
        *SPAN,
        _number("body_start", "正文起", "First character of the speech."),
        _number("body_end", "正文止", "The character behind the last one of the speech."),
        _number("glossary_start", "名词解释起", "First character of the appended glossary; empty where there is none."),
        _number("glossary_end", "名词解释止", "The character behind its last one."),
        _text("editions", "其他版本", "Where the same report stands again: file and span, separated by ' | '."),
        _text("source", "文件", "Path of the file, from the folder that was given to the build."),
    ),
    rows.reports,
    ("report",),
    simple=True,
)

REGIONS = Table(
    "regions",
    "地区",
    "Administrative divisions that the reports speak of, each as of the years in which code and name were in force.",
    (
        _text("region", "编号", "Id of the division in these years."),
        _text("code", "代码", "GB/T 2260 code; empty for zones without one."),
        _text("name", "名称", "Name in these years."),
        _text("level", "级别", "国家级, 省级, 地级, 县级, 乡级 or 开发区."),
        _number("since", "生效年份", "First year in force, where known."),
        _number("until", "失效年份", "First year no longer in force; empty while it is."),
        _text("above", "上级", "Ids of the divisions directly above, separated by ' | '."),
    ),
    rows.regions,
    ("region",),
    simple=True,
)

JOINS = Table(
    "joins",
    "异同",
    "Why two definitions stand together or apart.",
    (
        _text("a", "释义甲", "One definition.", "definitions"),
        _text("b", "释义乙", "The other.", "definitions"),
        _text("verdict", "判断", "same (one variant), variant (one sense) or different (two senses)."),
        _text("evidence", "依据", "Rules that decided, with their figures, separated by ' | '."),
    ),
    rows.joins,
    (),
)

TABLES: tuple[Table, ...] = (
    TERMS,
    SENSES,
    DEFINITIONS,
    COMPONENTS,
    PARTS,
    HEADWORDS,
    MENTIONS,
    ATTRIBUTIONS,
    PROGRAMS,
    STATEMENTS,
    GLOSSARIES,
    PLACES,
    USAGES,
    REPORTS,
    REGIONS,
    JOINS,
)
"""In the order in which people should read them."""

BY_NAME: Mapping[str, Table] = MappingProxyType({table.name: table for table in TABLES})


def tables_of(profile: Profile) -> list[Table]:
    """The tables of a profile: simple has terms, senses, definitions with their components, and reports."""
    return [table for table in TABLES if table.simple or profile is Profile.FULL]
