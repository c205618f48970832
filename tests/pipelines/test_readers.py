"""Pages read in processes of their own: one that hangs or dies is unreadable, the others are read."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from harvester.items import Page
from harvester.lookups.load import load_lookups
from harvester.pipelines import worker
from harvester.pipelines.messages import packed
from harvester.pipelines.readers import Readers, UnreadableError
from harvester.reader import read_report


def _run(work: Any) -> Any:
    return asyncio.run(work)


async def _read(readers: Readers, *pages: Page) -> list[Any]:
    try:
        answers = await asyncio.gather(*map(readers.read, pages), return_exceptions=True)
    finally:
        await readers.close()
    return [answer if isinstance(answer, Exception) else answer[0][0] for answer in answers]


def test_a_page_reads_as_it_does_here(page):
    (report,) = _run(_read(Readers(1, 30), page()))
    assert report == read_report(page())


def test_a_page_is_corrected_as_it_is_here(page, tmp_path):
    entry = "{id: a, match: {url: URL}, set: {year: 2019}, who: 张三, when: 2024-06-30, why: 标题有误, source: 电话}"
    tmp_path.joinpath("a.yaml").write_text(
        f"corrections: [{entry}]".replace("URL", f"'{page().url}'"), encoding="utf-8"
    )
    (report,) = _run(_read(Readers(1, 30, [str(tmp_path)]), page()))
    assert report == read_report(page(), load_lookups([tmp_path]))
    assert report.year == 2019


def test_ctrl_c_in_the_terminal_is_no_business_of_a_worker(page):
    async def session() -> int:
        readers = Readers(1, 30)
        await readers.read(page())
        (worker,) = readers._workers
        found = os.getsid(worker.process.pid)
        await readers.close()
        return found

    assert _run(session()) != os.getsid(0)


def test_more_pages_than_processes_are_all_read(page):
    pages = [page(url=f"http://www.example.gov.cn/{number}.html") for number in range(7)]
    assert [report.url for report in _run(_read(Readers(2, 30), *pages))] == [page.url for page in pages]


def test_what_goes_wrong_with_a_page_is_its_problem(page):
    broken = page(body=None)
    error, report = _run(_read(Readers(1, 30), broken, page()))
    assert isinstance(error, UnreadableError)
    assert "TypeError" in str(error) or "AttributeError" in str(error)
    assert report.kind == "report"


@pytest.mark.parametrize(
    ("fate", "told"),
    [(signal.SIGKILL, "reading it ended the process: exit status"), (signal.SIGSTOP, "not read within 8 s")],
)
def test_a_worker_that_dies_or_hangs_costs_its_page_only(page, fate, told):
    async def struck() -> list[Any]:
        readers = Readers(1, 60)
        await readers.read(page())
        (worker,) = readers._workers
        readers.seconds = 8
        os.kill(worker.process.pid, fate)
        return await _read(readers, page(), page())

    error, report = _run(struck())
    assert isinstance(error, UnreadableError)
    assert told in str(error)
    assert report.kind == "report"


def test_a_worker_ends_with_its_input(tmp_path: Path, page):
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(packed(page()))
    with source.open("rb") as asked, target.open("wb") as answered:
        worker.serve(asked, answered, 30, load_lookups())
    assert target.read_bytes() == packed(worker.answer(page(), load_lookups()))
