"""Which sense a mention gets, by which rule, and what is kept where none decides."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from msgspec.structs import replace
from reports import report_of

from tifatu.builders.senses.known import near_heads
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve
from tifatu.graph.identity import identify
from tifatu.graph.labels import term_key
from tifatu.graph.model import Attribution, Count, Definition, Mention, Origin, Region, Report

NATION = Region(None, "中国", "国家级")
PROVINCE = Region("630000", "青海省", "省级")
CITY = Region("639100", "临河市", "地级")
COUNTY = Region("639121", "上坝县", "县级")
OTHER = Region("639222", "下坝县", "县级")

ROADS = "修路、修桥、修渠"
BOOKS = "查账、查库、查人"


@dataclass
class World:
    """A small corpus: reports by name, definitions, mentions and attributions."""

    reports: dict[str, Report] = field(default_factory=dict)
    definitions: list[Definition] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    around: dict[str, tuple[str, str]] = field(default_factory=dict)

    def report(self, name: str, region: Region, *parents: Region) -> None:
        """Add a report of a division."""
        self.reports[name] = report_of(
            id=name, source=f"{name}.txt", end=9999, body=(0, 9000), region=region, parents=parents, date="2024-01-08"
        )

    def define(self, name: str, term: str, items: str) -> str:
        """Add a definition to the glossary of a report; return its id."""
        start = 9000 + 100 * len(self.definitions)
        definition = Definition(
            id=identify("D", name, term, items),
            source=f"{name}.txt",
            report=name,
            start=start + 20,
            end=start + 20 + len(items),
            origin=Origin.GLOSSARY,
            terms=(term,),
            term_spans=((start, start + len(term)),),
            text=items,
            components=tuple(items.split("、")),
            count=Count.AGREES,
            rule="test",
        )
        self.definitions.append(definition)
        return definition.id

    def mention(self, name: str, text: str, head: str = "", at: int = 0, issuer: str | None = "none") -> None:
        """Add a mention, with the region code of an issuer where one is named."""
        start = at or 10 * (len(self.mentions) + 1)
        key = identify("M", name, start)
        self.mentions.append(
            Mention(
                id=key,
                source=f"{name}.txt",
                report=name,
                start=start,
                end=start + len(text),
                term=term_key(text),
                text=text,
                head=head,
                quoted=True,
                rule="test",
            )
        )
        if issuer != "none":
            self.attributions.append(
                Attribution(
                    id=identify("A", key),
                    source=f"{name}.txt",
                    report=name,
                    start=start - 3,
                    end=start - 1,
                    mention=key,
                    term=text,
                    head=head,
                    issuer="省委",
                    body="party-committee",
                    region=issuer,
                    rule="test",
                )
            )

    def told(self) -> list[Mention]:
        """The mentions, resolved."""
        definitions, senses = link(self.definitions, self.reports)
        return resolve(self.mentions, definitions, senses, self.reports, self.attributions, self.around)

    def resolved(self) -> list[tuple[str | None, str | None, int]]:
        """For each mention: id of a definition of its sense, the rule, the number of candidates."""
        definitions, _ = link(self.definitions, self.reports)
        mentions = self.told()
        assert [m.id for m in mentions] == [m.id for m in self.mentions]
        first = {d.sense: d.id for d in reversed(definitions)}
        return [(first.get(m.sense), m.resolved_by, len(m.candidates)) for m in mentions]


@pytest.fixture
def world() -> World:
    """A county below a city below a province, another county, and the centre."""
    made = World()
    made.report("county", COUNTY, CITY, PROVINCE)
    made.report("county-next-year", COUNTY, CITY, PROVINCE)
    made.report("other", OTHER, CITY, PROVINCE)
    made.report("city", CITY, PROVINCE)
    made.report("province", PROVINCE)
    made.report("nation", NATION)
    return made


def test_the_reports_own_definition_goes_first(world: World) -> None:
    """What a report explains itself is what it means, whatever others say."""
    own = world.define("county", "“三修”", ROADS)
    world.define("province", "“三修”", BOOKS)
    world.mention("county", "三修")

    assert world.resolved() == [(own, "own-report", 0)]


def test_the_issuer_goes_before_the_divisions_above(world: World) -> None:
    """省委“三修” in a county's report is the province's, though the city has its own."""
    world.define("city", "“三修”", ROADS)
    theirs = world.define("province", "“三修”", BOOKS)
    world.mention("county", "三修", issuer="630000")

    assert world.resolved() == [(theirs, "issuer", 0)]


def test_the_centre_is_an_issuer_too(world: World) -> None:
    """中央“三修” has no region code."""
    world.define("city", "“三修”", ROADS)
    theirs = world.define("nation", "“三修”", BOOKS)
    world.mention("county", "三修", issuer=None)

    assert world.resolved() == [(theirs, "issuer", 0)]


def test_the_nearest_division_above_decides(world: World) -> None:
    """City before province."""
    near = world.define("city", "“三修”", ROADS)
    world.define("province", "“三修”", BOOKS)
    world.mention("county", "三修")

    assert world.resolved() == [(near, "ancestor-region", 1)]


def test_a_division_means_what_it_meant_in_other_years(world: World) -> None:
    """The same county's other report goes before the city's."""
    before = world.define("county", "“三修”", ROADS)
    world.define("city", "“三修”", BOOKS)
    world.mention("county-next-year", "三修")

    assert world.resolved() == [(before, "own-region", 1)]


def test_the_only_sense_of_the_province(world: World) -> None:
    """A neighbour's meaning serves in its province where the label says what it is about; 三修 only counts."""
    only = world.define("other", "“渠长包段”", ROADS)
    world.define("other", "“三修”", ROADS)
    world.mention("county", "渠长包段")
    world.mention("county", "三修")

    assert world.resolved() == [(only, "only-sense", 0), (None, None, 1)]


