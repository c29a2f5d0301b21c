"""What the ledger has of a pack and of the passport that an import brings with it, and the passport's form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID

from batterypass.app.compose import plan
from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_folds import rated_energy
from batterypass.app.passport_record import record_of
from batterypass.app.repeats import names_of
from batterypass.domain.ids import host_of
from batterypass.errors import RefusedError
from batterypass.statements.cose import parse_statement
from batterypass.statements.eventid import derive_event_id
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.exchange.packs import Pack
    from batterypass.projections.world import FoldedWorld

#: Facts of a pack that its state has under the same names.
_STATED: Final = frozenset(
    {"model", "serial", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh",
     "mass_kg", "made_month"}
)  # fmt: skip
PASSPORT: Final = "passport.issued"
MADE: Final = "pack.manufactured"
_UUID = re.compile(
    r"([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$", re.IGNORECASE
)
_URL = re.compile(r"https://[a-z0-9.-]+(/[A-Za-z0-9._~-]+)+")


def passport_form_of(session: Session, actor: str, pack: Pack) -> dict[str, Any] | None:
    """Give the form of the passport that a pack comes with; None where it comes with none.

    The id is the file's own where that is an address, and keeps its UUID where it has one; else it
    follows from the pack, as for a passport that is issued by its command.
    """
    if not pack.passport and not pack.sealed:
        return None
    item = str(pack.form["item"])
    form: dict[str, Any] = {
        "passport": _id_of(session, actor, item, pack.passport),
        "item": item,
        "private": {point: dict(values) for point, values in pack.sealed.items()},
    }
    if "event_time" in pack.form:
        form["event_time"] = pack.form["event_time"]
    return form


def find_passport(
    session: Session, actor: str, form: Mapping[str, Any]
) -> Literal["there", "missing", "differs"]:
    """Tell whether a passport is in the ledger already, for a pack that is.

    An import that an older program made, or another command, may have left the pack without one.
    """
    try:
        ready = plan(session, [(PASSPORT, {**form, "accept_unusual": True})], actor=actor)
    except RefusedError:
        return "differs"
    return "missing" if ready.drafts[0].already is None else "there"


def says_the_same(session: Session, pack: Pack, made: Mapping[str, Any]) -> bool:
    """Tell whether all that a file of our own says of a pack stands in its passport by now.

    ``made`` is what ``pack.manufactured`` said. What the file does not say is not compared.
    """
    state = session.world.item(str(pack.form["item"]))
    if state is None or not state.passport or pack.passport not in ("", state.passport):
        return False
    form = pack.form
    stated = {name: getattr(state, name) for name in _STATED}
    if state.has_usable_energy:
        # A file says the rated energy; the state has what is usable now.
        stated["energy_wh"] = rated_energy(state, entries_of(session, state))
    if any(stated[name] != form[name] for name in _STATED if name in form):
        return False
    if "plant" in form and form["plant"] != made.get("plant"):
        return False
    if any(alias not in state.aliases for alias in form.get("aliases", ())):
        return False
    held = record_of(session, state).values
    said = [form.get("values", {}), *pack.sealed.values()]
    return all(
        name in held and held[name].value == value
        for values in said
        for name, value in values.items()
    )


def find_made(
    session: Session, world: FoldedWorld, actor: str, item: str
) -> tuple[int, dict[str, Any]] | None:
    """Give the entry that says that this pack was made, and what it says; None where none does."""
    # A creating kind's natural key is what it creates.
    for event_id in names_of(session.audience, actor, MADE, [item]):
        entry = world.index_of_event(event_id)
        if entry is None:
            break
        payload = parse_payload(parse_statement(session.store.statement(entry)).payload)
        # Anybody may give any id: one that something else has taken is passed over.
        if (payload["actor"], payload["kind"], payload.get("item")) == (actor, MADE, item):
            return entry, payload
    return None


def _id_of(session: Session, actor: str, item: str, given: str) -> str:
    if _URL.fullmatch(given) and len(given) <= 120 and given != item:
        return given
    party = session.world.party(actor)
    domains = party.domains if party is not None else []
    host = host_of(item)
    if host not in domains and domains:
        host = domains[0]
    match = _UUID.search(given)
    if match is not None:
        return f"https://{host}/passport/{'-'.join(match.groups()).lower()}"
    # As app/passports.py derives it for the first passport of an item.
    return f"https://{host}/passport/{UUID(derive_event_id('', actor, 'passport', [item, '0']))}"


__all__ = ["PASSPORT", "find_made", "find_passport", "passport_form_of", "says_the_same"]
