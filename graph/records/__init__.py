"""Records in files: one JSON object a line, in one order."""

from __future__ import annotations

from tifatu.graph.records.files import in_order, read_records, write_records
from tifatu.graph.records.sets import RecordFile, Records

__all__ = ["RecordFile", "Records", "in_order", "read_records", "write_records"]
