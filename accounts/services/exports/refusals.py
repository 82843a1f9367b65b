from __future__ import annotations


class CannotTake(Exception):
    """A file is not given; says why. `status` is what the answer is."""

    def __init__(self, why: str, status: int = 403) -> None:
        super().__init__(why)
        self.status = status
