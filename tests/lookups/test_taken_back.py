"""A page that a person says is no report, from the first reading or later, and what happens when it is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from harvester.cli import app
from tests.lookups.samples import BASIS, PAGE, ROOT, URL

OTHERS = ("art_60101_3012.html", "t20210128_10007.html")
"""Reports of other agencies, so that the portal is not lost with the one."""
BY_URL = f'{{url: "{URL}"}}'
BY_AGENCY = "{agency: 启东市人民政府, year: 2020}"


@pytest.fixture
def run(tmp_path, monkeypatch) -> Callable[..., Any]:
    monkeypatch.setenv("HARVESTER_DATABASE_URL", f"sqlite:///{tmp_path}/h.sqlite")
    archive = ("--archive", str(tmp_path / "archive"))

    def _run(command: str, *args: object, lookups: Path | None = None) -> Any:
        given = ("--lookups", str(lookups)) if lookups else ()
        found = CliRunner().invoke(app, [command, *map(str, args), "--json", *archive, *given])
        assert found.exit_code == 0, found.output
        return json.loads(found.stdout)

    return _run


@pytest.fixture
def imported(run, tmp_path) -> Callable[..., None]:
    def _imported(lookups: Path | None = None) -> None:
        pages = tmp_path / "pages"
        pages.mkdir()
        pages.joinpath("1.html").write_bytes(PAGE.read_bytes())
        for name in OTHERS:
            pages.joinpath(name).write_bytes(next((ROOT / "fixtures/portals").rglob(name)).read_bytes())
        rows = [f"1.html,{URL}", *(f"{name},http://www.example.gov.cn/{name}" for name in OTHERS)]
        pages.joinpath("urls.csv").write_text("\n".join(["file,url", *rows]), encoding="utf-8")
        run("import", pages, "--urls", pages / "urls.csv", "--any-host", lookups=lookups)

    return _imported


@pytest.fixture
def folder(tmp_path) -> Callable[[str], Path]:
    """A folder of corrections with one entry, or none."""

    def _folder(match: str = "") -> Path:
        made = tmp_path / ("with" if match else "without")
        made.mkdir(exist_ok=True)
        entry = f"  - id: none\n    match: {match}\n    set: {{kind: not_a_report}}\n    {BASIS.strip()}\n"
        text = f"corrections:\n{entry if match else '  []'}\n"
        made = tmp_path / ("with" if match else "without")
        made.mkdir(exist_ok=True)
        made.joinpath("a.yaml").write_text(text, encoding="utf-8")
        return made

    return _folder


def standing(folder: Path) -> str:
    found = CliRunner().invoke(app, ["lookups", "check", str(folder), "--database", _database(folder)])
    return found.stdout.splitlines()[0]


def _database(folder: Path) -> str:
    return f"sqlite:///{folder.parent}/h.sqlite"


@pytest.mark.parametrize("match", [BY_URL, BY_AGENCY])
def test_one_report_of_a_portal_that_a_person_says_is_none_waits_for_no_confirmation(run, imported, folder, match):
    imported()
    assert run("reparse", "--corrected", lookups=folder(match))["done"] == {"withdrawn": 1}
    assert "已生效 applied" in standing(folder(match))


@pytest.mark.parametrize("match", [BY_URL, BY_AGENCY])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_report_is_back_when_the_entry_is_taken_out(run, imported, folder, match, is_first):
    imported(folder(match) if is_first else None)
    if not is_first:
        run("reparse", "--corrected", lookups=folder(match))
    assert run("reparse", "--corrected", lookups=folder())["done"] == {"new": 1}


@pytest.mark.parametrize("match", [BY_URL, BY_AGENCY])
def test_an_entry_that_kept_a_page_out_from_the_first_is_applied(imported, folder, match):
    imported(folder(match))
    assert "已生效 applied" in standing(folder(match))
