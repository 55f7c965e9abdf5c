"""Shapes and cues by which a quoted phrase is told to be a slogan, a name, an emphasis or a speech.

The rules read a sentence in which the phrase in question stands in “ ” and every other quoted phrase in ‘ ’, as
quotation.Context.sentence gives it. The order in which they are asked stands in slogans.QUESTIONS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.language.words import alternation

_LIST = re.compile(r"@(\w+)@")
_SIBLINGS = r"(?: [、和及与]? ‘[^‘’]{1,20}’ ){0,8} 等?"
"""Quoted neighbours that share the class noun behind the last of them."""

_NEAR = r"[^，。；：、！？‘’“”（）()的和]{0,8}?"
"""Words that may qualify a class noun behind the marks."""


@dataclass(frozen=True)
class ListRule(Rule):
    """A rule whose pattern names word lists: @cue_brands@ stands for any entry of that list."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, the lists filled in."""
        return re.compile(_LIST.sub(lambda name: f"(?:{alternation(name[1])})", self.pattern), re.VERBOSE)


SPEECH = Rule(
    name="speech",
    why="Whole sentences, and long runs without the rhythm of a list, are somebody's words.",
    pattern=r"“ (?P<quoted> [^“”]{0,80} [。！？；] [^“”]{0,300} | [^“”、，,]{31,400} | [^“”]{81,400} ) ”",
    hits=(
        Hit("他说：“水是这片土地的命。要管好每一滴水。”", {"quoted": "水是这片土地的命。要管好每一滴水。"}),
        Hit(
            "写下“我们要让后来的每一个人都记得这条路是怎样一锹一锹一年一年修出来的”",
            {"quoted": "我们要让后来的每一个人都记得这条路是怎样一锹一锹一年一年修出来的"},
        ),
    ),
    misses=("坚持“节水优先、空间均衡、系统治理、两手发力”", "开展“三清”行动"),
)

SAID = ListRule(
    name="said",
    why="Behind 指出, 强调 or 说： stand a person's own words.",
    pattern=r"(?: @cue_said@ [^，。；“”‘’]{0,4} [：:，,]? | [说讲] [：:] ) “ (?P<quoted> [^“”]{9,400} ) ”",
    hits=(Hit("常言道：“人心齐，泰山移，路再远也能到”", {"quoted": "人心齐，泰山移，路再远也能到"}),),
    misses=("会议强调“两个坚持”", "指出“三新一高”", "讲好“两条河、三座山、五个村庄”的故事"),
)

DATE = Rule(
    name="date",
    why="Month and day name an event, a flood or an earthquake, not a slogan.",
    pattern=r"""
        “ (?P<quoted> (?: (?:19|20)\d\d [·.．・•‧∙?？․-] )? (?: 0?[1-9] | 1[0-2] ) [·.．・•‧∙?？․]
          (?: [12]\d | 3[01] | 0?[1-9] ) ) ” (?! 级 | 倍 | 小时 | 度 | 万 | 亿 | 版 | 时代 | % )
    """,
    hits=(Hit("“6·17”洪灾", {"quoted": "6·17"}), Hit("抗击“7.20”特大暴雨", {"quoted": "7.20"})),
    misses=("“6+2”产业体系", "迈入“4.0”时代", "“13.5”万人"),
)

ONE_CHARACTER = Rule(
    name="one-character",
    why="A single character, a number of one or two digits or a sum is stressed, or a mere part of a slogan.",
    pattern=r"“ (?P<quoted> . | \d{1,2} | \d{1,3}\.\d{1,2}\+? | \d [+＋] [\d+＋]{1,5} [>＞] \d ) ”",
    hits=(
        Hit("产生“1+1>2”的效果", {"quoted": "1+1>2"}),
        Hit("做好“水”的文章", {"quoted": "水"}),
        Hit("“1”指一个平台", {"quoted": "1"}),
    ),
    misses=("“三农”工作", "“163”模式", "“1+N”体系"),
)

ABOUT_A_WORD = Rule(
    name="about-a-word",
    why="字 or 一词 behind the marks says that the words are spoken of as words.",
    pattern=r"""
        “ (?P<quoted> [^“”]{1,4} ) ”
        (?: 字 (?! 号 | 招牌 | 典 ) | [二两三] 字 (?! 要诀 ) | [一这] 个? 词 | 字样 | 的?称呼 )
    """,
    hits=(Hit("“实干”二字重千钧", {"quoted": "实干"}), Hit("突出“严管”字样", {"quoted": "严管"})),
    misses=("“老”字号", "“三清”行动", "“安民富”三字要诀"),
)

