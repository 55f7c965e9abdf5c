"""Which years a report looks back on and which it plans for.

The headings say it (2024年工作回顾, 三、2022年重点工作); where they do not, the date of the speech does: a session in
the last months of a year plans the next one, every other plans its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tifatu.builders.language.dates import YEAR
from tifatu.builders.language.folding import fold
from tifatu.builders.language.numerals import value
from tifatu.builders.language.rule import Hit, Rule
from tifatu.graph.model import Span

LAST_MONTHS = 10
"""From October on a session plans the coming year, unless its headings say otherwise."""

TERM = 5
"""Years of a term of a people's congress."""

_HEADING = re.compile(r"^[^\n]{2,80}$", re.MULTILINE)
_SENTENCE_ENDS = ("。", "，", "；", "、", "：", ":", ",", ";", "！", "!")
_RUN_IN = re.compile(r"[^\n]{0,300}(?:意见|建议|审[议查])[^。\n]{0,20}。\s{0,4}([^。\n]{4,45})[^\n]{200}")
_AHEAD = re.compile(r"今后|未来|下届|新一届|展望|愿景|目标|规划|安排|任务|打算|建议")
_YEAR_SAID = re.compile(rf"(?<![到至])({YEAR})\s?年(?!远景)")
_YEARS_PAST = re.compile(r"(?:过去的?|这|近)([三四五])年|([三四五])年来")

PLANNED = Rule(
    name="year-planned",
    why="A heading or sentence that names the year whose work, tasks or aims follow.",
    pattern=rf"""
        (?P<year> {YEAR} ) 年 (?! 底 | 末 | 以来 | 远景 | 至 | 到 ) [^。；，,\n]{{0,24}}?
        (?: 工作安排 | 重点工作 | 主要任务 | 工作任务 | 目标任务 | 重点任务 | 主要工作安排 | 工作打算 | 工作部署
          | 预期目标 | 总体要求 | 主要目标 | 工作目标 | 工作建议 | 工作重点 | 总体部署 | 工作思路 | 主要预期
          | 发展目标 | 奋斗目标 | 任务安排 | 工作计划 | 工作的建议 | 工作提出建议 )
    """,
    hits=(
        Hit("三、2022年重点工作", {"year": "2022"}),
        Hit("二、2023年工作总体要求和主要预期目标", {"year": "2023"}),
        Hit("对２００７年政府工作的主要任务", {"year": "２００７"}),
    ),
    misses=("2035年远景目标", "2021年工作回顾", "到2025年底，主要任务完成"),
)

REVIEWED = Rule(
    name="year-reviewed",
    why="A heading that names the year looked back on.",
    pattern=rf"""
        (?P<year> {YEAR} ) 年 (?: 以来 )? [^。；，,\n]{{0,30}}?
        (?: 回顾 | 总结 | 主要成就 | 发展成就 | 主要工作和成效 | 执行情况 )
    """,
    hits=(Hit("一、2021年及本届政府工作回顾", {"year": "2021"}), Hit("2020年工作和“十三五”发展回顾", {"year": "2020"})),
    misses=("三、2022年重点工作", "过去五年工作回顾"),
)

SPAN = Rule(
    name="years-reviewed",
    why="A heading that says how long the time looked back on was: a five-year plan, a term, so many years.",
    pattern=rf"""
        (?<! 第 ) (?P<plan> (?P<ordinal> [一二三四五六七八九] | 十[一二三四五六七八九]? ) 五 ) (?! [届次年个大中] )
      | (?<! 今后 ) (?<! 未来 ) (?<! [0-9０-９十下] ) (?P<count> [三四五345] ) 年
            (?: (?= 来 | 的?(?:政府)?(?:主要)?工作 | 的?回顾 | 发展 )
              | (?<= 过去.年 ) | (?<= 过去的.年 ) | (?<= 回首.年 ) | (?<= 前进的.年 ) )
      | (?P<term> 本届 | 上届 | [第市省县区州旗] [一二三四五六七八九十]{{1,3}} 届 ) (?:人民)?政府
      | (?P<since> {YEAR} ) 年 以来
    """,
    hits=(
        Hit("“十三五”时期工作回顾", {"ordinal": "十三"}),
        Hit("一、过去四年工作回顾", {"count": "四"}),
        Hit("一、本届政府工作回顾", {"term": "本届"}),
        Hit("一、2018年以来工作回顾", {"since": "2018"}),
        Hit("一、过去五年，全县发展迈出大步", {"count": "五"}),
    ),
    misses=("一、2024年工作回顾", "三、今后五年工作目标", "连续三年增长", "市第十五届人大"),
)

RULES = (PLANNED, REVIEWED, SPAN)


@dataclass(frozen=True)
class Years:
    """Years looked back on (one, or first and last of a range) and the year planned for."""

    reviews: tuple[int, ...]
    plans: int | None


