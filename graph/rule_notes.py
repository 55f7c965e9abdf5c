"""Why each rule is right, as the graph tells it: graph/vocabulary/rules.tsv, poured from the catalogue of the rules.

The rules live in tifatu.builders, which the graph does not know; `make docs` writes the table anew from
`tifatu.builders.catalogue`, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class RuleNote(NamedTuple):
    """What a reader may know of a rule (规则说明)."""

    name: str
    """As it stands in the rule fields of records."""

    stage: str
    """The step that asks it: glossary, running-text, parts, lists, mentions, resolution, issuers, places, types."""

    why: str
    """One sentence in English."""

    reason: str
    """The same in Chinese."""

    example: str
    """Words of our own in which it decides."""


@cache
def rule_notes() -> Mapping[str, RuleNote]:
    """The notes by name of the rule; rules of another version of tifatu are not among them.

    >>> rule_notes()["plus"].why
    'Items joined by plus signs.'
    """
    table = files("tifatu.graph").joinpath("vocabulary", "rules.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[0]: RuleNote(*row) for row in rows}
