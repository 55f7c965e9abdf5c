"""Codes of divisions against the gazetteer: in force in the year of the report, with that name."""

from __future__ import annotations

import pytest
from reports import report_of

from tifatu.builders.gazetteer.codes import check_codes
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.graph.model import AnyRecord, Attribution, Division, Place, Region, Report, Sense


def report(code: str | None, name: str, year: int, level: str = "县级", parents: tuple[Region, ...] = ()) -> Report:
    """A report of a division in a year."""
    region = Region(code=code, name=name, level=level)
    return report_of(source="in/a.txt", date=f"{year}-01-08", plans=year, region=region, parents=parents)


def place(code: str) -> Place:
    return Place(id="P1", source="in/a.txt", report="R1", start=5, end=7, region=code, text="酒泉", rule="short-name")


def attribution(code: str | None) -> Attribution:
    return Attribution(
        id="A1", source="in/a.txt", report="R1", start=5, end=7, mention="M1", term="四强", head="行动", issuer="市委",
        body="party-committee", region=code, rule="issuer-before-quote",
    )  # fmt: skip


GOOD = report("620902", "肃州区", 2024)
SENSE = Sense(id="S1", term="四强", label="四强", region="622102", variants=())
GONE = Division(id="622102-2003", region=Region(code="622102", name="酒泉市", level="县级"), since=2003, until=None)


@pytest.mark.parametrize(
    "records, node, value",
    [
        ([report("622102", "酒泉市", 2024)], "tfr:R1", "622102: nothing in 2024"),
        ([report("620902", "酒泉市", 2024)], "tfr:R1", "620902: 肃州区 in 2024"),
        ([report("620902", "肃州区", 1995)], "tfr:R1", "620902: nothing in 1995"),
        (
            [report("620902", "肃州区", 2024, parents=(Region(code="622100", name="酒泉地区", level="地级"),))],
            "tfr:R1",
            "622100: nothing in 2024",
        ),
        ([GOOD, place("622100")], "tfpl:P1", "622100: nothing in 2024"),
        ([GOOD, attribution("999999")], "tfa:A1", "999999: nothing in 2024"),
        ([SENSE], "tfs:S1", "622102: nothing in 2025"),
        ([GONE], "tfreg:C622102-2003", "622102: nothing in 2003"),
    ],
)
def test_a_code_out_of_its_years_is_told(records: list[AnyRecord], node: str, value: str) -> None:
    """With the record that bears it, and what the gazetteer says instead."""
    (finding,) = check_codes(records, Gazetteer.load())

    assert (finding.node, finding.value) == (node, value)
    assert finding.label


@pytest.mark.parametrize(
    "records",
    [
        [GOOD, place("620902"), attribution(None)],
        [report("622102", "酒泉市", 1995)],
        [report("622102", "酒泉市", 2002)],  # in January the division that ended in that year was still there
        [report(None, "云山新区", 2024, "开发区")],
        [report("100000", "中华人民共和国", 2024, "国家级")],
        [Division(id="620000", region=Region(code="620000", name="甘肃省", level="省级"), since=None, until=None)],
    ],
)
def test_codes_of_their_years_are_right(records: list[AnyRecord]) -> None:
    """Also those of zones without a code, of the country, and of the year in which a division ended."""
    assert list(check_codes(records, Gazetteer.load())) == []


def test_the_records_of_the_samples_are_right(sample_records: list[AnyRecord]) -> None:
    """What the builders write agrees with the gazetteer that they read."""
    assert list(check_codes(sample_records, Gazetteer.load())) == []
    assert any(isinstance(record, Division) for record in sample_records)
