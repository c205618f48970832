"""A column of any length over loopback: list pages and report pages of their own, made when they are asked for."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORTS, NOTES = 16, 2
"""Rows of a list page: reports, and articles that only the page itself shows to be none."""
PER_LIST = 1 + REPORTS + NOTES
COLUMN = "/zwgk/zfxxgk/zfxxgknb/"


def paths(lists: int) -> Iterator[str]:
    for number in range(lists):
        yield COLUMN + (f"index_{number}.html" if number else "")
        yield from (_article_path(number * (REPORTS + NOTES) + row) for row in range(REPORTS + NOTES))


def _article_path(number: int) -> str:
    return f"{COLUMN}202101/t20210127_{number}.html"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A bundled report page, and what of it makes it another agency's."""

    page: str
    agency: str
    short: str
    year: str
    code: str

    def of(self, agency: str, short: str, year: int, code: str) -> str:
        changes = ((self.agency, agency), (self.short, short), (self.year, str(year)), (self.code, code))
        page = self.page
        for old, new in changes:
            page = page.replace(old, new)
        return page


class Portal:
    """The pages of a TRS column, made when they are asked for; the same address gives the same bytes."""

    def __init__(self, lists: int) -> None:
        from fixtures.builder.site import report  # noqa: PLC0415  (the crawls do not build pages)

        self.lists = lists
        self.towns = towns()
        column = {"name": "政府信息公开年报"}
        page = report("trs_report.html", "panshi", column).decode()
        self.pattern = Pattern(page, "乐清市磐石镇", "磐石镇", "2020", "3303820001")
        templates = ROOT / "fixtures" / "templates"
        self.list_page = (templates / "trs_list.html").read_text(encoding="utf-8")
        self.note = (templates / "note.html").read_text(encoding="utf-8")

    def body(self, path: str) -> bytes | None:
        name = path.removeprefix(COLUMN)
        if name in ("", "index.html"):
            return self._list(0)
        if name.startswith("index_"):
            number = int(name[6:-5])
            return self._list(number) if number < self.lists else None
        number = int(name.rpartition("_")[2][:-5])
        return self._note(number) if self._is_note(number) else self._report(number)

    def _list(self, current: int) -> bytes:
        first = current * (REPORTS + NOTES)
        rows = "\n".join(
            f'<li><a href="./202101/t20210127_{number}.html">{self._title(number)}</a><span>2021-01-27</span></li>'
            for number in range(first, first + REPORTS + NOTES)
        )
        values = {
            "site": "示例门户",
            "column": "政府信息公开年报",
            "rows": rows,
            "current": current,
            "pages": self.lists,
        }
        return _filled(self.list_page, values)

    def _report(self, number: int) -> bytes:
        county, town, code, year = self._who(number)
        return self.pattern.of(f"{county}{town}", town, year, f"{code}0001").encode()

    def _note(self, number: int) -> bytes:
        values = {"title": self._title(number), "day": "2021-01-27", "column": "政府信息公开年报", "site": "示例门户"}
        return _filled(self.note, values)

    def _title(self, number: int) -> str:
        county, town, _, year = self._who(number)
        return (
            f"{town}{year}年年度报告" if self._is_note(number) else f"{county}{town}{year}年度政府信息公开工作年度报告"
        )

    @staticmethod
    def _is_note(number: int) -> bool:
        return number % (REPORTS + NOTES) >= REPORTS

    def _who(self, number: int) -> tuple[str, str, str, int]:
        county, town, code = self.towns[number % len(self.towns)]
        return county, town, code, 2019 + number // len(self.towns)


def _filled(template: str, values: dict[str, Any]) -> bytes:
    for name, value in values.items():
        template = template.replace(f"${name}", str(value))
    return template.encode()


def towns() -> list[tuple[str, str, str]]:
    """Every 镇 of the table of divisions, with its county."""
    folder = ROOT / "harvester" / "divisions"
    names = dict(line.split("\t")[:2] for line in _lines(folder / "divisions.tsv"))
    return [
        (names[code], town[3:], code)
        for code, names_there in (line.split("\t") for line in _lines(folder / "towns.tsv"))
        for town in names_there.split()
        if town.endswith("镇") and code in names
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


@contextmanager
def served(lists: int) -> Iterator[str]:
    """The address of a portal of so many list pages, served by another process."""
    command = [sys.executable, __file__, str(lists)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  (this file)
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


async def _listen(portal: Portal) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(portal), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


class _Connection(asyncio.Protocol):
    """One kept-alive connection: GET requests without bodies."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.received = b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            body = self.portal.body(head.split(b" ", 2)[1].decode())
            status = b"404 Not Found" if body is None else b"200 OK"
            headers = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
            self.transport.write(headers % (status, len(body or b"")) + (body or b""))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    asyncio.run(_listen(Portal(int(sys.argv[1]))))
