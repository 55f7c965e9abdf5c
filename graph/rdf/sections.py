"""Records -> RDF: the sections of the graph, sorted, in every line-based syntax and in Turtle.

The one place that knows in which order things are written: by IRI, so that N-Triples and N-Quads come out sorted as
a whole, and Turtle in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from tifatu.graph.model import (
    Attribution,
    Definition,
    Document,
    Glossary,
    Mention,
    Part,
    Place,
    Program,
    Report,
    Run,
    Sense,
    Statement,
    Usage,
)
from tifatu.graph.rdf import found_rows as rows
from tifatu.graph.rdf import known_rows as facts
from tifatu.graph.rdf import layout, plain_rows
from tifatu.graph.rdf import meaning_rows as meaning
from tifatu.graph.rdf import published_rows as published
from tifatu.graph.rdf.program_rows import program_row, statement_row
from tifatu.graph.rdf.shape import Row, Shape, Syntax
from tifatu.graph.rdf.writer import Writer
from tifatu.graph.records.sets import Records, as_in_iri
from tifatu.graph.survey.facts import Survey

Kind = TypeVar("Kind")
Rows = Callable[[Records, Survey], Iterator[Row]]


class Profile(StrEnum):
    """How much is written (轮廓)."""

    FULL = "full"
    """Everything, definitions as nodes with their passages."""

    SIMPLE = "simple"
    """SKOS alone: one literal definition a sense, in its most shared wording; all others are notes."""


class Section(NamedTuple):
    """All things of one class."""

    shape: Shape
    rows: Rows
    graph: str = "tfg:data"
    """Named graph in N-Quads and TriG."""


def of_each(kind: type[Kind], row: Callable[[Kind, Survey], Row]) -> Rows:
    """One row a record."""
    return lambda records, survey: (row(record, survey) for record in records.by_id(kind))


def of_all(kind: type[Kind], several: Callable[[Kind, Survey], Iterator[Row]]) -> Rows:
    """Several rows a record."""
    return lambda records, survey: (row for record in records.by_id(kind) for row in several(record, survey))


def _known(rows_of: Callable[[Survey], Iterator[Row]]) -> Rows:
    """Rows of what the survey knows."""
    return lambda records, survey: rows_of(survey)


def _by_name(several: Rows) -> Rows:
    """Rows whose names do not follow those of their records."""
    return lambda records, survey: iter(sorted(several(records, survey), key=_name))


def _pieces(
    nested: Callable[[str, Definition | Part, Survey], Iterator[Row]],
) -> Callable[[Definition, Survey], Iterator[Row]]:
    """Rows of the pieces of a definition, named after it."""
    return lambda definition, survey: iter(sorted(nested(definition.id, definition, survey), key=_name))


def _name(row: Row) -> str:
    return as_in_iri(str(row["id"]))


FULL = (
    Section(layout.DOCUMENT, of_each(Document, rows.document_row)),
    Section(layout.REPORT, of_each(Report, rows.report_row)),
    Section(layout.GLOSSARY, of_each(Glossary, rows.glossary_row)),
    Section(layout.DEFINITION, of_each(Definition, meaning.definition_row)),
    Section(layout.HEADWORD, of_all(Definition, meaning.headword_rows)),
    Section(layout.PART, of_all(Definition, _pieces(meaning.part_rows))),
    Section(layout.COMPONENT, of_all(Definition, _pieces(meaning.component_rows))),
    Section(layout.ITEM, of_all(Definition, _pieces(meaning.item_rows))),
    Section(layout.MENTION, of_each(Mention, rows.mention_row)),
    Section(layout.ATTRIBUTION, of_each(Attribution, rows.attribution_row)),
    Section(layout.USAGE, of_each(Usage, rows.usage_row)),
    Section(layout.PLACE, of_each(Place, rows.place_row)),
    Section(layout.SENSE, of_each(Sense, meaning.sense_row)),
    Section(layout.VARIANT, _by_name(of_all(Sense, meaning.variant_rows))),
    Section(layout.JOIN, _by_name(of_all(Sense, meaning.join_rows))),
    Section(layout.PROGRAM, of_each(Program, program_row)),
    Section(layout.STATEMENT, of_each(Statement, statement_row)),
    Section(layout.TERM, _known(facts.term_rows)),
    Section(layout.LABEL, _known(facts.label_rows)),
    Section(layout.REGION, _known(facts.region_rows)),
    Section(layout.PERIOD, _known(facts.period_rows)),
    Section(layout.YEAR, _known(facts.year_rows)),
    Section(layout.BODY, _known(facts.body_rows)),
    Section(layout.PROGRAM_TYPE, _known(facts.program_type_rows)),
    Section(layout.RULE, _known(facts.rule_rows)),
    Section(layout.SCHEME, _known(facts.scheme_rows)),
    Section(layout.DATASET, _known(facts.dataset_rows), graph="tfg:runs"),
    Section(layout.RUN, of_each(Run, rows.run_row), graph="tfg:runs"),
)
"""The full profile; to add a class, write its shape, its rows and its entry in the ontology, and list it here."""

SIMPLE = (
    Section(layout.COLLECTION, plain_rows.collection_rows),
    Section(layout.PLAIN_SENSE, plain_rows.sense_rows),
    Section(layout.PLAIN_SCHEME, published.scheme_rows),
    Section(layout.PLAIN_DATASET, published.dataset_rows),
    Section(layout.AGENT, published.agent_rows),
)
"""The simple profile."""


def sections(profile: Profile = Profile.FULL) -> list[Section]:
    """The sections of a profile in the order in which they are written."""
    chosen = FULL if profile is Profile.FULL else SIMPLE
    return sorted(chosen, key=lambda section: section.shape.namespace)


def blocks(section: Section, records: Records, survey: Survey, syntax: Syntax) -> Iterator[bytes]:
    """The statements of one section, one block a subject, sorted.

    Args:
        section: One of ``sections()``.
        records: Gone through by id.
        survey: Made from the same records.
        syntax: NTRIPLES, TURTLE, or N-Quads with the section's graph.
    """
    return map(Writer(section.shape, replace(syntax, base=survey.base)), section.rows(records, survey))
