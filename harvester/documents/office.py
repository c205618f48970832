"""DOC, WPS, RTF, ODT, XLSB, UOF: converted to DOCX or XLSX by LibreOffice where it is installed, then read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from harvester.documents.apart import MAX_BYTES, read_apart
from harvester.items import Document

SECONDS = 90
"""By the clock: the first start of LibreOffice builds its profile."""
CONVERTED = {"doc": "docx", "rtf": "docx", "odt": "docx", "uof": "docx", "xlsb": "xlsx"}
"""What LibreOffice makes of each kind of file."""
_PROGRAMS = ("soffice", "libreoffice")


def read_converted(media: str, body: bytes) -> Document:
    """The document of an old Word file; empty and flagged where it was not converted."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return _unread("missing_soffice")
    if len(body) > MAX_BYTES:
        return _unread("unread_too_large")
    with TemporaryDirectory(prefix="harvester-") as folder:
        converted = _convert(program, Path(folder), media, body)
    return _unread("unread_converting") if converted is None else read_apart(CONVERTED[media], converted)


def _convert(program: str, folder: Path, media: str, body: bytes) -> bytes | None:
    """The DOCX or XLSX, or None; LibreOffice runs with a profile of its own, which two at a time cannot share."""
    made = CONVERTED[media]
    source, target = folder / f"report.{media}", folder / f"report.{made}"
    source.write_bytes(body)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", made, "--outdir", str(folder), str(source)),
    ]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603  (found on the path, no shell)
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        return None
    return target.read_bytes() if target.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice starts a second process, which does not end with the first."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _unread(flag: str) -> Document:
    return Document(blocks=(), flags=(flag,))
