"""The database server: one of your own by DATABASE_URL, otherwise an embedded PostgreSQL."""

from core.postgres.configure import configuration
from core.postgres.errors import PostgresError

__all__ = ["PostgresError", "configuration"]
