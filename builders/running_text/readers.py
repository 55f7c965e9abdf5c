"""One reader for each rule of running text: the form of words found, is it a definition, and of what?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tifatu.builders.language.conjunctions import SIGNS
from tifatu.builders.language.connectives import DEALS, MEANS, connective
from tifatu.builders.language.numerals import numerals
from tifatu.builders.language.punctuation import INSIDE, QUOTE, UNQUOTE
from tifatu.builders.language.rule import Rule
from tifatu.builders.language.words import word_set
from tifatu.builders.running_text import echo_rules, echoes, rules
from tifatu.builders.running_text.anchors import Anchor
from tifatu.builders.running_text.counts import member_counts, named_halves, tally
from tifatu.builders.running_text.explanations import agrees, goals, heads, in_turn, listed, ordinals, reach, semicolons
from tifatu.builders.running_text.finding import Finding, Reader, window
from tifatu.builders.running_text.members import Enumeration, clause_start, pieces, read_members, run_together
from tifatu.graph.labels import CLOSING, OPENING
from tifatu.graph.model import Count, Span

BEHIND = 30
"""Characters behind a slogan in which the sign of an explanation must stand."""

_CUE_BEFORE = re.compile(rf"(?:[、{SIGNS}的等{CLOSING}]|以及)[^，,。；;\n]{{0,44}}\Z")
_CUE_BEHIND = re.compile(
    rf"(?:[、{SIGNS}]?{QUOTE}{INSIDE}{{1,24}}{UNQUOTE})?[^。！？\n{OPENING}]{{0,18}}?"
    rf"(?:{connective(MEANS, DEALS)}|[（(：:]|[。；，、]\s{{0,2}}\*{{0,2}}一(?:是|要)|力争|争取|确保|通过|项目)"
)
_EXAMPLES = re.compile(r"[^，。；、]{0,6}?\d+(?:个|家|户|项)")
_GOES_ON = re.compile(r"[^，,。；;、等和与及“”\n]{0,8}(?:、|等(?!级|次))")
_LIST = re.compile(rf"[、{SIGNS}]|[{CLOSING}]\s?[{OPENING}]")
_DANGLING = re.compile(r"(?:、|(?<![中饱共温调])和|[与及])\s?\Z")
_CLASSIFIED = re.compile(r".[大个项类条种张]")
_NO_SENSE = re.compile(
    r"[^一-龥]*\Z|[市县区旗、]+\Z|[\d—\-–~至年月日.]+\Z|[^，、；]{0,12}(?:段|期|试行|草案|下同|见附件|区|县|市|以上|以下|以内|万元)\Z|[^，、；]{0,3}\d+(?:年|月|个|家|亿)[^，、；]{0,4}\Z"
)
_NO_BRACKET = re.compile(r"牵头|责任单位|责任部门|配合|排序|排名|详见|下同")
"""Who is in charge, or how a list is sorted: brackets that define nothing."""

_SHORT = re.compile(r"[（(](?:以下)?[简统合]称为?\Z")
_CAMPAIGN = re.compile(r"[^，。；、的]{0,4}(?:行动|活动|攻坚|整治|会战|工程)")
_DOUBLED = re.compile(r"[双两](.)[双两](.)\Z")
_IN_SIGNS = re.compile(r"[一二三四五六七八九十]{1,3}字")
_NO_NAME = re.compile(r"指标|文件|时期|规划|十[一二三四五]五")
_NO_SLOGAN = re.compile(rf"实事|{_NO_NAME.pattern}")
_PREDICATE = re.compile(r"[为是使对以与]|主要|目标任务是")
_CHANGE = re.compile(r"(?:下降|上升|增长|提升|提高|翻番|清零|领先|[降升增减超])\Z")
CHANGED = 0.8
"""Trust in a list before a slogan that says what became of it, 起数、人数“双下降”: it may name subjects only."""


def findings(text: str, anchor: Anchor) -> Iterator[Finding]:
    """What the rules find at an anchor, the rule that counts first."""
    near = max(anchor.scope[0], anchor.opened - 46)
    before = _CUE_BEFORE.search(text, near, anchor.opened) or run_together().search(text, near, anchor.opened)
    behind = anchor.quoted and _CUE_BEHIND.match(text, anchor.closed, min(anchor.scope[1], anchor.closed + BEHIND))
    for reader in (
        *(_BEHIND if behind else ()),
        *(_BEFORE if before else ()),
        *(_ECHOES if anchor.quoted else ()),
    ):
        if found := reader(text, anchor):
            yield found


def list_before(text: str, anchor: Anchor) -> Finding | None:
    """甲、乙和丙“三项行动”."""
    rule = rules.LIST_BEFORE if anchor.quoted else rules.BARE_LIST_BEFORE
    counts = member_counts(anchor.label)
    if not counts or not anchor.plain or _side_by_side(text, anchor):
        return None
    short = _SHORT.search(text, max(anchor.scope[0], anchor.opened - 6), anchor.opened)
    clause = clause_start(text, anchor.scope[0], short.start() if short else anchor.opened)
    listed_before = _LIST.search(text, clause, anchor.opened) or run_together().search(text, clause, anchor.opened)
    match = rule.regex.fullmatch(text, clause, anchor.closed) if listed_before else None
    if not match:
        return None
    open_ended = match["open"] is not None
    open_ended = open_ended and "+" not in anchor.label
    if not open_ended and _DANGLING.search(text, clause, match.end("list")):
        return None
    span = (clause, match.end("list"))
    found = read_members(text, span, counts, open_ended)
    if not found and (found := _twice_named(text, span, anchor)):
        counts = (2,)
    if not found or (open_ended and (not anchor.quoted or _EXAMPLES.match(text, anchor.closed))):
        return None
    if not _its_own(text, anchor, found.members):
        return None
    return _before(rule, found, match, counts, CHANGED if _CHANGE.search(anchor.label) else 1.0)


def _its_own(text: str, anchor: Anchor, members: Sequence[Span]) -> bool:
    """Whether members of the right number may be the slogan's: they have the nouns that its label names."""
    if any(sum(noun in text[slice(*m)] for m in members) != number for number, noun in named_halves(anchor.label)):
        return False
    doubtful = anchor.label in word_set("running_ignored") or _GOES_ON.match(text, anchor.closed)
    return not doubtful or _namesakes(text, anchor, members)


