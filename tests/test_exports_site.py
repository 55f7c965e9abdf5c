"""The folder of the pages: the same bytes each time, nothing that a report says runs, all links live, budgets kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tifatu.builders.diffusion import derived
from tifatu.builders.pipeline import build_records
from tifatu.builders.read import find_again, read
from tifatu.exports.pages.site import write_site
from tifatu.exports.pages.wordings import table_of
from tifatu.exports.pages.world import world_of
from tifatu.graph.courses import Course
from tifatu.graph.errors import FolderInUseError, InputError
from tifatu.graph.model import AnyRecord, Definition, Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LONGEST_TERM_PAGE = 150_000
FIRST_LOAD = 300_000
"""Bytes that a page loads before the reader does anything; the renderer of graphs is loaded by their pages only."""


def text_of(source: str) -> str | None:
    """The text of a source as the command line gives it."""
    try:
        return read(find_again(source, SAMPLES)).text
    except InputError:
        return None


@pytest.fixture(scope="module")
def records(request: pytest.FixtureRequest) -> list[AnyRecord]:
    """The records of the bundled samples."""
    samples = request.getfixturevalue("samples")
    return list(build_records([samples]).records)


@pytest.fixture(scope="module")
def site(records: list[AnyRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the bundled samples."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(records, folder, texts=text_of, derived=derived(records))
    return folder


class Page(HTMLParser):
    """Links, ids and the text of one element of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.lines: list[str] = []
        self._line: list[str] | None = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        for name in ("href", "src"):
            if facts.get(name):
                self.links.append(facts[name] or "")
        if facts.get("id"):
            self.ids.append(facts["id"] or "")
        if tag in ("p", "h2", "h3") and "data-c" in facts:
            self._line = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "h2", "h3") and self._line is not None:
            self.lines.append("".join(self._line))
            self._line = None

    def handle_data(self, data: str) -> None:
        if self._line is not None:
            self._line.append(data)


def test_the_text_of_a_report_page_is_the_text_of_the_report(records: list[AnyRecord], site: Path) -> None:
    """Line by line and character by character; blank lines apart, nothing is added or lost."""
    world = world_of(records, text_of)
    reports = [r for r in records if isinstance(r, Report)]
    assert len(reports) > 5
    for report in reports:
        page = Page(site / world.addresses.of_report(report.id))
        text = text_of(report.source)
        assert text is not None
        written = [line for line in text[report.start : report.end].splitlines() if line.strip()]
        assert page.lines == written


def test_every_definition_has_an_anchor_on_the_page_of_its_report(records: list[AnyRecord], site: Path) -> None:
    """The id of the definition stands on the page, once."""
    world = world_of(records, text_of)
    definitions = [r for r in records if isinstance(r, Definition)]
    assert len(definitions) > 30
    for definition in definitions:
        ids = Page(site / world.addresses.of_report(definition.report)).ids
        assert ids.count(definition.id) == 1


def test_all_links_are_live(site: Path) -> None:
    """Each link leads to a file of the folder; an anchor to an element of it, or to a character of a report."""
    pages = {path: Page(path) for path in site.rglob("*.html")}
    made_by_scripts = ("search.html", "compare.html")
    dead = []
    for path, page in pages.items():
        for link in page.links:
            address, _, anchor = link.partition("#")
            target = (path.parent / unquote(address)).resolve() if address else path
            if not target.exists():
                dead.append((path.name, link))
            elif anchor and target.name not in made_by_scripts and not re.fullmatch(r"c\d+", anchor):
                dead += [(path.name, link)] if unquote(anchor) not in pages[target].ids else []
    assert dead == []
    assert sum(len(page.links) for page in pages.values()) > 1000


def test_wordings_are_those_of_the_build(records: list[AnyRecord], site: Path) -> None:
    """A page has a row for each text that the build tells apart, but for the order of its items."""
    world = world_of(records, text_of, derived(records))
    assert world.wordings
    for term in world.atlas.described:
        for sense in term.senses:
            if wording := world.wordings.get(sense.id):
                texts = {(line.cells, tuple(sorted(line.extra))) for line in wording.lines}
                mine = [d for d in term.definitions if d.sense == sense.id]
                table = table_of(mine, wording)
                assert len(table.rows) == len(texts)
                assert sum(len(row.definitions) for row in table.rows) + table.unlisted == len(mine)


def test_figures_agree_with_the_courses_of_the_build(records: list[AnyRecord]) -> None:
    """Of each level and year as many reports use a term, define it and are held as the build has counted."""
    world = world_of(records, text_of)
    counted = 0
    for course in (one for one in derived(records) if isinstance(one, Course) and one.of == "term"):
        term, by_cell = world.atlas.terms[course.id], {(t.level, t.year): t for t in course.tallies}
        matrix = world.figures.matrix(term)
        for level, cells in matrix.rows:
            for column, cell in zip(matrix.columns, cells, strict=True):
                if column.first == column.last and cell.used:
                    tally = by_cell[level, column.last]
                    assert (cell.used, cell.defined, cell.held) == (tally.using, tally.defining, tally.held), course.id
                    counted += 1
    assert counted > 50


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    """An anchor that stands twice leads to the wrong one."""
    for path in site.rglob("*.html"):
        ids = Page(path).ids
        assert len(ids) == len(set(ids)), path.name


def test_pages_keep_their_budgets(site: Path) -> None:
    """A term's page has at most 150 KB; what a page loads at once has at most 300 KB."""
    assets = {path.name: path.stat().st_size for path in (site / "assets").iterdir()}
    for path in site.rglob("*.html"):
        size = path.stat().st_size
        if path.parent.name == "terms":
            assert size <= LONGEST_TERM_PAGE
        if path.parent.name != "graphs":
            loaded = sum(assets.get(link.rpartition("/")[2], 0) for link in Page(path).links)
            assert size + loaded <= FIRST_LOAD, path.name


def test_two_exports_of_the_same_records_are_equal(records: list[AnyRecord], site: Path, tmp_path: Path) -> None:
    """Every file of the site has the same bytes the second time."""
    write_site(records, tmp_path / "other", texts=text_of, derived=derived(records))

    files = [
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in (site, tmp_path / "other")
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 100


def test_a_report_whose_file_is_gone_or_changed_says_so(records: list[AnyRecord], tmp_path: Path) -> None:
    """No text is better than a text at the wrong place."""
    write_site(records, tmp_path / "gone")
    write_site(records, tmp_path / "changed", texts=lambda source: (text_of(source) or "") + "又一行")

    for name in ("gone", "changed"):
        pages = list((tmp_path / name / "reports").iterdir())
        assert pages
        assert all('class="missing"' in p.read_text(encoding="utf-8") and not Page(p).lines for p in pages)


def test_a_folder_of_someone_else_is_never_replaced(records: list[AnyRecord], tmp_path: Path) -> None:
    """Also with force: a folder without our mark stays as it is."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")

    with pytest.raises(FolderInUseError):
        write_site(records, tmp_path / "site", force=True)

    assert (tmp_path / "site" / "thesis.doc").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_writer_is_told_how_far_it_is(records: list[AnyRecord], tmp_path: Path) -> None:
    """An export of a minute is no silence: each page counts, and the last is the number of all."""
    told: list[tuple[int, int]] = []

    count = write_site(records, tmp_path / "site", texts=text_of, told=lambda done, total: told.append((done, total)))

    assert [done for done, _ in told] == list(range(1, count + 1))
    assert all(total > 0 for _, total in told)
