"""Reports as they come: every form gives the harvest of the clean text, each trap is refused, spans lead back."""

from __future__ import annotations

import io
import json
import re
import resource
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import forms
import pytest

from tifatu.builders.execution import Options
from tifatu.builders.pipeline import build_records, harvest_text
from tifatu.builders.read import Source, Text, find_sources, read
from tifatu.builders.read.readers import MEDIA_TYPES, READERS
from tifatu.builders.read.reading import place_at
from tifatu.builders.settings import Settings
from tifatu.builders.verify import verify
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.model import Definition, Report

GLOSSARY = (
    ("“三馆一站”", "指文化馆、图书馆、体育馆和广播站。"),
    ("青禾义仓", "由县政府设立的粮食储备点，丰年收储，荒年发放，所需资金由县财政列支，每年开仓一次。"),
    ("“五进”活动", "政策进村、技术进田、干部进户、医生进组、法律进企。"),
)
SPEECH = [
    "青禾县政府工作报告",
    "——2025年1月9日在青禾县第十八届人民代表大会第三次会议上",
    "县长　林某某",
    "各位代表：",
    "现在，我代表县人民政府，向大会报告工作，请予审议。过去一年，我们建成“三馆一站”，用好青禾义仓，开展“五进”活动。",
    "全县地区生产总值增长百分之六，城乡居民收入稳步提高，各项事业取得新的进步。",
    *[
        f"我们坚持把第{n}{m}件实事办好办实，修桥铺路，植树造林，疏浚河道，改善学校和卫生院的条件，让群众的日子一年比一年好。"
        for n in "一二三四五六七八九"
        for m in "甲乙丙丁戊己"
    ],
    "各位代表，让我们同心协力，为建设美丽青禾而努力奋斗！",
]
PRINTED = [*SPEECH, "名词解释", *(f"{i}.{head}：{text}" for i, (head, text) in enumerate(GLOSSARY, 1))]
CLEAN = "\n".join(PRINTED)
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_browser = pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")


def saved(folder: Path, name: str, data: bytes) -> Text:
    """The text of a file with these bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    (source,) = find_sources([folder / name])
    return read(source)


def pairs(text: Text) -> set[tuple[str, str]]:
    """Headwords and definitions of the glossary, without white space."""
    found = [r for r in harvest_text(text) if isinstance(r, Definition) and r.origin == "glossary"]
    return {(re.sub(r"\s", "", head), re.sub(r"\s", "", d.text)) for d in found for head in d.terms}


def fields(text: Text) -> tuple[object, ...]:
    """What the head of the report says."""
    (report,) = [r for r in harvest_text(text) if isinstance(r, Report)]
    return report.title, report.date, report.session, report.speaker, report.region


def ofd() -> bytes:
    """An OFD of one page, a text object a line."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{i}" Boundary="20 {20 + 8 * i} {5 * len(line)} 5" Size="5">'
        f"<ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject>"
        for i, line in enumerate(PRINTED)
    )
    page = f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    root = f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    document = f"<ofd:Document {ns}><ofd:CommonData>{area}</ofd:CommonData>{pages}</ofd:Document>"
    parts = {"OFD.xml": root, "Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": page}
    return forms.zipped({name: text.encode() for name, text in parts.items()})


def mht() -> bytes:
    """A web archive."""
    page = forms.html(PRINTED, "spans").encode("utf-8")
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return (
        head
        + b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + page
        + b"\r\n--b--"
    )


def office(target: str) -> bytes:
    """The report as LibreOffice saves it."""
    import tempfile

    return forms.converted(forms.docx(PRINTED), "docx", target, Path(tempfile.mkdtemp()))


FORMS = {
    "txt": lambda _: CLEAN.encode(),
    "md": lambda _: CLEAN.encode("gb18030"),
    "html": lambda _: forms.html(PRINTED, "br").encode("gb18030"),
    "mht": lambda _: mht(),
    "docx": lambda _: forms.docx(PRINTED),
    "ofd": lambda _: ofd(),
    "pdf": lambda _: office("pdf"),
    "doc": lambda _: office("doc"),
    "rtf": lambda _: office("rtf"),
    "odt": lambda _: office("odt"),
}
BY_OFFICE = ("pdf", "doc", "rtf", "odt")


def test_every_reader_is_tried() -> None:
    """A new reader is not listed without a form that it must pass."""
    assert set(FORMS) == set(READERS)
    assert set(READERS) < set(MEDIA_TYPES)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[pytest.mark.slow] * (kind in BY_OFFICE)) for kind in FORMS])
