"""What find, explain, timeline, compare and new print for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tifatu.cli.columns import fitting, pad, screen_width, table, wrapped
from tifatu.cli.wording import Wording

BAR = 30
"""Cells of the longest bar."""

SENSES, WORDINGS, PLACES, YEARS = 6, 3, 12, 12
"""What explain shows without --all: 40 lines in all."""

SHOWN = 12
"""Terms of a list that compare and new show without --all."""


def explained(found: dict[str, Any], wording: Wording, everything: bool) -> Iterator[str]:
    """An explanation: its course, bars by year, and the senses with what tells them apart."""
    say = wording.say
    heading = found["label"] if found["label"] == found["term"] else f"{found['label']} · {found['term']}"
    yield heading
    yield from _course(found["course"], wording)
    yield say(
        "total",
        senses=len(found["senses"]),
        definitions=len(found["definitions"]),
        mentions=found["mentions"],
        reports=found["reports"],
    )
    yield from bars(found["course"]["years"], wording, everything)
    if not found["definitions"]:
        yield say("undefined")
    senses = [sense for sense in found["senses"] if any(d["sense"] == sense["id"] for d in found["definitions"])]
    shown = senses if everything else senses[:SENSES]
    wordings = WORDINGS if len(shown) <= SENSES // 2 else 1
    for number, sense in enumerate(shown, 1):
        own = [d for d in found["definitions"] if d["sense"] == sense["id"]]
        yield from _sense(number, sense, own, wording, None if everything else wordings)
    if len(senses) > len(shown):
        yield say("more_senses", count=len(senses) - len(shown))
    yield from _unexplained(found, wording, everything)


def _course(course: dict[str, Any], wording: Wording) -> Iterator[str]:
    """One sentence: first used, first defined, peak, last."""
    say, pieces = wording.say, []
    for what in ("first", "first_defined"):
        if first := course[what]:
            places = "、".join(first["places"][:3]) + ("…" if len(first["places"]) > 3 else "")
            pieces.append(say("first_used" if what == "first" else what, year=first["year"], places=places))
    if course["peak"]:
        pieces.append(say("peak", **course["peak"]))
        pieces.append(say("last", year=course["last"]))
    if pieces:
        yield from wrapped(say("and").join(pieces) + say("stop"), screen_width())


def bars(years: Sequence[dict[str, Any]], wording: Wording, everything: bool) -> Iterator[str]:
    """A line a year: the share of the reports held."""
    for row in years if everything else years[-YEARS:]:
        bar = "█" * max(bool(row["reports"]), round(BAR * row["reports"] / row["held"]))
        yield f"  {row['year']} {pad(bar, BAR)} {wording.say('of_held', **row)}".rstrip()


def _sense(
    number: int, sense: dict[str, Any], own: list[dict[str, Any]], wording: Wording, most: int | None
) -> Iterator[str]:
    say, wide = wording.say, screen_width()
    places = len({d["code"] or d["region"] for d in own})
    size = say("sense_size", definitions=len(own), places=places)
    tags = [sense["program"] or "", say(sense["scope"]) if sense["scope"] else "", size]
    yield f"{say('sense', number=number)}: {' · '.join(filter(None, tags))}"
    if sense["only_here"]:
        yield "  " + fitting(say("only_here", items="、".join(sense["only_here"])), wide - 2)
    groups: dict[str, list[dict[str, Any]]] = {}
    for definition in own:
        groups.setdefault("".join(definition["text"].split()).rstrip("。；;."), []).append(definition)
    picked = list(_picked(groups, wording, most))
    for said, group in picked:
        yield from _wording(said, group, wording, wide)
    if left := len(groups) - len(picked):
        yield "  " + say("more_wordings", count=left)


def _picked(
    groups: dict[str, list[dict[str, Any]]], wording: Wording, most: int | None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The earliest wording, the commonest and the newest; then the others where all are wanted."""
    say, left = wording.say, dict(groups)
    if len(groups) == 1:
        yield "", next(iter(groups.values()))
        return
    picked = {
        "earliest": next(iter(groups)),
        "commonest": max(groups, key=lambda text: len(groups[text])),
        "newest": max(groups, key=lambda text: groups[text][-1]["year"] or 0),
    }
    if len(groups[picked["commonest"]]) == 1:  # none is commoner than the others
        del picked["commonest"]
    for name, text in list(picked.items())[:most]:
        if text in left:
            group = left.pop(text)
            yield say(name), group[::-1] if name == "newest" else group  # its last report is the one to name
    if most is None:
        yield from (("", group) for group in left.values())


