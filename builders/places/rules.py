"""What the words around a name say about it: another thing, a part of a name, or a division after all.

Each rule looks at the words right behind a name or right before it. Its sentences show the name under examination
as the group ``place``. The rules that look before a name end in ``\\Z``: they are searched up to where it begins.
"""

from __future__ import annotations

from tifatu.builders.language.rule import Hit, Rule, Use

REACH = 16
"""Characters before and behind a name that a rule may look at."""

_ROADS = "高速|铁路|公路|高铁|城际|快速|航线|航班|班列|专列|管道|管线|通道|国道|省道|专线|轻轨|航道|段"
_END = r"，。；、：！？,;:\s“”"
"""Characters that no road's name runs over."""

ROAD = Rule(
    name="road",
    use=Use.MATCH,
    reach=REACH,
    why="海南路 is a road in some town: the division is not spoken of.",
    pattern=r"""
        (?: [东西南北中新老]{1,2} | [一二三四五六七八九十]{1,2} )?
        (?: 路(?![网段径线况桥费由]) | 大道 | 大街 | 街(?![区头面]) | 巷 | 胡同 )
    """,
    hits=(
        Hit("拓宽海南路", {"place": "海南"}),
        Hit("打通南京东路和学府街", {"place": "南京"}),
        Hit("完成九江大道绿化", {"place": "九江"}),
    ),
    misses=("连接海南路网", "海南街区改造"),
)

NATURE = Rule(
    name="natural-feature",
    use=Use.MATCH,
    reach=REACH,
    why="贺兰山, 浏阳河, 雷州半岛 are mountains, rivers, peninsulas: not the division.",
    pattern=r"""
        山(?![区水地西东庄海]) | [东西南北]麓 | 半岛 | 群岛 | 岛(?![屿内外]) | 海峡 | 湾(?!区)
        | 江(?![西苏海河]) | 河(?![南北湖西]) | 湖(?![南北]) | 溪(?!县) | 峡(?!江) | 沟(?!通) | 岭(?![南东])
        | 峰(?!会) | 洞(?![庭头口])
        | 海域 | 沿海 | 平原 | 盆地 | 高原 | 沙地 | 岩画 | 水系 | 流域 | 干流 | 支流 | [上中下]游 | 源头 | 河段 | 江段
    """,
    hits=(
        Hit("守护贺兰山生态", {"place": "贺兰"}),
        Hit("整治嘉陵江岸线", {"place": "嘉陵"}),
        Hit("治理嫩江流域水患", {"place": "嫩江"}),
    ),
    misses=("改善贺兰山区交通", "落实嘉陵河湖长制"),
)

SCENERY = Rule(
    name="scenery",
    use=Use.MATCH,
    reach=REACH,
    why="A national park, mountains and waters, 湘西 + 南: not the division.",
    pattern=r"""
        国家公园 | (?<=湖) (?: [东西南北]半湖 | 水质 | 蓝藻 | 水体 | 水环境 | 湖区 )
        | (?<=山) 水(?![利务质库厂电泥平产果系源文泵])
        | (?<=[湘粤鄂豫川滇黔桂赣皖闽浙苏鲁冀晋陕陇][东西南北]) [东西南北] (?: 部 | 片 | 地区 | 区域 )
    """,
    hits=(
        Hit("创建武夷山国家公园", {"place": "武夷山"}),
        Hit("秀美武夷山水", {"place": "武夷山"}),
        Hit("改善巢湖水质", {"place": "巢湖"}),
        Hit("带动湘西南地区", {"place": "湘西"}),
    ),
    misses=("武夷山水利工程", "湘西北上"),
)

CULTURE = Rule(
    name="culture",
    use=Use.MATCH,
    reach=REACH,
    why="红山文化 and 徽州文化 were there before the county that bears their name.",
    pattern=r"文化 (?![旅广体中馆站产创事活宫局惠下进走节街园小大艺及博]) | 学派 | 画派 | 古道",
    hits=(Hit("挖掘徽州文化内涵", {"place": "徽州"}), Hit("发掘红山文化遗址", {"place": "红山"})),
    misses=("丰富徽州文化活动",),
)

