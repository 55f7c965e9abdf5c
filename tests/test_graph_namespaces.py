"""Names of things: ASCII, opaque, checked in one place."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tifatu.graph.namespaces import (
    BASE,
    CLASSES,
    PREFIXES,
    body_name,
    iri,
    label_name,
    local,
    region_name,
    rule_name,
    term_name,
)

AWKWARD = ("“四强”行动", 'a"b', "a>b", "a\nb", "", " ", "😀", "钅𬭎", "=1+1", "\\", "x" * 500)


def test_each_class_has_a_namespace_of_its_own() -> None:
    """No two prefixes share a namespace, and none of ours lies within another."""
    folders = list(CLASSES.values())

    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert all(re.fullmatch(r"[a-z]+/", folder) for folder in folders)
    assert all(urlsplit(namespace).scheme in {"http", "https"} for namespace in PREFIXES.values())
    assert PREFIXES["tfm"] == BASE + "mention/"


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_gets_a_name_that_may_stand_in_an_iri(text: str) -> None:
    """Terms, labels, rules, bodies and zones are named by ASCII letters and digits, whatever they are called."""
    names = [term_name(text), label_name(text), rule_name(text), body_name("620000", text), region_name(None, text)]

    assert [local(name) for name in names] == names
    assert all(name.isascii() for name in names)


@pytest.mark.parametrize("name", ["", "1a", "-a", "a-", "a b", "a>b", "a\n", "é", "a/b", "a#b", "x" * 101])
def test_a_bad_name_is_refused(name: str) -> None:
    """Nothing that could end an IRI, or that XML could not shorten, gets into one."""
    with pytest.raises(ValueError, match="cannot stand in an IRI"):
        local(name)


def test_a_short_iri_is_checked_too() -> None:
    """An unknown prefix and a bad name are errors, not strange IRIs."""
    with pytest.raises(KeyError):
        iri("nobody:knows")
    with pytest.raises(ValueError, match="cannot stand in an IRI"):
        iri("tfm:M1> <x:y")


def test_zones_of_one_name_are_told_apart_by_what_lies_above() -> None:
    """高新区 of one city is not that of another."""
    assert region_name(None, "高新区", above="620100") != region_name(None, "高新区", above="430100")
