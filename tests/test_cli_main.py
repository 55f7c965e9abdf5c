"""The command line as people meet it: the real program on real files, what it prints and how it leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
import rdflib
from running import TIFATU, only_line, tifatu

REPORT = """2024年酒泉市政府工作报告

2024年1月8日在酒泉市第五届人民代表大会第四次会议上

市长 王样本

各位代表：

现在，我代表市人民政府，向大会报告工作，请予审议。

2023年工作回顾

我们落实省委“四强”行动，推动{words}工作，开创了新的局面。

2024年工作安排

继续抓好“四强”行动。各位代表，让我们一起奋斗！

名词解释

1.“四强”行动：强科技、强工业、强省会、强县域。

2.{term}：{words}的一种说法。
"""


@pytest.fixture(scope="module")
def graph(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


def test_every_span_of_the_samples_holds(graph: Path) -> None:
    """verify reads each again and finds no difference."""
    done = tifatu("verify", graph, cwd=None)

    assert done.returncode == 0, done.stdout
    assert "0 differ: 100.00% hold" in done.stdout


def test_verify_notices_a_changed_report(samples: Path, tmp_path: Path) -> None:
    """One character more at the top of a file, and its spans no longer hold."""
    report = tmp_path / "report.md"
    report.write_text((samples / "jiuquan-2024.md").read_text(encoding="utf-8"), encoding="utf-8")
    tifatu("build", report, "-o", tmp_path / "kg", check=True)
    report.write_text("x" + report.read_text(encoding="utf-8"), encoding="utf-8")

    done = tifatu("verify", tmp_path / "kg")

    assert done.returncode == 1
    assert "should read" in done.stdout


def test_harvest_writes_one_record_a_line(samples: Path, tmp_path: Path) -> None:
    """All kinds of records, each with its source; a pipe gets the same bytes."""
    tifatu("harvest", samples, "-o", tmp_path / "r.jsonl", "--workers", 1, check=True)

    records = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = {record["kind"] for record in records}
    assert kinds == {
        "run",
        "document",
        "report",
        "glossary",
        "definition",
        "mention",
        "attribution",
        "usage",
        "place",
        "program",
        "statement",
        "sense",
        "division",
    }
    assert tifatu("harvest", samples, "-o", "-", "--workers", 1).stdout == (tmp_path / "r.jsonl").read_text(
        encoding="utf-8"
    )


def test_any_number_of_workers_gives_the_same_bytes(samples: Path) -> None:
    """And a second run, too, under another hash seed."""
    outputs = {tifatu("harvest", samples, "-o", "-", "--workers", n).stdout for n in (1, 3)}

    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.md", bytes(range(256)) * 8, "binary"),
        ("letter.txt", "亲爱的妈妈：我在这里一切都好。".encode() * 20, "no report"),
        ("report.docx", b"PK\x03\x04", ".txt"),
    ],
)
def test_a_file_that_gives_no_report_is_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    """Alone it is an error; nothing is left where the graph would have been."""
    (tmp_path / name).write_bytes(data)

    done = tifatu("build", tmp_path / name, "-o", tmp_path / "kg")

    assert done.returncode == 1
    assert name in done.stderr and told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "kg").exists()


def test_bad_files_among_good_ones_are_named_and_the_build_goes_on(tmp_path: Path) -> None:
    """Exit status 3 says that something was left out."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.md").write_text(REPORT.format(words="三农", term="“三保”"), encoding="utf-8")
    (folder / "void.txt").write_bytes(b"")
    (folder / "copy.md").write_text(REPORT.format(words="三农", term="“三保”"), encoding="utf-8")

    done = tifatu("build", folder, "-o", tmp_path / "kg")

    assert done.returncode == 3
    assert "void.txt" in done.stderr
    assert "same text as" in done.stderr
    assert tifatu("verify", tmp_path / "kg").returncode == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_of_a_report_gives_the_same_definitions(tmp_path: Path, encoding: str) -> None:
    """Spans count code points, so they do not depend on bytes."""
    (tmp_path / "r.txt").write_bytes(REPORT.format(words="三农", term="“三保”").encode(encoding))

    records = [json.loads(line) for line in tifatu("harvest", "r.txt", "-o", "-", cwd=tmp_path).stdout.splitlines()]

    found = [(r["terms"], r["text"]) for r in records if r["kind"] == "definition" and r["origin"] == "glossary"]
    assert found == [(["“四强”行动"], "强科技、强工业、强省会、强县域。"), (["“三保”"], "三农的一种说法。")]


