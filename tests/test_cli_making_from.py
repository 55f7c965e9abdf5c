"""tifatu build --from: what was exported builds the same graph, byte for byte; anything else leaves no folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TIFATU = str(Path(sys.executable).with_name("tifatu"))


def tifatu(*args: object) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run([TIFATU, *map(str, args)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def graph(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the bundled samples."""
    folder = tmp_path_factory.mktemp("from") / "kg"
    assert tifatu("build", samples, "-o", folder).returncode == 0
    return folder


def generation(folder: Path) -> dict[str, bytes]:
    """Name of the current generation and what it is made of, but for the store's own files."""
    place = (folder / "current").resolve()
    files = {name: (place / name).read_bytes() for name in ("records.jsonl", "manifest.json")}
    return {"name": place.name.encode(), **files}


@pytest.mark.parametrize("syntax", ["nq", "trig"])
def test_an_export_builds_the_same_graph(syntax: str, graph: Path, tmp_path: Path) -> None:
    """Records, manifest and generation are equal, and so is the export of the copy."""
    tifatu("export", graph, "--to", syntax, "-o", tmp_path / f"a.{syntax}")

    done = tifatu("build", "--from", tmp_path / f"a.{syntax}", "-o", tmp_path / "copy")
    tifatu("export", tmp_path / "copy", "--to", syntax, "-o", tmp_path / f"b.{syntax}")

    assert (done.returncode, done.stderr) == (0, "")
    assert generation(tmp_path / "copy") == generation(graph)
    assert (tmp_path / f"b.{syntax}").read_bytes() == (tmp_path / f"a.{syntax}").read_bytes()
    assert (tmp_path / f"a.{syntax}").stat().st_size > 100_000


def test_the_records_build_the_same_graph(graph: Path, tmp_path: Path) -> None:
    """The store too: it answers alike and counts alike."""
    done = tifatu("build", "--from", graph / "current" / "records.jsonl", "-o", tmp_path / "copy")

    assert done.returncode == 0
    assert generation(tmp_path / "copy") == generation(graph)
    counts = [json.loads(tifatu("stats", folder, "--json").stdout) for folder in (graph, tmp_path / "copy")]
    assert counts[0] == counts[1]
    assert tifatu("diff", graph, tmp_path / "copy").returncode == 0


def test_what_a_selection_holds_can_be_built(graph: Path, tmp_path: Path) -> None:
    """One region's export is a graph of that region."""
    tifatu("export", graph, "--to", "nq", "--region", "甘肃省", "--years", "2025", "-o", tmp_path / "some.nq")

    done = tifatu("build", "--from", tmp_path / "some.nq", "-o", tmp_path / "some")

    assert done.returncode == 0
    assert 0 < json.loads((tmp_path / "some/current/manifest.json").read_text())["counts"]["report"] < 9
    assert (tmp_path / "some/current/records.jsonl").stat().st_size > 1_000


@pytest.mark.parametrize(
    ("name", "text"),
    [("no.nq", "<a"), ("no.jsonl", "{\n"), ("empty.jsonl", ""), ("empty.nq", ""), ("no.csv", "a,b\n")],
)
def test_what_is_no_export_is_refused_in_one_line(name: str, text: str, tmp_path: Path) -> None:
    """No folder is left behind, and the graph that stood there stays."""
    (tmp_path / name).write_text(text)

    done = tifatu("build", "--from", tmp_path / name, "-o", tmp_path / "kg")

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert name in line
    assert not (tmp_path / "kg").exists()


def test_either_reports_or_an_export(graph: Path, samples: Path, tmp_path: Path) -> None:
    """Both at once, or none, is a mistake of the one who types."""
    assert tifatu("build", samples, "--from", "a.nq", "-o", tmp_path / "kg").returncode == 2
    assert tifatu("build", "-o", tmp_path / "kg").returncode == 2
    missing = tifatu("build", "--from", tmp_path / "gone.nq", "-o", tmp_path / "kg")
    assert (missing.returncode, "gone.nq" in missing.stderr) == (1, True)
