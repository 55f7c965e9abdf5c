"""Candidate readings of a glossary: signs and labels that come with every entry, and are therefore no words of any.

No sign and no label is looked up in a list. A letter is decoration where it stands at the same edge of most headwords
and the speech knows these without it; what stands before a colon three times is a label, as no headword comes thrice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tifatu.builders.glossary.numbering import behind_number
from tifatu.builders.glossary.splits import Body
from tifatu.builders.glossary.view import Line, View
from tifatu.builders.language.punctuation import BRACKETS, ORNAMENT, RARE_CLOSERS, RARE_OPENERS, char_class
from tifatu.graph.labels import term_key
from tifatu.graph.model import Span

FEWEST = 3
"""Times that a sign or label must come before it is taken for one."""

MOST = 0.6
"""Share of the headwords, or of a label's lines, that must show it."""

_PEEK = 4
"""Letters of a headword by which the speech is asked for it, before anything is known of where it ends."""

OFTEN = 0.2
"""Share of the lines that must have a sign; entries may have four lines, of which one has the headword."""

HEAD = 40
"""Letters of a line among which a headword stands."""

_SIGN = re.compile(rf"{ORNAMENT}|{char_class(RARE_OPENERS + RARE_CLOSERS + '〖〗')}")

_LABEL = re.compile(r"([【\[（(]?[^\W\d]{2,8}[】\]）)]?)\s*[：:]\s*")
_BARE_FIGURE = re.compile(rf"(?:^|[{re.escape(RARE_OPENERS + '〖')}])\s*\d*\s*\Z", re.MULTILINE)
"""Nothing but a number stands before a closing bracket: ﹝ 1 ﹞ is a number, 〘跑一次2.0〙 is none."""

_COUNTED = re.compile(r"(?P<before>[^\d\s“‘「]{1,5}\s?)(?P<n>\d{1,3})(?=.)")
_FOREIGN = re.compile(r"(?=[^\n]{0,12}[A-Za-z]{2})[^\u3400-\u9fff\n]{12,2000}")
_EDGE_SIGNS = re.compile(r"^\W+|\W+$")
_TRAIL = "。；，、！？ \u3000"


def signs(view: View, body: Body) -> View:
    """The view without the signs that many lines have among their first letters, and the speech has never."""
    places = [at for line in view.lines for at in _signs_of(view, line)]
    often = Counter(view.text[at] for at in places)
    least = max(FEWEST, OFTEN * len(view.lines))
    gone = [(at, at + 1) for at in places if often[view.text[at]] >= least and view.text[at] not in body.key]
    return without(view, gone) if gone else view


def _signs_of(view: View, line: Line) -> Iterator[int]:
    for found in _SIGN.finditer(view.text, line.start, min(line.end, line.start + HEAD)):
        at, end = found.span()
        before, behind = view.text[max(0, at - 2) : at].strip(), view.text[end : end + 2].strip()
        opens, closes = found[0] in RARE_OPENERS, found[0] in RARE_CLOSERS
        figure = closes and _BARE_FIGURE.search(view.text, line.start, at)
        if not (opens and behind[:1].isdigit()) and not (closes and before[-1:].isdigit() and figure):
            yield found.start()


def in_one_script(view: View) -> View | None:
    """The view without its lines in a Latin script, where a translation follows the entries."""
    foreign = [line for line in view.lines if _FOREIGN.fullmatch(view.text, line.start, line.end)]
    if not 0 < len(foreign) < len(view.lines) * MOST:
        return None
    return without(view, [(line.start, line.end) for line in foreign])


def around_numbers(view: View) -> View | None:
    """The view without the words around the numbers of lines, where they are the same and count: No.1 …, 第1条 …."""
    odd = [line for line in view.lines if behind_number(view, line.start) == line.start]
    found = [match for line in odd if (match := _COUNTED.match(view.text, line.start, line.end))]
    often = Counter(match["before"] for match in found)
    before, count = max(often.items(), key=lambda one: one[1], default=("", 0))
    those = [match for match in found if match["before"] == before]
    if count < FEWEST or [int(match["n"]) for match in those] != [*range(1, count + 1)]:
        return None
    behind = {view.text[match.end()] for match in those}
    word = 1 if len(behind) == 1 and min(behind).isalpha() else 0
    return without(view, [span for m in those for span in (m.span("before"), (m.end(), m.end() + word))])


def before_words(view: View, body: Body) -> View | None:
    """The view without the letter that most lines begin with, where the speech has what stands behind it."""
    starts = [behind_number(view, line.start) for line in view.lines]
    return _without_letters(
        view, [(at, at + 1, at + 1, at + 1 + _PEEK) for at in starts if at + 1 < len(view.text)], body
    )


