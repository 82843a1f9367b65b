"""Texts that the database holds but cannot read: AES-GCM with keys kept in a file beside it.

A stored value is a version byte, the id of its key, a nonce and the ciphertext. The file has one
key a line in base64, newest first: the first writes, all of them read.

A keyed index (HMAC-SHA256, RFC 2104) finds equal texts without reading them. Its key is derived
from each key of the file, so that an index made before a new key was added is still found.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
_NONCE_AT = len(VERSION) + KEY_ID_BYTES
_TEXT_AT = _NONCE_AT + NONCE_BYTES


@dataclass(frozen=True)
class Key:
    """One key of the file, ready to encrypt with and to make indexes with."""

    secret: bytes = field(repr=False)
    index: bytes = field(repr=False)

    @cached_property
    def cipher(self) -> AESGCM:
        # The library takes 8 MB of a worker, which most pages, a roster among them, never need.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.secret)


class KeyMissing(ImproperlyConfigured):
    """The key that a value needs is not in the file of keys."""


class Unreadable(ValueError):
    """A stored value was changed, or copied here from another column."""


def encrypt(text: str, *, bound_to: str) -> bytes:
    """Encrypt a text so that it can be read only as what it is bound to."""
    return encrypt_bytes(text.encode(), bound_to=bound_to)


def decrypt(value: bytes, *, bound_to: str) -> str:
    """Read a text that `encrypt` wrote for the same column."""
    return decrypt_bytes(value, bound_to=bound_to).decode()


def encrypt_bytes(data: bytes, *, bound_to: str) -> bytes:
    """Encrypt what is no text, such as a piece of a file."""
    key_id, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key_id + nonce + key.cipher.encrypt(nonce, data, bound_to.encode())


def decrypt_bytes(value: bytes, *, bound_to: str) -> bytes:
    """Read what `encrypt_bytes` wrote under the same name."""
    from cryptography.exceptions import InvalidTag  # as late as the cipher, for the same reason

    if value[:1] != VERSION:
        raise Unreadable(f"{bound_to}: this is not a value that this program encrypted.")
    cipher = _cipher(value[len(VERSION) : _NONCE_AT])
    try:
        return cipher.decrypt(value[_NONCE_AT:_TEXT_AT], value[_TEXT_AT:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"{bound_to}: the stored value was changed or moved.") from error


def index(text: str, *, bound_to: str) -> bytes:
    """A keyed index of a text, as a row keeps it: 32 bytes that tell nothing without the key."""
    return indexes(text, bound_to=bound_to)[0]


def indexes(text: str, *, bound_to: str) -> list[bytes]:
    """Every index that a row may keep of a text, the newest key's first; for asking."""
    message = f"{bound_to}\0{text}".encode()
    return [hmac.digest(key.index, message, "sha256") for key in _keys().values()]


def lasting_key(name: str) -> bytes:
    """A key for one purpose that a rotation does not change: of the oldest key, which stays."""
    *_newer, oldest = _keys().values()
    return hmac.digest(oldest.index, f"lasting\0{name}".encode(), "sha256")


def newest_key() -> bytes:
    """What a value begins with that was encrypted with the newest key."""
    return VERSION + next(iter(_keys()))


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
    found = _keys().get(key_id)
    if found is None:
        # Another worker may already write with a key that was added after this one started.
        _read_keys.cache_clear()
        found = _keys().get(key_id)
    if found is None:
        raise KeyMissing(
            f"The key {key_id.hex()} is not in {settings.FIELD_KEYS_FILE}. "
            "Bring that file back from a backup: without it these values are gone."
        )
    return found.cipher


def _keys() -> dict[bytes, Key]:
    path = str(settings.FIELD_KEYS_FILE)
    return _read_keys(path, _state_of(path))


def _state_of(path: str) -> tuple[int, int] | None:
    """What changes when the file does: a worker that runs on must write with a new key too."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


@lru_cache(maxsize=4)
def _read_keys(path: str, state: tuple[int, int] | None) -> dict[bytes, Key]:
    try:
        lines = Path(path).read_text().split()
        keys = [base64.b64decode(line, validate=True) for line in lines]
    except OSError as error:
        raise KeyMissing(f"The file of keys {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyMissing(f"The file of keys {path} is damaged.") from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyMissing(f"The file of keys {path} is empty or damaged.")
    return {
        hashlib.sha256(key).digest()[:KEY_ID_BYTES]: Key(
            key, hmac.digest(key, b"keyed index", "sha256")
        )
        for key in keys
    }
