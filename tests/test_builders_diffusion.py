"""First use, first definition, adoption and last use; definitions side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from test_builders_resolve import CITY, COUNTY, OTHER, PROVINCE, World, far

from tifatu.builders.diffusion import courses, derived, wordings
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve
from tifatu.graph.courses import Course, Tally, Wording
from tifatu.graph.model import AnyRecord
from tifatu.graph.store.building import being_built, open_graph

ROADS = "修路、修桥、修渠、护岸、护堤、护林"


@pytest.fixture
def world() -> World:
    """A province defines a slogan in 2018; its city, a county of it, a neighbour and a place elsewhere take it up."""
    made = World()
    for name, place, day in (
        ("province", (PROVINCE,), "2018-01-20"),
        ("city", (CITY, PROVINCE), "2019-02-01"),
        ("county", (COUNTY, CITY, PROVINCE), "2020-01-08"),
        ("quiet", (OTHER, CITY, PROVINCE), "2020-01-09"),
    ):
        made.report(name, *place)
        made.reports[name] = replace(made.reports[name], date=day)
    far(made, "south")
    made.define("province", "“三修三护”", ROADS)
    made.define("city", "“三修三护”", ROADS + "、护塘")
    made.mention("county", "三修三护", issuer="630000")
    made.define("south", "“三修三护”", ROADS)
    return made


def records(world: World) -> list[AnyRecord]:
    """The world as the records of a graph."""
    definitions, senses = link(world.definitions, world.reports)
    mentions = resolve(world.mentions, definitions, senses, world.reports, world.attributions)
    return [*world.reports.values(), *definitions, *mentions, *world.attributions, *senses]


def course(world: World, kind: str) -> Course:
    """The one course of a kind."""
    (found,) = (one for one in courses(records(world)) if one.of == kind)
    return found


def test_first_and_last_use_are_reports(world: World) -> None:
    """Use is a mention or a definition; the earliest and the latest report are named."""
    for kind in ("term", "sense"):
        found = course(world, kind)
        assert (found.first_use, found.first_definition, found.last_use) == ("province", "province", "south")
        assert found.regions == 4


def test_figures_have_their_denominators(world: World) -> None:
    """Of the two county reports of 2020 one uses it and none defines it."""
    assert Tally(level="县级", year=2020, using=1, defining=0, held=2) in course(world, "sense").tallies
    assert [tally.year for tally in course(world, "sense").tallies] == [2018, 2019, 2020, 2024]


def test_whence_a_region_has_it_is_a_statement_with_evidence(world: World) -> None:
    """The first is the first; a city has it from above; an issuer that is named goes before; else nobody knows."""
    found = [(one.region, one.rule, one.source) for one in course(world, "sense").adoptions]

    assert found == [
        ("630000", "first-known", None),
        ("639100", "from-above", "province"),
        ("639121", "issuer-named", "province"),
        ("410100", "origin-unknown", None),
    ]
    assert course(world, "sense").adoptions[2].evidence[:2] == ("issuer 省委", "region 630000")


def test_a_neighbour_of_the_province_is_a_source(world: World) -> None:
    """Where no division above has it, the first of the province does."""
    world.definitions = world.definitions[1:2]
    world.mentions, world.attributions = [], []
    world.define("quiet", "“三修三护”", ROADS)
    world.reports["quiet"] = replace(world.reports["quiet"], parents=(PROVINCE,))

    assert [(one.rule, one.source) for one in course(world, "sense").adoptions] == [
        ("first-known", None),
        ("from-the-province", "city"),
    ]


def test_variants_have_a_course_of_their_own(world: World) -> None:
    """A list with other items is another variant, first defined by the county."""
    world.define("quiet", "“三修三护”", "修路、修桥、修渠、护岸、护草、护鸟")
    found = [one.first_definition for one in courses(records(world)) if one.of == "variant"]

    assert sorted(filter(None, found)) == ["province", "quiet"]


def test_wordings_stand_side_by_side(world: World) -> None:
    """The most frequent text gives the columns; an item too many is kept, one that is missing is told."""
    world.define("quiet", "“三修三护”", "修道路、修桥、修渠、护岸、护林")
    (found,) = wordings(records(world))

    assert [column.commonest for column in found.columns] == ROADS.split("、")
    assert found.lines[0].differs == (False,) * 6
    assert [line.extra for line in found.lines if line.extra] == [("护塘",)]
    short = next(line for line in found.lines if None in line.cells)
    assert short.cells == ("修道路", "修桥", "修渠", "护岸", None, "护林")
    assert short.differs == (True, False, False, False, True, False)


def test_the_order_of_the_records_does_not_matter(world: World) -> None:
    """Courses and wordings are the same however the records come."""
    found = records(world)

    assert list(derived(found)) == list(derived(found[::-1]))


def test_a_graph_keeps_what_was_derived(world: World, tmp_path: Path) -> None:
    """What the build works out is read back from the folder; without, there is nothing and no error."""
    found = records(world)
    with being_built(tmp_path / "kg", force=False) as building:
        building.publish(found, derive=derived)
    with being_built(tmp_path / "bare", force=False) as building:
        building.publish(found)

    with open_graph(tmp_path / "kg") as graph:
        assert list(graph.derived()) == list(derived(found))
        assert {type(one) for one in graph.derived()} == {Course, Wording}
    with open_graph(tmp_path / "bare") as graph:
        assert list(graph.derived()) == []
