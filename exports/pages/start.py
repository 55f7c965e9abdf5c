"""The first page: search, what rises and fades, what one name means in two places, how much was read."""

from __future__ import annotations

from typing import Any

from tifatu.exports.pages import drawings
from tifatu.exports.pages.atlas import Term
from tifatu.exports.pages.figures import LEVELS, OTHER, Share
from tifatu.exports.pages.indexes import entry, homonym
from tifatu.exports.pages.markup import render
from tifatu.exports.pages.pictures import pictures
from tifatu.exports.pages.world import World

MOST_TRENDS = 10
"""Terms in each of the two lists."""

FEWEST_REPORTS = 6
"""Reports of use in the year that is compared, so that a list is no list of chances."""

YEARS = 16
"""Years of the table of coverage shown one by one."""

PAIRS = 3


def start_page(world: World) -> str:
    """The first page as HTML text."""
    latest = world.figures.latest
    rising, fading = trends(world)
    several = sorted(
        (t for t in world.atlas.described if len(t.senses) > 1),
        key=lambda t: (-min(3, len(t.senses)), -_balance(t), t.key),
    )
    return render(
        "start.html",
        up="",
        site=world.site,
        title="提法",
        latest=latest,
        before=_before(world),
        pictures=pictures(world),
        rising=rising,
        fading=fading,
        pairs=[homonym(term, world) for term in several[:PAIRS]],
        examples=_examples(world),
        coverage=coverage(world),
        doors=_doors(world),
    )


def _balance(term: Term) -> int:
    """Definitions of the second sense: a pair is telling when both sides have some."""
    sizes = sorted((sum(len(v.definitions) for v in sense.variants) for sense in term.senses), reverse=True)
    return sizes[1]


def _before(world: World) -> int:
    years = [year for year in world.figures.years if year < world.figures.latest]
    return years[-1] if years else 0


def trends(world: World) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Terms whose share of reports rose and fell most from the year before to the latest one."""
    latest, before = world.figures.latest, _before(world)
    moved = []
    for term in world.atlas.shown:
        if len(term.reports) < FEWEST_REPORTS:
            continue
        shares = {share.year: share for share in world.figures.shares(term)}
        now = shares.get(latest, Share(latest, 0, world.figures.held_in_year[latest]))
        then = shares.get(before, Share(before, 0, world.figures.held_in_year[before]))
        if now.held and then.held and max(now.used, then.used) >= min(FEWEST_REPORTS, now.held // 2):
            moved.append((now.used / now.held - then.used / then.held, term, now, then))
    moved.sort(key=lambda row: (-row[0], row[1].key))

    def told(row: tuple[float, Term, Share, Share]) -> dict[str, Any]:
        _, term, now, then = row
        return entry(term, world) | {"bars": drawings.bars(world.figures.shares(term)), "now": now, "then": then}

    up = [told(row) for row in moved[:MOST_TRENDS] if row[0] > 0]
    down = [told(row) for row in reversed(moved[-MOST_TRENDS:]) if row[0] < 0]
    return up, down


def coverage(world: World) -> dict[str, Any]:
    """Reports held by level and year: the denominators of all that the pages say."""
    years = world.figures.years
    single = years[-YEARS:]
    early = [year for year in years if year not in single]
    rows = []
    for level in (*LEVELS, OTHER):
        counts = [world.figures.held[level, year] for year in single]
        earlier = sum(world.figures.held[level, year] for year in early)
        undated = world.figures.held[level, 0]
        if sum(counts) + earlier + undated:
            rows.append(
                {"level": drawings.LEVEL_NAMES[level], "counts": counts, "earlier": earlier, "undated": undated}
            )
    return {"years": single, "early": early, "rows": rows}


def _examples(world: World) -> list[str]:
    ranked = sorted(world.atlas.described, key=lambda t: (-len(t.definitions), t.key))
    return [term.key for term in ranked[:5]]


def _doors(world: World) -> list[tuple[str, str, str, int]]:
    atlas = world.atlas
    return [
        ("az.html", "按拼音", "A–Z", len(atlas.shown)),
        ("homonyms.html", "同名异义", "Homonyms", sum(len(t.senses) > 1 for t in atlas.described)),
        ("places.html", "地区", "Places", len(atlas.regions)),
        ("reports.html", "报告", "Reports", len(atlas.reports)),
        ("programs.html", "工程", "Programs", len(atlas.programs)),
        (
            "issuers.html",
            "提出者",
            "Issuers",
            len({a.issuer for g in atlas.attributions.values() for a in g if not a.level_only}),
        ),
        ("compare.html", "比较两地两年", "Compare", len(atlas.reports)),
        ("check.html", "写稿时查", "For writers", len(atlas.shown)),
        ("translate.html", "给译者", "For translators", len(atlas.described)),
    ]