@pytest.mark.parametrize(("year", "rule"), [(2024, None), (2025, "only-sense"), (2026, "only-sense"), (2027, None)])
def test_a_glossary_of_the_province_explains_a_count_to_its_neighbours_for_two_years(
    world: World, year: int, rule: str | None
) -> None:
    """What a neighbour explained last year is meant, where the province knows nothing else; later, it may be new."""
    world.define("other", "“三修”", ROADS)
    world.mention("county", "三修")
    world.reports["county"] = replace(world.reports["county"], date=f"{year}-01-08")

    assert world.resolved()[0][1] == rule

    world.report("third", Region("639333", "中坝县", "县级"), CITY, PROVINCE)
    world.define("third", "“三修”", BOOKS)

    assert world.resolved() == [(None, None, 2)]


def test_candidates_are_kept_where_nothing_decides(world: World) -> None:
    """Two meanings of two neighbours: none is chosen."""
    world.report("third", Region("639333", "中坝县", "县级"), CITY, PROVINCE)
    world.define("other", "“三修三护”", ROADS)
    world.define("third", "“三修三护”", BOOKS)
    world.mention("county", "三修三护")

    assert world.resolved() == [(None, None, 2)]


def test_unknown_terms_stay_as_they_are(world: World) -> None:
    """No definition, no sense, no candidates."""
    world.define("other", "“三修”", ROADS)
    world.mention("county", "四查")

    assert world.resolved() == [(None, None, 0)]


def test_the_class_noun_tells_two_senses_apart(world: World) -> None:
    """“三查”企业 and “三查”土地 are two things; “三查”项目 is neither."""
    firms = world.define("other", "“三查”企业", BOOKS)
    land = world.define("nation", "“三查”土地", "查界、查权、查图")
    for head in ("企业", "土地", "项目", ""):
        world.mention("county", "三查", head)

    assert world.resolved() == [(firms, "only-sense", 1), (land, "national", 1), (None, None, 2), (None, None, 2)]


def test_another_class_noun_is_not_the_only_sense(world: World) -> None:
    """“三查”家庭 is not “三查”土地, but 专项行动 is 行动."""
    world.define("other", "“三查”土地", BOOKS)
    world.mention("county", "三查", "家庭")
    near = world.define("other", "“三修”行动", ROADS)
    world.mention("county", "三修", "专项行动")

    assert world.resolved() == [(None, None, 1), (near, "only-sense", 0)]


