"""What a passport says once it has ended: that it did, and to who may know, what became of the battery.

A passport ceases to exist after recycling (Regulation (EU) 2023/1542, Article 77(8)); until its pages are
taken down they say so, and not how to hand in what is no more. That it ended is public (``dpp_status``);
why is the life of the battery (Annex XIII, 4(c)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.wording import name_of
from batterypass.documents.content import Words
from batterypass.domain.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.read import EntryView
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState

#: Why a passport ended -> what became of its battery.
_BECAME: Final[Mapping[str, Words]] = {
    "recycled": Words("Se recicló.", "It was recycled."),
    "disposed": Words("Fue a disposición final.", "It was disposed of."),
    "dismantled": Words(
        "Se desarmó; sus partes siguen su propio camino.",
        "It was taken apart; its parts go their own way.",
    ),
    "replaced": Words("Otro pasaporte lo reemplaza.", "Another passport replaces this one."),
}
_ENDED: Final = Words("Su pasaporte terminó el {day}.", "Its passport ended on {day}.")
_ENDED_BY: Final = Words("Lo asentó {by} (asiento {entry}).", "Recorded by {by} (entry {entry}).")
_NOT_TOLD: Final = Words(
    "Qué fue de la batería lo ve quien tiene un interés legítimo. Si la tiene en sus manos, no la"
    " tire: llévela a un reciclador autorizado.",
    "What became of the battery is for persons with a legitimate interest. If you have it in your"
    " hands, do not throw it away: take it to an authorised recycler.",
)


def what_became(
    session: Session, item: ItemState, entries: Sequence[EntryView], *, sees_life: bool
) -> Words:
    """Say what became of a battery whose passport ended, to who may know it; nothing before that."""
    end = next(
        (
            one
            for one in reversed(entries)
            if one.payload["kind"] == "passport.ended" and one.payload["passport"] == item.passport
        ),
        None,
    )
    if not item.passport_ended or end is None:
        return Words("", "")
    day = day_of(str(end.payload["event_time"]))
    if sees_life:
        by = name_of(session, str(end.payload["actor"]))
        first, last = _BECAME[end.payload["reason"]], _ENDED_BY
    else:
        by, first, last = "", Words("", ""), _NOT_TOLD
    said = (
        " ".join(filter(None, (one, ended, more))).format(day=day, by=by, entry=end.index)
        for one, ended, more in (
            (first.es, _ENDED.es, last.es),
            (first.en, _ENDED.en, last.en),
        )
    )
    return Words(*said)
