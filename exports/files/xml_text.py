"""Text as it may stand in XML: only the characters that XML 1.0 knows, and the marks of markup escaped."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: XML 1.0, section 2.2, production [2] Char."""

_MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def clean(text: str) -> str:
    r"""The text without control characters, lone surrogates and non-characters, which no reader of XML takes.

    >>> clean("三区\x00三线 𬭎")
    '三区三线 𬭎'
    """
    return _NO_XML.sub("", text)


def escape(text: str) -> str:
    """The cleaned text as it stands in an element or in a quoted attribute; line ends and tabs come back as they were.

    >>> escape("<“6+N” & others>")
    '&lt;“6+N” &amp; others&gt;'
    """
    return clean(text).translate(_MARKS)
