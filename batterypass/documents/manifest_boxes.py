"""The values in the boxes of a manifest's first page, each after the title of its box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import ManifestParty, Words
from batterypass.documents.manifest_frame import DIFFERENCES, frame_of
from batterypass.documents.manifest_plan import CRETIB, OPTIONAL_FIELDS, PARTY_FIELDS, Plan
from batterypass.documents.paper import INSET, VALUE_SIZE, Cell, Paper, stack, title_height
from batterypass.documents.setting import ASCENT, LEADING, fit, width_of
from batterypass.documents.words import moment, say
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.content import (
        Difference,
        ManifestContent,
        Signature,
        WasteLine,
    )
    from batterypass.documents.forms import Form
    from batterypass.documents.ink import PdfInk
    from batterypass.documents.words import FormLang

_DIGITAL = Words("firma digital", "digital signature")
_ON_PAPER = Words("FIRMÓ EN PAPEL", "SIGNED ON PAPER")
_KEY = Words("clave", "key")
_PRINT = Words("huella", "fingerprint")
_RECORDED_BY = Words("asentó", "recorded by")
_COUNTERSIGNED = Words("REFRENDÓ", "COUNTERSIGNED")
_NOT_RECEIVED = Words(
    "RECHAZADO: el destinatario no recibió; lo que firma es el rechazo.",
    "REJECTED: the consignee received nothing; what it signs is the rejection.",
)
_MORE_LINES = Words("y {n} residuos más: vea el anexo", "and {n} more: see the annex")
_NOT_REQUIRED: Final = OPTIONAL_FIELDS | {"handling", "remarks", *DIFFERENCES}
_SIZES: Final = {
    "number": 8.6, "generator": 8.4, "transporter": 8.4, "facility": 8.4, "page": VALUE_SIZE,
    **dict.fromkeys(DIFFERENCES, 9.0),
}  # fmt: skip
"""Type size of the values that stand out; they are bold too."""
_CROSS = 8.0
_WHO_HEIGHT = 14.0
_DENIAL = 16.5
"""Room under the longest declaration of a consignee."""
_SMALL = 5.4
"""Type size of what stands under a name: how it was signed."""


def draw_boxes(
    ink: PdfInk, paper: Paper, content: ManifestContent, words: Form, plan: Plan, lang: FormLang
) -> None:
    """Draw every box with its value. The page number is left to the caller, who counts pages.

    Raises InputError for CRETIB letters that do not exist and for times that are none.
    """
    frame = frame_of(words, lang)
    texts = _texts(content, paper.lang)
    signatures = {
        "generator": content.generator_signature,
        "transporter": content.transporter_signature,
        "facility": content.facility_signature,
    }
    for name, cell in plan.cells.items():
        ink.raw(frame.cells[name])
        role, _, part = name.partition(".")
        if name in texts:
            title = DIFFERENCES[name] if name in DIFFERENCES else words.boxes[part or role].words
            paper.value(
                ink,
                cell,
                f"{words.boxes[role].words.es}: {title.es}" if part else title.es,
                texts[name],
                size=_SIZES.get(name, VALUE_SIZE),
                bold=name in _SIZES,
                is_required=(part or name) not in _NOT_REQUIRED,
                is_centred=name in DIFFERENCES,
            )
        elif part == "signed_name":
            _draw_signature(ink, paper, cell, signatures[role])
        elif part == "date":
            _draw_date(ink, paper, cell, signatures[role])
        elif name == "facility_declaration" and content.is_turned_away:
            _deny(ink, cell, paper.lang)
        if name == "generator.email":  # box 5 follows the generator's address
            ink.raw(frame.waste)
            _draw_waste(ink, paper, plan, content.lines)


def _texts(content: ManifestContent, lang: str) -> dict[str, str]:
    """Give the text of each cell that holds a plain value."""
    transporter = content.transporters[0] if content.transporters else ManifestParty()
    texts = {
        "nra": content.generator.nra,
        "number": content.number,
        "handling": content.handling,
        "transporter_authorisation": transporter.authorisation,
        "transport_permit": transporter.transport_permit,
        "vehicle_type": content.vehicle_type,
        "vehicle_plate": content.vehicle_plate,
        "route": content.route,
        "facility_authorisation": content.facility.authorisation,
        "receiver": content.receiver,
        "remarks": " · ".join(
            filter(None, (content.remarks, *(say(one, lang) for one in content.notes)))
        ),
    }
    for role, party in (
        ("generator", content.generator),
        ("transporter", transporter),
        ("facility", content.facility),
    ):
        texts[role] = party.name
        texts |= {f"{role}.{name}": getattr(party, name) for name in PARTY_FIELDS}
    return texts | _difference_texts(content.difference)


def _difference_texts(difference: Difference | None) -> dict[str, str]:
    if difference is None:
        return {}
    return {
        "declared": difference.declared_kg,
        "measured": difference.measured_kg,
        "missing": str(difference.missing),
        "surplus": str(difference.surplus),
        "damaged": str(difference.damaged),
    }


def _draw_signature(ink: PdfInk, paper: Paper, cell: Cell, signature: Signature | None) -> None:
    """Write who signed and with which key; the box beside stays free for ink."""
    if signature is None:
        paper.value(ink, cell, "", "")
        return
    lang = paper.lang
    x, y, room = cell.x + INSET, cell.y + title_height(cell, lang), cell.width - 2 * INSET
    who = ", ".join(filter(None, (signature.name, signature.role)))
    lines = list(signature_lines(signature, lang))
    if who:
        fitted = fit(who, room, _WHO_HEIGHT, size=7.0, smallest=4.2, bold=True)
        if not fitted.is_whole:
            paper.cut.append((lines[0], who))
        y = stack(ink, fitted, x, y, bold=True)
    else:
        # The box asks for a name: a key without one leaves room to write it by hand.
        ink.dots(x, y + _WHO_HEIGHT - 3, x + room)
        y += _WHO_HEIGHT
    size = min(_SMALL, (cell.bottom - y - 1) / (len(lines) * LEADING))
    for text in lines:
        fitted = fit(text, room, size * LEADING, size=size, smallest=min(size, 4.2))
        if not fitted.is_whole:
            paper.cut.append((lines[0], text))
        y = stack(ink, fitted, x, y)


def signature_lines(signature: Signature, lang: str) -> Iterator[str]:
    """Give the small lines of a signature: how it was signed, and what shows it."""
    shown = f"{say(_PRINT, lang)} {signature.fingerprint}" if signature.fingerprint else ""
    if not signature.is_paper:
        yield f"{say(_DIGITAL, lang)} · {say(_KEY, lang)} {signature.key_id}"
        if shown:
            yield shown
        return
    yield say(_ON_PAPER, lang)
    if signature.recorded_by:
        yield f"{say(_RECORDED_BY, lang)} {signature.recorded_by}"
    later = signature.countersigned
    if later is None:
        if shown:
            yield shown
        return
    # Four lines are what the box holds: the fingerprint is that of the later signature, and in both
    # languages the two labels of its last line are in Spanish.
    one = "es" if lang == "both" else lang
    yield f"{say(_COUNTERSIGNED, lang)} {moment(later.at)}"
    yield f"{say(_KEY, one)} {later.key_id} · {say(_PRINT, one)} {later.fingerprint}"


def _deny(ink: PdfInk, cell: Cell, lang: str) -> None:
    """Say under the words of a declaration that they were not declared: the form has no others."""
    text = fit(
        say(_NOT_RECEIVED, lang),
        cell.width - 2 * INSET,
        _DENIAL,
        size=_SMALL,
        smallest=4.2,
        bold=True,
    )
    used = len(text.lines) * text.size * LEADING
    stack(ink, text, cell.x + INSET, cell.bottom - used - 1, bold=True)


def _draw_date(ink: PdfInk, paper: Paper, cell: Cell, signature: Signature | None) -> None:
    """Write day, time and offset under one another: the column is narrow, the day must be plain."""
    if signature is None:
        paper.value(ink, cell, "", "")
        return
    y = cell.y + title_height(cell, paper.lang) + 1
    for number, part in enumerate(moment(signature.at).split(" ")):
        size = 8.0 if number == 0 else 7.0
        ink.text(cell.x + INSET, y + ASCENT * size, part, size, bold=number == 0)
        y += size * LEADING


def _draw_waste(ink: PdfInk, paper: Paper, plan: Plan, lines: Sequence[WasteLine]) -> None:
    """Fill box 5; if there are more lines than rows, the last row says where they are."""
    room = len(plan.waste_rows)
    shown = lines if len(lines) <= room else lines[: room - 1]
    for row, line in zip(plan.waste_rows, shown, strict=False):
        _draw_waste_line(ink, paper, row, line)
    if len(shown) < len(lines):
        text = say(_MORE_LINES, paper.lang).format(n=len(lines) - len(shown))
        paper.value(ink, plan.waste_rows[-1]["waste_name"], "", text, top=1, bold=True)


def _draw_waste_line(ink: PdfInk, paper: Paper, row: dict[str, Cell], line: WasteLine) -> None:
    """Fill one row of box 5. Raises InputError for letters that are not of CRETIB."""
    wrong = set(line.cretib) - set(CRETIB[:-1])
    if wrong:
        raise InputError(
            f"waste {line.name!r}: CRETIB {line.cretib!r} has {''.join(sorted(wrong))}, "
            f"expected letters of {CRETIB[:-1]}",
            code="paper.cretib", name=line.name, cretib=line.cretib,
            wrong="".join(sorted(wrong)), known=CRETIB[:-1],
        )  # fmt: skip
    name = row["waste_name"]
    note = Cell(name.x, name.bottom - 6.6, name.width, 6.6)
    upper = Cell(name.x, name.y, name.width, name.height - (6.2 if line.note else 0))
    paper.value(ink, upper, line.name, line.name, top=1.2, size=7, bold=True)
    if line.note:
        paper.value(ink, note, line.name, line.note, top=0, size=5.4, smallest=4.2)
    for letter in CRETIB:
        cell = row.get(f"cretib.{letter}")
        if cell is not None and letter in line.cretib:
            _draw_cross(ink, cell)
    quantity = f"{line.quantity} {line.unit}" if line.quantity else ""
    for key, text in (
        ("container_type", line.container_type),
        ("container_capacity", line.container_capacity),
        ("quantity", quantity),
    ):
        paper.value(
            ink, row[key], line.name, text, top=1, size=7, bold=key == "quantity", is_centred=True
        )
    if line.labelled is not None:
        _draw_cross(ink, row["yes" if line.labelled else "no"])


def _draw_cross(ink: PdfInk, cell: Cell) -> None:
    """Write a cross as a letter, so that it is there for those who read the text of the page."""
    x = cell.x + (cell.width - width_of("X", _CROSS, bold=True)) / 2
    ink.text(x, cell.y + (cell.height + 0.73 * _CROSS) / 2, "X", _CROSS, bold=True)
