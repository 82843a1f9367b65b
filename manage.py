#!/usr/bin/env python
"""Run a command of the project; see `manage.py help`."""

import os
import sys


def main() -> None:
    """Start the embedded database where one is needed, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohesion.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
