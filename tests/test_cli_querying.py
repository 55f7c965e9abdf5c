"""tifatu query: rows while they come, in the formats of SPARQL, within limits."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from tifatu.graph.store.building import publish

TIFATU = str(Path(sys.executable).with_name("tifatu"))
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TERMS = "SELECT ?t ?k WHERE { ?t a tfv:Term ; tfv:key ?k } ORDER BY ?k"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of invented records."""
    folder = tmp_path_factory.mktemp("asked") / "kg"
    publish(folder, Path(__file__).resolve().parent / "data" / "invented.jsonl")
    return folder


def query(*args: object, env: dict[str, str] | None = None, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run tifatu query."""
    command = [TIFATU, "query", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | (env or {}), input=said)


def test_rows_come_in_the_formats_of_sparql(kg: Path) -> None:
    """Read back by others, all say the same."""
    rows = json.loads(query(kg, "-e", TERMS, "--format", "json").stdout)["results"]["bindings"]
    as_csv = list(csv.DictReader(io.StringIO(query(kg, "-e", TERMS, "--format", "csv").stdout)))
    as_tsv = ox.parse_query_results(query(kg, "-e", TERMS, "--format", "tsv").stdout, ox.QueryResultsFormat.TSV)
    keys = [row["k"]["value"] for row in rows]

    assert len(keys) > 3
    assert [row["k"] for row in as_csv] == keys
    assert [row["k"].value for row in as_tsv] == keys  # type: ignore[union-attr]


@pytest.mark.parametrize(("form", "kind"), [([], "nt"), (["--format", "nt"], "nt"), (["--format", "ttl"], "ttl")])
def test_triples_parse(kg: Path, form: list[str], kind: str) -> None:
    """CONSTRUCT gives N-Triples or Turtle that anybody reads."""
    done = query(kg, "-e", "CONSTRUCT { ?t rdfs:label ?l } WHERE { ?t a tfv:Term ; rdfs:label ?l }", *form)

    found = list(ox.parse(done.stdout, {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE}[kind]))
    assert len(found) > 3


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["-e", "SELECT ?x WHERE {}", "--format", "ttl"], "SELECT gives rows"),
        (["-e", "DESCRIBE tfv:Term", "--format", "csv"], "take ttl or nt"),
        (["-e", "SELECT * WHERE { SERVICE <http://localhost/> {} }"], "SERVICE is not allowed"),
        (["-e", "SELECT * WHERE { ?x foo:bar 1 }"], "'foo'"),
        (["-e", LONG, "--max-seconds", "0.5"], "longer than 0.5 seconds"),
        (["-e", "SELECT * WHERE { ?a ?b ?c }", "--max-rows", "2"], "more than 2 rows"),
        (["definitions-of"], "give the parameter 'label'"),
        (["definitons-of"], "Did you mean 'definitions-of'?"),
        (["homonyms", "nosuch"], "'nosuch' is no folder of a graph"),
    ],
)
def test_what_is_wrong_is_told(kg: Path, args: list[str], told: str) -> None:
    """One line, and no traceback."""
    done = query("-g", kg, *args) if "nosuch" not in args else query(*args)

    assert done.returncode != 0
    assert told in " ".join(done.stderr.split()), done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_answer_prints_its_header_and_says_so(kg: Path) -> None:
    """A pipe gets the names of the columns; a person reads that there is nothing."""
    done = query(kg, "-e", "SELECT ?a ?b WHERE { ?a skos:nothing ?b }")

    assert (done.returncode, done.stdout, done.stderr) == (0, "a\tb\n", "no rows\n")
    assert query(kg, "-e", "SELECT ?a WHERE { ?a skos:nothing ?b }", "--json").stdout == "[]\n"


def test_the_first_rows_are_enough(kg: Path) -> None:
    """--limit ends the query without an error."""
    done = query(kg, "-e", "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--limit", "3")

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)


def test_the_graph_may_be_named_in_the_environment(kg: Path) -> None:
    """TIFATU_GRAPH, -g, and the place of old say the same; stdin may hold the query."""
    asked = "ASK { ?t tfv:key '三区三线' }"
    ways = [query("-e", asked, env={"TIFATU_GRAPH": str(kg)}), query("-g", kg, "-e", asked), query(kg, "-e", asked)]
    ways.append(query(kg, "-f", "-", said=asked))

    assert [done.stdout for done in ways] == ["true\n"] * 4


def test_ctrl_c_ends_a_query_and_its_worker(kg: Path) -> None:
    """Though the engine itself listens to nobody while it counts."""
    command = [TIFATU, "query", str(kg), "-e", LONG]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    until = time.monotonic() + 20
    while children.exists() and not children.read_text() and time.monotonic() < until:
        time.sleep(0.2)
    time.sleep(1)
    worker = int(children.read_text().split()[0]) if children.exists() else None

    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=20)[1]

    assert running.returncode == 130
    assert "Stopped" in said
    if worker is not None:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_who_waits_on_a_terminal_is_told_the_seconds(kg: Path) -> None:
    """From the second one on, in a line that is gone at the end; a pipe hears nothing of it."""
    ours, theirs = os.openpty()
    command = [TIFATU, "query", kg, "-e", LONG, "--max-seconds", "3"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=False)
    os.close(theirs)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    piped = query(kg, "-e", LONG, "--max-seconds", "2").stderr

    assert re.search(r"^\r… \d s\r… \d s.*\r +\rtifatu: The query took longer", told)
    assert "\r" not in piped
