"""Selections: only what concerns a region, some years, a term, and nothing that dangles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tifatu.exports import Selection, select
from tifatu.graph.errors import UnknownRegionError, UnknownTermError
from tifatu.graph.model import Attribution, Definition, Document, Mention, Place, Report, Sense
from tifatu.graph.records.sets import RecordFile, Records

RECORDS = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")


def regions(records: Records) -> set[str]:
    return {report.region.name for report in records.by_id(Report) if report.region}


def test_everything_is_everything() -> None:
    """Without limits the records themselves are given."""
    assert select(RECORDS, Selection()) is RECORDS


@pytest.mark.parametrize(
    "region, expected",
    [
        ("620000", {"甘肃省", "肃州区"}),
        ("甘肃省", {"甘肃省", "肃州区"}),
        ("620902", {"肃州区"}),
        ("430000", {"长沙市", "云山新区"}),
        ("云山新区", {"云山新区"}),
    ],
)
def test_a_region_includes_those_below(region: str, expected: set[str]) -> None:
    """By code or name; a zone without code belongs to what lies above it."""
    assert regions(select(RECORDS, Selection(region=region))) == expected


@pytest.mark.parametrize(
    "years, expected", [((2025, 2025), 1), ((2023, 2024), 2), ((1990, 2030), 4), ((1990, 1999), 0)]
)
def test_years_are_those_of_the_reports(years: tuple[int, int], expected: int) -> None:
    """First and last year belong to the selection."""
    assert len(list(select(RECORDS, Selection(years=years)).by_id(Report))) == expected


@pytest.mark.parametrize("form", ["四强", "“四强”行动", "四强行动", "「四强」行动"])
def test_a_term_is_selected_by_any_of_its_forms(form: str) -> None:
    """Its definitions, sense, mentions, attribution, and the reports that have them."""
    chosen = select(RECORDS, Selection(term=form))

    assert {d.terms for d in chosen.by_id(Definition)} == {("“四强”行动",)}
    assert {s.label for s in chosen.by_id(Sense)} == {"“四强”行动"}
    assert {m.text for m in chosen.by_id(Mention)} == {"四强"}
    assert {a.issuer for a in chosen.by_id(Attribution)} == {"省委"}
    assert regions(chosen) == {"甘肃省", "肃州区"}
    assert list(chosen.by_id(Place)) == []


SELECTIONS = (
    Selection(region="620902"),
    Selection(region="430000", years=(2023, 2023)),
    Selection(term="三品一标"),
    Selection(term="三品一标", region="430100"),
    Selection(years=(2024, 2025)),
)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_nothing_dangles(selection: Selection) -> None:
    """What is kept points only at what is kept; senses hold the kept definitions and no others."""
    chosen = select(RECORDS, selection)
    reports = {report.id for report in chosen.by_id(Report)}
    definitions = {definition.id for definition in chosen.by_id(Definition)}
    senses = list(chosen.by_id(Sense))
    passages = [record for kind in (Definition, Mention, Attribution, Place) for record in chosen.by_id(kind)]

    assert {passage.report for passage in passages} <= reports
    assert {name for s in senses for v in s.variants for name in v.definitions} == definitions
    assert {name for s in senses for join in s.joins for name in (join.a, join.b)} <= definitions
    assert {d.source for d in chosen.by_id(Document)} == {report.source for report in chosen.by_id(Report)}
    assert reports


@pytest.mark.parametrize("selection", SELECTIONS)
def test_by_id_and_in_order_give_the_same_records(selection: Selection) -> None:
    """Both ways through a selection pass the same records."""
    chosen = select(RECORDS, selection)
    kinds = (Document, Report, Definition, Mention, Attribution, Place, Sense)
    by_id = [record.id for kind in kinds for record in chosen.by_id(kind)]

    assert sorted(by_id) == sorted(record.id for record in chosen if isinstance(record, kinds))


def test_what_nobody_has_is_told() -> None:
    """A region without report and a term without use are errors, not empty files."""
    with pytest.raises(UnknownRegionError):
        select(RECORDS, Selection(region="110000"))
    with pytest.raises(UnknownTermError):
        select(RECORDS, Selection(term="查无此词"))
