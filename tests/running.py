"""The real program, run as people run it; shared by the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TIFATU = str(Path(sys.executable).with_name("tifatu"))


def tifatu(*args: object, cwd: Path | None = None, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    env = os.environ | {"PYTHONWARNINGS": "default", "NO_COLOR": "1"}
    return subprocess.run([TIFATU, *map(str, args)], capture_output=True, text=True, cwd=cwd, env=env, check=check)


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that the program said on stderr."""
    (line,) = done.stderr.strip().splitlines()
    return line
