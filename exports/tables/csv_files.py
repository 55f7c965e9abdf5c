"""Tables as csv files with a data dictionary: for R, pandas, DuckDB, OpenRefine and spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from tifatu.exports.files.xml_text import clean
from tifatu.exports.tables.columns import tables_of
from tifatu.exports.tables.data_package import CSV_NOTE, FILE, describe
from tifatu.exports.tables.shape import Cell
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell. Source: OWASP, "CSV Injection"."""

BLANKS = " \u00a0\u3000"
"""A spreadsheet may drop these before it looks for a formula."""

GUARD = "'"


def write(records: Records, folder: Path, profile: Profile) -> None:
    """One file a table and datapackage.json; text that looks like a formula is guarded."""
    _write(records, folder, profile, guarded=True)


def write_raw(records: Records, folder: Path, profile: Profile) -> None:
    """The same without the guard, for programs that are no spreadsheets."""
    _write(records, folder, profile, guarded=False)


def guard(text: str) -> str:
    """The text so that no spreadsheet runs it; reversible, as text with an apostrophe of its own gets one more.

    >>> guard("=1+1"), guard("三区三线"), guard("'90")
    ("'=1+1", '三区三线', "''90")
    """
    return GUARD + text if text.lstrip(BLANKS).startswith((*FORMULA, GUARD)) else text


def _write(records: Records, folder: Path, profile: Profile, *, guarded: bool) -> None:
    survey = Survey(records)
    tables = tables_of(profile)
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.names)
            writer.writerows(_lines(table.rows(records, survey), guarded))
    (folder / FILE).write_bytes(describe(tables, "csv", CSV_NOTE if guarded else ""))


def _lines(rows: Iterable[Iterable[Cell]], guarded: bool) -> Iterator[list[Cell]]:
    for row in rows:
        yield [_cell(value, guarded) for value in row]


def _cell(value: Cell, guarded: bool) -> Cell:
    if isinstance(value, str):
        text = clean(value)
        return guard(text) if guarded else text
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
