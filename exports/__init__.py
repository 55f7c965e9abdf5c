"""One file a format; the interactive pages."""

from __future__ import annotations

from tifatu.exports.formats import EXPORTERS, Exporter, export, exporter_for
from tifatu.exports.selection import Selection, select

__all__ = ["EXPORTERS", "Exporter", "Selection", "export", "exporter_for", "select"]
