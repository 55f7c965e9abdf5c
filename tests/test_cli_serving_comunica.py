"""Comunica, the SPARQL client of JavaScript, asks our endpoint as it asks any other."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import Server, serving

COMUNICA = Path(__file__).resolve().parents[1] / "build" / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
TFV = "PREFIX tfv: <https://w3id.org/tifatu/vocabulary#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (COMUNICA.exists() and shutil.which("node")), reason="there is no Comunica here: make comunica, with node"
    ),
]


@pytest.fixture(scope="module")
def server(sample_graph: Path) -> Iterator[Server]:
    with serving(sample_graph) as running:
        yield running


def asked(server: Server, query: str) -> list[dict[str, Any]]:
    """Rows as Comunica writes them, in the JSON of SPARQL results."""
    command = [str(COMUNICA), f"{server.address}/sparql", TFV + query, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return bindings(json.loads(done.stdout))


def ours(server: Server, query: str) -> list[dict[str, Any]]:
    """Rows as the server gives them to whoever asks without Comunica."""
    return bindings(server.ask(TFV + query, "application/sparql-results+json").json())


def bindings(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Values and datatypes, in an order of their own: the two need not agree on one where the query names none.

    Languages are left out: Comunica 4, the last for node 20, loses them in the JSON of any endpoint.
    """
    rows = [
        {name: {"value": said["value"], "datatype": said.get("datatype")} for name, said in row.items()}
        for row in results["results"]["bindings"]
    ]
    return sorted(rows, key=json.dumps)


def test_it_counts_what_we_count(server: Server) -> None:
    """An aggregate, of which Comunica does its part itself."""
    (row,) = asked(server, "SELECT (COUNT(*) AS ?n) WHERE { ?report a tfv:Report }")

    assert row["n"]["value"] == "9"


def test_it_finds_the_terms_that_we_find(server: Server) -> None:
    """Chinese labels, numbers and a filter come through unchanged."""
    query = "SELECT ?term ?n WHERE { ?thing rdfs:label ?term ; tfv:definitionCount ?n . FILTER(?n > 1) }"
    found = asked(server, query)

    assert len(found) > 3
    assert found == ours(server, query)
