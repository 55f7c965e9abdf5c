"""Verification: a claim that its source does not bear out is found, whatever record makes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tifatu.builders.verify import claims_of, text_at, verify
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Place, Record, Report


@pytest.fixture(scope="module")
def records(sample_records: list[AnyRecord]) -> list[AnyRecord]:
    """Everything found in the samples."""
    return sample_records


def test_all_claims_of_the_samples_hold(records: list[AnyRecord], samples: Path) -> None:
    """Several for each definition: text, headword, components, parts."""
    verdict = verify(records, [samples])

    assert verdict.findings == []
    assert verdict.checked > 400


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (Definition, {"text": "从未说过的话"}),
        (Definition, {"terms": ("“五强”行动",)}),
        (Mention, {"text": "五强"}),
        (Attribution, {"issuer": "县委"}),
        (Place, {"text": "某地"}),
        (Report, {"session": "某市第一届人民代表大会"}),
        (Mention, {"start": 10**6, "end": 10**6 + 2}),
    ],
)
def test_a_false_claim_is_found(
    records: list[AnyRecord], samples: Path, kind: type[Record], change: dict[str, object]
) -> None:
    """One record is bent; exactly that one is reported."""
    victim = next(r for r in records if isinstance(r, kind) and (not isinstance(r, Definition) or len(r.terms) == 1))
    bent = [replace(r, **change) if r is victim else r for r in records]

    verdict = verify(bent, [samples])

    assert {finding.record for finding in verdict.findings} == {victim.id}
    assert verdict.share < 1


def test_components_and_parts_are_claims_too(records: list[AnyRecord]) -> None:
    """A definition with two parts of three items each makes at least ten claims."""
    (parted,) = [r for r in records if isinstance(r, Definition) and r.parts and "gansu-2024" in r.source][:1]

    assert {claim.what for claim in claims_of(parted)} >= {"text", "headword", "part", "component"}


def test_a_lost_source_is_one_finding(records: list[AnyRecord], tmp_path: Path) -> None:
    """Nothing of it can be checked, and the verdict says so."""
    only = [r for r in records if isinstance(r, Record) and r.source.endswith("gansu-2024.md")]

    verdict = verify(only, [tmp_path / "elsewhere"])

    assert [finding.source for finding in verdict.findings] == ["gansu-2024.md"]
    assert "no such file" in verdict.findings[0].found.lower()


def test_sources_are_found_in_the_first_folder_that_has_them(records: list[AnyRecord], samples: Path) -> None:
    """Reports that were given as two folders lie below two roots."""
    only = [r for r in records if isinstance(r, Record) and r.source.endswith("gansu-2024.md")]

    assert verify(only, [samples / "nowhere", samples]).findings == []


def test_gaps_are_left_out_of_the_words() -> None:
    """A page mark in the middle of a definition is no part of it."""
    assert text_at("甲、乙\n—3—\n丙、丁", (0, 11), [(4, 7)]) == "甲、乙\n\n丙、丁"