PROGRAMME = Rule(
    name="quoted-programme",
    use=Use.MATCH,
    reach=REACH,
    why="“长白英才计划”: what the quotation marks hold is the name of a programme.",
    pattern=r"[^，。；“”\n]{0,6} (?: 计划 | 工程 | 行动 | 英才 | 人才 | 品牌 ) [^，。；“”\n]{0,4} ”",
    hits=(Hit("实施“长白英才计划”", {"place": "长白"}),),
    misses=("实施“长白”计划", "支持“长白山特色农业"),
)

RIVERSIDE = Rule(
    name="riverside",
    use=Use.MATCH,
    reach=REACH,
    why="典农河 + 南环, 太湖 + 南岸: a province's two characters that belong to two words.",
    pattern=r"岸 | 麓 | 侧 | 环 | 延 | 滩 | 堤 | 坡 | 支路 | 翼 | 出口 | 污水",
    hits=(Hit("贯通典农河南环", {"place": "河南"}), Hit("绿化太湖南岸", {"place": "湖南"})),
    misses=("引进湖南中烟",),
)

TOWN = Rule(
    name="town-or-village",
    use=Use.MATCH,
    reach=REACH,
    why="普安镇 and 东风村 are places below the county level.",
    pattern=r"村(?![镇级民居容]) | 镇(?![域江海平宁]) | 乡(?![村镇宁土亲情愁贤]) | 街道 | 社区 | 小区 | 苏木 | 嘎查",
    hits=(Hit("普安镇列入试点", {"place": "普安"}), Hit("东风村修通公路", {"place": "东风"})),
    misses=("普安镇域经济", "普安乡村旅游"),
)

WORKS = Rule(
    name="works",
    use=Use.MATCH,
    reach=REACH,
    why="和平公园 and 太平水库 bear a name, but stand somewhere else.",
    pattern=r"""
        [长大新老江河公铁]{0,2}(?: 水库 | (?: 森林 | 湿地 | 中央 | 体育 | 文化 | 生态 | 地质 )? 公园 | 广场 | 大坝
            | 隧道 | 立交 | 水厂 | 泵站 | 枢纽 | 水利枢纽 )
    """,
    hits=(Hit("改造和平公园", {"place": "和平"}), Hit("建成太平水库", {"place": "太平"})),
    misses=("太平的水库", "和平公约"),
)

INITIALS = Rule(
    name="initials",
    use=Use.MATCH,
    reach=REACH,
    why="南通万高速 joins the first characters of three towns; 南通 is none of them.",
    pattern=r"[^至到经往从—－\-～~、，。；：和与及等的市省县区州段东西南北新绕环城（）()\d] (?: 高速 | 高铁 | 铁路 )",
    hits=(Hit("研究南通万高速走向", {"place": "南通"}),),
    misses=("研究南通高速走向", "南通等高速公路", "南通北高铁站"),
)

BUILT = Rule(
    name="built-thing",
    use=Use.MATCH,
    reach=REACH,
    why="凤凰古城 and 赤壁大桥 stand in the place whose name they bear.",
    pattern=r"""
        [长大新老江河公铁]{0,2}(?: 大桥 | 电站 ) | 桥(?![头西东]) | 塔 | 寺 | 庙 | 阁
        | 观(?![光念察众点测感摩看澜]) | 书院 | 门(?![类源户槛]) | 古[镇城街道] | 老街 | 新城 | 片区 | 小镇 | 校区
        | 分院 | 会馆
    """,
    hits=(Hit("修缮凤凰古城", {"place": "凤凰"}), Hit("建成赤壁大桥", {"place": "赤壁"})),
    misses=("打造凤凰品牌",),
)

