"""The numerals of a slogan and what they count: 三区三线 is three 区 and three 线, 1+3+N is one, three and open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from tifatu.builders.language.words import alternation
from tifatu.graph.labels import CLOSING, OPENING, split_label, term_key

DIGITS = {"一": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN_DIGITS = "零一二三四五六七八九"
"""The digits 0 to 9 as a numeral of one character is written."""

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
ZEROS = "零〇○ΟＯОO"
"""Signs that reports put for zero in a year."""

LONGEST = 24
"""Characters of a numeral: a longer row is no number that a report counts with, and may be hostile."""

OPEN = "NnXxM多"
"""A number that the label leaves open: 1+N, 两屏两廊多节点."""

_HAN = "".join((*DIGITS, *SCALES))
_SIZES = "".join(SCALES)
_TOKEN = re.compile(rf"\d+|[{_HAN}]+|(?<=\+)[NnXxM](?![A-Za-z])|[NnXxM](?=\+)|多")
_TEENS = re.compile(r"([二三四五六七八九]?)十([一二三四五六七八九]?)")
_QUOTED = re.compile(rf'["＂{OPENING}]([^"＂{OPENING}{CLOSING}\n]{{1,60}})["＂{CLOSING}]')
_NOUN_END = re.compile(rf'[\s"＂{OPENING}{CLOSING}、，,；;：:。（）()《》·+和×-]')
_CLASSIFIER = re.compile(r"(?:大|个|项|条|类|种|张|位|名|件|家|座|支|方面|场|批|只|本|套|对|组|块)(?=.)")
_MEASURE = re.compile(
    r"(?:年|个月|月|日|天|小时|分钟|周|季度|世纪|岁|公里|里|米|平方|亩|吨|元|万|亿|％|%|号|届|次|级甲等|[省国县]道)"
)
"""Behind a numeral: a time, a length, a sum, a place in a row; nothing that a definition lists."""

_CHARACTERS = (4, 2, 1)
"""Characters of each item of 二十四字, the likeliest first."""

_ORDINAL = re.compile(r"(?:第|[省国县]道|[A-Za-z.．·])$")
"""Before a numeral: 第一议题, 省道210, PM2.5."""


@dataclass(frozen=True)
class Numeral:
    """One numeral of a label with the noun that it counts (数词): 三 of 三区."""

    value: int | None
    """The number; null where the label leaves it open: N, X, 多."""

    start: int
    """First code point of the numeral in the label."""

    end: int
    """End of the noun that it counts."""

    form: str
    """The numeral as written: 四, 10, N."""

    noun: str
    """What it counts, without a classifier: 区, 行动; empty for 1+3+N and 1246."""

    @property
    def is_scale(self) -> bool:
        """True for 百, 千, 万 and 100: a size that the text repeats, no number of its items."""
        return self.value is not None and self.value >= 100


def value(written: str) -> int:
    """The number that is written: in digits of any width, in a circle, raised, in characters, or digit by digit.

    Args:
        written: The numeral alone; signs around it such as （ ） are passed over.

    Returns:
        The number; 0 where nothing is counted.

    >>> [value(words) for words in ("１２", "③", "³", "二十", "一百零五", "两千万", "二〇二一", "二0二1", "（4）", "N")]
    [12, 3, 3, 20, 105, 20000000, 2021, 2021, 4, 0]
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", written) if c.isalnum() or c in ZEROS)
    if len(plain) > LONGEST:
        return 0
    if plain.isdecimal():
        return int(plain)
    if any(c in SCALES for c in plain):
        return _positional(plain)
    digits = [0 if c in ZEROS else int(c) if c.isdecimal() else DIGITS.get(c) for c in plain]
    return 0 if None in digits else int("".join(map(str, digits)) or "0")


