"""One report in the forms in which governments publish: Word with real footnotes, web pages of four shapes, PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Layout:
    """A page: margins in twentieths of a point, size of type in half points, whether first lines are set in."""

    margin: int = 1440
    size: int = 24
    indent: bool = True
    header: str = "青禾县人民政府公报"


WIDE, NARROW = Layout(), Layout(margin=2200, size=32, header="政府工作报告")


def docx(paragraphs: Sequence[str], notes: Sequence[tuple[str, str]] = (), layout: Layout = WIDE) -> bytes:
    """A Word file; each note is the words behind which its mark stands (the first time), and its text."""
    body = "".join(_paragraph(text, notes, layout) for text in paragraphs)
    margins = " ".join(f'w:{side}="{layout.margin}"' for side in ("top", "right", "bottom", "left"))
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins} w:header="720" w:footer="720"/></w:sectPr>'
    )
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [
                ("rIdN", "footnotes", "footnotes.xml"),
                ("rIdH", "header", "header1.xml"),
                ("rIdF", "footer", "footer1.xml"),
            ]
        ),
        "word/document.xml": _part("document", f"<w:body>{body}{section}</w:body>"),
        "word/footnotes.xml": _part("footnotes", _footnotes(notes)),
        "word/header1.xml": _part("hdr", f"<w:p><w:r><w:t>{layout.header}</w:t></w:r></w:p>"),
        "word/footer1.xml": _part("ftr", f"<w:p>{_words('第 ')}{_field('PAGE')}{_words(' 页')}</w:p>"),
    }
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def html(paragraphs: Sequence[str], shape: str) -> str:
    """The page of a government's site in one of four shapes: spans, br, table, div."""
    inner = {
        "spans": lambda p: f'<p style="text-indent:2em"><span>{p}</span></p>',
        "br": lambda p: f"　　{p}<br/>",
        "table": lambda p: f"<p>{p}</p>",
        "div": lambda p: f"<div>{p}</div>",
    }[shape]
    article = "\n".join(inner(escape(p)) for p in paragraphs)
    if shape == "table":
        article = f"<table><tr><td><table><tr><td>{article}</td></tr></table></td></tr></table>"
    menu = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流"))
    return f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>政府工作报告_某某政府网</title>
<style>p {{ margin: 0 }}</style><script>var a = "各位代表";</script></head><body>
<div class="nav"><ul>{menu}</ul></div>
<div class="info"><span>发布时间：2031-03-05 09:12</span> <span>来源：某某日报</span>
<span>浏览次数：<b>77</b></span></div>
<div id="zoom" class="TRS_Editor">{article}</div>
<div class="footer"><p>主办：某某政府办公室　网站标识码：1234567890</p><p>备案号：某ICP备00000000号</p></div>
</body></html>"""


def converted(data: bytes, source: str, target: str, folder: Path) -> bytes:
    """A file as LibreOffice converts it."""
    (made,) = all_converted([data], source, target, folder)
    return made


def all_converted(files: Sequence[bytes], source: str, target: str, folder: Path) -> list[bytes]:
    """Files as LibreOffice converts them, all in one run: to start it takes longer than a conversion."""
    soffice = shutil.which("soffice")
    assert soffice
    folder.mkdir(parents=True, exist_ok=True)
    places = [folder / f"form{number}.{source}" for number in range(len(files))]
    for place, data in zip(places, files, strict=True):
        place.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", folder, *places]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [place.with_suffix(f".{target}").read_bytes() for place in places]


def printed(page: str, folder: Path) -> bytes:
    """A page as Chromium prints it to PDF, with its own marks in the margins."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text(page.replace('charset="gb2312"', 'charset="utf-8"'), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
    command += [f"--print-to-pdf={folder}/page.pdf", f"file://{folder}/page.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "page.pdf").read_bytes()


def _paragraph(text: str, notes: Sequence[tuple[str, str]], layout: Layout) -> str:
    places = sorted((at + len(words), i) for i, (words, _) in enumerate(notes, 1) if (at := text.find(words)) >= 0)
    runs, start = "", 0
    for at, number in places:
        mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        runs += _words(text[start:at], layout.size) + mark
        start = at
    indent = f'<w:pPr><w:ind w:firstLine="{layout.size * 20}"/></w:pPr>' if layout.indent else ""
    return f"<w:p>{indent}{runs}{_words(text[start:], layout.size)}</w:p>"


def _words(text: str, size: int = 20) -> str:
    style = f'<w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/><w:sz w:val="{size}"/></w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _footnotes(notes: Sequence[tuple[str, str]]) -> str:
    marks = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    return "".join(
        f'<w:footnote w:id="{i}"><w:p>{marks}{_words(" " + text, 18)}</w:p></w:footnote>'
        for i, (_, text) in enumerate(notes, 1)
    )


def _part(tag: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{tag}>'


def _relations(rows: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
    )


def _types() -> str:
    parts = {"document": "document.main", "footnotes": "footnotes", "header1": "header", "footer1": "footer"}
    rows = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{OFFICE}.{kind}+xml"/>' for part, kind in parts.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
