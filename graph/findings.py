"""What a check of a graph reports: which check, which node, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is (轻重)."""

    VIOLATION = "violation"
    """The graph is wrong."""

    WARNING = "warning"
    """The graph is right and tells of something worth knowing: a report that lists five of six items."""


@dataclass(frozen=True, order=True)
class Check:
    """Something that must hold of a graph (检查)."""

    name: str
    """Name by which it is skipped and looked up: S14, orphans, definition-headword."""

    says: str
    """What must hold, in one sentence."""

    mend: str
    """What to do where it does not hold, in one sentence."""

    severity: Severity = Severity.VIOLATION


@dataclass(frozen=True, order=True)
class Finding:
    """One node at which a check does not hold (问题)."""

    check: Check
    node: str
    """Short IRI of the node: tfd:Dabc."""

    label: str
    """How people know the node: 三区三线."""

    value: str = ""
    """What is there and should not be, or should be and is not."""

    def as_data(self) -> dict[str, str]:
        """Flat fields for JSON.

        >>> Finding(Check("S14", "One label.", "Keep one."), "tfs:S1", "三区").as_data()["severity"]
        'violation'
        """
        return {
            "check": self.check.name,
            "severity": str(self.check.severity),
            "node": self.node,
            "label": self.label,
            "value": self.value,
            "says": self.check.says,
            "mend": self.check.mend,
        }
