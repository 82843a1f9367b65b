"""The database server: one of your own by DATABASE_URL, otherwise an embedded PostgreSQL."""

from core.postgres.configure import configuration
from core.postgres.errors import PostgresError
from core.postgres.running import ensure_running

__all__ = ["PostgresError", "configuration", "ensure_running"]
