"""The fonts for paper may be given away: static ones, under the Open Font Licence."""

import hashlib
import re
import struct
from pathlib import Path

import pytest

from core import typesetting

FONTS = Path(typesetting.__file__).parent / "fonts"
FILES = sorted(FONTS.glob("*.ttf"))
LICENCE = 13
"""The name of a font that says under which licence it is."""


def tables_of(font: bytes) -> dict[str, bytes]:
    """The tables of a TrueType file."""
    (number,) = struct.unpack(">H", font[4:6])
    entries = [struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(number)]
    return {tag.decode(): font[start : start + size] for tag, _sum, start, size in entries}


def names_of(table: bytes) -> dict[int, str]:
    """The names of a font by their numbers, as Windows reads them."""
    _version, number, texts = struct.unpack(">HHH", table[:6])
    entries = [struct.unpack(">6H", table[6 + 12 * i : 18 + 12 * i]) for i in range(number)]
    return {
        name: table[texts + start : texts + start + size].decode("utf-16-be")
        for platform, _encoding, _language, name, size, start in entries
        if platform == 3
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_font_is_static_free_to_embed_and_under_the_licence_that_lies_beside_it(path):
    tables = tables_of(path.read_bytes())

    assert not {"fvar", "gvar", "CFF2"} & set(tables)
    assert struct.unpack(">H", tables["OS/2"][8:10]) == (0,)
    assert "SIL Open Font License, Version 1.1" in names_of(tables["name"])[LICENCE]
    assert "SIL Open Font License, Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_every_font_is_the_one_that_is_written_down():
    written = dict(
        re.findall(r"`([^`]+\.ttf)`.*`([0-9a-f]{64})`", (FONTS / "README.md").read_text("utf-8"))
    )

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES} == written
