"""What stands at the edge of several pages: a running head, or a cover's title above the report."""

from harvester.documents.pdf_furniture import without_furniture
from harvester.documents.pdf_lines import Line
from harvester.documents.pdf_page import Glyph


def _line(text: str, base: float, size: float) -> Line:
    return Line(tuple(Glyph(char, 80 + size * at, 80 + size * (at + 1), base, size) for at, char in enumerate(text)))


def test_a_title_on_the_cover_and_above_the_report_is_no_running_head() -> None:
    title = "青溪县水务局年度报告"
    body = [_line("本局按时公开信息。", base, 12) for base in (300, 330, 360)]
    cover, first = [_line(title, 60, 22)], [_line(title, 60, 22), *body]

    assert without_furniture([cover, first], [842, 842]) == [cover, first]


def test_a_head_of_the_usual_size_is_left_out() -> None:
    head = _line("青溪县水务局文件", 40, 12)
    pages = [[head, _line(text, 300, 12)] for text in ("规章一件。", "规章两件。")]

    assert [[line.text for line in page] for page in without_furniture(pages, [842, 842])] == [
        ["规章一件。"],
        ["规章两件。"],
    ]