def _wording(said: str, group: list[dict[str, Any]], wording: Wording, wide: int) -> Iterator[str]:
    first = group[0]
    times = wording.say("times", count=len(group)) if len(group) > 1 else ""
    place = f"{first['region']} {first['year'] or '?'}"
    yield fitting("  " + " ".join(filter(None, (said, times, place, first["text"]))), wide)


def _unexplained(found: dict[str, Any], wording: Wording, everything: bool) -> Iterator[str]:
    explaining = {d["region"] for d in found["definitions"]}
    only = [use for use in found["uses"] if use["region"] not in explaining]
    only.sort(key=lambda use: -use["mentions"])
    if only:
        shown = only if everything else only[:PLACES]
        places = "、".join(f"{use['region']}（{use['mentions']}）" for use in shown)
        yield from wrapped(wording.say("unexplained", places=places), screen_width())
        if len(only) > len(shown):
            yield wording.say("more", count=len(only) - len(shown))


def found_lines(found: Any, words: str, wording: Wording, most: int | None) -> Iterator[str]:
    """A ranked table of terms, then places, then definitions that hold the words."""
    say, wide = wording.say, screen_width()
    hits = found.terms if most is None else found.terms[:most]
    if hits:
        head = [say(name) for name in ("term", "reports", "defined", "mentions", "years")]
        rows = [
            [fitting(hit.term.label, 40), hit.reports, hit.term.definitions, hit.term.mentions, _years(hit.term)]
            for hit in hits
        ]
        yield from table([head, *rows], right=(1, 2, 3))
    if len(found.terms) > len(hits):
        yield say("more", count=len(found.terms) - len(hits))
    if found.places:
        yield fitting(say("places", places="、".join(found.places)), wide)
    texts = found.texts if most is None else found.texts[:5]
    if texts:
        yield say("texts")
        yield from (fitting(f"  {term.label}: {text}", wide) for term, text in texts)
    if not (hits or found.places or texts):
        yield say("nothing", words=words)


def timeline_lines(label: str, rows: Sequence[dict[str, Any]], wording: Wording) -> Iterator[str]:
    """Levels below each other, years side by side: n/m in each cell."""
    years = _said(rows)
    cells = {(row["level"], row["year"]): row for row in rows}
    levels = list(dict.fromkeys(row["level"] for row in rows))
    yield f"{label}: {wording.say('held_note')}"
    each = max(1, (screen_width() - 8) // 9)
    for at in range(0, len(years), each):
        block = years[at : at + each]
        body = [[level, *(_cell(cells.get((level, year))) for year in block)] for level in levels]
        yield from table([[wording.say("level"), *block], *body], right=range(1, len(block) + 1))


def compared(found: dict[str, Any], wording: Wording, everything: bool) -> Iterator[str]:
    """Four lists: shared, only here, only there, same name and other meaning."""
    say, wide = wording.say, screen_width()
    here, there = found["here"], found["there"]
    for name, key in (("shared", "shared"), ("only_here_terms", "only_here"), ("only_there_terms", "only_there")):
        yield say(name, count=len(found[key]), here=here, there=there)
        yield from _listed(found[key], wording, everything)
    yield say("other_meaning", count=len(found["other_meaning"]))
    for row in found["other_meaning"] if everything else found["other_meaning"][:5]:
        yield "  " + row["label"]
        yield fitting(f"    {here}: {row['here']}", wide)
        yield fitting(f"    {there}: {row['there']}", wide)
    if not found["other_meaning"]:
        yield "  " + say("none")


def renewed(found: dict[str, Any], wording: Wording, everything: bool) -> Iterator[str]:
    """What is new in a year, and what is no longer said."""
    year = found["year"]
    facts = {"year": year, "held": found["held"], "before": found["held_before"], "last": year - 1}
    for name in ("new", "dropped"):
        yield wording.say(name, count=len(found[name]), **facts)
        yield from _listed(found[name], wording, everything)


def _listed(rows: Sequence[dict[str, Any]], wording: Wording, everything: bool) -> Iterator[str]:
    shown = rows if everything else rows[:SHOWN]
    for row in shown:
        yield "  " + pad(fitting(row["label"], 40), 42) + f"{row['reports']:>5} {row['mentions']:>6}"
    if len(rows) > len(shown):
        yield "  " + wording.say("more", count=len(rows) - len(shown))
    if not rows:
        yield "  " + wording.say("none")


def _years(term: Any) -> str:
    return f"{term.first}–{term.last}" if term.first else "?"


def _said(rows: Sequence[dict[str, Any]]) -> list[int]:
    """The years with reports between the first and the last use."""
    said = [row["year"] for row in rows if row["reports"]]
    return sorted({row["year"] for row in rows if said and min(said) <= row["year"] <= max(said)})


def _cell(row: dict[str, Any] | None) -> str:
    return f"{row['reports']}/{row['held']}" if row else "–"
