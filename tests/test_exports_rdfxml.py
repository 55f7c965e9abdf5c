"""RDF/XML: three readers find the statements of the N-Triples export."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib
from hostile import hostile_records
from pyoxigraph import RdfFormat, parse
from rdflib.compare import isomorphic

from tifatu.exports import export
from tifatu.exports.rdf.rdfxml import ATTRIBUTES
from tifatu.exports.selection import Selection
from tifatu.graph.model import Run
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.rdf.shape import TYPES
from tifatu.graph.records.sets import RecordFile, RecordList, Records

INVENTED = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
SETS: Mapping[str, Records] = {
    "invented": INVENTED,
    "hostile": hostile_records(),
    "broken": hostile_records("\x00\x0b\ud800"),
    "nothing": RecordList([]),
}


def written(name: str, records: Records, profile: Profile = Profile.FULL) -> bytes:
    """The records in a format."""
    out = io.BytesIO()
    export(records, name, out, Selection(profile))
    return out.getvalue()


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_oxigraph_reads_the_statements_of_the_n_triples(records: Records, profile: Profile) -> None:
    """Each with its datatype and language; no statement twice."""
    found = [str(triple) for triple in parse(written("rdfxml", records, profile), RdfFormat.RDF_XML)]

    assert sorted(found) == sorted(map(str, parse(written("nt", records, profile), RdfFormat.N_TRIPLES)))
    assert len(found) >= 3


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_rdflib_reads_the_same_graph(records: Records, profile: Profile) -> None:
    """Line ends, quotes and marks of markup in literals come back as they were."""
    found = rdflib.Graph().parse(data=written("rdfxml", records, profile), format="xml")
    expected = rdflib.Graph().parse(data=written("nt", records, profile), format="nt")

    assert isomorphic(found, expected)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_rapper_counts_as_many_statements(records: Records, profile: Profile, tmp_path: Path) -> None:
    """Debian's own parser has nothing to complain of."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("no rapper here: install Debian's raptor2-utils")
    file = tmp_path / "graph.rdf"
    file.write_bytes(written("rdfxml", records, profile))

    done = subprocess.run([rapper, "-c", "-i", "rdfxml", file], capture_output=True, text=True, check=True)

    count = written("nt", records, profile).count(b"\n")
    assert f"returned {count} triples" in done.stderr
    assert [word for word in ("warning", "error") if word in done.stderr.lower()] == []


def test_every_type_of_literal_has_its_attribute() -> None:
    """A type that is new in the shapes is new here."""
    assert set(ATTRIBUTES) == set(TYPES)


def test_a_name_that_is_no_iri_is_refused() -> None:
    """It cannot break out of its attribute."""
    with pytest.raises(ValueError, match="cannot stand in an IRI"):
        written("rdfxml", RecordList([Run(id='X"><evil', code="1", rules="", settings={})]))
