"""One idea, one place: a line added to one list is followed by every room, without another edit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

REPORT = """临江县人民政府工作报告
——2025年1月8日在临江县第十八届人民代表大会第四次会议上
县长 王一一
各位代表：
现在，我代表县人民政府向大会报告工作。
一、2024年工作回顾
推行“四定”机制，谓之定任务、定人员、定时限、定奖惩。建设两园三河，实施“两网”工程，落实“三清”行动。
二、2025年工作安排
继续抓好落实。
名词解释
1. 两园三河：“两园”谓之东园、西园，“三河”谓之青河、白河、沙河。
2. “两网”工程，谓之水网、电网建设。
3. “三清”行动：谓之清杂物、清沟渠、清残膜。
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the folders, to be edited as a stranger would."""
    for folder in ("graph", "builders", "queries", "exports", "cli"):
        shutil.copytree(ROOT / folder, tmp_path / "tifatu" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def definitions(house: Path) -> dict[str, Any]:
    """What the copy harvests from the report, by its first term."""
    report = house / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    code = "import sys; sys.argv[0] = 'tifatu'; from tifatu.cli.main import run; run()"
    command = [sys.executable, "-c", code, "harvest", str(report), "-o", "-", "--quiet", "--workers", "1"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(house)}, capture_output=True, check=True)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {record["terms"][0]: record for record in records if record["kind"] == "definition"}


def test_a_connective_added_to_the_list_is_followed_by_every_room(house: Path) -> None:
    """Running text, separators of glossaries, names of parts and leads of lists all know 谓之 by one new line."""
    before = definitions(house)
    path = house / "tifatu" / "builders" / "language" / "connectives.py"
    text = path.read_text(encoding="utf-8")
    first = '    Form("是指的是", MEANS,'
    assert first in text
    path.write_text(text.replace(first, f'    Form("谓之", MEANS, ("“两网”谓之水网",)),\n{first}'), encoding="utf-8")
    after = definitions(house)

    quad, net, clean = "“四定”", "“两网”工程", "“三清”行动"
    assert quad not in before
    assert after[quad]["components"] == ["定任务", "定人员", "定时限", "定奖惩"]
    assert (before[net]["rule"], after[net]["rule"]) == ("glossary-quoted", "glossary-comma")
    assert (before[net]["components"][0], after[net]["components"][0]) == ("谓之水网", "水网")
    assert (before[clean]["components"][0], after[clean]["components"][0]) == ("谓之清杂物", "清杂物")
    assert [part["components"] for part in after["两园三河"]["parts"]] == [["东园", "西园"], ["青河", "白河", "沙河"]]
    assert before["两园三河"]["parts"] != after["两园三河"]["parts"]


def test_a_heading_noun_added_to_the_list_is_followed_on_lines_and_in_running_text(house: Path) -> None:
    """生词释义 begins a glossary by one new word, alone on a line or between the speech and the first entry."""
    (house / "tifatu" / "builders" / "glossary" / "headings.py").write_text(
        (ROOT / "builders" / "glossary" / "headings.py")
        .read_text(encoding="utf-8")
        .replace('NOUNS = (\n    "名词",', 'NOUNS = (\n    "生词", "名词",'),
        encoding="utf-8",
    )
    code = (
        "from tifatu.builders.glossary import find_glossary\n"
        "entries = '1.“双环”工程：供热环网和供气环网。\\n2.渡口长制：由干部负责。'\n"
        "for between in ('\\n生词释义\\n', '生词释义：'):\n"
        "    text = '实施“双环”工程，推行渡口长制。努力奋斗！' + between + entries\n"
        "    print(find_glossary(text, 0, len(text)) is not None)\n"
    )

    def found(path: Path) -> list[str]:
        command = [sys.executable, "-c", code]
        env = os.environ | {"PYTHONPATH": str(path)}
        return subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout.split()

    assert found(house) == ["True", "True"]