def _side_by_side(text: str, anchor: Anchor) -> bool:
    """Whether another slogan stands directly before this one, which has no classifier: “多规合一”“城市双修”."""
    beside = anchor.previous is not None and anchor.previous.closed == anchor.opened
    return beside and anchor.quoted and not _CLASSIFIED.match(anchor.label)


def _namesakes(text: str, anchor: Anchor, members: Sequence[Span]) -> bool:
    """Whether all members share a character with the slogan: 路网、水网、电网“三网”."""
    return any(all(mark in text[slice(*member)] for member in members) for mark in anchor.label)


def _twice_named(text: str, clause: Span, anchor: Anchor) -> Enumeration | None:
    """Two members that have both nouns of a label with two numerals: 招商引资、招才引智“双招双引”."""
    doubled = _DOUBLED.match(anchor.label)
    found = read_members(text, clause, (2,), open_ended=False) if doubled else None
    if not doubled or not found:
        return None
    return found if all(noun in text[slice(*member)] for member in found.members for noun in doubled.groups()) else None


def _before(rule: Rule, found: Enumeration, match: re.Match[str], counts: Sequence[int], trust: float) -> Finding:
    open_ended = match["open"] is not None
    start, end = found.span
    verdict = tally(len(found.members), counts, open_ended)
    return Finding(rule, (start, match.end("open") if open_ended else end), found.members, verdict, trust)


def quoted_list_before(text: str, anchor: Anchor) -> Finding | None:
    """“甲、乙、丙”三大革命."""
    quoted, counts = anchor.previous, member_counts(anchor.label)
    if quoted is None or not counts or anchor.opened - quoted.closed > 8 or text[quoted.opened - 1] in "”’」』":
        return None
    if anchor.quoted and anchor.opened == quoted.closed and numerals(text[quoted.start : quoted.end]):
        return None  # “双随机、一公开”“双告知、一承诺”: two slogans side by side
    match = rules.QUOTED_LIST_BEFORE.regex.fullmatch(text, quoted.opened, anchor.closed)
    if not match:
        return None
    if _IN_SIGNS.match(anchor.label):
        return _in_signs(text, match, counts)
    members, _ = listed(text, match.span("list"), counts)
    if not members and match["open"]:
        members, _ = listed(text, match.span("list"), ())
    verdict = tally(len(members), counts, match["open"] is not None)
    if verdict not in (Count.AGREES, Count.OPEN) or len(members) < 2:
        return None
    return Finding(rules.QUOTED_LIST_BEFORE, match.span("list"), members, verdict, 1.0)


