"""The page of a report: its text word for word, what the graph found in it, what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from tifatu.exports.pages.addresses import described, speaker
from tifatu.exports.pages.atlas import Term, in_time, region_key
from tifatu.exports.pages.markup import embedded, render
from tifatu.exports.pages.originals import Original, Spot
from tifatu.exports.pages.paper import Line, Piece, lines_of, marks_of
from tifatu.exports.pages.world import World
from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition, Mention, Report
from tifatu.graph.survey.facts import year_of

MOST_IN_RAIL = 12
"""Terms of each list beside the text; the rest is unfolded."""


def report_page(report: Report, world: World) -> str:
    """One report as HTML text."""
    original = world.original(report.source)
    cards = Cards(world)
    body, contents = Markup(""), list[tuple[int, int, str]]()
    if original is not None:
        lines = list(_lines(report, original.text, world))
        contents = [(line.at, line.level, _plain(line.text)) for line in lines if line.level]
        body = _text(lines, original, cards, world)
    before, behind = _neighbours(report, world)
    return render(
        "report.html",
        up="../",
        site=world.site,
        title=described(report),
        report=report,
        year=year_of(report),
        place=speaker(report.region),
        place_key=region_key(report.region),
        parents=[(world.page_of_region(p), p.name) for p in reversed(report.parents)],
        before=before,
        behind=behind,
        contents=contents,
        body=body,
        missing=original is None,
        original=original.opened_at(original.spot(report.start)) if original else "",
        definitions=len(world.atlas.definitions_in.get(report.id, ())),
        mentions=len(world.atlas.mentions_in.get(report.id, ())),
        length=report.end - report.start,
        rail=rail(report, world),
        cards=embedded(cards.rows),
        address=f"reports/{world.addresses.reports[report.id]}.html",
    )


def _lines(report: Report, text: str, world: World) -> Iterable[Line]:
    atlas, name = world.atlas, report.id
    definitions = atlas.definitions_in.get(name, [])
    marks = marks_of(
        definitions,
        atlas.mentions_in.get(name, ()),
        atlas.attributions_in.get(name, ()),
        atlas.places_in.get(name, ()),
    )
    return lines_of(text, (report.start, report.end), marks, definitions)


def _plain(words: str) -> str:
    return words.strip().lstrip("#").replace("**", "").strip()


class Cards:
    """The cards of one page: each term once, by number."""

    def __init__(self, world: World) -> None:
        self.rows: list[list[Any]] = []
        self._numbers: dict[str, int] = {}
        self._world = world

    def of(self, term: Term) -> int:
        """Number of the term's card."""
        if term.key not in self._numbers:
            self._numbers[term.key] = len(self.rows)
            self.rows.append(self._world.card(term))
        return self._numbers[term.key]


def _text(lines: Iterable[Line], original: Original, cards: Cards, world: World) -> Markup:
    seen: set[str] = set()
    html, page = [], ""
    for line in lines:
        tag, spot = f"h{line.level}" if line.level else "p", original.spot(line.at)
        if spot is not None and spot.unit == "page" and spot.name != page:
            html.append(_page_mark(original, spot))
            page = spot.name
        where = f' data-w="{escape(_in_margin(spot))}"' if spot is not None else ""
        pieces = _pieces(line.pieces, cards, world, seen)
        html.append(f'<{tag} data-c="{line.at}" id="p{line.at}"{where}>{pieces}</{tag}>')
    return Markup("\n".join(html))


def _page_mark(original: Original, spot: Spot) -> str:
    """Where a page of the original begins; it leads there where the original lies beside."""
    link = original.opened_at(spot)
    said = f'<a href="../{escape(link)}">{spot.said}</a>' if link else spot.said
    return f'<div class="page-mark">{said}</div>'


def _in_margin(spot: Spot) -> str:
    """¶40, p. 12, row 3; the path of an element as it is."""
    return {"paragraph": f"¶{spot.name}", "page": f"p. {spot.name}", "row": f"row {spot.name}"}.get(
        spot.unit, spot.name
    )


def _pieces(pieces: Iterable[Piece], cards: Cards, world: World, seen: set[str]) -> str:
    html, around = [], None
    for piece in pieces:
        if piece.definition is not around:
            html.append(_close(around) + _open(piece.definition, seen))
            around = piece.definition
        html.append(_piece(piece, cards, world))
    return "".join(html) + _close(around)


def _open(definition: Definition | None, seen: set[str]) -> str:
    if definition is None:
        return ""
    name = "" if definition.id in seen else f' id="{definition.id}"'
    seen.add(definition.id)
    back = f'<a class="back" href="#n{definition.marks[0][0]}" aria-label="↩"></a>' if name and definition.marks else ""
    return f'{back}<span class="d"{name}>'