def _positional(plain: str) -> int:
    """十二, 一百零五, 一亿两千万: a digit times the scale behind it; 万 and 亿 multiply what stands before them."""
    total = myriads = section = digit = 0
    for c in plain:
        if c == "亿":
            total, myriads, section, digit = (total + myriads + section + digit or 1) * SCALES[c], 0, 0, 0
        elif c == "万":
            myriads, section, digit = (myriads + section + digit or 1) * SCALES[c], 0, 0
        elif c in SCALES:
            section, digit = section + (digit or 1) * SCALES[c], 0
        else:
            digit = int(c) if c.isdecimal() else DIGITS.get(c, 0)
    return total + myriads + section + digit


@cache
def _digit_row() -> re.Pattern[str]:
    """1246, 448: each digit is a numeral of its own, a 0 goes with the digit before it."""
    behind = rf"[{CLOSING}\"]|$|总体|发展|奋斗|{alternation('class_nouns')}"
    return re.compile(rf"(?<![\dA-Za-z.．+×个类项双三四五六七八九十两道])[1-9]\d{{2,7}}(?={behind})")


@cache
def uncounted() -> re.Pattern[str]:
    """Words whose numeral counts nothing: 十四五, 一带一路, 三农."""
    return re.compile(f"(?<![{_SIZES}])(?:{alternation('list_uncounted')}|一体(?!系))(?![{_SIZES}])|新一轮")


@cache
def numerals(label: str) -> tuple[Numeral, ...]:
    """The numerals of a label that say how many items its definition has, in order.

    A quoted core goes before the words around it; words such as 十四五 count nothing, nor does a lone 一.

    Args:
        label: A headword as written, quotation marks included.

    Returns:
        One record a numeral; spans are code points of ``label``.

    >>> [(n.value, n.noun) for n in numerals("“三区三线”")]
    [(3, '区'), (3, '线')]
    >>> [n.value for n in numerals("“1+3+N”产业体系")]
    [1, 3, None]
    >>> numerals("“十四五”规划")
    ()
    """
    return _read(label, lexicalised=True)


@cache
def readings(label: str) -> tuple[tuple[Numeral, ...], ...]:
    """All ways to read the numerals of a label, the likeliest first.

    A row of digits may be cut elsewhere (51025 is 5, 10, 25), and a fixed word may count after all (四统一分).

    Args:
        label: A headword as written.

    Returns:
        Readings; the first equals ``numerals(label)`` where that is not empty.

    >>> [[n.value for n in reading] for reading in readings("“5020”项目")]
    [[50, 20]]
    """
    found = [_read(label, lexicalised=True)]
    core = term_key(split_label(label).core)
    if len(core) <= 5 and core[:1] in DIGITS:
        found.append(_read(label, lexicalised=False))
    digits = re.search(r"(?<![\dA-Za-z.+＋])\d{3,6}(?![\d.+＋])", unicodedata.normalize("NFKC", label))
    if digits and len(label) == len(unicodedata.normalize("NFKC", label)):
        found += _splits(digits[0], digits.start())
    usable = [r for r in found if r and all(n.value != 0 for n in r)]
    return tuple(dict.fromkeys(usable))


