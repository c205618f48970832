r"""Tables that a text writes in a notation of its own, as rows with pipes: quoted CSV, LaTeX, BBCode.

"规章","0","0","5"                      规章 | 0 | 0 | 5
规章 & 0 & 0 & 5 \\ \hline             规章 | 0 | 0 | 5
[tr][td]规章[/td][td]0[/td][/tr]        规章 | 0
"""

from __future__ import annotations

import re
from collections.abc import Callable

_PIPE = " | "
_MIN_ROWS = 5
"""Rows of quoted cells that make a table."""
_QUOTED = re.compile(r'^[ \t]*"[^"\n]*"(?: *[,;\t] *"[^"\n]*")+[,; ]*\r?$', re.MULTILINE)
_CELL = re.compile(r'"([^"\n]*)"')
_THOUSANDS = re.compile(r'(?<=[,;\t])"(\d{1,3}(?:,\d{3})+(?:\.\d+)?)"')
_BEGIN = re.compile(r"\\begin\{(tabularx?|longtable|tabu|array)\*?\}")
_OPTION = r"(?:\[[^\]\n]{0,40}\])?"
_SPAN = re.compile(rf"\\multi(?:column|row)\{{[^{{}}]{{0,40}}\}}{_OPTION}\{{[^{{}}]{{0,80}}\}}\{{([^{{}}]*)\}}")
_STYLE = re.compile(r"\\(?:textbf|textit|text|bfseries|centering|makecell|small|footnotesize)\b\s?\{?([^{}&\\]*)\}?")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)\b"
    r"|\\(?:cline|cmidrule)(?:\([^)\n]{0,20}\))?\{[^}\n]{0,20}\}"
)
_COLUMNS = re.compile(rf"^{_OPTION}(?:\{{[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*\}}){{1,2}}")
_END_OF_ROW = re.compile(rf"\\\\{_OPTION}")
_AMPERSAND = re.compile(r"(?<!\\)&")
_ESCAPED = re.compile(r"\\([&%_#$ ])")
_BB_ROW = re.compile(r"\[tr[^\]\n]{0,80}\]", re.IGNORECASE)
_BB_CELL = re.compile(r"\[t[dh][^\]\n]{0,80}\]([^\[]*)\[/t[dh]\]", re.IGNORECASE)
_BB_TAG = re.compile(r"\[/?(?:table|b|i|u|center|size|font|color|align)\b[^\]\n]{0,80}\]", re.IGNORECASE)


def with_pipes(text: str) -> str:
    r"""The text, its tables of these notations as rows with pipes.

    >>> with_pipes(r"\begin{tabular}{lc}规章 & \textbf{5} \\ \hline\end{tabular}").strip()
    '规章 | 5'
    """
    if '"' in text:
        text = _unquoted(text)
    if "\\begin{" in text:
        text = _replaced(text, _BEGIN, lambda begin: f"\\end{{{begin[1]}", _latex)
    if "[td" in text or "[TD" in text:
        text = _replaced(_BB_TAG.sub("", text), _BB_ROW, lambda _begin: "[/tr]", _bb_row)
    return text


def _replaced(
    text: str, begins: re.Pattern[str], end_of: Callable[[re.Match[str]], str], write: Callable[[str], str]
) -> str:
    """The text, what stands between a beginning and its end written anew; nothing behind a beginning without end."""
    pieces, done = [], 0
    for begin in begins.finditer(text):
        end = text.find(end_of(begin), begin.end()) if begin.start() >= done else 0
        if end < 0:
            break
        if end:
            pieces += [text[done : begin.start()], write(text[begin.end() : end])]
            done = text.find("]" if text[end] == "[" else "}", end) + 1 or end
    return "\n".join([*pieces, text[done:]])


def _bb_row(row: str) -> str:
    return _PIPE.join(_BB_CELL.findall(row))


def _unquoted(text: str) -> str:
    """The text without quotes around cells, and without commas in figures that stand in quotes for these."""
    if len(_QUOTED.findall(text)) >= _MIN_ROWS:
        text = _QUOTED.sub(lambda row: _PIPE.join(_CELL.findall(row[0])), text)
    return _THOUSANDS.sub(lambda figure: figure[1].replace(",", ""), text)


def _latex(rows: str) -> str:
    """The rows of a tabular, one a line."""
    plain = _STYLE.sub(r"\1", _SPAN.sub(r"\1", _RULES.sub("", _COLUMNS.sub("", rows.lstrip()))))
    lines = (" ".join(row.split()) for row in _END_OF_ROW.split(plain))
    return "\n".join(_ESCAPED.sub(r"\1", _AMPERSAND.sub("|", line)) for line in lines if line)
