"""The ontology: every word of ours is explained in two languages, placed, and shown by an example."""

from __future__ import annotations

from functools import cache

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from tifatu.graph.namespaces import PREFIXES, VOCABULARY
from tifatu.graph.ontology import ontology

TFV = rdflib.Namespace(VOCABULARY)


@cache
def words() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology(), format="turtle")


def of_kind(*kinds: URIRef) -> list[URIRef]:
    return sorted({word for kind in kinds for word in words().subjects(RDF.type, kind) if isinstance(word, URIRef)})


CLASSES = of_kind(OWL.Class)
PROPERTIES = of_kind(OWL.ObjectProperty, OWL.DatatypeProperty)
VALUES = of_kind(OWL.NamedIndividual)


def languages(word: URIRef, predicate: URIRef) -> list[str]:
    return sorted(
        str(getattr(text, "language", None)) for text in words().objects(word, predicate) if str(text).strip()
    )


def name(word: URIRef) -> str:
    return word.removeprefix(VOCABULARY)


def test_everything_is_a_class_a_property_or_a_value() -> None:
    """No other kind of word, and plenty of each."""
    ours = {s for s in words().subjects() if isinstance(s, URIRef) and s.startswith(VOCABULARY)}

    assert ours == {*CLASSES, *PROPERTIES, *VALUES}
    assert min(len(CLASSES), len(PROPERTIES), len(VALUES)) > 8


@pytest.mark.parametrize("word", [*CLASSES, *PROPERTIES, *VALUES], ids=name)
def test_a_word_is_explained_in_chinese_and_english(word: URIRef) -> None:
    """One label and one comment in each language, an example, and where the word is defined."""
    assert languages(word, RDFS.label) == ["en", "zh-Hans"]
    assert languages(word, RDFS.comment) == ["en", "zh-Hans"]
    assert languages(word, SKOS.example)
    assert list(words().objects(word, RDFS.isDefinedBy)) == [URIRef(VOCABULARY.rstrip("#"))]


@pytest.mark.parametrize("word", PROPERTIES, ids=name)
def test_a_property_says_what_it_leads_from_and_to(word: URIRef) -> None:
    """One domain and one range: a class of ours, one of a published vocabulary, or a datatype."""
    (domain,), (range_,) = words().objects(word, RDFS.domain), words().objects(word, RDFS.range)
    is_datatype = str(range_).startswith(PREFIXES["xsd"]) or range_ == RDF.langString

    assert is_datatype is ((word, RDF.type, OWL.DatatypeProperty) in words())
    for end in (domain, range_):
        assert end in CLASSES or not str(end).startswith(VOCABULARY)


def test_two_words_of_a_kind_have_two_names() -> None:
    """Nobody can take one class, or one property, for another by its label."""
    for kind in (CLASSES, VALUES):
        labels = [str(text) for word in kind for text in words().objects(word, RDFS.label)]
        assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("word", CLASSES, ids=name)
def test_a_class_stands_alone_or_below_others(word: URIRef) -> None:
    """The classes above exist, and none is above itself."""
    above = set(words().transitive_objects(word, RDFS.subClassOf)) - {word}

    assert (word, RDFS.subClassOf, word) not in words()
    assert all(end in CLASSES or not str(end).startswith(VOCABULARY) for end in above)
    assert not any((end, RDFS.subClassOf, word) in words() for end in above)
