"""The checklists in ``docs/forms``: for every box its official words and where ours stands.

``python tests/documents/form_pages.py`` writes them anew from ``manifest-fields.csv``, the plan of
the page and the printed cases; a test compares. The remarks are a person's, after looking at pictures.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from batterypass.documents.forms import FormName, form_on
from batterypass.documents.manifest import render_manifest
from batterypass.documents.manifest_plan import plan_for
from batterypass.documents.paper import title_height
from batterypass.regulations.manifest_fields import form_named, parse_fields
from documents.reading import seen
from documents.samples_states import STATES
from shared import shared

if TYPE_CHECKING:
    from batterypass.documents.paper import Cell
    from batterypass.regulations.manifest_fields import FormTable

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "forms"
DAY = "2026-11-23"
_NOTE = 6.6
"""Height of the small line under the name of a waste, points."""
_MM = 25.4 / 72
NOT_PRINTED = {
    "waste[].line_type": "Seen in one of three renderings (medium confidence): not printed.",
}
"""Fields of the table that have no place on ours, and why."""
_CELLS = {
    "generator.nra": "nra", "manifest_no": "number", "page": "page",
    "waste[].name": "waste_name", "waste[].unit": "quantity", "waste[].labelled": "yes",
    "waste[].classification_note": "waste_name", "handling_instructions": "handling",
    "transporter.semarnat_authorisation": "transporter_authorisation",
    "transporter.sct_permit": "transport_permit", "vehicle.type": "vehicle_type",
    "vehicle.plate": "vehicle_plate", "consignee.semarnat_authorisation": "facility_authorisation",
    "consignee.receiver_name_role": "receiver", "consignee.remarks": "remarks",
}  # fmt: skip
_PARTS = {"name": "", "signed_date": ".date", "declaration": "_declaration"}
_REMARKS = {
    "generator.nra": "Registration of the site that offers, else of the company.",
    "page": "Page n / m of the whole paper, on the first page; every foot has it too.",
    "waste[].cretib.M": "Printed and always empty: its meaning is not confirmed.",
    "waste[].unit": "No column of its own: kg stands behind the quantity.",
    "waste[].labelled": "Two boxes, Sí and No. The record has no such field: for a pen.",
    "waste[].container_type": "Number × kind, smaller where it is long.",
    "waste[].container_capacity": "Dotted where nobody said it; the unit is written out.",
    "waste[].classification_note": "Medium confidence: under the name of the waste, not in a column.",
    "waste[].name": "Four lines; more go on the annex and the fourth line says so.",
    "handling_instructions": "Sealed text, where it is here; two lines, the rest on the annex.",
    "generator.signed_name": "Name where it is here, else a dotted line; key and fingerprint under it.",
    "transporter.signed_name": "In ink: FIRMÓ EN PAPEL, who recorded it, and the later key with REFRENDÓ.",
    "consignee.signed_name": "As in box 14. Room for ink beside it, empty also when a key signed.",
    "transporter.name": "First carrier; a second one has boxes 8 to 14 on the annex, with its signature.",
    "transporter.signed_date": "Day large, time and offset under it.",
    "consignee.remarks": "What was typed, then what the record knows: rejected, returned, not loaded. "
    "Beside it declared, weighed, missing, surplus, damaged.",
    "consignee.seal": "Empty, for a stamp.", "generator.seal": "Empty, for a stamp.",
    "transporter.seal": "Empty, for a stamp.",
}  # fmt: skip
_LOOKED = """Looked at as pictures at 110 dots to the inch, nearly every case in one language or more
(texts and places of every case in all of them are tested), with long names and addresses and with a
hundred packs, and the first page once more at 150 and 200 dots with every dot black or white, as an
office machine copies it. *Empty in* names
the cases of `tests/documents/samples_states.py` in which the box holds no value; it is measured on
the printed page. Places are millimetres from the left and upper edge of a letter page, then width ×
height. Written by `python tests/documents/form_pages.py`; a test compares it with
`manifest-fields.csv`, the plan of the page and the print.
"""
_TITLES: dict[FormName, str] = {
    "mx_semarnat": "Federal manifest for hazardous waste, 19 boxes",
    "mx_special_handling": "Generic sheet for special-handling waste",
}


def table_of(form: FormName) -> FormTable:
    """Give the boxes of a form, as ``manifest missing`` names them."""
    return form_named(parse_fields(shared("reference/manifest-fields.csv").read_bytes()), form)


def cell_name(field: str) -> str:
    """Name the cell of the plan in which a field of the table stands."""
    if field in _CELLS:
        return _CELLS[field]
    role, _, part = field.replace("consignee.", "facility.").partition(".")
    if role == "waste[]" or not part:
        return part or role
    return f"{role}{_PARTS[part]}" if part in _PARTS else f"{role}.{part}"


def cell_of(form: FormName, field: str) -> Cell:
    """Give the place of a field; of box 5 that on its first line."""
    plan, name = plan_for(form == "mx_semarnat"), cell_name(field)
    if name in plan.cells:
        return plan.cells[name]
    cell = plan.waste_rows[0][name]
    if field.endswith("_note"):
        return replace(cell, y=cell.bottom - _NOTE, height=_NOTE)
    return cell


def _empty_in(form: FormName, fields: list[str]) -> dict[str, list[str]]:
    """Give, for each field, the cases in which nothing stands under the title of its box."""
    found: dict[str, list[str]] = {field: [] for field in fields}
    for case, content in STATES.items():
        texts = [one for one in seen(render_manifest(content, form, "es")) if one.page == 0]
        for field in fields:
            cell = cell_of(form, field)
            in_waste = field.startswith("waste[]")
            top = cell.y + (0 if in_waste else title_height(cell, "es") - 1.5)
            right = cell.right + (28 if field == "waste[].labelled" else 0)
            if not any(
                cell.x <= (one.left + one.right) / 2 <= right
                and top <= (one.top + one.bottom) / 2 <= cell.bottom
                for one in texts
            ):
                found[field].append(case)
    return found


def _said(cases: list[str]) -> str:
    if not cases:
        return "none"
    if len(cases) == len(STATES):
        return "every case"
    kept = [one for one in STATES if one not in cases]
    if len(cases) > len(kept):
        return f"all but {', '.join(kept)}"
    return ", ".join(cases)


def page_of(form: FormName) -> str:
    """Write the checklist of a form as Markdown."""
    words = form_on(form, DAY)
    rows = table_of(form).fields
    fields = [row.field_id for row in rows if row.field_id not in NOT_PRINTED]
    empty = _empty_in(form, fields)
    lines = [
        f"# {_TITLES[form]} (`{form}`)",
        "",
        f"Version: {words.version}. {words.mirrors.en}",
        "",
        _LOOKED,
        f"Cases: {', '.join(STATES)}.",
        "",
        "| box | field | official words | where ours stands, mm | empty in | remarks |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        field = row.field_id
        box = row.box if form == "mx_semarnat" else f"({row.box})"
        if field in NOT_PRINTED:
            lines.append(f"| {box} | `{field}` | {row.label_es} | — | — | {NOT_PRINTED[field]} |")
            continue
        cell = cell_of(form, field)
        place = f"{cell.x * _MM:.0f}, {cell.y * _MM:.0f}; {cell.width * _MM:.0f} × {cell.height * _MM:.0f}"
        remark = _REMARKS.get(field, "")
        lines.append(
            f"| {box} | `{field}` | {row.label_es} | {place} | {_said(empty[field])} | {remark} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in _TITLES:
        (FOLDER / f"{name}.md").write_text(page_of(name), encoding="utf-8")
