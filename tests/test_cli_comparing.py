"""tifatu diff as people and programs meet it: lines by term, JSON, and the exit status that diff has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tifatu.graph.model import Definition
from tifatu.graph.records.files import read_records
from tifatu.graph.store.building import publish

TIFATU = str(Path(sys.executable).with_name("tifatu"))
INVENTED = Path(__file__).parent / "data" / "invented.jsonl"


def diff(*args: object) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run([TIFATU, "diff", *map(str, args)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two graphs: in the second one definition says something else and one is missing."""
    folder = tmp_path_factory.mktemp("graphs")
    old = list(read_records(INVENTED))
    one, other = [record for record in old if isinstance(record, Definition) and record.sense][:2]
    changed = replace(one, text=f"{one.text}另加一句。")
    publish(folder / "old", old)
    publish(folder / "new", [changed if record is one else record for record in old if record is not other])
    return folder / "old", folder / "new"


def test_equal_graphs_leave_with_nought(graphs: tuple[Path, Path]) -> None:
    """And say so in a line."""
    done = diff(graphs[0], graphs[0])

    assert (done.returncode, done.stdout, done.stderr) == (0, "No difference.\n", "")


def test_differences_are_grouped_by_term_and_counted(graphs: tuple[Path, Path]) -> None:
    """A table first; a definition that changed shows the words around the change."""
    done = diff(*graphs)

    assert done.returncode == 1
    table, *_ = done.stdout.split("\n\n")
    (row,) = [line.split() for line in table.splitlines() if line.startswith("definition")]
    assert row == ["definition", "0", "1", "1", "0"]
    assert "\n~ 三区三线\n" in done.stdout
    assert "另加一句" in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 240


def test_json_has_every_difference(graphs: tuple[Path, Path]) -> None:
    """With kind, change, term, place and fields; counts by kind."""
    done = diff(*graphs, "--json")
    found = json.loads(done.stdout)

    assert done.returncode == 1
    assert found["equal"] is False
    assert found["counts"]["definition"] == {"appeared": 0, "vanished": 1, "changed": 1, "moved": 0}
    (changed,) = [d for d in found["differences"] if d["kind"] == "definition" and d["change"] == "changed"]
    assert (changed["fields"], changed["term"]) == (["text"], "三区三线")
    assert changed["after"].endswith("另加一句。")
    assert json.loads(diff(graphs[0], graphs[0], "--json").stdout) == {"equal": True, "counts": {}, "differences": []}


def test_a_graph_may_be_compared_with_harvested_records(graphs: tuple[Path, Path]) -> None:
    """A file of records stands for a graph."""
    assert diff(graphs[0], INVENTED).returncode == 0


def test_what_cannot_be_compared_leaves_with_two(graphs: tuple[Path, Path], tmp_path: Path) -> None:
    """One line on stderr; 1 would mean that they differ."""
    (tmp_path / "broken.jsonl").write_text("{\n")

    for other in (tmp_path / "nothing", tmp_path / "broken.jsonl"):
        done = diff(graphs[0], other)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
