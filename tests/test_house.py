"""The house: every room is packed, has one small entrance, and is named by the step."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FOLDERS = ("graph", "builders", "queries", "exports", "cli")
ENTRANCE = 20
"""Lines of an entrance at most."""


def rooms() -> list[str]:
    """Every sub-package: exports/rdf."""
    found = [path.parent for folder in FOLDERS for path in (ROOT / folder).rglob("__init__.py")]
    return sorted(str(path.relative_to(ROOT)) for path in found)


def test_every_room_is_packed() -> None:
    """setuptools lists the packages one by one: a room that is not listed is missing from the wheel."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]

    assert sorted(listed) == sorted(f"tifatu.{room.replace('/', '.')}" for room in rooms())


def test_every_folder_with_modules_is_a_room() -> None:
    """A folder without an entrance would not be packed at all."""
    folders = {path.parent for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}

    assert sorted(str(path.relative_to(ROOT)) for path in folders) == rooms()


def test_entrances_are_small() -> None:
    """A room has one entrance of 20 lines or fewer, and two modules or more: else it is a file."""
    inner = [ROOT / room for room in rooms() if "/" in room]
    assert len(inner) > 20
    assert [r.name for r in inner if len((r / "__init__.py").read_text(encoding="utf-8").splitlines()) > ENTRANCE] == []
    assert [r.name for r in inner if len(list(r.glob("*.py"))) < 3] == []


def test_what_lands_has_passed_every_test() -> None:
    """The README's test command is what .ci/run calls, and it leaves out none."""
    makefile, command = (ROOT / "Makefile").read_text(encoding="utf-8"), "make test-all"
    recipes = [line.strip() for line in makefile.splitlines() if line.startswith("\t") and "/pytest" in line]

    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "test-all: lint types unit\n" in makefile
    assert [recipe.partition('-m "not slow"')[1] != "" for recipe in recipes] == [True, False]
