"""All that a page may ask for: the records gathered, the figures, the addresses, the texts of the reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from tifatu.exports.pages.addresses import Addresses, addresses_of, described
from tifatu.exports.pages.atlas import Atlas, Term, atlas_of, region_key
from tifatu.exports.pages.figures import Figures
from tifatu.exports.pages.markup import shorten
from tifatu.exports.pages.originals import Original, Originals, Spot
from tifatu.exports.pages.related import Related
from tifatu.graph.courses import Adoption, Course, Derived, Wording
from tifatu.graph.model import AnyRecord, Definition, Mention, Region, Report
from tifatu.graph.rule_notes import rule_notes
from tifatu.graph.survey.facts import year_of

CARD_TEXT = 90
"""Characters of the first definition on a card."""


@dataclass(frozen=True)
class Site:
    """What the foot of every page says."""

    reports: int
    places: int
    first: int
    last: int
    build: str
    """Digest of the rules that made the records."""


@dataclass
class World:
    """A graph made ready for its pages."""

    atlas: Atlas
    figures: Figures
    addresses: Addresses
    originals: Originals
    wordings: dict[str, Wording] = field(default_factory=dict)
    """Sense -> its texts side by side, where it has several."""

    courses: dict[str, Course] = field(default_factory=dict)
    """Sense -> how it spread."""

    _originals: dict[str, Original | None] = field(default_factory=dict)
    _ends: dict[str, list[int]] = field(default_factory=dict)
    _cards: dict[str, list[Any]] = field(default_factory=dict)

    def original(self, source: str) -> Original | None:
        """A source as it was read; None where the file is gone or is no longer what was read."""
        if source not in self._originals:
            found, document = self.originals(source), self.atlas.documents.get(source)
            fits = found is not None and (document is None or _digest(found.text) == document.sha256)
            self._originals[source] = found if fits else None
        return self._originals[source]

    def text_of(self, source: str) -> str | None:
        """Text of a source; None where there is no original."""
        found = self.original(source)
        return found.text if found is not None else None

    def spot(self, source: str, at: int) -> Spot | None:
        """Where in the original a character of a source stands; None where the text is the file itself."""
        found = self.original(source)
        return found.spot(at) if found is not None else None

    def card(self, term: Term) -> list[Any]:
        """What the card of a term says, computed once."""
        if term.key not in self._cards:
            self._cards[term.key] = _card_of(term, self.atlas.reports)
        return self._cards[term.key]

    def term_of_definition(self, definition: Definition) -> Term | None:
        """The term that a definition explains."""
        key = self._defined.get(definition.id)
        return self.atlas.terms[key] if key else None

    @cached_property
    def _defined(self) -> dict[str, str]:
        return {d.id: term.key for term in self.atlas.terms.values() for d in term.definitions}

    @cached_property
    def related(self) -> Related:
        """Relations between terms."""
        return Related(self.atlas, self.addresses, self)

    @property
    def planned(self) -> int:
        """About how many pages there will be."""
        atlas = self.atlas
        return 2 * (len(atlas.reports) + len(atlas.regions)) + len(atlas.shown) + len(atlas.described)

    @staticmethod
    def why(rule: str) -> tuple[str, str] | None:
        """Why a rule is one, in Chinese and English; None where the catalogue does not know it."""
        note = rule_notes().get(rule)
        return (note.reason, note.why) if note else None

    def line_ends(self, source: str) -> list[int]:
        """Where the lines of a source end, looked for once."""
        if source not in self._ends:
            self._ends[source] = [found.start() for found in re.finditer("\n", self.text_of(source) or "")]
        return self._ends[source]

    def first_mention(self, term: Term, report: str) -> Mention | None:
        """The first mention of a term in a report."""
        return self._first_mentions.get((term.key, report))

    def first_at(self, term: Term, report: str) -> int | str:
        """Where a report has a term first: a character, or the id of a definition."""
        mention = self.first_mention(term, report)
        if mention is not None:
            return mention.start
        return next((d.id for d in term.definitions if d.report == report), "")

    @cached_property
    def _first_mentions(self) -> dict[tuple[str, str], Mention]:
        found: dict[tuple[str, str], Mention] = {}
        for name, mentions in self.atlas.mentions_in.items():
            for mention in mentions:
                found.setdefault((self.atlas.keys.of(mention.term), name), mention)
        return found

    @cached_property
    def site(self) -> Site:
        """Size of the corpus."""
        years = self.figures.years
        run = self.atlas.runs[0].rules if self.atlas.runs else ""
        return Site(
            len(self.atlas.reports), len(self.atlas.regions), years[0] if years else 0, years[-1] if years else 0, run
        )

    @cached_property
    def _keys_in(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in self.atlas.reports}
        for term in self.atlas.terms.values():
            for name in term.reports:
                found[name].add(term.key)
        return found

    def terms_in(self, report: str) -> set[str]:
        """Keys of the terms that a report uses or defines."""
        return self._keys_in[report]

    def adoption(self, term: Term, report: str) -> Adoption | None:
        """From whom a division took a term up in this report; None where it had it before, or the sense is open."""
        return self._adoptions.get((term.key, report))

    @cached_property
    def _adoptions(self) -> dict[tuple[str, str], Adoption]:
        found: dict[tuple[str, str], Adoption] = {}
        for term in self.atlas.terms.values():
            for sense in term.senses:
                for one in self.courses[sense.id].adoptions if sense.id in self.courses else ():
                    found.setdefault((term.key, one.report), one)
        return found

    def first_above(self, term: Term, above: Iterable[str], report: Report) -> str:
        """The earliest report of the divisions above that had a term no later than a report: 甘肃省 2023."""
        wanted, limit = set(above), year_of(report) or 0
        for name in term.reports:
            other = self.atlas.reports[name]
            if 0 < (year_of(other) or 0) <= limit and region_key(other.region) in wanted and name != report.id:
                return described(other)
        return ""

    def page_of_region(self, region: Region) -> str:
        """Path of the page of a region below the folder of the site, empty where no report is of it."""
        key = region_key(region)
        return f"places/{key.lower()}.html" if key in self.atlas.regions else ""


def world_of(records: Iterable[AnyRecord], originals: Originals, derived: Iterable[Derived] = ()) -> World:
    """Gather the records of a graph.

    Args:
        records: In the order of a records file.
        originals: Gives a source as it was read, or None.
        derived: What the build worked out from these records.
    """
    atlas = atlas_of(records)
    world = World(atlas, Figures(atlas.reports.values()), addresses_of(atlas), originals)
    for one in derived:
        if isinstance(one, Wording):
            world.wordings[one.sense] = one
        elif one.of == "sense":
            world.courses[one.id] = one
    return world


def _card_of(term: Term, reports: dict[str, Report]) -> list[Any]:
    """Label, places, reports, first year, senses, first definition and whose it is."""
    first = next((year for name in term.reports if (year := year_of(reports[name]))), None)
    words, whose = "", ""
    if term.definitions:
        words = shorten(term.definitions[0].text, CARD_TEXT)
        whose = described(reports[term.definitions[0].report])
    return [term.label, len(term.uses), len(term.reports), first, len(term.senses), words, whose]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
