"""The folder of a graph: the last whole generation is always there, whatever happens to the next one."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tifatu.builders.execution.processes import alone
from tifatu.graph.errors import BadRecordError, BusyError, FolderInUseError, NoGraphError
from tifatu.graph.model import AnyRecord, Run
from tifatu.graph.records.files import in_order, read_records
from tifatu.graph.store import building as store
from tifatu.graph.store import generations
from tifatu.graph.store.building import being_built, open_graph, publish

RECORDS = Path(__file__).parent / "data" / "invented.jsonl"

BUILD = """
import sys
from pathlib import Path
from tifatu.graph.store.building import publish
from tifatu.graph.records.files import read_records
records = list(read_records(Path(sys.argv[2])))
import pyoxigraph
print("ready", flush=True)
publish(Path(sys.argv[1]), records, force=True)
"""


def build_in_process(folder: Path, records: Path = RECORDS) -> subprocess.Popen[str]:
    """Another process, about to publish."""
    command = [sys.executable, "-c", BUILD, str(folder), str(records)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def names(folder: Path) -> list[str]:
    """What lies in a folder, generations without their digests."""
    return sorted("gen" if path.name.startswith("gen-") else path.name for path in folder.iterdir())


def target(folder: Path) -> str:
    """Name of the current generation."""
    return (folder / "current").readlink().name


def count(folder: Path) -> int:
    """Triples that the store of a graph really holds."""
    with open_graph(folder) as graph:
        rows = graph.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert isinstance(rows, list)
        assert rows[0]["n"] == graph.manifest["triples"]
        return graph.manifest["triples"]  # type: ignore[no-any-return]


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    """A folder with a finished graph."""
    publish(tmp_path / "kg", RECORDS)
    return tmp_path / "kg"


def test_a_graph_is_a_folder_with_one_generation(kg: Path) -> None:
    """Records, store, index and manifest, and the link that readers follow."""
    assert names(kg) == [".tifatu-graph", "current", "gen"]
    assert sorted(path.name for path in (kg / "current").iterdir()) == [
        "SHA256SUMS",
        "derived.jsonl",
        "index",
        "manifest.json",
        "records.jsonl",
        "store",
    ]
    assert target(kg).startswith("gen-")


def test_the_records_come_back_in_the_order_of_a_records_file(kg: Path) -> None:
    """Byte for byte what harvest writes."""
    assert (kg / "current" / "records.jsonl").read_bytes() == RECORDS.read_bytes()
    with open_graph(kg) as graph:
        assert list(graph.records()) == in_order(read_records(RECORDS))


def test_equal_records_give_equal_bytes(kg: Path, tmp_path: Path) -> None:
    """Records in any order give the same records file, manifest and name."""
    publish(tmp_path / "other", reversed(list(read_records(RECORDS))))

    for name in ("records.jsonl", "manifest.json"):
        assert (tmp_path / "other" / "current" / name).read_bytes() == (kg / "current" / name).read_bytes()
    assert target(tmp_path / "other") == target(kg)


def test_large_records_are_loaded_by_a_process_of_its_own(
    kg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that held all records does not hold the database, too; the bytes are the same."""
    asked: list[Path] = []

    def elsewhere(work: Callable[[Path], int], place: Path) -> int:
        asked.append(place)
        return alone(work, place)

    for large, times in ((1 << 40, 0), (1, 1)):
        monkeypatch.setattr(store, "LARGE", large)
        with being_built(tmp_path / "other", force=True) as building:
            building.publish(RECORDS, elsewhere=elsewhere)
        assert len(asked) == times
        assert target(tmp_path / "other").startswith(target(kg))
        assert count(tmp_path / "other") == count(kg)


def test_the_manifest_tells_what_the_folder_holds(kg: Path) -> None:
    """Counts by kind, digests and the run; no clock and no path."""
    from hashlib import sha256

    with open_graph(kg) as graph:
        manifest = graph.manifest
    assert manifest["counts"]["report"] == 4
    assert manifest["records"]["sha256"] == sha256(RECORDS.read_bytes()).hexdigest()
    assert [run["code"] for run in manifest["runs"]] == ["0.1.0"]
    assert set(manifest) == {"counts", "derived", "format", "index", "records", "runs", "triples", "vocabulary"}


