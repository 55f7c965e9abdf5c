"""A build that is repeated: where nothing has changed the graph stays and is told of again; else it is made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from running import tifatu

SAME = "nothing has changed"


@pytest.fixture(scope="module")
def once(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports and a file that holds none, and their graph."""
    home = tmp_path_factory.mktemp("once")
    (home / "reports").mkdir()
    for name in ("suzhou-2024.md", "gansu-2024.md"):
        shutil.copy(samples / name, home / "reports")
    (home / "reports" / "菜谱.txt").write_text("三根面条，一碗水。", encoding="utf-8")
    assert tifatu("build", "reports", "-o", "kg", "--workers", 1, cwd=home).returncode == 3
    return home


@pytest.fixture
def home(once: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return Path(shutil.copytree(once, tmp_path / "home", symlinks=True))


def test_a_build_without_changes_keeps_the_generation_and_says_so(home: Path) -> None:
    """Its files are not touched, what was left out is told again, and the status is that of the first build."""
    before = (home / "kg" / "current" / "manifest.json").stat()
    os.utime(home / "reports" / "gansu-2024.md")  # what a file says counts, not when it was written

    done = tifatu("build", "reports", "-o", "kg", "--workers", 1, cwd=home)

    assert SAME in done.stdout
    assert "2 reports" in done.stdout
    assert done.returncode == 3
    assert "菜谱.txt" in done.stderr
    after = (home / "kg" / "current" / "manifest.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def add(home: Path) -> None:
    """One report more."""
    text = (home / "reports" / "suzhou-2024.md").read_text(encoding="utf-8")
    (home / "reports" / "more.md").write_text(text.replace("2024", "2023"), encoding="utf-8")


def settle(home: Path) -> None:
    """Another bound for files."""
    (home / "tifatu.toml").write_text("largest = 1_000_000\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a report is added": add,
    "a report is gone": lambda home: (home / "reports" / "gansu-2024.md").unlink(),
    "a report is renamed": lambda home: (home / "reports" / "gansu-2024.md").rename(home / "reports" / "other.md"),
    "the settings are others": settle,
    "the graph is damaged": lambda home: (home / "kg" / "current" / "derived.jsonl").write_bytes(b""),
    "what the build said is damaged": lambda home: (home / "kg" / "built.json").write_bytes(b"{}"),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_a_build_with_changes_is_that_of_a_fresh_one(change: str, home: Path) -> None:
    """Whatever has changed, the records are those of a build into another folder."""
    CHANGES[change](home)
    chosen = ("--settings", "tifatu.toml") if (home / "tifatu.toml").exists() else ()
    done = tifatu("build", "reports", "-o", "kg", "--workers", 1, *chosen, cwd=home)
    tifatu("build", "reports", "-o", "fresh", "--workers", 1, *chosen, cwd=home)

    assert SAME not in done.stdout
    assert done.returncode == 3
    made = [(home / name / "current" / "records.jsonl").read_bytes() for name in ("kg", "fresh")]
    assert made[0] == made[1]


def test_force_builds_in_any_case(home: Path) -> None:
    """Who says so wants it made."""
    assert SAME not in tifatu("build", "reports", "-o", "kg", "--workers", 1, "--force", cwd=home).stdout
