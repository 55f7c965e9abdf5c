"""Write sixty invented reports for the demo: slogans that start, spread, change and die; homonyms; programs.

Usage: demo_reports.py FOLDER. The same seed gives the same bytes. Names of places are real, so that the gazetteer
knows them; everything that the reports say is invented, and each says so in its title.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

SEED = 20_260
FIRST, LAST = 2016, 2025


@dataclass(frozen=True)
class Place:
    """A place and the years of its reports."""

    name: str
    province: str
    level: int
    """0 the State Council, 1 province, 2 city, 3 county."""

    congress: str
    head: str
    years: tuple[int, ...]


@dataclass(frozen=True)
class Slogan:
    """What is said, what it means, and when it is in fashion."""

    label: str
    wordings: tuple[str, ...]
    """Definitions; later ones come into use over the years."""

    sentence: str
    begins: int
    peaks: int
    ends: int
    origin: str = ""
    """Province that had it first, or where alone it is said; empty for the State Council."""

    spreads: bool = True
    whose: str = ""
    """Issuer named before it."""


PROVINCES = {
    "甘肃省": ("酒泉市", "肃州区"),
    "湖南省": ("长沙市", "浏阳市"),
    "江苏省": ("苏州市", "昆山市"),
    "云南省": ("玉溪市", "澄江市"),
    "辽宁省": ("大连市", "庄河市"),
}

SLOGANS = tuple(
    Slogan(**entry)
    for entry in tomllib.loads((Path(__file__).parent / "demo_slogans.toml").read_text("utf-8"))["slogan"]
)


def places() -> list[Place]:
    """The State Council each year, provinces every other year, cities and counties more rarely."""
    found = [Place("国务院", "", 0, "全国人民代表大会", "国务院总理", tuple(range(FIRST, LAST + 1)))]
    for n, (province, (city, county)) in enumerate(PROVINCES.items()):
        years = tuple(range(FIRST + n % 2, LAST + 1, 2))
        found.append(Place(province, province, 1, f"{province}人民代表大会", "省长", years))
        found.append(
            Place(city, province, 2, f"{city}人民代表大会", "市长", tuple(range(FIRST + 2 + n % 2, LAST + 1, 2)))
        )
        found.append(
            Place(
                county,
                province,
                3,
                f"{county}人民代表大会",
                "区长" if county.endswith("区") else "市长",
                (2020 + n % 3, 2023 + n % 3),
            )
        )
    return found


def chance(slogan: Slogan, place: Place, year: int) -> float:
    """How likely a place says a slogan in a year: it rises to its peak, falls to its end, comes late further down."""
    is_home = bool(slogan.origin) and place.province == slogan.origin
    if slogan.origin and not is_home and (not slogan.spreads or place.level == 0):
        return 0.0
    lag = place.level if not slogan.origin else place.level - 1 + (0 if is_home else 2)
    begins = slogan.begins + max(0, lag)
    if not begins <= year < slogan.ends:
        return 0.0
    if year <= slogan.peaks:
        return 0.35 + 0.65 * (year - slogan.begins + 1) / (slogan.peaks - slogan.begins + 1)
    return max(0.15, 1 - (year - slogan.peaks) / (slogan.ends - slogan.peaks))


def report(place: Place, year: int, rng: Random) -> str:
    """One report as text."""
    said = [s for s in SLOGANS if rng.random() < chance(s, place, year)]
    session = (year - FIRST) % 5 + 1
    number = "十三" if year >= FIRST + 5 else "十二"
    title = "国务院政府工作报告" if place.level == 0 else f"{place.name}政府工作报告"
    government = "国务院" if place.level == 0 else f"{place.name}人民政府"
    day = {0: "3月5日", 1: "1月18日", 2: "1月9日", 3: "1月4日"}[place.level]
    middle = f"第{number}届{place.congress}" if place.level == 0 else f"{place.name}第{number}届人民代表大会"
    lines = [
        f"# {year}年{title}（示例）",
        f"——{year}年{day}在{middle}第{'一二三四五'[session - 1]}次会议上",
        f"{place.head}　示例",
    ]
    lines += [
        "各位代表：",
        f"现在，我代表{government}，向大会报告工作，请予审议，并请列席人员提出意见。",
        f"一、{year - 1}年工作回顾",
    ]
    lines += [_sentence(s, place, rng) for s in said[::2]]
    lines += [
        f"全年经济增长{4 + rng.randrange(40) / 10}%，城镇新增就业{rng.randrange(3, 90)}万人。",
        f"二、{year}年重点工作",
    ]
    lines += [f"今年，{_sentence(s, place, rng)}" for s in said[1::2]]
    lines += [
        f"我们要继续抓好{_joined(said)}，一件事情接着一件事情办。"
        if said
        else "我们要稳扎稳打，一件事情接着一件事情办。"
    ]
    lines += ["各位代表！让我们同心协力，再上台阶！"]
    explained = [s for s in said if s.wordings and place.level and rng.random() < 0.8]
    if explained:
        lines.append("名词解释")
        lines += [f"{n}.{s.label}：{_wording(s, year, rng)}" for n, s in enumerate(explained, 1)]
    return "\n\n".join(lines) + "\n"


def _sentence(slogan: Slogan, place: Place, rng: Random) -> str:
    whose = slogan.whose if slogan.whose and place.level > 1 and rng.random() < 0.6 else ""
    return slogan.sentence.format(s=whose + slogan.label)


def _joined(said: list[Slogan]) -> str:
    return "、".join(s.label for s in said[-3:])


def _wording(slogan: Slogan, year: int, rng: Random) -> str:
    """The newer wording wins over the years."""
    age = (year - slogan.begins) / max(1, slogan.ends - slogan.begins)
    return slogan.wordings[-1] if rng.random() < age else slogan.wordings[0]


def main(folder: Path) -> int:
    """Write all reports into a folder; return how many."""
    rng, count = Random(SEED), 0
    folder.mkdir(parents=True, exist_ok=True)
    for place in places():
        for year in place.years:
            (folder / f"{place.name}-{year}.md").write_text(report(place, year, rng), encoding="utf-8", newline="\n")
            count += 1
    return count


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]))} invented reports in {sys.argv[1]}")
