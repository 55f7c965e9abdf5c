"""tifatu validate: silence about a good graph, words about a bad one, and an exit status that says which."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from planted import spoiled

from tifatu.cli.validating import told_in_words
from tifatu.graph.findings import Check, Finding, Severity

TIFATU = str(Path(sys.executable).with_name("tifatu"))
BAD = [
    *(f"INSERT DATA {{ tfs:Many{n} skos:prefLabel '三区'@zh-hans, '“三区”'@zh-hans }}" for n in range(7)),
    "INSERT DATA { tfd:counted tfv:countVerdict tfv:CountDisagrees }",
    "INSERT DATA { tft:keyless a tfv:Term ; rdfs:label '甲\\n乙'@zh-hans }",
]


def tifatu(*args: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run(
        [TIFATU, *map(str, args)], capture_output=True, text=True, cwd=cwd, env=os.environ | {"NO_COLOR": "1"} | env
    )


@pytest.fixture(scope="module")
def reports(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and their graph, built with paths relative to it."""
    folder = tmp_path_factory.mktemp("validating")
    shutil.copytree(samples, folder / "in")
    assert tifatu("build", "in", "-o", "kg", "--workers", 1, cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def bad(reports: Path) -> Path:
    """The same graph with planted errors."""
    return spoiled(reports / "kg", reports / "bad", BAD)


def test_a_good_graph_leaves_with_0(reports: Path) -> None:
    """One line with how much was looked at, nothing on stderr."""
    done = tifatu("validate", "kg", cwd=reports)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" triples, 0 violation(s), 0 warning(s)\n")
    assert len(done.stdout.splitlines()) == 1


def test_a_bad_graph_leaves_with_1_and_says_where_and_what_to_do(bad: Path, reports: Path) -> None:
    """Findings of one check together: the first five with their labels, how many more, and the remedy."""
    done = tifatu("validate", bad, cwd=reports)

    assert (done.returncode, done.stderr) == (1, "")
    assert (
        "violation S14: S14: a concept has at most one preferred label in each language. Not so 7 times:" in done.stdout
    )
    assert done.stdout.count("  “三区” and 三区\n") == 5
    assert "    … and 2 more; --json lists all\n    What to do: Choose one," in done.stdout
    assert "violation term-key: A term has a key. Not so once:\n    tft:keyless  甲 乙\n" in done.stdout
    assert done.stdout.index("violation ") < done.stdout.index("warning count-disagrees:")


def test_json_has_everything(bad: Path, reports: Path) -> None:
    """One object with all findings, their severity, and what was run."""
    done = tifatu("validate", bad, "--json", cwd=reports)
    told = json.loads(done.stdout)

    assert done.returncode == 1
    assert told["steps"] == ["queries", "region-codes", "quotes", "shapes"]
    assert len([finding for finding in told["findings"] if finding["check"] == "S14"]) == 7
    assert told["violations"] == sum(finding["severity"] == "violation" for finding in told["findings"])
    assert told["warnings"] == 1
    assert set(told["findings"][0]) == {"check", "severity", "node", "label", "value", "says", "mend"}


def test_warnings_alone_are_no_reason_to_fail(reports: Path, tmp_path: Path) -> None:
    """A report that lists fewer items than it says is a fact about the report."""
    one = "SELECT ?d WHERE { ?d tfv:countVerdict tfv:CountAgrees } ORDER BY ?d LIMIT 1"
    change = (
        "DELETE { ?d tfv:countVerdict tfv:CountAgrees } INSERT { ?d tfv:countVerdict tfv:CountDisagrees }"
        f" WHERE {{ {{ {one} }} }}"
    )
    done = tifatu("validate", spoiled(reports / "kg", tmp_path / "kg", [change]), "--root", reports / "in")

    assert done.returncode == 0
    assert "warning count-disagrees: " in done.stdout
    assert "0 violation(s), 1 warning(s)" in done.stdout


def test_a_changed_report_is_noticed(reports: Path, tmp_path: Path) -> None:
    """Quotes are compared with the reports; --root says where these lie."""
    shutil.copytree(reports / "in", tmp_path / "in")
    report = tmp_path / "in" / "suzhou-2025.md"
    report.write_text("多出一行\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    changed = tifatu("validate", reports / "kg", "--root", tmp_path / "in", "--skip", "shapes")
    away = tifatu("validate", "kg", "--root", tmp_path / "nowhere", "--skip", "shapes", cwd=reports)
    skipped = tifatu("validate", "kg", "--root", tmp_path / "in", "--skip", "shapes", "--skip", "quotes", cwd=reports)

    assert [done.returncode for done in (changed, away, skipped)] == [1, 1, 0]
    assert "violation quotes: Every quote stands in its report at its offsets." in changed.stdout
    assert "    suzhou-2025.md " in changed.stdout and "gansu" not in changed.stdout
    assert "Name the folder of the reports with --root" in away.stdout


def test_without_pyrudof_one_line_names_the_extra(reports: Path, tmp_path: Path) -> None:
    """It is said before anything is run; the other checks need no extra."""
    missing = 'raise ModuleNotFoundError("No module named \'pyrudof\'", name="pyrudof")\n'
    (tmp_path / "pyrudof.py").write_text(missing, encoding="utf-8")
    refused = tifatu("validate", "kg", cwd=reports, PYTHONPATH=str(tmp_path))
    others = tifatu("validate", "kg", "--skip", "shapes", cwd=reports, PYTHONPATH=str(tmp_path))

    assert (refused.returncode, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    assert "pip install 'tifatu[validate]'" in line
    assert others.returncode == 0


def test_a_check_that_does_not_exist_cannot_be_skipped(reports: Path) -> None:
    """A slip would hide nothing, but one should know."""
    done = tifatu("validate", "kg", "--skip", "S99", cwd=reports)

    assert done.returncode == 2
    assert "S99" in done.stderr


def test_one_finding_is_told_without_more() -> None:
    """No ellipsis where nothing is left out; line ends of a report do not break the list."""
    check = Check("lists", "The list holds all.", "Write it anew.", Severity.VIOLATION)

    assert list(told_in_words([Finding(check, "tfd:D1", "三区", "甲\n乙")])) == [
        "violation lists: The list holds all. Not so once:",
        "    tfd:D1  三区  甲 乙",
        "    What to do: Write it anew.",
        "",
    ]


@pytest.mark.slow
def test_the_graph_of_the_corpus_violates_nothing(shared: Path, tmp_path: Path) -> None:
    """Thirty real reports: built, then held to every check."""
    paths = sorted((shared / "corpus" / "reports").rglob("*.md"))[::14]
    built = tifatu("build", *paths, "-o", "kg", "--quiet", "--workers", 1, cwd=tmp_path)
    done = tifatu("validate", "kg", cwd=tmp_path)

    assert built.returncode == 0
    assert len(paths) > 20
    assert done.returncode == 0, done.stdout


def test_a_graph_and_its_reports_may_move_together(reports: Path, tmp_path: Path) -> None:
    """Where the reports lie is kept as a path from the graph: verify finds them from any folder."""
    shutil.copytree(reports, tmp_path / "moved", symlinks=True)
    done = tifatu("verify", tmp_path / "moved" / "kg", cwd=tmp_path)

    assert done.returncode == 0, done.stdout
    records = (tmp_path / "moved" / "kg" / "current" / "records.jsonl").read_text(encoding="utf-8")
    assert str(reports.parent) not in records and '"source":"gansu-2024.md"' in records
