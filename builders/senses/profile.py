"""What of a definition is compared with another: its bare text, its items, its words, its amounts, its class noun."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.segment import segmenter
from tifatu.builders.senses.families import fold, own_keys
from tifatu.builders.senses.wording import bare, strip_shared, substance
from tifatu.graph.labels import Label, split_label, term_key
from tifatu.graph.model import Count, Definition

READ = 800
"""Characters of a definition that are cut into words; what follows is detail."""

COVER = 0.7
"""Share of the text that the items of a plain list fill; below, they are an aside."""

HALF = 0.4
"""The same where the label's numeral counts the items: a sentence may go before them."""

LONG = 24
"""Characters from which an item is a clause."""

SHORT = 14
"""The same where commas part the items: 以水定城，以水定地."""

LIKE = 3
"""How many times as long as the middling item the longest one may be."""

COMMON = 6.0
"""Rarity at which a word begins to tell anything: 的 has 5.2, 建设 7.7."""

PHRASE = 4
"""Characters from which two texts hardly quote the same words by chance."""

_LEAD = re.compile(rf"^(?:主要)?{connective(MEANS)}[:,]?")
_MEASURED = re.compile(r"[一二两三四五六七八九十百千万\d]+[大个项类条种]")
_DEEDS = re.compile(r"[一二两三四五六七八九十百千万\d]+件")
_CLAUSE = re.compile(r"[、，,；;。：:]")
_BRACKETED = re.compile(r"[（(][^（）()]{0,60}[）)]|[“‘《][^“”‘’《》]{0,60}[”’》]")
_ASIDE = re.compile(r"《[^《》\n]{2,60}》|\d{2,4}\s?年|\d{1,2}月|\d{1,2}日")
_COMMA = re.compile(r"[，,。]")
_QUOTATION = re.compile(r"[“《]([^“”《》\n]{4,60})[”》]")
_ISSUER = re.compile(r"习近平总书记|党中央|中央|国务院|[省市州县区](?:委|政府)")
_DATE = re.compile(r"\d{4}\s?年|\d{1,2}月|\d{1,2}日|第\d+")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?[万亿千]?(?:美元|元|%|亩|公里|平方米|吨|户|人|家|个|名|所|条|座|套)")


