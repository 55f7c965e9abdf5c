"""JSON-LD, RDF/XML and TBX are streams, and the same bytes in every process."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hostile import ManyMentions

from tifatu.exports import EXPORTERS
from tifatu.graph.rdf.sections import Profile

NAMES = ("jsonld", "rdfxml", "tbx")
INVENTED = Path(__file__).parent / "data" / "invented.jsonl"

PRINT = """
import sys
from pathlib import Path
from tifatu.exports import export
from tifatu.graph.records.sets import RecordFile
export(RecordFile(Path(sys.argv[1])), sys.argv[2], sys.stdout.buffer)
"""


class Counted:
    """Takes bytes and forgets them."""

    def __init__(self) -> None:
        self.count = 0

    def write(self, data: bytes) -> int:
        """Count them."""
        self.count += len(data)
        return len(data)


def peak(name: str, mentions: int) -> tuple[int, int]:
    """Most bytes that Python held, and bytes written."""
    out = Counted()
    tracemalloc.start()
    EXPORTERS[name](ManyMentions(mentions), out, Profile.FULL)  # type: ignore[arg-type]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most, out.count


@pytest.mark.parametrize("name", NAMES)
def test_memory_does_not_grow_with_the_mentions(name: str) -> None:
    """Five times the mentions, which RDF has one by one, take no more memory."""
    peak(name, 10)

    few, many = peak(name, 8_000), peak(name, 40_000)

    assert many[0] < few[0] + 200_000
    assert name == "tbx" or many[1] > 4 * few[1]


@pytest.mark.parametrize("name", NAMES)
def test_other_hashes_give_the_same_bytes(name: str) -> None:
    """Nothing hangs on the order of a set."""
    seen = {
        subprocess.run(
            [sys.executable, "-c", PRINT, str(INVENTED), name],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    (only,) = seen
    assert len(only) > 1_000
