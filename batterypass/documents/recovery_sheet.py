"""The recovery sheet: a page with the party's recovery key, to be printed and locked away.

Black and white, US Letter. Whoever has the page has the key; the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.ink import PdfInk
from batterypass.documents.pdf import LETTER, write_pdf
from batterypass.documents.qr import encode_code
from batterypass.documents.setting import ASCENT, LEADING, clean, fit, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.documents.words import Lang

_LEFT, _WIDTH = 54.0, 504.0
_LINE_SIZE = 19.0
_CODE_SIDE = 170.0

_TITLE = Words("HOJA DE RECUPERACIÓN", "RECOVERY SHEET")
_SECRET = Words(
    "SECRETO. Quien tenga esta hoja puede cambiar todas las llaves de la parte. Guárdela bajo llave,"
    " lejos del equipo. No la fotografíe ni la envíe.",
    "SECRET. Whoever has this sheet can change every key of the party. Lock it away, far from the"
    " computer. Do not photograph or send it.",
)
_PARTY, _LEDGER = Words("parte", "party"), Words("registro", "ledger")
_PRINT, _MADE = Words("huella de la llave", "thumbprint of the key"), Words("hecha el", "made on")
_WHAT = Words("Para qué sirve", "What it is for")
_WHAT_TEXT = Words(
    "La llave de recuperación no firma hechos. Da de alta y revoca las demás llaves de la parte: cuando se"
    " pierde la contraseña o el equipo, cuando roban una llave, cuando llega o se va una persona.",
    "The recovery key signs no facts. It adds and revokes the party's other keys: when the passphrase or"
    " the computer is lost, when a key is stolen, when a person comes or leaves.",
)
_HOW = Words("Cómo se usa", "How it is used")
_STEPS = (
    Words(
        "Pruébela antes de firmar por primera vez: batterypass key recover --test",
        "Test it before you sign for the first time: batterypass key recover --test",
    ),
    Words(
        "Para recuperar: batterypass key recover, y teclee las siete líneas. La última letra de cada una"
        " comprueba las otras; una línea mal tecleada se dice en el acto. O escanee el código.",
        "To recover: batterypass key recover, and type the seven lines. The last character of each checks"
        " the others; a line that is mistyped is told at once. Or scan the code.",
    ),
    Words(
        "Después: batterypass key add da de alta una llave diaria nueva, y batterypass key revoke revoca la"
        " que se perdió.",
        "After that: batterypass key add registers a new daily key, and batterypass key revoke revokes the"
        " one that was lost.",
    ),
    Words(
        "Nunca hay I, L, O ni U: lo que parece una O es un cero; lo que parece I o L es un uno.",
        "There is never an I, L, O or U: what looks like an O is a zero; what looks like I or L is a one.",
    ),
)
_NOTES = (
    Words("guardada en", "kept at"),
    Words("por", "by"),
    Words("probada el", "tested on"),
    Words("notas", "notes"),
)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on a sheet. ``lines`` are the secret as text, ``scanned`` as a QR code holds it.

    ``ledger`` may be empty, where none was open; ``kid`` is the thumbprint in hex.
    """

    party: str
    name: str
    ledger: str
    kid: str
    made_on: str
    lines: tuple[str, ...]
    scanned: str


def render_sheet(content: SheetContent, lang: Lang) -> bytes:
    """Print the sheet as a PDF of one page."""
    ink = PdfInk(LETTER[1])
    ink.text(_LEFT, 66, say(_TITLE, lang), 22, bold=True)
    ink.text(_LEFT, 84, "batterypass", 9)
    y = _boxed(ink, 96, say(_SECRET, lang))
    y = _facts(ink, y + 18, content, lang)
    y = _secret(ink, y + 12, content)
    y = _section(ink, y + 12, say(_WHAT, lang), [say(_WHAT_TEXT, lang)])
    steps = [f"{number}. {say(step, lang)}" for number, step in enumerate(_STEPS, 1)]
    y = _section(ink, y + 8, say(_HOW, lang), steps)
    _notes(ink, y + 14, lang)
    return write_pdf([ink.content()], title=say(_TITLE, lang), lang=lang)


