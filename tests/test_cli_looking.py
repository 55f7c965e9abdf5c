"""What people type at find, explain, timeline, compare and new, and what comes out; also what they type wrongly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tifatu.cli.columns import width
from tifatu.cli.wording import WORDS
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.explaining import explanation_of

TIFATU = str(Path(sys.executable).with_name("tifatu"))


@pytest.fixture(scope="module")
def kg(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


def tifatu(kg: Path, typed: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Type a line in a folder where no graph is called kg."""
    settings = os.environ | {"TIFATU_GRAPH": str(kg), "COLUMNS": "80", "LANG": "C", "LC_ALL": ""} | env
    return subprocess.run([TIFATU, *typed.split()], capture_output=True, text=True, env=settings, cwd=kg.parent / "kg")


TYPED = [
    ("find 四", "“四强”行动"),
    ("find 线", "三区三线"),
    ("find sqxd", "“四强”行动"),
    ("find SQSX", "三区三线"),
    ("find siqiang", "“四强”行动"),
    ("find 《四强》", "“四强”行动"),
    ("find “四强”", "“四强”行动"),
    ("find 「四強」", "“四强”行动"),
    ("find 三區三線", "三区三线"),
    ("find 三线 酒泉", "三区三线"),
    ("find 强 甘肃", "“四强”行动"),
    ("find 6+N", "6+N"),
    ("find 酒泉", "Places: 酒泉市"),
    ("find 永久基本农田", "In the text of definitions"),
    ("find 没有这个", "Nothing here says 没有这个"),
    ("explain 四强", "first used 2024"),
    ("explain 四强行动", "first defined 2024 by 甘肃省"),
    ("explain 四強", "“四强”行动"),
    ("explain sqxd", "“四强”行动"),
    ("explain 三区三线 --region 甘肃", "2 of 3"),
    ("explain 四强 --years 2025", "6 of 6 reports; last 2025."),
    ("explain 四强 --level province", "甘肃省 2024"),
    ("explain 四强 --why", "gansu-2024.md:"),
    ("explain 四强 --why", "covers: The items are most of what is said."),
    ("timeline 四强", "省级    1/1   1/1"),
    ("timeline sqsx", "三区三线: n of the reports held"),
    ("compare 酒泉 --with-parent", "Same name, other meaning (1)"),
    ("compare 酒泉市 --with 甘肃省", "Only 酒泉市 2024–2025"),
    ("compare 甘肃 --with-year 2024 --years 2025", "Only 甘肃省 2024"),
    ("compare 620900 --with 620000", "Shared"),
    ("new 2025", "New in 2025"),
    ("new 2025 --region 甘肃", "Said in 2024, not in 2025"),
    ("new 1999", "none"),
    ("--version", "tifatu 0."),
]

EACH = ["find 四", "explain 四强", "timeline 四强", "compare 酒泉 --with-parent", "new 2025"]
"""One line for each command."""

WRONG = [
    ("explain 三区三钱", "Did you mean '三区三线'?"),
    ("explain 四强 nosuch", "'nosuch' is no folder of a graph"),
    ("explain", "Missing argument"),
    ("find 四强 --region 酒全", "Did you mean '酒泉市'?"),
    ("find 四强 --years soon", "is no range of years"),
    ("explain 四强 --region 火星", "No region is named '火星'"),
    ("compare 酒泉", "--with-parent"),
    ("compare 火星 --with 甘肃", "No region is named"),
    ("compare 甘肃 --with-parent", "No report of a division above '甘肃' is held here"),
    ("new soon", "'soon' is no year"),
    ("exlpain 四强", "No such command"),
    ("explain 四强 -g nowhere", "nowhere holds no finished graph"),
]


@pytest.mark.parametrize(("typed", "told"), TYPED)
def test_what_people_type_is_answered(kg: Path, typed: str, told: str) -> None:
    """Within 40 lines of 80 cells, --why aside."""
    done = tifatu(kg, typed)

    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    if "--why" not in typed:
        lines = done.stdout.splitlines()
        assert len(lines) <= 50 and max(map(width, lines)) <= 80


@pytest.mark.parametrize(("typed", "told"), WRONG)
def test_what_people_type_wrongly_is_named(kg: Path, typed: str, told: str) -> None:
    """What is wrong, and what is near."""
    done = tifatu(kg, typed)

    assert done.returncode != 0
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("typed", EACH)
def test_programs_get_json(kg: Path, typed: str) -> None:
    """One object, of every command."""
    assert isinstance(json.loads(tifatu(kg, f"{typed} --json").stdout), dict)


