"""Programs: which senses are one, whose each is, who runs it, what it is part of, what it is to reach."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from test_builders_resolve import CITY, COUNTY, PROVINCE, World

from tifatu.builders.language.rule import Rule
from tifatu.builders.programs import programs
from tifatu.builders.programs.rules import TARGETS, part_of, run_by
from tifatu.builders.senses.ledger import keep_names
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve
from tifatu.graph.identity import program_id
from tifatu.graph.model import AnyRecord, Definition, Program, Said, Sense, Statement

RULES = (*TARGETS, run_by(), *part_of())
KIND = {rule.name: Said.TARGET for rule in TARGETS} | {run_by().name: Said.RUN_BY}


@pytest.fixture
def world() -> World:
    """A province, its city and a county of it, each with a report."""
    made = World()
    made.report("province", PROVINCE)
    made.report("city", CITY, PROVINCE)
    made.report("county", COUNTY, CITY, PROVINCE)
    return made


def records(world: World) -> list[AnyRecord]:
    """The world as the records of a graph, without programs."""
    definitions, senses = link(world.definitions, world.reports)
    mentions = resolve(world.mentions, definitions, senses, world.reports, world.attributions)
    return [*world.reports.values(), *definitions, *mentions, *world.attributions, *senses]


def made(world: World) -> tuple[list[Program], list[Statement]]:
    """Programs and statements of a world."""
    found = list(programs(records(world)))
    return [p for p in found if isinstance(p, Program)], [s for s in found if isinstance(s, Statement)]


def said_in(text: str) -> list[Statement]:
    """What the county's definition of a program says."""
    world = World()
    world.report("county", COUNTY, CITY, PROVINCE)
    world.define("county", "“三修三护”行动", text)
    return made(world)[1]


def examples() -> Iterator[tuple[Rule, str, str]]:
    for rule in RULES:
        yield from ((rule, hit.text, hit.groups["words"]) for hit in rule.hits)


@pytest.mark.parametrize(("rule", "text", "words"), [pytest.param(*e, id=f"{e[0].name}-{e[1]}") for e in examples()])
def test_every_rule_finds_its_examples(rule: Rule, text: str, words: str) -> None:
    """Through the door by which graphs are built: kind, words and rule."""
    kind = KIND.get(rule.name, Said.PART_OF)
    assert (rule.name, words) in [(one.rule, one.text) for one in said_in(text) if one.said is kind]