@dataclass(frozen=True)
class Profile:
    """A definition as the judge sees it (特征); everything is worked out when first asked for."""

    definition: Definition

    place: str = ""
    """Region of the report, by code or else name."""

    province: str = ""
    """The province that it lies in, the same way; empty for the centre."""

    @cached_property
    def label(self) -> Label:
        """The first headword, taken apart."""
        return split_label(self.definition.terms[0])

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys under which its headwords stand by their own writing."""
        return frozenset(key for term in self.definition.terms for key in own_keys(term))

    @cached_property
    def core(self) -> str:
        """The first headword's quoted core alone."""
        return fold(self.label.core)

    @cached_property
    def bare(self) -> str:
        """Letters and digits of the text, without 是指 or 即 in front and the label again behind: 总量和强度双控."""
        text = bare(_LEAD.sub("", unicodedata.normalize("NFKC", self.definition.text)))
        label = bare(self.label.core)
        return text.removesuffix(label) if len(text) > 2 * len(label) else text

    @cached_property
    def whole_items(self) -> tuple[str, ...]:
        """Components in order, those of named parts included; a part without any stands for itself."""
        return tuple(item for group in self._groups for item in group)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The same without what all of one list begin or end with: 控煤, 控气 are 煤, 气."""
        return tuple(item for group in self._groups for item in strip_shared(group))

    @cached_property
    def _written(self) -> tuple[tuple[str, ...], ...]:
        """The lists of the definition as written: one, or one for each named part."""
        parts = self.definition.parts
        return tuple(part.components or (part.text,) for part in parts) if parts else (self.definition.components,)

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(b for item in each if (b := bare(item))) for each in self._written)

    @cached_property
    def written_items(self) -> tuple[str, ...]:
        """The same as ``whole_items``, with the signs inside the items as written."""
        return tuple(item.strip() for each in self._written for item in each if bare(item))

    @cached_property
    def characters(self) -> tuple[frozenset[str], ...]:
        """The characters of each item."""
        return tuple(map(frozenset, self.items))

    @cached_property
    def whole_characters(self) -> tuple[frozenset[str], ...]:
        """The characters of each item with what the list shares."""
        return tuple(map(frozenset, self.whole_items))

    @cached_property
    def is_list(self) -> bool:
        """True where the items are the definition and cut for certain: set off by 、, of like length, no clauses."""
        lengths = sorted(map(len, self.whole_items))
        if len(lengths) < 2 or lengths[-1] > min(LONG, LIKE * lengths[len(lengths) // 2]) or self._has_clauses:
            return False
        cover = sum(lengths) / (len(bare(_ASIDE.sub("", self.definition.text))) or 1)
        counted = self.definition.count in (Count.AGREES, Count.OPEN)
        if self._has_commas:
            return cover >= COVER and lengths[-1] <= SHORT
        return cover >= (HALF if counted else COVER)

    @property
    def is_counted(self) -> bool:
        """True where the items are as many as the label says."""
        return len(self.items) > 1 and self.definition.count is Count.AGREES

    @property
    def is_open(self) -> bool:
        """True where the list says that there is more: 等."""
        return self.definition.count is Count.OPEN

    @cached_property
    def is_measured(self) -> bool:
        """True where the core counts with a measure word: 五个重点 is coined anew, as 六大行动 is."""
        return bool(_MEASURED.match(self.core))

    @cached_property
    def is_of_deeds(self) -> bool:
        """True where the core counts deeds: 十件实事."""
        return bool(_DEEDS.search(self.core))

    @cached_property
    def wordiness(self) -> float:
        """Characters of an item in the mean, without what a list shares."""
        return sum(map(len, self.items)) / (len(self.items) or 1)

    @cached_property
    def _has_clauses(self) -> bool:
        return any(_CLAUSE.search(_BRACKETED.sub("", item)) for each in self._written for item in each)

    @cached_property
    def _has_commas(self) -> bool:
        """True where a comma or a stop parts two items, or two parts that only the numerals tell apart."""
        text, at, named = self.definition.text, 0, not any(part.implied for part in self.definition.parts)
        for each in self._written:
            for number, item in enumerate(each):
                start = text.find(item, at)
                if start < 0:
                    return True
                if at and _COMMA.search(text, at, start) and not (named and number == 0):
                    return True
                at = start + len(item)
        return False

    @cached_property
    def words(self) -> dict[str, float]:
        """Word -> what it tells, for the words of the text that are neither common nor in the label."""
        cut, label = segmenter(), "".join(map(term_key, self.definition.terms))
        seen = dict.fromkeys(cut.words(unicodedata.normalize("NFKC", self.definition.text[:READ])))
        weights = {word: (cut.rarity(word) - COMMON) * (1 if len(word) > 1 else 0.4) for word in seen}
        return {word: weight for word, weight in weights.items() if weight > 0 and word not in label}

    @cached_property
    def weight(self) -> float:
        """What all words tell together."""
        return sum(self.words.values())

    @cached_property
    def amounts(self) -> frozenset[str]:
        """Sums and numbers with their units, dates left out: 50亿元."""
        return frozenset(_AMOUNT.findall(_DATE.sub("", unicodedata.normalize("NFKC", self.definition.text))))

    @cached_property
    def quotations(self) -> frozenset[str]:
        """Phrases and documents that the text quotes, its own label left out."""
        label = "".join(map(term_key, self.definition.terms))
        found = map(bare, _QUOTATION.findall(self.definition.text))
        return frozenset(phrase for phrase in found if len(phrase) >= PHRASE and phrase not in label)

    @cached_property
    def issuers(self) -> frozenset[str]:
        """Leaders and bodies that the text names: 国务院, 省委."""
        return frozenset(_ISSUER.findall(self.definition.text))

    @cached_property
    def substance(self) -> int:
        """Characters of the label that say what it is about; large where nothing is counted.

        六大行动 and 三保 have none or one: anyone may coin them anew. 三区三线 has two, 四好农村路 four.
        """
        return substance(self.definition.terms[0])
