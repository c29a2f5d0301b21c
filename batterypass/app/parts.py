"""Steps with more items than an event can name: one form becomes several, part by part.

A form for at most 100 items stays as it is. What is in already (a writer was stopped between two
parts, or only some were taken in) is not said again: the parts go on behind the last one, to the
number that the first one named.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.events.common import MAX_ITEMS, MAX_PARTS
from batterypass.domain.parting import ON_PAPER, answered, is_whole, scale_kg
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.domain.states import ConsignmentState

T = TypeVar("T")
Form = dict[str, Any]
#: What a truck scale shows; a share of its mass is not said more finely, and nothing is lost.
_GRAM = Decimal("0.001")


def parts_before(state: ConsignmentState | None, step: str) -> tuple[int, int]:
    """Give how many parts of an unfinished step are in, and of how many; (0, 0) of any other."""
    record = state.parts.get(step) if state is not None else None
    if record is None or is_whole(record):
        return 0, 0
    return len(record["at"]), record["of"]


def cut(
    values: Sequence[T], state: ConsignmentState | None = None, step: str = ""
) -> list[list[T]]:
    """Cut a list into what each part names, for the parts of ``step`` that are not in yet.

    Raises InputError for more than fits into them.
    """
    found = [list(values[at : at + MAX_ITEMS]) for at in range(0, len(values), MAX_ITEMS)]
    done, of = parts_before(state, step)
    most = of - done if of else MAX_PARTS
    if len(found) > most:
        raise InputError(
            f"{len(values)} items: at most {most * MAX_ITEMS} fit into {most} parts of {MAX_ITEMS}",
            code="parts.too-many", count=len(values), most=most * MAX_ITEMS,
        )  # fmt: skip
    # Few are left for the parts that were announced: each has to name one at least.
    while of and len(found) < most and any(len(one) > 1 for one in found):
        longest = max(found, key=len)
        found.append([longest.pop()])
    return found


def number(
    forms: Iterable[tuple[str, Form]], state: ConsignmentState | None = None, step: str = ""
) -> list[tuple[str, Form]]:
    """Say in each form which part it is; a step that has one form stays whole."""
    found = list(forms)
    done, of = parts_before(state, step)
    of = of or len(found)
    if of == 1:
        return found
    return [
        (kind, {**form, "part": done + place, "parts": of})
        for place, (kind, form) in enumerate(found, 1)
    ]


def offer_parts(form: Form) -> list[tuple[str, Form]]:
    """Give the events of an offer: one, or its parts. All parts say the same beside their items."""
    kind = "consignment.offered"
    return number((kind, {**form, "items": items}) for items in cut(form["items"]))


def list_parts(
    kind: str, form: Form, name: str, state: ConsignmentState, step: str
) -> list[tuple[str, Form]]:
    """Give the events of a step whose form has one list of items or lines, called ``name``."""
    pieces = cut(form.get(name, ()), state, step)
    return number(
        [(kind, {**form, name: piece}) for piece in pieces] or [(kind, form)], state, step
    )


def collected_parts(form: Form, state: ConsignmentState) -> list[tuple[str, Form]]:
    """Give the events of a collection; each part loads something.

    Raises InputError where less is loaded than there are parts.
    """
    before = frozenset(answered(state, "collected"))
    kind, loaded = "consignment.collected", form["loaded"]
    left = [name for name in form["not_loaded"] if name not in before]
    pieces = cut([*loaded, *left], state, "collected")
    if left and len(pieces) > 1:
        if len(loaded) < len(pieces):
            raise InputError(
                f"{len(loaded)} items loaded in {len(pieces)} parts: each part loads one at least",
                code="parts.too-few-loaded", count=len(loaded), parts=len(pieces),
            )  # fmt: skip
        # One for each part first, the rest as it comes.
        rest = iter([*loaded[len(pieces) :], *left])
        pieces = [
            [name, *(next(rest) for _ in range(len(piece) - 1))]
            for name, piece in zip(loaded, pieces, strict=False)
        ]
    stays = set(left)
    forms = [
        {
            **form,
            "loaded": [name for name in piece if name not in stays],
            "not_loaded": [name for name in piece if name in stays],
        }
        for piece in pieces
    ]
    return number(((kind, one) for one in forms), state, "collected")


def paper_parts(form: Form, state: ConsignmentState) -> list[tuple[str, Form]]:
    """Give the events of a step that was signed in ink; a mass on the scale is shared among them.

    Raises InputError for a mass below that of the parts that are in already.
    """
    step, lines = str(form["step"]), form.get("lines", ())
    pieces = cut(lines, state, step)
    if len(pieces) < 2 and not parts_before(state, step)[0]:
        return [(ON_PAPER, form)]
    forms = [{**form, "lines": piece} for piece in pieces]
    if "measured_mass_kg" in form:
        weights = [
            weight_of(state, [one["item"] for one in piece if one["outcome"] != "missing"])
            for piece in pieces
        ]
        masses = shares(left_to_weigh(form["measured_mass_kg"], state), weights)
        forms = [{**one, "measured_mass_kg": mass} for one, mass in zip(forms, masses, strict=True)]
    return number(((ON_PAPER, one) for one in forms), state, step)


def returned_events(form: Form, state: ConsignmentState) -> list[tuple[str, Form]]:
    """Give the events by which items come back: each says that some are, and needs no other."""
    kind, pieces = "consignment.returned", cut(form["items"])
    if len(pieces) < 2:
        return [(kind, form)]
    whole = form.get("measured_mass_kg", "")
    weights = [weight_of(state, piece) for piece in pieces]
    masses = shares(decimal_of(whole), weights) if whole else [""] * len(pieces)
    return [
        (kind, {**form, "items": piece, "measured_mass_kg": mass})
        for piece, mass in zip(pieces, masses, strict=True)
    ]


def weight_of(state: ConsignmentState, names: Iterable[str]) -> Decimal:
    """Add up what was declared of some items."""
    lines = (state.items.get(name, {}) for name in names)
    return sum((decimal_of(line.get("mass_kg", "0")) for line in lines), Decimal(0))


def left_to_weigh(measured_kg: str, state: ConsignmentState) -> Decimal:
    """Give what of the mass of a whole truck is of the parts that are not in yet.

    Raises InputError where those that are in weigh more than that.
    """
    done, _ = parts_before(state, "received")
    known = scale_kg(state) if done else Decimal(0)
    left = decimal_of(measured_kg) - known
    if left < 0:
        raise InputError(
            f"{measured_kg} kg: the parts that are in weigh {number_text(known)} kg already",
            code="parts.too-light", found=measured_kg, known=number_text(known),
        )  # fmt: skip
    return left


def shares(whole_kg: Decimal, weights: Sequence[Decimal]) -> list[str]:
    """Share a mass on the scale among parts by what each should weigh; together exactly the whole.

    The truck was weighed once. A part that took nothing gets nothing, the last other one the rest.
    """
    total = sum(weights, Decimal(0))
    taking = [place for place, weight in enumerate(weights) if weight] or [len(weights) - 1]
    found = [Decimal(0)] * len(weights)
    for place in taking[:-1]:
        share = whole_kg * weights[place] / total
        found[place] = share.quantize(_GRAM, rounding=ROUND_DOWN)
    found[taking[-1]] = whole_kg - sum(found, Decimal(0))
    return [number_text(one) for one in found]
