"""Recycling batches: found, fed in as many entries as it takes, weighed with their assays, looked at."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.batch_steps import CLOSED, FED, STEPS, WEIGHED
from batterypass.domain.events.common import MAX_ITEMS
from batterypass.domain.states import BatchState
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN
from batterypass.projections.codec import parse_state
from batterypass.regulations.elements import elements_of_assay
from batterypass.rules.batches import other_mass
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState
    from batterypass.domain.world import World
    from batterypass.regulations.tables import Regulations

_SHOWN = 5
_MASSES = ("mass_kg", "elements_kg")
Form = dict[str, Any]


def batches(session: Session) -> Iterator[BatchState]:
    """Give every batch, in the order of their names."""
    for row in session.store.subjects("B"):
        state = parse_state("B", row.name, row.state)
        if isinstance(state, BatchState):
            yield state


def find_batch(session: Session, text: str) -> BatchState:
    """Give the batch that ``text`` names: its own id, or its full name. Raises InputError."""
    text = text.strip()
    state = session.world.batch(text)
    if state is not None:
        return state
    named = session.world.pointed("batch", text)
    found = [one for name in named if (one := session.world.batch(name)) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(one.subject for one in found[:_SHOWN])
        raise refusal(InputError, "batch.several", text=text, count=len(found), listed=listed)
    raise refusal(InputError, "batch.none", text=text)


def mass_as_received(session: Session, item: ItemState) -> str:
    """Give the mass of an item as it was weighed when it last arrived, else as it is recorded."""
    for entry in reversed(session.store.entries_of(item.item, lanes=(LANE_MAIN,))):
        said = parse_payload(parse_statement(session.store.statement(entry)).payload)
        load = session.world.consignment(str(said.get("consignment", "")))
        line = load.items.get(item.item, {}) if load is not None else {}
        if "received_kg" in line:
            return str(line["received_kg"])
    return item.mass_kg


def other_masses(
    session: Session, lines: Sequence[Mapping[str, Any]], day: str
) -> dict[str, tuple[str, str]]:
    """Give the items that weigh at the batch what nobody recorded: the recorded mass, and the limit.

    By the tolerance of a day, in percent; the rule is BP-Y011.
    """
    found = {}
    for line in lines:
        item = session.world.item(str(line["item"]))
        if item is None:
            continue
        limit = other_mass(session.around.regulations, item, str(line["mass_kg"]), day)
        if limit:
            found[item.item] = (item.mass_kg, limit)
    return found


def as_corrected(world: World, payload: dict[str, Any]) -> dict[str, Any]:
    """Give the payload of a step of a batch with its masses as corrected; any other as it is."""
    batch = world.batch(payload["batch"]) if payload["kind"] in STEPS else None
    if batch is None or not batch.amendments:
        return payload
    if payload["kind"] == CLOSED:
        return {**payload, "losses": batch.losses}
    name, known = ("lines", batch.fed) if payload["kind"] == FED else ("fractions", batch.outputs)
    said = []
    for line in payload[name]:
        now = known.get(line["item"], {})
        said.append({**line, **{key: now[key] for key in _MASSES if key in now}})
    return {**payload, name: said}


def feed_forms(
    batch: str,
    lines: Sequence[Mapping[str, Any]],
    common: Mapping[str, Any],
    reasons: Mapping[str, str],
) -> list[tuple[str, Form]]:
    """Write the forms that feed lines into a batch: as many as an event's hundred items ask for.

    ``reasons`` says of items why they weigh another mass than recorded; it goes where they are.
    """
    forms = []
    for at in range(0, len(lines), MAX_ITEMS):
        some = list(lines[at : at + MAX_ITEMS])
        form: Form = {**common, "batch": batch, "lines": some}
        reason = next((reasons[one["item"]] for one in some if one["item"] in reasons), "")
        forms.append((FED, {**form, "mass_reason": reason} if reason else form))
    return forms


def with_elements(
    regulations: Regulations, kind: str, form: Mapping[str, Any], today: str
) -> Mapping[str, Any]:
    """Fill in the kilograms of elements that assays give, where a form leaves them to the program.

    By the table of the day of the event, which is ``today`` where the form does not say.
    """
    fractions = form.get("fractions")
    if kind != WEIGHED or not isinstance(fractions, list):
        return form
    day = str(form.get("event_time") or today)[:10]
    return {**form, "fractions": [_filled(regulations, one, day) for one in fractions]}


def _filled(regulations: Regulations, fraction: Any, day: str) -> Any:  # noqa: ANN401 - anything a form has
    if not isinstance(fraction, dict) or "elements_kg" in fraction:
        return fraction
    assay = fraction.get("assay")
    contents = assay.get("contents") if isinstance(assay, dict) else None
    try:
        pairs = [(str(one["substance"]), str(one["percent"])) for one in contents or ()]
        found = elements_of_assay(regulations, pairs, str(fraction["mass_kg"]), day)
    except (KeyError, TypeError, ArithmeticError):
        # The form is checked as a whole afterwards, and says what is off.
        return fraction
    return {**fraction, "elements_kg": found} if found else fraction


def fraction_id(
    session: Session, actor: str, batch: BatchState, material: str, taken: Collection[str] = ()
) -> str:
    """Propose the id of a fraction: under the actor's first domain, with batch and material.

    It is one that nobody has, nor is it among the ``taken``.
    """
    party = session.world.party(actor)
    domain = party.domains[0] if party is not None and party.domains else ""
    if not domain:
        return ""
    stem = f"https://{domain}/fraction/{batch.batch}-{material.replace('_', '-')}"
    number, name = 1, stem
    while name in taken or session.world.item(name) is not None:
        number += 1
        name = f"{stem}-{number}"
    return name


def sums_of(lines: Sequence[Mapping[str, Any]]) -> tuple[int, str, dict[str, str]]:
    """Give the number of lines, their mass, and their elements, in kilograms."""
    mass = sum((decimal_of(str(line["mass_kg"])) for line in lines), Decimal(0))
    elements: dict[str, Decimal] = {}
    for line in lines:
        for name, kg in line.get("elements_kg", {}).items():
            elements[name] = elements.get(name, Decimal(0)) + decimal_of(str(kg))
    return len(lines), number_text(mass), {one: number_text(kg) for one, kg in elements.items()}