def test_what_one_place_coined_is_no_sense_for_another_province(world: World) -> None:
    """A place elsewhere may mean anything by 三修, with the same class noun or not, or use 口袋花园 in its own way."""
    world.report("far", Region("460100", "海口市", "地级"), Region("460000", "海南省", "省级"))
    theirs = world.define("city", "“三修”行动", ROADS)
    for head in ("", "工作", "行动"):
        world.mention("far", "三修", head)
    world.define("city", "口袋花园", "街角、路边、桥下")
    world.mention("far", "口袋花园")
    world.mention("other", "三修")

    assert world.resolved() == [
        (None, None, 1),
        (None, None, 1),
        (None, None, 1),
        (None, None, 1),
        (theirs, "ancestor-region", 0),
    ]


def test_a_bare_count_stays_at_home_even_with_its_class_noun(world: World) -> None:
    """“1+N”政策 of one place is not that of another province, and “1+N”政策 is not “1+N”园区 even at home."""
    world.report("far", Region("460100", "海口市", "地级"), Region("460000", "海南省", "省级"))
    theirs = world.define("city", "“1+N”政策", ROADS)
    world.mention("far", "1+N", "政策")
    world.mention("county", "1+N", "政策")
    world.mention("county", "1+N", "园区")

    assert world.resolved() == [(None, None, 1), (theirs, "ancestor-region", 0), (None, None, 1)]


def test_what_two_places_of_a_province_say_is_the_provinces(world: World) -> None:
    """Defined in two divisions of one province, a label serves there; the centre's serves everywhere."""
    world.report("far", Region("460100", "海口市", "地级"), Region("460000", "海南省", "省级"))
    world.report("third", Region("639333", "中坝县", "县级"), CITY, PROVINCE)
    first = world.define("county", "“三修”", ROADS)
    world.define("other", "“三修”", ROADS)
    centre = world.define("nation", "“三查”", BOOKS)
    world.mention("far", "三修")
    world.mention("third", "三修")
    world.mention("far", "三查")

    assert world.resolved() == [(None, None, 1), (first, "own-province", 0), (centre, "national", 0)]


def test_an_unquoted_headword_answers_to_its_core(world: World) -> None:
    """三修行动 in a glossary is the “三修”行动 of the body."""
    own = world.define("county", "三修行动", ROADS)
    world.mention("county", "三修", "行动")
    world.mention("county", "三修行动")
    world.mention("county", "三修")

    assert world.resolved() == [(own, "own-report", 0)] * 3


def test_a_core_without_its_qualifier_is_known_at_home_only(world: World) -> None:
    """河湖“三查” is meant by “三查” in the report that explains it, and by nobody else."""
    own = world.define("county", "河湖“三查”", BOOKS)
    world.mention("county", "三查")
    world.mention("other", "三查")

    assert world.resolved() == [(own, "own-report", 0), (None, None, 1)]


def test_the_headword_of_a_definition_is_its_own_sense(world: World) -> None:
    """A glossary may explain one core twice; each headword is a mention of its own entry."""
    world.define("county", "“三查”企业", BOOKS)
    second = world.define("county", "“三查”土地", "查界、查权、查图")
    world.mention("county", "三查", at=9101)

    assert world.resolved() == [(second, "own-report", 0)]


def test_levels_are_no_issuers(world: World) -> None:
    """省级“三修” names a level: the province's own definition is found as the one above, not as the issuer's."""
    theirs = world.define("province", "“三修”", BOOKS)
    world.mention("county", "三修", issuer="630000")
    world.attributions = [replace_level(a) for a in world.attributions]

    assert world.resolved() == [(theirs, "ancestor-region", 0)]


def replace_level(attribution: Attribution) -> Attribution:
    """The same attribution as a mere level."""
    return replace(attribution, level_only=True)


def test_class_nouns_that_may_stand_for_each_other() -> None:
    """One ends in the other, or both show one type of program."""
    assert near_heads("专项行动", "行动")
    assert near_heads("攻坚战", "行动")
    assert not near_heads("项目", "土地")


# scope, words around, years


