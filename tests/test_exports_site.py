"""The folder of the pages: the same bytes each time, nothing that a report says runs, all links live, budgets kept."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from markupsafe import escape
from msgspec.structs import replace

from tifatu.builders.diffusion import derived
from tifatu.builders.pipeline import Options, build_records
from tifatu.builders.read import find_again, read
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.evidence import told
from tifatu.exports.pages.graph_spread import spread
from tifatu.exports.pages.markup import render
from tifatu.exports.pages.meanings import sense_names
from tifatu.exports.pages.originals import Original
from tifatu.exports.pages.site import write_site
from tifatu.exports.pages.wordings import items_of, table_of
from tifatu.exports.pages.world import Site, world_of
from tifatu.graph.courses import Course
from tifatu.graph.errors import FolderInUseError, InputError
from tifatu.graph.model import AnyRecord, Count, Definition, Program, Report, Statement

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LONGEST_TERM_PAGE = 150_000
FIRST_LOAD = 300_000
"""Bytes that a page loads before the reader does anything; the renderer of graphs is loaded by their pages only."""


RAW_EVIDENCE = {
    "aligned-items 6/7": "6 of 7 items agree",
    "clauses-in-text 0.56": "56% of the clauses",
    "few-items": "too few items agree",
    "items-in-text 1.00": "100% of the items",
    "longer-list 3/5": "3 of 5 items agree",
    "of-other-things": "said of other things",
    "other-amounts 2/9": "2 of 9 amounts agree",
    "other-figures 25/10": "figures differ: 25 and 10",
    "other-label": "the full names differ",
    "word-overlap 0.07": "7%",
}
"""Evidence as the records have it -> what an English reader is told."""


def text_of(source: str) -> str | None:
    """The text of a source as the command line gives it."""
    try:
        return read(find_again(source, SAMPLES)).text
    except InputError:
        return None


def original_of(source: str) -> Original | None:
    """A source as the command line gives it."""
    text = text_of(source)
    return Original(text) if text is not None else None


@pytest.fixture(scope="module")
def records(sample_records: list[AnyRecord]) -> list[AnyRecord]:
    """The records of the bundled samples."""
    return sample_records


@pytest.fixture(scope="module")
def site(records: list[AnyRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the bundled samples."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(records, folder, originals=original_of, derived=derived(records))
    return folder


@pytest.fixture(scope="module")
def demo(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> list[AnyRecord]:
    """The records of the demo's reports, of three levels and ten years."""
    folder = tmp_path_factory.mktemp("demo") / "in"
    subprocess.run([sys.executable, samples.parent / "benchmarks" / "demo_reports.py", folder], check=True)
    return list(build_records([folder], Options(workers=1)).records)


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
    world = world_of(records, original_of)
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
    world = world_of(records, original_of)
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
    world = world_of(records, original_of, derived(records))
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
    world = world_of(records, original_of)
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
    write_site(records, tmp_path / "other", originals=original_of, derived=derived(records))

    files = [
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in (site, tmp_path / "other")
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 100


def test_a_report_whose_file_is_gone_or_changed_says_so(records: list[AnyRecord], tmp_path: Path) -> None:
    """No text is better than a text at the wrong place."""
    write_site(records, tmp_path / "gone")
    write_site(records, tmp_path / "changed", originals=lambda source: Original(f"{text_of(source)}又一行"))

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
    """An export of a minute is no silence: the number of pages grows, and the last is that of all."""
    steps: list[tuple[int, int]] = []

    count = write_site(
        records, tmp_path / "site", originals=original_of, told=lambda done, total: steps.append((done, total))
    )

    assert steps[-1][0] == count
    assert len(steps) > 50
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    assert all(total >= done for done, total in steps)


def test_receipts_speak_to_readers(site: Path) -> None:
    """Rules stand with their why, evidence in words of both languages: no name of ours is left to guess at."""
    evidence = [
        line
        for path in sorted((site / "terms").iterdir())
        for line in re.findall(r'<ul class="why">.*?</ul>', path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert evidence
    for lines in evidence:
        assert not re.search(r">[^<]*: [a-z]+-[a-z]+", lines), lines
        assert lines.count('class="zh"') == lines.count('class="en"') > 0


def test_a_source_may_come_later_in_the_year(tmp_path: Path) -> None:
    """An undated report stands before the dated one of its year from which its place had the slogan: both are drawn."""
    day = "——2023年1月15日在甘肃省第十四届人民代表大会第一次会议上"
    opening = "各位代表：现在，我向大会报告工作，请予审议，并请各位委员提出意见。"
    slogan = "“三抓三促”行动"
    note = f"名词解释\n\n1.{slogan}：是指抓学习促提升、抓执行促落实、抓效能促发展。\n"
    for name, head in (("甘肃省", day), ("酒泉市", "")):
        text = f"# 2023年{name}政府工作报告\n\n{head}\n\n{opening}\n\n我们开展{slogan}。\n\n{note}"
        (tmp_path / f"2023年{name}.txt").write_text(text, encoding="utf-8")
    records = list(build_records([tmp_path], Options(workers=1)).records)
    world = world_of(records, lambda source: None, derived(records))
    term = world.atlas.terms["三抓三促"]
    assert [report.date for report in map(world.atlas.reports.get, term.reports) if report] == [None, "2023-01-15"]

    graph = spread(term, world).graph

    assert [why for _, _, why in graph.edges(data="why")] == ["上级先有 division above had it: 甘肃省 2023"]
    assert all(facts["label"] for _, facts in graph.nodes(data=True))


@pytest.mark.parametrize("words", sorted(RAW_EVIDENCE))
def test_evidence_is_told_in_both_languages(words: str) -> None:
    """Each kind of evidence that the judge of definitions gives, with its figures as people say them."""
    chinese, english = str(told(words)).split('<span class="en"')

    assert words.split(" ")[0] not in chinese + english
    assert RAW_EVIDENCE[words] in english


def test_only_exceptions_are_told_of_the_count(records: list[AnyRecord], site: Path) -> None:
    """A card says nothing where the numeral counts its items, which is the rule."""
    pages = "".join(path.read_text(encoding="utf-8") for path in (site / "terms").iterdir())
    wrong = sum(d.count is Count.DISAGREES for d in records if isinstance(d, Definition))

    assert "数目与组成相符" not in pages
    assert pages.count("数目与所列不符") <= wrong


def test_a_mention_whose_sense_is_open_looks_open(records: list[AnyRecord], site: Path) -> None:
    """Dotted, not solid: a first use may be another meaning."""
    world = world_of(records, original_of)
    seen = {True: 0, False: 0}
    for report, mentions in world.atlas.mentions_in.items():
        page = (site / world.addresses.of_report(report)).read_text(encoding="utf-8")
        for mention in mentions:
            term = world.atlas.terms[world.atlas.keys.of(mention.term)]
            found = re.search(rf'<a class="(m|o)" id="c{mention.start}"', page)
            if found and term.definitions:
                assert (found[1] == "m") == bool(mention.sense)
                seen[bool(mention.sense)] += 1
    assert min(seen.values()) > 0


def test_a_list_that_is_cut_says_so() -> None:
    """n of m, and where the rest is, in every index."""
    terms = [Term(f"四{n}", f"四{n}", (), (), (), {}) for n in range(5)]
    html = render("index-list.html", up="", site=Site(1, 1, 2020, 2021, ""), title="数字", heading=("数字", "Numerals"),
        name="numbers", letters=[], note=None,
        groups=[{"name": "四", "id": "四", "total": len(terms), "entries": [
            {"label": t.label, "address": "", "places": 1, "definitions": 0} for t in terms[:2]]}])  # fmt: skip

    assert "5" in html
    assert re.search(r"5 中列 2|2 of 5", html)


def test_the_first_page_has_three_pictures_where_the_corpus_is_large_enough(
    demo: list[AnyRecord], tmp_path: Path
) -> None:
    """The life of a slogan, a map, one name with several meanings: of the demo's reports, each with a sentence."""
    write_site(demo, tmp_path / "site", derived=derived(demo))

    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<figure class="(\w+)">', page) == ["life", "map", "meanings"]
    assert page.count("<figcaption>") == 3


def test_a_name_of_a_sense_is_its_commonest_list(records: list[AnyRecord]) -> None:
    """Not three wordings of one item; where more is listed than is shown, … says so."""
    world = world_of(records, original_of)
    whole = cut = 0
    for term in world.atlas.described:
        for name, sense in zip(sense_names(term), term.senses, strict=True):
            lists = [tuple(item for _, item in items_of(d)) for d in term.definitions if d.sense == sense.id]
            shown = tuple(name.rstrip("…").split("、"))
            if name.endswith("…"):
                cut += any(set(shown[:-1]) < set(items) for items in lists)
            elif shown in lists:
                whole += 1
    assert min(whole, cut) > 5


def test_an_issuer_stands_with_its_place(site: Path) -> None:
    """In the index, at the head of a term's page and in its list: every province has a 省委."""
    index = (site / "issuers.html").read_text(encoding="utf-8")
    (page,) = (site / "terms").glob("siqiang-*")
    term = page.read_text(encoding="utf-8")

    assert '<h2 id="甘肃省-省委">' in index
    assert not re.search(r'<h2 id="(省委|省|我省)">', index)
    ids = re.findall(r'<h2 id="([^"]+)"', index)
    assert len(ids) == len(set(ids))
    assert term.index("甘肃省 省委") < term.index('id="time"') < term.index('id="whose"')


def test_the_state_council_is_called_so(demo: list[AnyRecord], tmp_path: Path) -> None:
    """No list says that 中国 used a slogan first: it was the report of the State Council."""
    write_site(demo, tmp_path / "site", derived=derived(demo))

    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")]
    assert sum("国务院 20" in page for page in pages) > 20
    assert not [page for page in pages if re.search(r"(>|、)中国( 20|<)", page)]


def test_the_state_council_stands_first_and_what_has_no_place_last(demo: list[AnyRecord], tmp_path: Path) -> None:
    """In the indexes of reports and of places, whatever else is of no province."""
    lost = next(n for n, r in enumerate(demo) if isinstance(r, Report) and r.region and r.region.level == "县级")
    report = demo[lost]
    assert isinstance(report, Report)
    made = [*demo[:lost], replace(report, region=None, parents=()), *demo[lost + 1 :]]
    write_site(made, tmp_path / "site", derived=derived(made))

    rows = re.findall(r'<th scope="row"[^>]*><small>([^<]*)</small> <a [^>]*>([^<]*)', _read(tmp_path, "reports.html"))
    assert (rows[0], rows[-1]) == (("国务院", "国务院"), ("其他", "地名不详"))
    headings = re.findall(r'<h2 lang="zh-Hans">(\S+)', _read(tmp_path, "places.html"))
    assert (headings[0], headings[-1]) == ("国务院", "其他")


def _read(place: Path, name: str) -> str:
    return (place / "site" / name).read_text(encoding="utf-8")


def test_the_page_of_programs_shows_each_with_its_words(records: list[AnyRecord], site: Path) -> None:
    """Every program of a described term stands there, and what is said of it leads to the report."""
    page = (site / "programs.html").read_text(encoding="utf-8")
    programs = [record for record in records if isinstance(record, Program)]
    said = [record for record in records if isinstance(record, Statement)]

    assert programs
    assert said
    assert [one.label for one in programs if str(escape(one.label)) not in page] == []
    assert [one.text for one in said if str(escape(one.text[:40])) not in page] == []
