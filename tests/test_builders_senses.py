"""Grouping definitions: families, clusters, senses, variants, their ids and the work that it takes."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace
from reports import report_of

from tifatu.builders.senses import compare
from tifatu.builders.senses.clusters import clusters
from tifatu.builders.senses.compare import Verdict
from tifatu.builders.senses.families import families, fold, own_keys, unmeasured
from tifatu.builders.senses.grouping import REACH, gather
from tifatu.builders.senses.linking import link, written_forms
from tifatu.builders.senses.profile import Profile
from tifatu.graph.identity import identify
from tifatu.graph.model import Count, Definition, Origin, Region, Report, Sense


def define(term: str, text: str, items: str = "", report: str = "R1") -> Definition:
    """A definition as the harvest makes it; the items are written with 、 between them."""
    components = tuple(items.split("、")) if items else ()
    return Definition(
        id=identify("D", report, term, text),
        source=f"{report}.txt",
        report=report,
        start=0,
        end=len(text),
        origin=Origin.GLOSSARY,
        terms=(term,),
        term_spans=((0, len(term)),),
        text=text,
        components=components,
        count=Count.AGREES if components else Count.UNCOUNTED,
        rule="test",
    )


def listed(term: str, items: str, report: str = "R1") -> Definition:
    """A definition that is nothing but its list."""
    return define(term, items + "。", items, report)


def reported(key: str, day: str, code: str = "622199", parents: tuple[Region, ...] = ()) -> Report:
    """A report of a day and a division."""
    region = Region(code, "河口县", "县级")
    return report_of(id=key, source=f"{key}.txt", end=9, region=region, parents=parents, date=day)


def spread(definitions: list[Definition]) -> list[list[set[str]]]:
    """Senses as lists of variants as sets of report ids."""
    _, senses = link(definitions, {})
    by_id = {definition.id: definition for definition in definitions}
    return [[{by_id[d].report for d in variant.definitions} for variant in sense.variants] for sense in senses]


# families


def test_quoted_and_unquoted_forms_share_a_family_when_the_core_is_known() -> None:
    """四净行动 joins “四净”行动, and 四净项目 does because the corpus knows 四净; 四净化 does not."""
    forms = ["“四净”行动", "四净行动", "四净项目", "四净化"]
    found = families([define(form, f"净{n}") for n, form in enumerate(forms)])

    assert [[d.terms[0] for d in family] for family in found] == [["“四净”行动", "四净行动", "四净项目"], ["四净化"]]


def test_a_core_that_only_counts_makes_no_family() -> None:
    """“十大”行动 and “十大”工程 have nothing in common but the number."""
    assert own_keys("“十大”行动") == ("十大行动",)
    assert len(families([define("“十大”行动", "甲"), define("“十大”工程", "乙")])) == 2


def test_a_word_behind_a_core_parts_nothing_where_the_content_is_one() -> None:
    """“三园”融合 written as one label is “三园”; with other items it is another meaning."""
    items = "茶园、果园、药园"
    three = [
        listed("“三园”", items, "R1"),
        listed("“三园联建”", items, "R2"),
        listed("“三园共管”", "校园、公园、游园", "R3"),
    ]

    assert sorted(len(sense) for sense in spread(three)) == [1, 1]
    assert [{"R1", "R2"}] in spread(three)


def test_punctuation_and_a_lone_digit_do_not_part_a_family() -> None:
    """两清、一建 is 两清一建 and 4净 is 四净; 1246 stays as it is."""
    assert fold("两清、一建") == "两清一建"
    assert fold("4净行动") == "四净行动"
    assert fold("1246") == "1246"


def test_measure_words_do_not_part_a_family() -> None:
    """三大净化 and 三个净化 meet, and 三净化; contents that differ stay apart, and so do bare counts."""
    items = "净水、净气、净土"
    many = [
        listed("“三大净化”", items, "R1"),
        listed("“三个净化”", items, "R2"),
        listed("三净化", items, "R3"),
        listed("“三项净化”", "净书、净网、净墙", "R4"),
    ]

    assert sorted(spread(many), key=len) == [[{"R1", "R2", "R3"}], [{"R4"}]]
    assert unmeasured("三个一") == "三个一"
    assert len(families([define("“三大”行动", "甲"), define("“三项”工程", "乙")])) == 2


def test_er_and_liang_are_one_numeral_but_not_in_ordinals() -> None:
    """二净一护 is 两净一护; 二十, 十二, 第二 and 二级 are other numbers."""
    assert fold("二净一护") == fold("两净一护")
    assert [fold(key) for key in ("二十净", "十二净", "第二净", "二级净")] == ["二十净", "十二净", "第二净", "二级净"]


def test_a_core_without_numeral_is_known_behind_other_words() -> None:
    """农村清渠革命 meets “清渠革命”; a core of two characters is a piece of anything."""
    core, longer = define("“清渠革命”", "清沟渠。"), define("农村清渠革命", "清沟渠。")
    short, other = define("“清渠”", "清沟渠。"), define("农村清渠", "清沟渠。")

    assert len(families([core, longer])) == 1
    assert len(families([short, other])) == 2


# clusters


def test_clusters_follow_the_weight_of_the_judgements() -> None:
    """Three friends stay together against one voice; a single friend does not outweigh two that are against."""
    friends = [(1, 0, 1.0), (2, 0, 1.0), (2, 1, 1.0), (3, 0, 1.0), (3, 1, -1.0), (3, 2, -1.0)]

    assert clusters(range(4), friends) == [[0, 1, 2], [3]]


def test_clusters_do_not_depend_on_the_order_of_the_edges() -> None:
    """Shuffled judgements give the same groups."""
    rng = random.Random(3)
    edges = [(a, b, rng.choice((-1.0, 1.0))) for a in range(30) for b in range(a) if rng.random() < 0.3]
    expected = clusters(range(30), edges)
    for _ in range(5):
        rng.shuffle(edges)
        assert clusters(range(30), edges) == expected


def test_numbers_without_judgements_stay_alone() -> None:
    """What was never compared is not joined."""
    assert clusters([4, 7], []) == [[4], [7]]


# senses and variants


def test_equal_content_is_one_variant() -> None:
    """Other order, other conjunction, another word inside an item: one sense with one variant."""
    texts = ["修路、架桥、通水", "架桥、修路、通水", "修道路、架桥梁、通水"]

    assert spread([listed("“三修”", text, f"R{n}") for n, text in enumerate(texts)]) == [[{"R0", "R1", "R2"}]]


def test_an_exchanged_item_is_another_variant_of_one_sense() -> None:
    """Three of four items alike: the same formulation with other content."""
    old = listed("“四名”", "名茶、名酒、名山、名寺", "R1")
    new = listed("“四名”", "名茶、名酒、名山、名湖", "R2")

    assert spread([old, new]) == [[{"R1"}, {"R2"}]]


def test_lists_without_a_common_item_are_two_senses() -> None:
    """One label, two meanings; the class noun behind each is told among the evidence."""
    roads = listed("“三通”工程", "通公路、通铁路、通航", "R1")
    people = listed("“三通”机制", "党员联系群众、干部走访企业、专家指导村社", "R2")
    _, senses = link([roads, people], {})

    assert len(senses) == 2
    (join,) = [join for sense in senses for join in sense.joins]
    assert join.verdict == "different"
    assert join.evidence[0] == "aligned-items 0/3"
    assert join.evidence[1] in ("class-noun 工程/机制", "class-noun 机制/工程")


def test_a_list_and_the_prose_that_names_its_items_are_the_same() -> None:
    """The longer text says where the items come from."""
    bare = listed("“三清”", "清河道、清垃圾、清路障", "R1")
    told = define(
        "“三清”", "省里部署的集中行动，半年内在所有乡镇清河道、清垃圾、清路障，年底前由县里逐一验收。", "", "R2"
    )

    assert spread([bare, told]) == [[{"R1", "R2"}]]


def test_a_label_that_names_its_thing_keeps_its_meaning() -> None:
    """Two explanations of one word without a numeral are not torn apart for want of common words."""
    one = define("口袋花园", "利用街角边地建成的小型绿地。", "", "R1")
    other = define("口袋花园", "供附近居民散步歇脚的微型休闲场所。", "", "R2")

    assert spread([one, other]) == [[{"R1", "R2"}]]


def test_every_definition_stands_in_one_variant_and_carries_its_ids() -> None:
    """The ids on the definitions are those of the senses, and nothing is lost."""
    given = [listed("“三修”", "修路、修桥、修渠", f"R{n}") for n in range(3)] + [
        listed("“四改”", "改水、改厕、改灶、改圈")
    ]
    linked, senses = link(given, {})
    homes = {d: (sense.id, v.id) for sense in senses for v in sense.variants for d in v.definitions}

    assert [d.id for d in linked] == [d.id for d in given]
    assert {d.id: (d.sense, d.variant) for d in linked} == homes


def test_every_definition_but_the_first_has_a_join() -> None:
    """Each grouping says which evidence joined it."""
    given = [
        listed("“三修”", text, f"R{n}")
        for n, text in enumerate(["修路、修桥、修渠", "修桥、修路、修渠", "修路、修桥、修塘"])
    ]
    _, (sense,) = link([*given, listed("“三修”", "修路、修桥、修渠", "R9")], {})

    assert len(sense.joins) == 3
    assert {join.evidence for join in sense.joins} == {("same-items 3",), ("same-text",), ("aligned-items 2/3",)}


def test_ids_do_not_depend_on_the_order_of_the_definitions() -> None:
    """Shuffled input gives equal senses."""
    given = [listed("“四名”", f"名茶、名酒、名山、名{x}", f"R{n}") for n, x in enumerate("寺湖塔楼茶")]
    expected = link(given, {})[1]
    random.Random(1).shuffle(given)

    assert link(given, {})[1] == expected


def test_ids_are_kept_when_unrelated_reports_come_in() -> None:
    """New reports about other slogans, and later ones about the same, leave the ids as they were."""
    reports = {f"R{n}": reported(f"R{n}", f"202{n}-01-08") for n in range(5)}
    given = [listed("“四名”", "名茶、名酒、名山、名寺", "R1"), listed("“三修”", "修路、修桥、修渠", "R2")]
    before = {sense.label: sense.id for sense in link(given, reports)[1]}
    more = [listed("“两提”", "提质、提速", "R0"), listed("“四名”", "名茶、名酒、名山、名寺", "R4")]
    after = {sense.label: sense.id for sense in link([*more, *given], reports)[1]}

    assert before.items() <= after.items()


def test_label_is_the_most_frequent_form_and_the_others_are_kept() -> None:
    """Marks around the whole form do not count as another form."""
    assert written_forms(["“三修”工程", "三修", "“三修”"]) == ["三修", "“三修”工程"]
    assert written_forms(["乙", "甲"]) == ["乙", "甲"]
    _, (sense,) = link(
        [
            listed("“三修”工程", "修路、修桥、修渠"),
            listed("三修", "修路、修桥、修渠", "R2"),
            listed("“三修”", "修路、修桥、修渠", "R3"),
        ],
        {},
    )

    assert (sense.label, sense.term, sense.alternatives) == ("三修", "三修", ("“三修”工程",))


def test_an_entry_with_several_headwords_is_one_sense() -> None:
    """Each headword leads to it; the others are its alternatives."""
    entry = replace(listed("“三修”", "修路、修桥、修渠"), terms=("“三修”", "“三治”工程"), term_spans=((0, 4), (4, 10)))
    alone = listed("“三治”工程", "修路、修桥、修渠", "R2")
    _, (sense,) = link([entry, alone], {})

    assert {sense.label, *sense.alternatives} == {"三修", "“三治”工程"}


def test_a_digit_and_a_han_numeral_meet_in_one_sense() -> None:
    """“3修” and “三修” are two keys with one meaning where their definitions agree."""
    _, (sense,) = link([listed("“3修”", "修路、修桥、修渠"), listed("“三修”", "修桥、修路、修渠", "R2")], {})

    assert {sense.label, *sense.alternatives} == {"3修", "三修"}


def test_a_sense_knows_its_program_and_its_region() -> None:
    """The class noun makes the type; 市委 in a county's glossary is the party of the city above."""
    county = reported("R1", "2024-01-08", parents=(Region("622100", "河口市", "地级"),))
    text = "市委提出的强农、强工、强旅。"
    _, (sense,) = link([define("“三强”行动", text, "强农、强工、强旅")], {"R1": county})

    assert (sense.program, sense.program_rule, sense.region) == ("行动", "head-noun", "622100")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("省委提出的强农、强工、强旅。", "620000"),
        ("2023年，我市开展的强农、强工、强旅。", "622100"),
        ("县政府部署的强农、强工、强旅。", "622199"),
        ("湖南省委提出的强农、强工、强旅。", None),
        ("在全市范围强农、强工、强旅。", None),
    ],
)
def test_the_owner_is_named_by_the_text(text: str, code: str | None) -> None:
    """我市 and 省委 are those of the report's own place; a named one is another's, and 全市 owns nothing."""
    county = reported(
        "R1", "2024-01-08", parents=(Region("622100", "河口市", "地级"), Region("620000", "甘肃省", "省级"))
    )
    _, (sense,) = link([define("“三强”行动", text)], {"R1": county})

    assert sense.region == code


