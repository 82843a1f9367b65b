#!/usr/bin/env python
"""Run a command of the project; see `manage.py help`."""

import os
import sys

# `pg`, `serve` and `set_up` look after the server themselves.
NEED_NO_DATABASE = {
    "build_texts",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "pg",
    "serve",
    "set_up",
    "startapp",
    "version",
}


def main() -> None:
    """Start the embedded database where one is needed, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohesion.settings")
    from django.core.management import execute_from_command_line

    from core.postgres import PostgresError, ensure_running
    from core.scoping import SERVICE, Setting, by_default

    by_default(Setting(SERVICE, service="command"))
    try:
        if _needs_database(sys.argv[1:]):
            ensure_running()
        execute_from_command_line(sys.argv)
    except PostgresError as problem:
        sys.exit(str(problem))


def _needs_database(words: list[str]) -> bool:
    asks_for_help = {"-h", "--help", "--version"} & set(words)
    return bool(words) and not asks_for_help and words[0] not in NEED_NO_DATABASE


if __name__ == "__main__":
    main()