ZERO = Rule(
    name="zero",
    why="“零” and a noun or verb says that there is none of it; it stresses and names no programme.",
    pattern=r"“ (?P<quoted> 零的? (?! 基 | 工 | 碳 | 就业 | 证明 | 直排 | 售 | 担当 ) [^“”、+＋]{1,5} ) ”",
    hits=(Hit("安全生产“零事故”", {"quoted": "零事故"}), Hit("实现“零的突破”", {"quoted": "零的突破"})),
    misses=("“零基预算”改革", "“零碳”园区", "“零就业”家庭", "污水“零直排”区"),
)

STREAK = Rule(
    name="streak",
    why="A count of repeated successes (五连冠) is praise, not a programme.",
    pattern=r"“ (?P<quoted> [一二三四五六七八九十两双\d]{1,3} 连 [冠增丰胜降升涨优跳进快超好] ) ”",
    hits=(Hit("粮食生产“九连丰”", {"quoted": "九连丰"}),),
    misses=("“三连三送”活动", "“五联五心”机制"),
)

HARDSHIP = ListRule(
    name="hardship",
    why="“…难” and “缺…” name a trouble that people have.",
    pattern=r"""
        “ (?P<quoted> (?! @cue_hardship@ ) [^“”、一二三四五六七八九十急避]{1,6} [难贵]
          (?: 、 [^“”、]{1,6} [难贵] ){0,3} | 缺 [芯柜工电水钱人地才油气] ) ”
    """,
    hits=(
        Hit("破解“停车难”问题", {"quoted": "停车难"}),
        Hit("面临“缺芯”压力", {"quoted": "缺芯"}),
        Hit("缓解“买房难、买房贵”", {"quoted": "买房难、买房贵"}),
    ),
    misses=("“急难愁盼”问题", "“攻坚克难”行动", "“难中求进”", "开展“救急难”工作"),
)

ORDINAL = Rule(
    name="quoted-ordinal",
    why="第一, 第二 … rank something; they count no members.",
    pattern=r"""
        “ (?P<quoted> 第 [一二三四五六七八九十]
          (?! 议题 | 书记 | 责任人 | 课堂 | 方 | 产业 | 立面 ) [^“”]{1,6} ) ”
    """,
    hits=(Hit("迈入“第二梯队”", {"quoted": "第二梯队"}),),
    misses=("落实“第一议题”制度", "驻村“第一书记”"),
)

GENRE_BEFORE = ListRule(
    name="name-after-genre",
    why="The word before the marks says that a work, a ship, a storm or a programme of a screen is named.",
    pattern=r"@cue_genres_before@ (?: ‘[^‘’]{1,20}’ 、? ){0,6} “ (?P<quoted> [^“”]{1,30} ) ”",
    hits=(
        Hit("原创舞剧“水声远”首演", {"quoted": "水声远"}),
        Hit("抗击超强台风“海雀”", {"quoted": "海雀"}),
        Hit("推出歌曲‘山那边’、“江水长”", {"quoted": "江水长"}),
    ),
    misses=("开展“送电影下乡”活动", "实施“清风”行动"),
)

GENRE_BEHIND = ListRule(
    name="name-before-genre",
    why="The words behind the marks say that a work, a vessel, a hotline or a screen is named.",
    pattern=rf"""
        “ (?P<vessel> [^“”字头信口暗编一二三四五六七八九十]{{1,5}} (?<!文明) (?<!先锋) 号 ) ”
      | “ (?P<quoted> [^“”]{{1,30}} ) ”
        (?: 号 (?! 召 | 称 | 文 | 线 | 楼 )
          | {_SIBLINGS} {_NEAR} (?: @cue_genres_behind@ | 演出 (?= [，。；、入上首] ) ) )
    """,
    hits=(
        Hit("“九色鹿鸣”大型情景剧开演", {"quoted": "九色鹿鸣"}),
        Hit("拨打“12316”农技热线", {"quoted": "12316"}),
        Hit("“碧海”号投入使用", {"quoted": "碧海"}),
        Hit("巨轮“碧海号”下水", {"vessel": "碧海号"}),
    ),
    misses=("“平安校园”行动", "荣获“全国书香之县”称号，", "“四好农村路”示范县", "振兴“老字号”", "荣获“青年文明号”"),
)

DISASTER = ListRule(
    name="named-disaster",
    why="Storms, floods and accidents have names.",
    pattern=rf"“ (?P<quoted> [^“”、]{{1,8}} ) ” {_SIBLINGS} [^，。；：、！？‘’“”（）()的和]{{0,4}}? @cue_disasters@",
    hits=(Hit("抵御“海雀”、‘山雕’等强台风", {"quoted": "海雀"}), Hit("“山雕”特大暴雨", {"quoted": "山雕"})),
    misses=("“平安校园”行动", "推进“智慧消防”，防止火灾"),
)

