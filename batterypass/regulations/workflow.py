"""The states of a waste manifest as ``manifest-workflow.json`` names them, and as others do.

A state is derived from the folded consignment and never stored: a draft is local and unsigned, a
closed manifest is one whose waste was treated and whose original came back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.states import ConsignmentState

#: Folded state -> state of the workflow, before what is said after the truck.
_STATES: Mapping[str, str] = MappingProxyType(
    {
        # Not signed by its generator until the last part of the offer is in.
        "offering": "draft",
        "offered": "generator_signed",
        "in_transit": "in_transit",
        "delivered": "arrived",
        "received": "received",
        "partially_received": "partially_rejected",
        "rejected": "rejected",
        # What was turned away as a whole stays that, also when its consignor has it back.
        "returned": "rejected",
        "voided": "cancelled",
    }
)
_MAY_BE_TREATED = frozenset({"received", "partially_rejected"})


@dataclass(frozen=True, slots=True)
class Workflow:
    """The table: its states, those that end a manifest, and form -> state -> the form's word."""

    states: tuple[str, ...]
    terminal: frozenset[str]
    maps: Mapping[str, Mapping[str, str]]


def parse_workflow(body: bytes) -> Workflow:
    """Read the table from the bytes of its file. Raises MalformedError."""
    try:
        data = json.loads(body)
        states = tuple(map(str, data["states"]))
        maps = {
            str(form): MappingProxyType({str(one): str(word) for one, word in words.items()})
            for form, words in data["maps"].items()
        }
        terminal = frozenset(map(str, data["terminal"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MalformedError(f"manifest-workflow: {error}") from error
    # "corrected" is an event that keeps the state, and has a name of its own in the US.
    unknown = (terminal | {one for words in maps.values() for one in words}) - {
        *states,
        "corrected",
    }
    if unknown:
        raise MalformedError(f"manifest-workflow: no such state: {', '.join(sorted(unknown))}")
    return Workflow(states, terminal, MappingProxyType(maps))


def workflow_state(consignment: ConsignmentState) -> str:
    """Give the state of a manifest in the words of the workflow."""
    state = _STATES[consignment.state]
    if state not in _MAY_BE_TREATED:
        return state
    certified = "certified" in consignment.after
    returned = "original-returned" in consignment.after
    if certified and returned:
        return "closed"
    if certified:
        return "processing_certified"
    return "original_returned" if returned else state
