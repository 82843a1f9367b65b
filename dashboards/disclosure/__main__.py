"""What `outside.protect_outside` asks: groups of tables as JSON in, protected ones out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from dashboards.disclosure.outside import group_of
from dashboards.disclosure.protect import protect_linked
from dashboards.disclosure.solver import silent


def main() -> None:
    """Read, protect, write."""
    groups = [group_of(told) for told in json.load(sys.stdin)]
    with silent():
        answers = [protect_linked(one.tables, one.nested, dict(one.hid)) for one in groups]
    json.dump([[asdict(one) for one in answer] for answer in answers], sys.stdout)


if __name__ == "__main__":
    main()
