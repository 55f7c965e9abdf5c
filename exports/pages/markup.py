"""From data to HTML: escaping, two languages, the templates."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape


def both(zh: str, en: str, **facts: object) -> Markup:
    """A text of the pages in Chinese and English; the style sheet shows the one that the reader has chosen.

    >>> both("{n} 份", "{n} reports", n=1200)
    Markup('<span class="zh">1,200 份</span><span class="en" lang="en">1,200 reports</span>')
    """
    if not facts:
        return _plain(zh, en)
    told = {name: _told(fact) for name, fact in facts.items()}
    chinese, english = (str(escape(words)).format_map(told) for words in (zh, en))
    return Markup(f'<span class="zh">{chinese}</span><span class="en" lang="en">{english}</span>')


@cache
def _plain(zh: str, en: str) -> Markup:
    return Markup(f'<span class="zh">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>')


def _told(fact: object) -> str:
    """Numbers with separators, markup as it is, any other text escaped: what has come this far is a str."""
    return f"{fact:,}" if isinstance(fact, int) else str(escape(fact))


def year(number: int | None) -> str:
    """A year without a separator of thousands."""
    return str(number) if number else "—"


def embedded(data: object) -> Markup:
    r"""JSON that may stand inside a script element: no character of it can end or open one.

    >>> embedded({"label": "</script>"})
    Markup('{"label":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, sign in {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"}.items():
        text = text.replace(char, sign)
    return Markup(text.replace("\u2029", "\\u2029"))


@cache
def templates() -> Environment:
    """The templates of all pages; whatever they show is escaped."""
    found = Environment(
        loader=PackageLoader("tifatu.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.globals["t"] = both
    found.filters["n"] = lambda number: f"{number:,}"
    return found


def render(template: str, **facts: Any) -> str:
    """A page from its template."""
    return templates().get_template(template).render(facts)


def shorten(words: str, most: int) -> str:
    """The words, cut with … where they are longer than their place.

    >>> shorten("“四强”行动", 12), shorten("“四强”行动", 4)
    ('“四强”行动', '“四强…')
    """
    return words if len(words) <= most else words[: most - 1] + "…"
