"""The graph of the invented records: complete, sorted, canonical, explained by the ontology."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from tifatu.graph.model import Definition, Mention, Sense
from tifatu.graph.namespaces import BASE, PREFIXES, VOCABULARY, iri
from tifatu.graph.ontology import ontology
from tifatu.graph.rdf.sections import FULL, SIMPLE, Profile, blocks, sections
from tifatu.graph.rdf.shape import NTRIPLES
from tifatu.graph.rdf.values import COUNTS, ORIGINS, SAID, SCOPES, VERDICTS
from tifatu.graph.records.sets import RecordFile, RecordList
from tifatu.graph.rule_notes import rule_notes
from tifatu.graph.survey.facts import Survey

RECORDS = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
RDF_TYPE = ox.NamedNode(iri("rdf:type"))
SUBCLASS = ox.NamedNode(iri("rdfs:subClassOf"))


@cache
def lines(profile: Profile = Profile.FULL) -> bytes:
    survey = Survey(RECORDS)
    return b"".join(block for section in sections(profile) for block in blocks(section, RECORDS, survey, NTRIPLES))


@cache
def store(profile: Profile = Profile.FULL) -> ox.Store:
    made = ox.Store()
    made.load(lines(profile), ox.RdfFormat.N_TRIPLES)
    return made


@cache
def words() -> ox.Store:
    made = ox.Store()
    made.load(ontology(), ox.RdfFormat.TURTLE)
    return made


def objects(subject: ox.NamedNode, predicate: str) -> list[str]:
    node = ox.NamedNode(iri(predicate))
    return sorted(quad.object.value for quad in store().quads_for_pattern(subject, node, None))


def used_words() -> set[str]:
    individuals = {f"tfv:{name}" for table in (COUNTS, ORIGINS, SAID, SCOPES, VERDICTS) for name in table.values()}
    return {word for section in FULL + SIMPLE for word in section.shape.terms()} | individuals


@pytest.mark.parametrize("profile", list(Profile))
def test_the_lines_are_sorted_and_unique(profile: Profile) -> None:
    """N-Triples come out as ``LC_ALL=C sort -u`` would have them."""
    found = lines(profile).splitlines()

    assert found == sorted(set(found))


@pytest.mark.parametrize("profile", list(Profile))
def test_oxigraph_changes_nothing(profile: Profile) -> None:
    """Only canonical literals are written: the store holds the bytes of the exports, with its tags in lower case."""
    dumped = store(profile).dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""

    said = re.sub(rb"(?<=@)[A-Za-z-]+(?= \.$)", lambda tag: tag[0].lower(), lines(profile), flags=re.MULTILINE)
    assert sorted(dumped.splitlines()) == sorted(said.splitlines())
    assert b'"@zh-Hans .' in lines(profile) and b"@zh-hans" not in lines(profile)


def test_there_are_no_blank_nodes() -> None:
    """Everything has a name."""
    nodes = {type(node) for quad in store() for node in (quad.subject, quad.object)}

    assert nodes == {ox.NamedNode, ox.Literal}


def test_every_name_of_ours_is_ascii_and_says_what_it_names() -> None:
    """Each subject lies in the namespace of its class."""
    ours = {quad.subject.value for quad in store()}

    assert all(name.isascii() and name.startswith(BASE) for name in ours)
    assert all(name.removeprefix(BASE).partition("/")[2][0].isalpha() for name in ours)


def test_every_link_leads_somewhere() -> None:
    """What the graph points at within our namespaces, it also describes."""
    described = {quad.subject.value for quad in store()} | {quad.subject.value for quad in words()}
    pointed = {quad.object.value for quad in store() if isinstance(quad.object, ox.NamedNode)}

    assert {name for name in pointed if name.startswith(BASE)} <= described


def test_every_word_of_ours_is_in_the_ontology_and_none_is_idle() -> None:
    """The ontology declares what the graph uses; what else it declares holds those together."""
    declared = {quad.subject.value for quad in words() if quad.subject.value.startswith(VOCABULARY)}
    used = {iri(word) for word in used_words() if word.startswith("tfv:")}
    holding = {quad.object.value for quad in words() if isinstance(quad.object, ox.NamedNode)}

    assert used <= declared
    assert declared - used <= holding


def test_every_word_is_explained_in_two_languages() -> None:
    """Label and comment in Chinese and English and an example; properties with domain and range."""
    missing = []
    for word in sorted({quad.subject.value for quad in words() if quad.subject.value.startswith(VOCABULARY)}):
        said = [
            (quad.predicate.value, quad.object) for quad in words().quads_for_pattern(ox.NamedNode(word), None, None)
        ]
        have = {(name, value.language) for name, value in said if isinstance(value, ox.Literal)}
        want = {(iri(f"rdfs:{name}"), language) for name in ("label", "comment") for language in ("zh-hans", "en")}
        want.add((iri("skos:example"), "zh-hans"))
        names = Counter(name for name, _ in said)
        is_property = word.rpartition("#")[2][0].islower()
        if not want <= have or (is_property and (names[iri("rdfs:domain")], names[iri("rdfs:range")]) != (1, 1)):
            missing.append(word)

    assert missing == []


def test_the_ontology_is_read_alike_by_two_libraries() -> None:
    """rdflib and Oxigraph find the same number of statements, and the file declares only prefixes that we use."""
    import rdflib

    declared = {
        line.split()[1].rstrip(":"): line.split()[2]
        for line in ontology().decode().splitlines()
        if line.startswith("@prefix")
    }

    assert len(rdflib.Graph().parse(data=ontology(), format="turtle")) == len(words())
    assert all(PREFIXES[prefix] == namespace.strip("<>") for prefix, namespace in declared.items())


def test_statements_keep_to_domain_and_range() -> None:
    """Subject and object of every property of ours are of the classes that the ontology names."""
    above = classes_above()
    kinds = defaultdict(set)
    for quad in [*store().quads_for_pattern(None, RDF_TYPE, None), *words().quads_for_pattern(None, RDF_TYPE, None)]:
        kinds[quad.subject.value] |= above[quad.object.value] | {quad.object.value}
    wrong = set()
    for quad in store():
        word = quad.predicate
        for value, side in ((quad.subject, "rdfs:domain"), (quad.object, "rdfs:range")):
            for wanted in words().quads_for_pattern(word, ox.NamedNode(iri(side)), None):
                if not fits(value, wanted.object.value, kinds):
                    wrong.add((word.value, side, str(value)))

    assert sorted(wrong) == []


def classes_above() -> dict[str, set[str]]:
    direct = defaultdict(set)
    for quad in words().quads_for_pattern(None, SUBCLASS, None):
        direct[quad.subject.value].add(quad.object.value)
    above: dict[str, set[str]] = defaultdict(set)
    for name in list(direct):
        waiting = [name]
        while waiting:
            for upper in direct.get(waiting.pop(), ()):
                if upper not in above[name]:
                    above[name].add(upper)
                    waiting.append(upper)
    return above


def fits(value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple, wanted: str, kinds: dict[str, set[str]]) -> bool:
    if isinstance(value, ox.Literal):
        return value.datatype.value == wanted
    return wanted in (iri("rdf:List"), iri("rdfs:Resource")) or wanted in kinds[str(getattr(value, "value", value))]


def test_a_definition_has_text_place_and_no_label() -> None:
    """Skosmos shows a node as a definition only where it has a value and no label."""
    for definition in RECORDS.by_id(Definition):
        node = ox.NamedNode(iri(f"tfd:{definition.id}"))
        predicates = {quad.predicate.value for quad in store().quads_for_pattern(node, None, None)}

        assert len(objects(node, "rdf:value")) == 1
        assert objects(node, "oa:start") == [str(definition.start)]
        assert not predicates & {iri("rdfs:label"), iri("skos:prefLabel"), iri("dcterms:title")}


def test_components_are_a_list_in_their_order() -> None:
    """rdflib's Collection walks the cells and finds the items of the record."""
    import rdflib
    from rdflib.collection import Collection

    graph = rdflib.Graph().parse(data=lines(), format="nt")
    walked = 0
    for definition in RECORDS.by_id(Definition):
        cell = graph.value(rdflib.URIRef(iri(f"tfd:{definition.id}")), rdflib.URIRef(iri("tfv:components")))
        items = [] if cell is None else [str(graph.value(item, rdflib.RDF.value)) for item in Collection(graph, cell)]
        walked += len(items)

        assert items == list(definition.components)
    assert walked > 10


