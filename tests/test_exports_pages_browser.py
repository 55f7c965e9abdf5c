"""The pages in a real browser: offline, in both widths, schemes and languages, by keyboard, with hostile reports."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_core_python.sync_playwright import Axe
from forms import converted, docx
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tifatu.builders.diffusion import derived
from tifatu.builders.execution import Options
from tifatu.builders.pipeline import build_records
from tifatu.builders.read import find_again, read
from tifatu.exports.pages.originals import Original
from tifatu.exports.pages.site import write_site

pytestmark = pytest.mark.slow

KINDS = (
    "index.html",
    "az-s.html",
    "numbers.html",
    "homonyms.html",
    "places.html",
    "reports.html",
    "programs.html",
    "issuers.html",
    "about.html",
    "translate.html",
    "check.html",
    "search.html#q=四",
    "compare.html#a=620900-2024&b=620900-2025",
    "places/620900.html",
    "reports/620900-2025.html",
    "terms/siqiang-",
    "graphs/siqiang-",
    "graphs/place-620900.html",
)
"""One page of each kind; a term's page by the beginning of its name."""

PAYLOADS = (
    "<script>window.PWN=1</script>",
    "</script><script>window.PWN=2</script>",
    '"><img src=x onerror="window.PWN=3">',
    "<a href='javascript:window.PWN=4'>甲</a>",
    "{{ 7*7 }}{n} <!-- ' & 😀",
    "\u202e右左\u202c",
)
"""What a hostile report might hold."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium here: install Debian's chromium to test the pages")
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        chromium = play.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when it asks for anything that is not a local file, or meets an error."""
    asked, wrong = list[str](), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.on("request", note)
    tab.on("console", told)
    tab.on("pageerror", lambda problem: wrong.append(str(problem)))
    yield tab
    tab.close()
    assert (asked, wrong) == ([], [])


def written(folder: Path, reports: Path) -> Path:
    """The pages of a folder of reports."""
    records = list(build_records([reports], Options(workers=1)).records)

    def original_of(source: str) -> Original:
        return Original(read(find_again(source, reports)).text)

    write_site(records, folder, originals=original_of, derived=derived(records))
    return folder


