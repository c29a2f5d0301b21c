"""A yearly report on paper: figures to look at, tables to read, and the entries behind every one.

Letter or A4, across, black on white. A figure and its row of a table have one number, which leads to
the annex, where the entries of the ledger stand; the number there leads back. No clock is asked: the
same report gives the same bytes.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from batterypass.documents.audit_flow import heading, printable
from batterypass.documents.content import Words
from batterypass.documents.flow import Flow, TableColumn
from batterypass.documents.qr import encode_code
from batterypass.documents.sankey import draw_sankey
from batterypass.documents.words import Lang, check_lang, say
from batterypass.documents.yearly_charts import (
    draw_amounts,
    draw_histogram,
    draw_spreads,
    draw_targets,
)
from batterypass.documents.yearly_content import (
    BarChart,
    FlowChart,
    Histogram,
    PaperTable,
    SpreadChart,
    TargetChart,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import Source
    from batterypass.documents.yearly_content import Evidence, Figure, Section, YearlyPaper

_MARGIN: Final = 36.0
_CODE: Final = 84.0
#: Least height of a flow picture of so many nodes, and the most that any is given.
_HEIGHTS: Final = ((8, 225.0), (14, 300.0))
_MANY: Final = 345.0
_TALL: Final = 410.0
_AROUND: Final = 42.0
_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_AGAIN: Final = Words("hágalo de nuevo", "make it again")
_CODE_SAYS: Final = Words(
    "El código tiene el punto de control: nombre, tamaño y raíz.",
    "The code holds the checkpoint: name, size and root.",
)
_ANNEX: Final = Words("Anexo. Los asientos de cada cifra", "Annex. The entries of each figure")
_ANNEX_SAYS: Final = Words(
    "Cada número entre corchetes lleva aquí. batterypass show N muestra el asiento N; la declaración"
    " firmada está en el registro.",
    "Every number in brackets leads here. batterypass show N shows entry N; the signed statement is in"
    " the ledger.",
)
_ANNEX_COLUMNS: Final = (
    Words("n.º", "no."), Words("cifra", "figure"), Words("parte", "part"),
    Words("asientos", "entries"), Words("números", "numbers"),
)  # fmt: skip
_ANNEX_SHARES: Final = (0.05, 0.33, 0.17, 0.07, 0.38)
#: Of a cell of the annex: some twenty lines.
_MOST_LETTERS: Final = 1500
_COPY: Final = Words(
    "Formato de batterypass, versión 1; no es un formato oficial.",
    "A form of batterypass, version 1; there is no official one.",
)


def render_yearly(paper: YearlyPaper, lang: Lang = "es") -> bytes:
    """Make the PDF. The same paper gives the same bytes."""
    check_lang(lang)
    flow = Flow(paper.size, _MARGIN)
    _draw_head(flow, paper, lang)
    if not paper.sections:
        flow.space(12)
        flow.text(paper.nothing[:1].upper() + paper.nothing[1:], 12, bold=True)
    for section in paper.sections:
        _draw_section(flow, section, lang)
    flow.space(8)
    for note in paper.notes:
        flow.text(printable(note), 7.6)
    if paper.evidence:
        _draw_annex(flow, paper.evidence, lang)
    source = paper.source
    foot = " · ".join(
        (
            f"{say(_LEDGER, lang)} {source.origin}",
            f"{say(_CHECKPOINT, lang)} {source.size} {source.root}",
        )
    )
    # Pages are copied and filed one by one: each says whose report it is and how to make it again.
    note = " · ".join(
        (paper.title, paper.about[0][1], f"{say(_AGAIN, lang)}: {paper.command}", say(_COPY, lang))
    )
    return flow.pdf(title=paper.title, foot=foot, note=note, lang=lang)


def _draw_head(flow: Flow, paper: YearlyPaper, lang: Lang) -> None:
    """Write what the report is about, and beside it the code of the checkpoint."""
    x = flow.left + flow.room - _CODE
    flow.ink.code(encode_code(checkpoint_text(paper.source), "M"), x, flow.y - 4, _CODE)
    top = flow.y
    flow.text(paper.title, 17, bold=True, room=flow.room - _CODE - 10)
    flow.space(5)
    for name, value in paper.about:
        flow.text(f"{name}: {printable(value)}", 8.4, room=flow.room - _CODE - 10)
    flow.y = max(flow.y, top + _CODE - 8)
    flow.text(say(_CODE_SAYS, lang), 5.6, right=True)
    flow.ink.line(flow.left, flow.y + 2, flow.left + flow.room, flow.y + 2, 1.0)
    flow.space(4)


def checkpoint_text(source: Source) -> str:
    """Give the text of the checkpoint as in its signed note (C2SP tlog-checkpoint)."""
    return f"{source.origin}\n{source.size}\n{b64encode(bytes.fromhex(source.root)).decode()}\n"


def _draw_section(flow: Flow, section: Section, lang: Lang) -> None:
    heading(flow, section.title, with_next=_least(section.figure))
    _draw_figure(flow, section.figure, lang)
    flow.space(3)
    for note in section.notes:
        flow.text(printable(note), 7)


def _least(figure: Figure) -> float:
    """Give the height below which a figure does not begin on a page."""
    if isinstance(figure, FlowChart):
        return _least_height(figure) + _AROUND
    return 150.0 if isinstance(figure, Histogram) else 62.0


def _least_height(chart: FlowChart) -> float:
    return next((height for most, height in _HEIGHTS if len(chart.nodes) <= most), _MANY)


def _draw_figure(flow: Flow, figure: Figure, lang: Lang) -> None:
    if isinstance(figure, TargetChart):
        draw_targets(flow, figure)
    elif isinstance(figure, BarChart):
        draw_amounts(flow, figure)
    elif isinstance(figure, Histogram):
        draw_histogram(flow, figure)
    elif isinstance(figure, SpreadChart):
        draw_spreads(flow, figure)
    elif isinstance(figure, FlowChart):
        for link in figure.links:
            flow.anchor(f"f{link.evidence}")
        height = min(_TALL, max(_least_height(figure), flow.left_over - _AROUND))
        draw_sankey(flow, figure.nodes, figure.links, height, lang)
    else:
        _draw_table(flow, figure)


def _draw_table(flow: Flow, table: PaperTable) -> None:
    rows = [tuple(map(printable, row)) for row in table.rows]
    flow.table(
        table.columns, rows, 6.8,
        anchors=[f"f{number}" if number else "" for number in table.evidence],
        links=[f"e{number}" if number else "" for number in table.evidence],
        linked=len(table.columns) - 1,
    )  # fmt: skip


def _draw_annex(flow: Flow, evidence: Sequence[Evidence], lang: Lang) -> None:
    heading(flow, say(_ANNEX, lang), with_next=90)
    flow.text(say(_ANNEX_SAYS, lang), 7.6)
    flow.space(4)
    figures = (0, 3)
    columns = [
        TableColumn(say(title, lang), share, place in figures)
        for place, (title, share) in enumerate(zip(_ANNEX_COLUMNS, _ANNEX_SHARES, strict=True))
    ]
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for one in evidence:
        # What several rows are about stands in the first of them.
        is_new = not numbers or numbers[-1] != one.number
        what = printable(one.what) if is_new else ""
        for place, entries in enumerate(_pieces(one.entries)):
            head = (what, one.part, str(one.count)) if not place else ("", "", "")
            rows.append((f"[{one.number}]", *head, entries))
            numbers.append(one.number)
    flow.table(
        columns, rows, 6.6,
        anchors=[f"e{number}" for number in numbers],
        links=[f"f{number}" for number in numbers],
    )  # fmt: skip


def _pieces(entries: str) -> list[str]:
    """Cut a long list of entries into parts, of which each has room on a page."""
    found, rest = [], entries
    while len(rest) > _MOST_LETTERS:
        cut = rest.rfind(", ", 0, _MOST_LETTERS) + 1
        found.append(rest[:cut])
        rest = rest[cut + 1 :]
    return [*found, rest]
