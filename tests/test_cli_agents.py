"""Tools for agents, asked by the client of the official SDK."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client
from served import TIFATU

RECEIPT = {"report", "place", "date", "source", "start", "end", "quote"}


@pytest.fixture(scope="module")
def kg(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


def called(kg: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The tools of a server, and the answers to some calls in one session."""

    async def talk() -> list[Any]:
        server = StdioServerParameters(command=TIFATU, args=["mcp", "-g", str(kg)])
        async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            return [tools, *[await session.call_tool(name, given) for name, given in calls]]

    return anyio.run(talk)


def said(answer: Any) -> Any:
    """The data of an answer."""
    assert not answer.is_error, answer.content
    return json.loads(answer.content[0].text)


def test_an_agent_gets_answers_with_receipts(kg: Path, samples: Path) -> None:
    """Each quote stands in its file at its offsets."""
    tools, *answers = called(
        kg,
        ("find_slogans", {"words": "sqxd"}),
        ("explain_slogan", {"term": "四强", "region": "甘肃"}),
        ("timeline", {"term": "三区三线"}),
        ("compare_regions", {"region": "酒泉"}),
        ("check_draft", {"text": "落实“四强”行动。", "region": "酒泉"}),
        ("run_query", {"name": "spread-of", "params": {"label": "四强"}}),
        ("sparql", {"query": "SELECT ?t { ?t a tfv:Term }"}),
    )
    found = [said(answer) for answer in answers]
    receipts = [one for answer in found[:5] for one in every(answer, "receipts")]

    assert {tool.name for tool in tools} >= {"find_slogans", "explain_slogan", "check_draft", "sparql"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert len(receipts) > 10
    for one in receipts:
        assert set(one) >= RECEIPT
        text = (samples / one["source"]).read_text(encoding="utf-8")
        assert "".join(text[one["start"] : one["end"]].split()) == "".join(one["quote"].split())
    assert all(every(answer, "receipts") for answer in found[:5])
    assert found[5]["rows"][0]["held"] >= 1
    assert (len(found[6]["rows"]), found[6]["more"]) == (20, True)


def every(data: Any, name: str) -> list[Any]:
    """All entries of the lists of that name, at any depth."""
    if isinstance(data, dict):
        return [*data.get(name, []), *(one for value in data.values() for one in every(value, name))]
    return [one for value in data for one in every(value, name)] if isinstance(data, list) else []


def test_answers_are_bounded(kg: Path) -> None:
    """No list is longer than twenty entries, and what is left out is counted."""
    _, answer = called(kg, ("compare_regions", {"region": "甘肃", "other": "酒泉"}))
    found = said(answer)

    assert max(len(found[name]) for name in ("shared", "only_here", "only_there")) <= 20
    assert len(answer.content[0].text) < 100_000


def test_mistakes_are_told_in_a_line(kg: Path) -> None:
    """What is wrong and what is near; no path, no stack; the next call is answered."""
    _, term, update, long, good = called(
        kg,
        ("explain_slogan", {"term": "三区三钱"}),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
        ("check_draft", {"text": "四" * 60_000}),
        ("list_queries", {}),
    )

    assert "Did you mean '三区三线'?" in term.content[0].text
    assert "only read" in update.content[0].text
    assert "50,000" in long.content[0].text
    for wrong in (term, update, long):
        assert wrong.is_error
        assert "Traceback" not in wrong.content[0].text and str(kg) not in wrong.content[0].text
    assert "spread-of" in said(good)["queries"]
