"""Appended glossaries: where one stands in a report, and what its entries say.

find the extent    headings (glossary_headings), or entries behind the end of the speech
read as printed    page marks and Markdown set aside, every offset kept (glossary_view, glossary_rules)
choose the layout  by evidence (glossary_evidence): the sequence of numbers (glossary_numbers), and what stands
                   between headword and definition in most entries (glossary_heads, glossary_separators)
cut                into entries (glossary_entries)
part               headword from definition, several headwords from each other (glossary_terms)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from tifatu.builders.glossary.definitions import Sense, senses
from tifatu.builders.glossary.entries import Entry, cut
from tifatu.builders.glossary.evidence import Evidence, before_annex
from tifatu.builders.glossary.headings import Heading, headings
from tifatu.builders.glossary.score import Reading, judged, warnings
from tifatu.builders.glossary.separators import UNSURE
from tifatu.builders.glossary.splits import Body
from tifatu.builders.glossary.undress import (
    around_heads,
    around_numbers,
    before_words,
    fields_read,
    in_one_script,
    signs,
)
from tifatu.builders.glossary.view import View, compact, view
from tifatu.graph.identity import identify
from tifatu.graph.model import Definition, Glossary, Origin, Report, Span

_CLOSING = re.compile(
    r"""(?:各位代表|同志们|让我们|谢谢) [^\n]{0,400}
        (?:奋斗|前进|贡献|篇章|明天|未来|辉煌|胜利|梦想|局面|答卷|业绩|周年|献礼|跨越|谢谢) [^\n]{0,60} [！!。]""",
    re.VERBOSE,
)
"""The last words of a speech."""

_LEAD_IN = re.compile(
    r"""[【〔\[（(]? (?: 附(?:件|录|注)?[一二三四五六七八九十\d]{0,2}[：:]? | 《?[^：:，。；]{0,25}政府工作报告》? )
        [】〕\]）)]?
      | [-—_*=]{3,}""",
    re.VERBOSE,
)
"""Lines that stand before a heading and belong to it: 附件, the title of the report, a rule."""

EDGES = 4
"""Letters of decoration around a headword."""

_FOOTNOTE = re.compile(r"^\[\^1\]:", re.MULTILINE)
"""Where Markdown's footnotes begin."""

CONTEXT = 32
"""Characters kept around a definition, by which it is found again when offsets move."""

REACH = 600
"""Characters from the start of a glossary to its heading, and from the heading to the first entry, at most."""

GLANCE = 1500
"""Characters behind a vague heading that must hold entries."""

TRIED = 12
"""Headings that are looked at; a report has three at most."""

LONGEST = 250
"""Characters of an entry on average, where no heading says that it is one; more is a speech."""

SHORTEST = 60
"""Characters that follow the speech, where no heading says that they are a glossary."""

MARGIN = 0.01
"""By so much a reading that leaves something out must be better than the one that takes the text as it stands."""

MOST_LINES = 3000
"""Lines: no glossary has so many, and trying other readings of them takes its time."""

LEAST = 0.6
"""Score of a glossary under a heading that says that it is one: all is well but that the speech knows no headword."""

WEAK = 0.85
"""A glossary with a lower score is told to the user: of 118 real ones two have less."""

LEAST_VAGUE = 0.75
"""Score under a heading that may stand over other things; the least of the real ones has 0.8."""

LEAST_BARE = 0.85
"""Score where there is no heading."""

SURELY_KNOWN = 0.7
"""Share of headwords that the speech has, from which on entries without a heading may have more paragraphs."""

TALL = 4
"""Lines of an entry on average, where the speech has nearly all headwords; else two."""

FEWEST = 3
"""Entries that a glossary without a heading must have."""


