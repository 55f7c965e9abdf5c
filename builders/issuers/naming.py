"""Words that name a body or a person (省委, 总书记, 自治区第九次党代会): of what kind, of which level, whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.issuers import rules
from tifatu.builders.issuers.regions import implied, named_before
from tifatu.graph.model import Report

_BODIES = {
    "department": "department",
    "leader": "leader",
    "centre": "party-committee",
    "assembly": "congress",
    "congress": "congress",
    "party": "party-committee",
    "government": "government",
}
"""Group of the pattern of issuers, which is the kind of the words -> kind of the body."""

CENTRAL = frozenset({"department", "leader", "centre", "assembly"})
"""Kinds above every division."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer found in the text, with its division (提出者)."""

    start: int
    end: int
    text: str
    body: str
    region: str | None
    level_only: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a text that name a body or a person."""

    start: int
    end: int
    text: str
    kind: str
    """department, leader, centre, assembly, congress, party or government."""

    level: str
    """省, 市, 自治区 … as written; empty where the words have none."""

    level_end: int
    """Where the level ends: the name of the division may stand before it (四川省 of 四川省委)."""

    @property
    def body(self) -> str:
        """Kind of the body."""
        return "government" if self.text in ("国务院", "国家") and self.kind == "centre" else _BODIES[self.kind]

    def region(self, text: str, report: Report, gazetteer: Gazetteer, year: int) -> tuple[bool, str | None]:
        """Whether its division is known, and the code; the centre has none."""
        if self.kind in CENTRAL:
            return True, None
        if not self.level:
            own = report.region
            return own is not None and own.code is not None, own.code if own else None
        region = named_before(text, self.level_end, report, gazetteer, year) or implied(self.level, report)
        return region is not None and region.code is not None, region.code if region else None


def all_named(text: str, start: int, end: int) -> Iterator[Named]:
    """Bodies and persons named in a stretch of a text, in order."""
    return map(_named, rules.issuers().finditer(text, start, end))


def named_at(text: str, start: int) -> Named | None:
    """The body or person whose name begins there."""
    found = rules.issuers().match(text, start)
    return _named(found) if found else None


def _named(found: re.Match[str]) -> Named:
    kind = next(kind for kind in _BODIES if found[kind])
    of = f"{kind}_of"
    level = found[of] if of in found.re.groupindex else None
    return Named(found.start(), found.end(), found[0], kind, level or "", found.end(of) if level else found.start())
