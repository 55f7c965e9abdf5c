"""Lists in a passage: every way to cut it into items, and the choice among them by the label's numeral."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from tifatu.builders.passages import Passage
from tifatu.builders.trimming import NUMBERED, Clue, begins_with_verb, lead_before, number_value, trim
from tifatu.graph.model import Span

CONJUNCTION = re.compile(
    r"以及|(?<![共饱总缓温柔祥谦随中调亲])和(?![谐平睦解善气美县田顺])|(?<![参赋给])与(?!时俱进|会|否)|(?<![普涉以危触波顾旅提惠])及(?![时格其])"
)
_LEADING_CONJUNCTION = re.compile("以及|和(?!谐)|与(?!时)|及(?!时)|并(?!购|网|联)|还有")
_INTRODUCED = re.compile(
    r"包括|包含|涵盖|分别是|分别为|分别指|主要有|主要是|具体为|划定的|确定的|即(?!将|可|使|时)|提出(?!的)|："
)
_ORDINALS = re.compile(
    r"(?:(?<=^)|(?<=[，；。：、]))(?:其?第?(?P<n>[一二三四五六七八九十]{1,3})(?:是|、|要|来|，)|（(?P<m>[一二三四五六七八九十\d]{1,3})）|(?P<c>[①-⑳]))"
)
_YI_WEI = re.compile(r"以?([^为]{2,30})为(?!民|了)([^、，；]{2,40})")
CONTINUED = re.compile(
    "包括|不仅|而且|但|从而|使|其|进而|旨在|目的|核心是|主要目的|主要指|是(?!否)|该|则|如|因此|所以|由此|以此|至此|目前|必须|有助于|有利于|满足|确保到"
)
_STOPS = "，；。！？、："
_BOUNDARY = r"(?:、|(?<=[”》])(?=[“《]))"


@dataclass(frozen=True)
class Raw:
    """A list before trimming: groups of items, each with a lead and a tail of its own."""

    groups: tuple[tuple[Span, ...], ...]
    rule: str

    @property
    def size(self) -> int:
        """Items in all groups."""
        return sum(map(len, self.groups))


@dataclass(frozen=True)
class Cut:
    """One way to cut a passage into items (枚举)."""

    items: tuple[Span, ...]
    rule: str
    is_open: bool = False
    score: float = 0.0


def cut(passage: Passage, span: Span, clue: Clue) -> Cut | None:
    """The items that a stretch of a passage lists, or nothing where it is prose.

    Args:
        passage: The passage.
        span: The stretch, in characters of ``passage.words``.
        clue: What the label says of the list.

    Returns:
        The best cut that fits the clue; None where no list does.
    """
    scope = strip(passage.words, span)
    if scope[1] - scope[0] < 3 or not (clue.totals or clue.weak or clue.interleaved or 2 < len(clue.core) < 17):
        return None
    raws = list(_raws(passage, scope, clue))
    for total in clue.totals:
        fitting = [c for raw in raws if (c := _fit(passage, raw, total, clue, scope))]
        fitting += _by_echo(passage, scope, total, clue)
        if fitting:
            return max(fitting, key=lambda c: c.score)
    for total in clue.weak:
        fitting = [c for raw in raws if (c := _fit(passage, raw, total, clue, scope)) and _covers(passage, c, scope)]
        fitting = [c for c in fitting if "commas" not in c.rule]
        if fitting:
            return max(fitting, key=lambda c: c.score)
    if clue.interleaved:
        fits = [c for raw in raws if (c := _fit(passage, raw, clue.interleaved, clue, scope))]
        fits = [c for c in fits if all(e[0] in passage.words[a:b] for a, b in c.items for e in clue.echoes)]
        if fits:
            return max(fits, key=lambda c: c.score)
    return _uncounted(passage, raws, clue, scope)


def strip(words: str, span: Span) -> Span:
    """The span without punctuation at its ends."""
    start, end = span
    while end > start and words[end - 1] in _STOPS:
        end -= 1
    while start < end and words[start] in _STOPS:
        start += 1
    return start, end


def split(mask: str, span: Span, separators: str) -> list[Span]:
    """The stretches between separators, empty ones left out.

    Args:
        mask: The passage's mask.
        span: Where to look.
        separators: Regular expression of one separator.

    Returns:
        Spans in order.
    """
    start, end = span
    found = []
    for m in _pattern(separators).finditer(mask, start, end):
        a, b = m.span()
        if a > start:
            found.append((start, a))
        start = b
    if end > start:
        found.append((start, end))
    return found


_pattern = cache(re.compile)


def _raws(passage: Passage, span: Span, clue: Clue) -> Iterator[Raw]:
    seen: set[tuple[tuple[Span, ...], ...]] = set()
    for raw in (*_all_raws(passage, passage.mask, span), *_summed_up(passage, span, clue)):
        if raw.groups not in seen:
            seen.add(raw.groups)
            yield raw


def _all_raws(passage: Passage, mask: str, span: Span) -> Iterator[Raw]:
    yield from _numbered(passage, span)
    yield from _juxtaposed(passage, mask, span)
    yield from _regions(mask, span)
    for m in _INTRODUCED.finditer(mask, *span):
        stop = mask.find("。", m.end(), span[1])
        yield from _regions(mask, strip(mask, (m.end(), stop if stop > 0 else span[1])), "introduced-")
    for a, b in passage.pairs:
        if span[0] <= a and b <= span[1] and passage.words[a] == "“" and b - a > 6:
            yield from _regions(passage.mask_of((a + 1, b - 1)), (a + 1, b - 1), "quoted-")


def _summed_up(passage: Passage, span: Span, clue: Clue) -> Iterator[Raw]:
    """Lists that end where the label's number is said again, though the clause goes on: 养老、医疗、生育三项保险实行…"""
    for m in NUMBERED.finditer(passage.mask, *span):
        if number_value(m["n"]) in clue.totals:
            start = max(passage.mask.rfind(c, span[0], m.start()) for c in "，；。：") + 1
            yield from _levels(passage.mask, (max(start, span[0]), m.start()), "summed-")


