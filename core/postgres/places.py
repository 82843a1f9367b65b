"""Where the embedded PostgreSQL keeps its things, and as whom it runs."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.postgres.errors import PostgresError
from core.secrets import make

DURABLE = {"main": True, "test": False, "fault": True}
SYSTEM_DIR = Path("/var/lib")
SOCKETS_DIR = Path("/tmp")  # noqa: S108 - the path of a socket has at most 107 bytes


@dataclass(frozen=True)
class Account:
    """The system user whom the server runs as."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """One embedded cluster: `main` for work, `test` without durability, `fault` to be killed."""

    var_dir: Path
    cluster: str = "main"

    def __post_init__(self) -> None:
        if self.cluster not in DURABLE:
            raise PostgresError(
                f"There is no cluster “{self.cluster}”; there are {', '.join(DURABLE)}."
            )

    @property
    def is_durable(self) -> bool:
        """False where a power cut may lose everything, as tests can bear."""
        return DURABLE[self.cluster]

    @cached_property
    def base(self) -> Path:
        """The folder that holds the clusters of this installation.

        The server must not run as root, and root's home is closed to everybody else, so root's
        clusters live elsewhere; `var/postgres_home` remembers where.
        """
        if os.geteuid() != 0:
            return self.var_dir.absolute() / "postgres"
        note = self.var_dir / "postgres_home"
        try:
            return Path(note.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return Path(make(note, str(SYSTEM_DIR / f"cohesion-{secrets.token_hex(6)}")))

    @property
    def home(self) -> Path:
        """The folder of this cluster."""
        return self.base / self.cluster

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "data"

    @property
    def password_file(self) -> Path:
        """The file with the password of the database user."""
        return self.base / f"{self.cluster}.password"

    @property
    def lock_file(self) -> Path:
        """Whoever makes, starts or stops the server holds this file's lock."""
        return self.base / f"{self.cluster}.lock"

    @property
    def log_file(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    @property
    def sockets(self) -> Path:
        """A short folder for the socket."""
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return SOCKETS_DIR / f"cohesion-{digest}"

    @property
    def account(self) -> Account:
        """Us, or as root whoever owns the data; for new data `postgres` or `nobody`."""
        if os.geteuid() != 0:
            return Account(os.geteuid(), os.getegid())
        if self.data.exists():
            owner = self.data.stat()
            return Account(owner.st_uid, owner.st_gid)
        import pwd  # here, since Windows has no such module

        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return Account(entry.pw_uid, entry.pw_gid)
        raise PostgresError(
            "PostgreSQL refuses to run as root and there is no user “postgres” or “nobody” here. "
            "Run this as an ordinary user, or set DATABASE_URL to a server of your own."
        )
