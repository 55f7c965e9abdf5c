"""What stands between a headword and its definition, as rules."""

from __future__ import annotations

from tifatu.builders.language.connectives import IS, MEANS, SHORT, connective
from tifatu.builders.language.rule import Hit, Rule

CONNECTIVE = rf"(?: (?:主要|具体|一般|通常|原|特|泛|分别|简单)? {connective(MEANS, SHORT, IS)} )"
"""Words that tie a definition to its headword; they stay in the text of the definition."""

SEPARATORS: tuple[Rule, ...] = (
    Rule(
        name="glossary-colon",
        why="A colon stands between headword and definition; 3:7 is no place for one, 五个100：100个 is.",
        pattern=r"\s* (?: (?<!\d): | :(?!\d) | [：﹕︰] )",
        hits=(Hit("“两网”：水网、电网。", {}), Hit("5G: 第五代移动通信", {})),
        misses=("按3:7比例",),
        confidence=0.6,
    ),
    Rule(
        name="glossary-tab",
        why="The cells of a table, or a tabulator, part headword and definition.",
        pattern=r"\s* \t \s*",
        hits=(Hit("两网\t水网、电网", {}),),
        misses=("两网 水网",),
        confidence=0.5,
    ),
    Rule(
        name="glossary-dash",
        why="A dash stands between headword and definition.",
        pattern=r"\s* (?: [—–―─]{2,4} | －－ | --+ | \s[-－–]\s | — ) \s*",
        hits=(Hit("两网——水网、电网", {}), Hit("两网 - 水网", {})),
        misses=("云溪-长沙铁路", "2021–2023年"),
        confidence=0.5,
    ),
    Rule(
        name="glossary-comma",
        why="A comma and a connective, or a word that says what the thing is made of: 两网，即水网和电网.",
        pattern=rf"\s* [，,;；] \s* (?= {CONNECTIVE} | (?:主要|具体)?包括 | 分别[为由] | 由(?![此于]) )",
        hits=(Hit("两网，即水网和电网", {}), Hit("两网，包括水网和电网", {})),
        misses=("两网，水网和电网",),
        confidence=0.45,
    ),
    Rule(
        name="glossary-connective",
        why="The definition begins with 指 or 即, right behind the headword.",
        pattern=rf"\s* (?= {CONNECTIVE} )",
        hits=(Hit("“两网”是指水网和电网", {}), Hit("两网指水网", {})),
        misses=("两网：水网",),
        confidence=0.4,
    ),
    Rule(
        name="glossary-stop",
        why="A full stop stands where others have a colon.",
        pattern=r"\s* [。．] | \s* \. (?!\d)",
        hits=(Hit("四个意识。政治意识、大局意识", {}),),
        misses=("四个意识：政治意识",),
        confidence=0.3,
    ),
    Rule(
        name="glossary-space",
        why="White space parts headword and definition.",
        pattern=r"[ \u3000\xa0\u2002\u2003]+",
        hits=(Hit("两网　水网和电网", {}), Hit("“两网” 水网", {})),
        misses=("两网：水网",),
        confidence=0.3,
    ),
)
"""Each with how much it is trusted by itself; what the other entries have counts for more."""


TRUST = {rule.name: rule.confidence for rule in SEPARATORS} | {
    "glossary-bold": 0.55,
    "glossary-bracket": 0.5,
    "glossary-quoted": 0.2,
    "glossary-known": 0.1,
}
"""How much each way to part an entry is trusted by itself, those without a sign of their own included:
bold type, 【】, the closing quotation mark, and the longest run of words that the speech has as well."""

SIGNS = frozenset(TRUST) - {"glossary-stop", "glossary-space", "glossary-quoted", "glossary-known"}
"""Ways that tell an entry from other lines; the rest may stand in any sentence."""

UNSURE = {"glossary-stop": 0.9, "glossary-space": 0.9, "glossary-quoted": 0.8, "glossary-known": 0.7}
"""How sure a definition is whose headword no sign parts from it; 1 for all others."""
