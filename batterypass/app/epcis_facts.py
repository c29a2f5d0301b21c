"""What the telling of an entry as EPCIS asks of the ledger, with the last answers kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass.domain.states import ConsignmentState, ItemState, PartyState
from batterypass.exchange.epcis_facts import Load
from batterypass.projections.codec import parse_state
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import read_canonical

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import State

#: Answers that are kept at once: a large ledger is told in bounded memory.
_KEPT = 4096
#: One load may have 5,000 items.
_LOADS = 64


class LedgerFacts:
    """The facts of a session, as its states tell them now."""

    def __init__(self, session: Session) -> None:
        """Ask this session; nothing is read before the first question."""
        self._session = session
        self._item = lru_cache(_KEPT)(self._read_item)
        self._site = lru_cache(_KEPT)(self._read_site)
        self._load = lru_cache(_LOADS)(self._read_load)
        self._carrier = lru_cache(_KEPT)(self._read_carrier)

    def item_kind(self, item: str) -> str:
        """Give pack, module, cell_lot or fraction; empty where nothing is known."""
        return self._item(item)[0]

    def mass_kg(self, item: str) -> str:
        """Give the mass of an item as a number, empty where none is known."""
        return self._item(item)[1]

    def site_of(self, party: str, named: str) -> str:
        """Give the site at which a party acted: the named one, or its only one; else empty."""
        if named:
            return named
        return self._site(party)

    def load(self, subject: str) -> Load | None:
        """Give a consignment."""
        return self._load(subject) if subject else None

    def carrier_before(self, subject: str, index: int) -> str:
        """Give the carrier that let another have the load before this entry, empty if none did."""
        entry, carrier = self._carrier(subject)
        return carrier if entry is not None and index > entry else ""

    def _read_item(self, item: str) -> tuple[str, str]:
        state = self._state(item)
        return (state.item_kind, state.mass_kg) if isinstance(state, ItemState) else ("", "")

    def _read_site(self, party: str) -> str:
        state = self._state(party)
        return state.site_of_act(None) if isinstance(state, PartyState) else ""

    def _state(self, subject: str) -> State | None:
        """Read a state as it is stored: the folded world would keep every one that it was asked for."""
        row = self._session.store.subject(subject)
        return parse_state(row.letter, row.name, row.state) if row is not None else None

    def _read_load(self, subject: str) -> Load | None:
        state = self._state(subject)
        if not isinstance(state, ConsignmentState):
            return None
        waste = state.waste
        manifest = (str(waste["issuer"]), str(waste["manifest_no"])) if waste else None
        return Load(
            state.subject, state.consignor, state.carrier, state.consignee, state.offered_site,
            state.consignee_site, tuple(state.items), manifest,
        )  # fmt: skip

    def _read_carrier(self, subject: str) -> tuple[int | None, str]:
        state = self._state(subject)
        entry = state.entries.get("transferred") if isinstance(state, ConsignmentState) else None
        if entry is None:
            return None, ""
        statement = parse_statement(self._session.store.statement(entry))
        return entry, str(read_canonical(statement.payload)["actor"])
