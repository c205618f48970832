"""A page of the bundled demo portal, and who says what a correction says."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
URL = "http://www.example.gov.cn/art/2021/2/19/art_60101_3014.html"
PAGE = next((ROOT / "fixtures/portals/jcms/www").rglob("art_60101_3014.html"))
"""启东市人民政府 on 2020; it prints 309 where the parts of the row add up to 310."""

BASIS = """
    who: 张三
    when: 2024-06-30
    why: 与纸质报告核对
    source: http://www.example.gov.cn/scan.pdf
"""
