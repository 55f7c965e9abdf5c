"""Divisions: every code that a record names becomes a version with its years and those above it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.gazetteer.versions import divisions
from tifatu.graph.model import AnyRecord, Division, Place, Report
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.survey.facts import Survey
from tifatu.graph.survey.regions import RegionFacts

RECORDS = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")


def found(records: list[AnyRecord]) -> dict[str, Division]:
    return {division.id: division for division in divisions(records, Gazetteer.load())}


def test_codes_of_reports_places_and_issuers_are_there_with_those_above() -> None:
    """Each as of the year of its report."""
    names = {name: division.region.name for name, division in found(list(RECORDS)).items()}

    assert names == {
        "430000": "湖南省",
        "430100": "长沙市",
        "620000": "甘肃省",
        "620200": "嘉峪关市",
        "620900-2002": "酒泉市",
        "620902-2002": "肃州区",
        "620921-2002": "金塔县",
    }


def test_a_place_of_an_old_report_is_the_version_of_then() -> None:
    """A county under its former code, with the year in which that ended, and under the prefecture of then."""
    (place, *_) = (record for record in RECORDS if isinstance(record, Place))
    (report,) = (record for record in RECORDS if isinstance(record, Report) and record.id == place.report)
    old = [replace(report, date="1995-03-01"), replace(place, region="622123")]
    version = found(list(old))["622123"]

    assert (version.region.name, version.since, version.until) == ("金塔县", None, 2002)
    assert [region.name for region in version.parents] == ["酒泉地区", "甘肃省"]


def test_before_april_the_version_of_the_year_before_is_meant() -> None:
    """酒泉市 of 620900 began in 2002: a report of January 2002 that bears it still has a version, of 622123 the old."""
    (place, *_) = (record for record in RECORDS if isinstance(record, Place))
    (report,) = (record for record in RECORDS if isinstance(record, Report) and record.id == place.report)
    winter, spring = replace(report, date="2002-01-15"), replace(report, date="2002-04-15")
    old, new = replace(place, region="622123"), replace(place, region="620921")

    assert found([winter, old])["622123"].until == found([spring, old])["622123"].until == 2002
    assert [region.code for region in found([winter, old])["622123"].parents] == ["622100", "620000"]
    assert found([winter, new])["620921-2002"].since == 2002
    assert "620921-2002" in {facts.version.id for facts in used([winter, new]).values() if facts.version}


def used(records: list[AnyRecord]) -> dict[str, RegionFacts]:
    return Survey([*records, *found(records).values()]).regions.used


def test_a_code_that_no_table_knows_is_left_out() -> None:
    """Nothing is made up for it; the graph still has the bare code."""
    (place, *_) = (record for record in RECORDS if isinstance(record, Place))
    unknown = [replace(place, region="999999")]

    assert found(list(unknown)) == {}
    assert "C999999" in Survey(unknown).regions.used


def test_every_region_of_the_graph_has_a_name() -> None:
    """With the divisions at hand no code stays without a name."""
    records = [record for record in RECORDS if not isinstance(record, Division)]
    used = Survey([*records, *found(records).values()]).regions.used

    assert [name for name, facts in used.items() if not facts.region.name] == []
