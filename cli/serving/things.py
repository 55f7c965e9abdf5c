"""The things of the graph by their names: /id/term/T… is what https://w3id.org/tifatu/term/T… means, or the same
below the base of the graph."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Triple, serialize
from starlette.responses import HTMLResponse, Response

from tifatu.cli.serving.faults import Refused
from tifatu.cli.serving.formats import SHORT, TRIPLES, chosen
from tifatu.exports.pages.markup import render
from tifatu.graph.namespaces import BASE, CLASSES, local, prefixes_at
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.naming import label_of, short

HTML = "text/html"
POINTING = 100
"""Things that point to one, on its page."""


def name_of(kind: str, name: str, base: str = BASE) -> tuple[str, str]:
    """The IRI of a thing, and the media type that an ending such as .ttl asks for.

    Raises:
        Refused: No thing is called so.

    >>> name_of("term", "Tabc.ttl")
    ('https://w3id.org/tifatu/term/Tabc', 'text/turtle')
    """
    stem, dot, ending = name.rpartition(".")
    stem, wish = (stem, SHORT.get(ending, "")) if dot else (name, "")
    try:
        if f"{kind}/" in CLASSES.values() and (wish or not dot):
            return f"{base}{kind}/{local(stem)}", wish
    except ValueError:
        pass
    raise Refused(404, "No thing is called so.")


def thing(graph: KnowledgeGraph, name: str, accept: str, page_of: Callable[[str], str]) -> Response:
    """What the graph says of a thing: RDF for programs, a page for people.

    Args:
        graph: The graph.
        name: IRI.
        accept: As the client says it.
        page_of: Key of a term -> address of its page on the site.

    Raises:
        Refused: There is no such thing, or none of our formats will do.
    """
    said = [quad.triple for quad in graph.store.quads_for_pattern(NamedNode(name), None, None, None)]
    if not said:
        raise Refused(404, "The graph holds no such thing.")
    kind = chosen(accept, (*TRIPLES, HTML))
    if kind is None:
        raise Refused(406, "A thing is given as Turtle, N-Triples, JSON-LD, RDF/XML or HTML.")
    vary = {"Vary": "Accept"}
    if kind == HTML:
        return HTMLResponse(_page(graph, name, said, page_of), headers=vary)
    return Response(as_bytes(said, kind, graph.base), headers=vary, media_type=kind)


def as_bytes(said: list[Triple], kind: str, base: str) -> bytes:
    """Triples of a graph with that base in a media type."""
    out = io.BytesIO()
    serialize(said, out, TRIPLES[kind], prefixes=dict(prefixes_at(base)))
    return out.getvalue()


def _page(graph: KnowledgeGraph, name: str, said: list[Triple], page_of: Callable[[str], str]) -> str:
    pointing = islice(graph.store.quads_for_pattern(None, None, NamedNode(name), None), POINTING)
    return render(
        "thing.html",
        name=name,
        label=label_of(graph.store, name) or short(name, graph.base),
        more=_own_page(said, page_of),
        said=sorted(_statements(graph, ((triple.predicate, triple.object) for triple in said)), key=_in_order),
        pointing=sorted(_statements(graph, ((quad.predicate, quad.subject) for quad in pointing)), key=_in_order),
        most=POINTING,
    )


def _own_page(said: list[Triple], page_of: Callable[[str], str]) -> str:
    """The page of the site about a term."""
    keys = [str(one.object.value) for one in said if short(one.predicate.value) == "tfv:key"]  # type: ignore[union-attr]
    return next(filter(None, map(page_of, keys)), "")


def _statements(graph: KnowledgeGraph, pairs: Any) -> Iterator[dict[str, str]]:
    for predicate, value in pairs:
        node = isinstance(value, NamedNode)
        yield {
            "property": short(predicate.value),
            "value": short(value.value, graph.base) if node else value.value,
            "label": label_of(graph.store, value.value) if node else "",
            "language": "" if node else (value.language or ""),
            "link": link_of(value.value, graph.base) if node else "",
        }


def _in_order(statement: dict[str, str]) -> tuple[str, str]:
    return statement["property"], statement["value"]


def link_of(name: str, base: str = BASE) -> str:
    """Where the page of a thing stands on this server; nothing for what is not ours, so that no IRI becomes a link.

    >>> link_of(BASE + "term/Tabc"), link_of("javascript:alert(1)")
    ('/id/term/Tabc', '')
    """
    rest = name.removeprefix(base)
    kind, _, own = rest.partition("/")
    return f"/id/{rest}" if rest != name and f"{kind}/" in CLASSES.values() and own else ""
