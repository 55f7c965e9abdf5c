"""Stored data that a disk or another program has changed: it is noticed, told as what it is, and built again."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from running import only_line, tifatu
from spoiling import flip

from tifatu.builders.diffusion import derived
from tifatu.builders.execution.shards import Shard, Shards
from tifatu.graph.courses import read_derived
from tifatu.graph.errors import DamagedGraphError, DamagedShardError, OldGraphError, TifatuError
from tifatu.graph.store import generations
from tifatu.graph.store.building import being_built, open_graph
from tifatu.graph.store.former import former
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.graph.survey.statistics import statistics_of

RECORDS = Path(__file__).parent / "data" / "invented.jsonl"
KINDS = ("records.jsonl", "derived.jsonl", "manifest.json", "SHA256SUMS", "index/*", "store/*.sst", "store/MANIFEST*")
"""One pattern for every kind of file of a generation."""

MANY = 3
"""Files of a kind that are read with damage: the largest, as reading a store takes a process each time."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that nothing has happened to."""
    folder = tmp_path_factory.mktemp("sound") / "kg"
    with being_built(folder, force=False) as building:
        building.publish(RECORDS, derive=derived)
    return folder


@pytest.fixture
def kg(sound: Path, tmp_path: Path) -> Path:
    """A copy to be spoiled."""
    return Path(shutil.copytree(sound, tmp_path / "kg", symlinks=True))


@pytest.fixture(scope="module")
def built(sample_graph: Path) -> Path:
    """A graph of reports."""
    return sample_graph


def ask_everything(graph: KnowledgeGraph) -> None:
    """Read all that a graph holds, by each way that leads to it."""
    list(graph.records())
    list(graph.derived())
    statistics_of(graph.records()).as_rows()
    for term in list(graph.index.all_terms()):
        graph.index.entry(term)
    list(graph.index.texts("三", 100))
    graph.index.used_in(graph.index.reports)
    graph.sparql("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    graph.trusted("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    graph.networkx()


def test_a_sound_graph_is_not_damaged(sound: Path) -> None:
    """Reading it changes none of its files, and what is sealed can be checked without tifatu."""
    with open_graph(sound) as graph:
        ask_everything(graph)
        assert graph.damage() == []
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=sound / "current", check=False)
    assert checked.returncode == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_every_flipped_bit_is_noticed(kind: str, part: float, kg: Path) -> None:
    """In whatever file and wherever in it."""
    for file in sorted((kg / "current").glob(kind)):
        flip(file, part)
        with pytest.raises(DamagedGraphError), open_graph(kg) as graph:
            raise DamagedGraphError(kg, graph.damage()) if graph.damage() else AssertionError(file)
        flip(file, part)


@pytest.mark.parametrize("change", [lambda file: file.unlink(), lambda file: file.write_bytes(b"")])
def test_lost_and_empty_files_are_noticed(change: Callable[[Path], object], kg: Path) -> None:
    """A file that is gone, one that is cut off, and one that nobody wrote."""
    change(kg / "current" / "derived.jsonl")
    (kg / "current" / "index" / "more.tsv").write_bytes(b"1")
    with open_graph(kg) as graph:
        found = graph.damage()

    assert {line.split()[0] for line in found} == {"derived.jsonl", "index/more.tsv"}


@pytest.mark.parametrize("kind", KINDS)
def test_readers_of_a_damaged_graph_are_told_so(kind: str, kg: Path) -> None:
    """Whatever breaks says that the graph is damaged and what to do: no other error, no endless loop."""
    for file in sorted((kg / "current").glob(kind), key=lambda file: file.stat().st_size)[-MANY:]:
        for part, bit in ((0.01, 128), (0.3, 4), (0.6, 1), (1.0, 2)):
            flip(file, part, bit)
            with suppress(DamagedGraphError), open_graph(kg) as graph:
                ask_everything(graph)
            flip(file, part, bit)


def test_a_store_that_cannot_be_read_is_no_bad_query(kg: Path) -> None:
    """The message names the store and the next step, also without a with statement."""
    for file in (kg / "current" / "store").glob("*.sst"):
        file.write_bytes(bytes(len(file.read_bytes())))
    graph = KnowledgeGraph(kg)
    with pytest.raises(DamagedGraphError, match="tifatu build REPORTS -o"):
        graph.sparql("SELECT * WHERE { ?s ?p ?o }")
    with pytest.raises(DamagedGraphError, match="store"):
        graph.trusted("SELECT * WHERE { ?s ?p ?o }")
    graph.close()