def test_a_record_that_comes_twice_counts_once(kg: Path, tmp_path: Path) -> None:
    """The same report in two files must not double its mentions."""
    publish(tmp_path / "twice", [*read_records(RECORDS), *read_records(RECORDS)])

    assert count(tmp_path / "twice") == count(kg)


def test_a_graph_is_replaced_only_with_force(kg: Path) -> None:
    """Without force nothing changes; with it the new graph takes the place and the old one goes."""
    before = target(kg)
    with pytest.raises(FolderInUseError) as refused:
        publish(kg, RECORDS)
    assert refused.value.ours
    assert target(kg) == before

    publish(kg, [Run(id="X1", code="2", rules="", settings={})], force=True)

    assert names(kg) == [".tifatu-graph", "current", "gen"]
    assert target(kg) != before


def test_a_folder_of_others_is_never_touched(tmp_path: Path) -> None:
    """Also with force, also when it holds only a hidden file, also when it is a file."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / ".hidden").write_text("mine")
    (tmp_path / "file").write_text("mine")

    for place in (tmp_path / "photos", tmp_path / "file"):
        with pytest.raises(FolderInUseError) as refused:
            publish(place, RECORDS, force=True)
        assert not refused.value.ours
    assert [path.name for path in (tmp_path / "photos").iterdir()] == [".hidden"]
    assert (tmp_path / "file").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Someone may have made the folder beforehand; folders above are made."""
    (tmp_path / "kg").mkdir()

    assert publish(tmp_path / "kg", RECORDS).is_dir()
    assert publish(tmp_path / "a" / "b" / "kg", RECORDS).is_dir()


def test_what_else_lies_in_a_graph_folder_stays(kg: Path) -> None:
    """A user's notes beside the graph are not ours to sweep away."""
    (kg / "notes.txt").write_text("mine")
    publish(kg, RECORDS, force=True)

    assert (kg / "notes.txt").read_text() == "mine"


def test_a_second_build_is_told_that_the_folder_is_busy(tmp_path: Path) -> None:
    """From the beginning of the harvest, not only when it comes to publish."""
    with being_built(tmp_path / "kg", force=False) as first:
        with pytest.raises(BusyError), being_built(tmp_path / "kg", force=True):
            pass
        first.publish(RECORDS)

    assert count(tmp_path / "kg") > 0


def test_a_build_that_fails_early_leaves_no_folder(tmp_path: Path) -> None:
    """Where there was nothing before there is nothing afterwards."""
    with pytest.raises(KeyboardInterrupt), being_built(tmp_path / "kg", force=False):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_harvested_files_outlast_a_failed_build(tmp_path: Path) -> None:
    """The next build goes on from them, without force, as there is no graph yet."""
    with pytest.raises(KeyboardInterrupt), being_built(tmp_path / "kg", force=False) as building:
        building.shards.mkdir()
        (building.shards / "one").write_text("harvested")
        raise KeyboardInterrupt
    with being_built(tmp_path / "kg", force=False) as building:
        assert (building.shards / "one").read_text() == "harvested"
        building.publish(RECORDS)

    assert names(tmp_path / "kg") == [".tifatu-graph", "current", "gen", "shards"]


def test_bad_records_leave_the_graph_as_it_was(kg: Path, tmp_path: Path) -> None:
    """The line is named, the old graph stays."""
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(RECORDS.read_bytes() + b'{"kind":"poem"}\n')
    before = count(kg)
    with pytest.raises(BadRecordError) as problem:
        publish(kg, bad, force=True)

    assert problem.value.line == len(RECORDS.read_bytes().splitlines()) + 1
    assert count(kg) == before
    assert names(kg) == [".tifatu-graph", "current", "gen"]


