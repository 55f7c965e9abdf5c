"""What slogans name that is carried out: the programs, and what definitions and reports say of them."""

from __future__ import annotations

from tifatu.builders.programs.making import programs

__all__ = ["programs"]