INSTITUTION = Rule(
    name="institution",
    use=Use.MATCH,
    reach=REACH,
    why="天津港, 四川大学, 浙江某某集团 are firms, schools, lines, media: the name stands inside theirs.",
    pattern=r"""
        [^，。；、：！？,;:\s“”（）()《》0-9与和及同在至]{0,8}?
        (?: 大学 | 学院 | 集团 | 公司 | 银行 | 证券 | 股份 | 研究院 | 研究所 | 医院 | 中学 | 小学 | 日报 | 电视台
          | 出版社 | 油田 | 石化 | 钢铁 | 重工 | 机床 | 种业 | 药业 | 酒业 | 电力 | 科技(?![创园成支特强兴大])
          | 博物馆 | 动物园 | 艺术团 | 俱乐部 | 机场 | 火车站 | 高铁站 | 口岸 | 自贸(?:试验)?区 | 自由贸易 )
        | 港(?![澳口区]) | 站(?![位在稳]) | 高速 | 铁路 | 号(?![召码]) | 时代
    """,
    hits=(
        Hit("与四川大学合作", {"place": "四川"}),
        Hit("对接天津港航线", {"place": "天津"}),
        Hit("引进浙江恒远集团", {"place": "浙江"}),
    ),
    misses=("四川、重庆两地高校", "天津港口资源"),
)

LOCATIVE = Rule(
    name="place-noun-behind",
    use=Use.MATCH,
    reach=REACH,
    why="口岸, 等地, 境内 and the like stand behind divisions only.",
    pattern=r"""
        等 (?: [省市区县州旗地] | [一二两三四五六七八九十\d]{1,3}个?(?: [省市县区州旗地] | 城市(?![片更]) )
             | 城市 | 地区 | 兄弟 | 毗邻 | 周边 | 沿海 | 对口 | 友好 | 口岸 )
        | 两地 | 两市 | 三地 | 三市 | 市县 | 口岸 | 境内 | (?<![城都])市(?![场民区圈]) | (?<!州)县(?![域县])
        | 自治[州县旗] | 籍
    """,
    hits=(Hit("赴德清等地考察", {"place": "德清"}), Hit("途经义乌境内", {"place": "义乌"})),
    misses=("德清经验", "德清县域商业"),
)

DISASTER = Rule(
    name="disaster",
    use=Use.MATCH,
    reach=REACH,
    why="An earthquake or a flood is called after where it struck.",
    pattern=r"(?:特?大|强烈)?地震 | 泥石流 | 抗震 | 灾区 | 灾后",
    hits=(Hit("捐助汶川特大地震灾区", {"place": "汶川"}),),
    misses=("汶川的变化",),
)

ROUTE_FROM = Rule(
    name="route-from",
    use=Use.MATCH,
    reach=REACH,
    why="X至… before a road or a line: X is where it begins.",
    pattern=rf"(?: 至 | 到 | — | － | - | ～ | ~ | 经 ) [^{_END}]{{2,10}} (?: {_ROADS} )",
    hits=(Hit("开工德清至新滩高速公路", {"place": "德清"}), Hit("开通德清—新滩航线", {"place": "德清"})),
    misses=("从德清至今", "德清到任后"),
)

ROUTE_TO = Rule(
    name="route-to",
    use=Use.MATCH,
    reach=REACH,
    why="…至X before a road or a line: X is where it ends.",
    pattern=rf"[^{_END}]{{0,4}} (?: {_ROADS} )",
    hits=(Hit("开工新滩至德清高速公路", {"place": "德清"}), Hit("新滩至盐津段通车", {"place": "盐津"})),
    misses=("送至德清的人才，高速成长",),
)

TOWARDS = Rule(
    name="route-word-before",
    use=Use.SEARCH,
    reach=REACH,
    why="Before the end of a road stands 至, 到, 经 or a dash.",
    pattern=r"(?: 至 | 到 | 经 | 往 | — | － | - | ～ | ~ )\Z",
    hits=(Hit("新滩至绥江", {"place": "绥江"}), Hit("新滩经盐津", {"place": "盐津"})),
    misses=("新滩和绥江",),
)

AIDED = Rule(
    name="aided",
    use=Use.SEARCH,
    reach=REACH,
    why="对口支援, 援建, 驰援, 帮扶 name the place that is helped.",
    pattern=r"(?: 对口 | 结对 | 支援 | 援建 | 援助 | 驰援 | 帮扶 | 扶贫协作 )了? (?: [省市州县] | 四川 | 重庆 )? \Z",
    hits=(Hit("完成对口支援彭州任务", {"place": "彭州"}), Hit("援建松潘学校", {"place": "松潘"})),
    misses=("在彭州设厂",),
)

