"""Which division 省委, 市委, 我省, 区 mean in a report: what its own place implies."""

from __future__ import annotations

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.graph.model import Region, Report

NATIONAL = frozenset({"国", "国家", "全国", "中央"})
"""Levels above every division: their issuers have no region."""

_ENDINGS = {"盟": ("盟",), "旗": ("旗",), "地": ("地区",), "州": ("州",), "县": ("县",)}
"""Level as written -> how the names of such divisions end, where the level's own character is not enough."""


def implied(level: str, report: Report) -> Region | None:
    """The division of that level in a report: its own, or the nearest above it.

    Args:
        level: 省, 市, 县, 区, 州, 盟, 旗, 地, 自治区, 区党, 自治区党; 我 or 全 before any of them changes nothing.
        report: Its region and the regions above.

    Returns:
        None where the report's place has no such division, as a prefecture's report has no 县 of its own.
    """
    chain = (*((report.region,) if report.region else ()), *report.parents)
    level = level.removeprefix("我").removeprefix("全")
    if level in ("自治区", "自治区党", "区党"):
        return _first(chain, ("自治区",))
    if level == "省":
        return _first(chain, ("省",))
    if level == "区":
        return _district(chain) or _first(chain, ("自治区",))
    return _first(chain, _ENDINGS.get(level, (level,)))


def _first(chain: tuple[Region, ...], endings: tuple[str, ...]) -> Region | None:
    return next((region for region in chain if region.name.endswith(endings)), None)


def _district(chain: tuple[Region, ...]) -> Region | None:
    """区委 is a district's own; an autonomous region is called 区 only where there is no district."""
    own = chain[0] if chain else None
    return own if own and own.name.endswith("区") and not own.name.endswith(("自治区", "地区")) else None


def named_before(text: str, end: int, report: Report, gazetteer: Gazetteer, year: int) -> Region | None:
    """The division whose full name ends there, when it is the report's own or above it: 四川省 of 四川省委."""
    chain = (*((report.region,) if report.region else ()), *report.parents)
    codes = {region.code for region in chain}
    for length in range(8, 2, -1):
        for region in gazetteer.named(text[max(0, end - length) : end], year):
            if region.code in codes:
                return region
    return None
