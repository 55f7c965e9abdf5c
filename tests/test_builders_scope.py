"""Whose a meaning is, and what keeps meanings apart that only share a name: the kinds of issue with invented values."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from test_builders_senses import define, listed, reported, spread

from tifatu.builders.senses.changes import changes
from tifatu.builders.senses.families import core_key, families, synonyms
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.scope import CENTRE, PROVINCE
from tifatu.graph.model import Definition, Origin, Region, Report, Scope

PROVINCES = {
    name: Region(f"{code}0000", f"{name}省", "省级") for code, name in ((61, "白河"), (62, "南滩"), (63, "东岭"))
}
CITIES = {"白河": "6101", "南滩": "6201", "东岭": "6301"}


def city(key: str, province: str, number: int = 0) -> Report:
    """A county's report below one of the invented provinces."""
    return reported(key, "2021-01-08", f"{CITIES[province]}{number:02}", (PROVINCES[province],))


def told(definition: Definition) -> Definition:
    """The same in running text."""
    return replace(definition, origin=Origin.TEXT)


# scope


def test_three_provinces_make_a_meaning_the_nations() -> None:
    """One county's is local, two of one province's provincial, three provinces' national; the evidence says so."""
    homes = {
        "R1": city("R1", "白河", 1),
        "R2": city("R2", "白河", 2),
        "R3": city("R3", "南滩", 1),
        "R4": city("R4", "东岭", 1),
    }
    given = [define("口袋花园", f"街角的{word}绿地。", "", f"R{n}") for n, word in enumerate("大小窄圆", 1)]
    found = [link(given[:count], homes)[1][0] for count in (1, 2, 4)]

    assert [sense.scope for sense in found] == [Scope.LOCAL, Scope.PROVINCIAL, Scope.NATIONAL]
    assert [sense.scope_evidence[0] for sense in found] == [
        "provinces 1",
        "places-of-one-province 2",
        "provinces-of-definition 3",
    ]


def test_two_provinces_with_one_list_agree_and_with_two_lists_do_not() -> None:
    """The same three items in two provinces have a common origin, though no text names it."""
    homes = {"R1": city("R1", "白河"), "R2": city("R2", "南滩")}
    same = [listed("“三清三护”", "清河、清渠、清塘、护岸、护堤、护林", key) for key in homes]
    other = [same[0], listed("“三清三护”", "清河、清渠、清库、护岸、护堤、护鸟", "R2")]

    assert [sense.scope for sense in link(same, homes)[1]] == [Scope.NATIONAL]
    assert {sense.scope for sense in link(other, homes)[1]} == {Scope.LOCAL}


def test_the_reports_of_the_centre_and_of_a_province_speak_for_them() -> None:
    """What the centre's report defines is the nation's; what a province's report defines is the province's."""
    homes = {"R1": _of(Region(None, "中国", "国家级")), "R2": _of(PROVINCES["白河"])}
    _, senses = link([listed("“三修”", "修路、修桥", "R1"), listed("“四改”", "改水、改厕", "R2")], homes)

    assert [(s.scope, s.scope_evidence[0]) for s in senses] == [
        (Scope.NATIONAL, "defined-by-the-centre"),
        (Scope.PROVINCIAL, "defined-by-the-province"),
    ]


def _of(region: Region) -> Report:
    return replace(reported("R", "2021-01-08"), region=region)


@pytest.mark.parametrize(("rule", "text"), [(rule, hit.text) for rule in (CENTRE, PROVINCE) for hit in rule.hits])
def test_a_text_that_names_the_origin_shows_the_scope(rule: object, text: str) -> None:
    """One county's definition is enough where it says who set the thing up."""
    _, (sense,) = link([define("“四清”", text)], {"R1": city("R1", "白河")})

    assert sense.scope is (Scope.NATIONAL if rule is CENTRE else Scope.PROVINCIAL)


@pytest.mark.parametrize("text", [miss for rule in (CENTRE, PROVINCE) for miss in rule.misses])
def test_a_text_that_only_compares_or_locates_does_not(text: str) -> None:
    """To be the first of the country is no origin."""
    _, (sense,) = link([define("“四清”", text)], {"R1": city("R1", "白河")})

    assert sense.scope is Scope.LOCAL


# what keeps apart


def test_a_heading_that_only_counts_changes_nothing() -> None:
    """Two things that are three great ones stay two, whether or not a headword “三大” stands elsewhere."""
    given = [
        listed("“三大会战”", "招商、城建、治水", "R1"),
        listed("三大工程", "供水、供电、修路", "R2"),
        listed("“三大”行动", "清河、清路、清村", "R3"),
    ]
    heading = define("“三大”", "今年的重点工作。", "", "R9")

    assert len(families(given)) == 3
    assert len(families([*given, heading])) == 4


