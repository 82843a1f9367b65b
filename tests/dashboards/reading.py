"""Files as text, read by other programs than those that wrote them, and numbers sought in them."""

from __future__ import annotations

import csv
import io
import re

import openpyxl

from tests.pdf_text import pdf_text


def body(answer):
    """The bytes of an answer, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def texts_of(take):
    """What each format says; `take` answers the bytes of one."""
    book = openpyxl.load_workbook(io.BytesIO(take("xlsx")))
    return {
        "csv": "\n".join("|".join(line) for line in csv_lines(take("csv"))),
        "pdf": pdf_text(take("pdf")),
        "xlsx": "\n".join(
            "|".join("" if cell is None else str(cell) for cell in line)
            for sheet in book
            for line in sheet.iter_rows(values_only=True)
        ),
    }


def csv_lines(data):
    """The lines of a CSV."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def main_of(page):
    """A page without what is around it."""
    return re.search(r"<main.*</main>", page, re.DOTALL)[0]


def found(told, secrets):
    """Which secrets stand in what, as numbers of their own; ids and drawn places are none."""
    return [
        (where, secret)
        for where, text in told.items()
        for secret in secrets
        if re.search(rf"(?<![\d.,-]){secret}(?![\d.,-])", ids_out(without_places(text)))
    ]


def without_places(text):
    """A drawing without where its parts stand."""
    return re.sub(r' (?:x|y|x1|x2|y1|y2|cx|cy|d|width|height|viewBox)="[^"]*"', "", text)


def ids_out(text):
    """Without what is new in each answer: tokens, ids, and when and by whom it was made."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
