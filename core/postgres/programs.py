"""Run one of PostgreSQL's programs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.postgres.places import Account


def run_program(
    words: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
    apart: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run it to its end, if need be as another user or apart from our terminal."""
    switches = account is not None and account.uid != os.geteuid()
    return subprocess.run(  # noqa: S603 - the programs and their words are our own
        words,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        umask=0o077,
        start_new_session=apart,
        user=account.uid if account and switches else None,
        group=account.gid if account and switches else None,
        extra_groups=[] if switches else None,
    )
