"""What the styles of Word say of their runs: hidden, struck out, set high.

<w:style w:styleId="z-"><w:name w:val="HTML Top of Form"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:p><w:pPr><w:pStyle w:val="z-"/></w:pPr><w:r><w:t>窗体顶端</w:t></w:r></w:p>                     nothing is shown
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from harvester.documents.ooxml import w

_MARKS = tuple(w(name) for name in ("vanish", "strike", "dstrike", "vertAlign"))
_MAX_BASES = 12
"""Styles that a style may be built on, one on another."""


def spell_out(root: Any, styles: Any) -> None:
    """Give the runs of the document what their styles, or those of their paragraphs, say and they do not."""
    marks = {} if styles is None else dict(_marks(styles))
    if not marks:
        return
    for paragraph in root.iter(w("p")):
        own = _styled(paragraph, "pPr", "pStyle", marks)
        for run in paragraph.iter(w("r")):
            for mark in (*_styled(run, "rPr", "rStyle", marks), *own):
                _give(run, mark)


def _marks(styles: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, bases in styles_with_bases(styles):
        found: dict[str, Any] = {}
        for base in bases:
            for mark in base.iterfind(f"{w('rPr')}/*"):
                found.setdefault(mark.tag, mark)
        if kept := tuple(found[tag] for tag in _MARKS if tag in found):
            yield name, kept


def styles_with_bases(styles: Any) -> Iterator[tuple[str, Iterator[Any]]]:
    """The name of each style, with the style and those that it is built on."""
    nodes = {node.get(w("styleId"), ""): node for node in styles.iter(w("style"))}
    yield from ((name, _bases(node, nodes)) for name, node in nodes.items())


def _bases(node: Any, nodes: Mapping[str, Any]) -> Iterator[Any]:
    for _ in range(_MAX_BASES):
        yield node
        base = node.find(w("basedOn"))
        node = None if base is None else nodes.get(base.get(w("val"), ""))
        if node is None:
            return


def _styled(node: Any, properties: str, name: str, marks: Mapping[str, tuple[Any, ...]]) -> tuple[Any, ...]:
    style = node.find(f"{w(properties)}/{w(name)}")
    return () if style is None else marks.get(style.get(w("val"), ""), ())


def _give(run: Any, mark: Any) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = run.makeelement(w("rPr"))
        run.insert(0, properties)
    if properties.find(mark.tag) is None:
        properties.append(deepcopy(mark))