def test_a_component_that_is_a_term_itself_leads_to_it() -> None:
    """强科技 of “四强” is a slogan elsewhere: both lead to one term."""
    survey = Survey(RECORDS)
    (sense,) = (sense for sense in RECORDS.by_id(Sense) if sense.label == "“强科技”")
    (term,) = objects(ox.NamedNode(iri(f"tfs:{sense.id}")), "tfv:senseOf")
    sharing = store().quads_for_pattern(None, ox.NamedNode(iri("tfv:term")), ox.NamedNode(term))

    assert "强科技" in survey.terms
    assert {quad.subject.value.removeprefix(BASE).partition("/")[0] for quad in sharing} == {"component", "definition"}


def test_one_term_has_all_its_forms() -> None:
    """“四强”行动, 四强行动 and the quoted 四强 of a mention are one term."""
    terms = {
        term
        for mention in RECORDS.by_id(Mention)
        if mention.text == "四强"
        for term in objects(ox.NamedNode(iri(f"tfm:{mention.id}")), "tfv:term")
    }
    (term,) = terms

    assert objects(ox.NamedNode(term), "tfv:key") == ["四强", "四强行动"]
    assert objects(ox.NamedNode(term), "tfv:mentionCount") == ["2"]
    assert objects(ox.NamedNode(term), "tfv:definitionCount") == ["2"]