PARTNER = Rule(
    name="partner",
    use=Use.SEARCH,
    reach=REACH,
    why="对接X, 学习X: X is a partner.",
    pattern=r"(?: 携手 | 联合 | 对接 | 接轨 | 毗邻 | 联动 | 赴 | 来自 | 学习 | 借鉴 ) [省市州]? \Z",
    hits=(Hit("对接义乌市场", {"place": "义乌"}), Hit("赴昆山招商", {"place": "昆山"})),
    misses=("在义乌设点",),
)

TOGETHER = Rule(
    name="together-with",
    use=Use.SEARCH,
    reach=REACH,
    why="与X, 和X: X is a partner where words of common work follow.",
    pattern=r"[与同和] [省市州]? \Z",
    hits=(Hit("与义乌的商人", {"place": "义乌"}),),
    misses=("在义乌共建园区",),
)

JOINED = Rule(
    name="common-work",
    use=Use.MATCH,
    reach=REACH,
    why="合作, 共建, 结对 behind a name, in its clause: 与X…合作.",
    pattern=r"""
        [^，。；！？\n]{0,10}?
        (?: 合作 | 共建 | 结对 | 协作 | 对接 | 交流 | 联动 | 帮扶 | 互动 | 签[署订约] | 一体化 | 缔结 )
    """,
    hits=(Hit("在义乌共建园区", {"place": "义乌"}),),
    misses=("和义乌学校建设",),
)

ACTING = Rule(
    name="acts-as-division",
    use=Use.MATCH,
    reach=REACH,
    why="Only divisions are honoured, upgraded or entered in lists as units: X获评, X撤县设区, X入选.",
    pattern=r"""
        (?: 再次 | 连续[^，。]{1,4}年 | 成功 | 分别 | 率先 | 均 | 还 | 先后 )?
        (?: 获评 | 荣获 | 获批 | 入选 | 入围 | 跻身 | 荣登 | 被[评授认命列确] | 撤[县市] | 创[成建] | 成功创建
          | 进入全[国省] | 列入 | 纳入 | 晋级 )
        | 两[县市区] | 三[县市区]
    """,
    hits=(
        Hit("南部获评全省先进县", {"place": "南部", "own": "511300"}),
        Hit("富民获评全市先进", {"place": "富民", "own": "530100"}),
    ),
    misses=("南部更加开放", "富民产业集群"),
)

ZONE = Rule(
    name="its-own-zone",
    use=Use.MATCH,
    reach=REACH,
    why="A county seat, a development zone, an industrial park belong to the division before them.",
    pattern=r"县城 | 城区 | 经开区 | 高新区 | 经济(?:技术)?开发区 | 工业园 | 产业园 | 化工园",
    hits=(Hit("提升新兴工业园", {"place": "新兴", "own": "445300"}), Hit("凤阳经开区扩区", {"place": "凤阳"})),
    misses=("新兴的工业",),
)

AROUND = Rule(
    name="around-a-lake",
    use=Use.SEARCH,
    reach=REACH,
    why="环巢湖: what is gone around is the lake that the city is called after.",
    pattern=r"[环绕滨沿] \Z",
    hits=(Hit("建设环巢湖大道", {"place": "巢湖"}),),
    misses=("建设巢湖大道",),
)

OF_PROVINCE = Rule(
    name="of-province",
    use=Use.SEARCH,
    reach=REACH,
    why="浙江省的慈溪: what is said to belong to a province is a division.",
    pattern=r"(?: 省 | 自治区 )的\Z",
    hits=(Hit("推广浙江省的慈溪经验", {"place": "慈溪"}),),
    misses=("省里的慈溪人",),
)

AFTER = (
    *(ROAD, NATURE, SCENERY, CULTURE, PROGRAMME, RIVERSIDE, TOWN, WORKS, INITIALS, BUILT, INSTITUTION, JOINED),
    *(LOCATIVE, DISASTER, ROUTE_FROM, ROUTE_TO, ACTING, ZONE),
)
"""Rules for the words behind a name."""

BEFORE = (TOWARDS, AIDED, PARTNER, TOGETHER, AROUND, OF_PROVINCE)
"""Rules for the words before a name."""
