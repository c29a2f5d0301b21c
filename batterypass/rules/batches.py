"""BP-Y: what goes into a recycling batch, what comes out of it, and whether its masses balance.

``reference/waste-and-manifests.md`` 8; the tolerance is a row of the packaged table (TOL-BATCH).
Who may feed and whose items they are say BP-P002, BP-A003 and BP-C001 to C008.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.batches import balance_of, output_elements_kg
from batterypass.domain.events.batch import BatchClosed, BatchFed, BatchOutputWeighed
from batterypass.regulations.elements import elements_of_assay
from batterypass.regulations.tables import tolerance_percent
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.life import ended_here

if TYPE_CHECKING:
    from batterypass.domain.batches import Balance
    from batterypass.domain.events.batch import Fraction
    from batterypass.domain.states import BatchState
    from batterypass.rules.acts import JudgedAct

_FED = BatchFed.KIND.name
_WEIGHED = BatchOutputWeighed.KIND.name
_CLOSED = BatchClosed.KIND.name


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
        act.breach("BP-Y002", name, batch=act.event.batch, found=f"~life-{item.life}")
        for name, item in act.items.items()
        # Ended: BP-C002.
        if item.life != "waste" and not ended_here(act, item)
    ]
    return found or NONE


def no_more_comes_out_than_went_in(act: JudgedAct) -> Findings:
    """Fractions and stated loss weigh no more than the input, beyond the tolerance."""
    event = act.event
    batch = act.world.batch(event.batch)
    percent = tolerance_percent(act.regulations, "batch", act.day)
    if batch is None or percent is None:
        return NONE
    balance = _balance(act, batch)
    if not balance.is_over(percent):
        return NONE
    return [_unbalanced(act, "BP-Y003", batch, balance, percent)]


def _balance(act: JudgedAct, batch: BatchState) -> Balance:
    event = act.event
    if event.kind == _WEIGHED:
        return balance_of(batch, more_out=(one.mass_kg for one in event.fractions))
    return balance_of(batch, losses=(one.mass_kg for one in event.losses))


def _unbalanced(
    act: JudgedAct, code: str, batch: BatchState, balance: Balance, percent: str
) -> Finding:
    make = act.notice if code == "BP-Y008" else act.breach
    return make(
        code, batch.subject,
        batch=batch.batch,
        input=number_text(balance.input_kg),
        output=number_text(balance.output_kg),
        loss=number_text(balance.loss_kg),
        difference=number_text(balance.difference_kg),
        tolerance=percent,
        reason=f"~difference-{getattr(act.event, 'difference_reason', None) or 'none'}",
    )  # fmt: skip


def a_batch_closes_balanced_or_with_a_reason(act: JudgedAct) -> Findings:
    """Fractions and stated loss make up the input, or the recycler says why they do not."""
    return _short(act, "BP-Y007", with_reason=False)


def a_difference_with_its_reason_is_told(act: JudgedAct) -> Findings:
    """A batch that was closed with a difference beyond the tolerance is told, with its reason."""
    return _short(act, "BP-Y008", with_reason=True)


def _short(act: JudgedAct, code: str, *, with_reason: bool) -> Findings:
    event = act.event
    batch = act.world.batch(event.batch)
    percent = tolerance_percent(act.regulations, "batch", act.day)
    if batch is None or percent is None or (event.difference_reason is not None) != with_reason:
        return NONE
    balance = _balance(act, batch)
    # Too much is BP-Y003, whatever the reason.
    return [_unbalanced(act, code, batch, balance, percent)] if balance.is_short(percent) else NONE


def an_assay_has_no_more_than_the_whole(act: JudgedAct) -> Findings:
    """The contents of an assay are at most 100 % of the mass together, each substance once."""
    found = []
    for one in act.event.fractions:
        if one.assay is None:
            continue
        total = sum((decimal_of(part.percent) for part in one.assay.contents), Decimal(0))
        names = [part.substance for part in one.assay.contents]
        if total > 100 or len(set(names)) != len(names):
            found.append(act.breach("BP-Y004", one.item, found=number_text(total)))
    return found or NONE


def a_recovered_mass_is_what_the_assay_gives(act: JudgedAct) -> Findings:
    """Kilograms of elements in a fraction are mass times content, by the table; none without an assay."""
    found = []
    for one in act.event.fractions:
        expected = _assayed(act, one)
        stated = {str(name): decimal_of(kg) for name, kg in one.elements_kg.items()}
        if expected is None:
            continue
        wanted = {name: decimal_of(kg) for name, kg in expected.items()}
        if {name: kg for name, kg in stated.items() if kg} == {
            name: kg for name, kg in wanted.items() if kg
        }:
            continue
        found.append(
            act.breach("BP-Y005", one.item, expected=_listed(wanted), found=_listed(stated))
        )
    return found or NONE


def _assayed(act: JudgedAct, fraction: Fraction) -> dict[str, str] | None:
    if fraction.assay is None:
        return {}
    contents = [(part.substance, part.percent) for part in fraction.assay.contents]
    return elements_of_assay(act.regulations, contents, fraction.mass_kg, act.day)


def _listed(masses: dict[str, Decimal]) -> str:
    words = (f"~element-{name} {number_text(kg)} kg" for name, kg in sorted(masses.items()))
    return ", ".join(words) or "-"


def more_of_an_element_than_went_in_is_told(act: JudgedAct) -> Findings:
    """What came out of an element is no more than what went in of it, beyond the tolerance.

    A notice: the composition of what went in is often that of the design, not of an assay.
    """
    event = act.event
    batch = act.world.batch(event.batch)
    percent = tolerance_percent(act.regulations, "batch", act.day)
    if batch is None or percent is None:
        return NONE
    out = output_elements_kg(batch)
    for one in event.fractions:
        for element, kg in one.elements_kg.items():
            out[element] = out.get(element, Decimal(0)) + decimal_of(kg)
    added = {str(name) for one in event.fractions for name in one.elements_kg}
    found = []
    for element in sorted(added & batch.input_elements_kg.keys()):
        known = decimal_of(batch.input_elements_kg[element])
        if out[element] > known * (1 + decimal_of(percent) / 100):
            found.append(
                act.notice(
                    "BP-Y006", event.batch, batch=batch.batch, element=f"~element-{element}",
                    expected=number_text(known), found=number_text(out[element]), tolerance=percent,
                )
            )  # fmt: skip
    return found or NONE


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


RULES = (
    Rule(
        "BP-Y001", "compliance", "item", frozenset({_FED, _WEIGHED, _CLOSED}),
        a_closed_batch_takes_nothing_more,
    ),
    Rule("BP-Y002", "compliance", "item", frozenset({_FED}), recycling_takes_waste),
    Rule(
        "BP-Y003", "compliance", "item", frozenset({_WEIGHED, _CLOSED}),
        no_more_comes_out_than_went_in,
    ),
    Rule(
        "BP-Y004", "compliance", "item", frozenset({_WEIGHED}), an_assay_has_no_more_than_the_whole
    ),
    Rule(
        "BP-Y005", "compliance", "item", frozenset({_WEIGHED}),
        a_recovered_mass_is_what_the_assay_gives,
    ),
    Rule(
        "BP-Y006", "notice", "item", frozenset({_WEIGHED}), more_of_an_element_than_went_in_is_told
    ),
    Rule(
        "BP-Y007", "compliance", "item", frozenset({_CLOSED}),
        a_batch_closes_balanced_or_with_a_reason,
    ),
    Rule(
        "BP-Y008", "notice", "item", frozenset({_CLOSED}), a_difference_with_its_reason_is_told
    ),
    Rule(
        "BP-Y009", "compliance", "item", frozenset({_WEIGHED}),
        an_assay_names_a_report_that_is_there,
    ),
    Rule("BP-Y010", "compliance", "item", frozenset({_WEIGHED}), a_residue_names_its_stream),
)  # fmt: skip
