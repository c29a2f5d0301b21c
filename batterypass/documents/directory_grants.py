"""What a site may do, as a table, and in a box of its own what is only certified of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.directory_sheets import (
    LEFT,
    STANDINGS,
    WIDTH,
    Column,
    Sheets,
    draw_row,
    draw_titles,
)
from batterypass.documents.setting import ASCENT, LEADING, clean, wrap
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.documents.directory_content import Allowed, GrantLine
    from batterypass.documents.words import Lang
    from batterypass.domain.standing import StandingWord

_CERTIFIED: Final = Words(
    "Certificado (esquema privado): no es una autorización",
    "Certified (private scheme): not an authorisation",
)
_COLUMNS: Final = (
    Column(Words("Número, esquema, autoridad", "Number, scheme, authority"), 136),
    Column(Words("Permite", "Allows"), 162),
    Column(Words("t/año", "t/year"), 44, is_right=True),
    Column(Words("Desde, hasta", "From, to"), 58),
    Column(Words("Cómo está", "How it stands"), 74),
    Column(Words("Fuente, asientos", "Source, entries"), 66),
)
_STANDING: Final = 4
_SINCE: Final = Words("desde el {on}", "since {on}")
_NO_END: Final = Words("sin fin", "no end")
_ONLY: Final = Words("solo {names}", "only {names}")
_CODES: Final = Words("claves {names}", "codes {names}")
_DAMAGED: Final = Words("también dañadas", "damaged ones too")
_OWN_CAPACITY: Final = Words("{tonnes} t/año", "{tonnes} t/year")
_COPIED: Final = Words(
    "[T{number}] Transcrita por el registrador de: {source}, lista del {on}.",
    "[T{number}] Copied by the registrar from: {source}, list of {on}.",
)
_SIGNED: Final = Words("firmada por la autoridad", "signed by the authority")
_ENTRIES: Final = Words("asientos: {entries}", "entries: {entries}")
_MASCULINE: Final[Mapping[StandingWord, Words]] = {
    "in_force": Words("vigente", "in force"),
    "pending": Words("renovación en trámite", "renewal pending"),
    "suspended": Words("suspendido", "suspended"),
    "not_yet": Words("aún no vigente", "not yet in force"),
    "expired": Words("vencido", "expired"),
    "revoked": Words("retirado", "withdrawn"),
}
_TYPE: Final = 7.8


def draw_grants(sheets: Sheets, grants: Sequence[GrantLine]) -> None:
    """Draw the table of authorisations, and under it the lists that some were copied from."""
    lang = sheets.lang
    sources = list(dict.fromkeys((one.source, one.list_date) for one in grants if one.source))
    sheets.make_room(60)
    draw_titles(sheets, _COLUMNS)
    for one in grants:
        mark = say(_SIGNED, lang)
        if one.source:
            mark = f"[T{sources.index((one.source, one.list_date)) + 1}]"
        since = say(_SINCE, lang).format(on=one.since) if one.since else ""
        draw_row(
            sheets,
            _COLUMNS,
            (
                " · ".join(filter(None, (one.number, one.scheme, one.authority))),
                _allowed_words(one.allows, lang),
                one.capacity_t or "–",
                f"{one.effective_from} {one.effective_to or say(_NO_END, lang)}",
                f"{say(STANDINGS[one.standing], lang)} {since}",
                f"{mark} {say(_ENTRIES, lang).format(entries=_listed(one.entries))}",
            ),
            size=_TYPE,
            bold=frozenset({_STANDING}),
        )
    sheets.y += 2
    for number, (source, on) in enumerate(sources, start=1):
        text = say(_COPIED, lang).format(number=number, source=source, on=on)
        sheets.paragraph(text, size=7)
    sheets.y += 3


def _allowed_words(allows: Sequence[Allowed], lang: Lang) -> str:
    """Say what a paper allows: operations, class of waste, streams and what narrows them."""
    return " — ".join(_allowed(one, lang) for one in allows)


def _allowed(one: Allowed, lang: Lang) -> str:
    operations = ", ".join(say(word, lang) for word in one.operations)
    streams = ", ".join(say(word, lang) for word in one.streams)
    parts = [
        f"{operations}: {streams} ({say(one.waste_class, lang)})",
        say(_ONLY, lang).format(names=", ".join(one.chemistries)) if one.chemistries else "",
        say(_CODES, lang).format(names=", ".join(one.codes)) if one.codes else "",
        say(_DAMAGED, lang) if one.damaged else "",
        say(_OWN_CAPACITY, lang).format(tonnes=one.capacity_t) if one.capacity_t else "",
    ]
    return "; ".join(filter(None, parts))


def draw_certificates(sheets: Sheets, certificates: Sequence[GrantLine]) -> None:
    """Draw the box of what is only certified, whole on one page where it fits on any."""
    lang, room, size = sheets.lang, WIDTH - 14, 7.8
    lines = [line for one in certificates for line in wrap(_certificate(one, lang), room, size)]
    height = 18 + len(lines) * size * LEADING
    sheets.y += 4
    sheets.make_room(height)
    ink, y = sheets.ink, sheets.y
    ink.box(LEFT, y, WIDTH, height, 0.6)
    ink.text(LEFT + 7, y + 10.5, say(_CERTIFIED, lang), 8.4, bold=True)
    y += 14
    for line in lines:
        ink.text(LEFT + 7, y + ASCENT * size, line, size)
        y += size * LEADING
    sheets.y += height


def _certificate(one: GrantLine, lang: Lang) -> str:
    """Write a certificate in a line."""
    until = one.effective_to or say(_NO_END, lang)
    copied = f"{one.source}, {one.list_date}" if one.source else ""
    parts = (
        f"{one.scheme} {one.number}", one.authority, f"{one.effective_from} – {until}",
        say(_MASCULINE[one.standing], lang), copied,
        say(_ENTRIES, lang).format(entries=_listed(one.entries)),
    )  # fmt: skip
    return clean(" · ".join(filter(None, parts)))


def _listed(entries: Sequence[int]) -> str:
    return ", ".join(map(str, entries))
