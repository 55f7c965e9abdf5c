"""How the running text of a report says what a slogan means: one rule for each form of words.

The patterns find the form; whether the enumeration really names the slogan's members is judged by its length
(running_counts), its first member (running_openers) and its last (running_members).
"""

from __future__ import annotations

from tifatu.builders.language.conjunctions import SIGNS
from tifatu.builders.language.connectives import ALSO_BEFORE_VERBS, CONTAINS, DEALS, MEANS, SHORT, connective
from tifatu.builders.language.punctuation import INSIDE, NOTE, QUOTE, UNQUOTE
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.running_text.echo_rules import ECHO_RULES

_O, _C, _INNER = QUOTE, UNQUOTE, INSIDE
_NOTE = f"(?:{NOTE})?"
_QUOTED = rf"{_O}(?P<term>{_INNER}{{1,24}}){_C}"
_HEAD = rf"{_NOTE}(?P<head>[^，,。；;！？：:、（(“”‘’\n]{{0,12}}?){_NOTE}"
_MEANS = f"(?!即{ALSO_BEFORE_VERBS}){connective(MEANS)}"
_NUMBER = r"(?:[二三四五六七八九十两]|十[一二三四五六]|(?<![\d.第])\d{1,2})"
_SET = rf"{_NUMBER}(?:大|项|个|张|场|篇|条|类|道)"

LIST_BEFORE = Rule(
    name="list-before",
    why="甲、乙和丙“三项行动”: as many members as the numeral says stand directly before the quoted slogan",
    pattern=rf"""
        (?P<list> [^。；！？\n]{{3,200}}? )            # perhaps a verb, then the members
        (?: (?<![平均同高中初优对]) (?P<open> 等等? ) )?  # and others
        (?P<link> 的 | 这 | [（(] (?:以下)? [简统合]称 为? )?
        {_QUOTED}
    """,
    hits=(
        Hit("改造旧厂房、旧村庄、旧街区（简称“三旧”）。", {"link": "（简称", "term": "三旧"}),
        Hit(
            "扎实开展路域整治、河道清淤、村庄绿化“三大行动”。",
            {"list": "扎实开展路域整治、河道清淤、村庄绿化", "term": "三大行动"},
        ),
        Hit("统筹打好脱贫攻坚和安全生产“两场硬仗”。", {"list": "统筹打好脱贫攻坚和安全生产", "term": "两场硬仗"}),
        Hit(
            "实施数字赋能、人才引育、园区扩容等“七项工程”。",
            {"list": "实施数字赋能、人才引育、园区扩容", "open": "等", "term": "七项工程"},
        ),
        Hit(
            "面对需求不足、成本上升、用工紧张的“三重压力”，我们迎难而上。",
            {"list": "面对需求不足、成本上升、用工紧张", "link": "的", "term": "三重压力"},
        ),
    ),
    misses=(
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "推动粮食、果蔬、畜产品运输“一码通行”。",
        "支持柳河县、青山县创建“两山”实践基地。",
        "落实城乡低保、特困供养、残疾人“两项补贴”。",
        "做好高校毕业生、退役军人等重点群体“一对一”帮扶。",
        "参加省、市“两会”的代表提出了意见。",
        "引进华泰、中远、金能等“三类500强”企业项目12个。",
    ),
    seen_in=("reports/政府工作报告-主要城市/上海市/2015.md", "reports/政府工作报告-其他地市/九江市/2014.md"),
)

QUOTED_LIST_BEFORE = Rule(
    name="quoted-list-before",
    why="“甲、乙、丙”三大革命: the members are quoted, the slogan may be",
    pattern=rf"""
        {_O} (?P<list> {_INNER}{{2,120}} ) {_C} (?P<open> 等 )? (?P<link> 的 | 这 )?
        (?: {_QUOTED}
          | [^，,。；;！？：:、“”\n]{{0,8}}? (?P<count> {_SET} | {_NUMBER} (?=[位字]) )
            (?P<noun> [^，,。；;！？：:、“”\n\d]{{1,12}}? )
        )
    """,
    hits=(
        Hit("推进“院落、菜园、农具”三大革命。", {"list": "院落、菜园、农具", "count": "三大"}),
        Hit(
            "开展“比进度、比质量、比安全、比节约”的“四比”竞赛。",
            {"list": "比进度、比质量、比安全、比节约", "term": "四比"},
        ),
        Hit("落实“稳住、扩大、提质、增效”八字方针。", {"count": "八"}),
        Hit("建立“办理、督办、评议”三位一体工作机制。", {"count": "三"}),
    ),
    misses=(
        "落实“稳住、扩大、提质”八字方针。",
        "形成“光伏制造、储能制造”2条百亿级产业链。",
        "落实“一核多点、两带联动”“三城共建、开放发展”战略。",
        "开展“送戏进乡村、进社区”演出300场。",
    ),
    seen_in=("reports/政府工作报告-主要城市/烟台市/2012.md", "reports/政府工作报告-其他地市/南充市/2021.md"),
)

