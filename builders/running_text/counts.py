"""How many members an enumeration beside a slogan must have to be the slogan's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tifatu.builders.language.numerals import DIGITS, Numeral, numerals
from tifatu.graph.model import Count

MOST = 30
"""Members: nobody lists more beside a slogan."""

_UNCOUNTABLE = re.compile(r"\A\d{2,}\Z|\d[·.．]\d|\A(?:[一1][^一1]{1,5}){2,4}\Z|[、，]")
"""1246, 8·11, 一县一品, and slogans that are lists themselves."""

HALVES = 2
_HALF = re.compile(r"([一二两双三四五六七八九])(?![年月天倍])([^一二两双三四五六七八九、，]{1,4})")

_PAIRED = re.compile(r"([二两三四五六七八九])大([二两三四五六七八九])")
"""两大三新: two 大 and three 新."""


@cache
def member_counts(label: str) -> tuple[int, ...]:
    """Numbers of members that agree with the numerals of a label, the likeliest first; empty where none can be counted.

    Unlike a glossary's entry, running text lists members and never groups: 三园一基地 has four, not two. A classifier
    settles it: 四个一批 has four members, whatever numerals follow.

    Args:
        label: The slogan without quotation marks.

    >>> member_counts("三大革命"), member_counts("三园一基地"), member_counts("双十条"), member_counts("四水四定")
    ((3,), (4,), (2,), (4, 8))
    >>> member_counts("1246"), member_counts("十四五"), member_counts("1+N")
    ((), (), ())
    """
    head, _, tail = label.partition("、")
    if halves := named_halves(label):
        return _plausible(sum(number for number, _ in halves))
    counted = numerals(head)
    if counted and counted[0].noun and tail.startswith(counted[0].noun[0]) and not numerals(tail):
        label = head  # 三权归户、权随户走 says once how many they are
    if paired := _PAIRED.match(label):
        return _plausible(DIGITS[paired[1]] + DIGITS[paired[2]])
    reading = numerals(label)
    values = [numeral.value for numeral in reading if numeral.value is not None]
    if not values or len(values) < len(reading) or _UNCOUNTABLE.search(label):
        return ()
    if _classified(reading[0], label):
        return _plausible(values[0])
    if values == [2, 2]:
        return (4,)  # 双稳双增
    if len(set(values)) == 1 and "+" not in label:
        return _plausible(values[0], sum(values))
    return _plausible(sum(values))


@cache
def named_halves(label: str) -> tuple[tuple[int, str], ...]:
    """Number and noun of each half of a label that has two, 两随机、一公开; empty for others, 三年脱贫、两年巩固 too.

    >>> named_halves("两随机、一公开"), named_halves("三区"), named_halves("三年脱贫、两年巩固")
    (((2, '随机'), (1, '公开')), (), ())
    """
    halves = [_HALF.fullmatch(half) for half in re.split("[、，]", label)]
    found = tuple((DIGITS[half[1]], half[2]) for half in halves if half)
    return found if len(found) == len(halves) == HALVES else ()


def tally(members: int, counts: Sequence[int], open_ended: bool = False) -> Count:
    """Whether an enumeration has as many members as its slogan says.

    Args:
        members: How many there are.
        counts: From ``member_counts``.
        open_ended: Whether 等 follows, so that fewer will do.

    >>> tally(3, (3,)), tally(2, (3,), open_ended=True), tally(2, ())
    (<Count.AGREES: 'agrees'>, <Count.OPEN: 'open'>, <Count.UNCOUNTED: 'uncounted'>)
    """
    if not counts or not members:
        return Count.UNCOUNTED
    if members in counts:
        return Count.AGREES
    return Count.OPEN if open_ended and members < max(counts) else Count.DISAGREES


def _classified(numeral: Numeral, label: str) -> bool:
    """Whether a classifier stands between the numeral and its noun: 三大革命, 四个一批."""
    return label[numeral.start + len(numeral.form) : numeral.end] != numeral.noun


def _plausible(*counts: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(count for count in counts if 1 < count <= MOST))
