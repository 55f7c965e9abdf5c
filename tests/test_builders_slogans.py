"""Slogans are told from names, stressed words, figures of speech and quoted sentences."""

from __future__ import annotations

import pytest

from tifatu.builders.language.quotation import context, quotations
from tifatu.builders.language.rule import Hit, Rule
from tifatu.builders.mentions.heads import head_of
from tifatu.builders.mentions.judgement import QUESTIONS, Verdict, judge
from tifatu.builders.mentions.more_rules import CUES
from tifatu.builders.mentions.rules import RULES as SHAPES

RULES = (*SHAPES, *CUES)


def _verdict(text: str) -> tuple[str, str]:
    """What the first quoted phrase of a sentence is, and which rule said so."""
    around = context(text, next(quotations(text, 0, len(text))))
    judgement = judge(around, head_of(around.after))
    return judgement.verdict.value, judgement.rule


@pytest.mark.parametrize("rule, hit", [(rule, hit) for rule in RULES for hit in rule.hits])
def test_rule_fits_its_own_examples(rule: Rule, hit: Hit) -> None:
    """The sentence beside a rule fits it, with the words beside it."""
    found = next(rule.find(hit.text))

    assert {name: found[name] for name in hit.groups} == hit.groups


@pytest.mark.parametrize("rule, miss", [(rule, miss) for rule in RULES for miss in rule.misses])
def test_rule_leaves_its_near_misses(rule: Rule, miss: str) -> None:
    """The near miss beside a rule does not fit it."""
    assert list(rule.find(miss)) == []


def _rules_that_decide(text: str) -> list[str]:
    """By which rule each quoted phrase of a sentence is judged, with all others asked before it."""
    seen = [context(text, quotation) for quotation in quotations(text, 0, len(text))]
    return [judge(around, head_of(around.after)).rule for around in seen]


@pytest.mark.parametrize("rule, hit", [(rule, hit) for rule in RULES for hit in rule.hits])
def test_a_rule_decides_its_own_examples(rule: Rule, hit: Hit) -> None:
    """No earlier question takes the sentence away: a rule that passes its test runs."""
    assert rule.name in _rules_that_decide(hit.text)


@pytest.mark.parametrize("rule, miss", [(rule, miss) for rule in RULES for miss in rule.misses])
def test_a_rule_decides_none_of_its_near_misses(rule: Rule, miss: str) -> None:
    """Nor does it in company with the others."""
    assert rule.name not in _rules_that_decide(miss)


def test_every_rule_is_asked_and_every_question_has_its_rule() -> None:
    """No rule is forgotten, none is asked twice."""
    asked = [question.what for question in QUESTIONS if isinstance(question.what, Rule)]

    assert sorted(rule.name for rule in asked) == sorted(rule.name for rule in RULES)
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS)


SLOGANS = [
    ("推进“五清三建”行动", "numeral"),
    ("构建“2+4”产业体系", "numeral"),
    ("推行“马上办、就近办”", "phrases-in-a-row"),
    ("深化“地均论成败”改革", "certain-noun"),
    ("加强“三农”工作", "quoted-slogans"),
    ("获评“全国避暑旅游名城”", "programme-word"),
    ("培育“小巨人”企业", "quoted-slogans"),
    ("实施“菜篮子”工程", "quoted-slogans"),
    ("推进“钱袋子”行动", "certain-noun"),
    ("推广“邻里商量”", "quoted"),
    ("落实“第一议题”制度", "numeral"),
    ("加强“书香南通”建设", "quoted"),
    ("推广“多彩古城·宜居乡村”建设", "programme-word"),
    ("平安建设“零就业”家庭清查", "numeral"),
]

OTHERS = [
    ("守住“钱袋子”", Verdict.METAPHOR, "quoted-metaphors"),
    ("带头过“紧日子”", Verdict.METAPHOR, "quoted-metaphors"),
    ("让资源“活”起来", Verdict.EMPHASIS, "one-character"),
    ("实现“零投诉”", Verdict.EMPHASIS, "zero"),
    ("争创“六连冠”", Verdict.EMPHASIS, "streak"),
    ("缓解“停车难”问题", Verdict.EMPHASIS, "hardship"),
    ("建成一艘“飞艇”", Verdict.EMPHASIS, "ordinary-word"),
    ("遭遇“7·21”特大暴雨", Verdict.NAME, "date"),
    ("“五一”假期", Verdict.NAME, "quoted-names"),
    ("电影“归雁”上映", Verdict.NAME, "name-after-genre"),
    ("唱响“雁归来”文旅品牌", Verdict.NAME, "brand"),
    ("建设“云岭观光园”项目", Verdict.NAME, "project"),
    ("举办“雁湖杯”龙舟赛", Verdict.NAME, "contest"),
    ("上线“雁城快办通”", Verdict.NAME, "application"),
    ("升级“雁城好办”App", Verdict.NAME, "name-before-genre"),
    ("“云岭一号”重型燃气轮机下线", Verdict.NAME, "name-before-genre"),
    ("叫响“听雁·寻古”口号", Verdict.NAME, "two-parts"),
    ("跑出“雁城速度”", Verdict.EMPHASIS, "measure-of-success"),
    ("让文化“活起来”", Verdict.EMPHASIS, "lively"),
    ("他说：“一定要把水送到每一户人家，一户都不能少。”", Verdict.SPEECH, "speech"),
]


@pytest.mark.parametrize("text, rule", SLOGANS)
def test_slogans_are_kept(text: str, rule: str) -> None:
    """Numerals, lists, class nouns and set phrases make a slogan."""
    assert _verdict(text) == ("slogan", rule)


@pytest.mark.parametrize("text, verdict, rule", OTHERS)
def test_what_is_no_slogan_is_told(text: str, verdict: Verdict, rule: str) -> None:
    """Names, emphasis, metaphors and speech each have a rule that says so."""
    assert _verdict(text) == (verdict.value, rule)


@pytest.mark.xfail(reason="a name without a cue in its sentence cannot be told from a slogan", strict=True)
@pytest.mark.parametrize("text", ["建成“雁栖云间”", "学习“好嫂子”", "传唱“山那边的光”"])
def test_names_without_a_cue(text: str) -> None:
    """A building, a nickname, a song of which nothing near says that it is one."""
    assert _verdict(text)[0] == "name"


def test_rules_stand_long_sentences() -> None:
    """No pattern goes wild on 100 000 characters without an end."""
    text = "“" + "甲、" * 50_000

    for rule in RULES:
        assert list(rule.find(text)) == []