ODD = ('引"号', "<粗>", "a<b&c", "反\\斜", "制\t表", "表情😀", "生僻𬭎字", "</script>", "=1+1")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of a report for each term with odd characters, one a year."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "in").mkdir()
    for n, words in enumerate(ODD):
        text = (
            REPORT.format(words=f"三农{n}", term=f"“{words}”")
            .replace("2023", str(2009 + n))
            .replace("2024", str(2010 + n))
        )
        (folder / "in" / f"r{n}.md").write_text(text, encoding="utf-8")
    tifatu("build", "in", "-o", "kg", "--workers", 1, cwd=folder, check=True)
    return folder / "kg"


@pytest.mark.parametrize("words", ODD)
def test_odd_characters_in_a_term_survive_from_file_to_answer(odd: Path, words: str) -> None:
    """The term is found and explained as it stands."""
    told = json.loads(tifatu("explain", words, "--graph", odd, "--json").stdout)

    assert told["definitions"][0]["text"] == f"三农{ODD.index(words)}的一种说法。"


def test_odd_characters_are_exported(odd: Path) -> None:
    """The Turtle is one, and has each term as it stands, with a space for a tabulator."""
    turtle = tifatu("export", odd, "--to", "ttl", "-o", "-")
    said = set(map(str, rdflib.Graph().parse(data=turtle.stdout, format="turtle").objects()))

    assert turtle.returncode == 0
    assert {f"“{' '.join(words.split())}”" for words in ODD} <= said


def test_a_graph_that_stands_there_is_updated(samples: Path, tmp_path: Path) -> None:
    """No force is needed for a graph of ours; its senses keep their names. A folder of others is refused."""
    tifatu("build", samples / "gansu-2024.md", "-o", tmp_path / "kg", check=True)
    before = (tmp_path / "kg" / "current" / "records.jsonl").read_text(encoding="utf-8")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "mine").write_text("")

    done = tifatu("build", samples, "-o", tmp_path / "kg", "--workers", 1)
    refused = tifatu("build", samples, "-o", tmp_path / "others", "--force", "--workers", 1)

    after = (tmp_path / "kg" / "current" / "records.jsonl").read_text(encoding="utf-8")
    names = {json.loads(line)["id"] for line in before.splitlines() if line.startswith('{"kind":"sense"')}
    assert (done.returncode, refused.returncode) == (0, 1)
    assert names
    assert all(f'"{name}"' in after for name in names)
    assert len(after) > len(before)


def test_a_missing_path_is_told_in_one_line(tmp_path: Path) -> None:
    """What, where, what next."""
    done = tifatu("build", tmp_path / "nowhere", "-o", tmp_path / "kg")

    assert (done.returncode, "nowhere" in only_line(done)) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_ctrl_c_leaves_the_old_graph_and_says_so(shared: Path, tmp_path: Path, sample_graph: Path) -> None:
    """Stopped in the middle of a long build, the former graph answers as before."""
    shutil.copytree(sample_graph, tmp_path / "kg", symlinks=True)
    before = (tmp_path / "kg" / "current" / "records.jsonl").read_bytes()
    command = [TIFATU, "build", str(shared / "corpus"), "-o", str(tmp_path / "kg"), "--force"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(4)

    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=60)[1]

    assert running.returncode == 130
    assert "unchanged" in said.strip().splitlines()[-1]
    assert (tmp_path / "kg" / "current" / "records.jsonl").read_bytes() == before


