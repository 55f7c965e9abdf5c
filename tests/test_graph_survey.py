"""What must be known of all records: terms joined, divisions as of their years, definitions in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from reports import report_of

from tifatu.graph.model import AnyRecord, Definition, Division, Region
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.survey.facts import Survey, year_of
from tifatu.graph.survey.regions import RegionBook
from tifatu.graph.term_keys import TermKeys

RECORDS = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
COUNTY = Region(code="620921", name="金塔县", level="县级")
CITY = Region(code="620900", name="酒泉市", level="地级")
OLD_CITY = Region(code="622100", name="酒泉地区", level="地级")


def division(region: Region, since: int | None, until: int | None, *parents: Region) -> Division:
    return Division(id=f"{region.code}-{since}", region=region, since=since, until=until, parents=parents)


@pytest.mark.parametrize("year, name", [(2001, "C620921-1981"), (2002, "C620921-2002"), (2025, "C620921-2002")])
def test_a_code_is_the_version_of_its_year(year: int, name: str) -> None:
    """The last year of a version is the one before the next begins."""
    book = RegionBook()
    book.add(division(COUNTY, 1981, 2002, OLD_CITY))
    book.add(division(COUNTY, 2002, None, CITY))

    assert book.in_force("620921", year) == name


def test_a_year_outside_all_versions_gets_the_bare_code() -> None:
    """Nothing is claimed that no table says; without a year the version in force now is meant."""
    book = RegionBook()
    book.add(division(COUNTY, 2002, 2010))

    assert book.in_force("620921", 1990) == "C620921"
    assert book.in_force("620921", None) == "C620921"
    assert book.in_force("110000", 2020) == "C110000"


def test_divisions_above_are_known_with_their_own_years() -> None:
    """A parent is the version of the same year."""
    book = RegionBook()
    book.add(division(COUNTY, 1981, None, OLD_CITY, Region(code="620000", name="甘肃省", level="省级")))
    book.add(division(OLD_CITY, 1981, 2002))
    name = book.in_force("620921", 1995)

    assert book.used[name].above == {"C622100-1981"}
    assert set(book.used) == {"C620921-1981", "C622100-1981", "C620000"}


def test_the_state_has_no_code_and_is_one_place() -> None:
    """Reports of the State Council are of China, whatever the year."""
    book = RegionBook()
    names = {book.named(Region(code=None, name=name, level="国家级"), 2000) for name in ("中国", "中华人民共和国")}

    assert names == {"China"}


@pytest.mark.parametrize(
    "date, plans, reviews, year",
    [
        ("2025-01-04", 2024, (2023,), 2025),
        ("2021-01", None, (), 2021),
        (None, 2024, (2022,), 2024),
        (None, None, (2020, 2022), 2023),
        (None, None, (), None),
    ],
)
def test_the_year_of_a_report(date: str | None, plans: int | None, reviews: tuple[int, ...], year: int | None) -> None:
    """Of the speech, else planned for, else the one after those reviewed."""
    assert year_of(report_of(date=date, plans=plans, reviews=reviews)) == year


@pytest.mark.parametrize(
    "forms, key, term",
    [
        (["“四强”行动"], "四强行动", "四强"),
        (["“四强”行动"], "四强", "四强"),
        (["“双”创"], "双创", "双创"),
        (["交通疏堵“6+N”工程"], "交通疏堵6+N工程", "6+N"),
        (["“三区”“三线”"], "三区三线", "三区三线"),
        (["“放管服”改革", "“放”管服"], "放管服改革", "放管服"),
        (["“四强”行动", "“四强行动”"], "四强行动", "四强"),
        (["A“BC”D", "“AB”CD"], "ABCD", "AB"),
    ],
)
def test_keys_that_are_one_term(forms: list[str], key: str, term: str) -> None:
    """A quoted core stands for the whole; a core of one sign does not; the order of learning does not matter."""
    for ordered in (forms, forms[::-1]):
        keys = TermKeys()
        for form in ordered:
            keys.learn(form)

        assert keys.of(key) == term


def test_joining_keys_goes_one_step() -> None:
    """What a core would be joined with in turn is not followed: terms do not melt together."""
    keys = TermKeys()
    keys.learn("“四强县”行动")
    keys.learn("“四强”县")

    assert keys.of("四强县行动") == "四强县行动"
    assert keys.of("四强县") == "四强"


def test_definitions_of_a_sense_come_in_the_stated_order() -> None:
    """Earliest report first, then glossary before text, then the smallest id."""
    survey = Survey(RECORDS)
    for names in survey.definitions_of.values():
        facts = [survey.definitions[name] for name in names]
        keys = [(survey.reports[f.report].year, survey.reports[f.report].date, f.origin == "text", f.id) for f in facts]

        assert keys == sorted(keys)


def test_broader_goes_from_part_to_whole() -> None:
    """“三区” is a part of 三区三线 and has one sense: that sense is narrower; nothing else is."""
    survey = Survey(RECORDS)
    labels = {
        survey.senses[name].label: [survey.senses[w].label for w in wholes] for name, wholes in survey.broader.items()
    }

    assert labels == {"“三区”": ["三区三线"]}


def test_a_part_that_only_sounds_alike_is_not_narrower() -> None:
    """“三区” with other components in another region is another thing."""

    def other(record: AnyRecord) -> AnyRecord:
        if isinstance(record, Definition) and record.terms == ("“三区”",):
            return replace(record, components=("东区", "西区", "南区"))
        return record

    assert Survey(map(other, RECORDS)).broader == {}
