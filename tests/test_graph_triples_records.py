"""RDF read back: the records come out as they went in, from every syntax, or the file is refused."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hostile import hostile_records
from hypothesis import given
from hypothesis import strategies as st

from tifatu.exports import export
from tifatu.exports.selection import Selection
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Count,
    Definition,
    Division,
    Document,
    Join,
    Mention,
    Origin,
    Part,
    Place,
    Program,
    Region,
    Report,
    Run,
    Said,
    Scope,
    Sense,
    Statement,
    Variant,
)
from tifatu.graph.rdf.order import order, restored
from tifatu.graph.rdf.reader import SUFFIXES
from tifatu.graph.rdf.restore import records_of
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.files import in_order, write_records
from tifatu.graph.records.sets import RecordFile, RecordList, Records

INVENTED = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
SYNTAXES = ("nq", "trig", "nt", "ttl", "jsonld", "rdfxml")

COUNTY = Region("620902", "肃州区", "县级")
CITY = Region("620900", "酒泉市", "地级")
ZONE = Region(None, "某 新区", "开发区")

PART = Part(
    term="“三区”", text="甲区、乙区", start=710, end=715, components=("甲区", "乙区"),
    component_spans=((710, 712), (713, 715)),
    parts=(Part(term="甲", text="甲区", start=710, end=712, rule="inner-part"),), rule="named-part", implied=True,
)  # fmt: skip

FULL: tuple[AnyRecord, ...] = (
    Run(id="X1", code="0.1.0", rules="ab", settings={"z": "1=2", "a": ""}),
    Document(id="F1", source="云山.md", sha256="cd", encoding="gb18030", media_type="text/markdown", length=999),
    Report(
        id="R1", source="云山.md", start=1, end=990, title="报告", region=COUNTY, parents=(CITY, ZONE), date="2025-01",
        session="第五次会议", speaker="王某", reviews=(2024, 2020, 2024), plans=2025, body=(60, 600),
        glossary=(600, 900),
        receipts={"title": (0, 2), "date": (3, 9), "session": (10, 15), "speaker": (16, 18), "region": (20, 23)},
        editions=("copies/a.txt#char=0,80", "copies/b.txt#char=9,99"),
    ),
    Definition(
        id="D1", source="云山.md", report="R1", start=700, end=740, origin=Origin.TEXT, number="12",
        terms=("“三区”", "三 区"), term_spans=((690, 694), (695, 698)), text="甲区、乙区", before="前", after="后",
        gaps=((720, 725), (705, 706)), sentence=(680, 750), components=("甲区", "乙区"),
        component_spans=((700, 702), (703, 705)), parts=(PART,), count=Count.OPEN, rule="a rule",
        components_rule="b-rule", confidence=0.123456, marks=((500, 503), (90, 92), (500, 503)),
        sense="S1", variant="V1",
    ),
    Definition(
        id="D0", source="云山.md", report="R1", start=760, end=770, origin=Origin.GLOSSARY, terms=("三区",),
        term_spans=((755, 757),), text="甲区、乙区、丙区", rule="a rule", sense="S1", variant="V0",
    ),
    Definition(
        id="D2", source="云山.md", report="R1", start=780, end=790, origin=Origin.GLOSSARY, terms=("三区",),
        term_spans=((775, 777),), text="甲区，乙区", rule="a rule", sense="S1", variant="V1",
    ),
    Mention(
        id="M1", source="云山.md", report="R1", start=100, end=102, term="三区行动", text="三区", head="行动",
        quoted=True, paragraph=90, rule="quoted", sense="S1", resolved_by="own-glossary", candidates=("S2", "S1", "S2"),
        evidence=("z 1", "a", "z 1"),
    ),
    Attribution(
        id="A1", source="云山.md", report="R1", start=98, end=100, mention="M1", term="三区", head="行动",
        issuer="省委", body="party-committee", region="620000", level_only=False, rule="before", confidence=0.9,
    ),
    Attribution(
        id="A2", source="云山.md", report="R1", start=198, end=200, mention="", term="三区", head="", issuer="全区",
        body="region", region="620902", level_only=True, rule="level",
    ),
    Place(
        id="L1", source="云山.md", report="R1", start=300, end=302, region="120000", text="天津", in_name=True,
        rule="full",
    ),
    Sense(
        id="S1", term="三区", label="“三区”行动", alternatives=("三区", "三 区", "“三区”行动"), program="行动",
        program_rule="head-noun", region="620902", scope=Scope.NATIONAL, replaces=("S8", "S9"),
        scope_evidence=("provinces 3", "a", "provinces 3"),
        variants=(Variant(id="V1", definitions=("D2", "D1")), Variant(id="V0", definitions=("D0",))),
        joins=(
            Join(a="D2", b="D1", verdict="same", evidence=("z 1/2", "a", "z 1/2")),
            Join(a="D1", b="D0", verdict="variant", evidence=()),
        ),
    ),
    Program(
        id="P1", sense="S1", label="“三区”行动", type="行动", rule="head-noun", region="620902", region_rule="runs-it",
        first="R1", last="R1",
    ),
    Program(
        id="P2", sense="S2", label="四强", type="工程", rule="label-noun", region=None, region_rule="of-the-nation",
        first=None, last=None,
    ),
    Statement(
        id="Q1", source="云山.md", report="R1", start=98, end=100, program="P1", said=Said.RUN_BY, text="省委",
        passage="A1", body="party-committee", region="620000", rule="before",
    ),
    Statement(
        id="Q2", source="云山.md", report="R1", start=700, end=702, program="P1", said=Said.PART_OF, text="甲区",
        passage="D1", sense="S2", rule="to-carry-out",
    ),
    Statement(
        id="Q3", source="云山.md", report="R1", start=703, end=705, program="P1", said=Said.TARGET, text="乙区",
        passage="D1", year=2027, rule="target-by-year",
    ),
    Sense(id="S2", term="四强", label="四强", program=None, program_rule="none", variants=()),
    Division(
        id="620902-2002", region=COUNTY, since=2002, until=2030, parents=(CITY, Region("620000", "甘肃省", "省级"))
    ),
    Division(id="110101-1949", region=Region("110101", "东城区", ""), since=None, until=None),
)  # fmt: skip
"""A record of every kind, and in one of each kind no field as it would be without being given."""


def fields_left_alone(record: msgspec.Struct) -> set[str]:
    """Fields that have their default value."""
    known = {field.name: field.default for field in msgspec.structs.fields(record)}
    return {name for name, default in known.items() if getattr(record, name) == default}


def as_bytes(records: Iterable[AnyRecord]) -> bytes:
    """The records as a file."""
    out = io.BytesIO()
    write_records(in_order(records), out)
    return out.getvalue()


def written(records: Records, name: str, folder: Path, profile: Profile = Profile.FULL) -> Path:
    """The records as an export."""
    path = folder / f"export.{name}"
    with path.open("wb") as out:
        export(records, name, out, Selection(profile))
    return path


def without_controls(records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    """What no XML can hold is U+FFFD in RDF; see docs/design.md."""
    for record in records:
        yield msgspec.json.decode(msgspec.json.encode(record).replace(b"\\u0001", "\ufffd".encode()), type=AnyRecord)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_gives_back_all_records(syntax: str, tmp_path: Path) -> None:
    """The invented graph, byte for byte, and its export again."""
    path = written(INVENTED, syntax, tmp_path)
    before = path.read_bytes()

    found = list(records_of(path))

    assert as_bytes(found) == as_bytes(without_controls(INVENTED))
    assert written(RecordList(found), syntax, tmp_path).read_bytes() == before


@pytest.mark.parametrize("syntax", ("nq", "trig"))
def test_every_field_of_every_record_comes_back(syntax: str, tmp_path: Path) -> None:
    """Also orders, repetitions, blanks, odd decimals and what is only a level."""
    assert as_bytes(records_of(written(RecordList(FULL), syntax, tmp_path))) == as_bytes(FULL)


KINDS = (Run, Document, Report, Definition, Mention, Attribution, Place, Statement, Program, Sense, Division)


@pytest.mark.parametrize("kind", KINDS)
def test_the_test_leaves_no_field_alone(kind: type[Any]) -> None:
    """A field that is new in the model must be in the test above, and so in the triples."""
    left = [fields_left_alone(record) for record in (*FULL, PART) if isinstance(record, kind)]

    assert set.intersection(*left) == set()
    assert fields_left_alone(PART) == set()


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_terms_that_formats_trip_over_come_back(syntax: str, tmp_path: Path) -> None:
    """Formulas, quotes, markup, line ends, characters beyond 16 bits."""
    records = [*FULL[1:2], *hostile_records()]
    records[0] = msgspec.structs.replace(FULL[1], source="云山市.md")

    assert as_bytes(records_of(written(RecordList(records), syntax, tmp_path))) == as_bytes(records)


def test_statements_may_come_in_any_order(tmp_path: Path) -> None:
    """Another tool may have written the file."""
    path = written(INVENTED, "nq", tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    random.Random(5).shuffle(lines)
    path.write_bytes(b"".join(lines))

    assert as_bytes(records_of(path)) == as_bytes(without_controls(INVENTED))


def test_a_file_that_was_cut_off_is_refused_or_whole(tmp_path: Path) -> None:
    """Wherever a line ends: no graph is built of half an export."""
    path = written(INVENTED, "nq", tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    whole, refused = as_bytes(without_controls(INVENTED)), 0
    last = max(n for n, line in enumerate(lines) if b"/graph/data>" in line and b"tifatu/variant/" in line.split()[0])

    for end in [*range(0, last, 29), last]:
        path.write_bytes(b"".join(lines[:end]))
        with pytest.raises(UnreadableFileError):
            list(records_of(path))
        refused += 1

    path.write_bytes(b"".join(lines[: last + 1]))
    assert as_bytes(records_of(path)) == whole
    assert refused > 20


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.nq", "<x> <y>", "Parser error"),
        ("a.txt", "", "no graph can be built from it"),
        ("a.ttl", "<http://x/a> <http://x/b> 1 .", "holds no document"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(name: str, text: str, told: str, tmp_path: Path) -> None:
    """One line that names the file."""
    (tmp_path / name).write_text(text)

    with pytest.raises(UnreadableFileError, match=told) as problem:
        list(records_of(tmp_path / name))

    assert name in str(problem.value)


def test_the_simple_profile_is_refused(tmp_path: Path) -> None:
    """It has one definition a sense and no report: nothing could be built from it."""
    with pytest.raises(UnreadableFileError, match="full profile"):
        list(records_of(written(INVENTED, "nt", tmp_path, Profile.SIMPLE)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """By the system's own error."""
    with pytest.raises(FileNotFoundError, match=r"nothing\.nq"):
        list(records_of(tmp_path / "nothing.nq"))


def test_every_syntax_that_is_told_of_is_tested() -> None:
    """rdf is another suffix of rdfxml."""
    assert set(SUFFIXES) == {*SYNTAXES, "rdf"}


@given(st.lists(st.text("ab字 ", max_size=3), max_size=6), st.lists(st.text("ab", max_size=2), max_size=6))
def test_order_is_told_and_restored(one: list[str], other: list[str]) -> None:
    """Any list, with any repetition, beside another list."""
    told = order(one=one, other=other) or []

    assert restored("one", sorted(set(one), reverse=True), told) == tuple(one)
    assert restored("other", set(other), told) == tuple(other)
    assert (order(one=sorted(set(one))) is None) is True