def _regions(mask: str, span: Span, prefix: str = "") -> Iterator[Raw]:
    """Lists at each level of separators, from the whole stretch down to a clause."""
    sentences = split(mask, span, "[。！？]")
    if len(sentences) > 1:
        yield Raw((tuple(sentences),), prefix + "sentences")
    stretches = [span] if len(sentences) == 1 else sentences
    stretches += [p for s in sentences for p in split(mask, s, "；") if p not in stretches]
    for stretch in stretches:
        yield from _levels(mask, stretch, prefix)
    for stretch in stretches:
        clauses = split(mask, stretch, "[，；。：]")
        if len(clauses) > 1:
            for clause in clauses:
                yield from _levels(mask, clause, prefix)


def _levels(mask: str, span: Span, prefix: str) -> Iterator[Raw]:
    has = {s: s in mask[span[0] : span[1]] for s in "；，、＋"}
    if not any(has.values()):
        yield Raw(((span,),), prefix + "pair")
    items: tuple[Span, ...]
    if has["；"]:
        yield Raw((_clauses(mask, span, "；"),), prefix + "semicolons")
    elif has["，"]:
        items = _clauses(mask, span, "，")
        yield Raw((items,), prefix + "commas")
        yield from (Raw((items[i:j],), prefix + "commas") for i, j in _windows(len(items)))
    elif (items := _clauses(mask, span, _BOUNDARY))[1:]:
        yield Raw((items,), prefix + "enumeration")
        if "”“" in mask[span[0] : span[1]]:
            yield Raw((_clauses(mask, span, "、"),), prefix + "enumeration")
        ends = (i for i in range(1, min(4, len(items) - 1)) if not _alike(mask, items[i - 1], items[i:]))
        yield from (Raw((items[i:],), prefix + "enumeration-end") for i in ends)
    elif has["＋"]:
        yield Raw((_clauses(mask, span, "＋"),), prefix + "plus")
    for outer, inner in (("，", _BOUNDARY), ("；", "，"), ("；", _BOUNDARY), ("[；，]", _BOUNDARY)):
        if any(has[o] for o in outer if o in has):
            groups = tuple(_clauses(mask, g, inner) for g in _clauses(mask, span, outer))
            for i in range(min(3, len(groups) - 1)):
                if any(len(g) > 1 for g in groups[i:]):
                    yield Raw(groups[i:], prefix + "groups")


def _alike(mask: str, item: Span, others: Sequence[Span]) -> bool:
    """True where an item begins or ends as all the others do."""
    a, b = item
    return all(mask[a] == mask[c] for c, _ in others) or all(
        mask[b - 1] == mask[d - 1] for _, d in others[:-1] or others
    )


def _clauses(mask: str, span: Span, separators: str) -> tuple[Span, ...]:
    """Items between separators without a conjunction in front: 以及丙."""
    found = []
    for a, b in split(mask, span, separators):
        m = _LEADING_CONJUNCTION.match(mask, a, b)
        found.append((m.end(), b) if m and found and b - m.end() > 1 else (a, b))
    return tuple(found)


