"""The evidence of a join in words that people use: aligned-items 6/6 is 6 of 6 items agree."""

from __future__ import annotations

import re

from markupsafe import Markup

from tifatu.exports.pages.markup import both

WORDS = {
    "aligned-items": ("{a} 项中 {b} 项相同", "{b} of {a} items agree"),
    "counted-items": ("{a} 项中 {b} 项相同", "{b} of {a} items agree"),
    "same-items": ("{b} 项完全相同", "the same {b} items"),
    "same-text": ("文字相同", "the same words"),
    "word-overlap": ("用词重合 {b}", "words in common: {b}"),
    "named-label": ("同一个全称", "the same full name"),
    "place": ("同一地方", "the same place"),
    "items-in-text": ("{b} 的项见于另一条释义", "{b} of the items stand in the other definition"),
    "clauses-in-text": ("{b} 的句子见于另一条释义", "{b} of the clauses stand in the other definition"),
    "few-items": ("相同的项太少", "too few items agree"),
    "longer-list": ("一条多列了几项，{a} 项中 {b} 项相同", "one lists more: {b} of {a} items agree"),
    "other-amounts": ("{a} 个数量中 {b} 个相同", "{b} of {a} amounts agree"),
    "other-figures": ("数字不同：{b} 与 {a}", "figures differ: {b} and {a}"),
    "other-label": ("全称不同", "the full names differ"),
    "of-other-things": ("用词相同，所说的事不同", "the same words, said of other things"),
    "no-numeral": ("不含数字，无从相异", "no numeral that could differ"),
    "quotation": ("都引“{b}”", "both quote “{b}”"),
    "issuer": ("都归于{b}", "both name {b}"),
    "class-noun": ("类名不同：{b}", "class nouns differ: {b}"),
}
"""Name of the evidence -> Chinese and English, with its figures."""

FRACTIONS = ("aligned-items", "counted-items", "same-items", "longer-list", "other-amounts", "other-figures")
"""Evidence with two figures."""

SHARE = re.compile(r"[01]\.\d\d")


def told(evidence: str) -> Markup:
    """One piece of evidence.

    >>> told("aligned-items 6/6").striptags()
    '6 项中 6 项相同6 of 6 items agree'
    """
    name, _, figures = evidence.partition(" ")
    if name not in WORDS:
        return Markup("{}").format(evidence)
    agree, _, of = figures.partition("/") if name in FRACTIONS else (_percent(figures), "", "")
    return both(*WORDS[name], a=of or agree, b=agree)


def _percent(figures: str) -> str:
    """0.56 as 56%; anything else as it is."""
    return f"{float(figures):.0%}" if SHARE.fullmatch(figures) else figures
