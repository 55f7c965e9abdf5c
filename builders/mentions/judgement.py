"""Is a quoted phrase a slogan, or a name, an emphasis, a figure of speech, somebody's words?

Questions are asked in order and the first that says yes decides. Shapes and cues are rules (slogan_rules.py), words are
lists (builders/data/quoted_*.txt). What nothing speaks against is a slogan: that is what the marks are for in a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tifatu.builders.language.quotation import Context
from tifatu.builders.language.rule import Rule
from tifatu.builders.language.segment import dictionary
from tifatu.builders.language.words import word_set
from tifatu.builders.mentions import more_rules as cues
from tifatu.builders.mentions import rules


class Verdict(StrEnum):
    """What a phrase in quotation marks is."""

    SLOGAN = "slogan"
    NAME = "name"
    EMPHASIS = "emphasis"
    METAPHOR = "metaphor"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the name of the rule that gave it."""

    verdict: Verdict
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """A rule, or the name of a word list, and what a phrase is that it fits."""

    verdict: Verdict
    what: Rule | str
    yields: bool = False
    """Whether a certain class noun behind the marks (行动, 机制) makes the phrase a slogan all the same."""

    def fits(self, context: Context, sentence: str) -> bool:
        """Whether the answer is yes."""
        if isinstance(self.what, str):
            return context.inner in word_set(self.what)
        return self.what.read(sentence) is not None

    @property
    def name(self) -> str:
        """What is stored with the mention."""
        return self.what.replace("_", "-") if isinstance(self.what, str) else self.what.name


QUESTIONS: tuple[Question, ...] = (
    Question(Verdict.SLOGAN, "quoted_slogans"),
    Question(Verdict.SPEECH, rules.SPEECH),
    Question(Verdict.SPEECH, rules.SAID),
    Question(Verdict.NAME, rules.DATE),
    Question(Verdict.NAME, "quoted_names"),
    Question(Verdict.EMPHASIS, rules.ONE_CHARACTER),
    Question(Verdict.NAME, rules.GENRE_BEFORE),
    Question(Verdict.NAME, rules.GENRE_BEHIND),
    Question(Verdict.EMPHASIS, rules.SO_CALLED),
    Question(Verdict.EMPHASIS, rules.ABOUT_A_WORD),
    Question(Verdict.EMPHASIS, rules.ZERO),
    Question(Verdict.EMPHASIS, rules.STREAK),
    Question(Verdict.METAPHOR, "quoted_metaphors", yields=True),
    Question(Verdict.EMPHASIS, "quoted_emphasis", yields=True),
    Question(Verdict.EMPHASIS, rules.HARDSHIP),
    Question(Verdict.EMPHASIS, cues.QUESTION),
    Question(Verdict.EMPHASIS, cues.PASSIVE, yields=True),
    Question(Verdict.EMPHASIS, cues.RANK, yields=True),
    Question(Verdict.EMPHASIS, cues.LIVELY, yields=True),
    Question(Verdict.NAME, cues.INSTALLATION),
    Question(Verdict.EMPHASIS, rules.ORDINAL, yields=True),
    Question(Verdict.SLOGAN, rules.NUMERAL),
    Question(Verdict.NAME, rules.TITLE),
    Question(Verdict.NAME, rules.CONTEST),
    Question(Verdict.NAME, rules.DISASTER),
    Question(Verdict.NAME, rules.PROJECT),
    Question(Verdict.NAME, rules.BRAND),
    Question(Verdict.NAME, rules.APPLICATION, yields=True),
    Question(Verdict.NAME, rules.PLATFORM),
    Question(Verdict.NAME, cues.OFFICE, yields=True),
    Question(Verdict.NAME, cues.INSURANCE, yields=True),
    Question(Verdict.EMPHASIS, cues.MEASURE, yields=True),
    Question(Verdict.EMPHASIS, cues.AFFAIR, yields=True),
    Question(Verdict.SLOGAN, rules.LIST),
    Question(Verdict.EMPHASIS, rules.CHANGE, yields=True),
    Question(Verdict.SLOGAN, rules.PROGRAMME_WORD),
    Question(Verdict.NAME, cues.TWO_PARTS, yields=True),
)
"""In the order in which they are asked."""


def judge(context: Context, head: str) -> Judgement:
    """Say what a quoted phrase is, and by which rule.

    Args:
        context: The phrase and its surroundings.
        head: Its class noun, empty where it has none.

    >>> judge(Context("开展", "四强", "行动"), "行动")
    Judgement(verdict=<Verdict.SLOGAN: 'slogan'>, rule='numeral')
    >>> judge(Context("大型情景剧", "长河月", "上演"), "").rule
    'name-after-genre'
    """
    certain = head.endswith(_certain())
    sentence = context.sentence
    for question in QUESTIONS:
        if not (certain and question.yields) and question.fits(context, sentence):
            return Judgement(question.verdict, question.name)
    if certain:
        return Judgement(Verdict.SLOGAN, "certain-noun")
    if context.inner in dictionary():
        return Judgement(Verdict.EMPHASIS, "ordinary-word")
    return Judgement(Verdict.SLOGAN, "quoted")


@cache
def _certain() -> tuple[str, ...]:
    """Class nouns that make a slogan of any words quoted before them."""
    return tuple(sorted(word_set("head_certain")))
