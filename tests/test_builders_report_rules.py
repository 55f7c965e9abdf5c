"""The set forms of a report's head: each rule finds its own examples and leaves its near misses alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from unicodedata import is_normalized

import pytest

from tifatu.builders.language.dates import DATE, dates
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.reports import furniture as report_furniture
from tifatu.builders.reports import rules as report_rules
from tifatu.builders.reports import years as report_years
from tifatu.builders.reports.sites import find_sites

RULES = (*report_rules.RULES, *report_years.RULES, *report_furniture.RULES, DATE)


@pytest.mark.parametrize(("rule", "hit"), [(rule, hit) for rule in RULES for hit in rule.hits])
def test_a_rule_finds_its_own_examples(rule: Rule, hit: Hit) -> None:
    """The words printed beside a rule are the words that it finds; of several offices the last counts."""
    found = list(rule.find(hit.text))

    assert found
    assert {name: found[-1 if rule is report_rules.OFFICE else 0][name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize(("rule", "miss"), [(rule, miss) for rule in RULES for miss in rule.misses])
def test_a_rule_leaves_its_near_misses_alone(rule: Rule, miss: str) -> None:
    """A sentence that only looks alike is not found."""
    assert not list(rule.find(miss))


def test_every_rule_has_a_name_of_its_own_an_example_and_a_near_miss() -> None:
    """Without both a rule cannot be reviewed."""
    assert len({rule.name for rule in RULES}) == len(RULES) >= 15
    assert [rule.name for rule in RULES if not rule.hits or not rule.misses] == []


@pytest.mark.parametrize(
    "piece", ["我", "第一届", "各位代表", "现在，我代表", "2021年", "\n ", "（", "（海波", "海在", "一", "**"]
)
def test_no_pattern_hangs_on_hostile_text(piece: str, patience: Callable[[], AbstractContextManager[None]]) -> None:
    """A hundred thousand characters of anything are read, by each rule and by all together."""
    hostile = (piece * 100_000)[:100_000]
    with patience():
        for rule in RULES:
            for _ in rule.find(hostile):
                pass
        find_sites(hostile)


@pytest.mark.parametrize("name", ["furniture", "surnames"])
def test_word_lists_are_in_order(name: str) -> None:
    """One entry a line, sorted, unique, in normal form, without white space."""
    lines = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]

    assert lines[0].startswith("#") and len(entries) > 50
    assert entries == sorted(set(entries))
    assert all(entry == "".join(entry.split()) and is_normalized("NFC", entry) for entry in entries)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2021年12月4日", "2021-12-04"),
        ("２００６年１月３日", "2006-01-03"),
        ("二〇〇八年一月十八日", "2008-01-18"),
        ("二Ο二三年十二月三十一日", "2023-12-31"),
        ("1955年7月5日至6日", "1955-07-05"),
        ("2021年1月在某区", "2021-01"),
    ],
)
def test_dates_are_read_in_every_spelling(words: str, iso: str) -> None:
    """Digits of any width and characters give the same day; a speech over two days has the first."""
    assert str(next(dates(words))[1]) == iso


def test_impossible_dates_are_no_dates() -> None:
    """A month 13 or a day 32 is a misprint or something else."""
    assert list(dates("2021年13月4日，2021年1月32日")) == []