def totals(reading: tuple[Numeral, ...]) -> tuple[int, ...]:
    """How many items a plain list has under one reading.

    三馆一厅 has four; 五比五看 ten, or five that have both; sizes such as 百千万 count no items.

    >>> totals(numerals("三馆一厅")), totals(numerals("五比五看")), totals(numerals("百千万"))
    ((4,), (10, 5), ())
    >>> totals(numerals("二十四字工作方针"))
    (6, 12, 24)
    """
    if len(reading) == 1 and reading[0].noun.startswith("字"):
        value = reading[0].value or 0
        return tuple(value // size for size in _CHARACTERS if value % size == 0)
    values = [n.value for n in reading if n.value is not None and not n.is_scale]
    if not values or len(values) < len(reading):
        return ()
    sums = [sum(values), values[0]] if len(set(values)) == 1 else [sum(values)]
    return tuple(dict.fromkeys(s for s in sums if s > 1))


def _read(label: str, *, lexicalised: bool) -> tuple[Numeral, ...]:
    """Numerals of the quoted pieces, or, where these have none, of the whole label."""
    text = (
        label
        if label.isascii()
        else "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in label)
    )
    if lexicalised:
        text = uncounted().sub(lambda m: "\0" * len(m[0]), text)
    quoted = [m.span(1) for m in _QUOTED.finditer(text)]
    found = [n for span in quoted for n in _in_region(text, label, span)]
    found = found or list(_in_region(text, label, (quoted[-1][1] + 1 if quoted else 0, len(text))))
    lone = len(found) == 1 and found[0].form in ("一", "多") and not _CLASSIFIER.match(text, found[0].start + 1)
    only_open = all(n.value is None for n in found)
    return () if lone or only_open else tuple(found)


def _in_region(text: str, label: str, region: tuple[int, int]) -> Iterator[Numeral]:
    start, end = region
    if row := _digit_row().search(text, start, end):
        for m in re.finditer("[1-9]0*", row[0]):
            yield Numeral(int(m[0]), row.start() + m.start(), row.start() + m.end(), m[0], "")
        return
    tokens = [t for t in _tokens(text, start, end) if _counts(text, *t[:2], start)]
    for i, (a, b, value) in enumerate(tokens):
        limit = tokens[i + 1][0] if i + 1 < len(tokens) else end
        stop = _NOUN_END.search(text, b, limit)
        last = stop.start() if stop else limit
        if last == b and last == end and a > start and text[a] in _HAN and text[a - 1] not in _HAN + "+个、":
            continue  # 洪保十 is short for three places
        classifier = _CLASSIFIER.match(text, b, last)
        yield Numeral(value, a, last, label[a:b], label[classifier.end() if classifier else b : last])


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    for m in _TOKEN.finditer(text, start, end):
        word = m[0]
        if word[0] in OPEN:
            yield *m.span(), None
        elif word.isdigit():
            yield *m.span(), int(word)
        elif _TEENS.fullmatch(word):
            yield *m.span(), value(word)
        else:
            yield from _han(word, m.start())


def _han(word: str, at: int) -> Iterator[tuple[int, int, int | None]]:
    """A run such as 百千万 or 一二五八十 is a row of numerals; 双十 is two times something of ten."""
    if len(word) > 1 and (word[0] == "双" or (len(word) == 2 and word[0] in DIGITS and word[1] in SCALES)):
        yield at, at + 1, DIGITS[word[0]]
        return
    for i, c in enumerate(word, at):
        yield i, i + 1, DIGITS.get(c) or SCALES[c]


def _counts(text: str, start: int, end: int, low: int) -> bool:
    """False for ordinals, measures and the second number of 五个100."""
    if _ORDINAL.search(text, max(low, start - 2), start):
        return False
    if start > low and text[start - 1] in _HAN and (text[start] == "多" or text[start].isdigit()):
        return False
    if text[start] == "多" and start == low:
        return False
    in_row = text[start] in SCALES and text[end : end + 1] in SCALES
    if (_MEASURE.match(text, end) and not in_row) or re.match(r"[.．·]\d|[A-Za-z](?!\+)", text[end : end + 2]):
        return False
    counted = "个|类|项|种|条|大" if text[start].isdigit() else "个|类|项|种|条"
    return not re.search(rf"[\d{_HAN}](?:{counted})$", text[max(low, start - 3) : start])


def _splits(digits: str, at: int) -> list[tuple[Numeral, ...]]:
    """Ways to cut a row of digits into numbers that do not begin with 0."""
    found = []
    for cuts in product((True, False), repeat=len(digits) - 1):
        bounds = [0, *(i for i, cut in enumerate(cuts, 1) if cut), len(digits)]
        pieces = [(a, b, digits[a:b]) for a, b in pairwise(bounds)]
        if len(pieces) > 1 and all(p[0] != "0" for _, _, p in pieces):
            found.append(tuple(Numeral(int(p), at + a, at + b, p, "") for a, b, p in pieces))
    return found
