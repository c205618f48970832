"""What stands on a PDF page and is no part of it: fields of a form, figures that somebody typed onto a blank one."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

_APART = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
"""Kinds of notes that show nothing by themselves."""
_MOST = 2_000


def put_in(page: pypdfium2.PdfPage) -> bool:
    """Make all of it part of the page, which is to be loaded again; False where there is nothing."""
    if not any(_shows(page, number) for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST))):
        return False
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _shows(page: pypdfium2.PdfPage, number: int) -> bool:
    note = pdfium.FPDFPage_GetAnnot(page, number)
    is_shown = pdfium.FPDFAnnot_GetSubtype(note) not in _APART
    pdfium.FPDFPage_CloseAnnot(note)
    return is_shown