# the work


def crowd(size: int) -> list[Definition]:
    """Many different definitions of one label."""
    words = [a + b for a in "修建架通清治改扩保护" for b in "路桥渠塘水电网林田村厂校"]
    rng = random.Random(size)
    return [listed("“五比”", "、".join(rng.sample(words, 5)), f"R{n}") for n in range(size)]


@pytest.mark.parametrize("size", [100, 1000, 5000])
def test_the_work_grows_with_the_definitions_and_not_with_their_square(size: int) -> None:
    """Each text of a popular label is judged against at most REACH others."""
    judged = 0

    def counting(a: Profile, b: Profile) -> Verdict:
        nonlocal judged
        judged += 1
        return compare.judge(a, b)

    groups = gather(crowd(size), {}, counting)

    assert sum(len(group.definitions()) for group in groups) == size
    assert judged <= REACH * size


def test_equal_texts_need_no_judgement() -> None:
    """A thousand copies of one text are put together at once."""

    def never(a: Profile, b: Profile) -> Verdict:
        raise AssertionError("judged a copy")

    (group,) = gather([listed("“三修”", "修路、修桥、修渠", f"R{n}") for n in range(1000)], {}, never)

    assert len(group.definitions()) == 1000


def test_where_voices_are_equal_the_likeness_counts() -> None:
    """B is like A and like C; that A and C are unlike does not keep one of them out."""

    def judged(a: Profile, b: Profile) -> Verdict:
        ends = {a.definition.text, b.definition.text} == {"修路、修桥。", "查账、查库。"}
        return Verdict("different" if ends else "variant", ("test",), 0.5)

    texts = ["修路、修桥", "修路、查账", "查账、查库"]

    assert len(gather([listed("“双修”", items, f"R{n}") for n, items in enumerate(texts)], {}, judged)) == 1


def test_near_definitions_are_found_in_a_crowd() -> None:
    """Among hundreds of other texts, one that shares four items of five is the neighbour that is judged."""
    others = crowd(300)
    one, other = (
        listed("“五比”", "甲一、甲二、甲三、甲四、甲五", "X1"),
        listed("“五比”", "甲一、甲二、甲三、甲四、乙九", "X2"),
    )
    _, senses = link([one, *others, other], {})

    assert [s for s in senses if one.id in _members(s)] == [s for s in senses if other.id in _members(s)]


def _members(sense: Sense) -> set[str]:
    return {definition for variant in sense.variants for definition in variant.definitions}