def sheet_text(content: SheetContent, lang: Lang) -> str:
    """Write the sheet as plain text; ``key recover`` reads it back."""
    facts = [
        say(_TITLE, lang),
        say(_SECRET, lang),
        f"{say(_PARTY, lang)}: {_named(content)}",
        *([f"{say(_LEDGER, lang)}: {content.ledger}"] if content.ledger else []),
        f"{say(_PRINT, lang)}: {_groups(content.kid)}",
        f"{say(_MADE, lang)}: {content.made_on}",
    ]
    steps = [say(step, lang) for step in _STEPS]
    return "\n".join(
        [
            *(f"# {line}" for line in facts),
            *(f"{number}. {line}" for number, line in enumerate(content.lines, 1)),
            *(f"# {line}" for line in steps),
            "",
        ]
    )


def _named(content: SheetContent) -> str:
    return f"{content.name} ({content.party})" if content.name else content.party


def _groups(kid: str) -> str:
    return " ".join(kid[place : place + 4] for place in range(0, len(kid), 4))


def _boxed(ink: PdfInk, y: float, text: str) -> float:
    lines = wrap(clean(text), _WIDTH - 20, 11, bold=True)
    height = len(lines) * 11 * LEADING + 16
    ink.box(_LEFT, y, _WIDTH, height, 1.6)
    _write(ink, y + 8, lines, 11, left=_LEFT + 10, bold=True)
    return y + height


def _facts(ink: PdfInk, y: float, content: SheetContent, lang: Lang) -> float:
    pairs = [
        (say(_PARTY, lang), _named(content)),
        *([(say(_LEDGER, lang), content.ledger)] if content.ledger else []),
        (say(_PRINT, lang), _groups(content.kid)[:39]),
        ("", _groups(content.kid)[40:]),
        (say(_MADE, lang), content.made_on),
    ]
    for label, value in pairs:
        ink.text(_LEFT, y, label, 8.5)
        fitted = fit(value, _WIDTH - 110, 12, size=10, smallest=6, bold=True)
        _write(
            ink, y - ASCENT * fitted.size, fitted.lines, fitted.size, left=_LEFT + 110, bold=True
        )
        y += 14
    return y


def _secret(ink: PdfInk, y: float, content: SheetContent) -> float:
    height = 7 * 25.0 + 14
    ink.box(_LEFT, y, _WIDTH, height, 0.8)
    at = y + 26
    for number, line in enumerate(content.lines, 1):
        ink.text(_LEFT + 14, at, f"{number}.", 11)
        for place, group in enumerate(line.split("-")):
            ink.text(_LEFT + 46 + 96 * place, at, group, _LINE_SIZE, bold=True)
        at += 25
    code = encode_code(content.scanned, "Q")
    ink.code(code, _LEFT + _WIDTH - _CODE_SIDE - 10, y + (height - _CODE_SIDE) / 2, _CODE_SIDE)
    return y + height


def _section(ink: PdfInk, y: float, title: str, texts: Iterable[str]) -> float:
    ink.text(_LEFT, y + 10, title, 11, bold=True)
    y += 16
    for text in texts:
        y = _write(ink, y, wrap(clean(text), _WIDTH, 9.5), 9.5) + 2
    return y


def _write(
    ink: PdfInk,
    y: float,
    lines: Iterable[str],
    size: float,
    *,
    left: float = _LEFT,
    bold: bool = False,
) -> float:
    for line in lines:
        ink.text(left, y + ASCENT * size, line, size, bold=bold)
        y += LEADING * size
    return y


def _notes(ink: PdfInk, y: float, lang: Lang) -> None:
    """Leave room for what is written by hand."""
    for label in _NOTES:
        y += 24
        ink.text(_LEFT, y, say(label, lang), 8.5)
        ink.dots(_LEFT + 70, y + 1, _LEFT + _WIDTH)
    ink.dots(_LEFT + 70, y + 25, _LEFT + _WIDTH)