PROJECT = ListRule(
    name="project",
    why="A place that is to be built is a project with a name.",
    pattern=r"“ (?P<quoted> [^“”]{3,20} (?: @cue_sites@ | (?<![进入出])园 ) ) ” 等? (?:建设)?项目",
    hits=(Hit("推动“云山研学中心”项目建设", {"quoted": "云山研学中心"}),),
    misses=("获评“全国避暑名城”", "实施“退城入园”项目"),
)

TITLE = Rule(
    name="quoted-title",
    why="Projects of research, and works of craft on a list of heritage, have titles.",
    pattern=rf"""
        “ (?P<quoted> [^“”]{{6,60}} (?: 中心建设 | 文化项目 | 研究 | 研究与应用 | 关键技术 | 技术及应用 | 技术攻关
            | 技术研发 | 及应用 )
          | [^“”、，,+]{{12,60}} (?= ” 等? (?: 科技 | 创新 | 科研 )? (?: 项目 | 成果 | 课题 ) )
          | [^“”]{{1,20}} (?= ” {_SIBLINGS} [^，。；“”‘’]{{0,12}} (?: 非物质文化遗产 | 非遗名录 | 申遗 ) ) ) ”
    """,
    hits=(
        Hit("“高寒地区光热电站储热材料研究与应用”获奖", {"quoted": "高寒地区光热电站储热材料研究与应用"}),
        Hit("“谷口皮影”入选国家级非物质文化遗产", {"quoted": "谷口皮影"}),
        Hit("“高原深层页岩气富集规律新认识”项目获奖", {"quoted": "高原深层页岩气富集规律新认识"}),
    ),
    misses=("推进“产学研用”", "“非遗进校园”活动"),
)

CONTEST = ListRule(
    name="contest",
    why="Contests, festivals, fairs, forums and prizes have names.",
    pattern=rf"""
        “ (?P<quoted>
            [^“”]{{1,20}} (?: @cue_contests@ | (?<!褒)奖 | [王茶杯联]赛 | (?<![环季时关情细费购物])节 )
          | [^“”]{{1,30}} (?= ” {_SIBLINGS} {_NEAR} @cue_events@ )
        ) ”
    """,
    hits=(
        Hit("办好“青稞杯”足球赛", {"quoted": "青稞杯"}),
        Hit("办好“斗茶赛”", {"quoted": "斗茶赛"}),
        Hit("承办“丝路花雨”国际马拉松", {"quoted": "丝路花雨"}),
        Hit("参加“甘博会”", {"quoted": "甘博会"}),
    ),
    misses=("举办“惠民购物节”", "“议事会”制度", "开展“服务企业季”活动", "打通“关键环节”"),
)

BRAND = ListRule(
    name="brand",
    why="What a brand, a trade mark, a product or a tour is called is a name.",
    pattern=rf"""
        “ (?P<quoted> [^“”、]{{2,6}} @cue_products@ ) ”
      | “ (?P<called> (?! 国家 | 全国 ) [^“”]{{1,24}} ) ” {_SIBLINGS} {_NEAR}
        (?: @cue_brands@ | 品牌 (?! 建设 | 创建 | 培育 | 战略 | 工程 | 强 ) | 牌 (?= [，。；、大茶酒等] )
          | 线路 (?= [，。；、入获被] ) | 农产品 (?= [，。；、畅远热走] ) )
    """,
    hits=(
        Hit("“谷口苹果”远销", {"quoted": "谷口苹果"}),
        Hit("唱响“云上青稞”区域公用品牌", {"called": "云上青稞"}),
        Hit("“谷里红”、‘坡上甜’等商标", {"called": "谷里红"}),
        Hit("“听泉赏月·品茗寻古”线路入选", {"called": "听泉赏月·品茗寻古"}),
    ),
    misses=("“三名”工程", "实施“增品种、提品质”行动", "“商标富农”计划"),
)

APPLICATION = Rule(
    name="application",
    why="A short name that ends in 通, 码, 贷, or begins with a province's abbreviation and ends in 办, is a product.",
    pattern=r"""
        “ (?P<quoted> (?! .{1,2} 通办 )
          [京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] [^“”]{1,2} [办事易享]
        | (?! (.)\2 ) [^“”、一二三双]{2,7}
          (?: (?<![交融畅流沟互连贯精联南昭])通 | 贷 | 码 | APP | 小程序 | 客户端 | 公众号 ) ) ”
    """,
    hits=(
        Hit("上线“甘快办”", {"quoted": "甘快办"}),
        Hit("推广“掌上古城APP”", {"quoted": "掌上古城APP"}),
        Hit("推出“青稞贷”", {"quoted": "青稞贷"}),
    ),
    misses=("“川甘通办”", "“跨省通办”", "“一码通”", "广播“村村通”", "“智慧交通”"),
)

