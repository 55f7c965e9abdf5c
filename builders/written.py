"""Traditional texts: the rules read simplified characters, the records keep the words as they are written.

Both texts are equally long, so a span of one is a span of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Part, Place, Report, Span
from tifatu.graph.traditional import is_traditional, simplified

HEAD = 40
"""Characters behind a mention in which its class noun stands."""

NEAR = 200
"""Characters around an issuer in which its slogan stands."""


def as_read(text: str) -> str:
    """What the rules read: the text itself, or its simplified form where it is in traditional characters."""
    return simplified(text) if is_traditional(text) else text


def as_written(record: AnyRecord, text: str) -> AnyRecord:
    """A record that was made from the simplified form of a text, with the words of the text."""
    match record:
        case Report():
            head = (record.start, record.body[0])
            said = ((field, getattr(record, field)) for field in ("title", "session", "speaker"))
            words = {field: _words(text, value, record.receipts.get(field, head)) for field, value in said if value}
            return replace(record, **words)
        case Definition():
            return _definition(record, text)
        case Mention():
            behind = (record.end, min(len(text), record.end + HEAD))
            words = {"text": _words(text, record.text, (record.start, record.end))}
            return replace(record, **words, head=_words(text, record.head, behind))
        case Attribution():
            near = (max(0, record.start - NEAR), min(len(text), record.end + NEAR))
            words = {field: _words(text, getattr(record, field), near) for field in ("term", "head")}
            return replace(record, **words, issuer=_words(text, record.issuer, (record.start, record.end)))
        case Place():
            return replace(record, text=_words(text, record.text, (record.start, record.end)))
    return record


def _definition(found: Definition, text: str) -> Definition:
    span = (found.start, found.end)
    return replace(
        found,
        terms=_each(text, found.terms, found.term_spans),
        text=_words(text, found.text, span, found.gaps),
        before=text[found.start - len(found.before) : found.start],
        after=text[found.end : found.end + len(found.after)],
        components=_each(text, found.components, found.component_spans),
        parts=tuple(_part(part, text, span) for part in found.parts),
    )


def _part(part: Part, text: str, around: Span) -> Part:
    return replace(
        part,
        term=_words(text, part.term, around),
        text=_words(text, part.text, (part.start, part.end)),
        components=_each(text, part.components, part.component_spans),
        parts=tuple(_part(inner, text, around) for inner in part.parts),
    )


def _each(text: str, words: Sequence[str], spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(_words(text, one, span) for one, span in zip(words, spans, strict=True))


def _words(text: str, words: str, span: Span, gaps: Sequence[Span] = ()) -> str:
    """The words as the text writes them within a span, or as they are where it has others."""
    places = [i for i in range(*span) if not text[i].isspace() and not any(a <= i < b for a, b in gaps)]
    written = "".join(text[i] for i in places)
    at = simplified(written).find("".join(words.split()))
    if at < 0:
        return words
    signs = iter(written[at:])
    return "".join(sign if sign.isspace() else next(signs) for sign in words)
