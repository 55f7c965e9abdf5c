"""Dates as reports write them: 2021年1月4日, ２０２１年１月, 二〇二一年十二月三十日, 1955年7月5日至6日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifatu.builders.language.rule import Hit, Rule

_ZERO = "〇零○ΟＯОO"
YEAR = rf"(?:(?:19|20)[0-9]{{2}}|(?:１９|２０)[０-９]{{2}}|[一二][九{_ZERO}][一二三四五六七八九{_ZERO}]{{2}})"
"""A year of four digits, of any width, or written digit by digit: 二〇二一."""

_SMALL = "(?:[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | dict.fromkeys(_ZERO, 0)

DATE = Rule(
    name="date",
    why="A day, or a month where no day is said; of a speech over two days the first counts.",
    pattern=rf"(?P<year> {YEAR} ) 年 (?P<month> {_SMALL} ) 月 (?: (?P<day> {_SMALL} ) 日? )?",
    hits=(
        Hit("2021年12月4日在临江市", {"year": "2021", "month": "12", "day": "4"}),
        Hit("二〇〇八年一月十八日在临江省", {"year": "二〇〇八", "month": "一", "day": "十八"}),
        Hit("1975年7月5日至6日", {"year": "1975", "month": "7", "day": "5"}),
        Hit("2021年1月在临江区", {"year": "2021", "month": "1"}),
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


def number(words: str) -> int:
    """The value of a small number, in digits of any width or in characters up to 99.

    >>> number("12"), number("１２"), number("十二"), number("二十"), number("三十一")
    (12, 12, 12, 20, 31)
    """
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS.get(ones, 0) if ones else 0)


def year_number(words: str) -> int:
    """The value of a year.

    >>> year_number("二〇二一"), year_number("2021"), year_number("２０２１")
    (2021, 2021, 2021)
    """
    return int(words) if words.isdecimal() else int("".join(str(_DIGITS[sign]) for sign in words))


def dates(text: str) -> Iterator[tuple[re.Match[str], Date]]:
    """All dates of a folded text; impossible ones are passed over.

    >>> [str(date) for _, date in dates("二〇二一年一月三十日，2021年13月")]
    ['2021-01-30']
    """
    for found in DATE.find(text):
        date = Date(year_number(found["year"]), number(found["month"]), number(found["day"]) if found["day"] else None)
        if 1 <= date.month <= 12 and (date.day is None or 1 <= date.day <= 31):
            yield found, date
