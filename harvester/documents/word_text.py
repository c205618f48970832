"""The text that a paragraph of Word shows; in a cell, the way the cells of a page are read (`shown`).

<w:r><w:rPr><w:vanish/></w:rPr><w:t>3</w:t></w:r>                                        nothing: its author hid it
<w:r><w:rPr><w:strike/></w:rPr><w:t>13</w:t></w:r><w:r><w:t>12</w:t></w:r>               12: 13 is struck out
<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/>… <w:t>1</w:t>     12[1]: a note, not 121
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvester.documents.ooxml import w
from harvester.documents.rich_text import SET_APART, note
from harvester.items import FAINT, PICTURE, STRUCK

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
BOX = w("txbxContent")
LEFT_OUT = frozenset(
    (*(w(name) for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "binData", "sectPr")), BOX)
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What Word does not show, or holds a second time; text boxes are read after the paragraph they hang on."""
_STRUCK = frozenset(("strike", "dstrike"))
_WHITE = "white"
"""Stands for a colour of characters that nobody sees; no property of Word has this name."""
_NO_SHADE = ("auto", "FFFFFF", "ffffff")
_OFF = ("0", "false", "off")
_RUN = w("r")
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_UNREADABLE = frozenset((*PICTURES, w("sym")))
"""Only the eye, or the font, knows what they say."""


def shown(paragraph: Any, left_out: frozenset[str] = frozenset(("vanish",))) -> str:
    """The text without the runs of these properties; a tab is a tab, a line break a new line."""
    return "".join(text for text in _texts(paragraph, left_out) if text != PICTURE)


def shown_in_cell(paragraph: Any, left_out: frozenset[str]) -> str:
    """The same, notes set high or low in brackets, the mark of a picture for each, a formula without its result."""
    return "".join(_texts(paragraph, left_out, in_cell=True)) or _formula(paragraph)


def _formula(paragraph: Any) -> str:
    """The formula of a field that Word has not calculated: ``=SUM(LEFT)``; empty where there is none."""
    told = (node.text or node.get(w("instr")) or "" for node in paragraph.iter(w("instrText"), w("fldSimple")))
    return next((text.strip() for text in told if text.strip().startswith("=")), "")


def left_out_of(cell: Any) -> frozenset[str]:
    """Properties of the runs that a cell does not show: struck out, or white, only where it says anything else."""
    marks = (_STRUCK, frozenset((_WHITE,)) if _is_bare(cell) else frozenset[str]())
    marked = [(mark, _are_marked(cell, mark)) for mark in marks]
    return frozenset(("vanish",)).union(*(mark for mark, runs in marked if any(runs) and not all(runs)))


def with_doubt(text: str, cell: Any) -> str:
    """The text of a cell; a figure that is struck out, or white, and has no other beside it, with a mark."""
    if text.isdecimal() and _are_all(cell, _STRUCK):
        return STRUCK + text
    return FAINT + text if text.isdecimal() and _is_bare(cell) and _are_all(cell, frozenset((_WHITE,))) else text


def _are_all(cell: Any, mark: frozenset[str]) -> bool:
    runs = _are_marked(cell, mark)
    return bool(runs) and all(runs)


def _are_marked(cell: Any, mark: frozenset[str]) -> list[bool]:
    """Of each run that says something."""
    return [_has(run, mark) for run in cell.iter(_RUN) if any(text.text for text in run.iter(w("t")))]


def _is_bare(cell: Any) -> bool:
    """True for a cell that has no colour of its own behind its text."""
    shade = cell.find(f"{w('tcPr')}/{w('shd')}")
    return shade is None or shade.get(w("fill"), "auto") in _NO_SHADE


def without_pictures(text: str, is_alone: bool) -> str:
    """The text of a cell; pictures count in the place of a figure, in a row of several cells."""
    words = text.replace(PICTURE, "").strip()
    return words if is_alone or (words and not words.isdecimal()) else text


def _texts(paragraph: Any, left_out: frozenset[str], *, in_cell: bool = False) -> Iterator[str]:
    before = ""
    codes: list[bool] = []
    """Of the fields that are open, the outer first: whether what stands there is still its code, not its result."""
    waiting = list(reversed(paragraph))
    while waiting:
        item = waiting.pop()
        if not isinstance(item.tag, str) or item.tag in LEFT_OUT or _has(item, left_out):
            continue
        text = _note(item, before) if in_cell else ""
        text = text or _own(item)
        if not text:
            _enter(item, codes)
            waiting += reversed(item)
            continue
        if any(codes):
            continue
        before = text
        yield text


def _enter(item: Any, codes: list[bool]) -> None:
    """Keep account of the fields that begin and end: ``{ =SUM({ REF a }7) | 12 }`` shows 12."""
    kind = item.get(w("fldCharType")) if item.tag == w("fldChar") else None
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def _own(item: Any) -> str:
    """What the element itself says; empty for one that only holds others."""
    if item.tag in (w("t"), f"{_MATH}t"):
        return item.text or ""
    if item.tag in _UNREADABLE or (item.tag == f"{_MATH}oMath" and _is_built(item)):
        return PICTURE
    return _SIGNS.get(item.tag, "")


def _is_built(formula: Any) -> bool:
    """True for a fraction, a power and the like: more than characters in a row."""
    return any(node.tag != f"{_MATH}r" for node in formula)


def _note(run: Any, before: str) -> str:
    """A number set high or low behind a figure."""
    mark = run.find(f"{w('rPr')}/{w('vertAlign')}") if run.tag == _RUN else None
    if mark is None or mark.get(w("val")) not in SET_APART:
        return ""
    return note("".join(text.text or "" for text in run.iter(w("t"))).strip(), before)


def _has(run: Any, properties: frozenset[str]) -> bool:
    """True where the run has one of the properties, and it is not switched off."""
    marks = (run.find(f"{w('rPr')}/{w(name)}") for name in properties)
    if any(mark is not None and mark.get(w("val")) not in _OFF for mark in marks):
        return True
    return _WHITE in properties and _is_white(run)


def _is_white(run: Any) -> bool:
    """True for digits in white; a label may stand on the colour of its table's style."""
    colour = run.find(f"{w('rPr')}/{w('color')}")
    is_white = colour is not None and (colour.get(w("val")) or "").upper() == "FFFFFF"
    return is_white and "".join(text.text or "" for text in run.iter(w("t"))).strip().isdecimal()
