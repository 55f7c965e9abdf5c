"""Dates as reports write them: 2021年1月4日, ２０２１年１月, 二〇二一年十二月三十日, 1955年7月5日至6日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifatu.builders.language.numerals import ZEROS, value
from tifatu.builders.language.rule import Hit, Rule

_DIGIT = rf"[0-9０-９一二三四五六七八九{ZEROS}]"
YEAR = rf"(?:(?:[1１一][9９九]|[2２二][0０{ZEROS}]){_DIGIT}{{2}})"
"""A year of four digits, of any width, or written digit by digit: 二〇二一; typists mix them: 201４, 二0一四."""

_SMALL = "(?:[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"

DATE = Rule(
    name="date",
    why="A day, or a month where no day is said; of a speech over two days the first counts.",
    pattern=rf"(?P<year> {YEAR} ) 年 (?P<month> {_SMALL} ) 月 (?: (?P<day> {_SMALL} ) 日? )?",
    hits=(
        Hit("2021年12月4日在临江市", {"year": "2021", "month": "12", "day": "4"}),
        Hit("二〇〇八年一月十八日在临江省", {"year": "二〇〇八", "month": "一", "day": "十八"}),
        Hit("1975年7月5日至6日", {"year": "1975", "month": "7", "day": "5"}),
        Hit("2021年1月在临江区", {"year": "2021", "month": "1"}),
        Hit("201４年1月9日在临江区", {"year": "201４", "month": "1"}),
        Hit("二0一四年一月九日在临江区", {"year": "二0一四", "month": "一"}),
    ),
    misses=("2021年工作回顾", "12月4日", "十五届人大"),
)
"""Runs on folded text: the white space in 2021 年 1 月 is gone."""


class Date(NamedTuple):
    """A day, or a month where ``day`` is None."""

    year: int
    month: int
    day: int | None

    def __str__(self) -> str:
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"


def dates(text: str) -> Iterator[tuple[re.Match[str], Date]]:
    """All dates of a folded text; impossible ones are passed over.

    >>> [str(date) for _, date in dates("二〇二一年一月三十日，2021年13月")]
    ['2021-01-30']
    """
    for found in DATE.find(text):
        date = Date(value(found["year"]), value(found["month"]), value(found["day"]) if found["day"] else None)
        if 1 <= date.month <= 12 and (date.day is None or 1 <= date.day <= 31):
            yield found, date
