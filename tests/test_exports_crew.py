"""Pages written by several processes: the same bytes, the same errors, nobody left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tifatu.exports.pages.crew import Task, write_tasks

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no copies of a process here")

BEGIN = """
import os, sys
from functools import partial
from pathlib import Path
sys.path.insert(0, {tests!r})
import test_exports_crew as crew
from tifatu.exports.pages.crew import write_tasks
folder = Path(sys.argv[1])
"""


def named(number: int) -> Iterator[tuple[str, str]]:
    """A page that says who wrote it, and one in a folder."""
    for _ in range(20_000):
        os.getpid()
    yield f"{number}.pid", str(os.getpid())
    yield f"deep/{number}.html", f"第{number}页"


def broken(number: int) -> Iterator[tuple[str, str]]:
    """A page that cannot be made, by nobody."""
    raise ValueError(f"page {number}")
    yield "", ""


def killed_in_copies(parent: int, number: int) -> Iterator[tuple[str, str]]:
    """A page at which every copy of the process is killed, as one is that has no memory left."""
    if os.getpid() != parent:
        os.kill(os.getpid(), 9)
    yield f"{number}.html", "好"


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A script in a process without threads, as the command line is."""
    begin = BEGIN.format(tests=str(Path(__file__).parent))
    return subprocess.run(
        [sys.executable, "-c", begin + script, str(folder)], capture_output=True, text=True, timeout=120, check=False
    )


def test_several_processes_write_what_one_writes(tmp_path: Path) -> None:
    """Every page once, whoever writes it; more than one process has taken part, the first one among them."""
    script = (
        "print(os.getpid(), write_tasks([partial(crew.named, n) for n in range(200)], folder, 3, lambda done: None))"
    )

    told = run(script, tmp_path)

    first, count = told.stdout.split()
    assert (count, told.stderr) == ("400", "")
    writers = {path.read_text() for path in tmp_path.glob("*.pid")}
    assert 1 < len(writers) <= 3
    assert first in writers
    assert sorted(path.read_text() for path in (tmp_path / "deep").iterdir()) == sorted(f"第{n}页" for n in range(200))


def test_an_error_in_a_worker_is_raised_here(tmp_path: Path) -> None:
    """As it is with one process: its kind and words, and nothing else on stderr."""
    script = (
        "tasks = [*(partial(crew.named, n) for n in range(9)), partial(crew.broken, 7)]\n"
        "try:\n    write_tasks(tasks, folder, 2, print)\n"
        "except ValueError as problem:\n    print('raised', problem)"
    )

    told = run(script, tmp_path)

    assert told.stdout.splitlines()[-1] == "raised page 7"
    assert told.stderr == ""


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """The pages are written in the first process."""
    script = (
        "tasks = [partial(crew.killed_in_copies, os.getpid(), n) for n in range(5)]\n"
        "print(write_tasks(tasks, folder, 2, lambda done: None))"
    )

    assert run(script, tmp_path).stdout.split() == ["5"]
    assert len(list(tmp_path.iterdir())) == 5


def test_a_process_with_threads_works_alone(tmp_path: Path) -> None:
    """A copy could wait for ever for a lock that a thread held when it was made."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    tasks: list[Task] = [partial(named, n) for n in range(3)]
    try:
        assert write_tasks(tasks, tmp_path, 2, lambda done: None) == 6
    finally:
        over.set()
        thread.join()
    assert {path.read_text() for path in tmp_path.glob("*.pid")} == {str(os.getpid())}
