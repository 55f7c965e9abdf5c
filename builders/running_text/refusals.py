"""Why an enumeration of the right length is not the slogan's own after all: it names subjects, fields, neighbours.

增强“四个意识”、做到“两个维护” has two pieces before a slogan of two, and neither says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from tifatu.builders.language.words import alternation, word_set
from tifatu.builders.running_text.first_member import word_at
from tifatu.graph.labels import CLOSING, OPENING
from tifatu.graph.model import Span

LONGEST = 40
"""Characters: a member is never longer."""

EXAMPLES = re.compile(r"(?<![平均同高中初优对])等(?=[^级候待])")
"""等 inside a piece: what precedes it are examples of what follows."""

_COUNTED_EXAMPLES = re.compile(r"等(?=\d)")
"""等 before a figure, 等190个事项: examples, however many there are."""

_OTHER_SLOGAN = re.compile(
    rf"[{OPENING}][^{CLOSING}]{{0,2}}[二三四五六七八九十两双\d](?![^{CLOSING}]{{1,8}}[{CLOSING}][^{OPENING}]{{4}})|(?:为|[两二三四五六七八九十]个)[{OPENING}]"
)
"""A slogan of its own, unless it only qualifies a noun: “平急两用”基础设施建设."""
_UNFINISHED = re.compile(
    r"(?:等|之一|分别|均|共|已|被|持续|连续|率先|[以在为对向从到是把将禁]|为(?:单元|单位|主|主体|核心|重点|基础|依托|牵引|抓手))\Z"
)
_COUNTED_SUBJECTS = re.compile(r"[两三四五六七八九十](?:[县市区镇村乡州省地校院馆]|家|户|大?企业)\Z")
"""甲、乙两县实现“双高”: the list is counted by a noun of its own, whatever the slogan says of it."""

_LEVELS = re.compile(
    r"(?:[国省市县区州]家?级|国家|中央|全国|[省市县区州盟旗乡镇村]|自治区|上级|国务院|全球|国内外|海内外|[省市县区州]委|[省市县区州]政府)\Z"
)

_QUANTITY = re.compile(r"约?[\d.]+[万亿余多]{0,2}[户个人亩元家公里吨项件名座处所条]{0,2}")
"""完成310户和2.4万户“两清零”: figures are no members."""

_DEEDS = "帮扶|支援|援助|对口|惩治|打击|严打|严惩|查处|整治|联合|携手|牵手"
_ACTS = re.compile(rf"(?:{_DEEDS})(?:了|好)?(?=..)")
_ACTING = re.compile(rf"(?:{_DEEDS})(?:了|好)?[^，,；;。：:]{{0,4}}\Z")
"""Verbs of aid, blow and joint work: what they act on is whom a slogan is for."""

_FIGURE = re.compile(r"\d+(?:个|家|户|条|座|项|名|所)")
_ABOVE = re.compile(r"以[上下内外]\Z")
"""规模以上, 限额以下: what is so measured stands behind the next one, too."""

_ATTRIBUTE = 4
"""Characters of an attribute such as 成长型."""

Sign = Callable[[str, Span], bool]


def refuse_piece(text: str, piece: Span, *, examples: bool = True) -> bool:
    """Whether a piece can never be a member: too long, with examples inside, or itself a counted slogan.

    >>> refuse_piece("增强“四个意识”", (0, 8)), refuse_piece("基层治理", (0, 4))
    (True, False)
    """
    too_long = piece[1] - piece[0] > LONGEST
    example = (EXAMPLES if examples else _COUNTED_EXAMPLES).search(text, piece[0] + 2, piece[1])
    return too_long or bool(_OTHER_SLOGAN.search(text, *piece) or example)


def refuse(text: str, members: Sequence[Span], *, closed: bool = False) -> bool:
    """Whether the pieces before a slogan are something else than its members.

    Args:
        text: The whole text.
        members: What stands before the slogan.
        closed: True where 等 stands behind the last one, so that no verb at its end governs the slogan.

    >>> text = "把握、落实“两个要求”"
    >>> refuse(text, ((0, 2), (3, 5)))
    True
    """
    last = members[-1]
    return bool(
        _UNFINISHED.search(text, *last)
        or _COUNTED_SUBJECTS.search(text, *last)
        or _command().fullmatch(text, *last)
        or (not closed and any(_only_last(sign, text, members) for sign in (_ends_with_verb, _is_verb, _has_predicate)))
        or (len(members) == 2 and any(sign(text, members) for sign in _OF_TWO))
        or all(_QUANTITY.fullmatch(text, *member) for member in members)
        or (_is_verb(text, members[0]) and text[members[0][1]] in "与同")  # 实现与甲、乙“三规合一”
        or _half_said(text, members)
        or _verbs_in_a_row(text, members)
        or _slogan_each(text, members)
        or _beside(text, members)
    )


def _only_last(sign: Sign, text: str, members: Sequence[Span]) -> bool:
    """Whether the last member has a sign that no other has: it then governs the slogan, as 做到 does."""
    return sign(text, members[-1]) and not any(sign(text, member) for member in members[:-1])


def _acted_on(text: str, members: Sequence[Span]) -> bool:
    """结对帮扶青川、柳河“双到”: two objects of aid or blows, or two places, are not what the slogan counts."""
    start = members[0][0]
    return bool(_ACTING.search(text, max(0, start - 8), start) or _ACTS.match(text, *members[0]))


def _deed_last(text: str, members: Sequence[Span]) -> bool:
    return _only_last(_is_deed, text, members)


def _counted_last(text: str, members: Sequence[Span]) -> bool:
    """规划和6个园区“双集中”: who does it is counted, and is no member beside a thing that is not."""
    return bool(_FIGURE.match(text, *members[1])) and not _FIGURE.match(text, *members[0])


_OF_TWO = (_deed_last, _acted_on, _counted_last)
"""What refuses two members alone: so few say little by their number."""


def _ends_with_verb(text: str, member: Span) -> bool:
    start, end = member
    verbs = word_set("running_verbs") - word_set("running_verbal_nouns")
    return any(text[max(start, end - size) : end] in verbs for size in (2, 3, 4))


def _is_verb(text: str, member: Span) -> bool:
    return text[slice(*member)] in word_set("running_verbs") - word_set("running_verbal_nouns")


def _is_deed(text: str, member: Span) -> bool:
    """Whether a member is a verbal noun or ends in 创建: 甲县、乙县创建“两山”基地."""
    words = text[slice(*member)]
    return words in word_set("running_verbal_nouns") or words.endswith(("创建", "争创"))


def _has_predicate(text: str, member: Span) -> bool:
    return bool(_predicate().search(text, *member))


@cache
def _predicate() -> re.Pattern[str]:
    """An adverb of resolve and a verb at the end, or a verb of being chosen inside: 深入推进, 入选省级."""
    end = rf"(?:{alternation('running_intents')})(?:{alternation('running_verbs')})\Z"
    return re.compile(
        rf"{end}|.(?:入选|入围|获评|荣获|创建|跻身|列入|纳入|保持)(?=.)|被(?=[列评授命认纳选确誉])|成为(?=.)"
    )


@cache
def _command() -> re.Pattern[str]:
    """An adverb of resolve and a verb and nothing more: 一体落实."""
    return re.compile(rf"(?:{alternation('running_intents')}|一体|统筹)(?:{alternation('running_verbs')})")


def _half_said(text: str, members: Sequence[Span]) -> bool:
    """支持民营型、外向型企业发展“双十条”: all but the last are attributes of a noun that only the last one has."""
    *before, (start, end) = members
    if all(_ABOVE.search(text, *member) for member in before):
        return not _ABOVE.search(text, start, end)
    mark = text[before[0][1] - 1]
    size = max(b - a for a, b in before)
    said = text.find(mark, start + 1, start + size + 1) + 1
    short = said - start <= _ATTRIBUTE and all(text[b - 1] == mark for _, b in before)
    return mark in "型性级类式" and short and 0 < said < end - 1


def _verbs_in_a_row(text: str, members: Sequence[Span]) -> bool:
    """学习、贯彻、落实上级“三个文件”, 认识和把握“两个趋势”: verbs with one object."""
    verbs = word_set("running_verbs")
    *before, last = members
    if not all(text[slice(*member)] in verbs for member in before) or not word_at(text, *last, verbs):
        return False
    return len(members) == 2 or text[slice(*last)] not in verbs


def _slogan_each(text: str, members: Sequence[Span]) -> bool:
    """窗口“零等候”、热线“三提速”: each subject has a slogan of its own, and the last one has the slogan in question."""
    *before, last = members
    return text[last[1] - 1] not in CLOSING and any(
        text[end - 1] in CLOSING and text[start] not in OPENING for start, end in before
    )


def _beside(text: str, members: Sequence[Span]) -> bool:
    """Levels of government side by side, or a last piece that only qualifies the slogan: 低保、农村“三留守”人员."""
    if any(_LEVELS.match(text, *member) for member in members):
        return True
    shortest = min(end - start for start, end in members[:-1])
    return text[slice(*members[-1])] in word_set("running_fields") and shortest > 2 * (members[-1][1] - members[-1][0])
