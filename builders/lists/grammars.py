"""The grammars of lists by name: what each looks like, with examples of our own that are tests as well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A headword, its definition and the items that the definition lists (none for a counter-example)."""

    label: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """One way to list (枚举方式); its name is kept with the components that it finds."""

    name: str
    why: str
    hits: tuple[Example, ...]
    misses: tuple[Example, ...] = ()


GRAMMARS: tuple[Grammar, ...] = (
    Grammar(
        "enumeration",
        "Items between 、 within one clause.",
        (
            Example("“三清”行动", "实施清河道、清渠道、清塘坝行动。", ("清河道", "清渠道", "清塘坝")),
            Example("五类设施", "学校、医院、车站、公园、书店等五类设施。", ("学校", "医院", "车站", "公园", "书店")),
            Example("产学研", "企业生产、学校教学、院所科研。", ("企业生产", "学校教学", "院所科研")),
        ),
        (Example("河畔夜市", "在河堤上摆卖小吃、玩具、书籍的集市。"), Example("三年行动", "修路、架桥、通车。")),
    ),
    Grammar(
        "enumeration-end",
        "The last items of a row of 、; the first ones belong to the words before the list.",
        (
            Example(
                "七条措施",
                "县委、县政府提出的发展农业、加强水利、扩大绿化、改善交通、兴办教育、扶持商业、保护文物7个方面的措施。",
                ("发展农业", "加强水利", "扩大绿化", "改善交通", "兴办教育", "扶持商业", "保护文物"),
            ),
        ),
    ),
    Grammar(
        "commas",
        "Clauses between commas, alike in beginning, end or verb, or many of them.",
        (
            Example("两个只增不减", "教师编制只增不减，教育经费只增不减。", ("教师编制只增不减", "教育经费只增不减")),
            Example(
                "“三个坚决”",
                "坚决防汛、防风，坚决防火，坚决防疫、防病。",
                ("坚决防汛、防风", "坚决防火", "坚决防疫、防病"),
            ),
        ),
        (Example("两头挂", "把村里的果子卖到城里，从而带动农户增收。"),),
    ),
    Grammar(
        "semicolons",
        "Stretches between semicolons.",
        (
            Example(
                "三个阶段",
                "第一阶段，用两年打基础；第二阶段，用三年上台阶；第三阶段，用五年成规模。",
                ("第一阶段，用两年打基础", "第二阶段，用三年上台阶", "第三阶段，用五年成规模"),
            ),
        ),
    ),
    Grammar(
        "sentences",
        "Sentences that all begin or end alike.",
        (
            Example(
                "三个一律",
                "一律取消收费。一律公开流程。一律限时办结。",
                ("一律取消收费", "一律公开流程", "一律限时办结"),
            ),
        ),
        (Example("两座桥", "东桥在县城以东。西桥建成于去年。"),),
    ),
    Grammar(
        "groups",
        "、 within commas or semicolons; the label's numerals or the same look hold the groups together.",
        (
            Example(
                "四增两减",
                "增加绿地、水面、步道、座椅，减少噪声、扬尘。",
                ("绿地", "水面", "步道", "座椅", "噪声", "扬尘"),
            ),
            Example(
                "“4+3”产业",
                "茶叶、蚕桑、柑橘、药材四大产业，乡村旅游、农村电商、农资配送三项服务。",
            ),
        ),
    ),
    Grammar(
        "pair",
        "Two items, joined by 和 or 与 alone.",
        (
            Example("双提升", "提升供水能力和供电能力。", ("供水能力", "供电能力")),
            Example("能耗“双控”", "能耗总量和强度双控。", ("总量", "强度")),
        ),
        (Example("双城记", "写两座城市的小说。"),),
    ),
    Grammar(
        "quotations",
        "Titles or quotations side by side, with or without separators.",
        (
            Example("两办法", "印发《河道管理办法》《渠道管理办法》。", ("《河道管理办法》", "《渠道管理办法》")),
            Example("三张名片", "擦亮“茶乡”“桥乡”“歌乡”。", ("“茶乡”", "“桥乡”", "“歌乡”")),
        ),
    ),
    Grammar(
        "numbered",
        "Items numbered 一是, 二是 or （1）, （2）.",
        (
            Example(
                "三步走",
                "一是年内建成示范点，二是明年推广到各乡镇，三是后年实现各村都有。",
                ("年内建成示范点", "明年推广到各乡镇", "后年实现各村都有"),
            ),
        ),
    ),
    Grammar(
        "plus",
        "Items joined by plus signs.",
        (Example("“三方联动”", "村委会+合作社+农户。", ("村委会", "合作社", "农户")),),
    ),
    Grammar(
        "echo",
        "Clauses that repeat what the label counts, wherever they stand.",
        (
            Example(
                "两个首次破百",
                "粮食产量首次破百万吨，比上年多一成，农民增收，旅游人次首次破百万，商户增收。",
                ("粮食产量首次破百万吨", "旅游人次首次破百万"),
            ),
        ),
    ),
    Grammar(
        "quoted-echo",
        "Quotations that repeat what the label counts, in clauses of their own.",
        (
            Example(
                "三张网", "铺好城乡“供水网”，织密村组“道路网”，建成全县“光纤网”。", ("“供水网”", "“道路网”", "“光纤网”")
            ),
        ),
    ),
    Grammar(
        "part-names",
        "The names of the parts, where the label counts them and does not name them.",
        (
            Example(
                "“双轮”工程",
                "“水利轮”和“交通轮”，其中“水利轮”指修渠、筑坝；“交通轮”指修路、架桥。",
                ("“水利轮”", "“交通轮”"),
            ),
        ),
    ),
)

VARIANTS: dict[str, tuple[str, str]] = {
    "quoted-": ("within quotation marks", "在引号之内"),
    "introduced-": ("behind 包括, 即 or a colon", "在“包括”“即”或冒号之后"),
    "summed-": ("before the number said again, though the clause goes on", "在再次说出数目之前，分句未完"),
    "-and": ("with the last items parted at 和, 与, 及 or 以及", "最后几项在“和”“与”“及”“以及”处分开"),
}
"""Beginnings and ends of a name, and what they add, in English and Chinese."""
