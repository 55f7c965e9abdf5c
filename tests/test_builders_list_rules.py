"""Each rule of lists and parts proves itself, and the word lists are in order."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from tifatu.builders.components.receipts import list_receipt
from tifatu.builders.components.rules import PART_RULES
from tifatu.builders.language.passage import Passage
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.language.words import words
from tifatu.builders.lists.choice import choose
from tifatu.builders.lists.clues import clue_of
from tifatu.builders.lists.rules import LIST_RULES
from tifatu.builders.lists.scope import Cut, Scope
from tifatu.builders.lists.signs import SIGNS, Sign, scored

RULES = (*LIST_RULES, *PART_RULES)
LISTS = sorted(
    path.name.removesuffix(".txt")
    for path in files("tifatu.builders").joinpath("data").iterdir()
    if path.name.startswith("list_") and path.name.endswith(".txt")
)


@pytest.mark.parametrize(("rule", "hit"), [(rule, hit) for rule in RULES for hit in rule.hits], ids=str)
def test_rule_finds_its_own_examples(rule: Rule, hit: Hit) -> None:
    """The words printed beside a rule are found by it, with the groups printed there."""
    found = next((m for m in rule.find(hit.text) if m[0]), None)

    assert found is not None
    assert {name: found[name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize(("rule", "miss"), [(rule, miss) for rule in RULES for miss in rule.misses], ids=str)
def test_rule_leaves_its_near_misses_alone(rule: Rule, miss: str) -> None:
    """Nothing is found in the counter-examples."""
    assert [m[0] for m in rule.find(miss) if m[0]] == []


def test_every_rule_shows_what_it_is() -> None:
    """A rule without an example cannot be reviewed; its name is its own."""
    assert [rule.name for rule in RULES if not rule.hits] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_unique_and_normalised(name: str) -> None:
    """One entry a line, no white space, NFC, in order of code points; the first line says what the list is."""
    entries = words(name)
    first = files("tifatu.builders").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").partition("\n")[0]

    assert entries
    assert list(entries) == sorted(set(entries))
    assert [e for e in entries if e != unicodedata.normalize("NFC", e) or e != "".join(e.split())] == []
    assert first.startswith("# ")


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_each_sign_holds_in_its_example(sign: Sign) -> None:
    """The cut printed beside a sign shows it, whether the rules take this cut or another."""
    text, wanted = sign.example.text, sign.example.items
    passage = Passage.of(text, (0, len(text)))
    scope = Scope(passage, (0, len(text) - 1), clue_of(sign.example.label))
    found = choose(passage, scope.span, scope.clue)
    starts = [text.index(item) for item in wanted]
    cut = scored(Cut(tuple((at, at + len(i)) for at, i in zip(starts, wanted, strict=True)), "commas"), scope)
    if found and scope.texts(found.cut.items) == list(wanted):
        cut = found.cut

    assert sign.name in dict(cut.shares)
    assert (sign.weight < 0) == (sign.weight * dict(cut.shares)[sign.name] < 0)


def test_a_receipt_names_the_signs_and_the_runner_up() -> None:
    """The lines sum up to the score; the reading that lost is shown with what it lacks."""
    score, *lines = list_receipt("三强", "修渠、筑坝、引水，强渠、强闸、强坝。", ("强渠", "强闸", "强坝"))
    weights = [float(line.split()[0]) for line in lines if line.lstrip()[0] in "+-" and ":" in line]

    assert abs(sum(weights) - float(score.split()[-1])) < 0.03
    assert any("runner-up" in line and "修渠、筑坝、引水" in line for line in lines)
    assert list_receipt("三强", "修渠、筑坝、引水。", ("强渠",)) == ()
