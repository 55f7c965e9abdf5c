"""JSON-LD: the graph of the N-Triples export, for a processor that may not fetch anything."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_records
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from tifatu.exports import export
from tifatu.exports.rdf.jsonld import context_text
from tifatu.exports.selection import Selection
from tifatu.graph.model import Run
from tifatu.graph.namespaces import PREFIXES
from tifatu.graph.rdf.sections import FULL, SIMPLE, Profile
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


def refuse(address: str, options: Any) -> Any:
    """A document loader that fails the test."""
    raise AssertionError(f"asked for {address}")


def statements(data: bytes, form: RdfFormat) -> set[str]:
    """Triples without the name of a graph."""
    return {f"{t.subject} {t.predicate} {t.object}" for t in parse(data, form)}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_pyld_expands_it_to_the_graph_of_the_n_triples(records: Records, profile: Profile) -> None:
    """The same statements, with every datatype and language, and no request."""
    document = json.loads(written("jsonld", records, profile))

    quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})

    expected = statements(written("nt", records, profile), RdfFormat.N_TRIPLES)
    assert statements(quads.encode(), RdfFormat.N_QUADS) == expected
    assert len(expected) >= 3


@pytest.mark.parametrize("records", SETS.values(), ids=SETS)
def test_oxigraph_reads_the_same_graph(records: Records) -> None:
    """A second reader of JSON-LD, which is none of Python's."""
    assert statements(written("jsonld", records), RdfFormat.JSON_LD) == statements(
        written("nt", records), RdfFormat.N_TRIPLES
    )


def test_the_file_begins_with_the_published_context() -> None:
    """The object in the file is the one of context.jsonld, so that it may be cut off and kept apart."""
    document = json.loads(written("jsonld", INVENTED))

    assert list(document) == ["@context", "@graph"]
    assert document["@context"] == json.loads(context_text())["@context"]
    assert [key for key, namespace in PREFIXES.items() if document["@context"][key] != namespace] == []


def test_every_property_has_a_key_in_the_context() -> None:
    """No member needs its property in full: a word that is new in the layout is new in context.jsonld."""
    nodes = (
        json.loads(written("jsonld", INVENTED))["@graph"]
        + json.loads(written("jsonld", INVENTED, Profile.SIMPLE))["@graph"]
    )
    context = json.loads(context_text())["@context"]

    assert {key for node in nodes for key in node} - set(context) == set()
    known = {meaning["@id"] if isinstance(meaning, dict) else meaning for meaning in context.values()}
    used = {line.predicate for section in (*FULL, *SIMPLE) for line in section.shape.lines}
    assert used - known == {"a"}


def test_each_node_is_one_line() -> None:
    """A diff of two files shows the nodes that differ; labels are language maps, numbers are numbers."""
    lines = written("jsonld", INVENTED).decode().split('"@graph": [\n')[1].splitlines()[:-2]
    nodes = [json.loads(line.removesuffix(",")) for line in lines]

    (sense,) = (node for node in nodes if node.get("prefLabel") == {"zh-Hans": "三区三线"} and "inScheme" in node)
    assert sense["type"] == ["skos:Concept", "tfv:Sense"]
    assert all(isinstance(node["start"], int) for node in nodes if "start" in node)


def test_a_property_that_the_context_does_not_know_is_written_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says the same; only the keys are longer."""
    monkeypatch.setattr("tifatu.exports.rdf.jsonld._terms", dict)

    assert statements(written("jsonld", INVENTED), RdfFormat.JSON_LD) == statements(
        written("nt", INVENTED), RdfFormat.N_TRIPLES
    )


def test_a_name_that_is_no_iri_is_refused() -> None:
    """It cannot break out of the file, nor be dropped silently."""
    with pytest.raises(ValueError, match="cannot stand in an IRI"):
        written("jsonld", RecordList([Run(id="X> <evil", code="1", rules="", settings={})]))