def test_sizes_in_a_row_tie_nothing() -> None:
    """“百千万”书屋 and “百千万”林网 have nothing but the sizes in common."""
    given = [define("“百千万”书屋工程", "百个书屋。", "", "R1"), define("“百千万”林网工程", "百里林网。", "", "R2")]

    assert len(families(given)) == 2


def test_the_word_before_the_mark_joins_and_parts_by_content() -> None:
    """河湖“四护” is the “四护” with the same items in another order; 校园“四护” is another thing."""
    given = [
        listed("河湖“四护”", "护岸、护水、护鱼、护林", "R1"),
        listed("“四护”", "护水、护岸、护林、护鱼", "R2"),
        listed("校园“四护”", "护门、护路、护食、护网", "R3"),
    ]

    assert sorted(spread(given), key=str) == sorted([[{"R1", "R2"}], [{"R3"}]], key=str)
    assert core_key("河湖“四护”") == "四护"


def test_an_unquoted_word_before_a_known_core_is_read_as_one() -> None:
    """能耗双限 meets “双限” where the corpus knows that core; 三网双限 counts something else."""
    given = [
        listed("“双限”", "总量、强度", "R1"),
        listed("能耗双限", "总量、强度", "R2"),
        listed("三网双限", "甲乙、丙丁", "R3"),
    ]

    assert [[d.report for d in family] for family in families(given)] == [["R1", "R2"], ["R3"]]


def test_two_fields_have_two_limits() -> None:
    """能耗“双限” and 债务“双限” are two senses."""
    assert len(spread([listed("能耗“双限”", "总量、强度", "R1"), listed("债务“双限”", "规模、利率", "R2")])) == 2


@pytest.mark.parametrize("tail", ["", "双限"])
def test_total_and_rate_of_two_things_are_two_senses(tail: str) -> None:
    """The words that a short list shares are not enough where each says whose total it is, in whatever order."""
    one = define("“双限”", f"用水总量和强度{tail}。", "用水总量、强度", "R1")
    other = define("“双限”", f"采石强度和总量{tail}。", "采石强度、总量", "R2")

    assert len(spread([one, other])) == 2


def test_short_lists_of_two_places_start_as_different() -> None:
    """Two provinces drive on two wheels each: what one wheel has in common is no common origin."""
    homes = {"R1": city("R1", "白河"), "R2": city("R2", "南滩"), "R3": city("R3", "东岭")}
    given = [
        told(listed("“双轮驱动”", "茶叶、竹器", "R1")),
        told(listed("“双轮驱动”", "茶叶、旅游", "R2")),
        told(listed("“双轮驱动”", "旅游、茶叶", "R3")),
    ]
    _, senses = link(given, homes)

    assert sorted(len(v.definitions) for s in senses for v in s.variants) == [1, 2]
    assert len(senses) == 2


def test_two_headwords_of_one_entry_glue_nothing() -> None:
    """An entry that explains “三稳” and “五通” at once ties neither to the other's family."""
    entry = replace(
        listed("“三稳”", "稳粮、稳价、稳岗、通水、通电、通路、通网、通气", "R1"),
        terms=("“三稳”", "“五通”"),
        term_spans=((0, 4), (4, 8)),
    )
    alone = [listed("“三稳”", "稳粮、稳价、稳岗", "R2"), listed("“五通”", "通水、通电、通路、通网、通气", "R3")]

    assert [[d.report for d in family] for family in families([entry, *alone])] == [["R1", "R2"], ["R3"]]
    assert synonyms(replace(alone[0], terms=("“三稳”", "“三保”"))) == [("“三稳”", "“三保”")]


# variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("班级人数在40人以下的班。", "班级人数在45人以下的班。"),
        ("到2020年建成的乡村书屋。", "到2025年建成的乡村书屋。"),
        ("由白河市和各乡镇一同出资修建的水塔。", "由南滩市和各乡镇一同出资修建的水塔。"),
    ],
)
def test_another_figure_year_or_place_in_the_same_text_is_a_variant(one: str, other: str) -> None:
    """One sense, two variants."""
    assert spread([define("小班额", one, "", "R1"), define("小班额", other, "", "R2")]) in (
        [[{"R1"}, {"R2"}]],
        [[{"R2"}, {"R1"}]],
    )


def test_other_words_around_the_same_figures_are_no_variant() -> None:
    """Order and wording alone change nothing."""
    one = "班级人数在40人以下的教学班。"
    other = "指40人以下的班级教学人数。"

    assert changes("班级人数在40人以下的班", "班级人数在40人以下的班级") == []
    assert spread([define("小班额", one, "", "R1"), define("小班额", other, "", "R2")]) == [[{"R1", "R2"}]]
