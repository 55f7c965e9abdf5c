"""Tables: every cell in its column, nothing runs in a spreadsheet, real readers get back what was written."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest
from hostile import TAILS, ManyMentions, definition, hostile_records, report, sense, told
from hypothesis import given
from hypothesis import strategies as st

from tifatu.exports import EXPORTERS, FOLDER_EXPORTERS, Selection, export_folder, export_zip
from tifatu.exports.files.xml_text import clean
from tifatu.exports.tables import parquet
from tifatu.exports.tables.columns import BY_NAME, TABLES, tables_of
from tifatu.exports.tables.csv_files import FORMULA, guard
from tifatu.exports.tables.data_package import FILE, as_markdown
from tifatu.exports.tables.shape import Cell, Kind
from tifatu.graph.errors import MissingPackageError, UnknownFormatError
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, RecordList, Records
from tifatu.graph.survey.facts import Survey

PAGE = Path(__file__).parent.parent / "docs" / "data-dictionary.md"
PYTHON = {Kind.STRING: str, Kind.INTEGER: int, Kind.NUMBER: float, Kind.BOOLEAN: bool}


@pytest.fixture
def invented() -> RecordFile:
    """Invented records of every kind."""
    return RecordFile(Path(__file__).parent / "data" / "invented.jsonl")


def rows_of(name: str, records: Records) -> list[dict[str, Cell]]:
    """The rows of a table by the names of their columns."""
    table = BY_NAME[name]
    return [dict(zip(table.names, row, strict=True)) for row in table.rows(records, Survey(records))]


def folder_of(records: Records, name: str, folder: Path, profile: Profile = Profile.FULL) -> Path:
    """The folder with the records in a format."""
    folder.mkdir()
    export_folder(records, name, folder, Selection(profile))
    return folder


def csv_rows(path: Path) -> list[dict[str, str]]:
    """A csv file as Python's own reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def plain(value: Cell) -> str:
    """A value as csv writes it, without guard."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else clean(str(value))


@pytest.mark.parametrize("name", BY_NAME)
def test_every_cell_is_of_the_kind_of_its_column(name: str, invented: RecordFile) -> None:
    """Each row has a cell for each column; no integer is a flag, no number a word."""
    table = BY_NAME[name]
    found = list(table.rows(invented, Survey(invented)))

    assert found
    for row in found:
        cells = zip(row, table.columns, strict=True)
        assert all(value is None or type(value) is PYTHON[column.kind] for value, column in cells)


@pytest.mark.parametrize("name", [table.name for table in TABLES if table.key])
def test_a_key_is_there_only_once_and_never_empty(name: str, invented: RecordFile) -> None:
    """What the dictionary calls a key is one."""
    keys = Counter(tuple(row[column] for column in BY_NAME[name].key) for row in rows_of(name, invented))

    assert [key for key, times in keys.items() if times > 1 or None in key] == []


@pytest.mark.parametrize("profile", Profile)
def test_what_a_column_points_to_is_there(profile: Profile, invented: RecordFile) -> None:
    """Every id that names a row of another table finds it, wherever that table is written."""
    tables = {table.name: table for table in tables_of(profile)}
    ids = {name: {row[table.names[0]] for row in rows_of(name, invented)} for name, table in tables.items()}
    links = [(t.name, c) for t in tables.values() for c in t.columns if c.points_to in tables]

    lost = [
        (name, column.name, row[column.name])
        for name, column in links
        for row in rows_of(name, invented)
        if row[column.name] is not None and row[column.name] not in ids[column.points_to]
    ]
    assert lost == []
    assert len(links) > 5


def test_the_term_of_a_sense_is_there_even_if_its_form_is_not() -> None:
    """A selection may keep only definitions that write a sense in another way than its term."""
    records = RecordList([report(), definition(1, "“四强联动”", "强一、强二"), sense(1, "四强")])

    (row,) = rows_of("senses", records)

    assert {term["term"]: term["label"] for term in rows_of("terms", records)}[row["term"]] == "四强"


def test_the_rows_say_what_the_records_say(invented: RecordFile) -> None:
    """One definition followed through the tables: its text, its place, its items and its parts."""
    (row,) = [row for row in rows_of("definitions", invented) if row["definition"] == "Dmvcfj475b4u3veke"]
    parts = [row for row in rows_of("parts", invented) if row["definition"] == "Dmvcfj475b4u3veke"]
    items = [row for row in rows_of("components", invented) if row["definition"] == "Dmvcfj475b4u3veke"]

    assert (row["headwords"], row["region_name"], row["year"]) == ("三区三线", "肃州区", 2025)
    assert str(row["text"]).startswith("“三区”是指城镇空间")
    assert [(part["part"], part["name"]) for part in parts] == [
        ("1", "“三区”"),
        ("2", "“三线”"),
        ("2.1", "生态保护红线"),
    ]
    assert {item["part"] for item in items} <= {"0", *(part["part"] for part in parts)}
    assert [item["n"] for item in items if item["part"] == "1"] == [1, 2, 3]


def test_terms_are_counted_over_all_reports(invented: RecordFile) -> None:
    """Mentions, reports and years of a term come from all places that use it."""
    (row,) = [row for row in rows_of("terms", invented) if row["label"] == "三区三线"]

    assert (row["mentions"], row["definitions"], row["senses"], row["reports"]) == (4, 1, 1, 3)
    assert (row["first_year"], row["last_year"]) == (2022, 2025)


def test_csv_gives_back_every_value(invented: RecordFile, tmp_path: Path) -> None:
    """Python's csv reader finds the rows of each table, one leading apostrophe taken away."""
    folder = folder_of(invented, "csv", tmp_path / "csv")

    for name in BY_NAME:
        found = [{k: v.removeprefix("'") for k, v in row.items()} for row in csv_rows(folder / f"{name}.csv")]
        assert found == [{k: plain(v) for k, v in row.items()} for row in rows_of(name, invented)]