def _windows(n: int) -> list[tuple[int, int]]:
    """Rows of neighbours that leave out the first clauses or the last ones."""
    return [
        (i, j) for i in range(min(n - 1, 4)) for j in range(n, max(i + 1, n - 4), -1) if (i, j) != (0, n) and j - i > 1
    ]


def _numbered(passage: Passage, span: Span) -> Iterator[Raw]:
    marks = list(_ORDINALS.finditer(passage.mask, *span))
    if len(marks) < 2 or (marks[0]["n"] or marks[0]["m"] or marks[0]["c"]) not in "一1①":
        return
    bounds = [*(m.start() for m in marks), span[1]]
    items = [strip(passage.words, (m.end(), b)) for m, b in zip(marks, bounds[1:], strict=True)]
    if all(b > a for a, b in items):
        yield Raw((tuple(items),), "numbered")


def _juxtaposed(passage: Passage, mask: str, span: Span) -> Iterator[Raw]:
    """《甲》《乙》 and “甲”“乙” without a separator, or with 、 or 和."""
    for opener in "《“":
        row: list[Span] = []
        for a, b in [*passage.pairs, (len(mask), len(mask))]:
            is_end = a == len(mask)
            if not is_end and not (mask[a] == opener == passage.words[a] and span[0] <= a and b <= span[1]):
                continue
            if row and (is_end or mask[row[-1][1] : a] not in ("", "、", "和", "及", "以及", "，", "；", "与")):
                if len(row) > 1:
                    yield Raw((tuple(row),), "quotations")
                row = []
            row.append((a, b))


def _fit(passage: Passage, raw: Raw, total: int, clue: Clue, scope: Span) -> Cut | None:
    """The raw list trimmed, where it has the wanted number of items or can be brought to it at 和."""
    need = total - raw.size
    if not 0 <= need <= min(2, raw.size):
        return None
    if need and "commas" in raw.rule and need != raw.size:
        if need > 1 or any("、" in passage.mask[a:b] for group in raw.groups for a, b in group):
            return None
    split_up = _at_conjunctions(passage.mask, raw, need) if need else raw
    if split_up and "groups" in raw.rule and not _in_groups(_sizes(passage.mask, split_up), clue.values):
        return None
    found = split_up and _finish(passage, split_up, clue, scope, need)
    if found and len(found.items) == total and _plausible(passage, found, clue, scope):
        return found
    return None


def _sizes(mask: str, raw: Raw) -> list[int]:
    """Items between commas and semicolons; a split at 和 makes no group of its own."""
    sizes: list[int] = []
    last = None
    for group in raw.groups:
        if last is not None and not re.search("[，；]", mask[last : group[0][0]]):
            sizes[-1] += len(group)
        else:
            sizes.append(len(group))
        last = group[-1][1]
    return sizes


def _in_groups(sizes: Sequence[int], values: Sequence[int]) -> bool:
    """True where the groups go with the label's numbers; with one number, where the first group is no lead."""
    if len(values) < 2:
        return sizes[0] > 1 and 2 * sum(size > 1 for size in sizes) >= len(sizes)
    if (
        set(sizes) == {len(values)} and len(set(values)) == 1 and len(sizes) == values[0]
    ):  # 五破五立: each group has both
        return True
    said, found = set(accumulate(values)), set(accumulate(sizes))
    return said <= found or found <= said


def _at_conjunctions(mask: str, raw: Raw, need: int) -> Raw | None:
    places = []
    for g, group in enumerate(raw.groups):
        for i, (a, b) in enumerate(group):
            for m in CONJUNCTION.finditer(mask, a + 1, b - 1):
                rank = (i == len(group) - 1, m[0] != "及", m[0] != "与", m.start())
                places.append((rank, g, i, m.span()))
    if len(places) < need:
        return None
    chosen = sorted(places, reverse=True)[:need]
    groups = [list(group) for group in raw.groups]
    for _, g, i, (a, b) in sorted(chosen, key=lambda p: p[3], reverse=True):
        start, end = groups[g][i]
        groups[g][i : i + 1] = [strip(mask, (start, a)), (b, end)]
        if "pair" not in raw.rule and i < len(raw.groups[g]) - 1:  # 甲4大产业和乙、丙: two groups
            groups[g : g + 1] = [groups[g][: i + 1], groups[g][i + 1 :]]
    return Raw(tuple(tuple(group) for group in groups), raw.rule + "-and")


