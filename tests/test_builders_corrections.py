"""What people put right survives a rebuild, is told where it no longer fits, and shows who said so."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tifatu.builders.corrections import COLUMNS, Action, Correction, append, read_corrections
from tifatu.builders.execution.stages import Harvest, Options
from tifatu.builders.pipeline import build_records
from tifatu.builders.settings import Settings
from tifatu.builders.verify import verify
from tifatu.cli.main import app
from tifatu.exports import export
from tifatu.graph.errors import SettingsError
from tifatu.graph.model import Definition, Run, Sense
from tifatu.graph.rdf.restore import records_of
from tifatu.graph.records.files import in_order
from tifatu.graph.records.sets import RecordList

REPORT = """{name}人民政府工作报告
——2025年1月8日在{name}第十九届人民代表大会第五次会议上
区长 王一一
各位代表：
现在，我代表区人民政府向大会报告工作。
一、2024年工作回顾
推进“三清”行动，用好“两网”。
二、2025年工作安排
继续抓好落实。

名词解释
1.“三清”行动：指{clean}。
2.“两网”：指水网、电网。
"""
PLACES = {"suzhou": ("肃州区", "清河道、清村道、清庭院"), "liangzhou": ("凉州区", "清账目、清债务、清合同")}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two places that mean different things by one slogan, and the same by another."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for file, (name, clean) in PLACES.items():
        (folder / f"{file}.txt").write_text(REPORT.format(name=name, clean=clean), encoding="utf-8")
    return folder


def built(reports: Path, *corrections: Correction) -> Harvest:
    """A build with these corrections."""
    table = reports.parent / "corrections.tsv"
    table.unlink(missing_ok=True)
    for one in corrections:
        append(table, one)
    settings = Settings(corrections=str(table)) if corrections else Settings()
    return build_records([reports], Options(workers=1, settings=settings))


def definitions(found: Harvest, term: str) -> list[Definition]:
    return [r for r in found.records if isinstance(r, Definition) and term in r.terms[0]]


def senses(found: Harvest, term: str) -> list[Sense]:
    return [r for r in found.records if isinstance(r, Sense) and term in r.term]


def misfits(found: Harvest) -> list[str]:
    return [note for note in found.notes if note.endswith("no longer fits")]


def correction(
    action: Action, term: str = "三清行动", quote: str = "清河道", value: str = "", file: str = ""
) -> Correction:
    return Correction(
        action=action, term=term, quote=quote, value=value, file=file, who="李某", when="2025-02-01", why="核对原文"
    )


def test_without_corrections_the_two_places_mean_two_things(reports: Path) -> None:
    """What the other tests change is there."""
    found = built(reports)

    assert [len(senses(found, term)) for term in ("三清", "两网")] == [2, 1]


def test_a_rejected_definition_is_gone_in_every_build(reports: Path) -> None:
    """Only the one that is quoted; a second build says the same."""
    first, second = (built(reports, correction(Action.REJECT)) for _ in range(2))

    assert [d.source for d in definitions(first, "三清")] == ["liangzhou.txt"]
    assert first.records == second.records
    assert misfits(first) == []


@pytest.mark.parametrize("term", ["三清行动", "“三清”行动", "三清"])
def test_a_term_is_found_by_each_of_its_forms(reports: Path, term: str) -> None:
    """With its marks, without, and by what is quoted in it."""
    found = built(reports, correction(Action.REJECT, term=term))

    assert [d.source for d in definitions(found, "三清")] == ["liangzhou.txt"]


def test_an_accepted_definition_is_sure(reports: Path) -> None:
    """Its confidence is 1, that of others as it was."""
    found = built(reports, correction(Action.ACCEPT))

    assert [d.confidence for d in definitions(found, "三清") if "清河道" in d.text] == [1.0]


def test_a_span_is_put_right_and_still_reads_in_the_source(reports: Path) -> None:
    """Shorter or longer; what lies outside is no component any longer; verify finds the words."""
    found = built(reports, correction(Action.FIX, value="清河道、清村道"))
    (fixed,) = [d for d in definitions(found, "三清") if "清河道" in d.text]

    assert (fixed.text, fixed.components) == ("清河道、清村道", ("清河道", "清村道"))
    assert verify(found.records, found.roots).findings == []


def test_two_senses_become_one_and_show_who_said_so(reports: Path) -> None:
    """The evidence of the join names the person, the day and the reason."""
    found = built(reports, correction(Action.MERGE, value="清债务"))
    (sense,) = senses(found, "三清")

    assert {d.sense for d in definitions(found, "三清")} == {sense.id}
    assert "correction by 李某 2025-02-01: 核对原文" in [said for join in sense.joins for said in join.evidence]


def test_one_sense_becomes_two(reports: Path) -> None:
    """The definitions that are meant have a sense of their own."""
    found = built(reports, correction(Action.SPLIT, term="两网", quote="水网", file="suzhou.txt"))
    one, other = definitions(found, "两网")

    assert len(senses(found, "两网")) == 2
    assert one.sense != other.sense
    assert one.variant != other.variant
    held = {d: (s.id, v.id) for s in senses(found, "两网") for v in s.variants for d in v.definitions}
    assert held == {d.id: (d.sense, d.variant) for d in (one, other)}
    assert {one.sense, other.sense} == {sense.id for sense in senses(found, "两网")}


def test_label_and_type_are_what_people_say(reports: Path) -> None:
    """The former label is an alternative; the rule of the type is "correction"."""
    found = built(reports, correction(Action.RELABEL, value="河村院三清"), correction(Action.RETYPE, value="工程"))
    (sense,) = [sense for sense in senses(found, "三清") if sense.label == "河村院三清"]

    assert [form for form in sense.alternatives if "三清" in form] != []
    assert (sense.program, sense.program_rule) == ("工程", "correction")


@pytest.mark.parametrize(("action", "value"), [("merge", "清债务"), ("fix", "清河道、清村道"), ("retype", "工程")])
def test_a_corrected_graph_comes_back_from_its_export(reports: Path, tmp_path: Path, action: str, value: str) -> None:
    """What people decided is in the graph like all else: in N-Triples, and in what is made of them."""
    found = built(reports, correction(Action(action), value=value))
    file = tmp_path / "graph.nt"
    with file.open("wb") as out:
        export(RecordList(found.records), "nt", out)

    assert list(in_order(records_of(file))) == list(in_order(found.records))


@pytest.mark.parametrize("action", Action)
def test_what_no_longer_fits_is_told_and_changes_nothing(reports: Path, action: Action) -> None:
    """A quote that stands nowhere touches no record but the run's own."""
    plain = built(reports).records
    found = built(reports, correction(action, quote="这句话没有", value="别的话"))

    assert misfits(found) == [f"{action} 三清行动 “这句话没有” no longer fits"]
    assert [r for r in found.records if not isinstance(r, Run)] == [r for r in plain if not isinstance(r, Run)]


