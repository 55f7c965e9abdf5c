"""Places that no division of the table answers to: zones, towns, what the table lacks; the names in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.reports.homonyms import choose, names_in, own_kind, times_named
from tifatu.builders.reports.naming import Clue, Found, Setting, bare_name, candidates, parents_of
from tifatu.graph.model import Region

_ZONE = re.compile(r"(?:开发|高新|新|示范|试验|实验|管理|保税|合作|园|产业|风景|度假)区$")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
_PARENT_END = re.compile(r"^(.*[省市县区州盟旗])(.{2,})$")
_UNLISTED = re.compile(
    r"(?P<above>[\u4e00-\u9fff]{2,12}?(?:省|自治区|市|自治州|州|盟|地区))?"
    r"(?P<name>(?![我全本各])[\u4e00-\u9fff]{2,8}?(?:自治[县旗州]|地区|[县旗市区盟州]))$"
)
_PREFECTURE = re.compile(r"(?:地区|盟|州)$")


def zone_or_town(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> Found | None:
    """A development zone or a town: real, but without a code of its own; best from words that name what is above it."""
    found = [one for clue in clues if (one := _of_clue(clue, setting, gazetteer))]
    return next((one for one in found if one.parents), found[0] if found else None)


def unlisted(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> Found | None:
    """A division that the table lacks, as session or title write it: without a code, under what stands before it."""
    for clue in clues[:2]:
        named = _UNLISTED.match(bare_name(clue.words))
        if named is None:
            continue
        above = candidates(named["above"], setting.year, gazetteer) if named["above"] else ()
        parents = (above[0], *parents_of(above[0], setting.year, gazetteer)) if len(above) == 1 else ()
        level = "地级" if _PREFECTURE.search(named["name"]) else "县级"
        name = named["name"] if parents else named[0]
        return Found(Region(code=None, name=name, level=level), parents, clue.span)
    return None


def _of_clue(clue: Clue, setting: Setting, gazetteer: Gazetteer) -> Found | None:
    name = bare_name(clue.words)
    level = "乡级" if _TOWN.search(name) else "开发区" if _ZONE.search(name) else ""
    if not level:
        return None
    cut = _PARENT_END.match(name)
    above = candidates(cut[1], setting.year, gazetteer) if cut else ()
    parent = choose(above, setting, gazetteer) if above else None
    if cut is None or parent is None:
        return Found(Region(code=None, name=name, level=level), (), clue.span)
    own = cut[2] if len(cut[2]) > len("开发区") or level == "乡级" else name
    parents = (parent, *parents_of(parent, setting.year, gazetteer))
    return Found(Region(code=None, name=own, level=level), parents, clue.span)


def most_named(setting: Setting, gazetteer: Gazetteer) -> Found:
    """The head names no place: the division of the right kind that the text names most, with its parts."""
    kind = own_kind(setting)
    counts = names_in(setting, gazetteer)
    scores = Counter[str]()
    regions = {r.code or "": r for r in gazetteer.in_force(setting.year) if kind and r.name.endswith(kind)}
    for code, region in regions.items():
        if own := times_named(region, counts):
            below = gazetteer.children(code, setting.year) if region.level != "县级" else ()
            scores[code] = 2 * own + sum(times_named(r, counts) for r in below)
    if not scores:
        return Found(None, (), None)
    region = regions[min(scores, key=lambda code: (-scores[code], code))]
    return Found(region, parents_of(region, setting.year, gazetteer), None)
