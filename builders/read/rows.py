"""Tables of reports: each row of a .csv or .jsonl with a column of text is a text of its own, found by its bytes."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tifatu.builders.read.reading import About, Piece, Reading, Where, reading
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.model import Span

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "正文", "内容", "文本", "全文", "报告正文"),
    "title": ("title", "name", "标题", "题名", "名称", "报告名称"),
    "place": ("place", "region", "city", "province", "地区", "地方", "地名", "城市", "省份", "区划"),
    "date": ("date", "日期", "时间", "报告日期"),
}
"""What a column may be called, the likeliest name first."""

ENCODINGS = ("utf-8-sig", "gb18030")

LONGEST_FIELD = 16 * 2**20
"""Characters of one cell; the longest report has 60,000."""


@dataclass(frozen=True)
class Row:
    """Where one row stands in the file."""

    number: int
    """From 1, without the header."""

    span: Span
    """Its bytes."""


def rows(path: Path, kind: str, name: str) -> list[Row]:
    """The rows of a table that hold text.

    Raises:
        UnreadableFileError: It has no column of text; the message names the columns it has.
    """
    return list(_of_csv(path, name) if kind == "csv" else _of_jsonl(path, name))


def read_row(path: Path, row: Row, kind: str, name: str) -> Reading:
    """The text of one row, under its title, place and date where the text itself begins without a head.

    Raises:
        UnreadableFileError: The row is no longer there.
    """
    with path.open("rb") as file:
        encoding = _encoding(path)
        header = file.readline()
        file.seek(row.span[0])
        data = file.read(row.span[1] - row.span[0])
    try:
        if kind == "jsonl":
            cells = {str(key): str(value) for key, value in json.loads(data).items() if value is not None}
        else:
            names = next(csv.reader([header.decode(encoding)], delimiter=_delimiter(header)))
            cells = dict(zip(names, _cells(data.decode(encoding), _delimiter(header)), strict=False))
    except (ValueError, csv.Error, StopIteration):
        raise UnreadableFileError(name, "the row cannot be read. Check its quotation marks.") from None
    return _reading(cells, row, encoding)


def _reading(cells: Mapping[str, str], row: Row, encoding: str) -> Reading:
    known = {what: cells.get(_column(cells, what) or "", "").strip() for what in COLUMNS}
    where = Where("row", str(row.number))
    lines = known["text"].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = "\n".join(lines)[:600]
    title = known["title"]
    if "政府工作报告" not in head and "代表大会" not in head:
        if "政府工作报告" not in title:
            title = f"{known['date'][:4]}{'年' if known['date'][:4].isdigit() else ''}{known['place']}政府工作报告"
        lines = [title, *lines]
    found = reading((Piece(line, where) for line in lines), About(title=known["title"], date=_day(known["date"])))
    return Reading(found.text, encoding.removesuffix("-sig"), found.places, found.about)


def _day(said: str) -> str:
    """2025-01-09 out of 2025/1/9 or 2025年1月9日; nothing where no day is said."""
    figures = [part for part in "".join(c if c.isdigit() else " " for c in said).split() if part]
    if len(figures) < 3 or len(figures[0]) != 4:
        return ""
    return f"{figures[0]}-{int(figures[1]):02}-{int(figures[2]):02}"


def _of_csv(path: Path, name: str) -> Iterator[Row]:
    csv.field_size_limit(min(LONGEST_FIELD, sys.maxsize))
    encoding = _encoding(path)
    at = [0]
    with path.open("rb") as file:
        header = file.readline()
        at[0] = len(header)
        columns = next(csv.reader([header.decode(encoding, "replace")], delimiter=_delimiter(header)), [])
        column = _text_column(columns, name)
        index = columns.index(column)

        def lines() -> Iterator[str]:
            for raw in file:
                at[0] += len(raw)
                yield raw.decode(encoding, "replace")

        start = at[0]
        try:
            for number, cells in enumerate(csv.reader(lines(), delimiter=_delimiter(header)), 1):
                if len(cells) > index and cells[index].strip():
                    yield Row(number, (start, at[0]))
                start = at[0]
        except csv.Error as problem:
            raise UnreadableFileError(name, f"is no table that can be read ({problem}). Save it anew.") from None


def _of_jsonl(path: Path, name: str) -> Iterator[Row]:
    at, any_text, columns = 0, False, list[str]()
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            span, at = (at, at + len(raw)), at + len(raw)
            try:
                cells = json.loads(raw) if raw.strip() else None
            except ValueError:
                raise UnreadableFileError(name, f"line {number} is no JSON. Check the file.") from None
            if isinstance(cells, dict):
                columns = columns or [str(key) for key in cells]
                if (column := _column(cells, "text")) and str(cells[column]).strip():
                    any_text = True
                    yield Row(number, span)
    if not any_text:
        _text_column(columns, name)


def _text_column(columns: list[str], name: str) -> str:
    found = _column(dict.fromkeys(columns, ""), "text")
    if found is None:
        known = "、".join(columns[:8]) or "none"
        reason = f"is a table without a column of text (its columns: {known}). Call the column text or 正文."
        raise UnreadableFileError(name, reason)
    return found


def _column(cells: Mapping[str, object], what: str) -> str | None:
    names = {key.strip().lower(): key for key in cells}
    return next((names[name] for name in COLUMNS[what] if name in names), None)


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


def _delimiter(header: bytes) -> str:
    return max(",\t;", key=lambda sign: header.count(sign.encode()))


def _encoding(path: Path) -> str:
    """UTF-8 unless the first lines are not."""
    with path.open("rb") as file:
        sample = b"".join(islice(file, 200))
    try:
        sample.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return ENCODINGS[1]
    return ENCODINGS[0]