def test_the_run_names_the_table_by_its_digest(reports: Path) -> None:
    """Other corrections are another run; files are not harvested anew for it."""
    runs = [r for action in (Action.ACCEPT, Action.REJECT) for r in built(reports, correction(action)).records]
    found = [r for r in runs if isinstance(r, Run)]

    assert len({run.settings["corrections"] for run in found}) == len({run.id for run in found}) == 2
    assert len({run.rules for run in found}) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("delete\t三清\t清水", "is none of accept, reject"),
        ("fix\t三清\t清水", "fix needs a value"),
        ("reject\t三清\t", "needs a quote or a file"),
        ("reject\t\t清水", "it needs a term"),
    ],
)
def test_a_line_that_says_too_little_is_refused(tmp_path: Path, line: str, said: str) -> None:
    """In one line that names the file and the correction."""
    table = tmp_path / "corrections.tsv"
    table.write_text(f"action\tterm\tquote\n{line}\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=said):
        read_corrections(table)


def test_the_command_appends_what_a_build_reads(tmp_path: Path) -> None:
    """Tabulators and line ends in what is given do not break the table."""
    table = tmp_path / "corrections.tsv"
    for term in ("三清", "两\t网"):
        given = ["correct", str(table), "reject", term, "--quote", "清水\n清气", "--who", "李某", "--why", "小标题"]
        assert CliRunner().invoke(app, given).exit_code == 0

    assert table.read_text(encoding="utf-8").splitlines()[0].split("\t") == list(COLUMNS)
    assert [(one.action, one.term, one.quote) for one in read_corrections(table)] == [
        ("reject", "三清", "清水 清气"),
        ("reject", "两 网", "清水 清气"),
    ]
    assert CliRunner().invoke(app, ["correct", str(table), "burn", "三清", "--quote", "清"]).exit_code == 2
