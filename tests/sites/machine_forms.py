"""What may be said next in the world of the machine, as the forms that a person fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from faults.yard import MAKER, SHOP, assessment, pack, pack_url
from sites.machine_world import Place, World

#: A kind, what it says, and who says it.
Form = tuple[str, Mapping[str, Any], str]


class Words:
    """Chooses what happens to a pack by what its place knows of it; each time something else."""

    world: World
    count = 0

    def next(self) -> int:
        self.count += 1
        self.world.time.pass_by(seconds=50)
        return self.count

    def soh(self) -> str:
        return str(40 + self.next() % 60)

    def main_form(self, place: Place, item: int, other: bool, by: str = "") -> Form | None:
        """Choose what may happen to a pack next by whoever is here."""
        parties = (by,) if by else place.parties
        state = place.ledger.item(pack_url(item))
        url = state.item
        if state.released_to in parties:
            accepted = {"items": [url], "released_by": state.custodian}
            return "custody.accepted", accepted, state.released_to
        if state.custodian not in parties or state.released_to:
            if MAKER not in parties:
                return None
            return "pack.manufactured", pack(100 + self.next()), MAKER
        if other and state.custodian == SHOP:
            if state.host_kind:
                return "pack.removed", {"item": url, "reason": "repair"}, SHOP
            return "pack.installed", {"item": url, "host_kind": "vehicle"}, SHOP
        return self.release_form(place, item, parties)

    def release_form(self, place: Place, item: int, parties: tuple[str, ...] = ()) -> Form | None:
        state = place.ledger.item(pack_url(item))
        if state.custodian not in (parties or place.parties) or state.released_to:
            return None
        to = SHOP if state.custodian == MAKER else MAKER
        return "custody.released", {"items": [state.item], "to": to}, state.custodian

    def accept_form(self, place: Place, item: int) -> Form | None:
        state = place.ledger.item(pack_url(item))
        if state.released_to not in place.parties:
            return None
        accepted = {"items": [state.item], "released_by": state.custodian}
        return "custody.accepted", accepted, state.released_to

    def record_form(self, place: Place, item: int, sealed: bool) -> Form:
        if not sealed:
            return "item.assessed", assessment(item, self.soh()), place.parties[0]
        incident = {
            "item": pack_url(item), "incident": "leak", "injuries": False,
            "condition_after": "damaged_stable",
            "private": {"personal": {"remarks": f"gotea {self.next()}"}},
        }  # fmt: skip
        return "incident.reported", incident, place.parties[0]
