"""Whose a meaning is: the nation's, a province's, or one place's, from who defines it and from what they say (范围)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.senses.grouping import place_of, province_of
from tifatu.graph.model import Count, Definition, Report, Scope

PROVINCES = 3
"""Provinces that define a meaning from which it is the nation's."""

AGREEING = 2
"""Provinces that define it in the same words, or by the same items, from which it is the nation's as well."""

PLACES = 2
"""Divisions of one province that define a meaning from which it is the province's."""

CENTRE = Rule(
    name="centre",
    why="The text says that the centre has set it up, or that it is done in the whole country.",
    pattern=r"""
        (?: 党中央 | 中共中央 | 国务院 | 党的?(?:十[六七八九]|二十)[届大]
          | (?<![集市县区乡镇]) 中央 [^，,。；;、\s]{0,12}
            (?: 会议 | 全会 | 文件 | 提出 | 部署 | 要求 | 决定 | 印发 )
          | 国家 [^，,。；;、\s]{0,8} (?: 部 | 委 | 局 | 委员会 ) [、等联印部提启组实推开出发]
          | 国家 (?: 实施 | 部署 | 启动 | 推出 | 提出 | 开展 | 决定 | 出台 | 印发 )
          | 全国 (?: 统一 | 范围 | 部署 | 开展 | 推行 | 推广 | 实施 | 人大 | 政协 )
        )
    """,
    hits=(
        Hit("国务院部署的三年清渠工作。", {}),
        Hit("党中央提出的护河要求。", {}),
        Hit("2019年起在全国范围开展的清渠行动。", {}),
        Hit("国家水利部印发的清渠办法。", {}),
    ),
    misses=("产量居全国第一的三个县。", "面向全国市场的果品。", "国家级园区。", "中央大街沿线的三个街区。"),
)

PROVINCE = Rule(
    name="province",
    why="The text says that the province has set it up.",
    pattern=r"(?<![各外跨邻兄弟]) (?: 省 | 自治区 ) (?: 委 | 政府 | 党委 ) (?!.{0,2}驻) | [我本全]省 | 全区各[市盟]",
    hits=(Hit("省委提出的四清。", {}), Hit("全省开展的清渠行动。", {})),
    misses=("外省委托加工。", "省道两侧的绿化。"),
)


class Judged(NamedTuple):
    """The scope of a meaning and what shows it."""

    scope: Scope
    evidence: tuple[str, ...]


def scope_of(variants: Sequence[Sequence[Definition]], reports: Mapping[str, Report]) -> Judged:
    """The scope of a sense.

    Args:
        variants: Its definitions, those of equal content together.
        reports: Report id -> report.

    Returns:
        National: the centre defines it, three provinces do, two by the same items, or a text names the centre.
        Provincial: a province's report defines it or names itself, or two divisions of one province do. Else of one
        place. The evidence names what decided first, then the provinces that define it.
    """
    every = [definition for variant in variants for definition in variant]
    homes = [province_of(reports.get(definition.report)) for definition in every]
    provinces = sorted(set(filter(None, homes)))
    told = (f"provinces {len(provinces)}", *(f"province {name}" for name in provinces[:PROVINCES]))
    if found := _national(variants, reports, len(provinces)):
        return Judged(Scope.NATIONAL, (found, *told))
    if found := _provincial(every, reports):
        return Judged(Scope.PROVINCIAL, (found, *told))
    return Judged(Scope.LOCAL, told)


def _national(variants: Sequence[Sequence[Definition]], reports: Mapping[str, Report], provinces: int) -> str | None:
    if any(_level(reports.get(d.report)) == "国家级" for variant in variants for d in variant):
        return "defined-by-the-centre"
    if provinces >= PROVINCES:
        return f"provinces-of-definition {provinces}"
    for variant in variants:
        homes = {province_of(reports.get(d.report)) for d in variant} - {""}
        if len(homes) >= AGREEING and any(map(_counts_several, variant)):
            return f"provinces-that-agree {len(homes)}"
    named = next((m for v in variants for d in v if (m := CENTRE.regex.search(d.text))), None)
    return f"names-the-centre {named[0]}" if named else None


def _counts_several(definition: Definition) -> bool:
    """True where the label counts what the text lists, so that two provinces hardly say so by chance."""
    return definition.count is Count.AGREES and len(definition.components) > AGREEING


def _provincial(definitions: Sequence[Definition], reports: Mapping[str, Report]) -> str | None:
    places: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        report = reports.get(definition.report)
        if _level(report) == "省级":
            return "defined-by-the-province"
        if named := PROVINCE.regex.search(definition.text):
            return f"names-the-province {named[0]}"
        places[province_of(report)].add(place_of(report))
    most = max((len(found) for province, found in places.items() if province), default=0)
    return f"places-of-one-province {most}" if most >= PLACES else None


def _level(report: Report | None) -> str:
    return report.region.level if report and report.region else ""