@pytest.fixture(scope="module")
def site(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the bundled samples."""
    return written(tmp_path_factory.mktemp("pages") / "site", samples)


def address(site: Path, kind: str, search: str = "") -> str:
    """The page of a kind as an address, with what stands behind the ?."""
    name, _, anchor = kind.partition("#")
    path = next(iter(sorted(site.glob(name + "*")))) if name.endswith("-") else site / name
    return path.as_uri() + search + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize(
    ("width", "scheme", "lang"),
    [(1440, "light", "zh"), (1440, "dark", "en"), (375, "light", "en"), (375, "dark", "zh")],
)
def test_every_kind_of_page_stands_in_every_dress(page: Page, site: Path, width: int, scheme: str, lang: str) -> None:
    """Nothing is wider than the screen, a heading is seen in the language that was asked for, no error, no request."""
    page.set_viewport_size({"width": width, "height": 800})
    for kind in KINDS:
        page.goto(address(site, kind, f"?lang={lang}&scheme={scheme}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert page.locator("h1").first.is_visible(), kind
        other = ".en" if lang == "zh" else ".zh"
        assert page.locator(f"main {other}:visible").count() == 0, kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_serious_finding(page: Page, site: Path, scheme: str) -> None:
    """Contrast in both schemes, names, roles and order, for every kind of page."""
    found = []
    asked = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    for kind in KINDS:
        page.goto(address(site, kind, f"?scheme={scheme}"))
        page.wait_for_timeout(100)
        for violation in Axe().run(page, options=asked)["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((kind, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]))
    assert found == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("强", "四强"), ("四强", "四强"), ("“四强”", "四强"), ("siqiang", "四强"), ("sqxd", "四强"),
        ("qiangxing", "四强"), ("四強行動", "四强"), ("三区 三线", "三区三线"), ("四强 酒泉", "四强"),
        ("酒泉", "酒泉市"),
        ("酒泉 2025", "酒泉市 2025"),
    ],
)  # fmt: skip
def test_search_finds(page: Page, site: Path, typed: str, wanted: str) -> None:
    """One character, words, quotation marks, pinyin, initials, traditional characters, two words, a place, a year."""
    page.goto(address(site, "index.html"))
    page.locator("#search").fill(typed)
    page.wait_for_selector("#found li a")

    labels = page.locator("#found li a").all_inner_texts()
    assert any(wanted in label.replace("“", "").replace("”", "") for label in labels[:6])


@pytest.mark.parametrize("typed", ["iqiang", "sqxdx", "䶮䶮䶮"])
def test_search_says_that_it_finds_nothing(page: Page, site: Path, typed: str) -> None:
    """The end of a syllable is no way in: everything would match."""
    page.goto(address(site, "index.html"))
    page.locator("#search").fill(typed)
    page.wait_for_selector("#found li")

    assert page.locator("#found a").count() == 0


def test_search_by_keyboard(page: Page, site: Path) -> None:
    """/ goes to the box, arrows choose, Enter opens."""
    page.goto(address(site, "about.html"))
    page.keyboard.press("/")
    page.keyboard.type("四强")
    page.wait_for_selector("#found li a")
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/**")

    assert "四强" in page.locator("h1").inner_text()


def test_results_show_texts_of_definitions_on_demand(page: Page, site: Path) -> None:
    """A word that no slogan holds is found in the words of a definition."""
    page.goto(address(site, "search.html#q=强省会"))
    page.locator("#texts").click()
    page.wait_for_selector("#results li p")

    assert "强省会" in page.locator("#results li p").first.inner_text()


def test_a_quotation_leads_to_its_words_in_the_report(page: Page, site: Path) -> None:
    """From a term's page into the report: the definition is in view and marked."""
    page.goto(address(site, "terms/siqiang-"))
    quoted = page.locator(".read blockquote").first.inner_text()
    page.locator(".read figcaption a").first.click()
    page.wait_for_selector(".here")

    assert page.locator(".here").inner_text().replace("\n", "") == quoted
    assert page.evaluate(
        "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.here').getBoundingClientRect())"
    )


def test_any_characters_of_a_report_can_be_reached(page: Page, site: Path) -> None:
    """#c100-110 marks ten code points, wherever they stand."""
    page.goto(address(site, "reports/620900-2025.html"))
    first = int(page.locator("[data-c]").nth(4).get_attribute("data-c") or 0)
    text = page.locator("[data-c]").nth(4).inner_text()
    page.goto(address(site, "reports/620900-2025.html") + f"#c{first + 2}-{first + 7}")

    marked = page.evaluate("[...CSS.highlights.get('here')][0].toString()")
    assert marked == text[2:7]


def test_a_mention_has_a_card_on_hover_and_on_focus(page: Page, site: Path) -> None:
    """The card says how widely the term is used and who defined it first; Escape closes it."""
    page.goto(address(site, "reports/620900-2025.html"))
    mention = page.locator("#text a[data-t]").first
    mention.focus()
    assert page.locator("#card").is_visible()
    assert page.locator("#card strong").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    mention.hover()
    assert page.locator("#card").is_visible()


def test_a_graph_by_keyboard(page: Page, site: Path) -> None:
    """Arrows choose a node and tell of it, Enter opens its page; each graph of the page can be drawn."""
    page.goto(address(site, "graphs/siqiang-"))
    for name in page.locator("[data-graph]").all():
        name.click()
        page.wait_for_selector(f"#graph[data-ready={name.get_attribute('data-graph')}]")
    page.locator("[data-graph]").first.click()
    page.wait_for_timeout(200)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#chosen p").inner_text()
    page.locator("#find").fill("张掖市 2025")
    page.wait_for_selector("#chosen a")
    page.locator("#graph").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")


def test_a_picture_does_not_catch_the_wheel(page: Page, site: Path) -> None:
    """Scrolling over a graph scrolls the page."""
    page.set_viewport_size({"width": 1000, "height": 500})
    page.goto(address(site, "graphs/siqiang-"))
    page.wait_for_selector("#graph[data-ready]")
    page.locator("#graph").hover()
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(200)

    assert page.evaluate("scrollY") > 0


def test_what_one_takes_away(page: Page, site: Path) -> None:
    """CSV, JSON, SVG and PNG come from the page itself; the reference names the build."""
    page.goto(address(site, "terms/siqiang-"))
    for kind in ("csv", "json", "svg", "png"):
        with page.expect_download() as waiting:
            page.locator(f"[data-take={kind}]").click()
        assert (waiting.value.suggested_filename or "").endswith(f".{kind}")
        assert waiting.value.path().stat().st_size > 100
    page.locator("[data-take=cite]").click()
    assert page.locator("body").get_attribute("data-build") in page.locator("#cite").inner_text()


def test_a_draft_is_checked(page: Page, site: Path) -> None:
    """Known slogans are told with their history, a wrong count and an own coinage are named."""
    page.goto(address(site, "check.html"))
    page.locator("#draft").fill("落实三区三线：农田、生态两条线、第三、第四。实施“五桥连心”行动。")
    page.locator("#go").click()
    page.wait_for_selector("#verdicts .verdict")

    told = page.locator("#verdicts").inner_text()
    assert "三区三线" in told and "五桥连心" in told and "自创" in told
    assert page.locator("#checked").inner_text() == page.locator("#draft").input_value()


def test_without_scripts_the_pages_still_answer(browser: Browser, site: Path) -> None:
    """Sentence, matrix, wordings and all tables stand in the HTML."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address(site, "terms/siqiang-"))

    assert tab.locator(".sentence").inner_text()
    assert tab.locator("svg.matrix").first.is_visible()
    assert tab.locator("#definitions tbody tr").count() >= 4
    context.close()


@pytest.mark.parametrize("words", PAYLOADS)
def test_what_a_report_says_is_shown_as_text(page: Page, tmp_path: Path, words: str) -> None:
    """Markup and script in the words of a report run nowhere and break no page."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report = (
        "# 2025年张掖市政府工作报告\n\n——2025年1月10日在张掖市第五届人民代表大会第五次会议上\n\n"
        "市长 王样本\n\n各位代表：\n\n"
        "现在，我代表市人民政府，向大会报告工作，请予审议。\n\n一、2024年工作回顾\n\n"
        f"我们深入实施“四强{words}”行动，推进“四强”行动，生产总值增长6%。\n\n二、2025年重点工作\n\n继续推进“四强”行动。\n\n"
        f"名词解释\n\n1.“四强”行动：指强科技{words}、强工业、强省会、强县域。\n\n2.“四强{words}”行动：指{words}。\n"
    )
    (folder / "张掖市2025.md").write_text(report, encoding="utf-8")
    site = written(tmp_path / "site", folder)

    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("window.PWN") is None
        assert page.locator("main img").count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0
    (paper,) = (site / "reports").iterdir()
    page.goto(paper.as_uri())
    assert words.split("\u2028")[0][:10] in page.locator("#text").inner_text()