def _in_signs(text: str, match: re.Match[str], counts: Sequence[int]) -> Finding | None:
    """“巩固、提升”四字方针: the numeral counts characters."""
    members = tuple(pieces(text, *match.span("list")))
    if sum(end - start for start, end in members) not in counts:
        return None
    return Finding(rules.QUOTED_LIST_BEFORE, match.span("list"), members, Count.AGREES, 1.0)


def content(text: str, anchor: Anchor) -> Finding | None:
    """以甲、乙为主要内容的“丙”活动, 以甲、乙为主导的“丙”."""
    for rule in (rules.CONTENT, rules.LED) if anchor.quoted else ():
        for match in rule.regex.finditer(text, *window(text, anchor)):
            if match.end() == anchor.closed and (found := _content(text, rule, match, anchor)):
                return found
    return None


def _content(text: str, rule: Rule, match: re.Match[str], anchor: Anchor) -> Finding | None:
    counts = member_counts(anchor.label)
    span = match.span("list")
    inner = re.compile(rf"{QUOTE}({INSIDE}+){UNQUOTE}").fullmatch(text, *span)
    span = inner.span(1) if inner else span
    members, _ = listed(text, span, counts)
    members = members or listed(text, span, ())[0]
    verdict = tally(len(members), counts)
    weak = rule is rules.LED and (match["weak"] is not None or not counts)
    if weak and not numerals(anchor.label) and _CAMPAIGN.match(text, anchor.closed):
        weak = "、" not in text[slice(*span)]  # 以治水、治气为重点的“净空”行动
    if len(members) < 2 or (weak and verdict is not Count.AGREES):
        return None
    return Finding(rule, match.span("text"), members, verdict, 1.0 if verdict is Count.AGREES else 0.9)


def _listed(text: str, span: Span, anchor: Anchor) -> tuple[tuple[Span, ...], int]:
    """The members of an explanation and where it ends; none if the slogan's noun stands in some of them only."""
    members, end = listed(text, span, member_counts(anchor.label))
    first = next(iter(numerals(anchor.label)), None)
    return (members, end) if first is None or agrees(text, members, first.noun) else ((), span[1])


def that_is(text: str, anchor: Anchor) -> Finding | None:
    """“四比”，即比进度、比质量、…."""
    match = rules.THAT_IS.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + BEHIND))
    if not match or _PREDICATE.search(match["head"] or ""):
        return None
    counts = member_counts(anchor.label)
    span = reach(text, match.end(), anchor.scope[1])
    members, end = _listed(text, span, anchor)
    if span[1] - span[0] < 4 or (match["mark"] == "就是" and not members):
        return None
    verdict = tally(len(members), counts)
    return Finding(rules.THAT_IS, (span[0], end), members, verdict, 1.0 if members else 0.9)


def together(text: str, anchor: Anchor) -> Finding | None:
    """“两个领先”“三个突破”，即…；…；…；…；…."""
    before = anchor.previous
    near = before is not None and anchor.opened - before.closed < 2
    start = before.opened if before is not None and near else anchor.opened
    match = rules.TOGETHER.regex.match(text, start, min(anchor.scope[1], anchor.closed + 40))
    if not match or _PREDICATE.search(match["head"]):
        return None
    clauses = semicolons(text, reach(text, match.end(), anchor.scope[1]))
    wanted = [numeral.value for numeral in numerals(match["term"])]
    if len(wanted) != 1 or wanted[0] is None or not wanted[0] < len(clauses):
        return None
    mine = clauses[wanted[0] :] if near else clauses[: wanted[0]]
    members = heads(text, mine)
    counts = (wanted[0],) if not near else member_counts(anchor.label)
    return Finding(rules.TOGETHER, (mine[0][0], mine[-1][1]), members, tally(len(members), counts), 1.0)


