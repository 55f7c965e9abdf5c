"""The simple profile as a registry takes it: concepts told apart, described, collected; nothing made up."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from hostile import definition, report, sense
from msgspec.structs import replace
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD, URIRef

from tifatu.builders.pipeline import run_of
from tifatu.builders.settings import Inputs, Scheme, Settings
from tifatu.exports import Selection, export
from tifatu.graph.errors import SettingsError
from tifatu.graph.model import AnyRecord, Part, Run, Sense, Variant
from tifatu.graph.namespaces import iri
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import RecordFile, RecordList, Records

INVENTED = RecordFile(Path(__file__).parent / "data" / "invented.jsonl")
SCHEME = URIRef(iri("tfsch:slogans"))


def published(records: Iterable[AnyRecord] | Records, form: str = "ttl") -> rdflib.Graph:
    """The simple profile of some records, as rdflib reads it."""
    out = io.BytesIO()
    kept = records if isinstance(records, RecordFile | RecordList) else RecordList(records)
    export(kept, form, out, Selection(Profile.SIMPLE))
    return rdflib.Graph().parse(data=out.getvalue(), format="json-ld" if form == "jsonld" else form)


def of(graph: rdflib.Graph, name: str, predicate: URIRef, language: str = "zh-Hans") -> list[str]:
    """The literals of a sense in a language, sorted."""
    said = graph.objects(URIRef(iri(f"tfs:{name}")), predicate)
    return sorted(str(o) for o in said if isinstance(o, rdflib.Literal) and o.language == language)


def homonyms(*places: str) -> list[AnyRecord]:
    """Senses of “三清”, each of a place of its own, with definitions that share nothing."""
    records: list[AnyRecord] = []
    for n, place in enumerate(places, 1):
        listed = replace(definition(n, "“三清”", f"清{n}、净{n}", of=f"R{n}"), components=(f"清{n}", f"净{n}"))
        records += [report(n, place), listed, replace(sense(n, "“三清”"), term="三清")]
    return records


def test_no_two_concepts_have_the_same_label(sample_records: list[AnyRecord]) -> None:
    """One preferred label a language, of one concept only, without quotation marks."""
    for records in (INVENTED, RecordList(sample_records)):
        graph = published(records)
        concepts = set(graph.subjects(RDF.type, SKOS.Concept))
        labels = [o for s in concepts for o in graph.objects(s, SKOS.prefLabel) if o.language == "zh-Hans"]
        assert len(labels) == len(set(labels)) == len(concepts) > 5
        assert not [label for label in labels if set("“”‘’「」") & set(label)]


def test_homonyms_are_told_apart_by_place_then_by_items() -> None:
    """The plain form stays as an alternative, the written form can be searched."""
    graph = published(homonyms("云山市", "海波县", "海波县"))

    assert of(graph, "S1", SKOS.prefLabel) == ["三清（云山市）"]
    assert of(graph, "S2", SKOS.prefLabel) == ["三清（清2、净2）"]
    assert of(graph, "S3", SKOS.prefLabel) == ["三清（清3、净3）"]
    assert of(graph, "S1", SKOS.altLabel) == ["三清"]
    assert of(graph, "S1", SKOS.hiddenLabel) == ["“三清”"]
    assert of(graph, "S1", SKOS.altLabel, "zh-Latn-pinyin") != []


def test_a_qualified_label_is_not_that_of_another_concept() -> None:
    """Where a report itself writes 三清（云山市）, the homonym of 云山市 gets another qualifier."""
    more = [definition(9, "三清（云山市）", "别的", of="R1"), sense(9, "三清（云山市）")]
    graph = published([*homonyms("云山市", "海波县"), *more])

    assert of(graph, "S9", SKOS.prefLabel) == ["三清（云山市）"]
    assert of(graph, "S1", SKOS.prefLabel) == ["三清（清1、净1）"]


def test_a_form_that_has_nothing_in_common_is_hidden() -> None:
    """Alternative labels are forms of the same thing; what shares no two characters can still be searched."""
    records = [report(), definition(1, "三清行动", "清一、清二"), replace(
        sense(1, "三清行动"), alternatives=("“三清”专项行动", "蓝天计划"))]  # fmt: skip
    graph = published(records)

    assert of(graph, "S1", SKOS.altLabel) == ["三清专项行动"]
    assert of(graph, "S1", SKOS.hiddenLabel) == ["“三清”专项行动", "蓝天计划"]


def test_the_most_shared_wording_defines_and_the_others_are_notes() -> None:
    """One definition; who says so; every other wording with its place and year."""
    texts = ["清水、清气", "净水和净气", "净水和净气"]
    definitions = [replace(definition(n, "三清", text, of=f"R{n}"), sense="S1") for n, text in enumerate(texts, 1)]
    variants = (Variant(id="V1", definitions=("D1",)), Variant(id="V2", definitions=("D2", "D3")))
    reports = [report(1, "云山市", 2020), report(2, "海波县", 2021), report(3, "河畔县", 2022)]
    graph = published([*reports, *definitions, replace(sense(1, "三清"), variants=variants)])

    assert of(graph, "S1", SKOS.definition) == ["净水和净气"]
    assert of(graph, "S1", SKOS.note) == ["海波县2021、河畔县2022"]
    assert of(graph, "S1", SKOS.scopeNote) == ["清水、清气（云山市2020）"]


def test_broader_narrower_and_top_concepts_go_both_ways() -> None:
    """What is a part has its whole, what is none is at the top, and the scheme knows it."""
    part = Part(term="三区", text="城区、郊区", start=8000, end=8004, rule="named-part")
    whole = replace(definition(1, "三区三线", "三区是指城区、郊区"), parts=(part,))
    graph = published([report(), whole, definition(2, "三区", "城区、郊区"), sense(1, "三区三线"), sense(2, "三区")])

    assert set(graph.subject_objects(SKOS.broader)) == {(o, s) for s, o in graph.subject_objects(SKOS.narrower)}
    assert set(graph.objects(SCHEME, SKOS.hasTopConcept)) == set(graph.subjects(SKOS.topConceptOf, SCHEME))
    assert [str(s) for s in graph.objects(SCHEME, SKOS.hasTopConcept)] == [iri("tfs:S1")]


def test_senses_that_share_their_items_are_related() -> None:
    """Two items and half of the shorter list; one shared item is chance; a whole and its part are never related."""
    lists = [("清水", "清气", "清土"), ("清水", "清气"), ("清水", "净土", "净城")]
    made = [
        (replace(definition(n, f"第{n}清", "、".join(items)), components=items), sense(n, f"第{n}清"))
        for n, items in enumerate(lists, 1)
    ]
    graph = published([report(), *(record for pair in made for record in pair)])

    found = {(str(s)[-2:], str(o)[-2:]) for s, o in graph.subject_objects(SKOS.related)}
    assert found == {("S1", "S2"), ("S2", "S1")}


def test_concepts_are_collected_by_level_and_by_type() -> None:
    """A collection has labels, in English where its type is known, and only concepts of the scheme as members."""
    graph = published(INVENTED)
    collections = set(graph.subjects(RDF.type, SKOS.Collection))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))

    assert {str(c).rpartition("/")[2].partition("-")[0] for c in collections} == {"level", "program"}
    assert all(set(graph.objects(c, SKOS.member)) <= concepts for c in collections)
    for collection in collections:
        assert [o.language for o in graph.objects(collection, SKOS.prefLabel)] == ["zh-Hans"]
        if "/level-" in collection:
            assert [o.language for o in graph.objects(collection, SKOS.altLabel)] == ["en"]


@pytest.mark.parametrize("form", ["ttl", "xml", "jsonld", "nt"])
def test_the_scheme_says_what_the_settings_say(form: str) -> None:
    """Title, creator, licence and days go the whole way, addresses as addresses, in every syntax."""
    scheme = Scheme(
        title="云山市提法", creator="https://example.org/a?b=1&c=2", publisher="云山大学 <出版>",
        licence="https://creativecommons.org/licenses/by/4.0/", created="2025-01-04", version="2",
    )  # fmt: skip
    out = io.BytesIO()
    records = RecordList([run_of(Inputs(scheme=scheme))])
    export(records, {"xml": "rdfxml"}.get(form, form), out, Selection(Profile.SIMPLE))
    graph = rdflib.Graph().parse(data=out.getvalue(), format={"jsonld": "json-ld"}.get(form, form))

    (body,) = graph.subjects(SDO.url, rdflib.Literal("https://example.org/a?b=1&c=2", datatype=XSD.anyURI))
    assert graph.value(SCHEME, DCTERMS.creator) == body
    assert graph.value(body, RDF.type) == SDO.Organization
    assert str(graph.value(SCHEME, DCTERMS.publisher)) == "云山大学 <出版>"
    assert graph.value(SCHEME, DCTERMS.license) == URIRef(scheme.licence)
    assert str(graph.value(SCHEME, DCTERMS.created)) == "2025-01-04"
    assert str(graph.value(SCHEME, OWL.versionInfo)) == "2"
    assert [str(o) for o in graph.objects(SCHEME, DCTERMS.title)] == ["云山市提法"]


def test_what_nobody_told_is_not_made_up() -> None:
    """Without settings there is no licence, publisher or day; the description counts what is there."""
    graph = published(INVENTED)

    for predicate in (DCTERMS.license, DCTERMS.publisher, DCTERMS.created, DCTERMS.modified):
        assert graph.value(SCHEME, predicate) is None
    assert str(graph.value(SCHEME, DCTERMS.creator)) == "tifatu"
    assert {o.language for o in graph.objects(SCHEME, DCTERMS.description)} == {"zh-Hans", "en"}
    assert [str(o) for o in graph.objects(SCHEME, SKOS.historyNote)] == sorted(
        f"tifatu {run.code}+{run.rules}" for run in INVENTED.by_id(Run)
    )


def test_the_description_decides_nothing_that_is_found() -> None:
    """Another title needs no new harvest, but it is another run, and stands in its record."""
    plain, titled = Inputs(), Inputs(scheme=Scheme(title="云山市提法"))

    assert plain.digest == titled.digest
    assert run_of(plain).id != run_of(titled).id
    assert run_of(titled).settings == {"scheme.title": "云山市提法"}


@pytest.mark.parametrize("line", ['created = "2025"', 'creator = "https://a b"', 'colour = "red"'])
def test_a_description_that_cannot_be_is_refused(line: str, tmp_path: Path) -> None:
    """A day is a day, an address an address, and a word that nobody knows a mistake."""
    file = tmp_path / "tifatu.toml"
    file.write_text(f"[scheme]\n{line}\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=line.partition(" ")[0]):
        Settings.from_toml(file)


def test_pairs_are_not_made_of_what_everybody_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """An item of very many lists relates nothing: the work stays in proportion."""
    monkeypatch.setattr("tifatu.graph.survey.relations.MOST_SENSES", 2)
    made = [
        (replace(definition(n, f"第{n}清", "清水、清气"), components=("清水", "清气")), sense(n, f"第{n}清"))
        for n in range(1, 4)
    ]
    graph = published([report(), *(record for pair in made for record in pair)])

    assert list(graph.subject_objects(SKOS.related)) == []


TOLD = Scheme(
    title="云山市提法", creator="李某 <li@example.org>", publisher="云山大学 <https://example.org/>",
    licence="https://creativecommons.org/licenses/by/4.0/", created="2025-01-04", modified="2025-02-04", version="2",
)  # fmt: skip


def test_the_data_set_is_described_as_void_and_dcat() -> None:
    """Who finds the file knows what it is, how much, by whom, in which vocabularies, and where to begin."""
    graph = published(RecordList([*INVENTED, run_of(Inputs(scheme=TOLD))]))
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)

    assert (dataset, RDF.type, rdflib.DCAT.Dataset) in graph
    assert int(str(graph.value(dataset, VOID.entities))) == len(list(INVENTED.by_id(Sense)))
    assert URIRef(str(SKOS)) in set(graph.objects(dataset, VOID.vocabulary))
    assert graph.value(dataset, VOID.rootResource) == SCHEME
    assert graph.value(dataset, DCTERMS.license) == URIRef(TOLD.licence)
    people = {graph.value(graph.value(dataset, DCTERMS[of]), RDF.type) for of in ("creator", "publisher")}
    assert people == {SDO.Person, SDO.Organization}


def test_a_concept_says_who_explained_it_first() -> None:
    """The origin is a note with place and year, of the earliest report and not of the most shared wording."""
    definitions = [replace(definition(n, "三清", f"清{n}", of=f"R{n}"), sense="S1") for n in (1, 2)]
    reports = [report(1, "云山市", 2022), report(2, "海波县", 2020)]
    graph = published([*reports, *definitions, sense(1, "三清")])

    assert of(graph, "S1", SKOS.historyNote) == ["所收报告中最早的释义：海波县2020"]


def test_a_scheme_that_is_told_in_full_is_one_that_registries_take() -> None:
    """What VocPub demands of schemes, collections and concepts: one label, one definition a language, one of each."""
    graph = published(RecordList([*INVENTED, run_of(Inputs(scheme=TOLD))]))

    for kind in (SKOS.ConceptScheme, SKOS.Collection, SKOS.Concept):
        things = list(graph.subjects(RDF.type, kind))
        assert things
        for thing in things:
            assert len(list(graph.objects(thing, SKOS.prefLabel))) == 1
            languages = [o.language for o in graph.objects(thing, SKOS.definition)]
            assert languages and len(languages) == len(set(languages))
            assert list(graph.objects(thing, SKOS.historyNote)) or kind != SKOS.Concept
    for collection in graph.subjects(RDF.type, SKOS.Collection):
        for predicate in (SKOS.inScheme, RDFS.isDefinedBy, PROV.wasDerivedFrom):
            assert list(graph.objects(collection, predicate)) == [SCHEME]
    for predicate in (DCTERMS.created, DCTERMS.modified, DCTERMS.publisher):
        assert len(list(graph.objects(SCHEME, predicate))) == 1