def find_glossary(text: str, start: int, end: int) -> Span | None:
    """The appended glossary of a report with its heading, or nothing.

    Args:
        text: The whole document.
        start: Where the report begins, in code points.
        end: Where it ends.

    >>> text = "实施“两网”工程。\\n名词解释\\n1.“两网”：水网和电网。\\n（云溪日报）"
    >>> start, end = find_glossary(text, 0, len(text))
    >>> text[start:end]
    '名词解释\\n1.“两网”：水网和电网。'
    """
    for heading in islice(headings(text, start, end), TRIED):
        body = Body.of(text, start, heading.start)
        glance = min(end, heading.end + GLANCE)  # many vague lines are no heading: the first words tell, and cost less
        if heading.rule.confidence < 1 and not _convinces(heading, _read(text, (heading.end, glance), body)):
            continue
        read = _read(text, (heading.end, end), body)
        if _convinces(heading, read):
            return _with_lead_in(text, start, heading.start), _end(read)
    return _without_heading(text, start, end)


def read_glossary(text: str, span: Span, report: Report) -> list[Definition]:
    """The definitions of a glossary in the order of the text; see judge_glossary."""
    return judge_glossary(text, span, report)[1]


def judge_glossary(text: str, span: Span, report: Report) -> tuple[Glossary, list[Definition]]:
    """A glossary with its score, and its definitions in the order of the text; components and parts are left empty.

    What a weak glossary says is less certain: the confidence of its definitions falls with its score.

    Args:
        text: The whole document.
        span: The glossary, with or without its heading.
        report: The report that it belongs to; its speech is evidence for what a headword is.
    """
    heading = next((found for found in headings(text, *span) if found.start - span[0] < REACH), None)
    before, start = (heading.start, heading.end) if heading else (span[0], span[0])
    read = _read(text, (start, span[1]), Body.of(text, report.start, before))
    trust = 1.0 if read.score >= WEAK else round(read.score, 2)
    found = [
        _definition(text, read.view, entry, sense, report, trust) for entry, senses in read.entries for sense in senses
    ]
    return _glossary(read, span, report, len(found)), found


def _glossary(read: Reading, span: Span, report: Report, entries: int) -> Glossary:
    rules = Counter(sense.rule for sense in read.senses)
    return Glossary(
        id=identify("G", report.id),
        source=report.source,
        report=report.id,
        start=span[0],
        end=span[1],
        entries=entries,
        rule=rules.most_common(1)[0][0] if rules else "glossary-known",
        score=round(read.score, 3),
        signs={name: round(share, 3) for name, share in read.shares.items()},
        warnings=warnings(read) if read.score < WEAK else (),
    )


def _read(text: str, span: Span, body: Body) -> Reading:
    """Of the candidate readings the one with the best score; the first of equals."""
    plain = signs(before_annex(view(text, *span)), body)
    readings = _candidates(plain, body)
    best = next(readings)
    if len(plain.lines) > MOST_LINES:
        return best
    while best.score + MARGIN <= 1 and (reading := next(readings, None)):
        if reading.score > best.score + MARGIN:
            best = reading
    return best


def _candidates(plain: View, body: Body) -> Iterator[Reading]:
    """As it stands; each line by itself; without words around numbers or decoration; without the labels of fields."""
    yield from _readings(plain, body)
    if counted := around_numbers(plain):
        plain = counted
        yield from _readings(plain, body)
    bare = before_words(plain, body)
    if bare:
        yield from _readings(bare, body)
    if chinese := in_one_script(plain):
        yield from _readings(chinese, body)
    if labelled := fields_read(bare or plain, body):
        yield from _readings(labelled, body)


def _readings(seen: View, body: Body) -> Iterator[Reading]:
    evidence = Evidence(seen, body)
    reading = _parse(evidence)
    yield reading
    if not evidence.numbered:
        yield _parse(Evidence(seen, body, each_line=True))
    for _ in range(EDGES):  # what stands around the headwords shows only in a reading
        freed = around_heads(seen, [head for sense in reading.senses for head in sense.heads], body)
        if freed is None:
            return
        seen, reading = freed, _parse(Evidence(freed, body))
        yield reading


def _parse(evidence: Evidence) -> Reading:
    found = ((entry, tuple(senses(evidence, entry))) for entry in cut(evidence))
    return judged(evidence.view, tuple((entry, each) for entry, each in found if each), evidence.body)