def bracket(text: str, anchor: Anchor) -> Finding | None:
    """“三清”（清垃圾、清河道、清路障）."""
    match = rules.BRACKET.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 260))
    nothing = match and (_NO_SENSE.match(match["text"]) or _NO_BRACKET.search(match["text"]))
    if not match or nothing or _NO_SLOGAN.search(anchor.label):
        return None
    counts = member_counts(anchor.label)
    members, _ = listed(text, match.span("text"), counts)
    members = members or listed(text, match.span("text"), ())[0]
    if not match["mark"] and len(match["text"]) < (10 if not members else 6 if len(members) not in counts else 0):
        return None  # （项、件）, （村、社区）
    verdict = tally(len(members), counts)
    return Finding(rules.BRACKET, match.span("text"), members, verdict, 1.0 if members else 0.85)


def colon(text: str, anchor: Anchor) -> Finding | None:
    """“三个不减”：投入不减、力度不减、队伍不减."""
    match = rules.COLON.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 360))
    counts = member_counts(anchor.label)
    if not match or not counts or _NO_SLOGAN.search(anchor.label) or _PREDICATE.search(match["head"]):
        return None
    members, end = _listed(text, match.span("text"), anchor)
    if len(members) not in counts:
        members = in_turn(text, (match.start("text"), anchor.scope[1]), anchor.label, counts)
        end = members[-1][1] if members else end
    if len(members) not in counts:
        return None
    return Finding(rules.COLON, (match.start("text"), end), members, Count.AGREES, 1.0)


def in_order(text: str, anchor: Anchor) -> Finding | None:
    """打造“三个高地”。一是…二是…三是…."""
    match = rules.ORDINALS.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + BEHIND))
    counts = member_counts(anchor.label)
    if not match or not counts or _NO_NAME.search(anchor.label):
        return None
    members = ordinals(text, match.end(), anchor.scope[1])
    if len(members) not in counts:
        return None
    return Finding(rules.ORDINALS, (match.end(), members[-1][1]), members, Count.AGREES, 1.0)


def of_goals(text: str, anchor: Anchor) -> Finding | None:
    """实施“321”计划，力争…3家，…2家，…1家."""
    match = rules.GOALS.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 230))
    members = goals(text, match.span("text"), anchor.label) if match else ()
    if not match or not members:
        return None
    return Finding(rules.GOALS, (members[0][0], match.end("text")), members, Count.UNCOUNTED, 1.0)


def number_one(text: str, anchor: Anchor) -> Finding | None:
    """“一号工程”青龙山抽水蓄能项目."""
    match = rules.NUMBER_ONE.regex.match(text, anchor.opened, min(anchor.scope[1], anchor.closed + 40))
    if not match:
        return None
    return Finding(rules.NUMBER_ONE, match.span("text"), (match.span("text"),), Count.UNCOUNTED, 1.0)


_BEHIND: tuple[Reader, ...] = (together, bracket, that_is, in_order, colon, of_goals, number_one)
_BEFORE: tuple[Reader, ...] = (
    content,
    echoes.roles,
    echoes.quoted_content,
    quoted_list_before,
    list_before,
)
_ECHOES: tuple[Reader, ...] = (
    echoes.parts_behind,
    echoes.plus_before,
    echoes.signs_before,
    echoes.figures_behind,
    echoes.echoed_behind,
)
"""They look for their own signs."""

READERS: Mapping[str, Reader] = {
    rules.TOGETHER.name: together,
    rules.THAT_IS.name: that_is,
    rules.BRACKET.name: bracket,
    rules.ORDINALS.name: in_order,
    rules.COLON.name: colon,
    rules.GOALS.name: of_goals,
    rules.NUMBER_ONE.name: number_one,
    rules.CONTENT.name: content,
    rules.LED.name: content,
    rules.QUOTED_LIST_BEFORE.name: quoted_list_before,
    rules.LIST_BEFORE.name: list_before,
    rules.BARE_LIST_BEFORE.name: list_before,
    echo_rules.ROLES.name: echoes.roles,
    echo_rules.QUOTED_CONTENT.name: echoes.quoted_content,
    echo_rules.ECHOED.name: echoes.echoed_behind,
    echo_rules.FIGURES.name: echoes.figures_behind,
    echo_rules.SINGLE_SIGNS.name: echoes.signs_before,
    echo_rules.PLUS.name: echoes.plus_before,
    echo_rules.PARTED.name: echoes.parts_behind,
}
"""The reader of each rule."""
