"""Invented glossaries in layouts drawn at random: separator, numbers, decoration, heading, labels, order,
furniture, headwords with signs within, second paragraphs, marks of footnotes.

Decorations are drawn from all signs of Unicode, so that they stand in no list. ``benchmarks/glossary_layouts.py``
prints how well they are read; the tests hold a floor.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

TERMS: tuple[tuple[str, str], ...] = (
    ("“三净”行动", "净院落、净街巷、净水塘"),
    ("“双环”工程", "全县统一建设的供热环网和供气环网"),
    ("三坡两谷", "沿柳溪布局的茶坡、果坡、药坡和花谷、林谷"),
    ("柳溪指数", "反映小微企业经营状况的综合指标，每季度发布一次"),
    ("掌上柳溪", "用数据办事的政务平台，由县大数据中心建设"),
    ("“三优”渠", "设计优、施工优、管护优的灌溉渠道"),
    ("“六个一”机制", "一个项目、一名领导、一套班子、一张清单、一笔资金、一抓到底"),
    ("渡口长制", "由各级干部分段负责渡口保护的制度"),
    ("“双联”服务", "干部联企业、部门联项目。服务对象为规模以上企业"),
    ("一窗通办", "群众在一个窗口递交材料，后台分类办理，统一出件"),
    ("“五小”水利", "小水窖、小水池、小泵站、小塘坝、小水渠"),
    ("共享菜园", "村集体出租给市民耕种的小块土地"),
    ("“八有”村庄", "有路灯、有广场、有书屋、有超市、有诊所、有公厕、有绿地、有文化墙的村庄"),
    ("飞地茶厂", "设在外县而由本县企业经营的茶叶加工厂"),
    ("“银龄”食堂", "六十岁以上老人吃午餐的公益食堂"),
    ("夜间巡查日", "每月最后一个星期五由部门负责人带队检查工地的制度"),
)
"""Headwords as the speech writes them, and what they mean."""

ODD_TERMS: tuple[tuple[str, str], ...] = (
    ("“送肥下田、送药上山”行动", "农技人员按时令上门服务的行动"),
    ("LX-9通办", "用一个编号办九件事的窗口"),
    ("“一网：四端”平台", "一个网站和手机端、柜台端、自助端、电话端"),
    ("“5+2”值守制", "五个工作日和两个休息日都有人值守"),
    ("河（渠）长制", "由各级干部分段负责河渠保护的制度"),
    ("“看柳溪·游古渡”大赛", "面向全省的摄影大赛，每年举办一次"),
    ("“最多跑一次”2.0", "把线上办理扩大到全部乡镇"),
    ("柳溪粮仓", "全县统一管理的储备粮库。库容十二万吨"),
)
"""Headwords with 、, a colon, brackets, letters or digits within."""

SEPARATORS = ("：", "：指", ":", "——", "，指", "是指", "　", "  ", "。", "。即：", "\t", "\n", "", " — ", "为")
NUMBERS = (
    "",
    "{}.",
    "{}、",
    "（{}）",
    "[{}]",
    "circled",
    "一、",
    "（一）",
    "{}",
    "﹝ {} ﹞ ",
    "[^{}]: ",
    "注{}：",
    "mixed",
    "{})",
    "wide",
    "第{}条　",
    "({})、",
    "{}：",
    "No.{} ",
)
HEADINGS = (
    "名词解释", "《政府工作报告》名词解释", "注释", "解释和说明", "缩略语解释", "名称解释", "附件：有关名词解释",
    "名词解释名词解释", "名名词词解解释释", "关键词解读", "新提法简介", "**名词解释**", "生词小册", "读懂报告", "",
    "报告小词典", "新词速览", "术语一览", "有关概念释义", "名词小贴士", "附：报告中部分提法的说明",
)  # fmt: skip
LABELS = ("", "报告原文", "出处", "原句")
PLACES = ("", "line", "head", "around", "both")
TEXTS = ("", "", "", "paragraphs", "starred", "hashed")
"""A definition may have a second paragraph, its headword a mark of a footnote."""

EXTRAS = ("", "", "page", "page inside", "list", "blank", "two")
_HAN = "一二三四五六七八九十"
_PAIRS = ("【】", "《》", "〖〗", "«»", "〘〙", "⟦⟧", "｢｣", "❬❭")


@dataclass(frozen=True)
class Layout:
    """One choice along every axis."""

    separator: str
    numbers: str
    place: str
    """Where the decoration stands: nowhere, before the line, before the headword, around it, before and behind."""

    sign: str
    heading: str
    label: str
    order: str
    extra: str
    terms: str
    texts: str


@dataclass(frozen=True)
class Made:
    """A report with its glossary, and what is to be found."""

    layout: Layout
    text: str
    expected: tuple[tuple[str, str], ...]


@cache
def signs() -> tuple[str, ...]:
    """Signs that may decorate: symbols and odd punctuation of the basic plane."""
    kept = (chr(code) for code in range(0x2000, 0x2C00))
    drawn = [sign for sign in kept if unicodedata.category(sign) in ("So", "Po", "Sm")]
    return tuple(sign for sign in drawn if unicodedata.normalize("NFKC", sign) == sign and sign not in "…—‘’“”‥")


def layouts(seed: int, count: int) -> Iterator[Made]:
    """Reports with a glossary each; the same seed gives the same reports."""
    for number in range(count):
        yield _made(random.Random(f"{seed}:{number}"))


def _made(dice: random.Random) -> Made:
    place = dice.choice(PLACES)
    layout = Layout(
        separator=dice.choice(SEPARATORS),
        numbers=dice.choice(NUMBERS),
        place=place,
        sign=dice.choice(_PAIRS) if place == "around" else dice.choice(signs()),
        heading=dice.choice(HEADINGS),
        label=dice.choice(LABELS) if dice.random() < 0.4 else "",
        order=dice.choice(("speech", "shuffled")),
        extra=dice.choice(EXTRAS),
        terms=dice.choice(("", "odd")),
        texts=dice.choice(TEXTS),
    )
    terms = dice.sample(TERMS, dice.randint(4, 14))
    if layout.terms == "odd":
        terms += dice.sample(ODD_TERMS, dice.randint(1, 4))
    speech = _speech(terms)
    if layout.order == "shuffled":
        dice.shuffle(terms)
    entries = [_entry(layout, i, *term) for i, term in enumerate(terms, 1)]
    gap = "\n\n" if layout.extra == "blank" else "\n"
    if layout.extra == "page":
        entries.insert(len(entries) // 2, f"— {dice.randint(11, 40)} —")
    if layout.extra == "page inside":
        at = len(entries) // 2
        entries[at] = entries[at][:-4] + f"\n— {dice.randint(11, 40)} —\n" + entries[at][-4:]
    if layout.extra == "two" and layout.heading:
        entries.insert(len(entries) // 2, f"\n{layout.heading}（二）")
    text = f"{speech}\n\n{layout.heading}\n{gap.join(entries)}\n"
    if layout.extra == "list":
        text += "\n附件2\n2031年柳溪县十件实事\n一、新修北山道路。投入两千万元，新修道路十二公里。\n"
    words = "" if layout.separator not in ("：指", "，指", "是指", "为") else layout.separator[-1]
    more = _SECOND if layout.texts == "paragraphs" else ""
    return Made(layout, text, tuple((head, f"{words}{said}。{more}") for head, said in terms))


_SECOND = "此项工作由县里统一部署，各乡镇分头落实。"
_STARS = {"starred": "*", "hashed": "#"}


def _speech(terms: list[tuple[str, str]]) -> str:
    verbs = ("实施", "推进", "用好", "落实", "抓好", "建设")
    said = [f"我们{verbs[i % len(verbs)]}{head}，各项工作取得进展。" for i, (head, _) in enumerate(terms)]
    return (
        "柳溪县政府工作报告\n——2031年1月8日在柳溪县第十届人民代表大会第二次会议上\n县长　林某某\n各位代表：\n"
        + "\n".join(said)
        + "\n各位代表！让我们同心同德，为建设美好柳溪而努力奋斗！"
    )


def _entry(layout: Layout, i: int, head: str, said: str) -> str:
    shown, line = head + _STARS.get(layout.texts, ""), _number(layout.numbers, i)
    if layout.texts == "paragraphs":
        said = f"{said}。\n　　{_SECOND[:-1]}"
    if layout.place == "around":
        shown = layout.sign[0] + shown + layout.sign[1]
    if layout.place in ("head", "both"):
        shown = layout.sign + shown
    if layout.place == "both":
        shown += layout.sign
    if layout.place == "line":
        line = layout.sign + line
    if layout.label:
        return f"{line}{shown}\n{layout.label}：实施{head}，取得进展。\n解释：{_words(layout)}{said}。"
    if layout.separator in ("", "为") and "“" not in head:
        return f"{line}{shown}：{_words(layout)}{said}。"
    return f"{line}{shown}{layout.separator}{said}。"


def _words(layout: Layout) -> str:
    return layout.separator[-1] if layout.separator in ("：指", "，指", "是指", "为") else ""


def _number(style: str, i: int) -> str:
    if style in ("一、", "（一）"):
        han = _HAN[i - 1] if i <= 10 else "十" + _HAN[i - 11]
        return style.replace("一", han)
    if style == "wide":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in f"{i}.")
    if style in ("circled", "mixed"):
        return chr(0x2460 + i - 1) if style == "circled" or i <= 10 else f"{i}"
    return style.format(i)


def score(made: Made, found: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Right pairs, wanted pairs, found pairs; a leading connective and the final stop do not count."""
    wanted = {(_plain(head), _plain(said)) for head, said in made.expected}
    got = {(_plain(head), _plain(said)) for head, said in found}
    return len(wanted & got), len(wanted), len(got)


def _plain(words: str) -> str:
    words = unicodedata.normalize("NFKC", "".join(words.split())).strip("。：:")
    for lead in ("是指", "指", "为", "是", "即:", "即"):
        words = words.removeprefix(lead)
    return "".join(letter for letter in words if letter not in '“”"').strip(":")
