"""What many steps know of written Chinese: rules, numerals, quotation marks, folding, words."""

from __future__ import annotations

from tifatu.builders.language.rule import Hit, Rule, Use

__all__ = ["Hit", "Rule", "Use"]
