"""Written forms of slogans: the key that joins them, the quoted core and the class noun behind it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tifatu.graph.traditional import simplified

OPENING = "“‘「『〝"
CLOSING = "”’」』〞"
QUOTES = OPENING + CLOSING + '"＂'
"""Every mark that a report puts around a slogan; the corpus has them all, “ ” far ahead of the rest."""

_NOISE = re.compile(rf"[\s{re.escape(QUOTES)}【】\u200b-\u200f\ufeff*]")
_QUOTED = re.compile(r"[“‘「『〝\"＂]([^“”‘’「」『』〝〞\"＂\n]{1,60})[”’」』〞\"＂]")


class Label(NamedTuple):
    """A written form taken apart: 交通疏堵“6+N”工程 is 交通疏堵 + 6+N + 工程."""

    qualifier: str
    """What stands before the quoted core: 交通疏堵."""

    core: str
    """The quoted core, or the whole form when nothing is quoted."""

    head: str
    """The class noun behind the core: 工程."""


def term_key(form: str) -> str:
    """The key that joins written forms of one term: NFKC, simplified, no quotation marks, no white space.

    Digits stay as written: “4强” and “四强” are two keys.

    >>> term_key("“三区 三线”")
    '三区三线'
    >>> term_key("“６＋N”"), term_key("「三聯創」")
    ('6+N', '三联创')
    """
    return simplified(_NOISE.sub("", unicodedata.normalize("NFKC", form)))


def split_label(form: str) -> Label:
    """Take a headword apart around its quoted core.

    With several quoted pieces, or none, the whole form is the core.

    >>> split_label("交通疏堵“6+N”工程")
    Label(qualifier='交通疏堵', core='6+N', head='工程')
    >>> split_label("三区三线")
    Label(qualifier='', core='三区三线', head='')
    """
    quoted = list(_QUOTED.finditer(form))
    if len(quoted) != 1:
        return Label("", term_key(form), "")
    (only,) = quoted
    return Label(form[: only.start()].strip(), term_key(only[1]), form[only.end() :].strip())
