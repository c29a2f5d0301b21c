"""A step in parts as a person sees it: one act, and how it is cut, instead of page after page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.ids import printed_id
from batterypass.domain.parting import PARTED, unfinished
from batterypass_cli.answers import choice_words
from batterypass_cli.output import aligned
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.domain.states import ConsignmentState

#: Of parts that are of several kinds, the one that says most about the whole.
_FIRST_SHOWN = {"consignment.partially-received": 0, "consignment.rejected": 1}
#: Fields of the kinds that come in parts that name items, in the order of the paper.
_LISTS = ("items", "lines", "loaded", "not_loaded")


def is_cut(payloads: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether events to be signed are parts of a step, beside what comes before it."""
    return any(is_part(payload) for payload in payloads)


def is_part(payload: Mapping[str, Any]) -> bool:
    """Tell whether an event is a part of a step."""
    return payload.get("kind") in PARTED and payload.get("parts") is not None


def head_of(payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what the parts say beside their items and each one's share of the mass.

    Where only some of them turn items away, it is what those say.
    """
    apart = {*_LISTS, "part", "parts", "measured_mass_kg"}
    cut = [payload for payload in payloads if is_part(payload)]
    most = min(cut, key=lambda payload: _FIRST_SHOWN.get(payload["kind"], 9))
    return {name: value for name, value in most.items() if name not in apart}


def part_lines(payloads: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Write how many items there are in how many parts, then each part in a line."""
    cut = [payload for payload in payloads if is_part(payload)]
    parts = cut[0]["parts"]
    count = sum(len(items_of(payload)) for payload in cut)
    done = parts - len(cut)
    key = "parts.rest" if done else "parts.head"
    yield "  " + say(key, count=count, parts=parts, done=done)
    for payload in cut:
        names, kg = items_of(payload), _mass_of(payload)
        yield "    " + say(
            "parts.line-kg" if kg else "parts.line",
            part=payload["part"], parts=parts, count=len(names), kg=kg,
            first=printed_id(names[0]), last=printed_id(names[-1]),
        )  # fmt: skip
    yield from aligned(list(_outcomes(cut)))


def items_of(payload: Mapping[str, Any]) -> list[str]:
    """List the items that a part names."""
    return [
        one if isinstance(one, str) else str(one["item"])
        for name in _LISTS
        for one in payload.get(name, ())
    ]


def _mass_of(payload: Mapping[str, Any]) -> str:
    if payload.get("measured_mass_kg"):
        return str(payload["measured_mass_kg"])
    masses = [one["mass_kg"] for one in payload.get("items", ()) if "mass_kg" in one]
    return number_text(sum(map(decimal_of, masses), Decimal(0))) if masses else ""


def _outcomes(cut: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Name each item of which something else is said than of most: what to look at before signing."""
    for payload in cut:
        for line in payload.get("lines", ()):
            if line["outcome"] != "received":
                yield choice_words(line["outcome"]) or line["outcome"], printed_id(line["item"])
        if payload["kind"] == "consignment.rejected":
            for name in payload["items"]:
                yield choice_words("rejected") or "rejected", printed_id(name)
        for line in payload["items"] if payload["kind"] == "consignment.offered" else ():
            if line["condition"] != "serviceable":
                shown = choice_words(line["condition"]) or line["condition"]
                yield shown, printed_id(line["item"])
        for name in payload.get("not_loaded", ()):
            yield choice_words("not_loaded") or "not_loaded", printed_id(name)


def parts_object(state: ConsignmentState) -> dict[str, dict[str, int]]:
    """Give for programs the step of which parts are still to come: how many are in, of how many."""
    waiting = unfinished(state)
    if waiting is None:
        return {}
    step, record = waiting
    return {step: {"in": len(record["at"]), "of": record["of"]}}


def state_words(flags: Mapping[str, Mapping[str, int]]) -> str:
    """Say ``collected: 2 of 3 parts``; empty where no parts are missing."""
    return " · ".join(
        say("parts.state", step=choice_words(step) or step, done=one["in"], parts=one["of"])
        for step, one in flags.items()
    )
