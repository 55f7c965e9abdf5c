"""Audits: anybody can draw the same sample, judge it offline with keys, and count what the judgements show."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from reports import report_of

from tifatu.exports.audits.page import audit_page
from tifatu.exports.audits.sample import KINDS, Asked, sample
from tifatu.exports.audits.scores import judgements, precision, wilson
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Origin, Place, Sense
from tifatu.graph.records.sets import RecordList

TIFATU = str(Path(sys.executable).with_name("tifatu"))
TEXT = "抓好县委“三净”行动。三净行动到柳溪。我们实施“双环”，即水环和电环。1.“三净”行动：净院、净街、净塘。"
HOSTILE = '</script><script>window.PWN=1</script>"><img src=x onerror="window.PWN=2">'


def records(shift: int = 0) -> RecordList:
    """One of each kind; everything stands so many characters further on."""

    def at(words: str, behind: int = 0) -> tuple[int, int]:
        start = TEXT.index(words, behind)
        return start + shift, start + len(words) + shift

    def definition(number: int, origin: Origin, term: str, text: str, behind: int) -> Definition:
        start, end = at(text)
        return Definition(
            id=f"D{number}{shift}", source="a.txt", report="R1", start=start, end=end, origin=origin, terms=(term,),
            term_spans=(at(term, behind),), text=text, rule=f"rule-{number}", sense="S1" if number == 1 else None,
        )  # fmt: skip

    def mention(number: int, words: str, quoted: bool, behind: int) -> Mention:
        start, end = at(words, behind)
        return Mention(
            id=f"M{number}{shift}", source="a.txt", report="R1", start=start, end=end, term="三净", text=words,
            quoted=quoted, rule="quoted", sense="S1" if quoted else None, resolved_by="only-sense" if quoted else None,
        )  # fmt: skip

    place, issuer = at("柳溪"), at("县委")
    found: list[AnyRecord] = [
        report_of(TEXT, source="a.txt"),
        definition(1, Origin.GLOSSARY, "“三净”行动", "净院、净街、净塘。", TEXT.index("1.")),
        definition(2, Origin.TEXT, "“双环”", "水环和电环", 0),
        mention(1, "三净", True, 0),
        mention(2, "三净行动", False, 0),
        Attribution(
            id="A1", source="a.txt", report="R1", start=issuer[0], end=issuer[1], mention="M1", term="三净",
            head="行动", issuer="县委", body="party-committee", region="620901", rule="before",
        ),
        Place(
            id="P1", source="a.txt", report="R1", start=place[0], end=place[1], region="620902", text="柳溪", rule="x"
        ),
        Sense(
            id="S1", term="三净", label="“三净”行动", alternatives=(), variants=(), joins=(), program="行动",
            program_rule="head",
        ),
    ]  # fmt: skip
    return RecordList(found)


def asked(seed: int = 7, count: int = 5) -> list[Asked]:
    """A sample of the records above."""
    return sample(records(), {"a.txt": TEXT}.get, count, seed)


def test_each_kind_is_asked_with_its_sentence() -> None:
    """Words in question, what stands around them, and what is claimed of them."""
    found = {one.kind: one for one in asked()}

    assert tuple(found) == KINDS
    assert (found["place"].before, found["place"].quote, found["place"].after) == ("三净行动到", "柳溪", "。")
    assert found["glossary definition"].quote == "“三净”行动：净院、净街、净塘。"
    assert found["attribution"].claim == "三净行动 ← 县委 (party-committee, 620901)"
    assert found["resolved mention"].rule == "only-sense"
    assert found["type"].claim.endswith("行动")


def test_judgements_survive_a_rebuild() -> None:
    """The key is made of content: other ids and offsets change none of them, other claims do."""
    moved = sample(records(3), {"a.txt": "二。\n" + TEXT}.get, 5, 7)

    assert {one.key for one in moved} == {one.key for one in asked()}
    assert len({one.key for one in asked()}) == len(asked())


def test_a_seed_draws_one_sample() -> None:
    """The same again, and another for another seed."""
    many = [
        Place(id=f"P{n}", source="a.txt", report="R1", start=n, end=n + 1, region=f"{n}", text=TEXT[n], rule="x")
        for n in range(30)
    ]
    drawn = [[one.key for one in sample(RecordList(many), {"a.txt": TEXT}.get, 5, seed)] for seed in (7, 7, 8)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert [len(one) for one in drawn] == [5, 5, 5]


def test_it_is_judged_with_keys_in_a_browser(tmp_path: Path) -> None:
    """j, n and u judge and go on; a reload keeps them; the TSV is what --score reads; nothing hostile runs."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium here: install Debian's chromium to test the pages")
    evil = Asked("Jevil", "place", "x", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    page_file, tsv = tmp_path / "audit.html", tmp_path / "judgements.tsv"
    page_file.write_text(audit_page([*asked(), evil], "audit"), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(offline=True)
        page.goto(page_file.as_uri())
        for key in "jnu":
            page.keyboard.press(key)
        page.reload()
        told = page.evaluate("document.getElementById('done').value")
        page.keyboard.press("j")
        with page.expect_download() as download:
            page.click("#take")
        download.value.save_as(tsv)
        ran = page.evaluate("window.PWN")
        shown = page.locator("article").count()
        browser.close()

    assert (told, ran, shown) == ("3 / 8", None, 8)
    assert [row["judgement"] for row in judgements(tsv)] == ["right", "wrong", "unsure", "right"]


def test_precision_is_told_by_kind_and_rule_with_its_interval(tmp_path: Path) -> None:
    """What is unsure counts for nothing; of two judgements of one thing the later holds."""
    rows = ["J1\tplace\ta\twrong", "J1\tplace\ta\tright", "J2\tplace\tb\twrong", "J3\tplace\tb\tunsure"]
    told = written(tmp_path, rows)
    done = subprocess.run([TIFATU, "audit", "kg", "--score", str(told)], capture_output=True, text=True, check=True)

    assert [(one.rule, one.right, one.judged) for one in precision(judgements(told))] == [
        ("", 1, 2),
        ("a", 1, 1),
        ("b", 0, 1),
    ]
    assert "0.500 [0.095, 0.905]  1 of 2" in done.stdout
    assert wilson(0, 5)[0] == 0.0 and round(wilson(5, 5)[1], 9) == 1.0


def written(folder: Path, rows: list[str]) -> Path:
    """A file of judgements."""
    place = folder / "judged.tsv"
    place.write_text("key\tkind\trule\tjudgement\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return place


def test_a_file_that_holds_no_judgements_is_named(tmp_path: Path) -> None:
    """One line, no traceback."""
    other = tmp_path / "other.tsv"
    other.write_text("a\tb\n1\t2\n", encoding="utf-8")

    for place in (other, tmp_path / "missing.tsv"):
        with pytest.raises(UnreadableFileError, match=place.name):
            judgements(place)


def test_the_command_writes_a_page(sample_graph: Path, tmp_path: Path) -> None:
    """From a graph of the samples, each sentence read from its report."""
    page = tmp_path / "page.html"
    command = [TIFATU, "audit", str(sample_graph), "-n", "3", "--seed", "7", "-o", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    first = page.read_bytes()
    subprocess.run(command, capture_output=True, check=True)
    assert "records to judge" in done.stdout
    assert "glossary definition" in page.read_text(encoding="utf-8")
    assert page.read_bytes() == first