def around_heads(view: View, heads: Sequence[Span], body: Body) -> View | None:
    """The view without a letter that most headwords share at an edge, where the speech has them without it."""
    heads = [(a, b) for a, b in heads if b - a > 2]
    left = _without_letters(view, [(a, a + 1, a + 1, b) for a, b in heads], body)
    return left or _without_letters(view, [(b - 1, b, a, b - 1) for a, b in heads], body)


def _without_letters(view: View, places: Sequence[tuple[int, int, int, int]], body: Body) -> View | None:
    """Places are: where the letter stands, and where the words stand that remain."""
    letters = Counter(view.text[a] for a, _, _, _ in places)
    letter, count = max(letters.items(), key=lambda one: one[1], default=("", 0))
    those = [place for place in places if view.text[place[0]] == letter]
    if count < max(FEWEST, MOST * len(places) / 2) or letter == "\n":
        return None
    those = [place for place in those if letter not in BRACKETS or _closes(view, place[0], BRACKETS[letter])]
    if len(those) < FEWEST:
        return None
    freed = [place for place in those if _is_freed(view, place, body)]
    if len(freed) < MOST * count:
        return None
    partners = [_closes(view, a, BRACKETS[letter]) for a, _, _, _ in those] if letter in BRACKETS else []
    return without(view, [(a, b) for a, b, _, _ in those] + [(at, at + 1) for at in partners])


def _closes(view: View, start: int, closer: str) -> int:
    """Where a bracket closes within reach of a headword; 0 where it does not."""
    at = view.text.find(closer, start, start + HEAD)
    return max(at, 0)


def _is_freed(view: View, place: tuple[int, int, int, int], body: Body) -> bool:
    a, b, start, end = place
    return body.knows(view.text[start:end]) and not body.knows(view.text[min(a, start) : max(b, end)])


def fields_read(view: View, body: Body) -> View | None:
    """The view without the labels of its fields, and without fields that only quote the speech."""
    found = {line: match for line in view.lines if (match := _label(view, line))}
    often = Counter(match[1] for match in found.values())
    labelled = {line: match for line, match in found.items() if often[match[1]] >= FEWEST}
    if not labelled:
        return None
    quoting = {
        label
        for label in often
        if _echoes(view, [line for line, match in labelled.items() if match[1] == label], labelled, body)
    }
    return without(view, list(_field_spans(view, labelled, quoting)))


def _label(view: View, line: Line) -> re.Match[str] | None:
    return _LABEL.match(view.text, behind_number(view, line.start), line.end)


def _echoes(view: View, lines: Sequence[Line], labelled: dict[Line, re.Match[str]], body: Body) -> bool:
    """The lines of a label stand below a headword and repeat the speech."""
    above = {below: line for line, below in zip(view.lines, view.lines[1:], strict=False)}
    below = [(above[line], labelled[line].end(), line.end) for line in lines if line in above]
    said = 0
    for head, start, end in below:
        words = view.text[start:end].strip(_TRAIL)
        name = _EDGE_SIGNS.sub("", term_key(view.text[behind_number(view, head.start) : head.end]))
        said += head not in labelled and (body.knows(words) or name in term_key(words))
    return said >= MOST * len(lines) > 0


def _field_spans(view: View, labelled: dict[Line, re.Match[str]], quoting: set[str]) -> Iterator[Span]:
    dropping = False
    for line in view.lines:
        if match := labelled.get(line):
            dropping = match[1] in quoting
            yield (line.start, line.end) if dropping else (match.start(), match.end())


def without(view: View, spans: Iterable[Span]) -> View:
    """The view without some stretches; lines of which nothing is left are gone."""
    gone = {at for a, b in spans for at in range(a, b)}
    place: list[int] = []
    letters: list[str] = []
    offsets: list[int] = []
    lines: list[Line] = []
    for line in view.lines:
        kept = [at for at in range(line.start, line.end) if at not in gone]
        while kept and view.text[kept[0]].isspace():
            del kept[0]
        if not kept:
            continue
        if lines:
            letters.append("\n")
            offsets.append(view.offsets[kept[0]])
            place.append(kept[0])
        lines.append(Line(len(letters), len(letters) + len(kept), line.bold, line.blank))
        letters += [view.text[at] for at in kept]
        offsets += [view.offsets[at] for at in kept]
        place += kept
    where = {at: i for i, at in enumerate(place) if letters[i] != "\n"}
    bolds = tuple((where[a], where[b - 1] + 1) for a, b in view.bolds if a in where and b - 1 in where)
    return View("".join(letters), tuple(offsets), tuple(lines), bolds)