BARE_LIST_BEFORE = Rule(
    name="list-before-bare",
    why="红茶、竹编和古桥三张名片: nothing is quoted, the slogan ends in one of a few nouns that name sets",
    pattern=rf"""
        (?P<list> [^。；！？\n]{{3,200}}? )
        (?: (?<![平均同高中初优对]) (?P<open> 等 ) )?
        (?P<link> 这 )?
        (?P<count> {_SET} ) (?P<noun> [^，,。；;！？：:、“”\n\d]{{1,10}}? )
    """,
    hits=(
        Hit("擦亮红茶、竹编和古桥三张名片。", {"list": "擦亮红茶、竹编和古桥", "count": "三张"}),
        Hit("持续打好蓝天、碧水、净土三大保卫战。", {"list": "持续打好蓝天、碧水、净土", "count": "三大"}),
    ),
    misses=("打造煤化工、装备制造两大产业。", "中药材、肉牛、食用菌三大基地初具规模。", "全力打好三大攻坚战。"),
    seen_in=("reports/政府工作报告-主要城市/南宁市/2022.md", "reports/政府工作报告-主要城市/大连市/2021.md"),
)

CONTENT = Rule(
    name="main-content",
    why="以甲、乙为主要内容的“丙”活动: the text says that the list is the content",
    pattern=rf"""
        (?P<text> 以 (?P<list> (?:(?!以)[^。；！？\n]){{3,120}} ) 为 (?:主要|基本|核心|重点)? 内容 )
        的 [^，。“”]{{0,8}} {_QUOTED}
    """,
    hits=(
        Hit(
            "开展以“学先进、讲奉献、比作为”为主要内容的“实干争先年”活动。",
            {"list": "“学先进、讲奉献、比作为”", "term": "实干争先年"},
        ),
        Hit("推行以评星定级、积分管理为内容的“文明银行”。", {"list": "评星定级、积分管理", "term": "文明银行"}),
    ),
    misses=("建设以“古渡风情”为核心展示内容的文化公园。", "以改革为动力，推进“三变”。"),
    seen_in=("reports/政府工作报告-主要城市/大连市/2019.md", "reports/政府工作报告-省自治区/浙江省/1981.md"),
)

LED = Rule(
    name="led-by",
    why="以甲、乙、丙为主导的“两园一基地”: the list names what the slogan is built on",
    pattern=rf"""
        (?P<text> 以 (?P<list> (?:(?!以)[^。；！？\n，]){{3,80}} ) 为
            (?: 主导 | 主体 | 主 | 支柱
              | (?P<weak> 核心 | 重点 | 支撑 | 载体 | 抓手 | 引领 | 骨干 | 骨架 | 依托 | 基础 ) ) )
        的 [^，。“”]{{0,6}} {_QUOTED}
    """,
    hits=(
        Hit("以茶叶、毛竹、油茶为主导的“两园一带”建设提速。", {"list": "茶叶、毛竹、油茶", "term": "两园一带"}),
        Hit("以铜箔和光伏为主导的“两大百亿产业”初具规模。", {"list": "铜箔和光伏", "term": "两大百亿产业"}),
    ),
    misses=(
        "实施以“五张名牌”为核心的“三步走”战略。",
        "加快以柳江、白河为重点的“一江六河”治理。",
        "发展以绿茶为代表的“五绿”产业。",
    ),
    seen_in=("reports/政府工作报告-其他地市/阳泉市/2020.md",),
)

THAT_IS = Rule(
    name="that-is",
    why="“四比”，即比进度、比质量、比安全、比节约: 即, 就是, 也就是 or 是指 introduces the meaning",
    pattern=rf"""
        {_QUOTED} {_NOTE} (?: (?P<head> [^，,。；;！？：:、（(“”‘’\n]{{0,12}}? ) {_NOTE} [，,：:] \s? )?
        (?P<mark> {_MEANS} | {connective(DEALS)} ) [：:]?
    """,
    hits=(
        Hit("推行“四定”，即定任务、定人员、定时限、定奖惩。", {"term": "四定", "head": "", "mark": "即"}),
        Hit("“双千”是指每年培训千名农技员、千名电商人才。", {"term": "双千", "mark": "是指"}),
    ),
    misses=(
        "“晚集市”即将开街。",
        "“四上”企业数等指标靠前。",
        "“两个健康”评价指标体系日益完善。",
        "坚持“七十二变”，就是不能变初心。",
    ),
    seen_in=("reports/政府工作报告-主要城市/大连市/2001.md", "reports/政府工作报告-其他地市/九江市/2016.md"),
)

TOGETHER = Rule(
    name="that-is-together",
    why="“两个领先”“三个突破”，即…: slogans side by side share one 即; the clauses are dealt out by their numerals",
    pattern=rf"""
        {_QUOTED} [、{SIGNS}]? {_O} (?P<second> {_INNER}{{1,24}} ) {_C} {_HEAD}
        [，,：:] \s? (?P<mark> {_MEANS} ) [：:]?
    """,
    hits=(
        Hit(
            "实现“1个率先”“2个领先”，即税收率先转正，增长2%；产值领先全市；投资领先全市。",
            {"term": "1个率先", "second": "2个领先", "mark": "即"},
        ),
        Hit("落实“两稳”“一保”，即稳就业；稳物价；保供应。", {"term": "两稳", "second": "一保"}),
    ),
    misses=("“两稳”“一保”即将收官。", "推进“两稳”，即稳就业、稳物价。", "落实“三区”“两带”规划，即刻开工。"),
    seen_in=("seeds/001_f3379124822e4208.txt",),
)

