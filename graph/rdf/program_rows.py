"""Rows of programs and of what is said of them."""

from __future__ import annotations

from tifatu.graph.model import Program, Statement
from tifatu.graph.namespaces import body_name
from tifatu.graph.rdf.shape import Row
from tifatu.graph.rdf.values import SAID, program_name, rule_of
from tifatu.graph.survey.facts import Survey


def program_row(program: Program, survey: Survey) -> Row:
    """A program, with the bodies that run it and the senses that it is part of."""
    years = [survey.reports[name].year for name in (program.first, program.last) if name in survey.reports]
    first, last = (years[0], years[-1]) if years else (None, None)
    return {
        "id": program.id,
        "label": program.label,
        "type": program_name(program.type),
        "rule": rule_of(program.rule),
        "sense": program.sense,
        "region": survey.region_at(program.region, None) if program.region else None,
        "region_rule": rule_of(program.region_rule),
        "first": program.first,
        "last": program.last,
        "first_year": first,
        "last_year": last,
        "bodies": sorted(survey.run_by.get(program.id, ())),
        "wholes": sorted(survey.part_of.get(program.id, ())),
    }


def statement_row(said: Statement, survey: Survey) -> Row:
    """Words about a program, and where they stand."""
    in_definition = said.passage in survey.definitions
    return {
        "id": said.id,
        "report": said.report,
        "start": said.start,
        "end": said.end,
        "text": said.text,
        "program": said.program,
        "said": SAID[said.said],
        "definition": said.passage if in_definition else None,
        "attribution": None if in_definition else said.passage,
        "body": body_name(said.region, said.body) if said.body else None,
        "whole": said.sense,
        "year": said.year,
        "rule": rule_of(said.rule),
    }