@pytest.mark.parametrize(("rule", "text"), [pytest.param(r, t, id=f"{r.name}-{t}") for r in RULES for t in r.misses])
def test_every_rule_leaves_its_near_misses_alone(rule: Rule, text: str) -> None:
    """What looks alike and says something else."""
    assert [one for one in said_in(text) if one.rule == rule.name] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_no_text_is_too_long_for_a_rule(rule: Rule) -> None:
    """A hundred thousand characters in which it nearly fires everywhere: the time grows with the text alone."""

    def cost(count: int) -> float:
        text = ("到2027年" + rule.hits[0].text.rstrip("。") + "“") * count
        began = time.process_time()
        list(rule.find(text))
        return time.process_time() - began

    assert cost(100_000 // 24) < 100 * (cost(1_000) + 0.05)


def test_only_what_is_carried_out_is_a_program(world: World) -> None:
    """An action is one; a standard and a slogan without a type are none."""
    world.define("county", "“三修三护”行动", "修路、修桥、修渠、护岸、护堤、护林")
    world.define("county", "“四上”企业", "规模以上工业、建筑业、商贸业、服务业企业")
    world.define("county", "四个意识", "甲意识、乙意识、丙意识、丁意识")

    ((program,), _) = made(world)

    assert (program.label, program.type, program.rule) == ("“三修三护”行动", "行动", "head-noun")
    assert (program.first, program.last, program.id) == ("county", "county", program_id(program.sense))


def test_statements_lie_where_their_words_stand() -> None:
    """Start and end are those of the words in the file; the passage is the definition."""
    text = "由省政府组织实施，到2027年，建成绿道30公里。"
    run, target = said_in(text)

    assert [text[one.start - run.start + 1 : one.end - run.start + 1] for one in (run, target)] == [
        "省政府", "到2027年，建成绿道30公里",
    ]  # fmt: skip
    assert (run.said, run.body, run.region, target.year) == (Said.RUN_BY, "government", PROVINCE.code, 2027)


def test_a_definition_with_a_break_in_it_says_nothing_of_places(world: World) -> None:
    """Where white space was joined away no stretch of the source is the words: better none than a wrong one."""
    world.define("county", "“三修三护”行动", "到2027年，建成绿道30公里")
    one = world.definitions[-1]
    world.definitions[-1] = replace(one, end=one.start + len(one.text) + 1)

    assert made(world)[1] == []


def test_who_is_named_as_issuer_runs_it(world: World) -> None:
    """省委“三修三护”行动 in a county's report: the statement is the attribution, the region that of the body."""
    world.define("province", "“三修三护”行动", "修路、修桥、修渠、护岸、护堤、护林")
    world.mention("county", "三修三护", issuer=str(PROVINCE.code))

    ((program,), (said,)) = made(world)

    assert (said.said, said.body, said.region, said.passage) == (
        Said.RUN_BY, "party-committee", PROVINCE.code, world.attributions[0].id,
    )  # fmt: skip
    assert (program.region, program.region_rule) == (PROVINCE.code, "runs-it")
    assert (program.first, program.last) == ("county", "province") or program.first != program.last


def test_a_program_is_of_the_place_that_defines_it(world: World) -> None:
    """One place, then one province; what the text calls its own goes before; the centre's is nobody's."""
    roads = "修路、修桥、修渠、护岸、护堤、护林"
    world.define("county", "“三修三护”行动", roads)
    assert [(p.region, p.region_rule) for p in made(world)[0]] == [(COUNTY.code, "defined-in-one-place")]

    world.define("city", "“三修三护”行动", roads)
    assert [(p.region, p.region_rule) for p in made(world)[0]] == [(PROVINCE.code, "defined-in-one-province")]

    world.define("county", "“五清”行动", "我市开展的清河、清渠、清塘、清岸、清路")
    assert (CITY.code, "own-words") in [(p.region, p.region_rule) for p in made(world)[0]]

    world.define("county", "“六查”行动", "国务院部署的查山、查水、查林、查田、查湖、查草")
    assert (None, "of-the-nation") in [(p.region, p.region_rule) for p in made(world)[0]]


def test_a_program_of_several_hands_is_nobodys(world: World) -> None:
    """Bodies of two divisions, and definitions of two places: nothing shows whose it is."""
    from tifatu.builders.programs.regions import region_of
    from tifatu.graph.model import Scope

    world.define("county", "“三修三护”行动", "修路、修桥、修渠、护岸、护堤、护林")
    world.define("city", "“三修三护”行动", "修路、修桥、修渠、护岸、护堤、护林")
    found = records(world)
    (sense,) = (one for one in found if isinstance(one, Sense))
    definitions = [one for one in found if isinstance(one, Definition)]

    assert region_of(replace(sense, scope=Scope.LOCAL), definitions, [], world.reports) == (None, "region-unknown")


def test_a_whole_that_the_graph_knows_is_named(world: World) -> None:
    """By the words of the definition, or because the whole's own definition lists the program by its name."""
    world.define("county", "“百渠千塘”工程", "修渠百条、修塘千口")
    world.define("county", "“三修三护”行动", "是落实“百渠千塘”工程的重要举措")
    world.define("county", "“五清”行动", "清河、清渠、清塘、清岸、清路")
    world.define("county", "两大行动", "“五清”行动、“九改”行动")
    one = world.definitions[-1]
    world.definitions[-1] = replace(one, component_spans=((one.start, one.start + 6), (one.start + 7, one.end)))
    wholes = {s.label: s.id for s in records(world) if isinstance(s, Sense)}
    names = {p.id: p.label for p in made(world)[0]}

    found = {(names[s.program], s.sense, s.rule) for s in made(world)[1] if s.said is Said.PART_OF}

    assert ("“三修三护”行动", wholes["“百渠千塘”工程"], "as-a-means-of") in found
    assert ("“五清”行动", wholes["两大行动"], "listed-in-the-whole") in found
    assert len(found) == 2


def test_what_a_program_lists_is_no_whole() -> None:
    """推进“清渠”行动，实施护岸行动: its own pieces, which it does not belong to."""
    assert [s for s in said_in("推进“清渠”行动，实施“护岸”行动，开展植树行动") if s.said is Said.PART_OF] == []


def test_programs_keep_the_names_of_their_senses(world: World) -> None:
    """A build over a graph whose sense bears another name gives program and statements that name."""
    world.define("county", "“三修三护”行动", "由省政府组织实施的修路、修桥、修渠、护岸、护堤、护林")
    world.definitions[-1] = replace(
        world.definitions[-1], end=world.definitions[-1].start + len(world.definitions[-1].text)
    )
    before = records(world)
    before += programs(before)
    former = [replace(r, id="Sold") if isinstance(r, Sense) else r for r in before]

    kept = keep_names(before, former)

    (program,) = (r for r in kept if isinstance(r, Program))
    assert (program.sense, program.id) == ("Sold", program_id("Sold"))
    assert {r.program for r in kept if isinstance(r, Statement)} == {program.id}
    assert keep_names(kept, former) == kept


def test_the_order_of_the_records_does_not_matter(world: World) -> None:
    """The same programs and statements, however the records come."""
    world.define("province", "“三修三护”行动", "由省政府组织实施，到2027年，建成绿道30公里。")
    world.define("county", "两大行动", "“三修三护”行动、“九改”行动")
    world.mention("county", "三修三护", issuer=str(PROVINCE.code))
    found = records(world)

    assert sorted(programs(found), key=lambda r: r.id) == sorted(programs(found[::-1]), key=lambda r: r.id)