@dataclass(frozen=True)
class Occasion:
    """What the head says about the time of a report."""

    date: str | None
    """ISO date of the speech."""

    title: str
    """Its year counts where no date is said."""

    first_session: bool
    """The first session of a new congress hears what the old government did in its whole term."""


def read_years(text: str, speech: Span, occasion: Occasion) -> Years:
    """The years of a report, from the headings of its speech and from its date.

    >>> read_years("一、2021年工作回顾\\n二、2022年重点工作", (0, 23), Occasion("2022-01-05", "", False))
    Years(reviews=(2021,), plans=2022)
    """
    headings = list(_headings(text, speech))
    plans = _plans(headings, text, speech, occasion)
    if plans is None:
        return Years((), None)
    last = next((year for year in _years(REVIEWED, headings) if year in (plans - 1, plans - 2)), plans - 1)
    back = list(_looking_back(headings, plans))
    first = min((year for heading in back for year in _first_years(heading, last, text, speech)), default=last)
    if first == last and occasion.first_session and (found := _YEARS_PAST.search(text, *speech)):
        first = last - (value(found[1] or found[2]) - 1)
    return Years((first, last) if first < last else (last,), plans)


def _headings(text: str, speech: Span) -> Iterator[str]:
    """Short lines, folded; of a text without lines at first the words behind its opening sentence."""
    if run_in := _RUN_IN.match(text, *speech):
        yield fold(text, run_in.span(1)).text
    for line in _HEADING.finditer(text, *speech):
        folded = fold(text, line.span()).text
        if len(folded) <= 60 and not folded.endswith(_SENTENCE_ENDS):
            yield folded


def _years(rule: Rule, headings: Iterable[str]) -> list[int]:
    return [value(found["year"]) for heading in headings for found in rule.find(heading)]


def _plans(headings: Sequence[str], text: str, speech: Span, occasion: Occasion) -> int | None:
    planned = Counter(_years(PLANNED, headings))
    titled = re.search(YEAR, fold(occasion.title, (0, len(occasion.title))).text)
    if occasion.date:
        year = int(occasion.date[:4])
        likely = year + (int(occasion.date[5:7]) >= LAST_MONTHS)
        if not planned.keys() & {year, year + 1}:
            planned = Counter(value(found["year"]) for found in PLANNED.find(text, *speech))
        return max((likely, 2 * year + 1 - likely), key=lambda each: planned[each])
    reviewed = _years(REVIEWED, headings)
    if titled:
        year = value(titled[0])
        return year + (year in reviewed and planned[year + 1] >= planned[year])
    if reviewed:
        return max(reviewed) + 1
    return max(planned, key=lambda each: (planned[each], -each), default=None) or _by_mentions(text, speech)


def _by_mentions(text: str, speech: Span) -> int | None:
    """A speech begins with the year looked back on, and names that year or the next one more than any other."""
    years = [value(found[1]) for found in _YEAR_SAID.finditer(text, *speech)]
    counts = Counter(years)
    most = max(years, key=lambda year: (counts[year], year), default=0)
    return years[0] + 1 if years and most - years[0] in (0, 1) else None


def _looking_back(headings: Sequence[str], plans: int) -> Iterator[str]:
    """The headings before the first one that looks ahead."""
    for heading in headings:
        back = any(word in heading for word in ("回顾", "总结", "成就", "以来", "过去"))
        if not back and (plans in _years(PLANNED, [heading]) or _AHEAD.search(heading)):
            return
        yield heading


def _first_years(heading: str, last: int, text: str, speech: Span) -> Iterator[int]:
    """First years of the ranges that a heading looks back on; a plan counts only if it ends with the last year."""
    for found in SPAN.find(heading):
        if found["plan"]:
            start = plan_year_start(found["ordinal"])
            if start is not None and start + TERM - 1 == last:
                yield start
        elif found["count"]:
            yield last + 1 - value(found["count"])
        elif found["since"]:
            yield min(last, value(found["since"]))
        else:
            past = _YEARS_PAST.search(text, speech[0], min(speech[1], speech[0] + 3000))
            yield last - (value(past[1] or past[2]) if past else TERM) + 1


def plan_year_start(number: str) -> int | None:
    """First year of a five-year plan: 十三 of 十三五 is 2016.

    >>> plan_year_start("十三"), plan_year_start("七"), plan_year_start("十"), plan_year_start("一")
    (2016, 1986, 2001, 1953)
    """
    if number.startswith("十"):
        return 2001 + 5 * (value(number) - 10)
    place = value(number) - 1
    early = (1953, 1958, 1966, 1971, 1976)
    return early[place] if 0 <= place < len(early) else 1981 + 5 * (place - 5) if place >= 0 else None
