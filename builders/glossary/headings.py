"""Where a glossary begins and where it must have ended: headings, and lines that belong to something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tifatu.builders.glossary.view import compact
from tifatu.builders.language.markup import MARKUP
from tifatu.builders.language.punctuation import ORNAMENT
from tifatu.builders.language.rule import Hit, Rule

NOUNS = (
    "名词", "词语", "用语", "术语", "词汇", "概念", "词条", "热词", "名称", "提法", "表述", "缩略语", "缩写", "简称",
    "关键词", "新词", "词",
)  # fmt: skip
"""What a heading says is explained. A new noun is one word here: headings on lines and in running text follow."""

EXPLAINS = (
    "解释", "注释", "说明", "释义", "注解", "解读", "简释", "浅释", "诠释", "解析", "注析", "简介", "简注", "注",
    "含义", "详解", "索引",
)  # fmt: skip
"""What a heading says of them."""

_NOUN = rf"(?: (?:专业|专用|专有|专门|政策|新|主要|热点)? (?: {'|'.join(NOUNS)} ) )"
_EXPLAIN = rf"(?: {'|'.join(EXPLAINS)} )"
_MORE = """(?: [和及与、] (?:有关|相关|其他)? (?: 情况 | 事项 | 问题 | 内容 | 数据 | 名词 | 指标 | 事例 | 背景 )? 的?
    (?: 说明 | 解释 | 注释 | 解读 | 备注 ) )?"""
_WHICH = """(?: 有关 | 相关 | 部分 | 若干 | 特定 | 主要 | 重要 | 重点 | 涉及 | 使用 | 所涉 | 出现
    | 一些 | 几个 | 内容 | 文件 | 文中 | 文内 | 中 | 内 | 里 | 的 | 之 | 新 ){0,5}"""
_ANNEX = "(?: 附 (?:件|录|注|表|后|则)? [一二三四五六七八九十\\d]{0,2} [：:、.．]? )?"
_COUNT = "(?: [一二三四五六七八九十]{1,3} [、.．] )?"
_REPORT = "(?: [^：:，。；！？]{0,30} 报告 [》〉”」）)】]? (?: [（(] [^（）()]{1,12} [）)] | [-—·]{1,2} )? )?"
_REMARK = "(?: [（(] [^（）()]{1,40} [）)] )?"

HEADINGS: tuple[Rule, ...] = (
    Rule(
        name="heading-terms",
        why="A line that says that terms are explained below, alone or behind 附件 and the title of the report.",
        pattern=rf"""\A [【〔\[《（(“]? {_ANNEX} {_COUNT} [【〔\[《（(“]? {_REPORT} {_WHICH}
            {_NOUN} (?: [和及与、]? {_WHICH} {_NOUN} )? {_WHICH} {_EXPLAIN}
            (?:表|汇编|一览表)? {_MORE} [】〕\]》）)”]? [：:]? {_REMARK} [：:]? [】〕\]]? \Z""",
        hits=(
            Hit("名词解释", {}),
            Hit("《政府工作报告》有关名词解释", {}),
            Hit("附件2：名词解释和有关情况说明", {}),
            Hit("附部分用语说明", {}),
            Hit("【名词解释】", {}),
            Hit("2021年云溪县政府工作报告名词注释：（按出现先后排列）", {}),
            Hit("政府工作报告（审议稿）名词解释", {}),
            Hit("政府工作报告——名词解释", {}),
            Hit("缩略语解释", {}),
            Hit("名称解释", {}),
        ),
        misses=("名词解释见附件。", "关于规划纲要草案的说明"),
    ),
    Rule(
        name="heading-notes",
        why="注释, 释义, 附注 alone on a line, or behind the title of the report.",
        pattern=rf"""\A [【〔\[（(]? {_ANNEX} {_COUNT} {_REPORT} {_WHICH}
            (?: 注释 | 释义 | 注解 | 附注 | 尾注 | 脚注 | 词解 | 名词 | 术语表 | 词汇表 ) [】〕\]）)]?
            [：:]? {_REMARK} \Z""",
        hits=(Hit("注释", {}), Hit("《政府工作报告》注释", {}), Hit("附注：", {})),
        misses=("注释见第三页", "加强文物注释工作"),
    ),
    Rule(
        name="heading-remarks",
        why="Weaker words that also stand over other things; what follows must look like a glossary.",
        pattern=rf"""\A [【〔\[（(]? {_ANNEX} {_COUNT} {_REPORT} {_WHICH}
            (?: 注 | 备注 | (?: 情况 | 问题 | 事项 | 指标 | 数据 | 内容 | 背景 )?
                (?: 说明 | 解释 | 解读 ) (?: [和与及、]? (?: 说明 | 解释 ) )? )
            [】〕\]）)]? [：:]? {_REMARK} \Z""",
        hits=(
            Hit("注：", {}),
            Hit("解释和说明", {}),
            Hit("解释说明", {}),
            Hit("有关情况说明", {}),
            Hit("附：《政府工作报告》有关内容说明", {}),
        ),
        misses=("下面作简要说明。", "注：数据为初步统计数"),
        confidence=0.5,
    ),
)
"""Tried on a line without its white space and Markdown."""

_SPACED = "|".join(r"\s?".join(noun) for noun in NOUNS if len(noun) > 1)
_SPACED_EXPLAINS = "|".join(r"\s?".join(word) for word in EXPLAINS if len(word) > 1)

RUN_IN = Rule(
    name="heading-run-in",
    why="In a text without line breaks the heading stands between the last words of the speech and the first entry.",
    pattern=rf"""
        (?: (?<=[。！？!?”）)；;：:】\s\-—*\#]) | \A ) (?P<heading>
        [【〔\[（(《]? (?: 附 \s? (?:件|录)? \s? [一二三四五六七八九十\d]{{0,2}} \s? [：:]? \s{{0,4}} )?
        (?: 《? [^：:，。；！？\n]{{0,16}} 报告 》? \s? )? (?: 有关 | 相关 | 部分 | 中 | 的 | 内容 ){{0,3}}
        (?: (?:专业)? (?:{_SPACED}) \s? (?:{_SPACED_EXPLAINS})
            | 注\s?释 | 注 (?= [：:] ) )
        (?: 和 (?:有关|相关) (?:情况)? 说明 )? [】〕\]）)》]? (?: \s* [：:] )? )
        \s* (?= [（(\[〔【]? \s* (?: 1 | １ | 一 ) \s* [）)\]〕】.．、:：\s]
               | [①⑴⒈“"「] | [（(] [^（）()\n]{{2,30}} [）)] | [^。，；：:\n]{{2,24}} [：:] )
    """,
    hits=(
        Hit("努力奋斗！名词解释：1.两网：水网", {"heading": "名词解释："}),
        Hit("谢谢大家！ 附件：名词解释 1.两网", {"heading": "附件：名词解释"}),
        Hit("奋斗！ 注释①两网：水网", {"heading": "注释"}),
    ),
    misses=("两网：见名词解释9。", "（名词解释附后）", "目录一、总结二、名词解释"),
)
"""Sought in the running text."""

STOPS: tuple[Rule, ...] = (
    Rule(
        name="stop-annex",
        why="The next annex, table or figure begins.",
        pattern=r"""\A [【〔\[（(]? (?: 附 (?:件|录|表|图) [一二三四五六七八九十\d]{0,2} | 表 \d{1,2} | 附 \d )
            [：:、.．】〕\]）)]? [^。；]{0,40} \Z""",
        hits=(Hit("附件2", {}), Hit("附件：2021年重点项目表", {}), Hit("附表一", {})),
        misses=("附件齐全：指材料完备。", "表彰：指奖励"),
    ),
    Rule(
        name="stop-list-title",
        why="The title of a list of projects, livelihood matters or targets stands alone on a line.",
        pattern=r"""\A [^：:，。；！？“”]{0,30}
            (?: 民生实事 | 惠民实事 | 为民实事 | 实事项目 | 项目清单 | 任务清单 | 重点项目 | 项目表 | 一览表
              | 安排表 | 计划表 | 目标表 | 指标表 | 分解表 | 任务分解 | 完成情况表 | 预期目标 | 主要指标 | 经济指标 )
            (?: （ [^（）]{1,20} ） )? \Z""",
        hits=(Hit("2021年十件民生实事", {}), Hit("主要经济指标计划表", {})),
        misses=("民生实事：指年初承诺的事", "抓好重点项目。"),
    ),
    Rule(
        name="stop-date",
        why="A date alone on a line closes or signs a page.",
        pattern=r"""\A [^。；：:]{0,20}?
            (?: (?:19|20)\d\d [年\-./] \d{1,2} [月\-./] (?: \d{1,2} 日? | 印 )?
              | 二[〇○零][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月\S{0,4} )
            (?: \d\d:\d\d (?: :\d\d )? )? \Z""",
        hits=(Hit("2021年1月8日", {}), Hit("2021-01-0810:20", {})),
        misses=("2021年1月8日会议提出的目标。", "2021年"),
    ),
    Rule(
        name="stop-remark",
        why="A whole line in brackets behind the entries is a remark on the report or the end of a page.",
        pattern=r"\A [（(] [^（）()]{1,320} [）)] [。；]? \Z",
        hits=(Hit("（注：本报告为快报数）", {}), Hit("（云溪市政府网站）", {})),
        misses=("（1）两网：水网", "（含农村）供水"),
    ),
    Rule(
        name="stop-report",
        why="The next report of a compilation begins.",
        pattern=r"""\A (?: [^：:，。；]{0,25} 政府工作报告 | 各位代表 [：:！!，,] .* | —{1,2} \d{4}年 .{0,20} 会议上
            | 政府工作报告 [（(—] .{0,60} ) \Z""",
        hits=(Hit("2022年云溪县政府工作报告", {}), Hit("各位代表：", {})),
        misses=("政府工作报告：指年初的报告", "各位代表建议"),
    ),
)
"""Tried on a line without its white space; none is looked for inside an unfinished sentence."""

SOFT_STOPS = ("stop-list-title", "stop-date", "stop-remark")
"""What these find may also be a line inside a sentence that the width of the page has broken."""

_FURNITURE_FILE = Path(__file__).parent.parent / "data" / "glossary_furniture.txt"


@dataclass(frozen=True)
class Heading:
    """Where a glossary may begin."""

    start: int
    """First code point of the heading."""

    end: int
    """Behind the heading: the entries follow."""

    rule: Rule


@cache
def furniture() -> re.Pattern[str]:
    """What the pages of a site say around a report: a line of it ends the glossary."""
    words = (line.strip() for line in _FURNITURE_FILE.read_text(encoding="utf-8").splitlines())
    listed = "|".join(_pattern(word) for word in words if word and not word.startswith("#"))
    return re.compile(rf"[【（(\[>\-·|]{{0,2}}(?:{listed})")


def _pattern(word: str) -> str:
    """A word of the list; one that ends in $ must be the whole line."""
    return re.escape(word.removesuffix("$")) + (r"[】）)\]|]?\Z" if word.endswith("$") else "")


_LONGEST = 90
"""A heading's line, with its white space and Markdown."""

_AROUND = 60
"""Characters around a word of a heading within which a heading in running text lies."""


@cache
def _words() -> re.Pattern[str]:
    """Every heading in running text has one of these."""
    return re.compile(rf"{_SPACED}|注\s?[释：:]")


def headings(text: str, start: int, end: int) -> Iterator[Heading]:
    """Every place between two offsets where a glossary may begin, in order."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        found = _on_line(text, start, stop)
        if found:
            yield found
        else:
            yield from _run_in(text, start, stop)
        start = stop + 1


def _on_line(text: str, start: int, end: int) -> Heading | None:
    """A heading that has its line for itself."""
    if not 0 < end - start <= _LONGEST:
        return None
    line = undoubled(_ORNAMENTS.sub("", compact(MARKUP.regex.sub("", text[start:end]))))
    return next((Heading(start, end, rule) for rule in HEADINGS if rule.regex.search(line)), None)


_ORNAMENTS = re.compile(rf"^(?:{ORNAMENT}|[>\-·•])+|{ORNAMENT}+$")


def undoubled(line: str) -> str:
    """A line that a bad conversion has printed twice, or each letter of it.

    >>> undoubled("名词解释名词解释"), undoubled("名名词词解解释释"), undoubled("名词解释")
    ('名词解释', '名词解释', '名词解释')
    """
    half = len(line) // 2
    if line[:half] == line[half:]:
        return line[:half]
    return line[::2] if half > 1 and line[::2] == line[1::2] else line


def _run_in(text: str, start: int, end: int) -> Iterator[Heading]:
    """Headings inside a line, around the words that every one has."""
    last = start
    for word in _words().finditer(text, start, end):
        if word.start() < last:
            continue
        for found in RUN_IN.find(text, max(last, word.start() - _AROUND), min(end, word.end() + _AROUND)):
            if found.start("heading") <= word.start() < found.end("heading"):
                last = found.end("heading")
                yield Heading(found.start("heading"), last, RUN_IN)
                break


def stops(line: str) -> str | None:
    """The name of the rule that says that this line, without white space, is no part of a glossary.

    >>> stops("责任编辑：王一一")
    'stop-furniture'
    >>> stops("两网：水网和电网。")
    """
    if furniture().match(line):
        return "stop-furniture"
    return next((rule.name for rule in STOPS if rule.regex.search(line)), None)