def far(world: World, *names: str) -> None:
    """One report each of as many provinces elsewhere."""
    for number, name in enumerate(names, 41):
        world.report(name, Region(f"{number}0100", f"{name}市", "地级"), Region(f"{number}0000", f"{name}省", "省级"))


def test_a_province_that_only_quotes_has_a_candidate(world: World) -> None:
    """One province lists “三清三护”, another quotes it: a candidate. With the list in a third, it is the nation's."""
    far(world, "南滩", "东岭")
    items = "清河、清渠、清塘、护岸、护堤、护林"
    theirs = world.define("county", "“三清三护”", items)
    world.mention("南滩", "三清三护")

    assert world.resolved() == [(None, None, 1)]
    assert world.told()[0].evidence == ("scope local",)

    world.define("东岭", "“三清三护”", items)

    assert world.resolved() == [(theirs, "national", 0)]
    assert world.told()[0].evidence[0] == "scope national"


def test_a_dominant_national_meaning_beats_strays(world: World) -> None:
    """Four provinces agree, one place means something else: elsewhere the four are meant, and the stray comes after."""
    names = ("南滩", "东岭", "西坡", "北原", "中川", "海口")
    far(world, *names)
    common = [world.define(name, "“三修三建”", "修路、修桥、修渠、建房、建厂、建校") for name in names[:4]]
    world.define(names[4], "“三修三建”", "修史、修志、修谱、建库、建档、建网")
    world.mention(names[5], "三修三建")

    assert world.resolved() == [(common[0], "national", 1)]


@pytest.mark.parametrize(("strays", "head", "rule"), [(2, "", "national"), (3, "", None), (3, "格局", "national")])
def test_a_count_that_three_provinces_fill_alike_is_the_nations_where_it_prevails(
    world: World, strays: int, head: str, rule: str | None
) -> None:
    """三大会战 of three provinces among as many others is no answer; with the class noun of the three it is."""
    names = ("南滩", "东岭", "西坡", "北原", "中川", "海口", "长岛")
    far(world, *names)
    for name in names[:3]:
        world.define(name, f"“三大会战”{head}", "修路、修桥、修渠")
    others = ("查账、查库、查人", "护岸、护水、护鱼", "种树、种草、种花")
    for name, items in zip(names[3 : 3 + strays], others, strict=False):
        world.define(name, "“三大会战”", items)
    world.mention("长岛", "三大会战", head)

    assert world.resolved()[0][1] == rule


def test_the_word_before_the_mark_picks_the_sense(world: World) -> None:
    """Of several “绿色车道” the one with 水产 is meant where 水产 stands before the mark."""
    far(world, "南滩")
    fish = world.define("county", "水产“绿色车道”", "鱼车、虾车、蟹车")
    world.define("other", "蔬菜“绿色车道”", "菜车、果车、瓜车")
    world.mention("南滩", "绿色车道")
    world.around = {world.mentions[0].id: ("，开通鲜活水产", "，当日运到")}

    assert world.resolved() == [(fish, "word-before", 1)]
    assert world.told()[0].evidence == ("word-before 水产",)


def test_items_that_stand_around_pick_the_sense(world: World) -> None:
    """Where the sentence names the items of one meaning, that one is meant."""
    roads = world.define("other", "“三修”", ROADS)
    world.define("city", "“三修”", BOOKS)
    world.mention("county", "三修")
    world.around = {world.mentions[0].id: ("入冬以来修路、修桥，又修渠，", "成效明显")}

    assert world.resolved() == [(roads, "words-around", 1)]


def test_a_mention_long_before_the_first_definition_stays_open(world: World) -> None:
    """What was first defined in 2024 was hardly meant in 2019; the mention says why it is open."""
    world.define("city", "“渠长包段”", ROADS)
    world.mention("county", "渠长包段")
    world.reports["county"] = replace(world.reports["county"], date="2019-01-08")

    assert world.resolved() == [(None, None, 1)]
    assert world.told()[0].evidence == ("before-first-definition 2019<2024",)


