"""OFD (GB/T 33190, the national page format) to Document: text and lines with their places, as in a PDF.

<ofd:TextObject Boundary="20 30 60 5" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 3 4 4">政府信息</ofd:TextCode>
<ofd:PathObject Boundary="20 40 170 0.2"><ofd:AbbreviatedData>M 0 0 L 170 0</ofd:AbbreviatedData>
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from zipfile import ZipFile

from lxml import etree

from harvester.documents.archive_limits import checked
from harvester.documents.paged import read_pages
from harvester.documents.pdf_page import FEWEST_RECOGNISED, PageShow, Path, Pictures, Point, Raw, assemble
from harvester.items import Document

MAX_PAGES = 400
_POINTS = 72 / 25.4
"""Points in a millimetre: OFD measures in millimetres, from the top left."""
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_STEP = re.compile(rf"[A-Z]|{_NUMBER}")
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]


def read_ofd(body: bytes) -> Document:
    """The document of an OFD file. Raises BadZipFile, KeyError and XMLSyntaxError for one that is broken."""
    with ZipFile(checked(body)) as archive:
        root = _parse(archive, "OFD.xml")
        start = _text(root, "DocRoot").lstrip("/")
        document = _parse(archive, start)
        size = _numbers(_text(document, "PhysicalBox") or "0 0 210 297")
        places = [node.get("BaseLoc", "") for node in document.iter("{*}Page")]
        folder = posixpath.dirname(start)
        templates = {
            node.get("ID", ""): posixpath.join(folder, node.get("BaseLoc", ""))
            for node in document.iter("{*}TemplatePage")
        }
        shows = []
        for place in places[:MAX_PAGES]:
            page = _parse(archive, posixpath.join(folder, place))
            page.extend(_parse(archive, templates[name]) for name in _template_names(page) if name in templates)
            shows.append(_show(page, size))
    return read_pages(shows, count=len(places))


def _template_names(page: Any) -> list[str]:
    """Of what the page takes over from other files: a head, the lines of a blank form."""
    return [node.get("TemplateID", "") for node in page.iter("{*}Template")]


def _parse(archive: ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(posixpath.normpath(name.lstrip("/"))), parser)


def _text(root: Any, name: str) -> str:
    node = next(root.iter(f"{{*}}{name}"), None)
    return "" if node is None else (node.text or "").strip()


def _show(page: Any, size: list[float]) -> PageShow:
    own = _numbers(_text(page, "PhysicalBox")) or size
    width, height = own[2] * _POINTS, own[3] * _POINTS
    pictures = [_box(node) for node in page.iter("{*}ImageObject")]
    area = sum(box[2] * box[3] * _POINTS**2 for box in pictures)
    is_recognised = _put_out(list(page.iter("{*}TextObject")), pictures)
    box = (0.0, 0.0, width, height)
    raw, paths = list(_characters(page, height)), _paths(page, height)
    return assemble(box, raw, paths, Pictures(area), is_recognised=is_recognised)


def _put_out(texts: list[Any], pictures: list[list[float]]) -> bool:
    """Take the texts out that are not seen; True where most are recognised ones on a picture, which stay."""
    unseen = [text for text in texts if _is_unseen(text)]
    if 2 * len(unseen) > len(texts) or sum(_is_on(text, pictures) for text in unseen) >= FEWEST_RECOGNISED:
        return bool(unseen)
    for text in unseen:
        text.getparent().remove(text)
    return False


def _is_unseen(text: Any) -> bool:
    colour = text.find("{*}FillColor")
    covers = (text.get("Alpha"), None if colour is None else colour.get("Alpha"))
    return text.get("Visible") == "false" or "0" in covers


def _is_on(text: Any, pictures: list[list[float]]) -> bool:
    left, top, *_ = _box(text)
    return any(x <= left <= x + wide and y <= top <= y + high for x, y, wide, high in pictures)


def _box(node: Any) -> list[float]:
    return (_numbers(node.get("Boundary", "")) + [0.0] * 4)[:4]


def _numbers(text: str) -> list[float]:
    return [float(item) for item in re.findall(_NUMBER, text, re.IGNORECASE)]


def _matrix(node: Any) -> _Matrix:
    """How an object's own coordinates lie in its box: scaled, turned, moved."""
    found = _numbers(node.get("CTM", ""))
    a, b, c, d, e, f = found if len(found) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top, *_ = _box(node)
    return a, b, c, d, e + left, f + top


def _placed(matrix: _Matrix, x: float, y: float, height: float) -> Point:
    """Where a point stands on the page, in points from the bottom left."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * _POINTS, height - (b * x + d * y + f) * _POINTS


def _characters(page: Any, height: float) -> Iterator[Raw]:
    for node in page.iter("{*}TextObject"):
        matrix, size = _matrix(node), float(node.get("Size", "3.5"))
        angle = -math.atan2(matrix[1], matrix[0])
        x = y = 0.0
        for code in node.iter("{*}TextCode"):
            x, y = float(code.get("X", x)), float(code.get("Y", y))
            text = code.text or ""
            steps = zip(
                text,
                _offsets(code.get("DeltaX", ""), len(text)),
                _offsets(code.get("DeltaY", ""), len(text)),
                strict=False,
            )
            for char, across, down in steps:
                if not char.isspace():
                    wide = size * (1 if ord(char) > 0xFF else 0.5)
                    corners = ((0.0, 0.2 * size), (wide, -0.8 * size), (0.0, 0.0))
                    low, high, base = (_placed(matrix, x + across + dx, y + down + dy, height) for dx, dy in corners)
                    yield Raw(char, low, high, base, angle)


def _offsets(deltas: str, count: int) -> list[float]:
    """Where each character stands behind the first: ``3 g 2 4`` is 3 4 4."""
    steps: list[float] = []
    items = deltas.split()
    while items and len(steps) < count:
        item = items.pop(0)
        if item == "g" and len(items) > 1:
            steps += [float(items[1])] * min(int(items[0]), count)
            items = items[2:]
        elif item != "g":
            steps.append(float(item))
    places = [0.0]
    for step in steps[: count - 1]:
        places.append(places[-1] + step)
    return places + [places[-1]] * (count - len(places))


def _paths(page: Any, height: float) -> Iterator[Path]:
    for node in page.iter("{*}PathObject"):
        matrix = _matrix(node)
        is_stroked, is_filled = node.get("Stroke", "true") != "false", node.get("Fill", "false") == "true"
        for points in _subpaths(_text(node, "AbbreviatedData")):
            yield tuple(_placed(matrix, x, y, height) for x, y in points), is_stroked, is_filled


def _subpaths(data: str) -> Iterator[list[tuple[float, float]]]:
    """Points of ``M 0 0 L 5 0 L 5 5 C`` (C closes); curves count by their ends."""
    points: list[tuple[float, float]] = []
    waiting: list[float] = []
    for item in (*_STEP.findall(data), "S"):
        if not item.isalpha():
            waiting.append(float(item))
            continue
        if len(waiting) >= 2:
            points.append((waiting[-2], waiting[-1]))
        waiting = []
        if item == "C" and points:
            points.append(points[0])
        elif item in "MS" and points:
            yield points
            points = []
