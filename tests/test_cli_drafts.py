"""tifatu check, held to a draft with verdicts of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import forms
import pytest

TIFATU = str(Path(sys.executable).with_name("tifatu"))
DRAFT = """各位代表：
我们深入实施“四强”行动，统筹三区三线，做好四水四定。
全年推进“七彩九路”计划，守住“三品一标”，学习“老话”。
"""
GOLD = {
    "“四强”行动": ["ours"],
    "三区三线": ["ours"],
    "四水四定": ["ours"],
    "七彩九路": ["coined"],
    "三品一标": ["ours", "defined-otherwise-above"],
}
"""Slogan -> verdicts for a writer of 酒泉市."""


@pytest.fixture(scope="module")
def kg(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


def check(kg: Path, *args: str, draft: str = DRAFT) -> subprocess.CompletedProcess[str]:
    """Check a draft from stdin."""
    return subprocess.run([TIFATU, "check", "-", "-g", kg, *args], input=draft, capture_output=True, text=True)


def test_every_slogan_of_the_draft_gets_its_verdicts(kg: Path) -> None:
    """With spans that read back, quotation marks or not; a quotation without a numeral is no slogan."""
    rows = json.loads(check(kg, "--region", "酒泉", "--json").stdout)["slogans"]

    assert {row["text"]: [v["verdict"] for v in row["verdicts"]] for row in rows} == GOLD
    assert all(DRAFT[row["start"] : row["end"]] == row["text"] for row in rows)


def test_every_verdict_on_a_known_slogan_names_reports(kg: Path) -> None:
    """The receipts: title, year and file."""
    rows = json.loads(check(kg, "--region", "酒泉", "--json").stdout)["slogans"]
    known = [verdict for row in rows if row["term"] for verdict in row["verdicts"]]

    assert all(report["source"].endswith(".md") for verdict in known for report in verdict["reports"])
    assert all(verdict["reports"] for verdict in known)


def test_who_writes_decides_whose_a_slogan_is(kg: Path) -> None:
    """The same words are from above for a district, and of others for a stranger."""
    draft = "坚持“三抓三促”行动。"

    assert "from above" in check(kg, "--region", "酒泉", draft=draft).stdout
    assert "said elsewhere" in check(kg, "--region", "长沙", draft=draft).stdout
    assert "上级" in check(kg, "--region", "酒泉", "--lang", "zh", draft=draft).stdout


def test_the_longest_term_wins_and_lines_are_counted(kg: Path) -> None:
    """A line and a column for each, as editors read them."""
    lines = check(kg, draft="第一行\n落实“四强”行动\n").stdout.splitlines()

    assert lines[0].startswith("2:3: “四强”行动: ")
    assert check(kg, draft="没有什么。").stdout == "No slogan found in this draft.\n"


def test_a_report_is_read_with_its_slogans_marked(kg: Path) -> None:
    """All of it, or from a character on; several reports of a name are told."""
    read = [TIFATU, "read", "-g", str(kg)]
    whole = subprocess.run([*read, "jiuquan-2025"], capture_output=True, text=True)
    piece = subprocess.run([*read, "jiuquan-2025:100"], capture_output=True, text=True)
    several = subprocess.run([*read, "jiuquan"], capture_output=True, text=True)

    assert "“【四强】”行动" in whole.stdout
    assert 300 < len(piece.stdout) < 600
    assert (several.returncode, "jiuquan-2024.md" in several.stderr) == (1, True)


def test_reading_tells_where_in_the_original_one_is(tmp_path: Path) -> None:
    """The paragraph of a Word file; nothing for a plain text, which is its own original."""
    lines = [
        "青禾县政府工作报告",
        "各位代表：",
        "现在，我代表县人民政府报告工作，请予审议。",
        "我们建成“三馆一站”，用好“青禾义仓”。",
    ]
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "report.docx").write_bytes(forms.docx(lines))
    subprocess.run(
        [TIFATU, "build", tmp_path / "r", "-o", tmp_path / "kg", "-q", "--workers", "1"],
        check=True,
        capture_output=True,
    )
    told = subprocess.run([TIFATU, "read", "-g", tmp_path / "kg", "report:50"], capture_output=True, text=True).stdout

    assert told.splitlines()[0].endswith("report.docx · paragraph 4")
