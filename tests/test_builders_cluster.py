"""Stages on an executor that somebody lent: what is found is the same, whoever does the work and whoever is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running import tifatu

from tifatu.builders.execution.lent import Lent, LentWorkers, cluster
from tifatu.builders.execution.processes import Died
from tifatu.builders.execution.stages import Options
from tifatu.builders.pipeline import build_records
from tifatu.graph.errors import ClusterError

distributed = pytest.importorskip("distributed")
DASK = str(Path(sys.executable).with_name("dask"))
QUIET = ("--no-dashboard", "--host", "127.0.0.1")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real scheduler with two worker processes, each with a nanny, on loopback."""
    place = tmp_path_factory.mktemp("dask")
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    told = ["--scheduler-file", str(place / "scheduler.json")]
    two = ["--nworkers", "2", "--nthreads", "1", "--memory-limit", "0", "--local-directory", str(place)]
    commands = [[DASK, "scheduler", "--port", "0", *told, *QUIET], [DASK, "worker", *two, *told, *QUIET]]
    running = [
        subprocess.Popen(one, cwd=place, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for one in commands
    ]
    try:
        with distributed.Client(scheduler_file=told[1], timeout=120, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            address = client.scheduler.address
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(60)


def found(folder: Path, options: Options) -> list[object]:
    """What is found in the reports of a folder."""
    return list(build_records([folder], options).records)


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(address: str, samples: Path, tmp_path: Path) -> None:
    """Two worker processes, one killed when the first file is done: the records are those of a build here."""
    killed: list[int] = []

    def kill_one(stage: str, done: int, total: int) -> None:
        if stage == "harvest" and not killed:
            with distributed.Client(address, set_as_default=False) as client:
                killed.append(sorted(client.run(os.getpid).values())[0])
            os.kill(killed[0], signal.SIGKILL)

    with cluster(address) as lent:
        there = found(samples, Options(shards=tmp_path, progress=kill_one, lent=lent))

    assert killed
    assert there == found(samples, Options(workers=1))


def test_a_graph_built_on_a_cluster_is_byte_for_byte_that_of_one_built_here(
    address: str, samples: Path, tmp_path: Path
) -> None:
    """The same command with --cluster, from a folder that the workers are not in."""
    (tmp_path / "reports").symlink_to(samples, target_is_directory=True)
    for out, more in (("here", ["--workers", 1]), ("there", ["--cluster", address])):
        done = tifatu("build", "reports", "-o", out, *more, cwd=tmp_path)
        assert done.returncode == 0, done.stderr

    here, there = (tmp_path / out / "current" for out in ("here", "there"))
    assert here.resolve().name == there.resolve().name
    for name in ("records.jsonl", "derived.jsonl", "manifest.json"):
        assert (here / name).read_bytes() == (there / name).read_bytes()


def lethal(item: int) -> int:
    """An item that always kills the process that takes it."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def nothing() -> None:
    """No preparation."""


def test_an_item_that_kills_every_worker_is_named_and_the_others_finish(address: str) -> None:
    """dask gives it out again until it has killed four; then it is left out, in its place."""
    with cluster(address) as lent:
        assert list(LentWorkers(lent, nothing).map(lethal, range(6))) == [0, 1, 2, Died(3), 4, 5]


def test_any_executor_will_do(samples: Path) -> None:
    """Threads of one's own find what processes find; results come in the order of the files."""
    with ThreadPoolExecutor(3) as pool:
        assert found(samples, Options(lent=Lent(pool, window=2))) == found(samples, Options(workers=1))


def test_no_more_items_are_under_way_than_the_window_allows() -> None:
    """So the memory of a build does not grow with its files; the last items come, too."""
    begun: list[int] = []

    def begin(item: int) -> int:
        begun.append(item)
        return item

    with ThreadPoolExecutor(1) as pool:
        results = LentWorkers(Lent(pool, window=2), nothing).map(begin, range(5))
        assert next(results) == 0
        time.sleep(0.1)
        assert len(begun) <= 3
        assert list(results) == [1, 2, 3, 4]


def other_lists() -> bool:
    """The lists of this process are not those that are asked for."""
    return False


def test_a_worker_with_other_word_lists_is_refused() -> None:
    """It would find something else; the message says what to do."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(ClusterError, match=r"other word lists\. Start its workers anew"):
        list(LentWorkers(Lent(pool), other_lists).map(lethal, [1]))


def test_a_worker_with_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rules have another digest."""
    from tifatu.builders.execution import lent

    digests = iter(["ours", "theirs"])
    monkeypatch.setattr(lent, "rules_digest", lambda: next(digests))
    with ThreadPoolExecutor(1) as pool, pytest.raises(ClusterError, match=r"another tifatu\. Install there"):
        list(LentWorkers(Lent(pool), nothing).map(lethal, [1]))


def test_no_scheduler_is_told_in_one_line(tmp_path: Path, samples: Path) -> None:
    """Nothing is left behind, and the next step is named."""
    done = tifatu("build", samples, "-o", "kg", "--cluster", "tcp://127.0.0.1:9", cwd=tmp_path)

    assert done.returncode == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "kg").exists()
