"""Signs for type and layout that stand between words: Markdown, tags of HTML, invisible characters."""

from __future__ import annotations

from tifatu.builders.language.rule import Hit, Rule

BLANK = "\u200a"
"""Stands for each sign of a text that nobody reads: a hair space, which no report has, so that offsets stay."""

MARKUP = Rule(
    name="markup",
    why="Signs for type and layout, and invisible characters, are no words.",
    pattern=r"""
        \*{2,3} | __ | ~~                                    # bold, struck out
      | </?(?:p|br|div|span|strong|b|i|u|em|font|table|tbody|tr|td|th|a|img|sup|sub|h\d|center|ul|ol|li|o:p)
            (?:[\s/][^<>\n]{0,80})?>                         # a tag of HTML
      | &(?:nbsp|ensp|emsp);                                 # a space of HTML
      | [\u200a-\u200f\u2060\ufeff\u00ad\x0c]                # nothing to see
      | \\(?=[.*_()+\-\[\]|])                                # Markdown's escape
    """,
    hits=(Hit("**两网**：水网", {}), Hit("1\\.两网：水网", {}), Hit("两网：<br>水网", {})),
    misses=("3*5米", "a_b", "<RCEP>：协定"),
)