@pytest.mark.parametrize(
    "typed", ["find 四", "explain 四强", "timeline 四强", "compare 酒泉 --with-parent", "new 2025"]
)
def test_answers_come_in_chinese(kg: Path, typed: str) -> None:
    """By --lang or as the system speaks; no English word of ours is left."""
    asked, by_system = tifatu(kg, f"{typed} --lang zh").stdout, tifatu(kg, typed, LANG="zh_CN.UTF-8").stdout

    assert asked == by_system != tifatu(kg, typed).stdout
    assert not {"reports", "Sense", "first", "Shared", "New", "level", "local", "provincial"} & set(
        asked.replace(":", " ").split()
    )


def test_every_wording_has_the_same_facts_in_both_languages() -> None:
    """No figure is lost in translation."""
    import string

    for name, both in WORDS.items():
        english, chinese = ({field for _, field, *_ in string.Formatter().parse(said) if field} for said in both)
        assert set(english) == set(chinese), name


def test_the_index_counts_what_the_graph_says(kg: Path) -> None:
    """Reports, mentions, definitions and places of every term are those of the plain query."""
    with KnowledgeGraph(kg) as graph:
        rows = graph.trusted(
            "SELECT ?k ?r ?m ?d ?p WHERE { ?t a tfv:Term ; rdfs:label ?k ; tfv:reportCount ?r ; tfv:mentionCount ?m ;"
            " tfv:definitionCount ?d ; tfv:regionCount ?p }"
        )
        told = {(t.key, t.reports, t.mentions, t.definitions, t.places) for t in graph.index.all_terms()}

    assert told == {(row["k"], row["r"], row["m"], row["d"], row["p"]) for row in rows}


def test_the_course_counts_what_the_records_say(kg: Path) -> None:
    """Year by year, the reports that say a term, and those that are held."""
    counted = (
        "SELECT ?y (COUNT(DISTINCT ?r) AS ?n) WHERE {{ ?r a tfv:Report ; tfv:year ?y {more} }} GROUP BY ?y ORDER BY ?y"
    )
    saying = "?m dcterms:source ?r ; tfv:term/tfv:key '四强' ."
    with KnowledgeGraph(kg) as graph:
        held, said = graph.trusted(counted.format(more="")), graph.trusted(counted.format(more="." + saying))
    years = json.loads(tifatu(kg, "explain 四强 --json").stdout)["course"]["years"]

    assert [(row["year"], row["held"]) for row in years] == [(row["y"], row["n"]) for row in held]
    assert [(row["year"], row["reports"]) for row in years] == [(row["y"], row["n"]) for row in said]


def test_a_term_knows_its_number_however_it_is_found(kg: Path) -> None:
    """By its key, by a piece, by its number, and among all."""
    with KnowledgeGraph(kg) as graph:
        every = list(graph.index.all_terms())

        assert [term.number for term in every] == list(range(len(every)))
        assert [graph.index.term(term.key) for term in every] == every
        assert list(graph.index.containing("\t")) == every
        assert list(graph.index.numbered(range(len(every))).values()) == every


def test_equal_graphs_have_equal_indexes(kg: Path, samples: Path, tmp_path: Path) -> None:
    """And the manifest has the digest of every file of them."""
    subprocess.run([TIFATU, "build", samples, "-o", tmp_path / "kg", "-q", "--workers", "2"], check=True)
    with KnowledgeGraph(kg) as one, KnowledgeGraph(tmp_path / "kg") as two:
        assert one.manifest["index"] == two.manifest["index"]
        assert set(one.manifest["index"]) == {path.name for path in (one.place / "index").iterdir()}


def test_the_page_of_a_term_is_opened(kg: Path, tmp_path: Path) -> None:
    """In the browser that the system names; without pages, the command that makes them is told."""
    pages, seen = tmp_path / "pages", tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}"\n', encoding="utf-8")
    browser.chmod(0o755)
    missing = tifatu(kg, f"open 三区三线 --pages {pages}")
    subprocess.run([TIFATU, "export", kg, "--to", "html", "-o", pages], check=True, capture_output=True)
    done = tifatu(kg, f"open sqsx --pages {pages}", BROWSER=f"{browser} %s")

    assert missing.returncode == 2
    assert "no pages are there; tifatu export" in " ".join(missing.stderr.split())
    assert done.returncode == 0, done.stderr
    assert seen.read_text(encoding="utf-8") == Path(done.stdout.strip()).as_uri()
    assert "三区三线" in Path(done.stdout.strip()).read_text(encoding="utf-8")


def test_explain_reads_what_it_shows(kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Class and glossary of a term are found by the index, too: nobody goes through all records for them."""
    monkeypatch.setattr(RecordFile, "_places", property(lambda _: pytest.fail("all records were read")))
    with KnowledgeGraph(kg) as graph:
        found = explanation_of(graph, "四强")

    assert [usage["term"] for usage in found["usages"]] == ["四强"]
    assert any(definition["glossary"] is not None for definition in found["definitions"])
