"""Glossary documents: a real Markdown reader finds the terms and the words, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import FORMS, TAILS, definition, hostile_records, report, sense
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tifatu.exports import export_folder
from tifatu.exports.lexica.markdown import plain
from tifatu.graph.labels import term_key
from tifatu.graph.records.sets import RecordFile, RecordList, Records


def written(records: Records, folder: Path) -> Path:
    """The folder of documents."""
    folder.mkdir()
    export_folder(records, "md", folder)
    return folder


def parsed(path: Path) -> list[Token]:
    """A document as a reader of CommonMark sees it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(path.read_text(encoding="utf-8"))


def shown(token: Token) -> str:
    """The text that a reader sees."""
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())


def texts(tokens: list[Token], kind: str) -> list[str]:
    """The texts inside all elements of a kind."""
    depth, found = 0, list[str]()
    for token in tokens:
        depth += token.nesting if token.type.startswith(kind) else 0
        if depth and token.type == "inline":
            found.append(shown(token))
    return found


def test_each_region_has_a_document_with_its_definitions(tmp_path: Path) -> None:
    """Named by code and name, listed in the index; every definition is there with its year and place."""
    invented = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
    folder = written(invented, tmp_path / "md")

    names = sorted(path.name for path in folder.iterdir())
    assert names[:3] == ["430100-长沙市.md", "620000-甘肃省.md", "620902-肃州区.md"]
    assert len(names) == 5
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"(<{name}>)" in index for name in names if name != "README.md")
    tokens = parsed(folder / "620902-肃州区.md")
    assert texts(tokens, "heading") == ["肃州区：提法与释义", "三区三线", "四强"]
    assert texts(tokens, "blockquote")[1] == "强科技、强工业、强省会、强县域。"
    assert any("第 3650–3666 字" in text for text in texts(tokens, "bullet_list"))


@pytest.mark.parametrize("tail", TAILS, ids=ascii)
def test_odd_terms_are_shown_as_they_are(tail: str, tmp_path: Path) -> None:
    """No heading, list, link, emphasis or HTML comes out of a term or its definition."""
    folder = written(hostile_records(tail), tmp_path / "md")
    tokens = parsed(folder / "620901-云山市.md")

    lost = "\ufffd" * len(tail.strip())
    forms = {" ".join(form.split()) + lost for form in FORMS}
    assert set(texts(tokens, "heading")[1:]) == {term_key(form) + lost for form in FORMS}
    assert set(texts(tokens, "blockquote")) == forms
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak", "strong_open", "strong_close"}
    assert not [token for token in tokens if "html" in token.type or token.type.startswith(("code", "fence", "table"))]


@given(st.text(alphabet="\\`*_{}[]<>()#+-.!|~&;$=: \t1a强\n", max_size=12))
def test_escaped_text_is_one_paragraph_of_itself(text: str) -> None:
    """Any marks come out as they went in."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(plain(text))

    wanted = " ".join(text.split())
    assert [token.type for token in tokens] == (["paragraph_open", "inline", "paragraph_close"] if wanted else [])
    assert "".join(shown(token) for token in tokens) == wanted


def test_a_region_with_marks_in_its_name_stays_inside_the_folder(tmp_path: Path) -> None:
    """The name of a file holds letters and digits only."""
    bad = report(1, "../../云/山<市>")
    folder = written(RecordList([bad, definition(1, "四强", "强一、强二"), sense(1, "四强")]), tmp_path / "md")

    assert sorted(path.name for path in folder.iterdir()) == ["620901-云-山-市-.md", "README.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["md"]
