"""tifatu build --from: what was exported builds the same graph, byte for byte; anything else leaves no folder."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import msgspec
import pytest
from running import tifatu
from spoiling import mutated

from tifatu.graph.errors import TifatuError, UnsoundRecordError
from tifatu.graph.model import AnyRecord
from tifatu.graph.rdf.restore import records_of
from tifatu.graph.records.files import read_records
from tifatu.graph.records.soundness import check_sound
from tifatu.graph.store.building import publish


@pytest.fixture(scope="module")
def graph(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


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


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("report", {"id": "no id"}, "id of the report"),
        ("report", {"date": "2025-13-45"}, "date of the report"),
        ("report", {"date": "in spring"}, "date of the report"),
        ("report", {"plans": 20250}, "reviews, plans of the report"),
        ("report", {"region": {"code": "62", "name": "某省", "level": "省级"}}, "region of the report"),
        ("definition", {"report": "Rnone"}, "report of the definition"),
        ("definition", {"sense": "S none"}, "sense of the definition"),
        ("definition", {"variant": "a b"}, "variant of the definition"),
        ("definition", {"terms": [], "term_spans": []}, "terms of the definition"),
        ("definition", {"terms": [" "]}, "terms of the definition"),
        ("definition", {"start": -3}, "start, end of the definition"),
        ("mention", {"term": ""}, "term of the mention"),
        ("mention", {"end": 1 << 50}, "start, end of the mention"),
        ("mention", {"paragraph": 1 << 40}, "paragraph of the mention"),
        ("attribution", {"mention": "Mnone"}, "mention of the attribution"),
        ("place", {"region": "甘肃"}, "region of the place"),
        ("sense", {"joins": [{"a": "D1", "b": "D2", "verdict": ":same", "evidence": []}]}, "joins of the sense"),
    ],
)
def test_a_field_that_cannot_be_is_one_line(
    kind: str, change: dict[str, object], told: str, graph: Path, tmp_path: Path
) -> None:
    """It names the file, the record, the field and the value, and no graph is made."""
    lines = (graph / "current" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f'{{"kind":"{kind}"'))
    lines[at] = json.dumps(json.loads(lines[at]) | change)
    records = [msgspec.json.decode(line, type=AnyRecord) for line in lines]

    with pytest.raises(UnsoundRecordError, match=f"^[^\\n]*r.jsonl: {told} [^\\n]*$"):
        check_sound(tmp_path / "r.jsonl", records)


def test_the_command_says_it_and_leaves_no_folder(graph: Path, tmp_path: Path) -> None:
    """One line, status 1."""
    text = (graph / "current" / "records.jsonl").read_text(encoding="utf-8")
    (tmp_path / "r.jsonl").write_text(text.replace('"date":"20', '"date":"9-', 1), encoding="utf-8")
    done = tifatu("build", "--from", tmp_path / "r.jsonl", "-o", tmp_path / "kg")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is no date" in done.stderr and not (tmp_path / "kg").exists()


@pytest.mark.parametrize("syntax", ["jsonl", "nq", "trig"])
def test_exports_made_worse_give_a_graph_or_say_why_not(syntax: str, graph: Path, tmp_path: Path) -> None:
    """Never a traceback; benchmarks/torture.py has some hundred more."""
    whole, worse, dice = tmp_path / f"whole.{syntax}", tmp_path / f"worse.{syntax}", random.Random(15)
    if syntax == "jsonl":
        shutil.copy(graph / "current" / "records.jsonl", whole)
    else:
        tifatu("export", graph, "--to", syntax, "-o", whole, check=True)
    refused = 0
    for _ in range(12):
        worse.write_bytes(mutated(whole.read_bytes(), dice))
        try:
            records = list(read_records(worse) if syntax == "jsonl" else records_of(worse))
            check_sound(worse, records)
            publish(tmp_path / "kg", records, force=True)
        except TifatuError:
            refused += 1

    assert refused > 0