def test_two_senses_are_laid_side_by_side(page: Page, site: Path) -> None:
    """The reader chooses two; what both list stands in one row, what only one lists is marked."""
    page.goto(address(site, "terms/siqiang-"))
    page.locator("#compare summary").click()
    rows = page.locator(".sides tbody tr")
    first = rows.all_inner_texts()
    heads = page.locator(".sides th").all_inner_texts()
    assert heads[0].startswith("1 ")
    assert heads[1].startswith("2 ")
    assert len(first) > 3
    for cells in rows.all()[1:]:
        a, b = cells.locator("td").all_inner_texts()
        assert (a == b) == (cells.locator("mark").count() == 0)

    page.locator("[data-side='1']").select_option("0")
    assert page.locator(".sides mark").count() == 0
    assert rows.all_inner_texts() != first


LONG = [
    "2025年张掖市政府工作报告",
    "——2025年1月10日在张掖市第五届人民代表大会第五次会议上",
    "各位代表：现在，我代表市人民政府，向大会报告工作，请予审议。",
    "一、2024年工作回顾",
    *(f"第{n}件实事办成，{'道路、供水、学校、医院一并改造，' * 12}群众满意。" for n in range(1, 25)),
    "我们深入实施“四强”行动。",
    "名词解释",
    "1.“四强”行动：指强科技、强工业、强省会、强县域。",
]
"""A report of several pages."""


