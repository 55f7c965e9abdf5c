"""GraphML and GEXF: networkx reads back what it would have built itself."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx
import pytest
from hostile import FORMS, TAILS, hostile_records, told

from tifatu.exports import export
from tifatu.exports.selection import Selection
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, Records
from tifatu.graph.store.network import EDGE_FIELDS, NODE_FIELDS, network

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}
EXTRA = ("spells", "id")
"""What the formats add to the attributes of the network."""


@pytest.fixture
def invented() -> RecordFile:
    """Invented records of every kind."""
    return RecordFile(Path(__file__).parent / "data" / "invented.jsonl")


def written(records: Records, name: str, profile: Profile = Profile.FULL) -> bytes:
    """The records in a format."""
    out = io.BytesIO()
    export(records, name, out, Selection(profile))
    return out.getvalue()


def read(name: str, data: bytes) -> Any:
    """The file as networkx sees it."""
    return READERS[name](io.BytesIO(data))


def flat(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes without what the format adds."""
    return {name: value for name, value in attributes.items() if name not in EXTRA}


def edges(graph: Any) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """All edges with their attributes, sorted."""
    return sorted((start, end, sorted(flat(told).items())) for start, end, told in graph.edges(data=True))


@pytest.mark.parametrize("name", READERS)
def test_networkx_reads_back_the_same_network(name: str, invented: RecordFile) -> None:
    """The same nodes and edges with the same attributes as ``KnowledgeGraph.networkx()``."""
    whole = network(invented)

    found = read(name, written(invented, name))

    assert {node: flat(told) for node, told in found.nodes(data=True)} == dict(whole.nodes(data=True))
    assert edges(found) == edges(whole)
    assert whole.number_of_edges() > 30


@pytest.mark.parametrize("name", READERS)
def test_odd_labels_come_back_as_they_are(name: str) -> None:
    """Quotes, markup, line ends and astral characters survive."""
    found = read(name, written(hostile_records(), name))

    labels = {told["label"] for _, told in found.nodes(data=True) if told["kind"] == "sense"}
    assert labels == set(FORMS)


@pytest.mark.parametrize("tail", TAILS[1:], ids=ascii)
@pytest.mark.parametrize("name", READERS)
def test_what_xml_may_not_hold_is_told(name: str, tail: str) -> None:
    """Control characters and lone surrogates are U+FFFD, the rest of the label stands."""
    found = read(name, written(hostile_records(tail), name))

    labels = {node["label"] for _, node in found.nodes(data=True) if node["kind"] == "sense"}
    assert labels == told(tail)


def test_years_of_use_are_spells(invented: RecordFile) -> None:
    """Who opens the file in Gephi sees a node from its first to its last year, both within."""
    found = read("gexf", written(invented, "gexf"))

    dated = [told for _, told in found.nodes(data=True) if "first" in told]
    assert {told["kind"] for told in dated} == {"term", "sense", "report", "region", "body", "program"}
    assert all(told["spells"] == [(told["first"], told["last"])] for told in dated)
    assert all("spells" not in told for _, told in found.nodes(data=True) if "first" not in told)
    assert found.graph["mode"] == "dynamic"


def test_every_attribute_is_declared_with_its_type(invented: RecordFile) -> None:
    """A reader that trusts the declarations reads every value."""
    whole = network(invented)

    told = [(NODE_FIELDS, attributes) for _, attributes in whole.nodes(data=True)]
    told += [(EDGE_FIELDS, attributes) for _, _, attributes in whole.edges(data=True)]
    assert all(isinstance(value, fields[name]) for fields, attributes in told for name, value in attributes.items())


@pytest.mark.parametrize("name", READERS)
def test_the_simple_profile_has_concepts_only(name: str, invented: RecordFile) -> None:
    """Terms, senses, programs and their types, and no edge to anything else."""
    found = read(name, written(invented, name, Profile.SIMPLE))

    assert {told["kind"] for _, told in found.nodes(data=True)} == {"term", "sense", "program", "program type"}
    assert {told["kind"] for _, _, told in found.edges(data=True)} == {"means", "is a", "part of", "names"}


@pytest.mark.parametrize("name", READERS)
def test_a_term_of_several_years_spans_them(name: str, invented: RecordFile) -> None:
    """First and last year come from the reports that define or mention it."""
    found = read(name, written(invented, name))

    spans = {told["label"]: (told["first"], told["last"]) for _, told in found.nodes(data=True) if "mentions" in told}
    assert spans["四强"] == (2024, 2025)
    assert spans["三区三线"] == (2022, 2025)