@pytest.mark.parametrize("tail", TAILS, ids=ascii)
def test_odd_terms_survive_in_csv(tail: str, tmp_path: Path) -> None:
    """Formulas, quotes, line ends, markup and astral characters come back; what UTF-8 cannot hold is U+FFFD."""
    folder = folder_of(hostile_records(tail), "csv", tmp_path / "csv")
    raw = folder_of(hostile_records(tail), "csv-raw", tmp_path / "raw")

    labels = [row["label"] for row in csv_rows(folder / "senses.csv")]
    assert {label.removeprefix("'") for label in labels} == told(tail)
    assert not [label for label in labels if label.startswith(FORMULA)]
    assert {row["label"] for row in csv_rows(raw / "senses.csv")} == told(tail)


@given(st.text(alphabet=st.sampled_from([*FORMULA, "'", " ", "\u3000", "强", "1"]), max_size=5))
def test_no_guarded_text_is_a_formula_and_all_can_be_undone(text: str) -> None:
    """Also behind blanks; one leading apostrophe taken away gives the text."""
    found = guard(text)

    assert not found.lstrip(" \u00a0\u3000").startswith(FORMULA)
    assert found.removeprefix("'") == text


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("profile", Profile)
def test_the_data_package_describes_the_files_beside_it(
    suffix: str, profile: Profile, invented: RecordFile, tmp_path: Path
) -> None:
    """Every file is described with its columns in order, and nothing else is."""
    folder = folder_of(invented, suffix, tmp_path / "out", profile)
    package = json.loads((folder / FILE).read_text(encoding="utf-8"))

    paths = {resource["path"] for resource in package["resources"]}
    assert paths | {FILE} == {path.name for path in folder.iterdir()}
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == columns_of(folder / resource["path"])
        links = [link["reference"]["resource"] for link in resource["schema"].get("foreignKeys", [])]
        assert {f"{link}.{suffix}" for link in links} <= paths


