"""The class of a term: does it count where no quotation marks stand around it?

One rule for all: the figures of a term (figures.py), weighed by the table builders/data/term_weights.tsv. What is above
zero is a formulation. Shapes that are nothing but a count, a period or a title are told by closed rules before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import log

from tifatu.builders.language.segment import dictionary
from tifatu.builders.language.words import alternation
from tifatu.builders.mentions.figures import Around, Corpus, Figures, reference
from tifatu.graph.model import TermClass, Weighed

BEFORE, AFTER, LATER = 3, 3, 4
"""Years that are compared before and behind a beginning, and for its onset: a term of office has five."""

FEW = 9
"""Reports below which a stretch of years shows nothing."""

SMOOTH = 0.003
"""Share added to both sides of a ratio: one report in three hundred is chance."""

SEEN, SEEN_QUOTED = 6.0, 0.3
"""Added to uses and to quoted uses, so that one quoted use of one does not stand for all."""

LONG = 8
"""Characters; more length says no more."""

EARLIEST = 1996
"""Years before hold too few reports, and another language."""

RARE = 0.02
"""Share of the reports of the best years below which a curve says nothing: single reports make any curve steep."""

UNSEEN = Figures(0, 0, 0, Around(0.0, 0.0, 0.0, 0.0, 0.0, 0.0), {})
"""A term that stands in no body: only its form speaks."""

_PERIOD = re.compile(
    r"十?[一二三四五六七八九]五(?:时期|期间|规划|计划|纲要)?|(?:党的)?[一二三]?十[一二三四五六七八九]?大(?:精神|报告)?|(?:[一二三]?十[一二三四五六七八九]?届)?[一二三四五六七八九]中全会(?:精神)?"
)
"""Five-year plans, party congresses and their plenary sessions: a closed list."""

_TITLE = re.compile(
    r".{3,}(?:示范市|示范县|示范区|试验区|先行区|文明城市|称号|大奖|机场|大桥|高速公路|铁路|大学|医院|公司|博览会|卡)"
)
"""Titles that are awarded, and single works: names."""

_FIGURE = re.compile(r"[\d.,]+[%％‰]?|[一二三四五六七八九十百千万亿0-9]{1,3}|百分之.{1,4}|[A-Za-z]|《.*》?")
_MEASURE = re.compile(
    r"[一二三四五六七八九十百千万亿两双几第\d]{1,5}(?:"
    r"(?:年|个月|天|日|小时|分钟|公里|亩|吨|元|亿元|万元|倍|强|甲|批|名|家|户|处|所|座|次|届|期|层|线|区|市|县|省|乡|村).{0,6}"
    r"|[大个项条类种级件张把支名家]?(?:方面|措施|制度|文件|问题|任务|工作|工程|项目|行动|计划|行动计划|体系|机制|平台|基地|中心|园区|企业|产业|"
    r"产业集群|集群|组团|板块|领域|环节|重点|目标|指标|原则|要求|实事|民生实事|举措|政策|清单|专项|类别|部门|地区|城市|群众|干部)"
    r"|[大个项条类种级件])"
)
"""A count with its measure word, or with a class noun alone: 三年行动, 五项制度, 百亿企业."""

_LABEL = re.compile(
    r"(?:[一二三四五六七八九十百千两双零多\d]{1,2}[^一二三四五六七八九十百千万两双零\d、]{1,4}){2,6}|\d{1,4}(?:\+[\dNX]{1,2}){1,5}"
)
"""Two numerals or more with a word each, or sums: 五清三建, 1+N; nobody says that by chance."""

_SHORT = re.compile(r"[二三四五六七八九十两双][\u4e00-\u9fff]")
"""三农, 双拥."""

_ADJECTIVES = "大小新好高强重快多优真老全低"


def classify(key: str, corpus: Corpus, glossaries: int, defined: bool) -> Weighed:
    """Say what a term is, and why.

    Args:
        key: Key of the term.
        corpus: Figures of the corpus, laid over the reference table.
        glossaries: How many glossaries explain it.
        defined: Whether any report explains it.
    """
    if shape := _shape(key):
        return Weighed(*shape)
    figures = corpus.terms.get(key, UNSEEN)
    values = _values(key, figures, corpus.years) | {"glossaries": log(1 + glossaries)}
    weighed = {name: value * weights()[name] for name, value in values.items() if value}
    score = sum(weighed.values())
    evidence = (
        f"score {score:+.2f}",
        *(f"{name} {values[name]:.2f} ({weighed[name]:+.2f})" for name in sorted(weighed)),
    )
    if score > 0:
        return Weighed(TermClass.FORMULATION, evidence)
    return Weighed(TermClass.TECHNICAL if defined else TermClass.WORD, evidence)


def _shape(key: str) -> tuple[TermClass, tuple[str, ...]] | None:
    """What the form alone says."""
    if _PERIOD.fullmatch(key):
        return TermClass.NAME, ("period",)
    if _TITLE.fullmatch(key):
        return TermClass.NAME, ("title",)
    return (TermClass.WORD, ("figure",)) if _FIGURE.fullmatch(key) else None


def _values(key: str, figures: Figures, years: Mapping[int, int]) -> dict[str, float]:
    """The figures of a term that are weighed."""
    around = figures.around
    label = bool(_LABEL.fullmatch(key)) or bool(_SHORT.fullmatch(key) and not _MEASURE.fullmatch(key))
    onset, rise, peak = curve(figures.years, years)
    return {
        "adjective": float(key[0] in _ADJECTIVES and key[1:] in dictionary()),
        "base": 1.0,
        "before": around.before,
        "behind": around.behind,
        "fixed": around.fixed,
        "held": around.held,
        "idea": rise * is_idea(key),
        "label": float(label),
        "length": float(min(len(key), LONG)),
        "member": figures.lists / (figures.reports + SEEN),
        "measure": float(not label and bool(_MEASURE.fullmatch(key))),
        "named": around.named,
        "onset": onset,
        "peak": peak,
        "quoted": log((figures.quoted + SEEN_QUOTED) / (figures.occurrences + SEEN)),
        "rise": rise,
        "row": around.row,
    }


def is_idea(key: str) -> bool:
    """True where a term ends in the noun of an idea and says which; one syllable, or a count, says nothing.

    >>> is_idea("数字经济"), is_idea("稳经济"), is_idea("三大经济"), is_idea("数字证书")
    (True, False, False, False)
    """
    return bool(_idea().fullmatch(key))


@cache
def _idea() -> re.Pattern[str]:
    """What says which idea, in two characters or more that begin with no numeral, and the noun."""
    nouns = alternation("lexicon_ideas")
    return re.compile(rf"[^一二三四五六七八九十百千万亿两双几多\d、，,和及与][^、，,和及与]{{1,12}}(?:{nouns})")


def curve(term: Mapping[int, int], reports: Mapping[int, int]) -> tuple[float, float, float]:
    """Onset, rise and peak of a term.

    Args:
        term: Year -> reports that have it.
        reports: Year -> all reports.

    Returns:
        The greatest log ratio of its share in four years to that of all years before; its steepest rise within three
        years as a share of its peak; its highest share in three years.

    >>> reports = {year: 20 for year in range(2010, 2022)}
    >>> [round(n, 1) for n in curve({2018: 20, 2019: 20, 2020: 20, 2021: 20}, reports)]
    [5.8, 1.0, 1.0]
    """
    if not reports or not term:
        return 0.0, 0.0, 0.0
    first, last = max(EARLIEST, min(reports)), max(reports)
    begin = first + 1 - BEFORE
    having, all_of_them = (_sums(counts, begin, last + LATER) for counts in (term, reports))

    def share(start: int, end: int) -> float | None:
        """Share of the reports from one year to before another that have the term; None where they are too few."""
        total = all_of_them[end - begin] - all_of_them[start - begin]
        return (having[end - begin] - having[start - begin]) / total if total >= FEW else None

    onset, steepest, peak = 0.0, 0.0, 0.0
    for cut in range(max(first + 1, min(term) - LATER + 1), min(last, max(term)) + 1):  # elsewhere, nothing begins
        before, after = share(cut - BEFORE, cut), share(cut, cut + AFTER)
        if before is None or after is None:
            continue
        peak, steepest = max(peak, after), max(steepest, after - before)
        past, later = share(first, cut) or 0.0, share(cut, cut + LATER) or 0.0
        onset = max(onset, log((later + SMOOTH) / (past + SMOOTH)))
    return onset, steepest / peak if peak > RARE else 0.0, peak


def _sums(counts: Mapping[int, int], first: int, last: int) -> list[int]:
    """How many there are before each year, from the first to the one behind the last: a stretch is a difference."""
    return [0, *accumulate(counts.get(year, 0) for year in range(first, last + 1))]


@cache
def weights() -> dict[str, float]:
    """Name of a figure -> its weight; the table says the reason of each."""
    lines = files("tifatu.builders").joinpath("data", "term_weights.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for name, weight, _ in (line.split("\t") for line in lines if not line.startswith("#"))}


@cache
def known_classes() -> dict[str, Weighed]:
    """The classes of all terms of the reference table, as a term has them that no report of the user explains."""
    known = reference()
    return {key: classify(key, known, 0, False) for key in known.terms}


@cache
def known_formulations() -> frozenset[str]:
    """The terms that are formulations by the reference table alone.

    >>> "高质量发展" in known_formulations()
    True
    """
    return frozenset(key for key, told in known_classes().items() if told.term_class is TermClass.FORMULATION)
