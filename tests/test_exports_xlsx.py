"""The workbook: openpyxl opens it, no cell is a formula, the same bytes every time."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hostile import TAILS, definition, hostile_records, report, sense, told
from openpyxl.workbook import Workbook

from tifatu.exports import EXPORTERS
from tifatu.exports.tables import xlsx
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, RecordList, Records


@pytest.fixture
def invented() -> RecordFile:
    """Invented records of every kind."""
    return RecordFile(Path(__file__).parent / "data" / "invented.jsonl")


def written(records: Records) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    EXPORTERS["xlsx"](records, out, Profile.FULL)
    return out.getvalue()


def opened(records: Records) -> Workbook:
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(written(records)))


def column(book: Workbook, sheet: str, title: str) -> list[object]:
    """The values below a heading."""
    heading, *rows = book[sheet].iter_rows(values_only=True)
    return [row[heading.index(title)] for row in rows]


def test_definitions_of_a_term_stand_one_below_the_other(invented: RecordFile) -> None:
    """Terms that many define come first; each definition has place, year and words."""
    book = opened(invented)

    assert book.sheetnames == ["说明", "释义对照", "提法", "报告"]
    terms = column(book, "释义对照", "提法")
    assert len(terms) == 12
    assert [term for n, term in enumerate(terms) if term in terms[:n] and terms[n - 1] != term] == []
    places = zip(terms, column(book, "释义对照", "地区"), column(book, "释义对照", "年份"), strict=True)
    assert [place for place in places if place[0] == "四方责任"] == [
        ("四方责任", "长沙市", 2023),
        ("四方责任", "甘肃省", 2024),
    ]


def test_sheets_can_be_scrolled_and_filtered(invented: RecordFile) -> None:
    """Headings stay, every column can be filtered and is wide enough to read."""
    book = opened(invented)

    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 7 for cell in sheet[1])
    assert column(book, "报告", "报告人").count("张某") == 1


def test_sheets_print_across_with_their_headings(invented: RecordFile) -> None:
    """A4 across, all columns on a page, the row of headings on each."""
    book = opened(invented)

    assert [sheet.page_setup.orientation for sheet in book.worksheets] == ["landscape"] * len(book.worksheets)
    setups = [sheet.page_setup for sheet in book.worksheets]
    assert {(setup.paperSize, setup.fitToWidth, setup.fitToHeight) for setup in setups} == {(9, 1, 0)}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book.worksheets)
    assert [bool(sheet.print_title_rows) for sheet in book.worksheets] == [False, True, True, True]


@pytest.mark.parametrize("tail", TAILS, ids=ascii)
def test_no_text_is_a_formula_or_an_error(tail: str) -> None:
    """Whatever a term begins with, it comes back as text, and stays text when someone edits the cell."""
    book = opened(hostile_records(tail))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert set(column(book, "释义对照", "释义")) == told(tail)
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "#N")))


def test_the_same_bytes_whatever_the_clock_says(invented: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part of the file tells when it was made."""
    first = written(invented)
    with monkeypatch.context() as patch:
        patch.setattr("time.time", lambda: 2_000_000_000.0)
        second = written(invented)

    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(invented).properties.modified == datetime(1980, 1, 1)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(invented: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is lost; every sheet has its headings."""
    whole = column(opened(invented), "释义对照", "释义")
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)

    book = opened(invented)

    parts = [column(book, name, "释义") for name in book.sheetnames if name.startswith("释义对照")]
    assert [len(part) for part in parts] == [4, 4, 4]
    assert [text for part in parts for text in part] == whole


def test_a_text_longer_than_a_cell_is_cut_and_shows_it() -> None:
    """Excel calls a file broken that holds more than 32,767 characters in a cell."""
    records = RecordList([report(), definition(1, "四强", "强" * 40_000), sense(1, "四强")])

    (text,) = column(opened(records), "释义对照", "释义")

    assert len(str(text)) == 32_767
    assert str(text).endswith("强…")


def test_no_records_make_a_workbook_without_rows() -> None:
    """An empty selection is no error."""
    book = opened(RecordList([]))

    assert [sheet.max_row for sheet in book.worksheets[1:]] == [1, 1, 1]