def _finish(passage: Passage, raw: Raw, clue: Clue, scope: Span, need: int = 0) -> Cut | None:
    words = passage.words
    groups = _reduce(words, raw.groups)
    spans, is_open = trim(passage, groups, clue)
    spans = _without_verbs(words, spans)
    if any(b - a < 1 for a, b in spans):
        return None
    score = _score(words, spans, clue, scope) - 0.1 * need
    if raw.rule.startswith(
        ("enumeration", "pair", "summed-", "introduced-enumeration", "quoted-enumeration")
    ) and not re.search("[，；。]", words[scope[0] : spans[0][0]]):
        score += 0.4
    return Cut(tuple(spans), raw.rule, is_open, score)


def _score(words: str, spans: Sequence[Span], clue: Clue, scope: Span) -> float:
    """How good a cut is: it covers the text, begins early, its items are alike and have what the label counts."""
    texts = [words[a:b] for a, b in spans]
    length = scope[1] - scope[0]
    covered = sum(map(len, texts)) / length
    early = 1 - (spans[0][0] - scope[0]) / length
    echo = any(all(e in t for t in texts) for e in clue.echoes) or 0.5 * any(
        all(e[0] in t for t in texts) for e in clue.echoes
    )
    single = any(t.endswith(s) for s in clue.singles for t in texts)
    nested = any("、" in t for t in texts)
    owned = any("划定的" in t or "确定的" in t for t in texts)
    in_order = 0.0
    if len(clue.order) == len(texts):
        in_order = sum(not n or n[-1] in t or n[0] in t for n, t in zip(clue.order, texts, strict=True)) / len(texts)
    later = "。" in words[scope[0] : spans[0][0]]
    return (
        covered
        + likeness(texts) / 2
        + early / 5
        + 0.6 * echo
        + 0.3 * single
        - 0.6 * nested
        - 0.3 * owned
        + 0.5 * in_order
        - 0.8 * later
    )


def _without_verbs(words: str, spans: Sequence[Span]) -> list[Span]:
    """Where most items begin alike, drop a verb before that beginning: 引进|100个企业."""
    firsts = [words[a] for a, _ in spans]
    most = max(firsts, key=firsts.count)
    if firsts.count(most) * 5 < len(spans) * 3 or len(spans) < 3:
        return list(spans)
    return [(a + lead_before(words[a:b], most), b) for a, b in spans]