def test_a_term_that_nobody_defines_is_a_term_and_counted() -> None:
    """河畔红 is mentioned three times in two places and has no sense."""
    (node,) = (
        quad.subject
        for quad in store().quads_for_pattern(None, ox.NamedNode(iri("tfv:key")), ox.Literal("河畔红"))
        if isinstance(quad.subject, ox.NamedNode)
    )

    assert [objects(node, f"tfv:{name}Count") for name in ("mention", "report", "region", "definition")] == [
        ["3"],
        ["2"],
        ["2"],
        ["0"],
    ]


def test_a_division_is_named_as_of_the_year_of_its_report() -> None:
    """金塔县 of 2025 is the version in force then; its period and the divisions above are known."""
    node = ox.NamedNode(iri("tfreg:C620921-2002"))

    assert objects(node, "skos:prefLabel") == ["金塔县"]
    assert objects(node, "dcterms:temporal") == [iri("tfper:Y2002-open")]
    assert objects(node, "skos:broader") == [iri("tfreg:C620900-2002")]


def test_a_rule_says_why_it_is_right_in_two_languages() -> None:
    """Each rule that found something and that this version knows carries its sentence in English and Chinese."""
    rules = [q.subject for q in store().quads_for_pattern(None, RDF_TYPE, ox.NamedNode(iri("tfv:Rule")))]
    found = {objects(rule, "rdfs:label")[0]: objects(rule, "rdfs:comment") for rule in rules}
    known = {name: sorted((note.why, note.reason)) for name, note in rule_notes().items()}

    assert "short-name" in found
    assert found == {name: known.get(name, []) for name in found}


def test_the_simple_profile_is_skos_with_one_definition_a_sense() -> None:
    """No word of ours; one definition a sense, in the most shared wording, of the earliest report, glossary first."""
    predicates = {quad.predicate.value for quad in store(Profile.SIMPLE)}
    said = [q for q in store(Profile.SIMPLE) if q.predicate.value == iri("skos:definition")]
    definitions = [quad for quad in said if "/collection/" not in quad.subject.value]
    senses = list(RECORDS.by_id(Sense))
    chosen = {quad.subject.value: quad.object.value for quad in definitions}
    (shared,) = (sense for sense in senses if sense.label == "三品一标")

    kept = tuple(PREFIXES[prefix] for prefix in ("skos", "dcterms", "dcat", "void"))
    others = {name for name in predicates if not name.startswith(kept)}
    assert others == {iri(of) for of in ("rdf:type", "rdfs:isDefinedBy", "owl:versionInfo", "prov:wasDerivedFrom")}
    assert len([name for name in chosen if "/sense/" in name]) == len(senses)
    assert len(definitions) == len(senses) + 2
    assert chosen[iri(f"tfs:{shared.id}")].startswith("绿色食品、有机农产品")


def test_the_order_of_the_records_does_not_matter() -> None:
    """Any order of the same records gives the same bytes."""
    backwards = RecordList(reversed(list(RECORDS)))
    survey = Survey(backwards)
    found = b"".join(block for section in sections() for block in blocks(section, backwards, survey, NTRIPLES))

    assert found == lines()
