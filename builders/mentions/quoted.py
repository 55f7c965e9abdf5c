"""Quoted slogans of a report: each occurrence with its class noun, names and stressed words left out."""

from __future__ import annotations

import re

from tifatu.builders.language.quotation import Context, Quotation, context, quotations
from tifatu.builders.mentions.heads import head_of
from tifatu.builders.mentions.judgement import Verdict, judge
from tifatu.builders.mentions.paragraphs import in_paragraphs
from tifatu.graph.identity import identify
from tifatu.graph.labels import term_key
from tifatu.graph.model import Mention, Report

_FIVE_YEARS = re.compile(r"十[一二三四五六七八九]?五")
_OF_A_PERIOD = ("规划", "计划", "纲要", "普法")
"""What the years of a plan may be years of."""


def quoted_mentions(text: str, report: Report) -> list[Mention]:
    """Every slogan that the report's speech puts in quotation marks, in order.

    Args:
        text: The whole decoded document.
        report: The report whose body is read; the glossary is not.

    Returns:
        Mentions with quoted=True; start and end enclose the words inside the marks.
    """
    start, end = report.body
    found = []
    for quotation in quotations(text, start, end):
        around = context(text, quotation)
        head = _head(around)
        judgement = judge(around, head)
        if judgement.verdict is Verdict.SLOGAN:
            found.append(_mention(report, quotation, around, head, judgement.rule))
    return list(in_paragraphs(text, found))


def _head(around: Context) -> str:
    """The class noun behind the phrase; a five-year period has none but its plan: “十四五”主要目标."""
    head = head_of(around.after)
    return "" if _FIVE_YEARS.fullmatch(around.inner) and not head.endswith(_OF_A_PERIOD) else head


def _mention(report: Report, quotation: Quotation, around: Context, head: str, rule: str) -> Mention:
    return Mention(
        id=identify("M", report.id, quotation.start, quotation.end),
        source=report.source,
        report=report.id,
        start=quotation.start,
        end=quotation.end,
        term=term_key(around.inner),
        text=around.inner,
        head=head,
        quoted=True,
        rule=rule,
    )
