"""tifatu check: whose slogans a draft uses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from tifatu.cli.checking import Json
from tifatu.cli.graphs import GraphOption, words_and_graph
from tifatu.cli.wording import LangOption, Wording


def check(
    words: Annotated[list[str], typer.Argument(help="A text file; - for stdin.", metavar="DRAFT [KG]")],
    graph: GraphOption = None,
    region: Annotated[str | None, typer.Option(help="Whose draft it is: code or name.")] = None,
    lang: LangOption = None,
    as_json: Json = False,
) -> None:
    """Check the slogans of a draft: whose each is, since when, whether it is still said, what others mean by it.

    Example: tifatu check draft.txt -g kg --region 酒泉
    """
    from tifatu.graph.store.knowledge import KnowledgeGraph
    from tifatu.queries.drafts import check as check_draft

    (name,), folder = words_and_graph(words, graph, 1, 1)
    draft = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    with KnowledgeGraph(folder) as opened:
        rows = check_draft(opened, draft, region)
    if as_json:
        print(json.dumps({"slogans": rows}, ensure_ascii=False))
        return
    for line in _lines(rows, draft, Wording(lang)):
        print(line)


def _lines(rows: Sequence[dict[str, Any]], draft: str, wording: Wording) -> Iterator[str]:
    """A line a verdict, as compilers write them: line, column, slogan, what is said of it."""
    for row in rows:
        line = draft.count("\n", 0, row["start"]) + 1
        column = row["start"] - (draft.rfind("\n", 0, row["start"]) + 1) + 1
        for verdict in row["verdicts"]:
            told = wording.say(verdict["verdict"], **_facts(verdict))
            yield f"{line}:{column}: {row['text']}: {told}"
    if not rows:
        yield wording.say("no_slogan")


def _facts(verdict: dict[str, Any]) -> dict[str, object]:
    shown = verdict["reports"]
    if not shown:
        return {}
    first, last = ({"region": r["region"], "year": r["year"] or "?"} for r in (shown[0], shown[-1]))
    facts = {"count": verdict.get("count"), "first": "{region} {year}".format(**first)}
    return facts | {"last": "{region} {year}".format(**last), "source": shown[-1]["source"]}
