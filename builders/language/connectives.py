"""Words between a term and what it means: 指, 即, 是指, 意思是. A new one is one line here, and every room follows."""

from __future__ import annotations

from tifatu.builders.language.forms import Form, any_of

MEANS = "means"
"""The words behind say what the term means."""

IS = "is"
"""是: behind a term it says what it means, or only something about it."""

AS = "as"
"""为: the same, and as often part of 以…为."""

SHORT = "short"
"""The term is short for the words behind, or the other way about."""

DEALS = "deals"
"""The words behind are dealt out to several terms: 分别是."""

CONTAINS = "contains"
"""The words behind are what the thing is made of: 包括."""

ALSO_BEFORE_VERBS = "[以位席开到办享评起征食墨]"
"""Where no comma stands before it, 即 before these is the adverb 'at once' or part of a word: 即开即走, 即到即办."""

CONNECTIVES: tuple[Form, ...] = (
    Form("是指的是", MEANS, ("“两网”是指的是水网、电网",)),
    Form("也就是", MEANS, ("“两网”，也就是水网、电网",)),
    Form("指的是", MEANS, ("“两网”指的是水网、电网",)),
    Form("即是指", MEANS, ("“两网”即是指水网、电网",)),
    Form("意思是", MEANS, ("“两网”意思是水网、电网",)),
    Form("是指", MEANS, ("“两网”是指水网、电网",), ("是指导员",), "[导挥标数令]"),
    Form("即是", MEANS, ("“两网”即是水网、电网",)),
    Form("即指", MEANS, ("“两网”即指水网、电网",)),
    Form("即为", MEANS, ("“两网”即为水网、电网",)),
    Form("就是", MEANS, ("“两网”就是水网、电网",)),
    Form("亦即", MEANS, ("“两网”，亦即水网、电网",)),
    Form("系指", MEANS, ("“两网”系指水网、电网",), ("体系指标",), not_behind=("体",)),
    Form("意指", MEANS, ("“两网”意指水网、电网",)),
    Form("意为", MEANS, ("“两网”意为水网、电网",)),
    Form("意即", MEANS, ("“两网”意即水网、电网",)),
    Form(
        "指",
        MEANS,
        ("“两网”指水网、电网", "“两站”指南桥站、北桥站"),
        ("“两员”指导农户", "办事指南的修订", "“两清”指标", "“两办”指尖办"),
        "[挥标导数定示引出明向点派教战纹令望责尖头甲]|南(?:针|[》”、，。；的和及]|$)",
    ),
    Form("即", MEANS, ("“两网”，即水网、电网",), ("“两网”即将建成", "“一站式”即时结算"), "[将使便可刻日时期兴]"),
    Form("是", IS, ("“两网”是水网、电网",), ("“两网”是否建成", "“两网”是非"), "[否非]"),
    Form("为", AS, ("“两网”为水网、电网",)),
    Form("简称", SHORT, ("水网、电网，简称“两网”",)),
    Form("全称", SHORT, ("“两网”全称水电两网",)),
    Form("分别是", DEALS, ("“两网”分别是水网、电网",)),
    Form("分别为", DEALS, ("“两网”分别为水网、电网",)),
    Form("分别指", DEALS, ("“两网”分别指水网、电网",), ("分别指导",), "[导挥]"),
    Form("代表", DEALS, ("“水”代表水网",)),
    Form("包括", CONTAINS, ("“两网”包括水网、电网",)),
    Form("包含", CONTAINS, ("“两网”包含水网、电网",)),
    Form("涵盖", CONTAINS, ("“两网”涵盖水网、电网",)),
)
"""All of them. The order counts for nothing: of two that fit, the longer is taken."""


def connective(*kinds: str) -> str:
    """A regular expression for the connectives of some kinds; it holds with and without re.VERBOSE.

    Args:
        kinds: MEANS, IS, AS, SHORT, DEALS, CONTAINS; one or more.

    >>> import re
    >>> re.search(connective(MEANS), "“两员”指导农户，是指帮扶")[0]
    '是指'
    """
    return any_of(form for form in CONNECTIVES if form.kind in kinds)
