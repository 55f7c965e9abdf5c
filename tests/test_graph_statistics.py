"""The figures of a graph: counted, with their denominators."""

from __future__ import annotations

from tifatu.graph.model import AnyRecord
from tifatu.graph.survey.statistics import statistics_of


def test_the_figures_of_the_samples_are_those_of_the_files(sample_records: list[AnyRecord]) -> None:
    """Nine reports of three levels and two years; glossary and text add up; shares name their whole."""
    rows = statistics_of(sample_records).as_rows()

    assert (rows["reports"], rows["years"]) == (9, "2024–2025")
    assert rows["reports by level"] == "省级 2, 地级 4, 县级 3"
    assert int(rows["of these in glossaries"]) + int(rows["of these in running text"]) == rows["definitions"]
    assert str(rows["mentions with a sense"]).split(" of ")[1].startswith(f"{rows['mentions']:,}")
    assert int(rows["terms with several senses"]) >= 2


def test_an_empty_graph_has_figures_too() -> None:
    """No division by nothing."""
    assert statistics_of([]).as_rows()["mentions with a sense"] == "none"
