"""What the query page offers: our words, and the named queries as text that runs as it stands."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import accumulate, groupby
from typing import Any

from tifatu.graph.ontology import ontology
from tifatu.queries.catalogue import Query, catalogue

_LISTS = re.compile(r"SELECT\b.*?\bWHERE\b|GROUP BY[^\n]*|ORDER BY[^\n]*|\{ *SELECT\b.*?(?=\{)", re.DOTALL)
"""Where variables are named to be given or grouped, not to be compared."""


@cache
def examples() -> dict[str, Any]:
    """Words and queries for the editor."""
    return {
        "words": sorted({*_words(), *_reused()}),
        "queries": [{"name": q.name, "summary": q.summary, "text": runnable(q)} for q in catalogue().values()],
    }


def runnable(query: Query) -> str:
    """The text of a query with the examples of its parameters in it, as somebody would write it by hand."""
    text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+"))
    examples_of = {name: param.example for name, param in query.params.items()}
    for name, value in query.bind(examples_of).items():
        literal = json.dumps(value, ensure_ascii=False) if isinstance(value, str | int) else str(value)
        text = _with_value(text, name, literal)
    return text + "\n"


def _with_value(text: str, name: str, literal: str) -> str:
    """A query with a value for a variable: it is no longer given or grouped, and compared as the value."""
    text = re.sub(rf"VALUES \?{name} \{{ UNDEF \}} ?", "", text)  # where the value would be put in
    word = re.compile(rf" ?\?{name}\b")

    def unlisted(found: re.Match[str]) -> str:
        depths = accumulate({"(": 1, ")": -1}.get(char, 0) for char in found[0])
        pieces = groupby(zip(found[0], depths, strict=True), key=lambda pair: pair[1] > 0)  # brackets: expressions
        said = [(inside, "".join(char for char, _ in pairs)) for inside, pairs in pieces]
        return "".join(piece if inside else word.sub("", piece) for inside, piece in said)

    return word.sub(lambda _: f" {literal}", _LISTS.sub(unlisted, text))


def _words() -> list[str]:
    return [f"tfv:{name}" for name in re.findall(r"(?m)^tfv:(\w+)", ontology().decode())]


def _reused() -> list[str]:
    from tifatu.exports.pages.vocabulary import reused_words

    return [str(word["word"]) for word in reused_words()]
