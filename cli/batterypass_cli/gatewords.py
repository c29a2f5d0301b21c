"""What is shown at the gate: an item in few words, masses, the paper against the scale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.ids import printed_id
from batterypass_cli.answers import choice_words
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.app.gate import Gate, Weighing
    from batterypass.domain.states import ItemState

_MINUS = "−"


def weighing_words(weighing: Weighing, basis: str) -> str:
    """Say what was declared of what is received, what the scale says, and how they differ."""
    percent = weighing.percent
    return say(
        "gate.weighing",
        declared=kilograms(weighing.expected_kg),
        basis=choice_words(basis) or basis,
        measured=kilograms(weighing.measured_kg),
        difference=kilograms(weighing.difference_kg),
        percent="–" if percent is None else _signed(f"{percent:f}"),
    )


def kilograms(value: str | Decimal) -> str:
    """Write a mass for people: thousands apart, a real minus."""
    number = Decimal(value)
    text = f"{number:,f}".replace(",", " ")
    whole, point, part = text.partition(".")
    part = part.rstrip("0")
    return _signed(f"{whole}{point}{part}" if part else whole)


def item_words(item: ItemState) -> str:
    """Name an item as a gate keeper knows it: printed id, chemistry, kilowatt hours."""
    material = choice_words(item.material) or item.material
    parts = [printed_id(item.item), item.chemistry or material]
    if item.energy_wh:
        parts.append(f"{Decimal(item.energy_wh) / 1000:.0f} kWh")
    return "  ".join(part for part in parts if part)


def summary(gate: Gate, measured_kg: str) -> str:
    """Say in one line what will be signed."""
    text = say(
        "gate.summary",
        received=gate.count("received"),
        damaged=gate.count("damaged"),
        surplus=gate.count("surplus"),
        missing=gate.count("missing"),
        mass=kilograms(measured_kg),
    )
    away = gate.count("rejected")
    return f"{text}, {say('turned.summary', count=away)}" if away else text


def _signed(text: str) -> str:
    if not text.strip("-0.,"):
        # What rounds to nothing has no sign.
        return text.lstrip("-")
    return f"{_MINUS}{text[1:]}" if text.startswith("-") else text
