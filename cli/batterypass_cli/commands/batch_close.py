"""``batterypass batch close``: what was lost, and whether the masses meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass_cli.batch_options import Batch  # noqa: TC001 - Typer reads the annotations
from batterypass_cli.context import Here
from batterypass_cli.custody_options import option
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass_cli.batch_options import BatchStep


@bilingual(
    """
    Cierra un lote con lo que se perdió; después no entra ni sale nada.

    Muestra antes el balance. Si lo que entró no sale ni se pierde, dentro de la tolerancia, pide el
    motivo de la diferencia.
    """,
    signs=True,
)
def close(
    ctx: typer.Context,
    batch: Batch,
    loss: Annotated[
        list[str] | None,
        option("--loss", "KIND=KG", "A loss and its mass.", "Una pérdida y su masa."),
    ] = None,
    reason: Annotated[
        str | None,
        option("--reason", "WORD", "Why the masses differ.", "Por qué difieren las masas."),
    ] = None,
) -> None:
    """Close a batch with what was lost; nothing goes in or comes out afterwards.

    It shows the balance first. Where the input neither came out nor was lost, within the tolerance,
    it asks for the reason of the difference.

    Example:
    batterypass batch close L-0931 --loss off_gas=1545.7
    batterypass batch close L-0931 --loss dust=3 --reason material_left_in_process
    """
    from batterypass.domain.events.batch import BatchClosed
    from batterypass_cli.batch_options import BatchStep
    from batterypass_cli.batch_view import closing_line
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    step = BatchStep(here, batch, BatchClosed)
    losses = [_loss(step, word) for word in loss or []]
    if not loss and step.guide.asks:
        losses = _ask(step)
    form: dict[str, Any] = {**step.common, "batch": step.state.subject, "losses": losses}
    told, is_short = closing_line(step, losses)
    here.out.talk(told)
    if reason is not None or (is_short and step.guide.asks):
        form["difference_reason"] = step.word(
            say("batch.reason"), "--reason", reason, "difference_reason"
        )
    step.guide.check()
    follow = f"batterypass audit mass --batch {step.state.batch}"
    sign_events(here, [(step.kind, form)], actor=step.actor, next_step=follow)


def _loss(step: BatchStep, word: str) -> dict[str, str]:
    from batterypass.errors import InputError
    from batterypass.evidence.refusal import refusal

    name, equals, mass = word.partition("=")
    if not equals:
        raise refusal(InputError, "batch.bad-loss", found=word)
    return {
        "loss": step.reader("losses.loss")(name), "mass_kg": step.reader("losses.mass_kg")(mass),
    }  # fmt: skip


def _ask(step: BatchStep) -> list[dict[str, str]]:
    """Ask for each loss, until a mass is left out."""
    found: list[dict[str, str]] = []
    while True:
        mass = step.guide.value(
            say("batch.loss-mass"), "--loss", None, step.reader("losses.mass_kg"), is_needed=False
        )
        if not mass:
            return found
        kind = step.word(say("batch.loss-kind"), "--loss", None, "losses.loss")
        found.append({"loss": kind, "mass_kg": mass})
