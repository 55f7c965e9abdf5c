"""Web pages to text: the article as a reader sees it, without the furniture of the site.

trafilatura tells where the article begins and ends; what stands between is taken from the page itself, so that tables,
note marks and notes stay, which a cleaner drops.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import lxml.html

from tifatu.builders.read.decoding import decode
from tifatu.builders.read.reading import About, Piece, Reading, Where, reading
from tifatu.graph.errors import UnreadableFileError

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a paragraph."""

HIDDEN = frozenset(
    [
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "svg",
        "iframe",
        "rt",
        "rp",
    ]
)
"""Elements whose words nobody reads; the pinyin over a character (rt) is no part of the text."""

SHORT = 12
"""Characters of a paragraph by which the article's first and last words are surely found on the page."""

ABOVE = 8
"""Paragraphs above the article in which its title, session and speaker may stand."""

_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANK = re.compile(r"[ \t\r\n\f\v\u3000\xa0]+")
_NOTE_MARK = re.compile(r"\s*+[\[［【〔(（]?\s*+(\d{1,3})\s*+[\]］】〕)）]?\s*+")
_NOTE = re.compile(r"(?:foot|end)?note[-_]?\w*\d|_?(?:edn|ftn)\d|fn[-:_]?\d", re.IGNORECASE)
_BACK = re.compile(r"(?<!\s)\s*+[↑↩]\ufe0e?\s*$")
_NO_WORDS = re.compile(r"[\s|\[\]\d]")
"""Signs that a cleaner sets or drops."""

_TITLE = "政府工作报告"
_HEAD = re.compile(r"^[^。]{0,30}政府工作报告[^。]{0,12}$|会议上\s*$|^\s*各位代表")
"""Lines above an article that belong to it."""

_HEADED = re.compile(r"政府工作报告|代表大会|会议上")
"""A text whose head says what it is wants no title from the page."""

HEAD = 600
"""Characters of a text that are its head."""


@dataclass
class _Walk:
    """Paragraphs gathered in the order of the page."""

    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    path: str = ""
    counter: int = 0
    notes: list[int] = field(default_factory=list)
    """Indices of the pieces that are notes at the end."""


def read_html(data: bytes, name: str, *, whole: bool = False) -> Reading:
    """The article of a saved page.

    Args:
        data: The bytes of the page.
        name: How a message speaks of the file.
        whole: True where the page has no furniture, as one made from a Word file.

    Raises:
        UnreadableFileError: Its encoding is unknown, or it holds no words.
    """
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFileError(name, "is a web page in an unknown encoding. Save it as UTF-8.")
    found = _article(decoded.text, name, whole=whole)
    return _with_title(replace(found, warnings=(*decoded.warnings, *found.warnings)), decoded.encoding)


def read_mht(data: bytes, name: str) -> Reading:
    """The page in a web archive (.mht), as browsers save it.

    Raises:
        UnreadableFileError: No page is in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return read_html(page, name)
    raise UnreadableFileError(name, "is a web archive without a page. Save the page again, as HTML.")


def _article(text: str, name: str, *, whole: bool) -> Reading:
    try:
        root = lxml.html.document_fromstring(_XML_HEAD.sub("", text))
    except (lxml.etree.ParserError, ValueError):
        raise UnreadableFileError(name, "holds no page. Save it again.") from None
    walk = _Walk()
    _visit(root, f"/{root.tag}", walk, ordered=None)
    _close(walk)
    if not walk.pieces:
        raise UnreadableFileError(name, "is a page without words: its text may be loaded by a script. Print it to PDF.")
    about = _about(root)
    kept = walk.pieces if whole else _inside(root, walk)
    return reading(_with_notes(kept, walk), about)


def _visit(element: Any, path: str, walk: _Walk, ordered: Iterator[int] | None) -> None:
    """Go through an element; words join until a block begins or ends."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in HIDDEN or _is_hidden(element):
        return
    if tag == "sup" and (mark := _NOTE_MARK.fullmatch(element.text_content())):
        walk.words.append(f"[{mark[1]}]")
        return
    if tag == "table" and (rows := _rows(element)):
        _close(walk)
        walk.path = path
        for row in rows:
            walk.words.append(row)
            _close(walk)
        return
    if tag in BLOCKS:
        _close(walk)
        walk.path = path
    if tag == "br":
        _close(walk)
    if _is_note(element):
        number = re.search(r"\d+", element.get("id", ""))
        walk.words.append(f"[{number[0]}] " if number and tag == "li" else "")
        walk.notes.append(len(walk.pieces))
    elif tag == "li" and ordered is not None:
        walk.words.append(f"{next(ordered)}.")
    walk.words.append(_flat(element.text))
    inside = iter(range(int(_start(element)), 10**6)) if tag == "ol" else None
    places: dict[str, int] = {}
    for child in element:
        places[child.tag] = places.get(child.tag, 0) + 1
        _visit(child, f"{path}/{child.tag}[{places[child.tag]}]", walk, inside if tag == "ol" else None)
        walk.words.append(_flat(child.tail))
    if tag in BLOCKS:
        _close(walk)


