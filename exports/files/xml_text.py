"""Text as every format may hold it: only the characters that XML 1.0 knows; in XML with the marks of markup escaped."""

from __future__ import annotations

import re

from tifatu.graph.rdf.writer import NO_XML, REPLACEMENT

_NO_XML = re.compile(f"[{NO_XML}]")

_MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def clean(text: str) -> str:
    r"""The text with U+FFFD for each control character, lone surrogate and non-character, which no reader of XML takes.

    >>> clean("三区\x00三线 𬭎")
    '三区�三线 𬭎'
    """
    return text if _NO_XML.search(text) is None else _NO_XML.sub(REPLACEMENT, text)


def escape(text: str) -> str:
    """The cleaned text as it stands in an element or in a quoted attribute; line ends and tabs come back as they were.

    >>> escape("<“6+N” & others>")
    '&lt;“6+N” &amp; others&gt;'
    """
    return clean(text).translate(_MARKS)
