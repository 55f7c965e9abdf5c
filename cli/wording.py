"""The words of answers, in English and Chinese."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """A language of answers."""

    EN = "en"
    ZH = "zh"


LangOption = Annotated[Language | None, typer.Option("--lang", help="en or zh; else as the system says.")]

WORDS = {
    "first_used": ("first used {year} by {places}", "最早使用：{year}年，{places}"),
    "first_defined": ("first defined {year} by {places}", "最早释义：{year}年，{places}"),
    "peak": ("peak {year}: {reports} of {held} reports", "高峰：{year}年，{held}份报告中{reports}份"),
    "last": ("last {year}", "最近：{year}年"),
    "of_held": ("{reports} of {held}", "{held}份中{reports}份"),
    "and": ("; ", "；"),
    "stop": (".", "。"),
    "total": (
        "{senses} sense(s), {definitions} definition(s), {mentions} mention(s) in {reports} report(s)",
        "义项{senses}个，释义{definitions}条，提及{mentions}次，报告{reports}份",
    ),
    "national": ("national", "全国"),
    "provincial": ("provincial", "省级"),
    "local": ("local", "一地"),
    "sense": ("Sense {number}", "义项{number}"),
    "sense_size": ("{definitions} definition(s), {places} place(s)", "释义{definitions}条，地方{places}个"),
    "only_here": ("only here: {items}", "此义独有：{items}"),
    "earliest": ("earliest", "最早"),
    "commonest": ("commonest", "最常见"),
    "newest": ("newest", "最新"),
    "times": ("{count}×", "{count}次"),
    "more_wordings": ("… {count} more wording(s); --all shows them", "……还有{count}种表述；--all 全部列出"),
    "more_senses": ("… {count} more sense(s); --all shows them", "……还有{count}个义项；--all 全部列出"),
    "more": ("… {count} more; --all shows them", "……还有{count}个；--all 全部列出"),
    "unexplained": ("Used without explanation: {places}", "仅使用、未释义：{places}"),
    "undefined": ("No report held here defines it.", "现有报告中没有释义。"),
    "part_of": ("{part} is a part of {whole}.", "“{part}”是“{whole}”的组成部分。"),
    "nothing": ("Nothing here says {words}.", "没有找到“{words}”。"),
    "places": ("Places: {places}", "地方：{places}"),
    "texts": ("In the text of definitions:", "释义中出现："),
    "term": ("term", "提法"),
    "reports": ("reports", "报告"),
    "defined": ("defined", "释义"),
    "mentions": ("mentions", "提及"),
    "years": ("years", "年份"),
    "level": ("level", "层级"),
    "held_note": ("n of the reports held that year", "当年所藏报告中的份数"),
    "shared": ("Shared ({count})", "两地都说（{count}）"),
    "only_here_terms": ("Only {here} ({count})", "只有{here}说（{count}）"),
    "only_there_terms": ("Only {there} ({count})", "只有{there}说（{count}）"),
    "other_meaning": ("Same name, other meaning ({count})", "同名异义（{count}）"),
    "none": ("none", "无"),
    "new": (
        "New in {year} ({count}; {held} reports held, {before} before)",
        "{year}年新提法（{count}个；当年{held}份报告，此前{before}份）",
    ),
    "dropped": ("Said in {last}, not in {year} ({count})", "{last}年说过、{year}年不再说（{count}个）"),
    "ours": (
        "ours since {first}, last {last} ({count} report(s): {source})",
        "本地提法，始于{first}，最近{last}（{count}份报告：{source}）",
    ),
    "from-above": (
        "from above since {first}, last {last} ({count} report(s): {source})",
        "上级提法，始于{first}，最近{last}（{count}份报告：{source}）",
    ),
    "elsewhere": (
        "said elsewhere since {first}, last {last} ({count} report(s): {source})",
        "别处提法，始于{first}，最近{last}（{count}份报告：{source}）",
    ),
    "no-longer-said": ("no longer said: last {last} ({source})", "已不再说：最近{last}（{source}）"),
    "defined-otherwise-above": (
        "defined otherwise above: {first} and {last} differ ({source})",
        "与上级释义不同：{first}与{last}不一（{source}）",
    ),
    "coined": ("coined here: no report held says it", "新造：现有报告都没有说过"),
    "no_slogan": ("No slogan found in this draft.", "稿中没有找到提法。"),
}
"""What is said -> in English, in Chinese."""


class Wording:
    """Says things in one language.

    >>> Wording(Language.EN).say("last", year=2025), Wording(Language.ZH).say("last", year=2025)
    ('last 2025', '最近：2025年')
    """

    def __init__(self, language: Language | None) -> None:
        self.language = language or of_system()

    def say(self, what: str, **facts: object) -> str:
        """The words for something, with its facts in them."""
        return WORDS[what][self.language is Language.ZH].format(**facts)


def of_system() -> Language:
    """Chinese where the system speaks it."""
    said = next(
        (value for name in ("TIFATU_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), ""
    )
    return Language.ZH if said.lower().startswith("zh") else Language.EN
