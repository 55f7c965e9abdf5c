"""The shapes of all RDF: records poured into them, and read back."""

from __future__ import annotations

from tifatu.graph.rdf.restore import records_of
from tifatu.graph.rdf.sections import Profile, blocks, sections

__all__ = ["Profile", "blocks", "records_of", "sections"]
