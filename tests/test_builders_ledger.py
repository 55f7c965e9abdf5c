"""Names over rebuilds: kept by what senses share, redirected where they end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace
from test_builders_resolve import COUNTY, World
from test_builders_senses import listed

from tifatu.builders.senses.ledger import keep_names
from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve
from tifatu.graph.model import AnyRecord, Definition, Mention, Report, Sense

ROADS = "修路、修桥、修渠"


def built(definitions: list[Definition], former: list[AnyRecord] | None = None) -> list[AnyRecord]:
    """The records of a build over a former graph."""
    linked, senses = link(definitions, {})
    return keep_names([*linked, *senses], former or [])


def senses(records: list[AnyRecord]) -> list[Sense]:
    """The senses among records."""
    return [record for record in records if isinstance(record, Sense)]


def test_a_build_over_nothing_keeps_the_names_by_content() -> None:
    """Without a former graph nothing is renamed and nothing redirected."""
    given = [listed("“三修”", ROADS)]

    assert [(s.id, s.replaces) for s in senses(built(given))] == [(s.id, ()) for s in link(given, {})[1]]


def test_a_sense_keeps_the_name_that_it_had() -> None:
    """Whatever its content would call it now; its definitions and mentions follow."""
    world = World()
    world.report("county", COUNTY)
    world.define("county", "“三修”", ROADS)
    world.mention("county", "三修")
    definitions, found = link(world.definitions, world.reports)
    mentions = resolve(world.mentions, definitions, found, world.reports)
    kept = keep_names([*definitions, *mentions, *found], [*definitions, replace(found[0], id="Sold")])

    assert {r.id for r in kept if isinstance(r, Sense)} == {"Sold"}
    assert {r.sense for r in kept if isinstance(r, Definition | Mention)} == {"Sold"}


def test_a_name_that_ends_leads_to_its_heir() -> None:
    """Two senses become one: the larger one's name stays, the other's leads to it, and so do the names it had."""
    given = [listed("“三修”", ROADS, f"R{n}") for n in range(3)]
    linked, (sense,) = link(given, {})
    ids = [definition.id for definition in linked]
    many = replace(sense, id="Smany", variants=(replace(sense.variants[0], definitions=tuple(ids[:2])),))
    few = replace(sense, id="Sfew", variants=(replace(sense.variants[0], definitions=(ids[2],)),), replaces=("Solder",))
    (now,) = senses(keep_names([*linked, sense], [*linked, many, few]))

    assert (now.id, now.replaces) == ("Smany", ("Sfew", "Solder"))


def test_a_name_is_given_to_no_other_sense() -> None:
    """A new sense whose content would give it a name that another keeps gets one of its own."""
    linked, (sense,) = link([listed("“三修”", ROADS)], {})
    other = replace(listed("“三修”", "查账、查库、查人", "R2"))
    more, both = link([listed("“三修”", ROADS), other], {})
    stray = next(s for s in both if other.id in s.variants[0].definitions)
    kept = keep_names([*more, *both], [*linked, replace(sense, id=stray.id)])
    names = [s.id for s in senses(kept)]

    assert stray.id in names
    assert len(set(names)) == 2
    home = next(s for s in senses(kept) if s.id == stray.id)
    assert linked[0].id in home.variants[0].definitions


def test_the_same_input_and_ledger_give_the_same_records() -> None:
    """The order of the former graph's records does not matter."""
    given = [listed("“四名”", f"名茶、名酒、名山、名{x}", f"R{n}") for n, x in enumerate("寺湖塔楼")]
    former = built(given[:2])
    shuffled = list(former)
    random.Random(2).shuffle(shuffled)

    assert built(given, former) == built(given, shuffled)


@pytest.mark.parametrize("seed", [1, 2])
def test_over_the_graph_no_name_is_lost_without_a_redirect(shared: Path, seed: int) -> None:
    """Reports of the corpus come in steps: every name that was ever given is a sense's or leads to one."""
    from tifatu.builders.pipeline import harvest_text
    from tifatu.builders.read.files import read
    from tifatu.builders.read.finding import find_sources

    sources = list(find_sources([shared / "corpus"]))
    random.Random(seed).shuffle(sources)
    harvested = [harvest_text(read(source)) for source in sources[:80]]
    former: list[AnyRecord] = []
    given: set[str] = set()
    for count in range(10, 81, 10):
        records = [record for file in harvested[:count] for record in file]
        homes = {record.id: record for record in records if isinstance(record, Report)}
        linked, found = link([record for record in records if isinstance(record, Definition)], homes)
        former = keep_names([*linked, *found], former)
        given |= {sense.id for sense in senses(former)}

        assert given == {name for sense in senses(former) for name in (sense.id, *sense.replaces)}
