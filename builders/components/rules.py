"""How a definition names a part of its slogan: “三区”是指…; 三区即…; “四员”（…）; 以老城为“一核”."""

from __future__ import annotations

from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.rule import Hit, Rule

_ADVERB = "(?:则|就|也|均|主要|具体|分别|特)*"
_STRONG = rf"(?: [，：]? {_ADVERB} (?:{connective(MEANS)}|代表) [：，]? | (?=分别对应) )"
_WEAK = rf"(?: [，：]? {_ADVERB} (?:为|是|包括|包含|：) [：，]? | ， )"
NUMBER = r"(?:[一二两三四五六七八九十百千双多]{1,3}|\d{1,3}|[NX])"
"""A numeral as it stands in the name of a part."""

NAMED_IN_QUOTES = Rule(
    name="part-quoted",
    why="A quoted name before 是指, 即, 就是; before 为, 是, ，or a bracket where the label has the name, too.",
    pattern=rf"""
        (?P<name> “[^“”，。；：]{{1,24}}” [^“”，。；：、（）\d]{{0,8}}? )
        (?: (?P<strong> (?: （[^（）]{{1,20}}） )? {_STRONG} ) | (?P<bracket> （ ) | (?P<weak> {_WEAK} ) )
    """,
    hits=(
        Hit("“三园”是指东园、西园、南园", {"name": "“三园”"}),
        Hit("“水”，从水源地引清水", {"name": "“水”"}),
        Hit("“两员”（河道员、护林员）", {"name": "“两员”"}),
        Hit("“领头雁”企业指年产值过亿的企业", {"name": "“领头雁”企业"}),
        Hit("“三险”（三项保险）指", {"name": "“三险”", "strong": "（三项保险）指"}),
    ),
    misses=("推进“三园”建设", "“三园”“两河”", "“一站式”即时结算", "“两员”指导农户"),
)

NAMED_BARE = Rule(
    name="part-bare",
    why="A number with a noun opens a clause before 即, 是指, 包括 or a colon: 三园即…; 4个重点园区：….",
    pattern=rf"""
        (?: (?<=[，；。、：]) | ^ | (?<=其中) | (?<=[，；。、：]和) )
        (?P<name> {NUMBER} [^，。；：、“”（）即指是为]{{0,14}}? )
        (?: (?P<strong> {_STRONG} ) | (?P<weak> ，? {_ADVERB} 包[括含] | {_ADVERB} 为 | ： ) )
    """,
    hits=(
        Hit("三横分别为东路、西路、南路", {"name": "三横"}),
        Hit("三园即东园、西园、南园", {"name": "三园"}),
        Hit("4个重点园区：东园、西园、南园、北园", {"name": "4个重点园区"}),
    ),
    misses=("建成三园", "其三园建设"),
)

NAMED_BEHIND = Rule(
    name="part-named-behind",
    why="The name stands behind its words: 以老城为“一核”; 河道员、护林员“两员”; 逾期的项目，评为“蜗牛项目”.",
    pattern=r"""
        (?: ^ | (?<=[；。、，]) ) (?P<body> [^；。“”]{2,120}? )
        (?P<verb> ，?(?:评为|称为|列为|认定为|称作|作为|为) )?
        (?P<name> “[^“”，。；：]{1,24}” ) (?= [；。，、] | $ )
    """,
    hits=(
        Hit("以老城为“一核”、以新城为“两翼”", {"body": "以老城", "name": "“一核”"}),
        Hit("河道员、护林员“两员”；", {"body": "河道员、护林员", "name": "“两员”"}),
    ),
    misses=("“两员”下沉到村",),
)

BEFORE_BODY = Rule(
    name="before-body",
    why="A verb, 以 or a reference before the words of a part that is named behind them belongs to no part.",
    pattern=r"""
        (?: 构建起 | 构建 | 建立 | 建设 | 打造 | 强化 | 实施 | 推进 | 开展 | 健全 | 形成 | 以 | 将 | 把 | 对 ) (?=.{2})
      | [^，；。]{1,12}? (?:办法|规定|要求) ，
    """,
    hits=(Hit("构建起河道员、护林员", {}), Hit("按照管理办法，逾期的项目", {})),
    misses=("河道员、护林员",),
)

LEAD_CLAUSE = Rule(
    name="lead-clause",
    why="A clause such as 新区的战略定位 only introduces the groups behind it.",
    pattern=r"^ [^、]* (?:定位|布局|格局|规划|体系|方案|目标|要求|提出|明确|时|称) $",
    hits=(Hit("新区的战略定位", {}), Hit("县城发展布局", {})),
    misses=("建设东园", "东园、西园布局"),
)

SECOND_NAME = Rule(
    name="second-name",
    why="“4”即“四节点”，指…: a part's second name stands before its list.",
    pattern=rf"^ “[^“”]{{1,12}}” [，：]? {connective(MEANS)} [，：]?",
    hits=(Hit("“四节点”，指东园、西园", {}), Hit("“两园”是指东园、西园", {})),
    misses=("“两园”指导农户", "“两园”、“四节点”"),
)

PART_RULES: tuple[Rule, ...] = (NAMED_IN_QUOTES, NAMED_BARE, NAMED_BEHIND, BEFORE_BODY, LEAD_CLAUSE, SECOND_NAME)

GROUPED: dict[str, str] = {
    "part-semicolons": "Semicolons or full stops set the groups apart, one for each numeral of the label.",
    "part-numbers-said": "Commas set the groups apart, and each group says its number again: 五大产业，三大产业.",
    "part-conjunctions": "Commas set the groups apart, and 和 joins the items of each.",
    "part-commas": "Commas set the groups apart, 、 the items of each; the items are listed in one row, too.",
    "part-row": "A row of digits or sizes (1246, 百千万), each of which its own clause repeats.",
    "part-quotations": "Each group stands in quotation marks of its own.",
    "part-and": "和 or 以及 joins two groups, and the label's numerals count them.",
}
"""Rules that find parts which the definition does not name: name and reason."""
