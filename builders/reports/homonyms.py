"""Which of several divisions of one name: by its kind, its kin in the text, the path of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import ahocorasick_rs

from tifatu.builders.gazetteer.table import YEARS, Gazetteer, short_names
from tifatu.builders.language.words import word_set
from tifatu.builders.reports.naming import Setting, gazetteer_year, parents_of
from tifatu.graph.model import Region

ON_BEHALF = re.compile(
    r"代表([\u4e00-\u9fff（）()]{0,30}?)(?:第.{1,4}届)?(?:人民)?(?:政府|管委会|管理委员会|公署|行署)"
)
"""For whom the speaker reports: 我代表某某市人民政府."""

_KIND = re.compile(r"自治区|自治州|自治县|自治旗|[省市县区州盟旗]")
_OWN = re.compile(r"[全我]([省市县区州盟旗])(?![域级])")


def choose(choice: Sequence[Region], setting: Setting, gazetteer: Gazetteer) -> Region:
    """One of the homonyms: of the kind that the opening names, then with the most kin in the text, then in the path."""
    kind = own_kind(setting)
    fitting = [region for region in choice if kind and region.name.endswith(kind)] or list(choice)
    if len(fitting) == 1:
        return fitting[0]
    counts = names_in(setting, gazetteer)
    ranked = sorted(fitting, key=lambda region: (-_kin(region, counts, setting, gazetteer), region.code or ""))
    best, second = (_kin(region, counts, setting, gazetteer) for region in ranked[:2])
    if best > second:
        return ranked[0]
    shares = [_in_path(region, setting, gazetteer) for region in fitting]
    if shares.count(max(shares)) == 1 and max(shares) > 0:
        return fitting[shares.index(max(shares))]
    return Region(code=None, name=fitting[0].name, level=fitting[0].level)


def own_kind(setting: Setting) -> str:
    """The last letter of the division's kind: 区 of 我代表区人民政府, else of the many 全区 and 我区."""
    behalf = ON_BEHALF.search(setting.opening)
    kinds = _KIND.findall(behalf[1]) if behalf else []
    if kinds:
        return str(kinds[-1])
    counted = Counter(_OWN.findall(setting.text, *setting.span)).most_common(1)
    return str(counted[0][0]) if counted else ""


def _kin(region: Region, counts: Counter[str], setting: Setting, gazetteer: Gazetteer) -> int:
    """How often the text names the divisions above, beside and below."""
    year = gazetteer_year(region, setting.year, gazetteer)
    parents = gazetteer.parents(region.code or "", year)
    sisters = gazetteer.children(parents[0].code or "", year) if parents else ()
    below = gazetteer.children(region.code or "", year)
    kin = {r.name for r in (*parents, *sisters, *below)} - {region.name}
    return sum(counts[name] for name in kin) + sum(
        counts[short] for above in parents for short in short_names(above.name)
    )


def _in_path(region: Region, setting: Setting, gazetteer: Gazetteer) -> int:
    """How many of the divisions above stand in the path of the file."""
    return sum(above.name in setting.path for above in parents_of(region, setting.year, gazetteer))


def times_said(regions: Sequence[Region], setting: Setting, gazetteer: Gazetteer) -> int:
    """How often the text names one of the divisions or what lies in it."""
    counts = names_in(setting, gazetteer)
    below = (child for region in regions for child in gazetteer.children(region.code or "", setting.year))
    return sum(times_named(region, counts) for region in (*regions, *below))


def times_named(region: Region, counts: Counter[str]) -> int:
    """Names that are words first (合作, 和平) count only in full."""
    shorts = (short for short in short_names(region.name) if short not in word_set("place_words"))
    return counts[region.name] + sum(counts[short] for short in shorts)


def names_in(setting: Setting, gazetteer: Gazetteer) -> Counter[str]:
    """How often each name of the gazetteer stands in the report, the longest name at each place."""
    automaton, names = _automaton(gazetteer, setting.year)
    text = setting.text[slice(*setting.span)]
    return Counter(names[index] for index, _, _ in automaton.find_matches_as_indexes(text))


@lru_cache(maxsize=YEARS)
def _automaton(gazetteer: Gazetteer, year: int) -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = gazetteer.names_in_force(year)
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names
