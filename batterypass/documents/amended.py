"""What a paper says of corrections: a watermark, a word in the frame of the state, both versions.

``design/interface.md`` 4.2; ``design/events.md``, Corrections: until everybody has agreed the
original governs, and both versions show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.content import Words
from batterypass.documents.manifest_plan import LEFT, TOP, WIDTH
from batterypass.documents.setting import width_of
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.content import CorrectedField, Correction
    from batterypass.documents.ink import PdfInk

#: Rise of the watermark for one point to the right, and how far down it may reach: the code that
#: proves the paper stands below.
_SLOPE, _LOWEST = 0.85, 560.0
_CHANGE = Words("{label}: antes {before}, ahora {after}", "{label}: was {before}, now {after}")
_PROPOSED = Words(
    "{label}: se firmó {before}, se propone {after}", "{label}: signed {before}, proposed {after}"
)
_ENTRY = Words("Asiento {entry}: corrige el asiento {of}", "Entry {entry}: corrects entry {of}")
_ANNULS = Words("Asiento {entry}: ANULA el asiento {of}", "Entry {entry}: ANNULS entry {of}")
_IS_AS_BEFORE = Words(
    "el asiento {of} queda ANULADO: lo que era antes de él vuelve a ser",
    "entry {of} is ANNULLED: what was so before it is so again",
)
_HOLDS = Words("vale desde el asiento {entry}", "holds from entry {entry} on")
_WAITS = Words(
    "espera a {who}; hasta entonces rige lo que se firmó",
    "waits for {who}; until then what was signed governs",
)
_BY_ENTRY = Words("asiento", "entry")
_IN_BRIEF = Words("Enmiendas (vea el anexo)", "Amendments (see the annex)")
_ANNULLED = Words("ANULADO: asiento", "ANNULLED: entry")
_ANNULMENT_WAITS = Words("Anulación en espera: asiento", "Annulment that waits: entry")
_WAITING = Words("en espera", "waiting")
_AMENDMENTS = Words("Enmiendas", "Amendments")
#: Title of the part of the annex that has both versions.
TITLE = Words(
    "Enmiendas: lo que se firmó y lo que vale", "Amendments: what was signed and what holds"
)


def draw_watermark(ink: PdfInk, text: str) -> None:
    """Write a word across the page, above the code; nothing for an empty one."""
    if not text:
        return
    run = 0.8 * WIDTH
    size = int(run * (1 + _SLOPE * _SLOPE) ** 0.5 / width_of(text, 1, bold=True))
    y = (TOP + _LOWEST + run * _SLOPE) / 2
    ink.outline_slanted(LEFT + (WIDTH - run) / 2, y, text, size, _SLOPE)


def brief_line(corrections: Sequence[Correction], lang: str) -> str:
    """Name the corrections in one line for the first page; empty where there is none."""
    entries = [
        str(one.entry) if one.holds_from is not None else f"{one.entry} ({say(_WAITING, lang)})"
        for one in corrections
        if not one.annuls
    ]
    annuls = [one for one in corrections if one.annuls]
    annulled = [str(one.of_entry) for one in annuls if one.holds_from is not None]
    # Until everybody has agreed nothing is annulled, and no word on the paper may say so.
    waiting = [str(one.of_entry) for one in annuls if one.holds_from is None]
    parts = (
        (f"{say(_IN_BRIEF, lang)}:", entries),
        (say(_ANNULLED, lang), annulled),
        (say(_ANNULMENT_WAITS, lang), waiting),
    )
    return " · ".join(f"{head} {', '.join(found)}" for head, found in parts if found)


def all_in_one(corrections: Sequence[Correction], lang: str) -> str:
    """Write every corrected field with both values and the entry, in one line.

    What waits says so: until then what was signed governs.
    """
    texts = []
    for one in corrections:
        entry = f"{say(_BY_ENTRY, lang)} {one.entry}"
        change = _change_of(one)
        waits = "" if one.holds_from is not None else f", {say(_WAITING, lang)}"
        texts += [f"{_field_text(field, change, lang)} ({entry}{waits})" for field in one.fields]
        if one.annuls:
            texts.append(say(_ANNULS, lang).format(entry=one.entry, of=one.of_entry) + waits)
    return f"{say(_AMENDMENTS, lang)}: {'; '.join(texts)}"


def correction_texts(one: Correction, lang: str) -> Iterator[tuple[str, bool]]:
    """Give the lines about a correction, each with whether it is a heading."""
    head = say(_ANNULS if one.annuls else _ENTRY, lang).format(entry=one.entry, of=one.of_entry)
    yield f"{head} · {one.by} · {say(one.reason, lang)}", True
    for field in one.fields:
        yield _field_text(field, _change_of(one), lang), False
    if one.annuls and one.holds_from is not None:
        yield say(_IS_AS_BEFORE, lang).format(of=one.of_entry), False
    if one.holds_from is not None:
        yield say(_HOLDS, lang).format(entry=one.holds_from), False
    else:
        yield say(_WAITS, lang).format(who=", ".join(one.waiting)), False


def _change_of(one: Correction) -> Words:
    """Give the words for a changed field: nothing is so "now" until everybody has agreed."""
    return _CHANGE if one.holds_from is not None else _PROPOSED


def _field_text(field: CorrectedField, change: Words, lang: str) -> str:
    item = f" ({field.item})" if field.item else ""
    both = Words(
        change.es.format(label=field.label.es + item, before=field.before.es, after=field.after.es),
        change.en.format(label=field.label.en + item, before=field.before.en, after=field.after.en),
    )
    return say(both, lang)
