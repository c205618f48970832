"""The four types that cross the rooms (Page, Document, Report, Finding) and what they are made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

Number: TypeAlias = int | Decimal
Table: TypeAlias = dict[str, dict[str, Number | None]]
"""Row key -> column key -> figure; None where the cell is blank, a dash, a slash, 无 or unreadable."""

Edition: TypeAlias = Literal["2019", "2021"]
Scope: TypeAlias = Literal["government", "office", "department", "township", "other"]
Severity: TypeAlias = Literal["error", "warning", "info"]
CellState: TypeAlias = Literal["number", "blank", "dash", "slash", "none", "absent", "garbled", "uncertain"]
Kind: TypeAlias = Literal["report", "not_a_report"]
DOUBTFUL = ("garbled", "uncertain")
"""States of a cell whose figure nobody should use unseen."""
PageRole: TypeAlias = Literal["list", "report", "part", "attachment"]
"""A part is what an article goes on with at an address of its own; it is read with its first page."""
_GONE = (404, 410)

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
"""表二, 表三 and 表四 of the form."""

STATISTICS = "statistics_2014"
"""政府信息公开情况统计表, the form of 2014 to 2018: a table of its own, kept only where a report has it."""

SECTIONS = ("preamble", "overview", "problems_and_improvements", "other_matters")
"""The prose of a report: before 一, 一、总体情况, 五、存在的主要问题及改进情况, 六、其他需要报告的事项."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched document, and what the registry and the list knew about it."""

    url: str | None
    body: bytes = field(repr=False)
    content_type: str | None = None
    filename: str | None = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None
    role: PageRole = "report"
    portal: str | None = None
    column_url: str | None = None
    anchor_text: str | None = None
    listed_on: date | None = None
    publisher: str | None = None
    """Name of the portal's government, from the registry: 乐清市人民政府."""
    division_code: str | None = None
    """Division code of the portal, from the registry: 330382."""
    method: str = "GET"
    request_body: bytes = field(default=b"", repr=False)
    """What was posted: list pages of an interface may share one address."""
    asked_url: str | None = None
    """The address that was asked for, where a redirect led from it to ``url``."""
    parent_url: str | None = None
    """The report page that a file hangs on."""
    attachments: tuple[Attachment, ...] = ()
    """Files that the list names for the page; its own links are found on it."""
    parts: tuple[Page, ...] = ()
    """The pages on which the article goes on; one without bytes could not be had."""
    rendered_by: str | None = None
    """The browser that ran the page's scripts: ``Chromium/150.0.7871.100``; None for what the server sent."""
    presses: int = 0
    """How often 下一页 was pressed in that browser."""

    @property
    def sha256(self) -> str:
        """Of its bytes, and of those of the pages on which it goes on."""
        return hashlib.sha256(b"".join((self.body, *(part.body for part in self.parts)))).hexdigest()

    @property
    def is_whole(self) -> bool:
        """False where a page on which the article goes on could not be had."""
        return all(part.body for part in self.parts)

    @property
    def is_settled(self) -> bool:
        """False where such a page may be there the next time, so that the next crawl asks for all again."""
        return all(part.body or part.status in _GONE for part in self.parts)

    @property
    def address_role(self) -> PageRole:
        """What its address is to the crawl: a file that hangs on a page stays one where it is read as the report."""
        return "attachment" if self.parent_url else self.role


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or line of a page, white space folded, in the page's own script."""

    text: str


PICTURE = "〔图〕"
"""What a cell says that holds a picture in the place of a figure, or of a part of it."""
STRUCK = "〔划去〕"
"""What stands before a figure that is struck out and has no other beside it."""
FAINT = "〔白字〕"
"""What stands before a figure that is printed white on white."""
ACROSS = "〔越格〕"
"""What stands before a figure that reaches over the border of its cell."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One source cell: its text, its place in the expanded grid, and the spans it declared."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its rows of source cells in order.

    ``flowing`` is set where the borders are lost, and blank cells may be: in lines of pipes or tabs, and where every
    row holds one cell (one cell a line, or pipes broken over lines): then the reader finds the rows by their labels.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    flowing: bool = False


Block: TypeAlias = Text | Grid


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    text: str


UNRULED = "unruled"
"""Flag of a document with a table without ruling lines, and the reason in its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader sees, in order, plus metadata and links."""

    blocks: tuple[Block, ...]
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    """The page's <meta name> tags, names in lower case: siteidcode, pubdate, articletitle …"""
    links: tuple[Link, ...] = ()
    handed_out: tuple[Link, ...] = ()
    """Controls that lead to no address: what a script or a form does stands in its place."""
    encoding: str = "utf-8"
    tree: Any = None
    """The lxml tree of an HTML page (read-only: copy what is to be cut); None for text."""
    flags: tuple[str, ...] = ()
    """What was cut off or guessed while reading: too_deep, truncated, encoding_guessed …"""

    texts: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The text of the blocks without the tables."""

    def __post_init__(self) -> None:
        texts = tuple(block.text for block in self.blocks if isinstance(block, Text))
        object.__setattr__(self, "texts", texts)

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Who reports. ``name`` is normalised (乐清市磐石镇人民政府), ``as_written`` is the page's own wording."""

    name: str
    as_written: str
    division_code: str | None
    scope: Scope
    id: str | None = None
    """The same under every name and code that the agency bore: ``330382-人民政府``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNote:
    """A cell whose text is not a plain number, or whose reading is uncertain."""

    cell: str
    raw: str
    state: CellState
    unit: str | None = None
    reason: str | None = None
    """Why the reading is not plain, or in doubt: a key of harvester/parsers/reasons.yaml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that does not hold; ``cells`` names the total (or the balance's outcome_total) first."""

    rule: str
    severity: Severity
    cells: tuple[str, ...]
    message: str
    expected: Number | str | None = None
    actual: Number | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    url: str
    name: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person's entry changed in a reading, or why it could not; ``field`` is agency, year, kind … or a cell."""

    entry: str
    field: str
    before: Number | str | None
    after: Number | str | None
    who: str
    when: str
    why: str
    source: str
    problem: str | None = None
    """Why it was not applied, a key of `problems` in harvester/checks/rules.yaml; None where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one page says: `harvester parse` prints it as one JSON object (record.schema.json)."""

    source: str
    url: str | None
    sha256: str
    kind: Kind
    parser_version: str
    title: str | None = None
    agency: Agency | None = None
    year: int | None = None
    published_on: date | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    editions: dict[str, Edition | None] = field(default_factory=dict)
    sections: dict[str, str | None] = field(default_factory=dict)
    tables: dict[str, Table | None] = field(default_factory=dict)
    cells: tuple[CellNote, ...] = ()
    findings: tuple[Finding, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    evidence: dict[str, str] = field(default_factory=dict)
    """Where agency, year, place (whose code) and published_on were found, and what of the page contradicts them."""
    corrections: tuple[Correction, ...] = ()
    """What people corrected in it (harvester/lookups)."""

    def to_dict(self) -> dict[str, Any]:
        """The record as `harvester parse` prints it: plain JSON types, every key present."""
        from harvester.record import to_record  # noqa: PLC0415  (keeps items free of the encoder)

        return to_record(self)
