"""The documentation of the ontology: one HTML page for people, made by a query over graph/vocabulary/tifatu.ttl.

pyLODE's releases either fail to start or let markup in labels through, so the page is ours: every text is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from tifatu.exports.pages.markup import templates
from tifatu.graph.namespaces import PREFIXES, VOCABULARY
from tifatu.graph.ontology import ontology
from tifatu.graph.rdf import layout
from tifatu.graph.rdf.shape import Shape

KINDS = (
    ("classes", "类", "Classes", ("owl:Class",)),
    ("relations", "对象属性", "Object properties", ("owl:ObjectProperty",)),
    ("values", "数据属性", "Datatype properties", ("owl:DatatypeProperty",)),
    ("others", "其他", "Other words", ()),
)
"""Id, Chinese and English heading, and the types that stand under it; what has none of them comes last."""

TOLD = {
    "rdfs:subClassOf": "上位类 subclass of",
    "rdfs:subPropertyOf": "上位属性 subproperty of",
    "rdfs:domain": "定义域 domain",
    "rdfs:range": "值域 range",
    "owl:inverseOf": "逆属性 inverse of",
    "skos:example": "例 example",
}
"""Properties of a word that the page tells, in this order."""

REUSED = "reused.tsv"
"""A line for each word of other vocabularies, beside the ontology: what it says here, in Chinese and in English."""

Facts = dict[str, dict[str, list[Any]]]
"""Name of a word -> short name of a property -> its values."""


def vocabulary_page() -> str:
    """The page as HTML text; the same bytes for the same ontology."""
    facts = _facts()
    about = facts.pop("")
    placed = {name: _kind_of(of_word) for name, of_word in facts.items()}
    kinds = [
        {"id": kind, "zh": zh, "en": en, "words": [_word(n, facts[n]) for n in sorted(facts) if placed[n] == kind]}
        for kind, zh, en, _ in KINDS
    ]
    return (
        templates()
        .get_template("vocabulary.html")
        .render(
            title=" · ".join(sorted((value.value for value in about["dcterms:title"]), reverse=True)),
            descriptions=sorted(value.value for value in about["dcterms:description"]),
            namespace=VOCABULARY,
            kinds=[kind for kind in kinds if kind["words"]],
            reused=list(reused_words()),
        )
    )


def reused_words() -> Iterator[dict[str, Any]]:
    """The words of other vocabularies that the graph is written in: what they say here, and of which classes."""
    uses = _uses()
    for line in files("tifatu.graph").joinpath("vocabulary", REUSED).read_text(encoding="utf-8").splitlines():
        word, zh, en = line.split("\t")
        prefix, _, name = word.partition(":")
        yield {"word": word, "iri": PREFIXES[prefix] + name, "zh": zh, "en": en, "on": sorted(uses.get(word, ()))}


def _uses() -> dict[str, set[str]]:
    """Word of another vocabulary -> our classes on which it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for shape in vars(layout).values():
        if isinstance(shape, Shape):
            said = ["rdf:type" if line.predicate == "a" else line.predicate for line in shape.lines]
            classes = [line.object for line in shape.lines if line.predicate == "a" and line.field is None]
            ours = {name.removeprefix("tfv:") for name in classes if name.startswith("tfv:")}
            for word in (*said, *classes):
                if not word.startswith("tfv:"):
                    found[word] |= ours
    return found


def write_vocabulary_page(place: Path) -> None:
    """Write the page to a file."""
    place.write_text(vocabulary_page(), encoding="utf-8", newline="\n")


def _facts() -> Facts:
    """What the ontology says of each word of ours; of itself under the empty name."""
    from pyoxigraph import RdfFormat, parse

    found: Facts = defaultdict(lambda: defaultdict(list))
    for triple in parse(ontology(), RdfFormat.TURTLE):
        subject = getattr(triple.subject, "value", "")
        if subject.startswith(VOCABULARY[:-1]):
            found[subject[len(VOCABULARY) :]][_short(triple.predicate.value)].append(triple.object)
    return found


def _kind_of(of_word: dict[str, list[Any]]) -> str:
    types = {_short(value.value) for value in of_word["rdf:type"]}
    return next((kind for kind, _, _, wanted in KINDS if types & set(wanted)), KINDS[-1][0])


def _word(name: str, of_word: dict[str, list[Any]]) -> dict[str, Any]:
    told = [(label, of_word[key]) for key, label in TOLD.items() if key in of_word]
    return {
        "name": name,
        "labels": _texts(of_word["rdfs:label"]),
        "comments": _texts(of_word["rdfs:comment"]),
        "facts": [{"name": label, "said": sorted(map(_value, values), key=str)} for label, values in told],
    }


def _texts(values: list[Any]) -> list[dict[str, str]]:
    """Chinese before English."""
    ordered = sorted(values, key=lambda value: value.language or "", reverse=True)
    return [{"lang": value.language or "", "text": value.value} for value in ordered]


def _value(value: Any) -> dict[str, str]:
    short = _short(value.value)
    here = value.value[len(VOCABULARY) :] if value.value.startswith(VOCABULARY) else ""
    return {"text": short, "here": here}


def _short(iri: str) -> str:
    """An IRI with its prefix, or any other text as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
