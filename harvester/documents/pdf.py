"""PDF to Document: pypdfium2 reads the pages, pdfplumber those of which it loses text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pypdfium2

from harvester.documents import pdf_fast, pdf_notes, pdf_slow
from harvester.documents.errors import EncryptedError
from harvester.documents.paged import read_pages
from harvester.documents.pdf_objects import objects_of
from harvester.documents.pdf_page import PageShow
from harvester.items import Document

MAX_PAGES = 400
_SECONDS = 3.0
"""Processor time after which no further page is begun."""


def read_pdf(body: bytes) -> Document:
    """The document of a PDF file. Raises EncryptedError, and PdfiumError for a file that is broken."""
    try:
        file = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError from error
        raise
    file.init_forms()
    return read_pages(_shows(body, file), count=len(file))


def _shows(body: bytes, file: pypdfium2.PdfDocument) -> Iterator[PageShow]:
    started = time.process_time()
    slow, is_changed = None, False
    for number in range(min(len(file), MAX_PAGES)):
        if time.process_time() - started > _SECONDS:
            return
        page = file[number]
        if pdf_notes.put_in(page):
            page, slow, is_changed = file[number], None, True
        objects = list(objects_of(page))
        if pdf_fast.loses_text(objects):
            slow = slow or pdfplumber.open(BytesIO(_saved(file) if is_changed else body))
            yield pdf_slow.show(slow.pages[number], page, objects)
        else:
            yield pdf_fast.show(page, objects)


def _saved(file: pypdfium2.PdfDocument) -> bytes:
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()
