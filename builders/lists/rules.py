"""The signs of a list: what joins its items, introduces it, sums it up, numbers it, or shows that it is none."""

from __future__ import annotations

from tifatu.builders.language.conjunctions import conjunction
from tifatu.builders.language.connectives import AS, CONTAINS, DEALS, IS, MEANS, connective
from tifatu.builders.language.numerals import LONGEST, value
from tifatu.builders.language.rule import Hit, Rule

HAN_NUMBERS = "一二两双三四五六七八九十百"
CLASSIFIERS = "大|方面|方|个|项|条|类|种|张|位|名|件|家|座|支|场|批|只|本|套|对|组|块|区|市|链|轮|步|级|重|层"

CONJUNCTION = Rule(
    name="conjunction",
    why="和, 与, 及 and 以及 join the last item of a list, where they are no part of a word.",
    pattern=conjunction(),
    hits=(Hit("水稻和小麦", {}), Hit("桥梁与隧道", {}), Hit("县城及乡镇", {}), Hit("茶园以及果园", {})),
    misses=("社会和谐", "积极参与", "及时处理", "普及科学"),
)

OPEN_END = Rule(
    name="open-end",
    why="等 leaves a list open; in 平等, 高等, 等级 it is part of a word.",
    pattern=r"(?<![平同均高优中初上下特劣甲乙头何]) 等 (?![级候待于同量次离价额高])",
    hits=(Hit("水稻、小麦等作物", {}), Hit("修渠、筑坝等", {})),
    misses=("男女平等", "高等院校", "等级划分"),
)

SAID_AGAIN = Rule(
    name="number-said-again",
    why="Behind a list its number is said again with a class noun: 五大体系, 6项重点工程, N个专项规划.",
    pattern=rf"""(?:这|共计?|合计|等|的){{0,4}}
        (?P<n> (?<![{HAN_NUMBERS}]) [{HAN_NUMBERS}]{{1,{LONGEST}}} | (?<!\d) \d{{1,{LONGEST}}} | [NX多] )
        (?:{CLASSIFIERS})""",
    hits=(Hit("责任、监督五大体系", {"n": "五"}), Hit("等6项重点工程", {"n": "6"}), Hit("N个规划", {"n": "N"})),
    misses=("重点工程", "第三产业", "五年"),
)

INTRODUCED = Rule(
    name="introduced",
    why="包括, 涵盖, 分别是 or a colon stands before the list; 即 where it is no part of 即将, 即使.",
    pattern=rf"""
        {connective(CONTAINS, DEALS)} | 主要[有是] | 具体为 | (?:划|确)定的
      | 即 (?![将可使时]) | 提出 (?!的) | ：
    """,
    hits=(Hit("三个园区，包括东园、西园、南园", {}), Hit("具体为：通水、通电", {}), Hit("即修渠、筑坝", {})),
    misses=("即将开工", "提出的任务"),
)

ORDINAL = Rule(
    name="ordinal",
    why="一是, 二是, （1）, 1）, 1. or ① number the items of a list, each behind a stop.",
    pattern=r"""
        (?: (?<=^) | (?<=[，；。：、]) )
        (?: 其?第?(?P<han> [一二三四五六七八九十]{1,3} )(?:是|、|要|来|，)
          | （(?P<bracket> [一二三四五六七八九十\d]{1,3} )）
          | (?P<plain> \d{1,2} )(?:）|[.．](?!\d))
          | (?P<circle> [①-⑳] ) )
    """,
    hits=(
        Hit("一是修渠；", {"han": "一"}),
        Hit("（2）筑坝；", {"bracket": "2"}),
        Hit("①通水", {"circle": "①"}),
        Hit("；2）筑坝", {"plain": "2"}),
    ),
    misses=("统一是关键", "一流水平", "2.5亿元"),
)

ROLES = Rule(
    name="roles",
    why="以甲为核心、乙为载体: the items are what is given a role, 甲 and 乙.",
    pattern=r"以? (?P<item> [^为]{2,30} ) 为 (?!民|了) [^、，；]{2,40}",
    hits=(Hit("以村社为平台", {"item": "村社"}), Hit("合作社为载体的新模式", {"item": "合作社"})),
    misses=("以人为本", "修渠筑坝", "一心为民办事"),
)

