"""The set forms of a report's head: title, session, salutation, opening sentence, office of the speaker.

The patterns run on the raw text or on folded text (builders.folding); ``GAP`` lets them do both.
"""

from __future__ import annotations

from tifatu.builders.language.rule import Hit, Rule

GAP = r"[\s*]{0,9}"
NUMBER = r"[一二三四五六七八九十百零〇0-9０-９]{1,4}"

SESSION = Rule(
    name="session",
    why="A session of a people's congress: which term, which session. The place before it is read from its context.",
    pattern=rf"""
        (?P<session>
            第? {GAP} {NUMBER} {GAP} 届 {GAP} (?: 全国 {GAP} )? (?: 人民 {GAP} 代表 {GAP} 大会 | 人大 )
                {GAP} 第? {GAP} {NUMBER} {GAP} 次 {GAP} (?: 全体 )? {GAP} 会 {GAP} 议
          | 人大 {NUMBER} 届 {NUMBER} 次 会议
        )
    """,
    hits=(
        Hit("在临江市第十八届人民代表大会第二次会议上", {"session": "第十八届人民代表大会第二次会议"}),
        Hit("在临江市第十一届人民\n代表大会第一次会议上", {"session": "第十一届人民\n代表大会第一次会议"}),
        Hit("县十四届人大六次会议", {"session": "十四届人大六次会议"}),
        Hit("在省人大十二届二次会议上", {"session": "人大十二届二次会议"}),
    ),
    misses=("市第十二届人民代表大会常务委员会第三次会议", "政协第九届委员会第二次会议", "市委五届六次全会"),
)

TITLE = Rule(
    name="title",
    why="A line that is the title of a report, with the tag of a site before it or a bracket behind it.",
    pattern=r"""
        ^ (?! .{0,60} (?: 首页 | 位置 | 政务公开 | 信息公开 | 专栏 | 导航 ) ) (?: 【[^】]{1,20}】 )?
        (?P<title>
            (?P<before> [^。！？；：:，,“”"《]{0,60}? ) 《? (?<!作)政府 (?P<year> [0-9]{4}年 )? 工作报告 》?
        )
        (?: 全文 )?
        (?P<rest> (?: [（(【\[—─－-] | 各位代表 | (?:19|20)[0-9]{2}年 | 二〇 ) .{0,160} )? $
    """,
    hits=(
        Hit("2025年临江市政府工作报告", {"before": "2025年临江市"}),
        Hit("【临江县招商】2021年临江县政府工作报告", {"title": "2021年临江县政府工作报告"}),
        Hit("临江市政府工作报告（2021年12月4日海波）", {"before": "临江市", "rest": "（2021年12月4日海波）"}),
        Hit("临江省人民政府2006年工作报告", {"before": "临江省人民", "year": "2006年"}),
        Hit("2007年《政府工作报告》", {"before": "2007年"}),
        Hit("2021年临江县政府工作报告各位代表:现在", {"before": "2021年临江县"}),
    ),
    misses=(
        "《政府工作报告》名词解释",
        "政府工作报告有关内容注释",
        "市长海波作政府工作报告",
        "首页政务公开政府工作报告",
        "9．2022年临江市政府工作报告164",
        "关于临江市政府工作报告的决议",
        "会议听取了政府工作报告，",
    ),
)
"""Runs on one folded line."""

OTHER = Rule(
    name="report-of-another-organ",
    why="A line that is the title of what a congress hears beside the government's report: it is none, and ends one.",
    pattern=r"""
        ^ (?P<title>
            [^。！？；：:，,“”]{0,40}?
            (?: (?: 人民代表大会 | 人大 ) (?: 常务委员会 | 常委会 ) | 人民法院 | 人民检察院
              | (?: 政协 | 政治协商会议 ) [^。，]{0,20}? (?: 常务委员会 | 常委会 )
            ) (?: 关于 [^。，]{0,20} )? (?: (?:19|20)[0-9]{2}年 (?: 度 )? )? 工作 (?: 情况 )? 的? 报告
          | [^。！？；：:，,“”]{0,40}? 关于 [^。！？]{0,60}? (?: 工作报告 》? | 计划 .{0,40} | 预算 .{0,40} ) 的? 决议
          | [^。！？；：:，,“”]{0,40}? 关于 [^。！？]{0,30}? (?: 国民经济和社会发展计划 | 财政预算 | 预算执行 )
                [^。！？]{0,60}? 报告
        ) (?: [（(【\[—─－-] .{0,80} )? $
    """,
    hits=(
        Hit("临江县人民代表大会常务委员会工作报告", {"title": "临江县人民代表大会常务委员会工作报告"}),
        Hit("临江市中级人民法院2021年工作报告", {"title": "临江市中级人民法院2021年工作报告"}),
        Hit("关于临江市政府工作报告的决议", {"title": "关于临江市政府工作报告的决议"}),
        Hit("关于临江市2021年国民经济和社会发展计划执行情况的报告（摘要）", {}),
    ),
    misses=("临江县人民政府工作报告", "听取审议了县人民法院工作报告，", "三、配合人民检察院开展工作"),
)
"""Runs on one folded line."""

OTHERS_OPENING = Rule(
    name="opening-of-another-organ",
    why="The opening sentence names another organ than the government as the one on whose behalf is spoken.",
    pattern=r"""
        我 (?: 受 | 代表 ) [^，。]{0,24}? (?: 常委会 | 常务委员会 | 法院 | 检察院 | 政协 )
            [^。]{0,12}? (?: 委托 | 报告 | ，向 )
    """,
    hits=(Hit("我受县人大常委会委托，向大会报告工作，请予审议。", {}), Hit("我代表县人民法院向大会报告工作。", {})),
    misses=("我受县人民政府委托，向大会报告工作", "我代表市人民政府，向大会报告工作，请各位代表和政协委员审议"),
)

