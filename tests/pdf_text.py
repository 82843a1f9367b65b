"""The text of a PDF as our typesetter writes it: glyphs of each font, told by its ToUnicode map."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)endobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
# A text may hold brackets that pair up, as they are; so many levels deep is enough for glyphs.
INSIDE = rb"(?:\\.|[^\\()])*"
for _level in range(8):
    INSIDE = rb"(?:\\.|[^\\()]|\(" + INSIDE + rb"\))*"
TEXT = rb"\((" + INSIDE + rb")\)"
# What a glyph stands for where its font cannot tell is no text that is drawn.
SAID = rb"/ActualText ?(?:\(" + INSIDE + rb"\)|<[0-9A-Fa-f]*>)"
SHOWN = re.compile(SAID + rb"|/(f\d+) [\d.]+ Tf|" + TEXT + rb"|<([0-9A-Fa-f]+)>|(ET)", re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_text(paper: bytes) -> str:
    """Every text in the order of drawing, a line for each piece."""
    objects = {int(number): body for number, body in OBJECT.findall(paper)}
    streams = {number: _stream(body) for number, body in objects.items()}
    fonts = {
        name.decode(): _letters(streams[_map_of(objects, int(font))])
        for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", paper)
    }
    assert fonts
    pages = [one for one in streams.values() if b"BT" in one and b" Tf" in one]
    return "\n".join(_read(page, fonts) for page in pages)


def _map_of(objects: dict[int, bytes], font: int) -> int:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert found
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    if not found:
        return b""
    if b"/FlateDecode" not in body[: found.start()]:
        return found[1]
    # Without its last byte where that looks like the end of a line; the texts are all there.
    return zlib.decompressobj().decompress(found[1])


def _letters(cmap: bytes) -> dict[int, str]:
    """By glyph, what it stands for."""
    letters = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for glyph, told in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(told.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, told in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(told, 16) + step)
    return letters


def _read(page: bytes, fonts: dict[str, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    said = []
    for font, plain, coded, end in SHOWN.findall(page):
        if font:
            letters = fonts[font.decode()]
        elif end:
            said.append("\n")
        else:
            glyphs = bytes.fromhex(coded.decode()) if coded else ESCAPE.sub(_escaped, plain)
            pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
            said.append("".join(letters.get(256 * high + low, "") for high, low in pairs))
    return "".join(said)


def _escaped(found: re.Match[bytes]) -> bytes:
    told = found[1]
    return bytes([int(told, 8)]) if told.isdigit() else PLAIN.get(told, told)
