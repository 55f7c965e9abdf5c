"""Names of senses: what they hang on, and what never enters them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from test_builders_senses import define, listed, reported

from tifatu.builders.senses.linking import link
from tifatu.builders.senses.naming import distinct, variant_names
from tifatu.graph.model import Definition, Region, Report

ROADS = "修路、修桥、修渠"


def names(definitions: list[Definition], reports: dict[str, Report] | None = None) -> set[str]:
    """The names of all senses."""
    return {sense.id for sense in link(definitions, reports or {})[1]}


def test_no_place_day_or_count_enters_a_name() -> None:
    """The same list has one name, whoever defines it, when, and how often."""
    one = names([listed("“三修”", ROADS, "R1")], {"R1": reported("R1", "2024-01-08")})
    other = [listed("“三修”", "修桥、修渠、修路", f"R{n}") for n in range(2, 9)]
    homes = {
        f"R{n}": reported(f"R{n}", f"201{n}-01-08", f"62{n}199", (Region(f"62{n}100", "甲", "地级"),))
        for n in range(2, 9)
    }

    assert one == names(other, homes)


def test_an_older_report_renames_nothing() -> None:
    """The name does not hang on the oldest text."""
    new, old = listed("“三修”", ROADS, "R1"), listed("“三修”", "修路、修桥、修渠道", "R2")
    homes = {"R1": reported("R1", "2024-01-08"), "R2": reported("R2", "2009-01-08")}

    assert names([new], homes) == names([new, old], homes)


def test_no_measure_word_enters_a_name() -> None:
    """A report that writes 三净化 for 三大净化, or 三个, renames nothing."""
    first = listed("“三大净化”", "净水、净气、净土", "R1")
    others = [listed(form, "净水、净气、净土", "R2") for form in ("“三净化”", "“三个净化”")]

    assert [names([first]), names([first])] == [names([first, other]) for other in others]
    assert names([first]) != names([listed("“四大净化”", "净水、净气、净土", "R2")])


def test_a_second_sense_of_a_key_leaves_the_first_its_name() -> None:
    """What tells a sense from others that may come stands in its name from the first."""
    first = listed("“三修”", ROADS, "R1")

    assert names([first]) < names([first, listed("“三修”", "查账、查库、查人", "R2")])


def test_the_class_noun_is_asked_only_where_names_would_meet() -> None:
    """Quoted or not, with class noun or without, a meaning keeps its name; equal facts are told apart by the next."""
    assert (
        names([listed("“三修”行动", ROADS)]) == names([listed("“三修”", ROADS)]) == names([listed("三修行动", ROADS)])
    )

    apart = distinct("S", [("三修", "", "行动"), ("三修", "", "机制"), ("四改", "", "")])
    assert len(set(apart)) == 3
    assert apart[2] == distinct("S", [("四改", "", "")])[0]


def test_variants_are_named_by_their_content() -> None:
    """Another list, another name; the same list in another order, the same."""
    one, same, other = (
        listed("“四名”", items)
        for items in ("名茶、名酒、名山、名寺", "名酒、名茶、名山、名寺", "名茶、名酒、名山、名湖")
    )

    assert variant_names([[one]]) == variant_names([[same]])
    assert len(set(variant_names([[one], [other]]))) == 2


def test_names_are_unique_and_do_not_hang_on_the_order() -> None:
    """Many texts of few labels: as many names as senses, and the same ones shuffled."""
    words = ["路", "桥", "渠", "塘", "林"]
    given = [
        define(f"“{word}长{kind}制”", f"由{word}边各村{kind}值守。", "", f"{word}{kind}")
        for word in words
        for kind in "轮包联"
    ]
    _, senses = link(given, {})
    expected = [sense.id for sense in senses]
    random.Random(4).shuffle(given)

    assert len(set(expected)) == len(senses) == 15
    assert [sense.id for sense in link(given, {})[1]] == expected


@pytest.mark.parametrize("seed", [1])
def test_few_names_are_lost_when_a_corpus_grows(shared: Path, seed: int) -> None:
    """From 30 to 120 reports of the corpus, linked anew each time, at most 3 % of the names go in the mean."""
    from tifatu.builders.pipeline import harvest_text
    from tifatu.builders.read.files import read
    from tifatu.builders.read.finding import find_sources

    sources = list(find_sources([shared / "corpus"]))
    random.Random(seed).shuffle(sources)
    found = [harvest_text(read(source)) for source in sources[:120]]
    lost, before = [], set()
    for count in (30, 60, 90, 120):
        records = [record for file in found[:count] for record in file]
        homes = {record.id: record for record in records if isinstance(record, Report)}
        now = names([record for record in records if isinstance(record, Definition)], homes)
        lost.append(len(before - now) / max(1, len(before)))
        before = now

    assert sum(lost[1:]) / 3 <= 0.03