def _close(walk: _Walk) -> None:
    words = _BLANK.sub(" ", "".join(walk.words)).strip()
    if words:
        walk.pieces.append(Piece(_BACK.sub("", words), Where("element", walk.path)))
    walk.words.clear()


def _flat(text: str | None) -> str:
    return _BLANK.sub(" ", text) if text else ""


def _start(element: Any) -> str:
    start = element.get("start", "1")
    return start if start.isdigit() else "1"


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _is_note(element: Any) -> bool:
    """A note at the end of the page: an item or block whose id says so and that is no mark (footnote-ref-1)."""
    name = element.get("id", "")
    return bool(name) and element.tag in ("li", "div", "p") and "ref" not in name and bool(_NOTE.fullmatch(name))


def _rows(table: Any) -> list[str]:
    """The rows of a table of words; nothing where the table only lays out a page."""
    if table.xpath(".//table | .//h1 | .//h2"):
        return []
    rows = [[_BLANK.sub(" ", _cell(cell)).strip() for cell in row.xpath("./td | ./th")] for row in table.xpath(".//tr")]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2 or sum(len(row) == width for row in rows) < 0.6 * len(rows):
        return []
    lines = [f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |" for row in rows]
    return [lines[0], f"|{':--|' * width}", *lines[1:]]


def _cell(cell: Any) -> str:
    walk = _Walk()
    _visit(cell, "", walk, None)
    _close(walk)
    return "".join(piece.text for piece in walk.pieces)


def _inside(root: Any, walk: _Walk) -> list[Piece]:
    """The pieces from the first to the last that the article has, and the title that stands above.

    trafilatura takes the tree to pieces: nothing may need it behind this.
    """
    import trafilatura

    found = trafilatura.extract(root, include_comments=False, include_tables=True) or ""
    words = _bare(found)
    article = {words[i : i + SHORT] for i in range(len(words) - SHORT + 1)}
    known = [i for i, p in enumerate(walk.pieces) if len(p.text) >= SHORT and _bare(p.text)[:SHORT] in article]
    if not known:
        return walk.pieces
    first, last = known[0], known[-1]
    above = range(max(0, first - ABOVE), first)
    first = next((i for i in above if _HEAD.search(walk.pieces[i].text)), first)
    return walk.pieces[first : last + 1]


def _with_notes(kept: list[Piece], walk: _Walk) -> list[Piece]:
    """The article and, under a heading of their own, the notes that the page keeps at its end."""
    notes = [walk.pieces[i] for i in walk.notes if i < len(walk.pieces)]
    if not notes:
        return kept
    places = {piece.where.name for piece in notes}
    speech = [piece for piece in kept if piece.where.name not in places and piece not in notes]
    return [*speech, Piece("注释", Where("", "")), *notes]


def _bare(text: str) -> str:
    return _NO_WORDS.sub("", text)


def _about(root: Any) -> About:
    """What the page says of itself in its head."""
    names = {
        str(meta.get("name") or meta.get("property") or "").lower(): str(meta.get("content") or "").strip()
        for meta in root.iter("meta")
    }
    title = next((names[n] for n in ("articletitle", "og:title", "dc.title") if names.get(n)), "")
    if not title and (node := root.find(".//title")) is not None:
        title = _BLANK.sub(" ", node.text_content()).strip()
    return About(title=title)


def _with_title(found: Reading, encoding: str) -> Reading:
    """The title of the page above a text that has none of its own."""
    title = re.split(r"[_|-]", found.about.title)[0].strip()
    if _TITLE in title and not _HEADED.search(found.text[:HEAD]):
        shift = len(title) + 1
        places = ((0, Where("element", "/html/head/title")), *((at + shift, where) for at, where in found.places))
        return Reading(f"{title}\n{found.text}", encoding, places, found.about, found.warnings)
    return Reading(found.text, encoding, found.places, found.about, found.warnings)
