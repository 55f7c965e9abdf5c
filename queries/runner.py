"""Ask a graph a question by its name."""

from __future__ import annotations

from tifatu.graph.store.knowledge import KnowledgeGraph, Rows
from tifatu.queries.catalogue import named


def run(graph: KnowledgeGraph, name: str, **params: object) -> Rows:
    """The rows of a named query.

    Args:
        graph: An open graph.
        name: See ``catalogue()``.
        params: As the query's header lists them; bound as values, never spliced into the text.

    Returns:
        One dict a row, with the columns that the header lists, in that order.

    Raises:
        UnknownQueryError: There is no such query.
        ParameterError: A parameter is missing, unknown or of the wrong type.
    """
    query = named(name)
    rows = graph.sparql(query.text, **query.bind(params))
    if not isinstance(rows, Rows):
        raise TypeError(f"{name} is no SELECT")
    return Rows({column: row[column] for column in query.columns} for row in rows)
