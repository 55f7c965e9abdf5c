"""The checks that are queries: each finds what was planted for it, and nothing in a good graph."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from planted import spoiled

from tifatu.graph.findings import Finding, Severity
from tifatu.graph.store.building import open_graph
from tifatu.queries.checking import check_queries, checks, read_check

PLANTED: Mapping[str, tuple[str, ...]] = {
    "S9": ("tfs:S9 a skos:Concept, skos:ConceptScheme",),
    "S13": (
        "tfs:S13 skos:prefLabel '三区'@zh-hans ; skos:altLabel '三区'@zh-hans",
        "tfs:S13hidden skos:altLabel '三区'@zh-hans ; skos:hiddenLabel '三区'@zh-hans",
    ),
    "S14": ("tfs:S14 skos:prefLabel '三区'@zh-hans, '“三区”'@zh-hans",),
    "S27": (
        "tfs:S27 skos:related tfs:S27c ; skos:broader tfs:S27b . tfs:S27b skos:broader tfs:S27c",
        "tfs:S27other skos:relatedMatch tfs:S27e . tfs:S27e skos:narrower tfs:S27other",
    ),
    "S46": (
        "tfs:S46 skos:exactMatch tfs:S46b ; skos:broadMatch tfs:S46c . tfs:S46c skos:exactMatch tfs:S46b",
        "tfs:S46other skos:exactMatch tfs:S46e ; skos:relatedMatch tfs:S46e",
    ),
    "S55": (
        "tfs:S55 skosxl:prefLabel tfl:S55 . tfl:S55 skosxl:literalForm '甲'@zh-hans",
        "tfs:S55alt skosxl:altLabel tfl:S55",
        "tfs:S55hidden skosxl:hiddenLabel tfl:S55",
    ),
    "hierarchy": ("tfs:circle skos:broader tfs:circleb . tfs:circleb skos:broader tfs:circle",),
    "definition-labels": (
        "tfd:labelled a tfv:Definition ; rdfs:label '三区'@zh-hans",
        "tfp:labelled a tfv:Part ; skosxl:prefLabel tfl:S55",
    ),
    "definition-text": ("tfd:text a tfv:Definition ; oa:exact '甲' ; rdf:value '乙'@zh-hans",),
    "dangling": ("tfd:dangling tfv:sense tfs:nowhere",),
    "orphans": (
        "tft:orphan a tfv:Term",
        "tfreg:orphan a tfv:Region",
        "tfl:orphan a skosxl:Label ; skos:related tfl:orphan",
    ),
    "lists": (
        "tfd:unlisted tfv:component tfc:unlisted",
        "tfd:only tfv:components tfi:only . tfi:only rdf:first tfc:only ; rdf:rest rdf:nil",
        "tfi:twice rdf:first tfc:twice . tfi:again rdf:first tfc:twice",
    ),
    "counted": ("tfd:counted tfv:countVerdict tfv:CountAgrees", "tfd:open tfv:countVerdict tfv:CountOpen"),
    "count-disagrees": ("tfd:disagrees tfv:countVerdict tfv:CountDisagrees ; tfv:component tfc:only",),
    "inside": (
        "tfc:outside oa:start 5 ; oa:end 9 . tfd:outside tfv:component tfc:outside ; oa:start 6 ; oa:end 20",
        "tfp:outside oa:start 15 ; oa:end 21 . tfd:outside tfv:part tfp:outside",
    ),
    "term-keys": ("tft:key tfv:key '甲乙' . tft:samekey tfv:key '甲乙'",),
    "counts": (
        "tft:counts a tfv:Term ; tfv:mentionCount 2 . tfm:counts a tfv:Mention ; tfv:term tft:counts",
        "tft:uncounted a tfv:Term ; tfv:definitionCount 1",
    ),
    "words": ("tfd:words tfv:nonsense 1", "tfd:words a tfv:Nonsense"),
    "ranges": ("tfd:ranges tfv:sense tft:key", "tfd:ranges tfv:origin tfv:CountAgrees"),
    "domains": ("tft:domains a tfv:Term ; tfv:quoted true",),
    "variants": ("tfd:variants tfv:variant tfvar:variants ; tfv:sense tfs:S9 . tfvar:variants tfv:variantOf tfs:S14",),
    "successors": ("tfs:successors owl:deprecated true",),
}
"""Check -> statements that break it; the first name of each is the node that is found, but for those below."""

FOUND_AT = {
    "tfd:dangling": "tfs:nowhere",
    "tfd:words tfv:nonsense": "tfv:nonsense",
    "tfd:words a": "tfv:Nonsense",
}
"""Where a check tells of another node than the one that was planted."""


def node_of(statements: str) -> str:
    """The node that a check tells of."""
    return next((node for start, node in FOUND_AT.items() if statements.startswith(start)), statements.split()[0])


@pytest.fixture(scope="module")
def good(sample_graph: Path) -> Path:
    return sample_graph


@pytest.fixture(scope="module")
def findings(good: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    updates = [f"INSERT DATA {{ {statements} }}" for planted in PLANTED.values() for statements in planted]
    with open_graph(spoiled(good, tmp_path_factory.mktemp("checking") / "bad", updates)) as graph:
        return list(check_queries(graph))


def test_a_good_graph_violates_nothing(good: Path) -> None:
    """What is built from the samples holds to every check."""
    with open_graph(good) as graph:
        assert [f for f in check_queries(graph) if f.check.severity is Severity.VIOLATION] == []


def test_something_is_planted_for_every_check() -> None:
    """No check without an error that it finds."""
    assert set(PLANTED) == set(checks())


@pytest.mark.parametrize(
    "name, node", [(name, node_of(statements)) for name, planted in PLANTED.items() for statements in planted]
)
def test_a_check_finds_what_was_planted(name: str, node: str, findings: list[Finding]) -> None:
    """The node is told under the name of the check."""
    assert node in {finding.node for finding in findings if finding.check.name == name}


def test_a_finding_says_how_people_know_the_node(findings: list[Finding]) -> None:
    """Labels and values are words, not IRIs."""
    (found,) = (finding for finding in findings if finding.check.name == "S14")

    assert (found.label, found.value) == ("三区", "“三区” and 三区")


def test_only_disagreeing_counts_are_no_violation() -> None:
    """A report may list five of six items; everything else is a fault of the graph."""
    warnings = [name for name, query in checks().items() if query.severity is Severity.WARNING]

    assert warnings == ["count-disagrees"]


@pytest.mark.parametrize("name", checks())
def test_a_check_says_what_must_hold_and_what_to_do(name: str) -> None:
    """Two sentences; those of SKOS's integrity conditions begin with their clause."""
    query = checks()[name]

    assert query.says.endswith(".")
    assert len(query.mend) > 20
    assert name[1:].isdecimal() is query.says.startswith(f"{name}")


def test_a_check_can_be_left_out(good: Path, tmp_path: Path) -> None:
    """What is skipped is not run."""
    with open_graph(
        spoiled(good, tmp_path / "bad", ["INSERT DATA { tfs:S9 a skos:Concept, skos:ConceptScheme }"])
    ) as graph:
        assert {f.check.name for f in check_queries(graph, skip=["S9", "count-disagrees"])} <= set(checks()) - {"S9"}
        assert "S9" in {f.check.name for f in check_queries(graph)}


def test_a_header_with_an_unknown_line_is_refused() -> None:
    """A slip in a header is found when the check is read."""
    with pytest.raises(ValueError, match="sais"):
        read_check("x", '#+ says = "a"\n#+ sais = "b"\n#+ mend = "c"\nASK {}')
