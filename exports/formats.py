"""The formats: a type, a table, a chooser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from tifatu.exports.files.archives import zip_folder
from tifatu.exports.lexica import bitext, tbx
from tifatu.exports.lexica import jieba as jieba_dictionary
from tifatu.exports.lexica import markdown as glossary_document
from tifatu.exports.networks import gexf, graphml
from tifatu.exports.rdf import jsonld, rdfxml
from tifatu.exports.rdf import lines as rdf
from tifatu.exports.selection import Selection, select
from tifatu.exports.tables import csv_files as csv_tables
from tifatu.exports.tables import parquet, xlsx
from tifatu.graph.errors import UnknownFormatError
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records

Exporter: TypeAlias = Callable[[Records, BinaryIO, Profile], None]
"""Writes the records as UTF-8, the same bytes every time, as a stream; leaves the file open."""

FolderExporter: TypeAlias = Callable[[Records, Path, Profile], None]
"""Writes the records as several files into an empty folder that exists, the same bytes every time."""

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "gexf": gexf.write,
        "graphml": graphml.write,
        "jieba": jieba_dictionary.write,
        "jsonld": jsonld.write,
        "nq": rdf.write_nquads,
        "nt": rdf.write_ntriples,
        "rdfxml": rdfxml.write,
        "tbx": tbx.write,
        "tbx-v2": tbx.write_first_edition,
        "trig": rdf.write_trig,
        "tsv": bitext.write,
        "ttl": rdf.write_turtle,
        "xlsx": xlsx.write,
    }
)
"""File suffix -> exporter. To add one, write exports/<name>.py and list it here; the contract tests run over all."""

FOLDER_EXPORTERS: Mapping[str, FolderExporter] = MappingProxyType(
    {
        "csv": csv_tables.write,
        "csv-raw": csv_tables.write_raw,
        "md": glossary_document.write,
        "parquet": parquet.write,
    }
)
"""Name -> exporter that makes a folder, or a zip of one."""

ELSEWHERE = ("html",)
"""Formats that are not in the tables: the pages are exports.site."""


def exporter_for(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        UnknownFormatError: There is none; names those that there are.
    """
    try:
        return EXPORTERS[name]
    except KeyError:
        raise UnknownFormatError(name, (*EXPORTERS, *FOLDER_EXPORTERS, *ELSEWHERE)) from None


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


def export_folder(records: Records, name: str, folder: Path, selection: Selection | None = None) -> None:
    """Write the selected records as several files.

    Args:
        records: ``KnowledgeGraph.records()``, or any other records.
        name: Of the format: csv, csv-raw, parquet, md.
        folder: Exists and is empty.
        selection: Profile, region, years, term; everything in full when None.

    Raises:
        UnknownFormatError: There is no such format that makes a folder.
        MissingPackageError: The format needs a package that is not installed.
    """
    chosen = selection or Selection()
    if name not in FOLDER_EXPORTERS:
        raise UnknownFormatError(name, FOLDER_EXPORTERS)
    FOLDER_EXPORTERS[name](select(records, chosen), folder, chosen.profile)


def export_zip(records: Records, name: str, out: BinaryIO, selection: Selection | None = None) -> None:
    """Write what ``export_folder`` writes, as one zip file."""
    with TemporaryDirectory() as folder:
        export_folder(records, name, Path(folder), selection)
        zip_folder(Path(folder), out)
