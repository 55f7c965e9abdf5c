"""RDF exports: what three libraries read alike, sorted, the same every time, in streams."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from msgspec.structs import replace

from tifatu.exports import Selection, export
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord, Definition, Mention
from tifatu.graph.namespaces import iri
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.files import write_records
from tifatu.graph.records.sets import RecordFile, RecordList

RECORDS = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
TRIPLES = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE}
QUADS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


@cache
def exported(name: str, profile: Profile = Profile.FULL) -> bytes:
    out = io.BytesIO()
    export(RECORDS, name, out, Selection(profile))
    return out.getvalue()


def triples(name: str, profile: Profile) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(exported(name, profile), (TRIPLES | QUADS)[name])}


@pytest.mark.parametrize("profile", list(Profile))
def test_turtle_and_ntriples_say_the_same(profile: Profile) -> None:
    """Two spellings of one set of statements; so are N-Quads and TriG, which hold the vocabulary, too."""
    assert triples("ttl", profile) == triples("nt", profile)
    assert set(ox.parse(exported("nq", profile), QUADS["nq"])) == set(
        ox.parse(exported("trig", profile), QUADS["trig"])
    )
    assert triples("nt", profile) <= triples("nq", profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("name", ["nt", "nq"])
def test_lines_are_sorted_and_unique(name: str, profile: Profile) -> None:
    """As ``LC_ALL=C sort -u`` would have them."""
    lines = exported(name, profile).splitlines()

    assert lines == sorted(set(lines))


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("name", ["nt", "ttl"])
def test_three_libraries_count_the_same_triples(name: str, profile: Profile, tmp_path: Path) -> None:
    """rdflib, Oxigraph and rapper read the files without complaint and to the same number of triples."""
    import rdflib

    path = tmp_path / f"x.{name}"
    path.write_bytes(exported(name, profile))
    lines = len(exported("nt", profile).splitlines())

    assert sum(1 for _ in ox.parse(path=path)) == lines
    assert len(rdflib.Graph().parse(path, format={"nt": "nt", "ttl": "turtle"}[name])) == lines
    if shutil.which("rapper") is None:
        pytest.skip("rapper (Debian: raptor2-utils) is not installed; the other two agree")
    command = ["rapper", "-c", "-i", {"nt": "ntriples", "ttl": "turtle"}[name], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == f"rapper: Parsing returned {lines} triples"
    assert len(done.stderr.splitlines()) == 2


def test_the_named_graphs_are_data_runs_and_vocabulary() -> None:
    """A quad says which of them a statement belongs to; the run is not among the data."""
    graphs: dict[str, set[str]] = {}
    for quad in ox.parse(exported("nq"), QUADS["nq"]):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, set()).add(quad.subject.value)  # type: ignore[union-attr]

    assert set(graphs) == {iri("tfg:data"), iri("tfg:runs"), iri("tfg:vocabulary")}
    assert all("/run/" in name or name == iri("tfg:data") for name in graphs[iri("tfg:runs")])
    assert not any("/run/" in name for name in graphs[iri("tfg:data")])


@pytest.mark.parametrize("name", ["nt", "nq", "ttl", "trig"])
def test_the_order_of_the_records_does_not_matter(name: str) -> None:
    """The same records in any order give the same bytes."""
    out = io.BytesIO()
    export(RecordList(reversed(list(RECORDS))), name, out)

    assert out.getvalue() == exported(name)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seeds_do_not_matter(seed: str) -> None:
    """Another process with another seed writes the same bytes."""
    code = (
        "import sys; from pathlib import Path; from tifatu.exports import export;"
        "from tifatu.graph.records.sets import RecordFile;"
        "export(RecordFile(Path(sys.argv[1])), 'ttl', sys.stdout.buffer)"
    )
    command = [sys.executable, "-c", code, str(RECORDS.path)]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed})

    assert done.stdout == exported("ttl")


def changed(records: list[AnyRecord]) -> list[str]:
    out = io.BytesIO()
    export(RecordList(records), "ttl", out)
    before, after = exported("ttl").decode().splitlines(), out.getvalue().decode().splitlines()
    return [
        line
        for line in unified_diff(before, after, n=0, lineterm="")
        if line[0] in "+-" and line[:3] not in ("---", "+++")
    ]


def test_a_diff_shows_the_statement_that_changed() -> None:
    """One confidence is another: one line goes, one line comes, though it may be the last of its subject."""
    other = [replace(r, confidence=0.7) if isinstance(r, Definition) and r.confidence == 0.85 else r for r in RECORDS]

    assert changed(other) == ['-    tfv:confidence "0.85"^^xsd:decimal ;', '+    tfv:confidence "0.7"^^xsd:decimal ;']


def test_a_diff_of_a_new_mention_shows_it_and_the_counts() -> None:
    """Nothing else moves."""
    (known, *_) = RECORDS.by_id(Mention)
    new = replace(known, id=identify("M", "new"), start=known.start + 50, end=known.end + 50)
    lines = changed([*RECORDS, new])

    assert [line for line in lines if line[0] == "-"] == [f"-    tfv:mentionCount {lines_count(known)} ;"]
    assert f"+tfm:{new.id}" in lines
    assert f"+    tfv:mentionCount {lines_count(known) + 1} ;" in lines


def lines_count(mention: Mention) -> int:
    return sum(other.term == mention.term for other in RECORDS.by_id(Mention))


def test_what_reports_say_cannot_break_out() -> None:
    """Quotes, backslashes, tags, line ends and astral signs of the records come back as they were."""
    texts = {
        quad.object.value for quad in ox.parse(exported("ttl"), TRIPLES["ttl"]) if isinstance(quad.object, ox.Literal)
    }

    assert "云山新区“管委会”工作报告\t<修订>\\" in texts
    assert '钅𬭎工程 "quoted" \\ back <b>\n第二行\t制表 😀 \ufffd' in texts
    assert {"=1+1", "@x", "”<script>", "钅𬭎😀"} <= texts


def many(mentions: int) -> Iterator[AnyRecord]:
    known = next(iter(RECORDS.by_id(Mention)))
    yield from (record for record in RECORDS if not isinstance(record, Mention))
    for number in count():
        if number == mentions:
            return
        yield replace(known, id=identify("M", number), start=number, end=number + 4)


def test_an_export_is_a_stream(tmp_path: Path) -> None:
    """Only ids are held while mentions are written: far less memory than the file is long."""
    path = tmp_path / "r.jsonl"
    with path.open("wb") as out:
        write_records(many(20_000), out)
    with (tmp_path / "x.nt").open("wb") as out:
        tracemalloc.start()
        export(RecordFile(path), "nt", out)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert (tmp_path / "x.nt").stat().st_size > 20_000_000
    assert peak < 12_000_000
