"""Addresses that people can read: pinyin and four characters of the id; code and year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tifatu.exports.pages.atlas import NOWHERE, Atlas, Term, region_key
from tifatu.graph.identity import identify
from tifatu.graph.model import Region, Report
from tifatu.graph.pinyin import romanise
from tifatu.graph.survey.facts import year_of

LONGEST = 40
"""Characters of pinyin in an address; the rest is told by the id."""

ID_LENGTH = 4
"""Characters of the id; more where two terms would share an address."""


@dataclass(frozen=True)
class Addresses:
    """File names without folder and suffix."""

    terms: dict[str, str]
    """Key of each term that has a page -> sanqusanxian-t3nd."""

    reports: dict[str, str]
    """Id of each report -> 620900-2024."""

    def of_term(self, term: Term | None) -> str:
        """Path of a term's page below the folder of the site, empty where it has none."""
        name = self.terms.get(term.key, "") if term else ""
        return f"terms/{name}.html" if name else ""

    def of_graph(self, term: Term) -> str:
        """Path of the page of a term's graphs below the folder of the site, empty where it has none."""
        return f"graphs/{self.terms[term.key]}.html" if term.definitions else ""

    def of_report(self, name: str, at: str | int = "") -> str:
        """Path of a report's page, at a character or a definition where told."""
        anchor = f"#c{at}" if isinstance(at, int) else f"#{at}" if at else ""
        return f"reports/{self.reports[name]}.html{anchor}"


def addresses_of(atlas: Atlas) -> Addresses:
    """Give every page its address; the same records give the same addresses."""
    terms: dict[str, str] = {}
    taken: set[str] = set()
    for term in atlas.shown:
        terms[term.key] = name = _free(term, taken)
        taken.add(name)
    return Addresses(terms, _report_addresses(atlas))


def names_for(key: str) -> Iterator[str]:
    """The names that the page of a term may have, shortest first: a longer one where a shorter is another's.

    >>> list(names_for("三区三线"))[:2]
    ['sanqusanxian-t3nd', 'sanqusanxian-t3ndp']
    """
    latin = romanise(key).sort_key.replace(" ", "")[:LONGEST]
    name = identify("T", key).lower()
    for length in range(ID_LENGTH, len(name) + 1):
        yield f"{latin}-{name[:length]}".lstrip("-")


def page_in(site: Path, key: str) -> Path | None:
    """The page of a term in a folder of pages; None where there is none."""
    places = [site / "terms" / f"{name}.html" for name in names_for(key)]
    return next((place for place in reversed(places) if place.is_file()), None)


def _free(term: Term, taken: set[str]) -> str:
    return next(name for name in names_for(term.key) if name not in taken)


def _report_addresses(atlas: Atlas) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for report in atlas.reports.values():
        name = f"{region_key(report.region).lower()}-{year_of(report) or 'undated'}"
        taken[name] = number = taken.get(name, 0) + 1
        found[report.id] = name if number == 1 else f"{name}-{number}"
    return found


def speaker(region: Region | None) -> str:
    """Whose report it is, as people say it: 酒泉市; 国务院 and not 中国.

    >>> speaker(Region(code=None, name="中国", level="国家级")), speaker(None)
    ('国务院', '地名不详')
    """
    if region is None:
        return NOWHERE.name
    return "国务院" if region.level == "国家级" else region.name


def described(report: Report) -> str:
    """Whose report and of which year: 酒泉市 2024."""
    return f"{speaker(report.region)} {year_of(report) or '年份不详'}"
