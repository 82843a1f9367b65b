"""The process that sets one paper: JSON on stdin, a PDF or a picture on stdout."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent / "fonts"


def main() -> None:
    """Read what is asked, and write the paper."""
    asked = json.loads(sys.stdin.buffer.read())
    template = Path(asked["template"])
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png" if asked["picture"] else "pdf",
        ppi=110,
        sys_inputs={"data": json.dumps(asked["data"])},
    )
    sys.stdout.buffer.write(made[0] if isinstance(made, list) else made)


main()
