"""和, 与, 及 where they join, and the words in which they do not: 和谐, 参与, 普及."""

from __future__ import annotations

from tifatu.builders.language.forms import Form, any_of

JOINS = "joins"

SIGNS = "和与及"
"""The conjunctions of one character, for classes: a phrase that none of them breaks."""

CONJUNCTIONS: tuple[Form, ...] = (
    Form("以及", JOINS, ("茶园以及果园",)),
    Form(
        "和",
        JOINS,
        ("水稻和小麦", "水乡和美丽村庄"),
        ("社会和谐", "饱和", "民族和睦", "保护和美乡村"),
        "[谐平睦解善气县田顺]|美(?!丽)",
        ("[共饱总缓温柔祥谦随中调亲]",),
    ),
    Form("与", JOINS, ("桥梁与隧道",), ("积极参与", "与时俱进", "与会"), "时俱进|会|否", ("[参赋给]",)),
    Form("及", JOINS, ("县城及乡镇",), ("及时处理", "普及科学"), "[时格其]", ("[普涉以危触波顾旅提惠]",)),
)


def conjunction() -> str:
    """A regular expression for the conjunctions; it holds with and without re.VERBOSE.

    >>> import re
    >>> re.findall(conjunction(), "社会和谐、水稻和小麦以及茶叶")
    ['和', '以及']
    """
    return any_of(CONJUNCTIONS)
