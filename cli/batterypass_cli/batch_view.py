"""A batch and its mass balance, for people and for programs.

What people read is rounded for show; ``--json`` has the numbers as they were signed or follow.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from batterypass.domain.amending import held_corrections
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.domain.ids import printed_id
from batterypass_cli.answers import choice_words
from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.app.mass_balance import Mass, Recovered
    from batterypass_cli.batch_options import BatchStep
    from batterypass_cli.context import Here

#: Decimals of a percentage that follows from others; what was signed has none more than it had.
_DECIMALS = Decimal("0.000001")
_SIGNS = {"balanced": ("✓", "g"), "open": ("·", "y"), "explained": ("!", "y"), "broken": ("✗", "r")}


def kilos(mass: Decimal) -> str:
    """Write kilograms with one decimal and groups of three, for people."""
    return f"{mass:,.1f}".replace(",", " ")


def percents(value: Decimal | None) -> str:
    """Write a percentage with two decimals, for people."""
    return "-" if value is None else f"{value:.2f} %"


def mass_lines(mass: Mass, names: Mapping[int, str]) -> list[str]:
    """Write the balance of a batch; ``names`` are the digests of the entries that say so."""
    batch = mass.batch
    title = say("batch.title", batch=batch.batch, count=mass.inputs, kg=kilos(mass.input_kg))
    lines = [paint(title, "b")]
    parts = [f"{choice_words(what)} {kilos(kg)}" for what, _, kg in mass.by_material]
    if parts:
        lines.append("  " + " · ".join(parts))
    if mass.recirculated_kg:
        lines.append("  " + say("batch.recirculated", kg=kilos(mass.recirculated_kg)))
    sign, colour = _SIGNS[mass.word]
    verdict = f"{paint(sign, colour)} " + say(f"batch.{mass.word}")
    told = say(
        "batch.balance",
        out=kilos(mass.output_kg),
        loss=kilos(mass.loss_kg),
        loss_percent=percents(mass.percent_of_input(mass.loss_kg)),
        difference=kilos(mass.difference_kg),
        difference_percent=percents(mass.percent_of_input(mass.difference_kg)),
        limit=percents(decimal_of(mass.tolerance_percent)),
    )
    lines.append(f"  {told}   {verdict}")
    if batch.difference_reason:
        lines.append("  " + say("batch.because", reason=choice_words(batch.difference_reason)))
    held = [str(one["holds"]) for one in held_corrections(batch)]
    if held:
        lines.append("  " + say("batch.corrected", count=len(held), entries=", ".join(held)))
    lines += [f"  {line}" for one in mass.recovered for line in _recovered_lines(one, names)]
    if batch.composition_source:
        source = choice_words(batch.composition_source)
        sampling = ", ".join(choice_words(one) for one in batch.sampling)
        lines.append("  " + say("batch.composition", source=source, sampling=sampling or "-"))
    return lines


def _recovered_lines(one: Recovered, names: Mapping[int, str]) -> list[str]:
    element = choice_words(one.element)
    said = ", ".join(names.get(entry, str(entry)) for entry in one.entries) or "-"
    methods = ", ".join(one.methods) or "-"
    found = []
    if one.percent is not None:
        known = one.input_kg if one.input_kg is not None else Decimal(0)
        found.append(
            say(
                "batch.recovered", element=element, percent=percents(one.percent),
                out=kilos(one.product_kg), kg=kilos(known), methods=methods, entries=said,
            )
        )  # fmt: skip
        if one.unstated_kg:
            share = percents(one.stated_percent)
            found.append(say("batch.recovered-stated", element=element, share=share))
    elif one.product_kg and one.input_kg is not None:
        found.append(
            say(
                "batch.recovered-of-part", element=element, out=kilos(one.product_kg),
                kg=kilos(one.input_kg), silent=kilos(one.silent_kg), fed=kilos(one.fed_kg),
                methods=methods, entries=said,
            )
        )  # fmt: skip
    elif one.product_kg:
        found.append(
            say(
                "batch.recovered-of-unknown", element=element, out=kilos(one.product_kg),
                methods=methods, entries=said,
            )
        )  # fmt: skip
    if one.intermediate_kg:
        found.append(say("batch.in-intermediates", element=element, out=kilos(one.intermediate_kg)))
    return found


def print_batch(here: Here, ledger: Ledger, mass: Mass) -> None:
    """Print a batch whole: its process, the balance, and each fraction with its assay."""
    from batterypass_cli.corrections import show_corrections
    from batterypass_cli.outbox_view import entry_name
    from batterypass_cli.plain import names_of

    batch, out = mass.batch, here.out
    for line in mass_lines(mass, digests_of(ledger, mass)):
        out.line(line)
    steps = ", ".join(choice_words(one) for one in batch.steps)
    group = choice_words(batch.chemistry_group)
    out.line("  " + say("batch.process", process=batch.process_id, steps=steps, group=group))
    who = names_of(ledger)(batch.recycler) or batch.recycler
    out.line("  " + say("batch.who", who=who, site=batch.site or "-", on=day_of(batch.opened_at)))
    for name, one in batch.outputs.items():
        words = f"{choice_words(one['material'])}, {choice_words(one['use'])}"
        kg = kilos(decimal_of(one["mass_kg"]))
        entry = entry_name(ledger, int(one["entry"]))
        out.line("  " + say("batch.fraction", id=printed_id(name), what=words, kg=kg, entry=entry))
        if one["assay"]:
            out.line("    " + _assay_words(one["assay"]))
    steps_told = (
        f"{say(f'batch.step-{step}')} {entry_name(ledger, at)}"
        for step, at in batch.entries.items()
    )
    out.line("  " + say("batch.entries", entries=" · ".join(steps_told)))
    show_corrections(here, ledger, batch.subject)


def _assay_words(assay: Mapping[str, Any]) -> str:
    contents = ", ".join(
        f"{choice_words(part['substance'])} {part['percent']} %" for part in assay["contents"]
    )
    return say(
        "batch.assay", contents=contents, method=assay["method"], laboratory=assay["laboratory"],
        on=assay["assayed_on"], report=str(assay.get("report", "-"))[:12],
    )  # fmt: skip


def digests_of(ledger: Ledger, mass: Mass) -> dict[int, str]:
    """Give the beginning of the digest of each entry that says what was recovered."""
    entries = {entry for one in mass.recovered for entry in one.entries}
    return {entry: ledger.session.digest_of(entry).hex()[:6] for entry in sorted(entries)}


def mass_object(mass: Mass) -> dict[str, Any]:
    """Write a batch with its balance for programs."""
    batch = mass.batch
    return {
        "batch": batch.batch, "subject": batch.subject, "state": batch.state,
        "recycler": batch.recycler, "site": batch.site, "process_id": batch.process_id,
        "steps": batch.steps, "chemistry_group": batch.chemistry_group,
        "opened_at": batch.opened_at, "closed_at": batch.closed_at or None,
        "inputs": mass.inputs, "input_kg": number_text(mass.input_kg),
        "input_elements_kg": batch.input_elements_kg,
        "composition_source": batch.composition_source or None, "sampling": batch.sampling,
        "outputs": [
            {"item": name, "printed_id": printed_id(name), **one}
            for name, one in batch.outputs.items()
        ],
        "output_kg": number_text(mass.output_kg),
        "recirculated_kg": number_text(mass.recirculated_kg), "losses": batch.losses,
        "loss_kg": number_text(mass.loss_kg), "difference_kg": number_text(mass.difference_kg),
        "difference_reason": batch.difference_reason or None,
        "tolerance_percent": mass.tolerance_percent, "verdict": mass.word,
        "recovered": [_recovered_object(one) for one in mass.recovered], "entries": batch.entries,
        "corrected_by": [one["holds"] for one in held_corrections(batch)],
    }  # fmt: skip


def _recovered_object(one: Recovered) -> dict[str, Any]:
    percent = one.percent
    return {
        "element": one.element,
        "input_kg": None if one.input_kg is None else number_text(one.input_kg),
        "product_kg": number_text(one.product_kg),
        "intermediate_kg": number_text(one.intermediate_kg),
        "percent": None if percent is None else number_text(percent.quantize(_DECIMALS)),
        "silent_kg": number_text(one.silent_kg),
        "unstated_kg": number_text(one.unstated_kg),
        "methods": list(one.methods),
        "entries": list(one.entries),
    }


def closing_line(step: BatchStep, losses: Sequence[Mapping[str, str]]) -> tuple[str, bool]:
    """Write the balance of a batch with the losses that close it; tell whether it falls short."""
    from batterypass.domain.batches import balance_of
    from batterypass.regulations.tables import tolerance_percent

    balance = balance_of(step.state, losses=[one["mass_kg"] for one in losses])
    day = step.here.now().date().isoformat()
    percent = tolerance_percent(step.ledger.session.around.regulations, "batch", day) or "0"
    told = say(
        "batch.closing", kg=kilos(balance.input_kg), out=kilos(balance.output_kg),
        loss=kilos(balance.loss_kg), difference=kilos(balance.difference_kg), limit=percent,
    )  # fmt: skip
    return told, balance.is_short(percent)
