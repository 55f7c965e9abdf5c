"""A glossary for translators, as every CAT tool reads it: term, target, note, parted by tabulators.

The target is empty until someone fills it in; OmegaT, Trados and memoQ take the file as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tifatu.exports.files.pieces import write_pieces
from tifatu.exports.files.xml_text import clean
from tifatu.graph.model import Definition, Sense
from tifatu.graph.pinyin import romanise
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

LONGEST_NOTE = 300
"""Characters of a note: a glossary pane shows some lines, and the whole text stands in the TBX."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """A line a sense, sorted by pinyin; both profiles are the same here."""
    write_pieces(out, (line.encode() for line in _lines(records)))


def cell(text: str) -> str:
    r"""The text in one cell: no tabulator and no line end, and no sign that makes the line a comment.

    >>> cell("三区\t三线\n"), cell("# 标题")
    ('三区 三线', '＃ 标题')
    """
    flat = " ".join(clean(text).split())
    return "＃" + flat[1:] if flat.startswith("#") else flat


def _lines(records: Records) -> Iterator[str]:
    survey = Survey(records)
    first = [(name, survey.definitions_of[name][0]) for name in survey.senses if survey.definitions_of.get(name)]
    notes = {d.sense: cell(d.text) for d in records.named(Definition, (definition for _, definition in first))}
    for sense in sorted(survey.senses.values(), key=_order):
        note = notes.get(sense.id, "")
        shown = note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…"
        for form in dict.fromkeys(map(cell, (sense.label, *sense.alternatives))):
            yield f"{form}\t\t{shown}\n"


def _order(sense: Sense) -> tuple[str, str, str]:
    return romanise(sense.label).sort_key, sense.label, sense.id