SALUTATION = Rule(
    name="salutation",
    why="With it the speech begins; it returns many times later, so only the first after a head counts.",
    pattern=r"(?P<salutation> [各名] \s? 位 \s? 代 \s? 表 ) (?= [^\n]{0,8} [：:！!，,] | \s* \n )",
    hits=(
        Hit("各位代表：", {"salutation": "各位代表"}),
        Hit("各位代表，同志们：", {"salutation": "各位代表"}),
        Hit("名位代表：", {"salutation": "名位代表"}),
    ),
    misses=("请各位代表审议并提出意见建议。", "各位委员：", "代表们"),
)

OPENING = Rule(
    name="opening",
    why="The sentence with which every report opens: on whose behalf, to whom, please deliberate.",
    pattern=r"""
        (?P<opening>
            我 (?! [市省县区州旗国们] ) [^。！？]{0,20}?
                (?: 代表 [^。！？]{0,30}? (?: 政府 | 国务院 | 管委会 | 管理委员会 | 公署 | 行署 )
                  | 受 [^。！？]{0,20}? 委托 )
                [^。！？]{0,80}? (?: 报告 | 审[议查] )
          | 现在 ，? 我 向 (?: 大会 | 各位代表 ) [^。！？]{0,10} 报告
          | 我 向 (?: 大会 | 各位代表 ) [^。！？]{0,10} 报告 [^。！？]{0,20} 审[议查]
          | 受 [^。！？]{0,20} 委托 ，? (?: 现在 | 由 )? 我 [^。！？]{0,60}? 报告
          | 现将 [^。！？]{0,30}? 报告 [^。！？]{0,20}? 审[议查]
        )
    """,
    hits=(
        Hit("现在，我代表市人民政府向大会作报告，请予审议。", {"opening": "我代表市人民政府向大会作报告"}),
        Hit("我受海波市长的委托，代表县政府报告工作。", {"opening": "我受海波市长的委托，代表县政府报告"}),
        Hit("现在我向大会作政府工作报告，请代表们审议。", {"opening": "现在我向大会作政府工作报告"}),
        Hit("受区人民政府委托，现在我报告工作。", {"opening": "受区人民政府委托，现在我报告"}),
        Hit("现将政府工作报告如下，请予审议。", {"opening": "现将政府工作报告如下，请予审议"}),
    ),
    misses=(
        "我代表市人民政府，向全市人民致以崇高的敬意！",
        "我们接受人大监督，政府的报告一并印发。",
        "我市遭受大旱，政府的报告已经说明。",
        "各位代表，我向大会郑重报告，十件实事全部完成。",
    ),
)

DUTY = r"(?:省长|市长|区长|县长|州长|旗长|盟长|镇长|乡长|场长|主席|总理|部长|专员|主任|委员|书记)"

OFFICE = Rule(
    name="office",
    why="The last office of a line; the speaker's name stands behind it, seldom before it.",
    pattern=rf"(?P<office> (?: 代理 | 代 | 常务副 | 副 | 署理 )? {DUTY} )",
    hits=(
        Hit("临江市代市长海波", {"office": "代市长"}),
        Hit("区人民政府副区长、代理区长海波", {"office": "代理区长"}),
        Hit("国务院副总理兼国家计划委员会主任海波", {"office": "主任"}),
    ),
    misses=("临江市人民政府", "校长海波"),
)

NAME_IN_BRACKETS = Rule(
    name="name-in-brackets",
    why="A site writes date and speaker behind the title: （2021年12月4日 海波）.",
    pattern=r"[（(] (?: [^（()）]{0,20}? [日月] )? (?P<name> [\u4e00-\u9fff·•]{2,12} ) [)）]",
    hits=(
        Hit("临江市政府工作报告（2021年12月4日海波）", {"name": "海波"}),
        Hit("临江县政府工作报告(海波)", {"name": "海波"}),
    ),
    misses=("政府工作报告（2007年）", "政府工作报告（省八届人大三次会议1995年）"),
)

NAME_OF_CAPTION = Rule(
    name="name-of-caption",
    why="Under a picture or in a note of the site: 海波在某市第九届…会议上作政府工作报告.",
    pattern=rf"""
        (?: ^ | [，。、）)\s日] | 图为 | {DUTY} )
        (?P<name> (?: (?! 图为 | {DUTY} | 日上午 ) [\u4e00-\u9fff·] ){{2,8}}? )
        (?: 代? {DUTY} )? (?: 在 [^，。]{{2,40}} )? 作 《? 政府 工作报告
    """,
    hits=(
        Hit("海波在临江市第九届人民代表大会第五次会议上作政府工作报告。", {"name": "海波"}),
        Hit("12月4日，海波代市长作政府工作报告。", {"name": "海波"}),
        Hit("市长海波作政府工作报告", {"name": "海波"}),
        Hit("在临江市第九届人民代表大会第五次会议上，海波作《政府工作报告》。", {"name": "海波"}),
        Hit("大会隆重开幕。图为海波作政府工作报告。", {"name": "海波"}),
    ),
    misses=("会议听取了政府工作报告",),
)

RULES = (SESSION, TITLE, OTHER, OTHERS_OPENING, SALUTATION, OPENING, OFFICE, NAME_IN_BRACKETS, NAME_OF_CAPTION)
