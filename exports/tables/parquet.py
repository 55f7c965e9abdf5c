"""Tables as Parquet files, for pandas, Polars, DuckDB and Spark; every column carries its meaning with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tifatu.exports.files.packages import needed
from tifatu.exports.files.xml_text import clean
from tifatu.exports.tables.columns import tables_of
from tifatu.exports.tables.data_package import FILE, describe
from tifatu.exports.tables.shape import Cell, Column, Kind, Table
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

GROUP = 16_384
"""Rows held in memory, and written as one row group."""

TYPES = {Kind.STRING: "string", Kind.INTEGER: "int64", Kind.NUMBER: "float64", Kind.BOOLEAN: "bool_"}
"""Kind of a column -> the function of pyarrow that makes its type."""


def write(records: Records, folder: Path, profile: Profile) -> None:
    """One file a table and datapackage.json.

    Raises:
        MissingPackageError: pyarrow is not installed.
    """
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    survey = Survey(records)
    tables = tables_of(profile)
    for table in tables:
        schema = arrow.schema([_field(arrow, column) for column in table.columns])
        with parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for rows in _groups(table.rows(records, survey)):
                writer.write_batch(_batch(arrow, table, schema, rows))
    (folder / FILE).write_bytes(describe(tables, "parquet"))


def _field(arrow: Any, column: Column) -> Any:
    kind = getattr(arrow, TYPES[column.kind])()
    return arrow.field(column.name, kind, metadata={"title": column.title, "description": column.note})


def _batch(arrow: Any, table: Table, schema: Any, rows: Sequence[Sequence[Cell]]) -> Any:
    columns = [
        arrow.array([_cell(row[place]) for row in rows], type=schema.field(place).type)
        for place in range(len(table.columns))
    ]
    return arrow.record_batch(columns, schema=schema)


def _cell(value: Cell) -> Cell:
    return clean(value) if isinstance(value, str) else value


def _groups(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    walk = iter(rows)
    while group := list(islice(walk, GROUP)):
        yield group
