"""Every rule of the grammar of glossaries finds its own examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from tifatu.builders.glossary.headings import HEADINGS, RUN_IN, STOPS, furniture, stops
from tifatu.builders.glossary.rules import CREDIT, NUMBERS, PAGE_MARKS, PAGE_REFERENCE, TABLE_HEAD, TABLE_RULER
from tifatu.builders.glossary.separators import SEPARATORS, SIGNS, TRUST
from tifatu.builders.language.markup import MARKUP
from tifatu.builders.language.rule import Hit, Rule

RULES = (
    *HEADINGS,
    RUN_IN,
    *STOPS,
    MARKUP,
    PAGE_MARKS,
    PAGE_REFERENCE,
    TABLE_RULER,
    TABLE_HEAD,
    *NUMBERS,
    CREDIT,
    *SEPARATORS,
)


@pytest.mark.parametrize(("rule", "hit"), [(rule, hit) for rule in RULES for hit in rule.hits])
def test_a_rule_finds_its_examples(rule: Rule, hit: Hit) -> None:
    """The words printed beside a rule are found, with the groups printed beside them."""
    found = next(rule.find(hit.text), None)

    assert found is not None
    assert {name: found[name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize(("rule", "miss"), [(rule, miss) for rule in RULES for miss in rule.misses])
def test_a_rule_leaves_its_counter_examples_alone(rule: Rule, miss: str) -> None:
    """A near miss stays a miss."""
    assert next(rule.find(miss), None) is None


def test_every_rule_can_be_reviewed() -> None:
    """Each has a name of its own, a reason, an example and a counter-example."""
    assert [rule.name for rule in RULES if not (rule.why and rule.hits and rule.misses)] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_separator_is_trusted_to_some_degree() -> None:
    """The table of trust and the table of signs name only ways that exist."""
    assert {rule.name for rule in SEPARATORS} < set(TRUST)
    assert set(TRUST) >= SIGNS
    assert all(0 < trust < 1 for trust in TRUST.values())


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("责任编辑：王一一", "stop-furniture"),
        ("【打印】", "stop-furniture"),
        ("主办单位：云溪市人民政府办公室", "stop-furniture"),
        ("打印机产业园：指生产打印机的园区。", None),
        ("搜索引擎：检索信息的系统。", None),
        ("作者权益保护：指保护作者的权益。", None),
    ],
)
def test_words_of_a_site_end_a_glossary_and_headwords_do_not(line: str, rule: str | None) -> None:
    """A headword may begin like a button of a web page."""
    assert stops(line) == rule


def test_the_words_of_sites_are_kept_in_order() -> None:
    """One entry a line, sorted, unique, without white space."""
    from tifatu.builders.glossary import headings as glossary_headings

    text = glossary_headings._FURNITURE_FILE.read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if not line.startswith("#")]

    assert words == sorted(set(words))
    assert all("".join(word.split()) == word for word in words)
    assert furniture().match(words[-1].removesuffix("$"))