def test_a_form_gives_the_harvest_of_the_clean_text(kind: str, tmp_path: Path) -> None:
    """The contract of all readers: fields, headwords and definitions as in the clean text, told by content alone."""
    if kind in BY_OFFICE and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    data = FORMS[kind](tmp_path)
    clean = saved(tmp_path, "clean.txt", CLEAN.encode())
    found = saved(tmp_path / kind, f"report.{'txt' if kind not in ('md', 'doc') else kind}", data)

    assert len(pairs(clean)) == 3
    assert pairs(found) == pairs(clean)
    assert fields(found) == fields(clean)
    assert found.document.media_type == MEDIA_TYPES[kind]


@pytest.mark.parametrize("shape", ["spans", "br", "table", "div"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_pages_of_four_shapes(shape: str, encoding: str, tmp_path: Path) -> None:
    """Furniture of the site is no text, and its date is not the date of the speech."""
    found = saved(tmp_path, "page.html", forms.html(PRINTED, shape).encode(encoding))

    assert fields(found)[1:4] == ("2025-01-09", "青禾县第十八届人民代表大会第三次会议", "林某某")
    assert {head for head, _ in pairs(found)} == {head for head, _ in GLOSSARY}
    assert "办事服务" not in found.text and "备案号" not in found.text


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("layout", [forms.WIDE, forms.NARROW])
def test_a_printed_page_is_read_as_paragraphs(layout: forms.Layout, tmp_path: Path) -> None:
    """Running head, page numbers and broken lines are the paper's; the text is that of the paragraphs."""
    pdf = forms.converted(forms.docx(PRINTED, layout=layout), "docx", "pdf", tmp_path / "made")
    found = saved(tmp_path, "report.pdf", pdf)

    assert [line.replace("　", "") for line in found.text.splitlines()] == [p.replace("　", "") for p in PRINTED]


@pytest.mark.slow
@needs_browser
def test_a_page_printed_by_a_browser(tmp_path: Path) -> None:
    """Chromium's address and time in the margins are no text."""
    found = saved(tmp_path, "report.pdf", forms.printed(forms.html(PRINTED, "spans"), tmp_path / "made"))

    assert {head for head, _ in pairs(found)} == {head for head, _ in GLOSSARY}
    assert "file://" not in found.text


@pytest.mark.parametrize(
    "form", ["docx", *(pytest.param(form, marks=[needs_office, pytest.mark.slow]) for form in ("doc", "pdf"))]
)
def test_real_footnotes_become_the_glossary(form: str, tmp_path: Path) -> None:
    """Marks stay in the sentence, notes stand under a heading at the end, each mark belongs to its note."""
    notes = [(head, f"{head}：{text}") for head, text in GLOSSARY]
    data = forms.docx(SPEECH, notes)
    data = data if form == "docx" else forms.converted(data, "docx", form, tmp_path / "made")
    found = saved(tmp_path, f"report.{form}", data)

    assert {head for head, _ in pairs(found)} == {head for head, _ in GLOSSARY}
    assert "“三馆一站”[1]" in found.text


def test_a_span_leads_to_the_original(tmp_path: Path) -> None:
    """A definition of a Word file stands in a paragraph, one of a page in an element."""
    word = saved(tmp_path, "report.docx", forms.docx(PRINTED))
    page = saved(tmp_path, "report.html", forms.html(PRINTED, "div").encode("gb18030"))
    where = [place_at(text.places, text.text.index("指文化馆")) for text in (word, page)]

    assert str(where[0]) == f"paragraph {len(SPEECH) + 2}"
    assert where[1] is not None and where[1].name.endswith(f"/div[{len(SPEECH) + 2}]")


@pytest.mark.slow
@needs_office
def test_a_span_of_a_pdf_leads_to_page_and_box(tmp_path: Path) -> None:
    """The box lies on the page."""
    text = saved(tmp_path, "report.pdf", office("pdf"))
    where = place_at(text.places, text.text.index("青禾义仓：由"))

    assert where is not None and where.unit == "page" and where.box is not None
    assert 0 < where.box[0] < where.box[2] < 596 and 0 < where.box[1] < where.box[3] < 842


def test_archives_and_tables_stand_for_what_is_in_them(tmp_path: Path) -> None:
    """A zip, a tar, a csv and a jsonl of reports: each member and row is a source with a name of its own."""
    (tmp_path / "a.zip").write_bytes(
        forms.zipped({"甘/一.txt": CLEAN.encode(), "b.docx": forms.docx(PRINTED), "c.png": b"x"})
    )
    with tarfile.open(tmp_path / "b.tgz", "w:gz") as archive:
        info = tarfile.TarInfo("二.txt")
        info.size = len(CLEAN.encode())
        archive.addfile(info, io.BytesIO(CLEAN.encode()))
    quoted = CLEAN.replace('"', '""')
    (tmp_path / "c.csv").write_text(f'标题,日期,正文\n青禾,2025/1/9,"{quoted}"\n', encoding="gb18030", newline="")
    (tmp_path / "d.jsonl").write_text(json.dumps({"title": "x", "text": CLEAN}) + "\n", encoding="utf-8")

    texts = [read(source) for source in find_sources([tmp_path])]

    names = [text.document.source.removeprefix(f"{tmp_path}/") for text in texts]
    assert names == ["a.zip/b.docx", "a.zip/甘/一.txt", "b.tgz/二.txt", "c.csv#1", "d.jsonl#1"]
    assert [fields(text)[1] for text in texts] == ["2025-01-09"] * 5
    assert [len(pairs(text)) for text in texts] == [3] * 5


def test_every_span_is_found_again_in_every_form(tmp_path: Path) -> None:
    """verify reads archives, tables, Word files and pages again: all spans of all forms agree.

    Each is of another place, as the same report in two forms is one.
    """
    word = forms.docx([line.replace("青禾县", "松涛县") for line in PRINTED])
    page = forms.html([line.replace("青禾县", "石桥县") for line in PRINTED], "div").encode()
    (tmp_path / "a.zip").write_bytes(forms.zipped({"甘/一.txt": CLEAN.encode(), "b.docx": word, "c.html": page}))
    lines = [json.dumps({"text": CLEAN.replace("青禾县", place)}) + "\n" for place in ("白河县", "柳湾县")]
    (tmp_path / "d.jsonl").write_text("".join(lines), encoding="utf-8")
    harvest = build_records([tmp_path], Options(workers=1))

    verdict = verify(harvest.records, [tmp_path])

    assert verdict.findings == [] and verdict.checked > 80
    assert [omitted for omitted in harvest.omitted if not omitted.harmless] == []


def test_a_row_without_a_head_gets_it_from_its_columns(tmp_path: Path) -> None:
    """Title, place and date of the columns count where the text says nothing, and never over what it says."""
    bare = "\n".join(SPEECH[3:])
    rows = [
        {"place": "甘肃省", "date": "2024-01-23", "text": bare},
        {"place": "甘肃省", "date": "2020-02-02", "text": CLEAN},
    ]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    one, two = [fields(read(source)) for source in find_sources([tmp_path / "r.jsonl"])]

    assert one[0] == "2024年甘肃省政府工作报告" and one[1] == "2024-01-23"
    assert one[4] is not None and one[4].code == "620000"  # type: ignore[attr-defined]
    assert two[:2] == ("青禾县政府工作报告", "2025-01-09")


TRAPS = {
    "a table without text": ("t.csv", "地区,数字\n甘肃,1\n".encode(), "地区"),
    "a picture": ("p.pdf", b"\x89PNG....", "--ocr"),
    "a workbook": ("w.docx", forms.zipped({"xl/workbook.xml": b"<x/>"}), ".csv"),
    "a damaged zip": ("z.zip", b"PK\x03\x04" + b"x" * 100, "damaged"),
    "a way out": ("o.zip", forms.zipped({"../../etc/report.txt": CLEAN.encode()}), "leads out"),
    "an archive inside": ("n.txt", forms.zipped({"inner.zip": b"PK\x03\x04"}), "inside an archive"),
    "a damaged pdf": ("d.pdf", b"%PDF-1.7 nothing", "damaged PDF"),
    "a Word file without words": ("e.docx", forms.docx([]), "without words"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_cannot_be_read_is_named_with_the_next_step(trap: str, tmp_path: Path) -> None:
    """One line, and the good file beside it is built."""
    name, data, said = TRAPS[trap]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")

    harvest = build_records([tmp_path], Options(workers=1))

    (omitted,) = harvest.omitted
    assert name in omitted.source and said in omitted.reason and "\n" not in omitted.reason
    assert sum(isinstance(r, Report) for r in harvest.records) == 1


BOMBS = """
import sys, resource
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from tifatu.builders.read import find_sources, read
from tifatu.graph.errors import UnreadableFileError
before = resource.getrusage(resource.RUSAGE_SELF)
for source in find_sources(sys.argv[1:]):
    try:
        read(source)
        print("READ", source.name)
    except UnreadableFileError as problem:
        print(problem)
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_maxrss - before.ru_maxrss, file=sys.stderr)
"""


@pytest.mark.slow
def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    """A docx of 600 MB, a zip of zeros, a tar of zeros: refused by what they say of themselves, within 200 MB."""
    zeros = b"\0" * (120 * 2**20)
    document = b"<w:document>" + b" " * (120 * 2**20)
    (tmp_path / "a.docx").write_bytes(forms.zipped({"word/document.xml": document, "[Content_Types].xml": b"<x/>"}))
    (tmp_path / "b.zip").write_bytes(forms.zipped({"r.txt": zeros}))
    with tarfile.open(tmp_path / "c.tgz", "w:gz", compresslevel=1) as archive:
        info = tarfile.TarInfo("r.txt")
        info.size = 600 * 2**20
        archive.addfile(info, _Zeros(info.size))  # type: ignore[arg-type]
    done = subprocess.run(
        [sys.executable, "-c", BOMBS, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.count("\n") == 3 and "READ" not in done.stdout
    assert int(done.stderr.strip().splitlines()[-1]) < 200 * 1024
    assert resource.getpagesize() > 0


class _Zeros(io.RawIOBase):
    """A file of zeros that takes no memory."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(size if size >= 0 else self.left, self.left)
        self.left -= size
        return b"\0" * size


def test_xml_entities_give_nothing(tmp_path: Path) -> None:
    """An entity that names a file is not followed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><ofd:OFD xmlns:ofd="u">&x;</ofd:OFD>'
    )
    (tmp_path / "x.ofd").write_bytes(forms.zipped({"OFD.xml": page.encode()}))

    with pytest.raises(UnreadableFileError) as problem:
        read(Source("x.ofd", tmp_path / "x.ofd"))
    assert "SECRET" not in str(problem.value)


@pytest.mark.slow
@needs_office
def test_a_scan_is_refused_by_its_page(tmp_path: Path) -> None:
    """A PDF whose second page is a picture is not half-read."""
    import pypdfium2

    whole = pypdfium2.PdfDocument(office("pdf"))
    picture = whole[0].render(scale=0.5)
    page = whole.new_page(595, 842, 1)
    image = pypdfium2.PdfImage.new(whole)
    image.set_bitmap(picture)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    whole.save(tmp_path / "scan.pdf")

    with pytest.raises(UnreadableFileError, match="page 2 is a picture"):
        read(Source("scan.pdf", tmp_path / "scan.pdf"))


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
@pytest.mark.slow
@needs_office
def test_a_scan_is_read_where_the_user_says_so(tmp_path: Path) -> None:
    """--ocr reads it, tells how sure it is, and no definition is surer than that."""
    import pypdfium2

    entries = [
        "名词解释",
        "1.青禾义仓：由县政府设立的粮食储备点。",
        "2.河岸长制：由村干部负责一段河岸。",
        "3.一门办：办事只进一扇门。",
    ]
    speech = [*SPEECH[:4], "现在，我代表县人民政府报告工作。我们用好青禾义仓，推行河岸长制和一门办。", SPEECH[-1]]
    made = forms.converted(forms.docx([*speech, *entries]), "docx", "pdf", tmp_path / "made")
    whole = pypdfium2.PdfDocument(made)
    scan = pypdfium2.PdfDocument.new()
    image = pypdfium2.PdfImage.new(scan)
    image.set_bitmap(whole[0].render(scale=300 / 72, grayscale=True))
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page = scan.new_page(595, 842)
    page.insert_obj(image)
    page.gen_content()
    scan.save(tmp_path / "scan.pdf")

    harvest = build_records([tmp_path / "scan.pdf"], Options(settings=Settings(ocr=True)))

    definitions = [r for r in harvest.records if isinstance(r, Definition)]
    assert definitions and max(d.confidence for d in definitions) < 1
    assert any("read from pictures" in note for note in harvest.notes)


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    """A dash stands for it, whatever kind of file comes in."""
    tifatu = str(Path(sys.executable).with_name("tifatu"))
    command = [tifatu, "harvest", "-", "-o", str(tmp_path / "r.jsonl"), "--quiet"]
    done = subprocess.run(command, input=forms.docx(PRINTED), capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    kinds = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(r["kind"] == "definition" for r in kinds) == 3
    assert {r["source"] for r in kinds if r.get("source")} == {"stdin"}
