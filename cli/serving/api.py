"""The functions of the command line over HTTP: each is a line of a table, from which the OpenAPI document is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tifatu.cli.serving.faults import Refused
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries import comparing
from tifatu.queries.asked import years_of
from tifatu.queries.catalogue import catalogue
from tifatu.queries.drafts import check
from tifatu.queries.explaining import explanation_of, needed_term, timeline_of
from tifatu.queries.finding import find

Given = Mapping[str, str]


class Param(NamedTuple):
    """What a caller may say."""

    name: str
    says: str
    required: bool = False
    number: bool = False


class Endpoint(NamedTuple):
    """One address below /api: what it tells, and the function that knows it."""

    path: str
    """What stands in braces is a parameter, too."""

    summary: str
    params: tuple[Param, ...]
    run: Callable[[KnowledgeGraph, Given], Any]
    body: bool = False
    """Whether a text is sent along (POST), given to the function as ``text``."""


REGION = Param("region", "Only reports of this region and below: code or name.")
YEARS = Param("years", "Only reports of these years: 2021-2025 or 2023.")
LEVEL = Param("level", "Only places of this level: province, city, county.")
TERM = Param("term", "Any written form, pinyin or initials.", required=True)
LIMIT = Param("limit", "Terms to give.", number=True)
MOST = 500
"""Terms that find gives without a limit."""


def _find(graph: KnowledgeGraph, given: Given) -> Any:
    words = given["q"].split()
    if not words:
        raise Refused(400, "Say what to look for: q.")
    found = find(graph.index, words, given.get("region"), years_of(given.get("years")), given.get("level"))
    return found.as_data(min(int(given.get("limit", MOST)), MOST))


def _term(graph: KnowledgeGraph, given: Given) -> Any:
    return explanation_of(graph, given["term"], given.get("region"), years_of(given.get("years")), given.get("level"))


def _timeline(graph: KnowledgeGraph, given: Given) -> Any:
    label = needed_term(graph, given["term"]).label
    return {"label": label, "cells": timeline_of(graph, given["term"], given.get("region"))}


def _compare(graph: KnowledgeGraph, given: Given) -> Any:
    year = int(given["with_year"]) if "with_year" in given else None
    here, there = comparing.sides(graph, given["region"], given.get("with"), year, years_of(given.get("years")))
    return comparing.compare(graph, here, there)


def _new(graph: KnowledgeGraph, given: Given) -> Any:
    return comparing.new_in(graph, int(given["year"]), given.get("region"), given.get("level"))


ENDPOINTS = (
    Endpoint(
        "/api/find",
        "Terms, places and definitions that hold some words.",
        (Param("q", "Chinese, pinyin or initials; a place.", required=True), REGION, YEARS, LEVEL, LIMIT),
        _find,
    ),
    Endpoint(
        "/api/term/{term}", "What a term means, who said it first, how it spread.", (TERM, REGION, YEARS, LEVEL), _term
    ),
    Endpoint(
        "/api/timeline/{term}",
        "By level and year the reports that say a term, and those held.",
        (TERM, REGION),
        _timeline,
    ),
    Endpoint(
        "/api/region/{region}",
        "The reports of a region itself, and the terms that they say.",
        (REGION._replace(required=True), YEARS),
        lambda graph, given: comparing.said_in(graph, given["region"], years_of(given.get("years"))),
    ),
    Endpoint(
        "/api/compare",
        "What two regions say, or one region in two years; without another, the region above.",
        (
            REGION._replace(required=True),
            Param("with", "Another region."),
            Param("with_year", "The same region in this year.", number=True),
            YEARS,
        ),
        _compare,
    ),
    Endpoint(
        "/api/new/{year}",
        "Terms that no report said before a year, and those that none says any more.",
        (Param("year", "The year.", required=True, number=True), REGION, LEVEL),
        _new,
    ),
    Endpoint(
        "/api/check",
        "Whose each slogan of a draft is, since when, whether it is still said.",
        (Param("region", "Whose draft it is: code or name."),),
        lambda graph, given: {"slogans": check(graph, given["text"], given.get("region"))},
        body=True,
    ),
)


def checked(endpoint: Endpoint, given: Given) -> Given:
    """The parameters of a request, if they are those of the endpoint.

    Raises:
        Refused: One is unknown, missing, or no number.
    """
    known = {param.name: param for param in endpoint.params}
    for name, value in given.items():
        if name not in known:
            raise Refused(400, f"There is no parameter {name[:40]!r}; known: {', '.join(known)}.")
        if known[name].number and not (value.isdecimal() and len(value) < 10):
            raise Refused(400, f"{name} must be a whole number, not {value[:40]!r}.")
    for param in endpoint.params:
        if param.required and not given.get(param.name):
            raise Refused(400, f"Give the parameter {param.name}: {param.says}")
    return given


def queries() -> list[dict[str, Any]]:
    """The named queries with their columns and parameters."""
    return [
        {
            "name": query.name,
            "summary": query.summary,
            "columns": list(query.columns),
            "params": {
                name: {"says": param.says, "type": param.type, "example": param.example, "default": param.default}
                for name, param in query.params.items()
            },
        }
        for query in catalogue().values()
    ]


def openapi(base: str, version: str) -> dict[str, Any]:
    """The OpenAPI document of all this."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "tifatu 提法图", "version": version, "license": {"name": "MIT"}},
        "servers": [{"url": base}],
        "paths": {path: operation for endpoint in ENDPOINTS for path, operation in _path(endpoint)}
        | {
            "/api/queries": {"get": {"summary": "The named queries.", "responses": _responses()}},
            "/api/queries/{name}": {
                "get": {
                    "summary": "The answer to a named query; its parameters are listed by /api/queries.",
                    "parameters": [_parameter(Param("name", "Name of the query.", required=True), "path")],
                    "responses": _responses(),
                }
            },
        },
    }


def _path(endpoint: Endpoint) -> Iterator[tuple[str, dict[str, Any]]]:
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "parameters": [
            _parameter(param, "path" if f"{{{param.name}}}" in endpoint.path else "query") for param in endpoint.params
        ],
        "responses": _responses(),
    }
    if endpoint.body:
        operation["requestBody"] = {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}}
    yield endpoint.path, {"post" if endpoint.body else "get": operation}


def _parameter(param: Param, place: str) -> dict[str, Any]:
    return {
        "name": param.name,
        "in": place,
        "required": param.required,
        "description": param.says,
        "schema": {"type": "integer" if param.number else "string"},
    }


def _responses() -> dict[str, Any]:
    error = {"description": "What is wrong, as {error: …}.", "content": {"application/json": {"schema": {}}}}
    return {
        "200": {"description": "The answer.", "content": {"application/json": {"schema": {"type": "object"}}}},
        "400": error,
        "404": error,
        "503": error,
    }
