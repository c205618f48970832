"""Stands in for the reader of files: starts it, its only child, and writes down what that child took.

MEASURED=/tmp/taken.json python -m tests.documents.measured_reader pdf < report.pdf
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

done = subprocess.run([sys.executable, "-m", "harvester.documents.worker", *sys.argv[1:]], check=False)
taken = resource.getrusage(resource.RUSAGE_CHILDREN)
Path(os.environ["MEASURED"]).write_text(
    json.dumps({"seconds": taken.ru_utime + taken.ru_stime, "kilobytes": taken.ru_maxrss}), encoding="utf-8"
)
sys.exit(done.returncode and 1)
