"""docs/sparql.md: fifteen questions whose answers are those of the bundled samples."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tifatu.graph import KnowledgeGraph
from tifatu.graph.store.knowledge import Rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sparql.md"
QUESTION = re.compile(r"## (\d+)\. (?:(?!\n## ).)*?```sparql\n(.*?)```\n\n((?:\|[^\n]*\n)*)", re.DOTALL)
QUESTIONS = QUESTION.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph(sample_graph: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(sample_graph) as opened:
        yield opened


def as_table(rows: Rows) -> str:
    """Rows as Markdown."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "".join(f"| {' | '.join('' if cell is None else str(cell) for cell in line)} |\n" for line in lines)


def test_there_are_fifteen_questions() -> None:
    """As the page says."""
    assert len(QUESTIONS) == 15


@pytest.mark.parametrize(("number", "query", "answer"), QUESTIONS, ids=[number for number, *_ in QUESTIONS])
def test_a_question_has_the_answer_below_it(graph: KnowledgeGraph, number: str, query: str, answer: str) -> None:
    """Row by row; FIX=1 writes the answers anew."""
    rows = graph.sparql(query)
    assert isinstance(rows, Rows)
    assert rows
    if os.environ.get("FIX") == "1":
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(f"{query}```\n\n{answer}", f"{query}```\n\n{as_table(rows)}"), encoding="utf-8")
        return

    assert answer == as_table(rows)
