"""Papers as PDF: a template and plain data, set in a process of its own.

What people typed reaches the template as data and never as markup. The process keeps the fonts and
the typesetter out of the workers, and a paper that cannot be set takes none of them down.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
SECONDS: Final = 60


class CannotTypeset(Exception):
    """The typesetter gave no paper; its words are the only argument."""


def typeset(template: Path, data: Mapping[str, Any], *, picture: bool = False) -> bytes:
    """A PDF of a template with JSON data, or a PNG of its first page; raises CannotTypeset."""
    asked = {"template": str(template), "data": data, "picture": picture}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.typesetting"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            cwd=ROOT,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotTypeset(str(error)) from error
    if done.returncode:
        raise CannotTypeset(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout
