"""Reports made worse at random: cut, doubled, shuffled, without marks, with signs that nobody foresaw, endless lines.

``tests/test_builders_mutants.py`` builds some hundred of them; ``benchmarks/mutants.py`` as many as one likes, also of
real reports.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence

RUNS = (
    "。",
    " ",
    "　",
    "“",
    "”",
    "“”",
    "（",
    "（）",
    "[",
    "1",
    "一",
    "十",
    "①",
    "、",
    "：",
    "——",
    "*",
    "#",
    "\n",
    "的",
    "\t",
)
"""What stands thousands of times in a row: every class of signs that a pattern repeats."""

Change = Callable[[random.Random, str], str]


def mutants(texts: Sequence[str], seed: int, count: int) -> Iterator[tuple[str, str]]:
    """So many changed texts, each with a name that tells how it was made; the same seed gives the same texts."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        origin = chance.randrange(len(texts))
        names = chance.sample(sorted(CHANGES), chance.choice((1, 1, 2, 3)))
        text = texts[origin]
        for name in names:
            text = CHANGES[name](chance, text)
        yield f"{number:04} of {origin} {' '.join(names)}", text


def broken_off(text: str) -> Iterator[tuple[str, str]]:
    """The text up to each of its characters."""
    return ((f"up to {end}", text[:end] + "。\n") for end in range(1, len(text)))


def runs(text: str, length: int) -> Iterator[tuple[str, str]]:
    """A text once for each sign, with so many of it in a row in the middle of a line of its last third."""
    lines = text.split("\n")
    worded = [number for number, line in enumerate(lines) if len(line) > 6]
    at = worded[-max(1, len(worded) // 6)]
    line = lines[at]
    for sign in RUNS:
        middle = line[: len(line) // 2] + sign * (length // len(sign)) + line[len(line) // 2 :]
        yield f"{length} of U+{ord(sign[0]):04X} {len(sign)}", "\n".join([*lines[:at], middle, *lines[at + 1 :]])


def endless(text: str, length: int) -> Iterator[tuple[str, str]]:
    """A text whose body, entries or only line has so many characters."""
    joined = text.replace("\n", "")
    many = length // len(joined) + 1
    yield "one line, no end", joined * many
    yield "a line behind the report", text + joined * many
    head, _, rest = text.partition("各位代表")
    yield "a body of one line", f"{head}各位代表{rest.replace(chr(10), '') * many}\n"
    yield "one word", text + "甲" * length
    yield "all lines again and again", text + f"{rest}\n" * many


def _cut(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.randrange(len(text) + 1) for _ in "ab")
    return text[start:end] if chance.random() < 0.5 else text[:start] + text[end:]


def _cut_lines(chance: random.Random, text: str) -> str:
    """Each line breaks off anywhere, or right behind a word that wants another: what comes next is not there."""
    return "\n".join(
        line[: _joint(chance, line)] + chance.choice("。;；、 ") if chance.random() < 0.7 else line
        for line in text.split("\n")
        if line
    )


def _joint(chance: random.Random, line: str) -> int:
    joints = [at for at, sign in enumerate(line, 1) if sign in "的和与、等是即指为“：第一二三"]
    return chance.choice(joints) if joints and chance.random() < 0.5 else chance.randrange(len(line) + 1)


def _cut_words(chance: random.Random, text: str) -> str:
    """Some characters fall out here and there."""
    rate = chance.choice((0.01, 0.05, 0.2))
    return "".join(sign for sign in text if chance.random() > rate)


def _doubled(chance: random.Random, text: str) -> str:
    rate = chance.choice((0.1, 0.5, 1))
    return "\n".join(line for one in text.split("\n") for line in [one] * (1 + (chance.random() < rate)))


def _shuffled_lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _shuffled_signs(chance: random.Random, text: str) -> str:
    signs, width = list(text), chance.choice((3, 12, len(text)))
    for start in range(0, len(signs), width):
        piece = signs[start : start + width]
        chance.shuffle(piece)
        signs[start : start + width] = piece
    return "".join(signs)


def _without_marks(chance: random.Random, text: str) -> str:
    """One kind of marks, or all, is gone."""
    marks = sorted({sign for sign in text if unicodedata.category(sign)[0] in "PSZ"})
    gone = set(marks if chance.random() < 0.4 else chance.sample(marks, min(len(marks), 3)))
    return "".join(sign for sign in text if sign not in gone)


def _other_marks(chance: random.Random, text: str) -> str:
    """Each mark becomes any other mark of the text."""
    marks = sorted({sign for sign in text if unicodedata.category(sign)[0] in "PS"}) or ["。"]
    return "".join(chance.choice(marks) if sign in marks and chance.random() < 0.3 else sign for sign in text)


def _one_line(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice(("", " ", "。")))


def _each_a_line(chance: random.Random, text: str) -> str:
    return "".join(sign + "\n" * (chance.random() < 0.2) for sign in text)


def _any_signs(chance: random.Random, text: str) -> str:
    """Signs of all Unicode, unassigned ones and lone surrogates too, strewn over the text."""
    rate = chance.choice((0.01, 0.1))
    return "".join(
        sign + (chr(chance.randrange(sys.maxunicode + 1)) if chance.random() < rate else "") for sign in text
    )


def _run(chance: random.Random, text: str) -> str:
    at, sign = chance.randrange(len(text) + 1), chance.choice(RUNS)
    return text[:at] + sign * chance.choice((2, 50, 3000)) + text[at:]


CHANGES: dict[str, Change] = {
    "cut": _cut,
    "cut lines": _cut_lines,
    "cut words": _cut_words,
    "doubled": _doubled,
    "shuffled lines": _shuffled_lines,
    "shuffled signs": _shuffled_signs,
    "without marks": _without_marks,
    "other marks": _other_marks,
    "one line": _one_line,
    "each a line": _each_a_line,
    "any signs": _any_signs,
    "run": _run,
}
