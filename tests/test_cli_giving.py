"""tifatu export: folders, zips and files from the real program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

TIFATU = str(Path(sys.executable).with_name("tifatu"))


def tifatu(*args: object) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run([TIFATU, *map(str, args)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def graph(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


@pytest.mark.parametrize(("name", "one"), [("csv", "terms.csv"), ("parquet", "terms.parquet"), ("md", "README.md")])
def test_formats_of_several_files_make_a_folder_or_a_zip(name: str, one: str, graph: Path, tmp_path: Path) -> None:
    """The same files both ways; an existing folder is replaced only with force."""
    made = tifatu("export", graph, "--to", name, "-o", tmp_path / "out")
    zipped = tifatu("export", graph, "--to", name, "-o", tmp_path / "out.zip")
    again = tifatu("export", graph, "--to", name, "-o", tmp_path / "out")
    forced = tifatu("export", graph, "--to", name, "-o", tmp_path / "out", "--force")

    assert [done.returncode for done in (made, zipped, again, forced)] == [0, 0, 1, 0]
    assert "--force" in again.stderr
    with ZipFile(tmp_path / "out.zip") as archive:
        files = {member: archive.read(member) for member in archive.namelist()}
    there = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")}
    assert files == there
    assert one in files


@pytest.mark.parametrize("name", ["csv", "parquet", "md", "html"])
def test_a_folder_does_not_go_into_a_pipe(name: str, graph: Path) -> None:
    """One line says what to do, and nothing comes out."""
    done = tifatu("export", graph, "--to", name, "-o", "-")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"tifatu: {name} makes several files, which do not fit a pipe. Name a folder, or a .zip: -o {name}.zip\n"
    )


def test_a_format_that_does_not_exist_is_told_with_all_that_do(graph: Path, tmp_path: Path) -> None:
    """Files, folders and pages alike."""
    done = tifatu("export", graph, "--to", "exel", "-o", tmp_path / "out")

    assert done.returncode == 1
    for name in ("csv", "gexf", "graphml", "html", "jieba", "md", "parquet", "ttl", "xlsx"):
        assert f" {name}" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_selection_is_exported_alone(graph: Path, tmp_path: Path) -> None:
    """With a region, only its reports are in the tables."""
    done = tifatu("export", graph, "--to", "csv", "--region", "无此地", "-o", tmp_path / "none")

    assert done.returncode == 1
    assert not (tmp_path / "none").exists()


def test_pages_go_into_a_zip_where_one_is_named(graph: Path, tmp_path: Path) -> None:
    """They open where it is unpacked."""
    done = tifatu("export", graph, "--to", "html", "-o", tmp_path / "pages.zip")

    with ZipFile(tmp_path / "pages.zip") as archive:
        names = set(archive.namelist())
    assert (done.returncode, "pages/index.html" in names) == (0, True)
    assert tifatu("export", graph, "--to", "html", "-o", tmp_path / "pages.zip").returncode == 1
