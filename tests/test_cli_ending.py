"""Commands that are ended from outside: nothing half-written, nothing left running."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from running import TIFATU

pytestmark = pytest.mark.slow

PATIENCE = 60.0
"""Seconds in which a busy machine starts some processes, or ends them."""


def members(group: int) -> list[int]:
    """Processes of a group that are not dead."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(int(stat.parent.name))
    return found


def comes(condition: Callable[[], bool]) -> bool:
    """Whether something comes about in time."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def building(samples: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """A build with two workers, which are there; it hears SIGHUP even where the tests themselves run under nohup."""
    command = [TIFATU, "build", str(samples), "-o", str(tmp_path / "kg"), "--workers", "2", "-q"]
    heard = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGHUP, heard)
    assert comes(lambda: len(members(process.pid)) >= 4)  # two workers, the tracker of their resources, and itself
    return process


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to see processes in")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_workers_end_with_their_parent(number: signal.Signals, building: subprocess.Popen[str]) -> None:
    """By whatever signal the parent alone is ended, no process of its group stays."""
    building.send_signal(number)
    building.communicate(timeout=PATIENCE)

    assert comes(lambda: not members(building.pid))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_build_that_is_told_to_end_says_so(
    number: signal.Signals, building: subprocess.Popen[str], tmp_path: Path
) -> None:
    """SIGTERM and a terminal that closes end it as Ctrl-C does: a line, status 130, nothing half-written."""
    building.send_signal(number)
    _, said = building.communicate(timeout=PATIENCE)

    assert building.returncode == 130
    assert said.splitlines() == [
        "tifatu: Stopped. What was there before is unchanged; run the same command again to go on."
    ]
    left = [path.name for path in (tmp_path / "kg").iterdir()] if (tmp_path / "kg").exists() else []
    assert set(left) <= {".tifatu-graph", "shards"}


def test_nohup_is_heeded(tmp_path: Path, samples: Path) -> None:
    """Where the caller has the signal ignored, so do we."""
    command = [TIFATU, "build", str(samples), "-o", str(tmp_path / "kg"), "--workers", "1", "-q"]
    process = subprocess.Popen(["nohup", *command], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    time.sleep(1)
    os.kill(process.pid, signal.SIGHUP)

    assert process.wait(PATIENCE) == 0
