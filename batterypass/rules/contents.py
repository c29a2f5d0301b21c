"""BP-G: a claim of recycled content rests on a product of a closed batch, and on no kilogram twice.

Regulation (EU) 2023/1542, Art. 8: recycled content is documented. Who may claim are BP-R001 (role),
BP-P002 and BP-C008 (who holds the fraction). Only a product counts as recycled
(``reference/waste-and-manifests.md`` 8). Exact decimals; no tolerance.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.contents import left_kg
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.domain.events.batch import BatchFed
from batterypass.domain.events.content import ContentClaimed
from batterypass.rules.base import NONE, Findings, Rule
from batterypass.rules.batches import batch_after

if TYPE_CHECKING:
    from batterypass.domain.states import ItemState
    from batterypass.rules.acts import JudgedAct

_CLAIMED = frozenset({ContentClaimed.KIND.name})
_ANNULLED = EntryAnnulled.KIND.name
#: What can take back what a batch gave.
_TAKING = frozenset({EntryAmended.KIND.name, _ANNULLED})


def what_is_claimed_is_a_product_of_a_closed_batch(act: JudgedAct) -> Findings:
    """A recovered kilogram has a batch, which is closed, and the fraction is a product of it."""
    found = []
    for name, item in act.items.items():
        why = _why_not(act, item)
        if why:
            batch = item.made_by or "-"
            found.append(
                act.breach("BP-G001", name, claim_no=act.event.claim, batch=batch, found=why)
            )
    return found or NONE


def _why_not(act: JudgedAct, item: ItemState) -> str:
    batch = act.world.batch(item.made_by) if item.made_by else None
    if batch is None:
        return "~claim-no-batch"
    if item.use != "product":
        return f"~use-{item.use}"
    return "" if batch.state == "closed" else "~claim-open-batch"


def no_kilogram_is_claimed_twice(act: JudgedAct) -> Findings:
    """All claims of an element of a fraction together are no more than its assay gave.

    Of what is no product nothing can be claimed at all: that is BP-G001, and said once.
    """
    event = act.event
    wanted: dict[tuple[str, str], Decimal] = {}
    for line in event.lines:
        key = (line.item, str(line.element))
        wanted[key] = wanted.get(key, Decimal(0)) + decimal_of(line.mass_kg)
    found = []
    for (name, element), kg in wanted.items():
        item = act.items.get(name)
        if item is None or item.use != "product":
            continue
        left = left_kg(item, element)
        if kg > left:
            found.append(
                act.breach(
                    "BP-G002", name, claim_no=event.claim, element=f"~element-{element}",
                    found=number_text(kg), expected=number_text(max(left, Decimal(0))),
                    whole=item.elements_kg.get(element, "0"),
                    before=item.claimed_kg.get(element, "0"),
                )
            )  # fmt: skip
    return found or NONE


def what_was_claimed_goes_into_no_batch(act: JudgedAct) -> Findings:
    """Content that was claimed is in what was made of it: fed again, it would be recovered twice."""
    found = [
        act.breach("BP-G003", name, batch=act.event.batch, element=f"~element-{element}", found=kg)
        for name, item in act.items.items()
        for element, kg in sorted(item.claimed_kg.items())
        if decimal_of(kg)
    ]
    return found or NONE


def what_was_claimed_stays_recovered(act: JudgedAct) -> Findings:
    """No correction and no annulment takes from a batch what its fractions were claimed with."""
    batch = batch_after(act)
    if batch is None:
        return NONE
    is_open_again = act.kind == _ANNULLED and batch.state == "open"
    found = []
    for name, line in batch.outputs.items():
        # A correction names the fractions that it changes.
        item = act.world.item(name) if is_open_again else act.items.get(name)
        for element, kg in item.claimed_kg.items() if item is not None else ():
            whole = "0" if is_open_again else line["elements_kg"].get(element, "0")
            if decimal_of(kg) > decimal_of(whole):
                found.append(
                    act.breach(
                        "BP-G004", name, batch=batch.subject, element=f"~element-{element}",
                        found=kg, expected=whole,
                    )
                )  # fmt: skip
    return found or NONE


RULES = (
    Rule("BP-G001", "compliance", "item", _CLAIMED, what_is_claimed_is_a_product_of_a_closed_batch),
    Rule("BP-G002", "compliance", "item", _CLAIMED, no_kilogram_is_claimed_twice),
    Rule(
        "BP-G003", "compliance", "item", frozenset({BatchFed.KIND.name}),
        what_was_claimed_goes_into_no_batch,
    ),
    Rule("BP-G004", "compliance", "item", _TAKING, what_was_claimed_stays_recovered),
)  # fmt: skip
