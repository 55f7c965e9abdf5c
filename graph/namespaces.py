"""The names of things on the web: one namespace a class, and the one place where IRIs are made and checked.

Every IRI is ASCII and opaque, starts its last part with a letter and is derived from content, so equal input gives
equal names on every machine. Each class has a prefix of its own: with one for all, Turtle would have to escape the
slash in every name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from tifatu.graph.identity import identify

BASE = "https://w3id.org/tifatu/"
"""Below this address stands everything that is ours; who serves a graph may have its things below another one."""

VOCABULARY = BASE + "vocabulary#"
"""Classes and properties of our own: graph/vocabulary/tifatu.ttl."""

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "tfa": "attribution/",
        "tfag": "agent/",
        "tfb": "body/",
        "tfc": "component/",
        "tfcol": "collection/",
        "tfd": "definition/",
        "tfdoc": "document/",
        "tfg": "graph/",
        "tfgl": "glossary/",
        "tfh": "headword/",
        "tfi": "item/",
        "tfj": "join/",
        "tfl": "label/",
        "tfm": "mention/",
        "tfp": "part/",
        "tfper": "period/",
        "tfpl": "place/",
        "tfprog": "program/",
        "tfpt": "type/",
        "tfr": "report/",
        "tfreg": "region/",
        "tfrule": "rule/",
        "tfrun": "run/",
        "tfs": "sense/",
        "tfsch": "scheme/",
        "tfst": "statement/",
        "tft": "term/",
        "tfu": "usage/",
        "tfvar": "variant/",
        "tfy": "year/",
    }
)
"""Prefix -> folder below the base, one a class."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "skosxl": "http://www.w3.org/2008/05/skos-xl#",
        "time": "http://www.w3.org/2006/time#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "tfv": VOCABULARY,
    }
    | {prefix: BASE + folder for prefix, folder in CLASSES.items()}
)
"""Prefix -> namespace: the same in every export, in every query file and in the answers."""

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]{1,500}")
"""Addresses of others, as they may stand in an IRI. Source: RFC 3987 by way of SPARQL 1.1, production [139] IRIREF."""

OWN_BASE = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?/(?:[A-Za-z0-9._~-]{1,100}/){0,9}")
"""What may stand in the place of ``BASE``: signs that mean themselves in IRIs, queries and (but for dots) patterns."""

_THINGS = re.compile(rf"{re.escape(BASE)}(?!vocabulary|shapes)")
"""Where a name in any text is one of ours that another base may have: words of the vocabulary stay what they are."""

_LOCAL = re.compile(r"[A-Za-z](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?")


def local(name: str) -> str:
    """The name itself, when it may stand as the last part of an IRI; every IRI that is written passes here.

    Raises:
        ValueError: It is not ASCII letters, digits and hyphens, beginning with a letter, at most 100.

    >>> local("T3ndpk7cndhuafhm6")
    'T3ndpk7cndhuafhm6'
    >>> local("T1> . <x:evil")
    Traceback (most recent call last):
    ValueError: 'T1> . <x:evil' cannot stand in an IRI
    """
    if _LOCAL.fullmatch(name) is None:
        raise ValueError(f"{name!r} cannot stand in an IRI")
    return name


def based(text: str, base: str) -> str:
    """A name, or a text with names (a query, shapes, a context), with the things of a graph below another base.

    >>> based(f"<{BASE}term/T1> a <{VOCABULARY}Term>", "https://example.org/kg/")
    '<https://example.org/kg/term/T1> a <https://w3id.org/tifatu/vocabulary#Term>'
    """
    return text if base == BASE else _THINGS.sub(base, text)


@lru_cache(maxsize=16)
def prefixes_at(base: str) -> Mapping[str, str]:
    """The prefixes of a graph whose things stand below a base.

    >>> prefixes_at("https://example.org/kg/")["tft"]
    'https://example.org/kg/term/'
    """
    return MappingProxyType({prefix: based(namespace, base) for prefix, namespace in PREFIXES.items()})


def iri(curie: str, base: str = BASE) -> str:
    """The full IRI of a short one.

    Args:
        curie: A prefix of ours, a colon, a name.
        base: Below which the things of the graph stand.

    Raises:
        KeyError: The prefix is unknown.
        ValueError: The last part is no good name.

    >>> iri("skos:Concept")
    'http://www.w3.org/2004/02/skos/core#Concept'
    >>> iri("tft:T3ndpk7cndhuafhm6")
    'https://w3id.org/tifatu/term/T3ndpk7cndhuafhm6'
    """
    prefix, _, name = curie.partition(":")
    return prefixes_at(base)[prefix] + local(name)


@lru_cache(maxsize=1 << 16)
def term_name(key: str) -> str:
    """Name of a term (tft:).

    >>> term_name("三区三线")
    'T3ndpk7cndhuafhm6'
    """
    return identify("T", key)


@lru_cache(maxsize=1 << 14)
def label_name(form: str) -> str:
    """Name of a written form (tfl:): two forms of one term are two labels."""
    return identify("L", form)


@lru_cache(maxsize=1 << 10)
def rule_name(rule: str) -> str:
    """Name of a rule (tfrule:): the rule's own name where that is a good one.

    >>> rule_name("bracket-gloss")
    'bracket-gloss'
    """
    return rule if _LOCAL.fullmatch(rule) else identify("X", rule)


def region_name(code: str | None, name: str, since: int | None = None, above: str | None = None) -> str:
    """Name of a division as of some years (tfreg:).

    Args:
        code: GB/T 2260 code; None for development zones and the like.
        name: Used where there is no code.
        since: First year in which code and name were in force, where known.
        above: Code of the division above, which tells zones of one name apart.

    >>> region_name("620902", "肃州区", 2002)
    'C620902-2002'
    >>> region_name("620902", "肃州区")
    'C620902'
    """
    if code is None:
        return identify("G", name, above or "")
    return f"C{code}" if since is None else f"C{code}-{since}"


def body_name(region: str | None, kind: str) -> str:
    """Name of a body (tfb:): code of its region and its kind; the centre has no code.

    >>> body_name("620000", "party-committee")
    'C620000-party-committee'
    >>> body_name(None, "party-committee")
    'centre-party-committee'
    """
    where = f"C{region}" if region else "centre"
    return f"{where}-{kind}" if _LOCAL.fullmatch(kind) else f"{where}-{identify('b', kind)}"
