"""Tables as a workbook (XLSX, ECMA-376): one sheet for each, numbers as numbers, same bytes for same tables.

Written here and not by a library, which notes the time and the user and compresses as its machine
does. Text is text: nothing that stands in a cell is run as a formula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.evidence.container import encode_zip
from batterypass.texts.unseen import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_LETTERS: Final = 32_767
"""Of a cell (ECMA-376 and every program that opens one)."""
MOST_ROWS: Final = 1_048_576
_MOST_NAME: Final = 31
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
#: Digits that the numbers of a spreadsheet hold (IEEE 754 double); a longer one stays text.
_MOST_DIGITS: Final = 15
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ESCAPED: Final = str.maketrans(
    # XML has no sign for the last two (XML 1.0, 2.2).
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ufffe": "\ufffd", "\uffff": "\ufffd"}
)
_BOLD, _PLAIN, _FIGURE = 1, 0, 2
#: Styles by their number: plain, a heading, a figure at the right edge as it was typed.
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="10"/><name val="Arial"/></font>'
    '<font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/>'
    '<right/><top/><bottom style="medium"/><diagonal/></border></borders><cellStyleXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment horizontal="right" vertical="top"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, whether its cells are numbers, and its width in letters."""

    title: str
    is_figure: bool = False
    width: float = 18.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. A cell of a column of figures is a number string or empty."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]


def encode_workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook; the same sheets give the same bytes everywhere.

    Raises ValueError for a row that does not fit its columns.
    """
    names = _names([sheet.name for sheet in sheets])
    parts: dict[str, str] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations(
            {"rId1": ("officeDocument", "xl/workbook.xml"), "rId2": ("core", "docProps/core.xml")}
        ),
        "docProps/core.xml": _core(title),
        "xl/workbook.xml": _workbook(names, sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                **{
                    f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml")
                    for number in range(1, len(sheets) + 1)
                },
                f"rId{len(sheets) + 1}": ("styles", "styles.xml"),
            }
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet)
    return encode_zip({name: text.encode() for name, text in parts.items()})


def column_name(place: int) -> str:
    """Give the letters of a column that counts from 0: A, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _names(names: Sequence[str]) -> list[str]:
    """Give names that a workbook may have: short, without its signs, each once."""
    found: list[str] = []
    for name in names:
        plain = shown(name).translate(_NOT_IN_NAMES).strip()[:_MOST_NAME] or "-"
        number = 2
        wanted = plain
        while wanted.lower() in (one.lower() for one in found):
            end = f" {number}"
            wanted = plain[: _MOST_NAME - len(end)] + end
            number += 1
        found.append(wanted)
    return found


def _escaped(text: str) -> str:
    return shown(text).translate(_ESCAPED)


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    kinds = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    listed = "".join(
        f'<Relationship Id="{key}" Type="{kinds.get(kind, f"{_RELATIONS}/{kind}")}" '
        f'Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_escaped(title)}</dc:title><dc:creator>batterypass</dc:creator>"
        "</cp:coreProperties>"
    )


def _workbook(names: Sequence[str], sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{_escaped(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"'{_escaped(name)}'!$1:$1</definedName>"
        for place, (name, sheet) in enumerate(zip(names, sheets, strict=True))
        if sheet.rows
    )
    defined = f"<definedNames>{heads}</definedNames>" if heads else ""
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    )


def _sheet(sheet: Sheet) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width:g}" customWidth="1"/>'
        for place, column in enumerate(sheet.columns, start=1)
    )
    rows = [_row(1, [_text_cell(column.title, _BOLD) for column in sheet.columns])]
    for number, row in enumerate(sheet.rows[: MOST_ROWS - 1], start=2):
        cells = [
            _cell(text, column) for text, column in zip(row, sheet.columns, strict=True)
        ]  # fmt: skip
        rows.append(_row(number, cells))
    last = f"{column_name(len(sheet.columns) - 1)}{len(rows)}"
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str]) -> str:
    placed = [
        cell.replace("<c ", f'<c r="{column_name(place)}{number}" ', 1)
        for place, cell in enumerate(cells)
        if cell
    ]
    return f'<row r="{number}">{"".join(placed)}</row>'


def _cell(text: str, column: SheetColumn) -> str:
    if not text:
        return ""
    if column.is_figure:
        digits = text.lstrip("-").replace(".", "").lstrip("0")
        if _NUMBER.fullmatch(text) and len(digits) <= _MOST_DIGITS:
            return f'<c s="{_FIGURE}"><v>{text}</v></c>'
        return _text_cell(text, _FIGURE)
    return _text_cell(text, _PLAIN)


def _text_cell(text: str, style: int) -> str:
    cut = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(cut)}</t></is></c>'
