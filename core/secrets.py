"""Secrets that the installation makes for itself and keeps in a file of its own."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def read_or_make(path: Path) -> str:
    """The secret in this file; a random one is put there first if there is none."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return make(path, secrets.token_urlsafe(48))


def make(path: Path, secret: str) -> str:
    """Put a secret into a file that only its owner reads; whoever was first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, never replaces the secret that a neighbour has just made.
        os.link(part, path)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    finally:
        os.unlink(part)
    return secret
