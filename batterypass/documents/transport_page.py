"""What all papers of a load share: page, heading, boxes, the proof at the end, the foot.

Letter for Mexico and the United States, A4 for Europe; black on white, read after a photocopy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.amended import correction_texts
from batterypass.documents.content import Words
from batterypass.documents.qr import encode_code
from batterypass.documents.setting import ASCENT, LEADING, clean, fit_line, wrap
from batterypass.documents.words import CONDITIONS, moment, say, word
from batterypass.regulations.transport.answers import SYNONYMS
from batterypass.texts.messages_roadpaper import MESSAGES as PAPER_TEXTS
from batterypass.texts.messages_un_words import MESSAGES as ANSWER_TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import ManifestParty
    from batterypass.documents.flow import Flow
    from batterypass.documents.transport_content import TransportContent
    from batterypass.documents.words import FormLang

MARGIN: Final = 42.0
PAD: Final = 3.0
_TITLE_SIZE: Final = 6.2
_NUMBER_WIDTH: Final = 150.0
#: 61 mm: a code of 2,300 bytes at 0.35 mm a module.
_LARGEST_CODE: Final = 172.0
_MODULE: Final = 1.7
_FEW: Final = 300
DRAFT: Final = Words("BORRADOR: NO PRUEBA NADA", "DRAFT: PROVES NOTHING")
_NO_CODE: Final = Words(
    "carga exenta: sin documento de transporte ni código",
    "exempt load: no transport document, no code",
)
_ISSUED_BY: Final = Words("Emitido por", "Issued by")
_OFFERED: Final = Words("ofrecido el", "offered on")
_NUMBER: Final = Words("Núm.", "No.")
_CONSIGNMENT: Final = Words("embarque", "consignment")
_LEDGER: Final = Words("registro", "ledger")
_CHECKPOINT: Final = Words("punto de control", "checkpoint")
_ENTRIES: Final = Words("asientos", "entries")
_EDITION: Final = Words("Decidido con", "Decided by")
_CARRIED: Final = Words("para transporte el", "for carriage on")
_TABLES: Final = Words("tablas", "tables")
_BY_HAND: Final = Words(
    "Dicho a mano al preparar el papel, no firmado en la oferta",
    "Said by hand when the paper was prepared, not signed in the offer",
)
_PROOF: Final = Words("De dónde salen los datos", "Where the data comes from")
_PROVES: Final = Words(
    "El código lleva la declaración firmada y su prueba: se comprueba sin red con la llave del registro. Los"
    " asientos firmados van dentro de este archivo.",
    "The code carries the signed statement and its proof: it is checked with no network, with the ledger's"
    " key. The signed entries are inside this file.",
)
_PACKS: Final = Words("Paquetes de esta carga", "Packs of this load")
_CONTINUED: Final = Words("sigue", "continued")
_COLUMNS: Final = 5
#: Counted after their number, so that one is not "1 batteries".
BATTERIES: Final = Words("baterías: {count}", "batteries: {count}")
PACKAGES: Final = Words("bultos: {count}", "packages: {count}")
_AMENDED: Final = Words("Correcciones", "Corrections")
_TAX: Final = Words("permiso", "permit")


def _head(words: Words, lang: FormLang) -> str:
    """Say the words of a title once: a paper in both languages has its title in Spanish."""
    return words.en if lang == "en" else words.es


def heading(
    flow: Flow, title: Words, under: str, content: TransportContent, lang: FormLang
) -> None:
    """Write the title, what it follows, and the number in a frame at the right."""
    top, room = flow.y, flow.room - _NUMBER_WIDTH - 12
    flow.text(_head(title, lang), 13, bold=True, room=room)
    if lang == "both" and title.en != title.es:
        flow.text(title.en, 8.5, room=room)
    if under:
        flow.space(1.5)
        flow.text(under, 7, room=room)
    bottom = flow.y
    flow.y = top
    x = flow.left + flow.room - _NUMBER_WIDTH
    height = 34.0
    flow.ink.box(x, top, _NUMBER_WIDTH, height, 1.4)
    line, size = fit_line(
        clean(f"{say(_NUMBER, lang)} {content.number}"), _NUMBER_WIDTH - 8, size=11, smallest=5,
        bold=True,
    )  # fmt: skip
    flow.ink.text(x + 4, top + 5 + ASCENT * 11, line, size, bold=True)
    is_draft = content.is_draft and not content.code
    offered = f"{say(_OFFERED, lang)} {moment(content.offered_on)}"
    state = _head(DRAFT, lang) if is_draft else offered
    line, size = fit_line(clean(state), _NUMBER_WIDTH - 8, size=8.5, smallest=5, bold=is_draft)
    flow.ink.text(x + 4, top + 20 + ASCENT * 8.5, line, size, bold=is_draft)
    flow.y = max(bottom, top + height) + 7


def boxes(
    flow: Flow,
    cells: Sequence[tuple[str, str]],
    shares: Sequence[float],
    *,
    size: float = 8.5,
    bold: bool = False,
) -> None:
    """Draw boxes side by side: a small title, and a value or a dotted line to write on."""
    whole = sum(shares)
    widths = [flow.room * share / whole for share in shares]
    titles = [
        wrap(clean(title), width - 2 * PAD, _TITLE_SIZE)
        for (title, _), width in zip(cells, widths, strict=True)
    ]
    values = [
        [line for part in value.split("\n") for line in wrap(clean(part), width - 2 * PAD, size, bold=bold)]
        for (_, value), width in zip(cells, widths, strict=True)
    ]  # fmt: skip
    over = max(len(lines) for lines in titles) * _TITLE_SIZE * LEADING
    height = over + max(1, *(len(lines) for lines in values)) * size * LEADING + 2 * PAD + 2
    flow.need(height)
    x = flow.left
    for heads, lines, width in zip(titles, values, widths, strict=True):
        flow.ink.box(x, flow.y, width, height, 0.6)
        y = flow.y + PAD
        for line in heads:
            flow.ink.text(x + PAD, y + ASCENT * _TITLE_SIZE, line, _TITLE_SIZE)
            y += _TITLE_SIZE * LEADING
        y = flow.y + PAD + over + 1
        for line in lines:
            flow.ink.text(x + PAD, y + ASCENT * size, line, size, bold=bold)
            y += size * LEADING
        if not lines:
            flow.ink.dots(x + PAD, flow.y + height - 4, x + width - PAD)
        x += width
    flow.y += height


def party_text(party: ManifestParty, lang: FormLang) -> str:
    """Write a party as an address, a line each; empty where nobody knows it."""
    street = " ".join(filter(None, (party.street, party.ext_no, party.int_no)))
    town = ", ".join(
        filter(None, (" ".join(filter(None, (party.postal_code, party.municipality))), party.state))
    )
    permits = " · ".join(filter(None, (party.transport_permit, party.authorisation)))
    lines = (
        party.name,
        ", ".join(filter(None, (street, party.colonia))),
        town,
        " · ".join(filter(None, (party.phone, party.email))),
        f"{say(_TAX, lang)} {permits}" if permits else "",
    )
    return "\n".join(filter(None, lines))


def by_hand(flow: Flow, content: TransportContent, lang: FormLang) -> None:
    """Say which answers are not in the ledger; nothing where all are."""
    if content.by_hand:
        said = "; ".join(answer_text(name, value, lang) for name, value in content.by_hand)
        flow.space(4)
        flow.text(f"{say(_BY_HAND, lang)}: {said}", 7)


def answer_text(name: str, value: str, lang: FormLang) -> str:
    """Say an answer in the words in which it is asked for; one about a single item names that."""
    item, _, name = name.rpartition(":")
    title = PAPER_TEXTS.get(f"roadpaper.name-{name}") or ANSWER_TEXTS.get(f"unname.{name}")
    known = ANSWER_TEXTS.get(f"unword.{SYNONYMS.get(name, {}).get(value, value)}")
    head = name if title is None else say(Words(title.es, title.en), lang)
    return f"{f'{item} · ' if item else ''}{head}: {value if known is None else say(Words(known.es, known.en), lang)}"


def packs(flow: Flow, content: TransportContent, lang: FormLang) -> None:
    """List the packs, each with a box to tick; those of each row of goods under its own title."""
    flow.space(6)
    flow.need(36)
    title = f"{say(_PACKS, lang)} ({len(content.item_ids)})"
    flow.text(title, 8.5, bold=True)
    flow.space(2)
    groups = content.packs_by_row
    for number, (row, ids) in enumerate(groups, start=1):
        head = title
        if len(groups) > 1:
            # Who loads has to know which pack is the damaged one.
            head = (
                f"{number}. {row.line or row.un_printed} · {word(CONDITIONS, row.condition, lang)}"
                f" ({len(ids)})"
            )
            flow.need(26)
            flow.space(2)
            flow.text(head, 7.5, bold=True)
        _ticks(flow, ids, f"{head}, {say(_CONTINUED, lang)}")


def _ticks(flow: Flow, ids: Sequence[str], head: str) -> None:
    """Write ids in columns with boxes to tick; ``head`` stands above those on a further page."""
    pitch, size = 12.0, 7.5
    step = flow.room / _COLUMNS
    for start in range(0, len(ids), _COLUMNS):
        page = flow.ink
        flow.need(pitch)
        if flow.ink is not page:
            flow.text(head, 7.5, bold=True)
            flow.space(2)
        for column, one in enumerate(ids[start : start + _COLUMNS]):
            x = flow.left + column * step
            flow.ink.box(x, flow.y + 1.5, 7.5, 7.5, 0.6)
            flow.ink.text(x + 11, flow.y + 1.5 + ASCENT * size, one, size)
        flow.y += pitch


def amendments(flow: Flow, content: TransportContent, lang: FormLang) -> None:
    """Write every correction with both values; nothing where there is none."""
    if not content.corrections:
        return
    flow.space(6)
    flow.text(say(_AMENDED, lang), 8.5, bold=True)
    for one in content.corrections:
        for text, is_head in correction_texts(one, lang):
            flow.text(text, 7.5, bold=is_head)


def proof(flow: Flow, content: TransportContent, lang: FormLang) -> None:
    """Draw the code that proves the paper, and say beside it what it rests on."""
    side = 0.0
    code = None
    if content.code:
        code = encode_code(content.code, "M" if len(content.code) <= _FEW else "L")
        side = min(_LARGEST_CODE, code.across * _MODULE)
    flow.space(8)
    flow.need(max(side, 60))
    top = flow.y
    if code is not None:
        flow.ink.code(code, flow.left, top, side)
    left, room = (side + 10, flow.room - side - 10) if side else (0.0, flow.room)
    page = flow.ink
    flow.text(say(_PROOF, lang), 8.5, bold=True, left=left, room=room)
    flow.space(2)
    if code is not None:
        flow.text(say(_PROVES, lang), 7.5, left=left, room=room)
        flow.space(3)
    source = content.source
    issuer = (f"{say(_ISSUED_BY, lang)} {content.issuer}",) if content.issuer else ()
    for text in (
        *issuer,
        f"{say(_CONSIGNMENT, lang)} {content.consignment}",
        f"{say(_LEDGER, lang)} {source.origin} · {say(_CHECKPOINT, lang)} {source.size} {source.root}",
        f"{say(_ENTRIES, lang)} {', '.join(map(str, source.entries))}",
        f"{say(_EDITION, lang)} {content.edition}, {say(_CARRIED, lang)} {content.carried_on}",
        f"{say(_TABLES, lang)} {content.table_hash}",
    ):
        flow.text(text, 7, left=left, room=room)
    if flow.ink is page:
        flow.y = max(flow.y, top + side)


def finish(
    flow: Flow,
    title: Words,
    content: TransportContent,
    lang: FormLang,
    attachments: Sequence[tuple[str, bytes]],
) -> bytes:
    """Write the foot of every page and make the file."""
    source = content.source
    foot = (
        f"{_head(title, lang)} {content.number} · {say(_LEDGER, lang)}"
        f" {source.origin} · {say(_CHECKPOINT, lang)} {source.size} {source.root[:16]}"
    )
    if not content.code:
        foot = f"{say(DRAFT if content.is_draft else _NO_CODE, lang)} · {foot}"
    return flow.pdf(
        title=f"{_head(title, lang)} {content.number}",
        foot=foot,
        lang=lang,
        attachments=attachments,
    )


def bullet(flow: Flow, text: str, size: float, *, box: bool = False) -> None:
    """Write a line of a list, with a point before it or a box to tick."""
    indent = 14.0 if box else 9.0
    lines = wrap(clean(text), flow.room - indent, size)
    flow.need(len(lines) * size * LEADING)
    x, y = flow.left, flow.y
    if box:
        flow.ink.box(x, y + 0.5, 8.5, 8.5, 0.8)
    else:
        flow.ink.bar(x + 1, y + size * 0.38, 2.6, 2.6)
    flow.text(text, size, left=indent)


def ruled_title(flow: Flow, text: str, size: float = 10.0) -> None:
    """Write a title with a rule under it, and keep it with what follows."""
    flow.need(size * 4)
    flow.text(text, size, bold=True)
    flow.ink.line(flow.left, flow.y + 1, flow.left + flow.room, flow.y + 1, 0.8)
    flow.y += 4