ROLE_BEHIND = Rule(
    name="role-behind",
    why="Behind a list stands the role of all its items, or a duty: 茶叶、柑橘为主导; …必须集体决定.",
    pattern=r"""
        必须 | 应当 | (?:整|融)?合(?:并)?为 | 融为 | 归并
      | 作?为 (?: 主导 | 主(?!题) | 重点 | 核心 | 中心 | 支撑 | 龙头 | 骨干 | 引领 | 主体 | 依托 | 基础 | 补充 | 载体
               | 抓手 | 代表 | 主题 | 内容 | 主要内容 | 特色 | 纽带 | 枢纽 | 辅助 | 增长极 | 方向 )
    """,
    hits=(Hit("茶叶、柑橘为主导", {}), Hit("大额资金使用必须集体决定", {})),
    misses=("以人为本", "作为"),
)

DEED_BEHIND = Rule(
    name="deed-behind",
    why="Behind a list stands what is done with all its items: 路旁、水旁进行绿化.",
    pattern="进行|开展|实施|实行|组成|构成|共同|联合|发起|部署|产生|形成|串联|建立|分别|有机|深度",
    hits=(Hit("路旁、水旁进行绿化", {}), Hit("三方共同签署", {})),
    misses=("通水、通电",),
)

ISSUED = Rule(
    name="issued",
    why="Bodies before 印发 or 发起 issue something together; they are no items: 县委、县政府联合印发的《…》.",
    pattern=r"""
        (?: 办公[厅室] | 政府 | 国务院 | 中央 | (?<![全内]) 部 | [委局厅会院] ) (?: 等 [^、，；。《》“”]{0,10} )?
        (?:联合|共同)* (?:印发|下发|颁布|发布|发起)
    """,
    hits=(
        Hit("县委、县政府联合印发的《实施办法》", {}),
        Hit("市教育局、市体育局等6部门印发", {}),
        Hit("水利部发起", {}),
    ),
    misses=("全部印发", "政府负责", "信息发布"),
)

PROSE = Rule(
    name="prose",
    why="A clause that begins so goes on with the thought before it; it is no item of a list of clauses.",
    pattern=r"""
        包括 | 不仅 | 而且 | 但 | 从而 | 使 | 其 | 进而 | 旨在 | 目的 | 核心是 | 主要[目指] | 是 (?!否) | 该 | 则 | 如
      | 因此 | 所以 | 由此 | 以此 | 至此 | 目前 | 必须 | 有[助利]于 | 满足
    """,
    hits=(Hit("从而带动农户增收", {}), Hit("目的是方便群众", {})),
    misses=("修渠筑坝", "推进河道整治"),
)

CONNECTIVE = Rule(
    name="connective",
    why="指, 即, 是指, 主要包括 and the like stand before the defining words.",
    pattern=rf"""
        [：，]?
        (?: (?:主要|具体|分别|一般|就|也|原|通常|这里|简称)*
            {connective(MEANS, IS, AS)}
          | 主要(?:包括|有) | 简称 )?
        [：，]?
    """,
    hits=(Hit("是指修渠、筑坝", {}), Hit("：即修渠", {}), Hit("主要包括修渠", {})),
    misses=(),
)
"""Matched where the definition begins; it may match nothing."""

LIST_RULES: tuple[Rule, ...] = (
    CONJUNCTION,
    OPEN_END,
    SAID_AGAIN,
    INTRODUCED,
    ORDINAL,
    ROLES,
    ROLE_BEHIND,
    DEED_BEHIND,
    ISSUED,
    PROSE,
    CONNECTIVE,
)


def number_value(written: str) -> int | None:
    """The number that is written; None for N, X, 多; -1 where it is none.

    >>> number_value("十二"), number_value("N"), number_value("15")
    (12, None, 15)
    """
    return None if written in ("N", "X", "多") else value(written) or -1