def _reduce(words: str, groups: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """以甲为核心、乙为载体: the items are 甲 and 乙."""
    matches = [[_YI_WEI.fullmatch(words, a, b) for a, b in group] for group in groups]
    flat = [m for group in matches for m in group]
    if len(flat) > 1 and all(flat) and words[groups[0][0][0]] == "以":
        return [[m.span(1) for m in group if m] for group in matches]
    return [list(group) for group in groups]


def likeness(items: Sequence[str], verbs: bool = True) -> float:
    """How much items look like members of one list, 0 to 1: same beginning, same end, same length, verbs in front."""
    n = len(items)
    if n < 2:
        return 0.0

    def share(values: Sequence[object]) -> float:
        most = max(values.count(v) for v in values)
        return most / n if most > 1 else 0.0

    deeds = sum(map(begins_with_verb, items)) / n if verbs else 0.0
    return max(share([i[0] for i in items]), share([i[-1] for i in items]), share([len(i) for i in items]), deeds)


def _plausible(passage: Passage, found: Cut, clue: Clue, scope: Span) -> bool:
    """Clauses of prose are no list by their number alone."""
    texts = [passage.words[a:b] for a, b in found.items]
    like = likeness(texts)
    covered = (found.items[-1][1] - found.items[0][0]) / (scope[1] - scope[0])
    if any("：" in t for t in texts):
        return False
    if min(map(len, texts)) < 2 and max(map(len, texts)) > 4:
        return False
    if "enumeration" not in found.rule and 0 < sum(CONTINUED.match(t) is not None for t in texts) < len(texts):
        return False
    if "sentences" in found.rule:
        return like == 1.0 and len(texts) > 2
    if "enumeration-end" in found.rule and not NUMBERED.match(passage.words, found.items[-1][1]):
        return like == 1.0 and (len({t[0] for t in texts}) == 1 or len({t[-1] for t in texts}) == 1)
    if "commas" in found.rule or "semicolons" in found.rule:
        if not clue.echoes and any("、" in t for t in texts):
            return False
        if len(texts) == 2 and likeness(texts, verbs=False) < 0.6 and covered < 0.7:
            return False
        return like >= 0.6 or (len(texts) >= 4 and covered > 0.8)
    if "groups" in found.rule:
        return like >= 0.5 or covered > 0.8
    if len(texts) == 2:
        sentence = passage.mask.find("。", scope[0], scope[1])
        length = (sentence if sentence > 0 else scope[1]) - scope[0]
        return found.items[-1][1] - found.items[0][0] >= 0.5 * length or like >= 0.9
    return True


def _by_echo(passage: Passage, span: Span, total: int, clue: Clue) -> Iterator[Cut]:
    """Items that repeat what the label counts: 务必… of 三个务必, “有站位” of 三个有."""
    for echo in clue.echoes:
        yield from _quoted_echo(passage, span, total, echo, clue)
        if len(echo) < 2:
            continue
        for separators in ("[，；。：]", "[，；。、：]"):
            units = [u for u in split(passage.mask, span, separators) if echo in passage.words[u[0] : u[1]]]
            units = [u for u in units if passage.words[u[0] : u[1]] not in clue.pieces]
            if len(units) == total:
                if found := _finish(passage, Raw((tuple(_to_clause_end(passage, units, span)),), "echo"), clue, span):
                    yield found
                break


def _to_clause_end(passage: Passage, units: Sequence[Span], span: Span) -> list[Span]:
    """Each unit with what follows it in its clause: 务必不忘初心、牢记使命."""
    clauses = split(passage.mask, span, "[，；。：]")
    ends = [next(b for _, b in clauses if b >= u[1]) for u in units]
    starts = [*(u[0] for u in units[1:]), span[1]]
    return [strip(passage.words, (u[0], min(e, s))) for u, e, s in zip(units, ends, starts, strict=True)]


def _quoted_echo(passage: Passage, span: Span, total: int, echo: str, clue: Clue) -> Iterator[Cut]:
    words, mask = passage.words, passage.mask
    quotes = [
        (a, b) for a, b in passage.pairs if span[0] <= a and b <= span[1] and mask[a] == "“" and echo in words[a:b]
    ]
    quotes = [q for q in quotes if words[q[0] + 1 : q[1] - 1] not in clue.pieces]
    for found in (quotes, [q for q in quotes if words[: q[1] - 1].endswith(echo)]):
        between = [mask[a:b] for (_, a), (b, _) in zip(found, found[1:], strict=False)]
        if len(found) == total and any("，" in gap or "；" in gap for gap in between):
            yield Cut(tuple(found), "quoted-echo", score=2.5)


def _uncounted(passage: Passage, raws: Sequence[Raw], clue: Clue, scope: Span) -> Cut | None:
    """A list that the label does not count, or miscounts: plain, alike, nothing else around it."""
    found = []
    for raw in raws:
        if not raw.rule.endswith(("enumeration", "quotations", "pair", "numbered")):
            continue
        for need in (1, 0):
            split_up = _at_conjunctions(passage.mask, raw, need) if need else raw
            if split_up is None or split_up.size < 2:
                continue
            c = _finish(passage, split_up, clue, scope)
            if c and _plain(passage, c, clue, scope):
                found.append(c)
                break
    return max(found, key=lambda c: c.score) if found else None


def _plain(passage: Passage, c: Cut, clue: Clue, scope: Span) -> bool:
    texts = [passage.words[a:b] for a, b in c.items]
    if "commas" not in c.rule and _acronym(clue.core, texts):
        return True
    covered = (c.items[-1][1] - c.items[0][0]) / (scope[1] - scope[0])
    if not clue.totals or "pair" in c.rule:
        return False
    if c.is_open and 3 <= len(texts) < clue.totals[0] <= len(texts) * 2.5 and covered >= 0.5:
        return True
    return covered >= 0.8 and len(texts) >= 3 and likeness(texts) >= 0.75 and len(texts) >= clue.totals[0] * 0.6


def _covers(passage: Passage, c: Cut, scope: Span) -> bool:
    """True where a list takes up most of the first sentence."""
    stop = passage.mask.find("。", *scope)
    length = (stop if stop > 0 else scope[1]) - scope[0]
    return c.items[0][0] < scope[0] + length and c.items[-1][1] - c.items[0][0] >= 0.8 * length


def _acronym(core: str, items: Sequence[str]) -> bool:
    """放管服, 专精特新: each character of the label stands in its own item."""
    n = len(items)
    core = re.sub("(?:一体化|一体|联动|融合|协同|企业|改革)$", "", core)
    if not 2 <= n <= 8 or len(core) not in (n, 2 * n) or len(core) < 3 or max(map(len, items)) > 12:
        return False
    size = len(core) // n
    return all(set(core[i * size : (i + 1) * size]) <= set(item) for i, item in enumerate(items))