BRACKET = Rule(
    name="bracket",
    why="“三清”（清垃圾、清河道、清路障）: the bracket behind the slogan says what it is",
    pattern=rf"""
        {_QUOTED} {_HEAD} [（(] \s? (?P<mark> {connective(MEANS, DEALS, CONTAINS, SHORT)} )? [：:]?
        (?P<text> [^（）()\n]{{3,200}} ) [）)]
    """,
    hits=(
        Hit("开展“三清”（清杂物、清沟渠、清残膜）行动。", {"term": "三清", "text": "清杂物、清沟渠、清残膜"}),
        Hit("力争实现“1315”目标（即产值突破1300亿元、新增企业15家）。", {"term": "1315", "head": "目标"}),
    ),
    misses=(
        "推广“合格供应商”(APS)制度。",
        "“丝路新港”（一期）开工。",
        "“百姓书屋”（城区10个）建成。",
        "落实“六稳”（8）工作。",
    ),
    seen_in=("reports/政府工作报告-其他地市/固原市/2022.md", "reports/政府工作报告-其他地市/巴彦淖尔市/2014.md"),
)

COLON = Rule(
    name="colon",
    why="坚持“四个不减”：投入不减、力度不减、…: a colon introduces as many members as the numeral says",
    pattern=rf"{_QUOTED} {_HEAD} [：:] (?P<text> [^。！？\n]{{4,300}} )",
    hits=(
        Hit(
            "坚持“三个不减”：投入不减、力度不减、队伍不减。",
            {"term": "三个不减", "text": "投入不减、力度不减、队伍不减"},
        ),
    ),
    misses=("“十四五”时期的主要目标：综合实力大幅提升。", "市长“四问”：钱从哪里来？"),
    seen_in=("reports/政府工作报告-主要城市/太原市/2007.md", "reports/政府工作报告-其他地市/黄冈市/2014.md"),
)

ORDINALS = Rule(
    name="ordinals",
    why="打造“三个高地”。一是…二是…三是…: the next sentences count the members one by one",
    pattern=rf"{_QUOTED} {_HEAD} [：:。，,；;] \s{{0,2}} (?= \*{{0,2}}一(?:是|要) | [（(][1一][）)] )",
    hits=(
        Hit("实现“两个全覆盖”：一是养老服务全覆盖，二是物流服务全覆盖。", {"term": "两个全覆盖"}),
        Hit("落实“两项任务”。**一是**修通环线。**二是**建成水网。", {"term": "两项任务"}),
        Hit("办好“两件大事”：（1）修通环线。（2）建成水网。", {"term": "两件大事"}),
    ),
    misses=("完成“六稳”任务。一是稳就业，二是稳金融。",),
    seen_in=("reports/政府工作报告-主要城市/郑州市/2023.md", "reports/政府工作报告-其他地市/吕梁市/2023.md"),
)

GOALS = Rule(
    name="goals",
    why="实施“321”计划，力争培育…3家、…2家、…1家: the digits of the slogan come back as figures of its goals",
    pattern=r"""
        [“"] (?P<term> [1-9]\d{2,4} ) [”"] [^，,。；：、]{1,6} [，,]
        (?P<text> (?: 力争 | 争取 | 确保 | 通过 )[^。；！？\n]{10,200} )
    """,
    hits=(Hit("实施“321”计划，力争培育十亿级企业3家，五亿级企业2家，上市企业1家。", {"term": "321"}),),
    misses=("实施“345”工程，力争研发投入占比达到1.9%，新增企业10家，申报项目20项。",),
    seen_in=("seeds/004_000a05b7aea940ce.txt",),
)

NUMBER_ONE = Rule(
    name="number-one",
    why="“一号工程”青龙山抽水蓄能项目: the name of the project stands right behind",
    pattern=r"[“\"](?P<term>(?:头号|一号|1号)(?:工程|项目))[”\"](?P<text>[^，,。；;！？：:、的“”\n]{4,30}?项目)",
    hits=(Hit("全市“一号工程”青龙山抽水蓄能项目核准开工。", {"term": "一号工程", "text": "青龙山抽水蓄能项目"}),),
    misses=("把招商引资作为“一号工程”，引进项目30个。", "实施营商环境“一号工程”升级版。"),
    seen_in=("reports/政府工作报告-主要城市/重庆市/2009.md",),
)

RULES = (
    TOGETHER,
    THAT_IS,
    BRACKET,
    ORDINALS,
    COLON,
    GOALS,
    NUMBER_ONE,
    CONTENT,
    LED,
    QUOTED_LIST_BEFORE,
    LIST_BEFORE,
    BARE_LIST_BEFORE,
    *ECHO_RULES,
)
"""All rules; where two find the same slogan at the same place, the earlier one counts."""
