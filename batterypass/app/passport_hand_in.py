"""What a passport says to whoever holds the battery: where to hand it in, or that it is not theirs.

That a battery was stolen or lost is told to anybody: it is what protects who is offered it (decision
40). That it was exported is the course of its life, which is not for everybody (Annex XIII, 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.domain.sight import departure, gone

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState

_HAND_IN: Final = Words(
    "No la tire a la basura. Entréguela a un reciclador autorizado o al taller; el directorio de"
    " este registro dice quién puede recibirla hoy.",
    "Do not throw it away. Hand it in to an authorised recycler or a workshop; the directory of"
    " this ledger says who may take it today.",
)
_STOLEN: Final = Words(
    "Fue robada (asentado el {day}). No la compre ni la reciba: avise a quien responde por ella.",
    "It was stolen (recorded on {day}). Do not buy or take it: tell who answers for it.",
)
_LOST: Final = Words(
    "Se perdió (asentado el {day}). Si la tiene, avise a quien responde por ella.",
    "It is lost (recorded on {day}). If you have it, tell who answers for it.",
)


def hand_in(item: ItemState) -> Words:
    """Say what to do with the battery, as of the state of its item."""
    text = {"stolen": _STOLEN, "lost": _LOST}.get(gone(item) or "", _HAND_IN)
    day = str(departure(item).get("on", ""))
    return Words(text.es.format(day=day), text.en.format(day=day))