def columns_of(path: Path) -> list[str]:
    """Names of the columns that a file has."""
    if path.suffix == ".parquet":
        return list(pyarrow.parquet.read_schema(path).names)
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize("name", BY_NAME)
def test_parquet_gives_back_every_value(
    name: str, invented: RecordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pyarrow finds the rows with their types, also over several groups of rows."""
    monkeypatch.setattr(parquet, "GROUP", 3)
    folder = folder_of(invented, "parquet", tmp_path / "parquet")

    table = pyarrow.parquet.read_table(folder / f"{name}.parquet")

    wanted = [{k: clean(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows_of(name, invented)]
    assert table.to_pylist() == wanted
    assert table.schema.field(0).metadata[b"description"].decode() == BY_NAME[name].columns[0].note


@pytest.mark.parametrize("tail", TAILS, ids=ascii)
def test_odd_terms_survive_in_parquet(tail: str, tmp_path: Path) -> None:
    """Every form comes back as it is."""
    folder = folder_of(hostile_records(tail), "parquet", tmp_path / "parquet")

    assert set(pyarrow.parquet.read_table(folder / "senses.parquet")["label"].to_pylist()) == told(tail)


@pytest.mark.parametrize("name", FOLDER_EXPORTERS)
def test_a_folder_and_its_zip_have_the_same_bytes_every_time(
    name: str, invented: RecordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the clock says, and whether or not the zip goes into a pipe."""
    folders = [folder_of(invented, name, tmp_path / place) for place in ("one", "two")]
    contents = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
    first = io.BytesIO()
    export_zip(invented, name, first)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as pipe, monkeypatch.context() as patch:
        patch.setattr("time.time", lambda: 2_000_000_000.0)
        export_zip(invented, name, pipe)

    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read() == first.getvalue()
    assert contents[0] == contents[1]
    assert len(contents[0]) > 1


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_memory_does_not_grow_with_the_mentions(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rows need no more memory."""
    monkeypatch.setattr(parquet, "GROUP", 200)
    folder_of(ManyMentions(10), name, tmp_path / "warm")

    few, many = ManyMentions(1_000), ManyMentions(10_000)
    peaks = [peak(folder_of, few, name, tmp_path / "few"), peak(folder_of, many, name, tmp_path / "many")]

    assert peaks[1] < peaks[0] + 200_000
    assert csv_or_parquet_rows(tmp_path / "many" / f"mentions.{name}") == 10_000


@pytest.mark.parametrize("name", ["gexf", "graphml", "jieba"])
def test_memory_of_files_does_not_grow_with_the_mentions(name: str, tmp_path: Path) -> None:
    """Ten times the mentions of one term are one node and one edge more heavy, not more memory."""
    write = EXPORTERS[name]

    def written(count: int) -> None:
        with (tmp_path / str(count)).open("wb") as out:
            write(ManyMentions(count), out, Profile.FULL)

    written(10)
    peaks = [peak(written, 1_000), peak(written, 10_000)]

    assert peaks[1] < peaks[0] + 200_000


def peak(work: Callable[..., object], *given: object) -> int:
    """Most bytes that Python held while it worked."""
    tracemalloc.start()
    work(*given)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def csv_or_parquet_rows(path: Path) -> int:
    """How many rows a file has."""
    if path.suffix == ".parquet":
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    return len(csv_rows(path))


@pytest.mark.parametrize(("name", "module"), [("parquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_a_missing_package_is_told_with_the_way_to_get_it(
    name: str, module: str, invented: RecordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that names the command."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(MissingPackageError) as told:
        if name in FOLDER_EXPORTERS:
            folder_of(invented, name, tmp_path / "out")
        else:
            EXPORTERS[name](invented, io.BytesIO(), Profile.FULL)

    assert str(told.value).endswith(f"{module}, which is not installed. Get it with: pip install 'tifatu[tables]'")


def test_an_unknown_format_is_told_with_those_that_there_are(invented: RecordFile, tmp_path: Path) -> None:
    """A format of one file is no format of a folder."""
    with pytest.raises(UnknownFormatError, match="csv, csv-raw, md, parquet"):
        export_folder(invented, "ttl", tmp_path)


def test_the_page_says_what_the_tables_are() -> None:
    """Renew it with: FIX=1 .venv/bin/pytest tests/test_exports_tables.py."""
    if os.environ.get("FIX"):
        PAGE.write_text(as_markdown(), encoding="utf-8", newline="\n")

    assert PAGE.read_text(encoding="utf-8") == as_markdown()
