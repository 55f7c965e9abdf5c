"""Any terminal: what it cannot encode is replaced, what would steer it is shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TIFATU = str(Path(sys.executable).with_name("tifatu"))
REPORT = """青禾县政府工作报告
——2025年1月9日在青禾县第十八届人民代表大会第三次会议上
县长　林某某
各位代表：
现在，我代表县人民政府报告工作，请予审议。我们建成“三馆一站”。

名词解释
1.“三馆一站”：指文化馆•图书馆、体育馆\u202e和\x1b[2J广播站。
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one report with signs that few encodings know."""
    folder = tmp_path_factory.mktemp("speaking")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    assert subprocess.run([TIFATU, "build", folder / "a.txt", "-o", folder / "kg", "-q"]).returncode == 0
    return folder / "kg"


def told(*args: object, encoding: str = "utf-8") -> tuple[int, str]:
    """Status and output of the program on a terminal of that encoding."""
    done = subprocess.run(
        [TIFATU, *map(str, args)], capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}
    )
    return done.returncode, done.stdout.decode(encoding) + done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_encoding_of_the_output_will_do(encoding: str, graph: Path) -> None:
    """Status 0; signs that it lacks stand as escapes."""
    status, text = told("explain", "三馆一站", graph, encoding=encoding)

    assert status == 0
    assert ("•" in text) == (encoding == "utf-8") and ("\\u2022" in text) == (encoding != "utf-8")


def test_signs_that_steer_a_terminal_are_shown(graph: Path) -> None:
    """None of them reaches it, in lines or in JSON, which stays JSON."""
    for options in ([], ["--json"]):
        status, text = told("explain", "三馆一站", graph, *options)
        assert status == 0 and "\u202e" not in text and "\x1b" not in text and "\\u202e" in text
        if options:
            assert "\u202e" in json.dumps(json.loads(text), ensure_ascii=False)


def test_a_query_in_another_encoding_is_one_line(graph: Path, tmp_path: Path) -> None:
    """It names the file and says what to do."""
    (tmp_path / "q.rq").write_bytes('SELECT * WHERE { ?s ?p "三馆" }'.encode("gb18030"))
    status, text = told("query", graph, "-f", tmp_path / "q.rq")

    assert (status, text.count("\n")) == (1, 1) and "q.rq: the query is not UTF-8" in text