def _close(definition: Definition | None) -> str:
    return "</span>" if definition is not None else ""


def _piece(piece: Piece, cards: Cards, world: World) -> str:
    words = str(escape(piece.text))
    if piece.mark is None:
        return words
    return _MAKERS[piece.mark.kind](piece, words, cards, world)


def _mention(piece: Piece, words: str, cards: Cards, world: World) -> str:
    mention = piece.mark.record if piece.mark else None
    assert isinstance(mention, Mention)
    name = f' id="c{piece.at}"' if piece.opens else ""
    term = world.atlas.terms[world.atlas.keys.of(mention.term)]
    address = world.addresses.of_term(term)
    if not address:
        return f'<span class="x"{name}>{words}</span>'
    kind = "m" if mention.sense or not term.definitions else "o"
    return f'<a class="{kind}"{name} href="../{address}" data-t="{cards.of(term)}">{words}</a>'


def _headword(piece: Piece, words: str, cards: Cards, world: World) -> str:
    definition = piece.mark.record if piece.mark else None
    assert isinstance(definition, Definition)
    name = f' id="c{piece.at}"' if piece.opens else ""
    term = world.term_of_definition(definition)
    address = world.addresses.of_term(term)
    if term is None or not address:
        return f'<b class="h"{name}>{words}</b>'
    return f'<a class="h"{name} href="../{address}" data-t="{cards.of(term)}">{words}</a>'


def _note(piece: Piece, words: str, _: Cards, __: World) -> str:
    definition = piece.mark.record if piece.mark else None
    assert isinstance(definition, Definition)
    name = f' id="n{piece.at}"' if piece.opens else ""
    return f'<a class="n"{name} href="#{definition.id}">{words}</a>'


def _span(kind: str) -> Callable[[Piece, str, Cards, World], str]:
    return lambda piece, words, cards, world: f'<span class="{kind}">{words}</span>'


_MAKERS: dict[str, Callable[[Piece, str, Cards, World], str]] = {
    "mention": _mention,
    "headword": _headword,
    "note": _note,
    "issuer": _span("i"),
    "place": _span("pl"),
    "markup": _span("mk"),
}


def _neighbours(report: Report, world: World) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Address and name of the reports of the same place before and behind."""
    same = world.atlas.reports_of[region_key(report.region)] if report.region else [report]
    at = [other.id for other in same].index(report.id)

    def told(n: int) -> tuple[str, str] | None:
        if not 0 <= n < len(same):
            return None
        return f"{world.addresses.reports[same[n].id]}.html", described(same[n])

    return told(at - 1), told(at + 1)


@dataclass(frozen=True)
class Entry:
    """A term in a list beside the text."""

    label: str
    address: str
    at: int
    """Where it stands in the report first."""

    note: str = ""


def rail(report: Report, world: World) -> list[dict[str, Any]]:
    """What is new in a report: first used here, had from above, used by nobody else."""
    here = region_key(report.region)
    terms = _first_places(report, world)
    earlier = [r for r in world.atlas.reports_of.get(here, ()) if in_time(r) < in_time(report)] if report.region else []
    known = {key for r in earlier for key in world.terms_in(r.id)}
    above = ["china", *(p.code for p in report.parents if p.code)]
    ranked = sorted(terms, key=lambda t: (-len(t.definitions), -len(t.uses), t.key))
    fresh = [t for t in ranked if t.key not in known] if earlier else []
    had = [(t, world.first_above(t, above, report)) for t in fresh]
    entry = world.addresses.of_term
    own = [t for t in ranked if len(t.uses) == 1 and t.definitions]
    lists = [
        ("fresh", [Entry(t.label, entry(t), terms[t]) for t, source in had if not source]),
        ("above", [Entry(t.label, entry(t), terms[t], source) for t, source in had if source]),
        ("own", [Entry(t.label, entry(t), terms[t]) for t in own]),
    ]
    return [
        {"kind": kind, "first": e[:MOST_IN_RAIL], "rest": e[MOST_IN_RAIL:], "total": len(e)} for kind, e in lists if e
    ]


def _first_places(report: Report, world: World) -> dict[Term, int]:
    found: dict[Term, int] = {}
    atlas = world.atlas
    for mention in atlas.mentions_in.get(report.id, ()):
        term = atlas.terms[atlas.keys.of(mention.term)]
        if term.has_page:
            found.setdefault(term, mention.start)
    for definition in atlas.definitions_in.get(report.id, ()):
        defined = atlas.term_of(definition.terms[0]) if definition.terms else None
        if defined and term_key(defined.key):
            found.setdefault(defined, definition.start)
    return found
