"""Pieces of pages that are written once for what they are made of.

A piece is kept in the memory of its process under a digest of all that it is made of and the
language. Whoever asks has read that anew, within her own scope: what changed is another piece, so
nothing here is ever stale, and nobody finds what she could not have written herself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Pieces:
    """Writes one template; keeps the pieces that were asked for last.

    The template knows what it is given and nothing of the request.
    """

    def __init__(self, template: str, keeps: int = 16) -> None:
        self.template, self.keeps = template, keeps
        self._kept: OrderedDict[bytes, SafeString] = OrderedDict()
        self._lock = Lock()

    def written(self, made_of: object, context: Callable[[], dict[str, object]]) -> SafeString:
        """The piece of what it is made of, whose `repr` tells all of it."""
        told = repr((get_language(), made_of)).encode()
        # A digest, so that no exact number stays in memory.
        digest = blake2b(told, digest_size=32).digest()
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
                return self._kept[digest]
        piece = render_to_string(self.template, context())
        with self._lock:
            self._kept[digest] = piece
            while len(self._kept) > self.keeps:
                self._kept.popitem(last=False)
        return piece

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()