def exported(place: Path, name: str, data: bytes) -> Path:
    """The pages of one file, made by the command line in the folder in which the file lies."""
    (place / "in").mkdir()
    (place / "in" / name).write_bytes(data)
    for command in (("build", "in", "-o", "kg", "-q"), ("export", "kg", "--to", "html", "-o", "pages")):
        subprocess.run([Path(sys.executable).with_name("tifatu"), *command], cwd=place, check=True, capture_output=True)
    (paper,) = (place / "pages" / "reports").iterdir()
    return paper


def test_the_page_of_a_pdf_leads_to_its_pages(page: Page, tmp_path: Path) -> None:
    """Page marks stand in the text in order; each leads to its page of the PDF, which lies beside."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here")
    data = converted(docx(LONG), "docx", "pdf", tmp_path)
    paper = exported(tmp_path, "张掖 2025.pdf", data)
    original = tmp_path / "in" / "张掖 2025.pdf"

    page.goto(paper.as_uri())
    marks = page.locator(".page-mark a")
    numbers = [int(re.findall(r"\d+", mark)[0]) for mark in marks.all_inner_texts()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 1
    assert marks.last.evaluate("link => link.href") == f"{original.as_uri()}#page={numbers[-1]}"
    assert original.is_file()


def test_the_page_of_a_word_file_tells_paragraphs(page: Page, tmp_path: Path) -> None:
    """Where one arrives, the paragraph of the original stands in the margin; the original is one click away."""
    paper = exported(tmp_path, "张掖.docx", docx(LONG))
    definition = next(iter(re.findall(r'class="d" id="(D\w+)"', paper.read_text(encoding="utf-8"))))

    page.goto(f"{paper.as_uri()}#{definition}")
    assert page.locator(".at").get_attribute("data-w") == f"¶{len(LONG)}"
    told = page.evaluate("getComputedStyle(document.querySelector('.at'), '::before').content")
    assert told == f'"¶{len(LONG)}"'
    assert page.locator(".page-mark").count() == 0
    assert unquote(page.locator("a.original").evaluate("link => link.href")) == unquote(
        (tmp_path / "in" / "张掖.docx").as_uri()
    )


def test_no_page_tells_where_on_the_machine_an_original_lies(tmp_path: Path) -> None:
    """Pages that are written elsewhere name the file and do not lead to it."""
    exported(tmp_path, "张掖.docx", docx(LONG))
    command = [Path(sys.executable).with_name("tifatu"), "export", tmp_path / "kg", "--to", "html", "-o"]
    (tmp_path / "other").mkdir()
    subprocess.run([*command, tmp_path / "other" / "pages"], check=True, capture_output=True)

    (paper,) = (tmp_path / "other" / "pages" / "reports").iterdir()
    text = paper.read_text(encoding="utf-8")
    assert "张掖.docx" in text
    assert 'class="original"' not in text
    for path in (tmp_path / "other").rglob("*.html"):
        assert tmp_path.name not in path.read_text(encoding="utf-8")