PLATFORM = Rule(
    name="platform",
    why="A short name that ends in 云, 办, 购 … or begins with a province's abbreviation names the platform behind it.",
    pattern=rf"""
        “ (?P<quoted> [^“”、]{{1,6}} [云办融购易帮e]
          | [京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] [^“”、]{{1,4}} ) ”
        {_SIBLINGS} {_NEAR} 平台
    """,
    hits=(Hit("“谷物云”综合服务平台", {"quoted": "谷物云"}), Hit("“甘就业”平台", {"quoted": "甘就业"})),
    misses=("“智慧水务”平台", "“甘品出海”行动"),
)

NUMERAL = ListRule(
    name="numeral",
    why="Numerals are the surest sign of a slogan: they count its members. The numeral of a place name does not.",
    pattern=r"""
        “ (?P<quoted> [^“”]{0,60} (?! @cue_numeral_places@ )
          [一二三四五六七八九十百千万亿两双零〇0-9０-９+＋×] [^“”]{0,60} ) ”
    """,
    hits=(Hit("推进“四强”行动", {"quoted": "四强"}), Hit("构建“6+2”体系", {"quoted": "6+2"})),
    misses=("推进“平安校园”建设", "“平安四川”"),
)

LIST = Rule(
    name="phrases-in-a-row",
    why="Phrases in a row, joined by 、 or ，, are a slogan of several members.",
    pattern=r"“ (?P<quoted> [^“”、，,—]{2,24} (?: [、，,—] [^“”、，,—]{2,24} ){1,9} ) ”",
    hits=(Hit("倡导“马上办、就近办”", {"quoted": "马上办、就近办"}),),
    misses=("实施“清风”行动", "围绕“光、风”"),
)

CHANGE = Rule(
    name="change",
    why="From “this” to “that”: both ends of a change are stressed words.",
    pattern=r"""
        [从由变将化既] [^，。；‘’“”]{0,4} “ (?P<quoted> [^“”]{1,12} ) ”
        [^，。；‘’“”]{0,8} [到向变转成为走迈升跨换又]
      | 让 [^，。；‘’“”]{0,4} “ (?P<revived> [^“”]{1,12} ) ” (?: 重新 )? (?: 焕发 | 绽放 | 变成 | 转化为 )
      | ’ [^，。；‘’“”]{0,8} (?: [到向变成为走迈升转化又]{1,4} | 焕发出? | 绽放出? ) “ (?P<second> [^“”]{1,12} ) ”
    """,
    hits=(Hit("从“跟着跑”到‘领着跑’", {"quoted": "跟着跑"}), Hit("由‘看天吃饭’变为“知天而作”", {"second": "知天而作"})),
    misses=("实施“清风”行动", "推动“放管服”改革"),
)

SO_CALLED = Rule(
    name="so-called",
    why="所谓 before the marks keeps a distance from the words; 了 or 的 at their end is a piece of a sentence.",
    pattern=r"(?: 所谓(?:的)? “ (?P<quoted> [^“”]{1,20} ) ” | “ (?P<said> [^“”]{2,10} [了的] ) ” )",
    hits=(Hit("不搞所谓“盆景工程”", {"quoted": "盆景工程"}), Hit("不满足于“说过了”", {"said": "说过了"})),
    misses=("实施“盆景变风景”行动",),
)

PROGRAMME_WORD = ListRule(
    name="programme-word",
    why="The phrase itself ends in the word for an undertaking, an honour or an order of things.",
    pattern=r"“ (?P<quoted> [^“”]{1,30} @cue_programmes@ ) ”",
    hits=(Hit("推广“青稞模式”", {"quoted": "青稞模式"}), Hit("获评“全国节水型城市”", {"quoted": "全国节水型城市"})),
    misses=("守好“钱袋子”", "弘扬“老黄牛”"),
)

RULES: tuple[Rule, ...] = (
    SPEECH, SAID, DATE, ONE_CHARACTER, GENRE_BEFORE, GENRE_BEHIND, SO_CALLED, ABOUT_A_WORD, ZERO, STREAK, HARDSHIP,
    ORDINAL, NUMERAL, TITLE, CONTEST, DISASTER, PROJECT, BRAND, APPLICATION, PLATFORM, LIST, CHANGE, PROGRAMME_WORD,
)  # fmt: skip
"""All of them, for the tests."""
