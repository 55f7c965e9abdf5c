"""Appended glossaries: where one stands, what its entries say, which note marks point to them."""

from __future__ import annotations

from tifatu.builders.glossary.extent import find_glossary, judge_glossary, read_glossary
from tifatu.builders.glossary.note_marks import link_marks

__all__ = ["find_glossary", "judge_glossary", "link_marks", "read_glossary"]
