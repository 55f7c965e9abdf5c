"""The simple profile is SKOS as other tools take it: skosify finds nothing to mend."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
import rdflib
import skosify
from rdflib import RDF, SKOS

from tifatu.builders.pipeline import build_records
from tifatu.builders.stages import Options
from tifatu.exports import Selection, export
from tifatu.graph.record_sets import RecordList
from tifatu.graph.triples import Profile


@pytest.fixture(scope="module")
def simple(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = RecordList(build_records([samples], Options(workers=1)).records)
    out = io.BytesIO()
    export(records, "ttl", out, Selection(Profile.SIMPLE))
    place = tmp_path_factory.mktemp("skosify") / "simple.ttl"
    place.write_bytes(out.getvalue())
    return place


def warnings_of(place: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    with caplog.at_level(logging.WARNING):
        skosify.skosify(str(place))
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_skosify_has_nothing_to_say(simple: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No warning, and every concept is still there."""
    before = rdflib.Graph().parse(simple)

    assert warnings_of(simple, caplog) == []
    assert len(list(before.subjects(RDF.type, SKOS.Concept))) > 30


def test_skosify_would_say_something(simple: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The same file with a second preferred label, a circle and a concept without a label is complained of."""
    spoiled = tmp_path / "spoiled.ttl"
    more = """
        <urn:a> a skos:Concept ; skos:prefLabel "甲"@zh-hans, "乙"@zh-hans ; skos:broader <urn:b> .
        <urn:b> a skos:Concept ; skos:broader <urn:a> .
    """
    spoiled.write_text(simple.read_text(encoding="utf-8") + more, encoding="utf-8")

    assert len(warnings_of(spoiled, caplog)) >= 2
