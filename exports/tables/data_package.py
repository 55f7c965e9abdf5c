"""The data dictionary: datapackage.json beside the tables, and docs/data-dictionary.md, from the same words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tifatu.exports.tables.columns import TABLES
from tifatu.exports.tables.shape import Column, Table

FILE = "datapackage.json"

CSV_NOTE = (
    "Text that a spreadsheet would run as a formula begins with an apostrophe, and so does text that begins with "
    "one: take one leading apostrophe away to have the text as it was. The format csv-raw adds none."
)
"""Said of every csv table that guards against formulas."""

_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def describe(tables: Sequence[Table], suffix: str, note: str = "") -> bytes:
    """datapackage.json (Frictionless Data Package 1) for tables that lie beside it.

    Args:
        tables: Those that are there.
        suffix: Of their files: csv or parquet.
        note: What else a reader must know.
    """
    package: dict[str, Any] = {
        "profile": "tabular-data-package" if suffix == "csv" else "data-package",
        "name": "tifatu",
        "title": "提法图: slogans of Chinese government work reports",
    }
    if note:
        package["description"] = note
    there = {table.name for table in tables}
    package["resources"] = [_resource(table, suffix, there) for table in tables]
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, suffix: str, there: set[str]) -> dict[str, Any]:
    csv = {"profile": "tabular-data-resource", "encoding": "utf-8", "dialect": _DIALECT} if suffix == "csv" else {}
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if suffix == "csv":
        schema["missingValues"] = [""]
    if table.key:
        schema["primaryKey"] = list(table.key)
    links = [column for column in table.columns if column.points_to in there]
    if links:
        schema["foreignKeys"] = [_link(column) for column in links]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.note,
        "path": f"{table.name}.{suffix}",
        "format": suffix,
        **csv,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.kind.value, "title": column.title, "description": column.note}


def _link(column: Column) -> dict[str, Any]:
    target = next(table for table in TABLES if table.name == column.points_to)
    return {"fields": [column.name], "reference": {"resource": target.name, "fields": [target.columns[0].name]}}


def as_markdown() -> str:
    """docs/data-dictionary.md: every table and column, for people."""
    return "\n".join([*_PREFACE, *(line for table in TABLES for line in _chapter(table)), *_OTHERS]) + "\n"


_PREFACE = (
    "# Data dictionary",
    "",
    "The tables that `tifatu export KG --to csv -o FOLDER` and `--to parquet` write. This page is made from",
    "`exports/tables/columns.py`; a test says how to renew it. `datapackage.json`, which lies beside the tables, says",
    "the same to programs (Frictionless Data Package).",
    "",
    "- One row a thing, one file a table; UTF-8 without a byte order mark, lines end in `\\n`. Excel users take",
    "  `--to xlsx`.",
    "- Ids are opaque and stay the same from build to build while the text and the span stay the same.",
    "- Positions count code points of the source as decoded, from 0; line ends count as one.",
    "- An empty cell (null in parquet) says that nothing is known or that it does not apply.",
    f"- csv: {CSV_NOTE[0].lower()}{CSV_NOTE[1:-1]}.",
    "- The profile *simple* has the tables marked with ·; *full* has all.",
    "- With `-o NAME.zip` the folder becomes a zip. The files in it are the same bytes every time; so is the zip, for",
    "  one version of zlib.",
)


_OTHERS = (
    "",
    "## Other formats",
    "",
    "- graphml, gexf: nodes have `kind` (term, sense, region, report, body, program, program type), `label`, counts,",
    "  `code`, `first` and `last`, the years of the first and last report that speaks of them; edges have `kind`,",
    "  `first`, `last` and `weight` (how often the two met). In gexf, `first` and `last` are spells, too. A name or",
    "  year that is not known is left out. The profile *simple* has terms, senses, programs and their types only.",
    "- xlsx: one sheet that says what is in the workbook; all definitions, those of one term one below the other;",
    "  terms; reports. A text longer than a cell holds (32,767 characters) is cut and ends in …",
    "- jieba: `word frequency tag`, one line a term. The word is the term's key; the frequency is that of its",
    "  mentions, or what it takes for jieba to keep it whole; the tag is jieba's own for words that it knows, else",
    "  `nz` for defined terms and `l` for those that are only mentioned.",
    "- md: one document a region that defines something, and README.md with a list of them. White space is folded.",
    "- In all of these, characters that XML 1.0 does not know (control characters, lone surrogates) are U+FFFD.",
)


def _chapter(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}{' ·' if table.simple else ''} {table.title}"
    yield ""
    yield f"{table.note} {_key(table)}"
    yield ""
    yield "| column | 列 | type | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        link = f" → {column.points_to}" if column.points_to else ""
        note = column.note.replace("|", "\\|")
        yield f"| `{column.name}` | {column.title} | {column.kind.value}{link} | {note} |"


def _key(table: Table) -> str:
    return f"Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else "No key."