def _convinces(heading: Heading, read: Reading) -> bool:
    """What follows a heading is a glossary: of one or two entries under a plain heading the speech knows one."""
    if not read.entries or read.entries[0][0].start > REACH:
        return False
    plain = heading.rule.confidence == 1
    return read.score >= (LEAST if plain else LEAST_VAGUE) and (
        len(read.entries) > 2 or (read.shares["known"] > 0 and len(read.entries) > 1 - plain)
    )


def _end(read: Reading) -> int:
    """Behind the last definition, in code points of the source."""
    return max(read.view.span(*sense.text)[1] for _, found in read.entries for sense in found)


def _with_lead_in(text: str, start: int, at: int) -> int:
    """The start of the heading with the lines above that belong to it."""
    while True:
        line_end = len(text[:at].rstrip()) if at - start < 100 else at - 100 + len(text[at - 100 : at].rstrip())
        line_start = max(start, text.rfind("\n", start, line_end) + 1)
        line = compact(text[line_start:line_end]).strip("*#>")
        if line_start <= start or not line or not _LEAD_IN.fullmatch(line):
            break
        at = line_start
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _without_heading(text: str, start: int, end: int) -> Span | None:
    """Footnotes of Markdown, or entries right behind the last words of the speech; the score must be high."""
    begins = [found.end() for found in _CLOSING.finditer(text, start, end)][-1:]
    begins = [begin for begin in begins if end - begin >= SHORTEST]
    begins += [found.start() for found in _FOOTNOTE.finditer(text, start, end)][:1]
    for begin in begins:
        read = _read(text, (begin, end), Body.of(text, start, begin))
        if read.score >= LEAST_BARE and read.entries[0][0].start <= REACH and _is_dense(read):
            first = read.view.offsets[read.entries[0][0].start]
            return max(begin, text.rfind("\n", 0, first) + 1), _end(read)
    return None


def _is_dense(read: Reading) -> bool:
    """Entries, not a speech: enough of them, a few lines and a few hundred characters each."""
    first, last = read.entries[0][0].start, read.entries[-1][0].pieces[-1][1]
    lines = [line for line in read.view.lines if line.start >= first and line.end <= last]
    count = len(read.entries)
    fewest = 1 if "^" in read.view.text[first : read.entries[0][0].pieces[0][0]] else FEWEST
    tall = TALL if read.shares["known"] >= SURELY_KNOWN else 2
    return count >= fewest and 0 < len(lines) <= tall * count and lines[-1].end <= LONGEST * count


def _definition(text: str, seen: View, entry: Entry, sense: Sense, report: Report, trust: float) -> Definition:
    start, end = seen.span(*sense.text)
    first, last = sense.text
    pieces = [(max(a, first), min(b, last)) for a, b in entry.pieces if a < last and b > first]
    return Definition(
        id=identify("D", report.id, start, end),
        source=report.source,
        report=report.id,
        start=start,
        end=end,
        origin=Origin.GLOSSARY,
        number=entry.number or sense.number,
        terms=tuple(_words(seen, [span]) for span in sense.heads),
        term_spans=tuple(seen.span(*span) for span in sense.heads),
        text=_words(seen, pieces),
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        gaps=tuple(_gaps(text, seen, pieces)),
        rule=sense.rule,
        confidence=round(UNSURE.get(sense.rule, 1.0) * trust, 2),
    )


def _words(seen: View, pieces: Sequence[Span]) -> str:
    """The words of some stretches on one line: a space only between two words of a Latin script."""
    joined = ""
    for line in "\n".join(seen.text[a:b] for a, b in pieces).split("\n"):
        latin = joined[-1:].isascii() and joined[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        joined += " " + line if latin else line
    return joined.replace("\t", " ").strip()


def _gaps(text: str, seen: View, pieces: Sequence[Span]) -> Iterator[Span]:
    """Stretches of the source between them that are no words: page marks, Markdown, bars of a table."""
    kept = [seen.offsets[at] for piece in pieces for at in range(*piece) if not seen.text[at].isspace()]
    for one, two in pairwise(kept):
        if two > one + 1 and text[one + 1 : two].strip():
            yield one + 1, two
