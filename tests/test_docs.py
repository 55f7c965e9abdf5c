"""The documents tell the truth: their commands run, their links lead somewhere, nothing of this machine is in them."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOLDERS = ("graph", "builders", "queries", "exports", "cli")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def modules() -> list[str]:
    """Every module of tifatu."""
    found = []
    for folder in FOLDERS:
        package = importlib.import_module(f"tifatu.{folder}")
        found.append(package.__name__)
        found += [f"{package.__name__}.{m.name}" for m in pkgutil.iter_modules(package.__path__)]
    return sorted(found)


READMES = {"English": README, "Chinese": (ROOT / "README.zh.md").read_text(encoding="utf-8")}


def commands(text: str = README) -> list[str]:
    """The lines of a README that call tifatu."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip().startswith("tifatu ")]


@pytest.mark.parametrize("language", READMES)
def test_the_commands_of_the_readme_run_one_after_the_other(language: str, tmp_path: Path) -> None:
    """In the order in which a reader types them, each leaves with 0 and prints or writes something."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    said = {}
    for command in commands(READMES[language]):
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        said[command] = done.stdout
    assert len(said) >= 10
    assert (tmp_path / "pages" / "index.html").is_file()
    assert (tmp_path / "jiuquan.nq").stat().st_size > 10_000


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    """As it stands, from a text to a graph that is asked, beside the samples."""
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    script = tmp_path / "script.py"
    script.write_text(block + "\nassert len(rows) == 3 and len(network)\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "三区三线" in done.stdout
    assert (tmp_path / "graph.ttl").stat().st_size > 10_000


PUBLIC = {
    "builders": "Harvest Omitted Options Settings as_text build_records find_sources harvest_text",
    "graph": "Attribution Definition KnowledgeGraph Mention Place Report Sense TifatuError "
    "build_graph read_records write_records",
    "queries": "Limits Param Query catalogue named run",
    "exports": "EXPORTERS FOLDER_EXPORTERS Exporter FolderExporter Selection "
    "export export_folder export_zip exporter_for select",
}
"""What others may build on: a name that goes or comes is a change of this table."""


@pytest.mark.parametrize("folder", sorted(PUBLIC))
def test_the_front_door_offers_what_it_says(folder: str) -> None:
    """Each public name can be imported, and no other is promised."""
    door = importlib.import_module(f"tifatu.{folder}")

    assert sorted(door.__all__) == sorted(PUBLIC[folder].split())
    assert [name for name in door.__all__ if getattr(door, name, None) is None] == []
    with pytest.raises(AttributeError):
        door.no_such_name  # noqa: B018


def test_the_front_door_opens_nothing_by_itself() -> None:
    """Importing the folders reads no word list and loads no store."""
    code = "import sys, tifatu.builders, tifatu.graph; print([m for m in sys.modules if m.startswith('tifatu.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['tifatu.builders', 'tifatu.graph']"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    """Every relative link is a file of the project."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_are_true(name: str) -> None:
    """Each example gives what stands below it."""
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)

    assert result.failed == 0


def test_every_command_stands_in_the_readme() -> None:
    """A command that nobody is told about does not exist."""
    from typer.main import get_command

    from tifatu.cli.main import app

    both = "\n".join(READMES.values())
    told = {command.split()[1] for command in commands(both)} | set(re.findall(r"`tifatu (\w+)", both))
    assert set(get_command(app).commands) <= told | {"harvest"}  # type: ignore[attr-defined]


def test_the_version_is_told_once() -> None:
    """The code's version is the package's."""
    from tifatu.builders.pipeline import VERSION

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


def test_constraints_name_exact_versions_and_no_address() -> None:
    """One package a line."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+", line)] == []


def test_importing_tifatu_does_nothing_else() -> None:
    """No slow library is loaded by the nouns or the command line before it is needed."""
    code = "import sys, tifatu.graph, tifatu.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert {"jieba", "rdflib", "networkx", "pyvis", "IPython"} & set(loaded) == set()
