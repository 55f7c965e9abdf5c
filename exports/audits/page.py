"""The page on which a sample is judged: one file that opens offline, keys j and n, judgements kept by the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from tifatu.exports.audits.sample import Asked, kinds_of
from tifatu.exports.audits.scores import COLUMNS, RIGHT, WRONG
from tifatu.exports.pages.markup import render

QUESTIONS = {
    "glossary definition": "Headword, text and list are exactly those of this entry?",
    "in-text definition": "The passage says that, no more and no less?",
    "attribution": "The report says that the formulation is of this issuer?",
    "place": "The words name the division with this code?",
    "unquoted mention": "The words are the slogan here, no plain words?",
    "resolved mention": "The slogan is meant in this sense here?",
    "type": "What the slogan names is of this type?",
}
"""What is asked of each kind."""


def audit_page(asked: Sequence[Asked], title: str) -> str:
    """The page as HTML; the words of reports are escaped. Rules are in the download, not on the page: judge blindly."""
    kinds = [(kind, QUESTIONS[kind], [asdict(one) for one in asked if one.kind == kind]) for kind in kinds_of(asked)]
    return render("audit.html", title=title, kinds=kinds, columns=COLUMNS, right=RIGHT, wrong=WRONG)