def test_of_several_meanings_of_one_place_the_nearest_in_time_is_meant(world: World) -> None:
    """A county fills “三修” anew after some years."""
    world.report("old", COUNTY, CITY, PROVINCE)
    world.reports["old"] = replace(world.reports["old"], date="2016-01-08")
    world.define("old", "“三修”", BOOKS)
    new = world.define("county", "“三修”", ROADS)
    world.mention("county-next-year", "三修")

    assert world.resolved() == [(new, "own-region", 1)]


@pytest.mark.parametrize(("head", "rule"), [("规划", None), ("", None), ("普法", "ancestor-region")])
def test_a_five_year_period_is_its_plan(world: World, head: str, rule: str | None) -> None:
    """“六五”规划 is never “六五”普法, though that is the only definition known."""
    world.define("city", "“六五”普法", "讲法、学法、用法")
    world.mention("county", "六五", head)

    assert world.resolved()[0][1] == rule


def test_what_all_the_country_uses_is_common(world: World) -> None:
    """A label that names its thing, used in eight provinces and explained by one glossary, means that everywhere."""
    names = [f"远{n}" for n in "一二三四五六七八"]
    far(world, *names)
    only = world.define("county", "渠长包段制", ROADS)
    for name in names:
        world.mention(name, "渠长包段制")

    assert world.resolved() == [(only, "only-sense", 0)] * 8
    assert world.told()[0].evidence == ("used-in-provinces 8",)


@pytest.mark.parametrize(("label", "rule"), [("渠长包段制", "only-sense"), ("三修渠长包段制", None)])
def test_what_all_the_country_says_without_a_numeral_it_said_before(world: World, label: str, rule: str | None) -> None:
    """渠长包段制 meant the same ten years before a glossary explained it; a count may have been filled anew."""
    names = [f"远{n}" for n in "一二三四五六七八"]
    far(world, *names)
    world.define("county", label, ROADS)
    for name in names:
        world.mention(name, label)
        world.reports[name] = replace(world.reports[name], date="2014-01-08")

    assert {told[1] for told in world.resolved()} == {rule}


def test_what_two_running_texts_agree_on_is_no_meaning_for_the_nation(world: World) -> None:
    """A list before the mark in two provinces is what comes before it; a glossary among them makes it the nation's."""
    far(world, "南滩", "东岭", "西坡")
    items = "清河、清渠、清塘、护岸、护堤、护林"
    for name in ("南滩", "东岭"):
        world.define(name, "“三清三护”", items)
    glossaries = list(world.definitions)
    world.definitions = [replace(definition, origin=Origin.TEXT) for definition in glossaries]
    world.mention("西坡", "三清三护")

    assert world.resolved() == [(None, None, 1)]

    world.definitions = glossaries

    assert world.resolved()[0][1] == "national"


def test_a_text_that_begins_with_its_own_division_is_no_meaning_for_all_the_country(world: World) -> None:
    """What one county says that its own system is, says nothing about that of eight provinces."""
    names = [f"远{n}" for n in "一二三四五六七八"]
    far(world, *names)
    world.define("county", "渠长包段制", f"{COUNTY.name}管护渠道的办法。")
    for name in names:
        world.mention(name, "渠长包段制")

    assert world.resolved() == [(None, None, 1)] * 8


def test_a_class_noun_picks_among_the_meanings_of_a_province(world: World) -> None:
    """“三修三护”专项行动 is the meaning that is written with 行动, and not the bare one."""
    world.report("third", Region("639333", "中坝县", "县级"), CITY, PROVINCE)
    action = world.define("other", "“三修三护”行动", "修路、修桥、修渠、护岸、护堤、护林")
    world.define("third", "“三修三护”", "修史、修志、修谱、护书、护档、护碑")
    world.mention("county", "三修三护", "专项行动")

    assert world.resolved() == [(action, "sense-of-class-noun", 1)]


def test_the_class_noun_goes_before_the_word_before(world: World) -> None:
    """山乡“三权”分置 is the “三权”分置, though 山乡“三权” is another thing."""
    split = world.define("county", "“三权”分置改革", "所属权、经管权、收益权")
    world.define("other", "山乡“三权”", "采石权、取水权、放牧权")
    world.mention("city", "三权", "分置改革")
    world.around = {world.mentions[0].id: ("，推进山乡", "分置改革")}

    assert world.resolved() == [(split, "only-sense", 1)]
