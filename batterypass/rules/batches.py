"""BP-Y: what goes into a recycling batch, what comes out of it, and whether its masses balance.

``reference/waste-and-manifests.md`` 8; the tolerance is a row of the packaged table (TOL-BATCH). A
step, its correction and its annulment are judged alike: by the batch as it is afterwards. Who may
feed and whose items they are say BP-P001, P002, BP-A003 and BP-C001 to C008.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.annulling import obstacle
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.batch_steps import (
    CLOSED,
    FED,
    STEPS,
    WEIGHED,
    after_step,
    corrected,
    restored,
)
from batterypass.domain.batches import balance_of, output_elements_kg, without_own
from batterypass.domain.clock import day_of
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.on_scale import is_apart
from batterypass.regulations.elements import elements_of_assay
from batterypass.regulations.tables import tolerance_percent
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.life import ended_here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.states import BatchState, ItemState
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.acts import JudgedAct

_AMENDED = EntryAmended.KIND.name
_ANNULLED = EntryAnnulled.KIND.name


def batch_after(act: JudgedAct) -> BatchState | None:
    """Give the batch as the act leaves it: a step, a correction or an annulment of one; else None."""
    return act.once(_after)


def _after(act: JudgedAct) -> BatchState | None:
    event, world = act.event, act.world
    if act.kind in STEPS:
        batch = world.batch(event.batch)
        return batch and after_step(batch, event, act.at.index)
    if event.target_kind not in STEPS:
        return None
    if act.kind == _AMENDED:
        batch = world.batch(event.amended_subject)
        return batch and corrected(batch, event.target_kind, _fields(act))
    name, items = event.annulled_subject, event.items
    batch = world.batch(name)
    if batch is None or obstacle(world, name, event.target_kind, event.target, items) is not None:
        # BP-E006: nothing changes.
        return None
    return restored(batch, items)


def _fields(act: JudgedAct) -> list[dict[str, Any]]:
    return [one.model_dump(exclude_none=True) for one in act.event.fields]


def _corrected_lines(act: JudgedAct, kind: str) -> set[str]:
    """Give the items whose lines in an entry of a kind a correction changes."""
    if act.kind != _AMENDED or act.event.target_kind != kind:
        return set()
    return {one.item for one in act.event.fields if one.item}


def _weighed_now(act: JudgedAct) -> dict[str, dict[str, Any]]:
    """Give the fractions that an act weighs, or corrects, as they are afterwards."""
    batch = batch_after(act)
    if batch is None:
        return {}
    if act.kind == WEIGHED:
        return {one.item: batch.outputs[one.item] for one in act.event.fractions}
    named = _corrected_lines(act, WEIGHED)
    return {name: line for name, line in batch.outputs.items() if name in named}


def _tolerance(act: JudgedAct, batch: BatchState) -> str | None:
    """Give the tolerance of the day on which a batch was closed; of the act, while it is open."""
    day = day_of(batch.closed_at) if batch.closed_at else act.day
    return tolerance_percent(act.regulations, "batch", day)


def a_closed_batch_takes_nothing_more(act: JudgedAct) -> Findings:
    """What is closed is not fed, weighed or closed again; another batch is opened."""
    batch = act.world.batch(act.event.batch)
    if batch is None or batch.state == "open":
        return NONE
    return [
        act.breach(
            "BP-Y001", act.event.batch, kind=act.event.kind, batch=batch.batch,
            closed=str(batch.entries.get("closed", "-")),
        )
    ]  # fmt: skip


def recycling_takes_waste(act: JudgedAct) -> Findings:
    """What is fed was declared waste, or is the intermediate fraction of another batch."""
    found = [
        # A fraction has a use and no life of its own.
        act.breach(
            "BP-Y002",
            name,
            batch=act.event.batch,
            found=f"~{item.use}" if item.use else f"~life-{item.life}",
        )
        for name, item in act.items.items()
        # Ended: BP-C002.
        if item.life != "waste" and not ended_here(act, item)
    ]
    return found or NONE


def nothing_goes_round_in_a_circle(act: JudgedAct) -> Findings:
    """A batch is not fed what came out of it, nor what was made of that by way of other batches.

    The kilograms would be in its input twice. Recirculated material is recorded knowingly, and recovery
    counts it once (decision 38, 12). Asked when something is fed: that closes a circle, whichever it is.
    """
    made = {name: item.made_by for name, item in act.items.items() if item.made_by}
    batch = act.world.batch(act.event.batch) if made else None
    if batch is None or not batch.outputs:
        return NONE
    later = _fed_from(act, batch, {*made.values()})
    found = [
        act.breach("BP-Y012", name, batch=batch.batch, found=maker)
        for name, maker in made.items()
        if maker in later
    ]
    return found or NONE


def _fed_from(act: JudgedAct, batch: BatchState, asked: set[str]) -> set[str]:
    """Give a batch and those that its fractions went into, step by step; ``asked`` are looked at anyway.

    What an asked batch was fed is told by its own state, which a bundle of its fraction has; of the
    fractions in between it has none.
    """
    others = [other for name in sorted(asked) if (other := act.world.batch(name)) is not None]
    found, waiting = {batch.subject}, [batch]
    while waiting:
        names = waiting.pop().outputs
        into = [other for other in others if not names.keys().isdisjoint(other.fed)]
        for name in names:
            item = act.world.item(name)
            if item is not None and item.batch and item.batch not in found:
                fed = act.world.batch(item.batch)
                into += [fed] if fed is not None else []
        new = {one.subject: one for one in into if one.subject not in found}
        found |= new.keys()
        waiting += new.values()
    return found


def other_mass(regulations: Regulations, item: ItemState, mass_kg: str, day: str) -> str:
    """Give the tolerance, in percent, if a mass of an item is further from the recorded one; else ""."""
    percent = tolerance_percent(regulations, "batch", day)
    if percent is None or not item.mass_kg:
        return ""
    return percent if is_apart(decimal_of(item.mass_kg), decimal_of(mass_kg), percent) else ""


def another_mass_than_the_recorded_one_is_told(act: JudgedAct) -> Findings:
    """What goes into a batch weighs what the ledger has of it, or it is told, with the reason."""
    batch = batch_after(act)
    if batch is None:
        return NONE
    if act.kind == FED:
        named, reason = set(act.items), act.event.mass_reason or "none"
    else:
        named, reason = _corrected_lines(act, FED), "corrected"
    found = []
    for name, line in batch.fed.items():
        item = act.world.item(name) if name in named else None
        percent = other_mass(act.regulations, item, line["mass_kg"], act.day) if item else ""
        if item is not None and percent:
            found.append(
                act.notice(
                    "BP-Y011", name, batch=batch.batch, expected=item.mass_kg,
                    found=line["mass_kg"], tolerance=percent, reason=f"~fed-{reason}",
                )
            )  # fmt: skip
    return found or NONE


def no_more_comes_out_than_went_in(act: JudgedAct) -> Findings:
    """Fractions and stated loss weigh no more than the input, beyond the tolerance."""
    batch = batch_after(act)
    percent = _tolerance(act, batch) if batch is not None else None
    if batch is None or percent is None or not balance_of(batch).is_over(percent):
        return NONE
    return [_unbalanced(act, "BP-Y003", batch, percent)]


def _unbalanced(act: JudgedAct, code: str, batch: BatchState, percent: str) -> Finding:
    make = act.notice if code == "BP-Y008" else act.breach
    balance = balance_of(batch)
    return make(
        code, batch.subject,
        batch=batch.batch,
        input=number_text(balance.input_kg),
        output=number_text(balance.output_kg),
        loss=number_text(balance.loss_kg),
        difference=number_text(balance.difference_kg),
        tolerance=percent,
        reason=f"~difference-{batch.difference_reason or 'none'}",
    )  # fmt: skip


def a_batch_closes_balanced_or_with_a_reason(act: JudgedAct) -> Findings:
    """Fractions and stated loss make up the input, or the recycler says why they do not."""
    return _short(act, "BP-Y007", with_reason=False)


def a_difference_with_its_reason_is_told(act: JudgedAct) -> Findings:
    """A batch that was closed with a difference beyond the tolerance is told, with its reason."""
    return _short(act, "BP-Y008", with_reason=True)


def _short(act: JudgedAct, code: str, *, with_reason: bool) -> Findings:
    batch = batch_after(act)
    if batch is None or batch.state != "closed" or bool(batch.difference_reason) != with_reason:
        return NONE
    percent = _tolerance(act, batch)
    # Too much is BP-Y003, whatever the reason.
    if percent is None or not balance_of(batch).is_short(percent):
        return NONE
    return [_unbalanced(act, code, batch, percent)]


def an_assay_has_no_more_than_the_whole(act: JudgedAct) -> Findings:
    """The contents of an assay are 100 % together at most, each substance once."""
    found = []
    for name, one in _weighed_now(act).items():
        contents = one["assay"].get("contents", ())
        total = sum((decimal_of(part["percent"]) for part in contents), Decimal(0))
        if total > 100 or len({part["substance"] for part in contents}) != len(contents):
            found.append(act.breach("BP-Y004", name, found=number_text(total)))
    return found or NONE


def a_recovered_mass_is_what_the_assay_gives(act: JudgedAct) -> Findings:
    """Kilograms of elements in a fraction are mass times content, by the table; none without an assay."""
    found = []
    for name, one in _weighed_now(act).items():
        contents = [
            (part["substance"], part["percent"]) for part in one["assay"].get("contents", ())
        ]
        given = elements_of_assay(act.regulations, contents, one["mass_kg"], one["weighed_on"])
        if given is None:
            continue
        stated, wanted = _decimals(one["elements_kg"]), _decimals(given)
        if stated != wanted:
            found.append(
                act.breach("BP-Y005", name, expected=_listed(wanted), found=_listed(stated))
            )
    return found or NONE


def _decimals(masses: Mapping[str, str]) -> dict[str, Decimal]:
    numbers = ((name, decimal_of(kg)) for name, kg in masses.items())
    return {name: kg for name, kg in numbers if kg}


def _listed(masses: dict[str, Decimal]) -> str:
    words = (f"~element-{name} {number_text(kg)} kg" for name, kg in sorted(masses.items()))
    return ", ".join(words) or "0 kg"


def more_of_an_element_than_went_in_is_told(act: JudgedAct) -> Findings:
    """What came out of an element is no more than what went in of it, beyond the tolerance.

    A notice: the composition of what went in is often that of the design, not of an assay.
    """
    whole = batch_after(act)
    percent = _tolerance(act, whole) if whole is not None else None
    if whole is None or percent is None:
        return NONE
    batch = without_own(whole)
    out = output_elements_kg(batch)
    found = []
    for element in sorted({*_elements_now(act)} & batch.input_elements_kg.keys() & out.keys()):
        known = decimal_of(batch.input_elements_kg[element])
        if out[element] > known * (1 + decimal_of(percent) / 100):
            found.append(
                act.notice(
                    "BP-Y006", batch.subject, batch=batch.batch, element=f"~element-{element}",
                    expected=number_text(known), found=number_text(out[element]), tolerance=percent,
                )
            )  # fmt: skip
    return found or NONE


def _elements_now(act: JudgedAct) -> Iterator[str]:
    """Yield the elements of what is weighed, and those that a correction names."""
    for one in _weighed_now(act).values():
        yield from one["elements_kg"]
    if act.kind == _AMENDED:
        for one in act.event.fields:
            yield one.field.removeprefix("elements_kg.")


def an_assay_names_a_report_that_is_there(act: JudgedAct) -> Findings:
    """The report that an assay names is one of the documents of the event."""
    documents = {one.digest for one in act.event.documents}
    found = [
        act.breach("BP-Y009", one.item, report=one.assay.report)
        for one in act.event.fractions
        if one.assay is not None
        and one.assay.report is not None
        and one.assay.report not in documents
    ]
    return found or NONE


def a_residue_names_its_stream(act: JudgedAct) -> Findings:
    """A residue says which waste stream it is, so that it can go to disposal; a product is none."""
    found = []
    for one in act.event.fractions:
        if (one.use == "residue" and one.stream is None) or (
            one.use == "product" and one.stream is not None
        ):
            given = f"~{one.stream}" if one.stream else "-"
            expected = "~stream-none" if one.use == "product" else "~stream-named"
            found.append(
                act.breach(
                    "BP-Y010", one.item, use=f"~use-{one.use}", expected=expected, found=given
                )
            )
    return found or NONE


_WEIGHINGS = frozenset({WEIGHED, _AMENDED})
_CLOSINGS = frozenset({CLOSED, _AMENDED})
RULES = (
    Rule("BP-Y001", "compliance", "item", STEPS, a_closed_batch_takes_nothing_more),
    Rule("BP-Y002", "compliance", "item", frozenset({FED}), recycling_takes_waste),
    Rule(
        "BP-Y003", "compliance", "item", frozenset({WEIGHED, CLOSED, _AMENDED, _ANNULLED}),
        no_more_comes_out_than_went_in,
    ),
    Rule("BP-Y004", "compliance", "item", _WEIGHINGS, an_assay_has_no_more_than_the_whole),
    Rule("BP-Y005", "compliance", "item", _WEIGHINGS, a_recovered_mass_is_what_the_assay_gives),
    Rule("BP-Y006", "notice", "item", _WEIGHINGS, more_of_an_element_than_went_in_is_told),
    Rule("BP-Y007", "compliance", "item", _CLOSINGS, a_batch_closes_balanced_or_with_a_reason),
    Rule("BP-Y008", "notice", "item", _CLOSINGS, a_difference_with_its_reason_is_told),
    Rule(
        "BP-Y009", "compliance", "item", frozenset({WEIGHED}),
        an_assay_names_a_report_that_is_there,
    ),
    Rule("BP-Y010", "compliance", "item", frozenset({WEIGHED}), a_residue_names_its_stream),
    Rule(
        "BP-Y011", "notice", "item", frozenset({FED, _AMENDED}),
        another_mass_than_the_recorded_one_is_told,
    ),
    Rule("BP-Y012", "compliance", "item", frozenset({FED}), nothing_goes_round_in_a_circle),
)  # fmt: skip
