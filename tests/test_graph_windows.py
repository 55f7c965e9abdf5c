"""What Windows does not have, taken away: links, flock, resource, signals of POSIX. A graph is built all the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import only_line, tifatu

from tifatu.exports.pages.addresses import names_for
from tifatu.exports.pages.atlas import region_key
from tifatu.graph.errors import NoGraphError
from tifatu.graph.model import Region
from tifatu.graph.records.files import read_records
from tifatu.graph.store import generations
from tifatu.graph.store.building import open_graph, publish

RECORDS = Path(__file__).parent / "data" / "invented.jsonl"

ELSEWHERE = """
import fcntl, os, signal, subprocess, sys, types  # subprocess asks at its import where it is
import concurrent.futures.process
from tifatu.cli.main import run

there = types.ModuleType("msvcrt")
there.LK_NBLCK = 2
there.locking = lambda handle, mode, size: fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, size)
sys.modules["msvcrt"] = there
for missing in ("fcntl", "resource"):
    sys.modules[missing] = None
for missing in ("setitimer", "SIGALRM", "ITIMER_REAL", "pthread_sigmask", "SIGHUP"):
    delattr(signal, missing)
for missing in ("sched_getaffinity", "getuid"):
    delattr(os, missing)

def refused(*told, **more):
    raise OSError(1314, "A required privilege is not held by the client")

os.symlink = refused
sys.argv[0] = "tifatu"
sys.exit(run())
"""
"""The program on a system that lacks all that; a byte's lock of POSIX stands for the byte's lock of Windows."""


def there(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program on that system."""
    command = [sys.executable, "-c", ELSEWHERE, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph built there by two workers, and again after a report has gone."""
    home = tmp_path_factory.mktemp("there")
    reports = home / "reports"
    reports.mkdir()
    for name in ("gansu-2024.md", "gansu-2025.md", "suzhou-2024.md"):
        (reports / name).write_bytes((samples / name).read_bytes())
    for left in ("suzhou-2024.md", "gansu-2025.md"):
        done = there("build", "reports", "-o", "kg", "--workers", 2, cwd=home)
        assert done.returncode == 0, done.stderr
        (reports / left).unlink()
    (reports / "gansu-2025.md").write_bytes((samples / "gansu-2025.md").read_bytes())
    return home


def test_the_newest_generation_is_named_by_a_file(built: Path) -> None:
    """It is the only one that is left, and both kinds of system open it."""
    current = built / "kg" / "current"

    assert current.is_file()
    assert not current.is_symlink()
    assert [path.name for path in (built / "kg").glob("gen-*")] == [current.read_text(encoding="utf-8").strip()]
    for found in (there("find", "行动", "kg", cwd=built), tifatu("find", "行动", "kg", cwd=built)):
        assert found.returncode == 0, found.stderr
        assert found.stdout


def test_what_is_built_there_is_what_is_built_here(built: Path) -> None:
    """The name of a generation is the digest of all it holds."""
    assert tifatu("build", "reports", "-o", "here", "--workers", 1, cwd=built).returncode == 0
    assert (built / "here" / "current").readlink().name == (built / "kg" / "current").read_text("utf-8").strip()


def test_a_graph_may_go_from_one_system_to_the_other(built: Path) -> None:
    """A build here puts a link where the file was; one there a file where the link was."""
    moved = built / "moved"
    shutil.copytree(built / "kg", moved)

    publish(moved, read_records(generations.current(built / "kg") / "records.jsonl"), force=True)
    assert (moved / "current").is_symlink()
    assert there("build", "reports", "-o", "moved", "--workers", 1, cwd=built).returncode == 0
    assert (moved / "current").is_file()
    assert not (moved / "current").is_symlink()


def test_a_second_build_at_once_is_refused_there_too(built: Path) -> None:
    """While a build here holds the folder by its lock on the byte, one there is told that another is writing."""
    holder = """
import fcntl, sys
from pathlib import Path
file = Path(sys.argv[1]).open("a+b")
fcntl.lockf(file, fcntl.LOCK_EX, 1)
print("held", flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", holder, str(built / "kg" / ".tifatu-graph")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        other.stdout.readline()
        done = there("build", "reports", "-o", "kg", cwd=built)
        other.stdin.close()

    assert done.returncode == 1
    assert "another build is writing there" in only_line(done)


@pytest.mark.parametrize("written", ["", "gen-gone", "../reports", "gen-\0", "gen-/../../reports", "\ufffd"])
def test_a_file_that_names_no_generation_is_told_as_no_graph(written: str, tmp_path: Path) -> None:
    """It is one name in the same folder, or nothing."""
    publish(tmp_path / "kg", RECORDS)
    (tmp_path / "kg" / "current").unlink()
    (tmp_path / "kg" / "current").write_text(written, encoding="utf-8")

    with pytest.raises(NoGraphError):
        open_graph(tmp_path / "kg")


@pytest.mark.parametrize("words", ["con", "NUL", "com1.", "甲:乙?丙*丁", 'a|b<c>"d"', "x/../y\\z", "甲. ", "长" * 300])
def test_pages_have_names_that_windows_can_hold(words: str) -> None:
    """No reserved name, no sign or ending that it refuses, and no more than its 260 characters leave room for."""
    place = Region(code=None, name=words, level="乡级")
    for name in (next(names_for(words)), region_key(place)):
        assert re.fullmatch(r"[A-Za-z0-9-]{5,60}", name)
        assert name.upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT1")
