"""Further shapes by which a quoted phrase is told to be a name or a stressed word: systems, houses, names in two parts,
measures of success, questions. They read the same sentences as slogan_rules.py.
"""

from __future__ import annotations

from tifatu.builders.language.rule import Hit, Rule

INSTALLATION = Rule(
    name="installation",
    why="A phrase that ends in the word for a system, a house, a hotline or a line of traffic names it.",
    pattern=r"""
        “ (?P<quoted> [^“”、+＋一二三四五六七八九十两]{2,24}
          (?: 热线 | 剧院 | 剧团 | 艺术团 | 博物馆 | 纪念馆 | 实验室 | 管理系统 | 信息系统 | 监测系统
            | 频道 | 快线 | 航线 | 班列 | 专列 ) ) ”
    """,
    hits=(
        Hit("拨通“12316农技热线”", {"quoted": "12316农技热线"}),
        Hit("升级为“云岭省花灯剧院”", {"quoted": "云岭省花灯剧院"}),
        Hit("接入“省药品登记管理系统”", {"quoted": "省药品登记管理系统"}),
    ),
    misses=("“一张图”信息系统", "建设“四大实验室”", "推行“一线工作法”"),
)

TWO_PARTS = Rule(
    name="two-parts",
    why="A point in the middle joins the two parts of a brand, a park or a show: “云上谷·口”.",
    pattern=r"""
        “ (?P<quoted> [^“”、，\d]{1,12} [·•] [^“”、，\d]{1,12} ) ”
        (?! [^，。；、“”‘’]{0,12}? (?: 活动 | 建设 | 行动 | 创建 | 乡村 | 工作 ) )
    """,
    hits=(
        Hit("叫响“云上古城·花海”", {"quoted": "云上古城·花海"}),
        Hit("“晴川谷·东岭”入驻企业", {"quoted": "晴川谷·东岭"}),
    ),
    misses=("抗击“7·21”暴雨", "开展“爱心帮扶·情暖古城”活动", "推进“美丽云岭·宜居乡村”建设"),
)

INSURANCE = Rule(
    name="insurance",
    why="惠民保, 惠城保: insurances of a town are products.",
    pattern=r"“ (?P<quoted> [^“”、]{0,2} 惠 [^“”、]{1,2} 保 ) ”",
    hits=(Hit("推广“惠民保”", {"quoted": "惠民保"}), Hit("“惠岭保”参保率", {"quoted": "惠岭保"})),
    misses=("落实“六保”任务",),
)

OFFICE = Rule(
    name="office-online",
    why="云好办, 岭快办, 岭事通: what a government calls its page or program.",
    pattern=r"“ (?P<quoted> (?! [一不] ) [^“”、]{1,2} (?: [好快里易掌] 办 | [事服政企] 通 ) ) ”",
    hits=(Hit("“云好办”上线", {"quoted": "云好办"}), Hit("“岭易办”办件量", {"quoted": "岭易办"})),
    misses=("实现“跨省通办”", "推行“马上办”"),
)

MEASURE = Rule(
    name="measure-of-success",
    why="…速度, …指数, …答卷 praise what was done; they name no programme.",
    pattern=r"""
        “ (?P<quoted> [^“”、]{1,8}
          (?: 速度 | 指数 | 答卷 | 考卷 | 试卷 | 成绩单 | 篇章 | 奇迹 | 风采 | 声音 | 底色 ) ) ”
    """,
    hits=(
        Hit("跑出“云岭速度”", {"quoted": "云岭速度"}),
        Hit("提高群众的“幸福指数”", {"quoted": "幸福指数"}),
        Hit("交出“岭上答卷”", {"quoted": "岭上答卷"}),
    ),
    misses=("推广“云岭经验”", "建立“平安清单”"),
)

AFFAIR = Rule(
    name="affair",
    why="心头事, 难心事, 关键小事 are troubles of people.",
    pattern=r"“ (?P<quoted> [^“”、一二三四五六七八九十百件]{0,3} [难心小急愁盼烦揪头家] 事 ) ”",
    hits=(Hit("解决群众“难心事”", {"quoted": "难心事"}), Hit("办好“关键小事”", {"quoted": "关键小事"})),
    misses=("办好“十件大事”", "推行“一件事”改革"),
)

QUESTION = Rule(
    name="question",
    why="好不好办, 能不能成: a question that people ask.",
    pattern=r"“ (?P<quoted> [^“”、]{0,2} (?P<verb> [^“”、]) 不 (?P=verb) [^“”、]{0,3} ) ”",
    hits=(Hit("不问“难不难办”，只问‘该不该办’", {"quoted": "难不难办"}),),
    misses=("开展“不忘初心”教育", "“四不两直”督查"),
)

PASSIVE = Rule(
    name="passive",
    why="被脱贫, 被上楼: the mark keeps a distance.",
    pattern=r"“ (?P<quoted> 被 (?! 征地 ) [^“”、]{2,3} ) ”",
    hits=(Hit("防止“被脱贫”", {"quoted": "被脱贫"}),),
    misses=("落实“被征地”农民参保政策",),
)

RANK = Rule(
    name="rank",
    why="世界第一高, 全国第一: a place in a ranking; they count no members.",
    pattern=r"“ (?P<quoted> (?: 世界 | 亚洲 | 国内 | 全 [国省市] ) (?: 第一 | 唯一 | 一流 | 之最 ) [^“”、，]{0,4} ) ”",
    hits=(Hit("建成“世界第一高”桥塔", {"quoted": "世界第一高"}),),
    misses=("坚持“全省第一、全国一流”标准", "推广“全国一盘棋”思想"),
)

LIVELY = Rule(
    name="lively",
    why="活起来, 动起来, 像…一样: a manner in which something is to go.",
    pattern=r"“ (?P<quoted> [^“”、，]{1,2} (?: 起来 | 下来 | 出来 | 上去 ) | 像 [^“”、，]{2,8} (?: 一样 | 那样 ) ) ”",
    hits=(
        Hit("让文物“活起来”", {"quoted": "活起来"}),
        Hit("“像爱护眼睛一样”爱护生态", {"quoted": "像爱护眼睛一样"}),
    ),
    misses=("推行“动起来、强起来”", "开展“大家一起来”活动"),
)

CUES: tuple[Rule, ...] = (INSTALLATION, TWO_PARTS, INSURANCE, OFFICE, MEASURE, AFFAIR, QUESTION, PASSIVE, RANK, LIVELY)
"""All of them, for the tests."""
