"""What goes to a terminal: signs that it cannot encode are replaced, signs that would steer it are shown."""

from __future__ import annotations

import io
import re
import sys
from typing import Any, TextIO, cast

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Signs that turn the direction of what follows, so that a line reads as what it is not."""

_STEERING = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Control characters: an escape in a report could paint over the line before it."""


class Shown:
    """A stream on which such signs stand as \\u202e; JSON stays JSON, and all else is the stream's own."""

    def __init__(self, stream: TextIO, signs: str) -> None:
        self._stream, self._signs = stream, re.compile(f"[{signs}]")

    def write(self, text: str) -> int:
        """Write the text with its signs shown."""
        return self._stream.write(self._signs.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def speak_plainly() -> None:
    """Let nothing that is printed break off for want of a sign in the output's encoding, nor steer the terminal.

    Progress bars steer the terminal by right, on stderr.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.stdout = cast(TextIO, Shown(sys.stdout, _TURNING + _STEERING))
    sys.stderr = cast(TextIO, Shown(sys.stderr, _TURNING))
