"""One file a format; the interactive pages."""

from __future__ import annotations

from tifatu.exports.formats import (
    EXPORTERS,
    FOLDER_EXPORTERS,
    Exporter,
    FolderExporter,
    export,
    export_folder,
    export_zip,
    exporter_for,
)
from tifatu.exports.selection import Selection, select

__all__ = [
    "EXPORTERS",
    "FOLDER_EXPORTERS",
    "Exporter",
    "FolderExporter",
    "Selection",
    "export",
    "export_folder",
    "export_zip",
    "exporter_for",
    "select",
]
