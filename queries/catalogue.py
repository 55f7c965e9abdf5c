"""The named queries: .rq files beside this module, each with a header that says what it answers.

The header's lines begin with ``#+`` and are TOML; to SPARQL they are comments, so every file runs anywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from tifatu.graph.errors import ParameterError, UnknownQueryError
from tifatu.graph.labels import term_key

if TYPE_CHECKING:
    from pyoxigraph import Literal

MARK = "#+"
CHINESE = "zh-hans"
"""The language of the names of places, as a store has it."""

SUFFIX = ".rq"


class Param(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that the caller gives; the query names it as a variable in its SELECT."""

    says: str
    """What it is, for people."""

    example: str | int
    """A value with which the query answers something on the test records."""

    type: str = "text"
    """text, term (any written form; bound as its key), region (its code, and its name as NAME_name) or integer."""

    default: str | int | None = None
    """Taken where the caller gives none; without one the parameter must be given."""


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with a name (查询)."""

    name: str
    """File name without suffix."""

    summary: str
    columns: tuple[str, ...]
    golden: str
    """CSV of the answer on the test records, with the examples as parameters."""

    text: str
    """SPARQL, header included."""

    params: dict[str, Param] = {}

    def bind(self, given: Mapping[str, object]) -> dict[str, str | int | Literal]:
        """Values for the variables of the query; a region also as the name of one, ``NAME_name``.

        Raises:
            ParameterError: One is missing, unknown, or no number where a number is wanted.
        """
        unknown = [name for name in given if name not in self.params]
        if unknown:
            known = ", ".join(self.params) or "none"
            raise ParameterError(self.name, f"there is no parameter {unknown[0]!r}; known: {known}.")
        values = {name: self._value(name, given.get(name, param.default)) for name, param in self.params.items()}
        regions = [name for name, param in self.params.items() if param.type == "region"]
        return values | {f"{name}_name": _in_chinese(str(values[name])) for name in regions}

    def _value(self, name: str, value: object) -> str | int:
        param = self.params[name]
        if value is None:
            raise ParameterError(self.name, f"give the parameter {name!r} ({param.says}), e.g. {param.example}.")
        if param.type == "term":
            return term_key(str(value))
        if param.type != "integer":
            return str(value)
        try:
            return int(str(value))
        except ValueError:
            raise ParameterError(self.name, f"{name} must be a whole number, not {value!r}.") from None


@cache
def catalogue() -> Mapping[str, Query]:
    """All named queries, by name.

    >>> list(catalogue())[:2]
    ['changed-between', 'companions-of']
    """
    folder = files("tifatu.queries")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(SUFFIX))
    texts = {name.removesuffix(SUFFIX): folder.joinpath(name).read_text(encoding="utf-8") for name in names}
    return MappingProxyType({name: read_query(name, text) for name, text in texts.items()})


def named(name: str) -> Query:
    """The query of that name.

    Raises:
        UnknownQueryError: There is none; offers the nearest.
    """
    try:
        return catalogue()[name]
    except KeyError:
        raise UnknownQueryError(name, catalogue()) from None


def read_query(name: str, text: str) -> Query:
    """A query from the text of its file.

    Raises:
        ValueError: The header is no TOML, or says too little or too much.
    """
    return msgspec.convert(header_of(text) | {"name": name, "text": text}, Query)


def header_of(text: str) -> dict[str, Any]:
    """What the header of a query file says.

    Raises:
        ValueError: It is no TOML.
    """
    return tomllib.loads("\n".join(line.removeprefix(MARK) for line in text.splitlines() if line.startswith(MARK)))


def _in_chinese(name: str) -> Literal:
    from pyoxigraph import Literal

    return Literal(name, language=CHINESE)
