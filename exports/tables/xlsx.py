"""A workbook for people: what is in it, definitions of each term one below the other, terms, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any, BinaryIO

from tifatu.exports.files.archives import new_zip
from tifatu.exports.files.packages import needed
from tifatu.exports.files.xml_text import clean
from tifatu.exports.tables.csv_files import FORMULA
from tifatu.exports.tables.shape import Cell
from tifatu.exports.tables.sheets import SHEETS, Sheet, read_me
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

LONGEST = 32_767
"""Characters that Excel lets into one cell."""

MOST_ROWS = 1_000_000
"""Rows of one sheet, a little below Excel's own limit; what is more goes on in a further sheet."""

MADE = datetime(1980, 1, 1)
"""Stands for the day of making, so that equal graphs give equal files."""

SUSPECT = (*FORMULA, "#")
"""Text that begins so would become a formula or an error value: its cell is told that it is text."""


A4 = 9
"""Source: ECMA-376, part 1, 18.3.1.63 pageSetup, paperSize."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The whole workbook; both profiles are the same here.

    Raises:
        MissingPackageError: openpyxl is not installed.
    """
    survey = Survey(records)
    book = _Book()
    book.add_notes("说明", read_me(records, survey))
    for sheet in SHEETS:
        for number, rows in enumerate(portions(sheet.rows(records, survey), MOST_ROWS), 1):
            book.add_sheet(sheet, rows, number)
    book.save(out)


def portions(rows: Iterator[Sequence[Cell]], most: int) -> Iterator[Iterable[Sequence[Cell]]]:
    """The rows in portions, each to be used up before the next; the first one even where there are none.

    >>> [list(portion) for portion in portions(iter([(1,), (2,), (3,)]), 2)]
    [[(1,), (2,)], [(3,)]]
    """
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


class _Book:
    """A workbook that is written row by row (工作簿)."""

    def __init__(self) -> None:
        self._book = needed("openpyxl").Workbook(write_only=True)
        self._letter = needed("openpyxl.utils").get_column_letter
        self._cell = needed("openpyxl.cell").WriteOnlyCell
        styles = needed("openpyxl.styles")
        self._fit = needed("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
        self._bold = styles.Font(bold=True)
        self._broken = styles.Alignment(wrap_text=True, vertical="top")

    def add_notes(self, title: str, lines: Iterable[Sequence[Cell]]) -> None:
        """A sheet of two columns to read."""
        page = self._book.create_sheet(title)
        self._for_print(page)
        page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 100
        for line in lines:
            page.append([self._as_cell(page, value) for value in line])

    def add_sheet(self, sheet: Sheet, rows: Iterable[Sequence[Cell]], number: int) -> None:
        """A sheet with its headings and rows; further ones of the same kind are numbered."""
        page = self._book.create_sheet(sheet.title if number == 1 else f"{sheet.title} {number}")
        page.freeze_panes = sheet.frozen
        self._for_print(page)
        page.print_title_rows = "1:1"
        for place, column in enumerate(sheet.columns, 1):
            page.column_dimensions[self._letter(place)].width = column.width
        page.append([self._heading(page, column.title) for column in sheet.columns])
        last = 1
        for row in rows:
            last += 1
            cells = zip(row, sheet.columns, strict=True)
            page.append([self._as_cell(page, value, column.wide) for value, column in cells])
        page.auto_filter.ref = f"A1:{self._letter(len(sheet.columns))}{last}"

    def save(self, out: BinaryIO) -> None:
        """Write the workbook, with the same bytes every time."""
        properties = self._book.properties
        properties.creator, properties.created, properties.modified = "tifatu", MADE, MADE
        with new_zip(out) as archive:
            needed("openpyxl.writer.excel").ExcelWriter(self._book, archive).save()

    def _for_print(self, page: Any) -> None:
        """On paper: A4 across, all columns on one page, as many pages down as it takes."""
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = self._fit
        page.oddFooter.center.text = "&A　&P/&N"

    def _heading(self, page: Any, title: str) -> Any:
        cell = self._cell(page, value=title)
        cell.font = self._bold
        return cell

    def _as_cell(self, page: Any, value: Cell, wide: bool = False) -> Any:
        """A value as openpyxl takes it; text is text, whatever it begins with."""
        if not isinstance(value, str):
            return value
        text = fitting(clean(value))
        suspect = text.startswith(SUSPECT)
        if not suspect and not wide:
            return text
        cell = self._cell(page, value=text)
        cell.data_type = "s"
        if suspect:
            cell.quotePrefix = True  # else Excel runs it as soon as someone edits the cell
        if wide:
            cell.alignment = self._broken
        return cell


def fitting(text: str) -> str:
    """The text, cut where it is longer than a cell may be; an ellipsis shows the cut."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
