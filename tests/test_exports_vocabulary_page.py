"""The page of the ontology: every word of ours is on it, escaped, and the copy in docs is the newest."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tifatu.exports.pages import vocabulary as module
from tifatu.exports.pages.vocabulary import vocabulary_page
from tifatu.graph.namespaces import CLASSES, VOCABULARY
from tifatu.graph.ontology import ontology
from tifatu.graph.rdf import layout
from tifatu.graph.rdf.shape import Shape

DOCS = Path(__file__).resolve().parent.parent / "docs" / "vocabulary.html"


def test_the_page_in_docs_is_the_newest() -> None:
    """After a change of the ontology: make docs."""
    assert DOCS.read_text(encoding="utf-8") == vocabulary_page()


def test_every_word_of_the_ontology_is_explained_in_both_languages() -> None:
    """Each stands in a section of its own with a Chinese and an English comment."""
    words = set(re.findall(r"^tfv:(\w+)", ontology().decode(), re.MULTILINE))
    sections = dict(re.findall(r'<section id="(\w+)">(.*?)</section>', vocabulary_page(), re.DOTALL))

    assert set(sections) == words
    assert [w for w, text in sections.items() if 'lang="zh-hans"' not in text or 'lang="en"' not in text] == []


def test_links_lead_to_words_on_the_page() -> None:
    """No reference dangles."""
    page = vocabulary_page()

    assert set(re.findall(r'href="#(\w+)"', page)) <= set(re.findall(r'id="(\w+)"', page))


def test_markup_in_a_label_is_shown_and_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other documentation makers let through."""
    evil = "<script>alert(1)</script>"
    more = f'<{VOCABULARY}Evil> a owl:Class ; rdfs:label "{evil}"@en ; rdfs:comment "{evil}"@zh-hans .\n'
    monkeypatch.setattr(module, "ontology", lambda: ontology() + more.encode())

    page = vocabulary_page()

    assert evil not in page
    assert html.escape(evil) in page


def test_every_word_of_others_that_the_graph_is_written_in_is_told() -> None:
    """dcterms:source, rdf:value, oa:start: what each says here, in both languages, and on which of our classes."""
    used = {word for shape in vars(layout).values() if isinstance(shape, Shape) for word in shape.terms()} | {
        "rdf:type"
    }
    told = {word["word"]: word for word in module.reused_words()}
    ours = {"tfv", *CLASSES}

    assert set(told) == {word for word in used if word.partition(":")[0] not in ours}
    assert list(told) == sorted(told)
    assert [word for word, said in told.items() if not (said["zh"] and said["en"])] == []
    assert {"Attribution", "Definition", "Mention", "Place"} <= set(told["dcterms:source"]["on"])
    assert 'id="rdf-value"' in vocabulary_page()