def test_errors_of_users_are_no_damage(kg: Path) -> None:
    """On a sound graph an error passes as it is."""
    with pytest.raises(KeyError), open_graph(kg):
        raise KeyError("mine")


def remade(kg: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Give a generation another manifest, as another version would have written it."""
    place = generations.current(kg)
    manifest = json.loads((place / "manifest.json").read_bytes())
    change(manifest)
    text = json.dumps(manifest).encode()
    (place / "manifest.json").write_bytes(text)
    place.rename(kg / generations.name_of(text))
    (kg / "current").unlink()
    (kg / "current").symlink_to(generations.name_of(text))


def test_a_graph_of_another_version_is_told_as_that(kg: Path) -> None:
    """Not as damaged, not as a traceback: with what to do."""
    remade(kg, lambda manifest: manifest.pop("format"))
    with pytest.raises(OldGraphError, match=r"older version of tifatu.*tifatu build REPORTS"):
        open_graph(kg)
    remade(kg, lambda manifest: manifest.update(format=99))
    with pytest.raises(OldGraphError, match="newer version"):
        open_graph(kg)


@pytest.mark.parametrize("kind", ["records.jsonl", "manifest.json", "store/CURRENT"])
def test_verify_tells_damage_and_a_build_repairs_it(kind: str, built: Path, samples: Path, tmp_path: Path) -> None:
    """Verify fails with the file's name; the same build from the reports gives the records that there were."""
    kg = Path(shutil.copytree(built, tmp_path / "kg", symlinks=True))
    before = (kg / "current" / "records.jsonl").read_bytes()
    file = sorted((kg / "current").glob(kind))[0]
    flip(file, 0.5)

    told = tifatu("verify", kg, "--root", samples.parent)
    again = tifatu("build", samples, "-o", kg, "--workers", 1)

    assert told.returncode == 1
    assert "is damaged" in only_line(told)
    assert "tifatu build REPORTS -o" in only_line(told)
    assert (again.returncode, (kg / "current" / "records.jsonl").read_bytes()) == (0, before)
    assert "is damaged" in again.stderr
    with open_graph(kg) as graph:
        assert graph.damage() == []


def test_names_from_damaged_records_are_kept_where_they_are_sure(kg: Path) -> None:
    """A line that cannot be read is passed over, and a bit that flips in a name makes no new name."""
    records, found = former(kg)
    file = kg / "current" / "records.jsonl"
    assert found == []
    lines = file.read_bytes().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(b'{"kind":"sense"'))
    lines[at] = lines[at].replace(b'"id":"S', b'"id":"Sx', 1)
    lines[0] = b"\xff" + lines[0]
    file.write_bytes(b"".join(lines))

    left, found = former(kg)

    assert found == ["records.jsonl has changed"]
    assert len(left) == len(records) - 1
    assert all(record in records for record in left)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 1.0])
def test_a_shard_is_believed_only_as_it_was_written(part: float, tmp_path: Path) -> None:
    """A flipped bit makes it none, in its digest as in what it holds; so does an end that is cut off."""
    shards = Shards(tmp_path)
    shards.save("one", Shard(notes=["a note of some length, in which a bit may turn"]))
    assert shards.held("one").notes
    flip(tmp_path / "one", part)

    assert shards.load("one") is None
    with pytest.raises(DamagedShardError, match="Run the same command again"):
        shards.held("one")


def test_damaged_shards_are_harvested_again(built: Path, samples: Path, tmp_path: Path) -> None:
    """The records are those of the graph before."""
    kg = Path(shutil.copytree(built, tmp_path / "kg", symlinks=True))
    before = (kg / "current" / "records.jsonl").read_bytes()
    (kg / "current" / "derived.jsonl").unlink()
    for file in (kg / "shards").iterdir():
        flip(file, 0.5)
    tifatu("build", samples, "-o", kg, "--workers", 1, check=True)

    assert (kg / "current" / "records.jsonl").read_bytes() == before


def test_derived_records_that_break_say_damage(kg: Path) -> None:
    """They are read without an index: the block tells."""
    flip(kg / "current" / "derived.jsonl", 0.0)
    with pytest.raises(DamagedGraphError, match=r"derived\.jsonl has changed"), open_graph(kg) as graph:
        list(read_derived(graph.place))


def test_all_that_is_told_can_be_mended(kg: Path) -> None:
    """Damage is one of the errors that the command line prints as a line."""
    assert issubclass(DamagedGraphError, TifatuError)
    assert "and 2 more" in str(DamagedGraphError(kg, ["a", "b", "c", "d", "e"]))