@pytest.mark.parametrize("step", ["write_records", "_fill", "seal"])
def test_a_full_disk_leaves_the_graph_as_it_was(step: str, kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whichever step the disk is full: the error is the system's own, nothing half-written remains."""

    def full(*given: object) -> None:
        raise OSError("IO error: No space left on device: While appending to file")

    before = count(kg)
    monkeypatch.setattr(store, step, full)
    with pytest.raises(OSError) as problem:
        publish(kg, RECORDS, force=True)
    monkeypatch.undo()

    assert problem.value.errno == errno.ENOSPC
    assert count(kg) == before
    assert names(kg) == [".tifatu-graph", "current", "gen"]


def test_a_real_failure_to_write_leaves_the_graph_as_it_was(kg: Path) -> None:
    """A process that may write only small files fails inside Oxigraph or before; the old graph stays."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
    before = count(kg)
    command = [sys.executable, "-c", limit + BUILD, str(kg), str(RECORDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert count(kg) == before
    publish(kg, RECORDS, force=True)
    assert names(kg) == [".tifatu-graph", "current", "gen"]


@pytest.mark.parametrize("delay", [0.0, 0.005, 0.02, 0.04, 0.07])
def test_a_killed_build_leaves_the_graph_as_it_was(delay: float, kg: Path) -> None:
    """kill -9 at any moment: readers see a whole graph, and the next build sweeps up."""
    before = count(kg)
    process = build_in_process(kg)
    time.sleep(delay)
    process.kill()
    process.communicate()

    assert count(kg) == before
    publish(kg, RECORDS, force=True)
    assert names(kg) == [".tifatu-graph", "current", "gen"]


@pytest.mark.parametrize("delay", [0.0, 0.02])
def test_ctrl_c_leaves_nothing_half_written(delay: float, kg: Path) -> None:
    """An interrupted build takes away what it had begun."""
    process = build_in_process(kg)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert names(kg) == [".tifatu-graph", "current", "gen"]
    assert count(kg) > 0


def test_a_first_build_that_is_killed_may_be_repeated_without_force(tmp_path: Path) -> None:
    """There is no graph yet that force would have to replace."""
    kg = tmp_path / "kg"
    kg.mkdir()
    (kg / generations.MARK).touch()
    (kg / ".tmp-1").mkdir()
    (kg / "gen-0123").mkdir()
    publish(kg, RECORDS)

    assert names(kg) == [".tifatu-graph", "current", "gen"]


def test_a_reader_goes_on_while_the_graph_is_replaced(kg: Path) -> None:
    """An open graph answers to its end, although its files are gone."""
    with open_graph(kg) as graph:
        before = graph.sparql("SELECT ?t WHERE { ?t a tfv:Term } ORDER BY ?t")
        publish(kg, [Run(id="X1", code="2", rules="", settings={})], force=True)

        assert graph.sparql("SELECT ?t WHERE { ?t a tfv:Term } ORDER BY ?t") == before
        assert len(list(graph.records())) == len(RECORDS.read_bytes().splitlines())
        assert names(kg) == [".tifatu-graph", "current", "gen", "gen"]
    assert count(kg) < 200
    publish(kg, RECORDS, force=True)
    assert names(kg) == [".tifatu-graph", "current", "gen"]


def test_a_folder_without_a_graph_is_told(kg: Path, tmp_path: Path) -> None:
    """Missing, empty and unfinished folders get one answer."""
    (tmp_path / "empty").mkdir()
    (kg / "current" / "manifest.json").unlink()

    for folder in (tmp_path / "missing", tmp_path / "empty", kg):
        with pytest.raises(NoGraphError):
            open_graph(folder)


def everything() -> Iterator[AnyRecord]:
    """All records, one at a time."""
    yield from read_records(RECORDS)


def test_records_may_come_as_a_stream(tmp_path: Path) -> None:
    """An iterator serves as well as a list or a file."""
    publish(tmp_path / "kg", everything())

    assert (tmp_path / "kg" / "current" / "records.jsonl").read_bytes() == RECORDS.read_bytes()
