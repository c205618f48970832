"""The cron line and the systemd units are what cron and systemd take, and the pages show them as they are."""

import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNITS = ("harvester.service", "harvester.timer")
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def unit(name):
    """The sections of a unit, which may hold no key twice here."""
    parser = RawConfigParser(strict=True, interpolation=None)
    parser.optionxform = str
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


def jobs():
    lines = (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("page", ["deploy.md", "deploy.zh-CN.md"])
def test_the_page_shows_every_file_as_it_is(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert {path.read_text(encoding="utf-8") for path in DEPLOY.iterdir()} <= set(blocks)


def test_the_cron_line_has_five_fields_in_their_ranges_and_a_command():
    (line,) = jobs()
    *fields, command = line.split(None, 5)
    assert len(fields) == 5
    for text, (least, most) in zip(fields, RANGES, strict=True):
        assert text == "*" or least <= int(text) <= most
    assert "%" not in command, "cron ends the command there"
    assert subprocess.run(["/bin/sh", "-n", "-c", command], check=False).returncode == 0


@pytest.mark.parametrize("line", [jobs()[0], unit("harvester.service")["Service"]["ExecStart"]])
def test_what_is_started_is_a_command_with_options_that_there_are(line):
    words = shlex.split(line[line.index(".venv/bin/harvester") :])
    command, options = words[1], [word for word in words if word.startswith("--")]
    helped = subprocess.run(
        [Path(sys.executable).with_name("harvester"), command, "--help"], capture_output=True, text=True, check=True
    )
    assert all(option in helped.stdout for option in options)


def test_the_units_have_the_sections_that_systemd_knows():
    assert unit("harvester.service").sections() == ["Unit", "Service"]
    assert unit("harvester.timer").sections() == ["Unit", "Timer", "Install"]
    assert unit("harvester.timer")["Install"]["WantedBy"] == "timers.target"


def test_systemd_itself_finds_no_mistake(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not on this machine")
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/srv/harvester/.venv/bin/harvester", "/bin/true").replace("User=harvester", "User=root")
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if str(tmp_path) in line] == []


def test_systemd_knows_the_hour():
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not on this machine")
    hour = unit("harvester.timer")["Timer"]["OnCalendar"]
    done = subprocess.run(["systemd-analyze", "calendar", hour], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_setting_of_the_environment_file_is_read_by_the_program():
    settings = (ROOT / "harvester" / "settings.py").read_text(encoding="utf-8")
    names = re.findall(r"^(\w+)=", (DEPLOY / "harvester.env").read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert all(f'os.environ.get("{name}"' in settings for name in names)


@pytest.mark.parametrize("page", ["deploy.md", "deploy.zh-CN.md"])
def test_every_variable_that_the_program_reads_has_its_row(page):
    settings = (ROOT / "harvester" / "settings.py").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(HARVESTER_\w+)` \|", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == set(re.findall(r'os\.environ\.get\("(\w+)"', settings))


def test_scrapy_lists_the_spider():
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["annual_reports"]
