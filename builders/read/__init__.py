"""Files to text: decoded, hashed, with every line end counted as one character."""

from __future__ import annotations

from tifatu.builders.read.files import Text, read
from tifatu.builders.read.finding import Source, find_again, find_sources

__all__ = ["Source", "Text", "find_again", "find_sources", "read"]
