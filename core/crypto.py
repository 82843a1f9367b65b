"""Texts that the database holds but cannot read: AES-GCM with keys kept in a file beside it.

A stored value is a version byte, the id of its key, a nonce and the ciphertext. The file has one
key a line in base64, newest first: the first writes, all of them read.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
_NONCE_AT = len(VERSION) + KEY_ID_BYTES
_TEXT_AT = _NONCE_AT + NONCE_BYTES


class KeyMissing(ImproperlyConfigured):
    """The key that a value needs is not in the file of keys."""


class Unreadable(ValueError):
    """A stored value was changed, or copied here from another column."""


def encrypt(text: str, *, bound_to: str) -> bytes:
    """Encrypt a text so that it can be read only as what it is bound to."""
    key_id, cipher = next(iter(_ciphers().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key_id + nonce + cipher.encrypt(nonce, text.encode(), bound_to.encode())


def decrypt(value: bytes, *, bound_to: str) -> str:
    """Read a text that `encrypt` wrote for the same column."""
    if value[:1] != VERSION:
        raise Unreadable(f"{bound_to}: this is not a value that this program encrypted.")
    cipher = _cipher(value[len(VERSION) : _NONCE_AT])
    try:
        text = cipher.decrypt(value[_NONCE_AT:_TEXT_AT], value[_TEXT_AT:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"{bound_to}: the stored value was changed or moved.") from error
    return text.decode()


def make_keys_if_missing() -> bool:
    """Make the file of keys on a new installation; True if it was made now."""
    path = Path(settings.FIELD_KEYS_FILE)
    if path.exists():
        return False
    part = _written_beside(path, [_new_key()])
    try:
        # Of two that start together, the second must never replace the first one's keys.
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(part)
        _read_keys.cache_clear()
    return True


def add_key() -> None:
    """Put a new key first in the file; what the older ones wrote stays readable."""
    path = Path(settings.FIELD_KEYS_FILE)
    os.replace(_written_beside(path, [_new_key(), *path.read_text().split()]), path)
    _read_keys.cache_clear()


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _written_beside(path: Path, lines: list[str]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A file from mkstemp is 0600 from its first moment.
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return part


def _cipher(key_id: bytes) -> AESGCM:
    found = _ciphers().get(key_id)
    if found is None:
        # Another worker may already write with a key that was added after this one started.
        _read_keys.cache_clear()
        found = _ciphers().get(key_id)
    if found is None:
        raise KeyMissing(
            f"The key {key_id.hex()} is not in {settings.FIELD_KEYS_FILE}. "
            "Bring that file back from a backup: without it these values are gone."
        )
    return found


def _ciphers() -> dict[bytes, AESGCM]:
    return _read_keys(str(settings.FIELD_KEYS_FILE))


@lru_cache(maxsize=4)
def _read_keys(path: str) -> dict[bytes, AESGCM]:
    try:
        lines = Path(path).read_text().split()
        keys = [base64.b64decode(line, validate=True) for line in lines]
    except OSError as error:
        raise KeyMissing(f"The file of keys {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyMissing(f"The file of keys {path} is damaged.") from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyMissing(f"The file of keys {path} is empty or damaged.")
    return {hashlib.sha256(key).digest()[:KEY_ID_BYTES]: AESGCM(key) for key in keys}
