"""The simple profile is SKOS as other tools take it: skosify finds nothing to mend."""

from __future__ import annotations

import io
import logging

import pytest
import rdflib
import skosify
from rdflib import RDF, SKOS

from tifatu.exports import Selection, export
from tifatu.graph.model import AnyRecord
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordList


@pytest.fixture(scope="module")
def simple(sample_records: list[AnyRecord]) -> str:
    """The samples in the simple profile, as Turtle."""
    out = io.BytesIO()
    export(RecordList(sample_records), "ttl", out, Selection(Profile.SIMPLE))
    return out.getvalue().decode()


def run(turtle: str, caplog: pytest.LogCaptureFixture) -> tuple[rdflib.Graph, list[str]]:
    """What skosify makes of the graph, and its warnings."""
    with caplog.at_level(logging.WARNING):
        made = skosify.skosify(rdflib.Graph().parse(data=turtle, format="turtle"))
    return made, [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_skosify_has_nothing_to_say(simple: str, caplog: pytest.LogCaptureFixture) -> None:
    """No warning, and no statement of ours is taken away."""
    made, warnings = run(simple, caplog)
    ours = rdflib.Graph().parse(data=simple, format="turtle")

    assert warnings == []
    assert set(ours) <= set(made)
    assert len(list(ours.subjects(RDF.type, SKOS.Concept))) > 30


def test_skosify_would_say_something(simple: str, caplog: pytest.LogCaptureFixture) -> None:
    """The same graph with a circle and a second preferred label is complained of."""
    more = """
        <urn:a> a skos:Concept ; skos:prefLabel "甲"@zh-hans, "乙"@zh-hans ; skos:broader <urn:b> .
        <urn:b> a skos:Concept ; skos:broader <urn:a> .
    """
    _, warnings = run(simple + more, caplog)

    assert len(warnings) >= 2
