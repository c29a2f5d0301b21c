"""Watching a party: what changed about its keys, sites, authorisations and domains, and by whom.

Who runs the ledger's directory can add a key behind a party's back. Nothing keeps the registrar from
that; what keeps him honest is that it shows (``design/faults.md`` 12).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from batterypass.app.read import EntryView, read_entry
from batterypass.domain.keyprint import thumbprint_of
from batterypass.ports import LANE_MAIN, LANE_RECORD

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import PartyState

#: ``unconfirmed``: a key that only the registrar vouches for. ``by-others``: something that the party
#: itself could have signed, and somebody else did. Empty: nothing to ask.
Flag = Literal["", "unconfirmed", "by-others"]
#: The registrar always signs it, and it carries the party's own proofs; authorisations are others' too.
_REGISTERED = "party.registered"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that changed something about a party."""

    view: EntryView
    flag: Flag


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key in force that only the registrar vouches for; ``added`` is the index of its entry."""

    kid: str
    role: str
    added: int
    by: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What watching found: the entries from ``since`` on, and every key that is unconfirmed."""

    since: int
    size: int
    changes: tuple[Change, ...]
    open_keys: tuple[OpenKey, ...]

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing here waits for the party's word."""
        return not self.open_keys and not any(change.flag for change in self.changes)


def watch(session: Session, party: PartyState, since: int) -> Watched:
    """Look at every entry from index ``since`` on that changed something about a party.

    Its own chain has keys, sites and domains; each authorisation that it holds has a chain of its
    own. A key that only the registrar vouches for is named however long ago it was added.
    """
    store, world = session.store, session.world
    subjects = (party.party, *world.pointed("holder", party.party))
    found = sorted(
        {
            index
            for subject in subjects
            for index in store.entries_of(subject, lanes=(LANE_MAIN, LANE_RECORD))
            if index >= since
        }
    )
    unconfirmed = [
        OpenKey(kid, str(key["role"]), int(key["added"]), _signer(session, int(key["added"])))
        for kid, key in party.keys.items()
        if key["vouched"] != "self" and "revoked" not in key
    ]
    open_kids = {one.kid for one in unconfirmed}
    changes = tuple(_change(read_entry(session, index), party, open_kids) for index in found)
    return Watched(since, session.logged, changes, tuple(unconfirmed))


def _signer(session: Session, index: int) -> str:
    return str(read_entry(session, index).payload["actor"])


def _change(view: EntryView, party: PartyState, open_kids: set[str]) -> Change:
    payload = view.payload
    kind, key = str(payload.get("kind", "")), payload.get("key")
    if kind == "party.key-added" and isinstance(key, dict):
        # Who added it matters less than whether the party stands by it.
        kid = thumbprint_of(str(key["alg"]), str(key["public"]))
        return Change(view, "unconfirmed" if kid in open_kids else "")
    is_its_own = kind.startswith("party.") and kind != _REGISTERED
    is_others = is_its_own and payload.get("actor") != party.party
    return Change(view, "by-others" if is_others else "")
