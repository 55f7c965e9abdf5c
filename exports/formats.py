"""The formats: a type, a table, a chooser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from tifatu.exports import rdf
from tifatu.exports.selection import Selection, select
from tifatu.graph.errors import UnknownFormatError
from tifatu.graph.record_sets import Records
from tifatu.graph.triples import Profile

Exporter: TypeAlias = Callable[[Records, BinaryIO, Profile], None]
"""Writes the records as UTF-8, the same bytes every time, as a stream; leaves the file open."""

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "nq": rdf.write_nquads,
        "nt": rdf.write_ntriples,
        "trig": rdf.write_trig,
        "ttl": rdf.write_turtle,
    }
)
"""File suffix -> exporter. To add one, write exports/<name>.py and list it here; the contract tests run over all."""


def exporter_for(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        UnknownFormatError: There is none; names those that there are.
    """
    try:
        return EXPORTERS[name]
    except KeyError:
        raise UnknownFormatError(name, EXPORTERS) from None


def export(records: Records, name: str, out: BinaryIO, selection: Selection | None = None) -> None:
    """Write the selected records in a format.

    Args:
        records: ``KnowledgeGraph.records()``, or any other records.
        name: Of the format: ttl, nt, nq, trig …
        out: A file or a pipe, open for bytes.
        selection: Profile, region, years, term; everything in full when None.

    Raises:
        UnknownFormatError: There is no such format.
        UnknownRegionError: The selection names a region that no report is of.
        UnknownTermError: The selection names a term that no report has.
    """
    chosen = selection or Selection()
    exporter_for(name)(select(records, chosen), out, chosen.profile)
