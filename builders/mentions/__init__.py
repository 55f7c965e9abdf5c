"""Slogans in a report: by their quotation marks, and by the lexicon of the corpus."""

from __future__ import annotations

from tifatu.builders.mentions.quoted import quoted_mentions
from tifatu.builders.mentions.unquoted import Lexicon, lexicon_mentions

__all__ = ["Lexicon", "lexicon_mentions", "quoted_mentions"]
