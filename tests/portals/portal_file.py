"""A portal file that is right, for tests to change."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
province: 浙江
portals:
  - id: 330382_yueqing
    name: 乐清市人民政府
    division_code: "330382"
    url: https://www.yueqing.gov.cn/
    family: jcms
    columns:
      - https://www.yueqing.gov.cn/col/col1/index.html
      - {url: "https://www.yueqing.gov.cn/col/col2/index.html", name: 2024年度}
"""


def write(folder: Path, text: str, name: str = "zhejiang.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