def test_a_full_disk_is_told_in_one_line(graph: Path) -> None:
    """/dev/full refuses every byte."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [TIFATU, "export", str(graph), "--to", "ttl", "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert done.returncode == 1
    assert "full" in done.stderr.splitlines()[0]


def test_a_200_megabyte_text_is_refused_at_once(tmp_path: Path) -> None:
    """Its size is looked at before it is read."""
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 2**20)

    done = tifatu("build", tmp_path / "huge.txt", "-o", tmp_path / "kg")

    assert done.returncode == 1
    assert "200 MB" in done.stderr


def test_explain_shows_definitions_side_by_side(graph: Path) -> None:
    """“四强” is an action of the province and a title of party branches: other senses, each with place and year."""
    told = json.loads(tifatu("explain", "四强", "--graph", graph, "--json").stdout)

    assert {(d["region"], d["year"]) for d in told["definitions"]} >= {("甘肃省", 2024), ("张掖市", 2025)}
    by_place = {(d["region"], d["year"]): d["sense"] for d in told["definitions"]}
    assert by_place["甘肃省", 2024] == by_place["酒泉市", 2024] != by_place["张掖市", 2025]


def test_explain_why_names_rule_and_evidence(graph: Path) -> None:
    """Rule, file and characters of each definition, the score of its glossary, and why definitions stand together."""
    done = tifatu("explain", "“四强”行动", "--graph", graph, "--why")

    assert "gansu-2024.md:" in done.stdout
    assert "rule glossary-colon" in done.stdout
    assert "glossary score " in done.stdout
    assert "why: A colon stands between headword and definition" in done.stdout
    assert "词头与释义之间有冒号" in done.stdout


def test_an_unknown_term_gets_the_nearest_names(graph: Path) -> None:
    """One line with a suggestion."""
    done = tifatu("explain", "三区三钱", "--graph", graph)

    assert done.returncode == 1
    assert "三区三线" in only_line(done)


def test_a_query_by_name_by_text_and_by_file(graph: Path, tmp_path: Path) -> None:
    """All three ways give rows; a mistake gives one line."""
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?r) AS ?n) WHERE { ?r a tfv:Report }", encoding="utf-8")

    named = tifatu("query", graph, "definitions-of", "--param", "label=三区三线", "--json")
    by_file = tifatu("query", graph, "-f", tmp_path / "q.rq", "--json")
    wrong = tifatu("query", graph, "-e", "SELEC ?x")

    assert len(json.loads(named.stdout)) >= 3
    assert json.loads(by_file.stdout) == [{"n": 9}]
    assert (wrong.returncode, "parse" in only_line(wrong)) == (1, True)


def test_settings_are_read_from_a_file_and_told(samples: Path, tmp_path: Path) -> None:
    """--settings takes a file of TOML: what it overrules is told, the run tells it, and the graph still verifies."""
    (tmp_path / "m.csv").write_text("file,region,date\ngansu-2024.md,620600,2024-02-03\n", encoding="utf-8")
    (tmp_path / "tifatu.toml").write_text('manifest = "m.csv"\n', encoding="utf-8")
    report = samples / "gansu-2024.md"
    done = tifatu("build", report, "-o", tmp_path / "kg", "--settings", tmp_path / "tifatu.toml")

    assert done.returncode == 0, done.stderr
    assert "the manifest 武威市, which counts" in done.stderr
    assert '"manifest"' in (tmp_path / "kg" / "current" / "manifest.json").read_text(encoding="utf-8")
    assert tifatu("verify", tmp_path / "kg").returncode == 0
    assert tifatu("validate", tmp_path / "kg").returncode == 0


def test_a_setting_that_is_none_is_refused_before_anything_is_made(samples: Path, tmp_path: Path) -> None:
    """One line with the nearest name; no folder is left behind."""
    (tmp_path / "tifatu.toml").write_text('manifst = "m.csv"\n', encoding="utf-8")
    done = tifatu("build", samples, "-o", tmp_path / "kg", "--settings", tmp_path / "tifatu.toml")

    assert done.returncode == 1
    assert "Did you mean manifest?" in only_line(done)
    assert not (tmp_path / "kg").exists()
