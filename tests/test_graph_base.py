"""A graph with names below an address of one's own: everywhere the same names, and back again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import rdflib
from msgspec.structs import replace
from served import serving

from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import run_of
from tifatu.builders.settings import Settings
from tifatu.exports import export
from tifatu.graph.errors import SettingsError
from tifatu.graph.model import AnyRecord, Run
from tifatu.graph.namespaces import BASE, VOCABULARY, iri
from tifatu.graph.rdf.reader import SUFFIXES
from tifatu.graph.rdf.restore import records_of
from tifatu.graph.records.files import in_order
from tifatu.graph.records.sets import RecordList
from tifatu.graph.store.building import publish
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.checking import check_queries
from tifatu.queries.shapes import check_shapes

OWN = "https://data.example.org/kg/"


@pytest.fixture(scope="module")
def records(sample_records: list[AnyRecord]) -> list[AnyRecord]:
    """The records of the samples, built with a base of one's own."""
    run = run_of(Settings(base=OWN).read())
    return [run if isinstance(record, Run) else record for record in sample_records]


@pytest.fixture(scope="module")
def kg(records: list[AnyRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their graph."""
    folder = tmp_path_factory.mktemp("based") / "kg"
    publish(folder, records)
    return folder


def exported(records: list[AnyRecord], syntax: str) -> bytes:
    out = io.BytesIO()
    export(RecordList(records), syntax, out)
    return out.getvalue()


@pytest.mark.parametrize("syntax", ["ttl", "nt", "nq", "trig", "jsonld", "rdfxml"])
def test_an_export_has_the_names_and_gives_the_records_back(
    syntax: str, records: list[AnyRecord], tmp_path: Path
) -> None:
    """Of ours, only words of the vocabulary stay where they are; what is read is what was written, base and all."""
    assert syntax in SUFFIXES
    data = exported(records, syntax)
    (tmp_path / f"a.{syntax}").write_bytes(data)
    text = data.decode()

    assert OWN + "term/" in text or OWN + "document/" in text
    assert text.count(BASE) == text.count(VOCABULARY) + text.count(f"{VOCABULARY[:-1]}>")
    assert list(in_order(records_of(tmp_path / f"a.{syntax}"))) == list(in_order(records))


def test_only_the_names_differ(records: list[AnyRecord], sample_records: list[AnyRecord]) -> None:
    """Statement for statement, but for the run that tells its settings."""
    own, ours = (
        [line for line in exported(one, "nt").decode().splitlines() if "run/" not in line]
        for one in (records, sample_records)
    )

    assert sorted(line.replace(OWN, BASE) for line in own) == sorted(ours)


def test_queries_and_checks_know_the_names(kg: Path) -> None:
    """Prefixes are those of the graph; shapes and checks find nothing wrong with it."""
    with KnowledgeGraph(kg) as graph:
        (row,) = graph.sparql("SELECT ?t { ?t a tfv:Term ; tfv:key '三区三线' }")
        assert str(row["t"]).startswith(OWN + "term/")
        short = "tft:" + str(row["t"]).rpartition("/")[2]
        assert graph.sparql(f"ASK {{ {short} a tfv:Term }}") is True
        assert dict(graph.rdf().namespaces())["tft"] == rdflib.URIRef(OWN + "term/")
        assert list(check_queries(graph)) == []
        assert check_shapes(graph) == []


def test_a_server_leads_to_the_names(kg: Path) -> None:
    """/id/term/T… is what is below the base, and its page leads on."""
    with KnowledgeGraph(kg) as graph:
        (row,) = graph.sparql("SELECT ?t { ?t a tfv:Term ; tfv:key '三区三线' }")
    name = str(row["t"]).removeprefix(OWN)
    with serving(kg, "--pages", str(kg)) as server:
        turtle, page = server.get(f"/id/{name}", "text/turtle").text, server.get(f"/id/{name}", "text/html").text
        described = server.get("/sparql", "text/turtle").text

    assert rdflib.URIRef(OWN + name) in set(rdflib.Graph().parse(data=turtle, format="turtle").subjects())
    assert 'href="/id/' in page
    assert OWN in described


@pytest.mark.parametrize(
    "base", ["https://example.org/kg", "ftp://example.org/", "https://e.org/a b/", "kg/", "https://e.org/(x)/"]
)
def test_what_is_no_base_is_refused(base: str, tmp_path: Path) -> None:
    """From Python and from a file."""
    with pytest.raises(SettingsError, match="with a slash at its end"):
        Settings(base=base).read()
    (tmp_path / "tifatu.toml").write_text(f'base = "{base}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="with a slash at its end"):
        Settings.from_toml(tmp_path / "tifatu.toml")


def test_the_base_decides_nothing_that_is_found() -> None:
    """Shards and rules are the same with it, the run is another."""
    plain, own = run_of(Settings().read()), run_of(Settings(base=OWN).read())

    assert (plain.rules, plain.settings, own.settings) == (own.rules, {}, {"base": OWN})
    assert plain.id != own.id
    assert Options(settings=Settings(base=OWN)).settings.read().digest == ""
    assert iri("tft:T1", OWN) == OWN + "term/T1"
    assert replace(own, settings={}).settings == plain.settings
