"""The named queries: documented, bound, and giving the rows that people agreed on."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tifatu.graph.errors import ParameterError, UnknownQueryError
from tifatu.graph.store.building import publish
from tifatu.graph.store.knowledge import KnowledgeGraph, Rows
from tifatu.queries import catalogue, named, run
from tifatu.queries.catalogue import read_query

HERE = Path(__file__).resolve().parent
NAMES = tuple(catalogue())


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = tmp_path_factory.mktemp("queries") / "kg"
    publish(folder, HERE / "data" / "invented.jsonl")
    with KnowledgeGraph(folder) as opened:
        yield opened


def as_csv(rows: Rows, columns: tuple[str, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([columns, *(["" if row[c] is None else row[c] for c in columns] for row in rows)])
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_a_query_gives_its_golden_rows(name: str, graph: KnowledgeGraph) -> None:
    """With the examples of its header a query gives the rows beside it; FIX=1 writes them anew."""
    query = named(name)
    rows = run(graph, name, **{key: param.example for key, param in query.params.items()})
    golden = HERE.parent / query.golden
    found = as_csv(rows, query.columns)
    if os.environ.get("FIX") == "1":
        golden.write_text(found, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == found
    assert len(rows) > 0


def test_every_golden_file_belongs_to_a_query() -> None:
    """No file of rows is left behind when a query goes."""
    assert {f"{name}.csv" for name in NAMES} == {path.name for path in (HERE / "queries").iterdir()}


def test_what_the_build_counts_is_what_the_plain_query_counts(graph: KnowledgeGraph) -> None:
    """First and last year of every term, as counted once at the build, are those of all its passages."""
    counted = graph.trusted(
        "SELECT ?key ?first ?last WHERE { ?t a tfv:Term ; tfv:firstReport/tfv:year ?first ; "
        " tfv:lastReport/tfv:year ?last ; rdfs:label ?key }"
    )
    plain = graph.trusted(
        "SELECT ?key (MIN(?year) AS ?first) (MAX(?year) AS ?last) WHERE { ?passage tfv:term ?t ;"
        " dcterms:source/tfv:year ?year . ?t rdfs:label ?key } GROUP BY ?key"
    )

    assert sorted(map(str, counted)) == sorted(map(str, plain))
    assert any(row["first"] != row["last"] for row in counted)


def test_the_regions_of_a_term_are_those_of_its_reports(graph: KnowledgeGraph) -> None:
    """As told by the build, and as found by looking at each passage."""
    told = graph.trusted("SELECT ?t ?p WHERE { ?t tfv:saidIn ?p }")
    plain = graph.trusted(
        "SELECT DISTINCT ?t ?p WHERE { ?m tfv:term ?t ; dcterms:source/dcterms:spatial ?p . ?m a ?kind"
        " FILTER(?kind IN (tfv:Mention, tfv:Definition)) }"
    )

    assert len(told) > 10
    assert sorted(map(str, told)) == sorted(map(str, plain))


def test_two_years_of_a_region_differ_as_the_records_say(graph: KnowledgeGraph) -> None:
    """The quick query names the terms that stand in one year's records alone; so does looking term by term."""
    rows = run(graph, "changed-between", region="620902", **{"from": 2024, "until": 2025})
    plain = graph.sparql(
        "SELECT DISTINCT ?term WHERE { ?p skos:notation '620902' . ?r dcterms:spatial ?p ; tfv:year ?y ; dcterms:title"
        " ?t . ?m dcterms:source ?r ; a tfv:Mention ; tfv:term/rdfs:label ?term FILTER(STR(?y) = '2025') FILTER NOT"
        " EXISTS { ?r2 dcterms:spatial ?p ; tfv:year ?y2 . ?m2 dcterms:source ?r2 ; tfv:term/rdfs:label ?term"
        " FILTER(STR(?y2) = '2024') } }"
    )

    assert isinstance(plain, Rows)
    assert {row["term"] for row in rows if row["mentions"]} == {row["term"] for row in plain}


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_in_words_what_it_answers(name: str) -> None:
    """Summary, columns and parameters are documented; each parameter and column is in the SELECT."""
    query = named(name)
    select = query.text.partition("SELECT")[2].partition("WHERE")[0]

    assert query.summary.endswith(".")
    assert all(f"?{column}" in select for column in (*query.columns, *query.params))
    assert all(param.says and param.type in {"text", "term", "region", "integer"} for param in query.params.values())


def test_a_header_with_an_unknown_line_is_refused() -> None:
    """A slip in a header is found when the query is read, not when somebody misses its documentation."""
    with pytest.raises(ValueError, match="colums"):
        read_query("x", '#+ summary = "a"\n#+ colums = []\n#+ golden = ""\nASK {}')


def test_any_written_form_finds_the_term(graph: KnowledgeGraph) -> None:
    """Quotation marks and class noun make no difference."""
    forms = ("“四强”行动", "四强行动", "四强", "「四强」", " 四 强 ")
    answers = [run(graph, "definitions-of", label=form) for form in forms]

    assert [len(rows) for rows in answers] == [2] * len(forms)


@pytest.mark.parametrize("value", ["x' } UNION { ?s ?p ?o", '" . ?s ?p ?o . "', "\\", "{}", "?term"])
def test_a_parameter_is_a_value_and_never_sparql(value: str, graph: KnowledgeGraph) -> None:
    """What a caller gives cannot change the question."""
    assert run(graph, "definitions-of", label=value) == []
    assert run(graph, "terms-of-region", region=value) == []


@pytest.mark.parametrize(
    "name", [name for name in NAMES if any(param.type == "region" for param in named(name).params.values())]
)
def test_the_region_may_be_named_or_coded(name: str, graph: KnowledgeGraph) -> None:
    """Code and name give the same rows, in every query that asks for a region."""
    params = {key: param.example for key, param in named(name).params.items()}
    coded, called = ({**params, "region": given} for given in ("620902", "肃州区"))

    assert run(graph, name, **coded) == run(graph, name, **called)


def test_every_text_of_a_caller_has_a_place_kept_open(graph: KnowledgeGraph) -> None:
    """A query begins with what its caller says: each text has its VALUES ?name { UNDEF }, which the plan sees."""
    lacking = [
        (query.name, name)
        for query in catalogue().values()
        for name, param in query.params.items()
        if param.type != "integer" and f"VALUES ?{name} {{ UNDEF }}" not in query.text
    ]

    assert lacking == []


@pytest.mark.parametrize(
    "name, params, reason",
    [
        ("definitions-of", {}, "give the parameter 'label'"),
        ("definitions-of", {"label": "x", "lable": "y"}, "no parameter 'lable'"),
        ("shared-terms", {"regions_at_least": "two"}, "must be a whole number"),
    ],
)
def test_wrong_parameters_are_told(name: str, params: dict[str, str], reason: str, graph: KnowledgeGraph) -> None:
    """Missing, unknown and ill-typed parameters are named."""
    with pytest.raises(ParameterError, match=reason):
        run(graph, name, **params)


def test_numbers_may_come_as_text(graph: KnowledgeGraph) -> None:
    """The command line knows only text."""
    assert run(graph, "shared-terms", regions_at_least="3") == run(graph, "shared-terms", regions_at_least=3)


def test_an_unknown_query_gets_the_nearest_name(graph: KnowledgeGraph) -> None:
    """A slip of the finger is answered with the right name."""
    with pytest.raises(UnknownQueryError, match="Did you mean 'definitions-of'"):
        run(graph, "definition-of")
