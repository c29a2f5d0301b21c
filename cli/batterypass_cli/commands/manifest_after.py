"""``batterypass manifest original-returned``, ``exception`` and ``certify``: after the truck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer  # noqa: TC002 - Typer reads the annotations

from batterypass_cli.context import Here
from batterypass_cli.custody_options import Consignment, only_site, option, part_of
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.ledger import Ledger
    from batterypass.domain.events.common import Event
    from batterypass.domain.states import ConsignmentState

_Text = str | None


@bilingual(
    """
    Anota que el generador tiene de vuelta el original firmado.

    Detiene el plazo para avisar que falta.
    """,
    signs=True,
)
def original_returned(
    ctx: typer.Context,
    consignment: Consignment,
    on: Annotated[
        _Text, option("--on", "DATE", "Day it came, else today.", "Día en que llegó; si no, hoy.")
    ] = None,
) -> None:
    """Note that the generator has the signed original back.

    It stops the clock of the notice that it is missing.

    Example: batterypass manifest original-returned M-2026-00418 --as sierra-alta
    """
    from batterypass.domain.events.manifest import OriginalReturned

    step = _Step(ctx, consignment, OriginalReturned, "consignor")
    step.take("returned_on", "after.returned-on", "--on", on, step.today)
    step.sign(f"batterypass manifest show {step.state.consignment}")


@bilingual(
    """
    Anota que el generador avisó a una autoridad que falta el original.

    El aviso se presenta aparte; aquí queda constancia de a quién y cuándo.
    """,
    signs=True,
)
def exception(
    ctx: typer.Context,
    consignment: Consignment,
    authority: Annotated[
        _Text, option("--authority", "NAME", "Which one was told.", "A cuál se avisó.")
    ] = None,
    on: Annotated[
        _Text,
        option("--on", "DATE", "Day of the notice, else today.", "Día del aviso; si no, hoy."),
    ] = None,
    reference: Annotated[
        _Text, option("--reference", "TEXT", "Its reference.", "Su referencia o acuse.")
    ] = None,
) -> None:
    """Note that the generator told an authority that the original is missing.

    The notice itself is filed elsewhere; this keeps who was told and when.

    Example: batterypass manifest exception M-2026-00418 --authority SEMARNAT --as sierra-alta
    """
    from batterypass.domain.events.manifest import ExceptionReported

    step = _Step(ctx, consignment, ExceptionReported, "consignor")
    step.take("authority", "after.authority", "--authority", authority)
    step.take("reported_on", "after.reported-on", "--on", on, step.today)
    step.take("reference", "after.reference", "--reference", reference, is_needed=False)
    step.sign(f"batterypass manifest show {step.state.consignment}")


@bilingual(
    """
    Certifica qué hizo el destinatario con el residuo de un manifiesto.

    Propone la operación que se declaró y la masa que se pesó al recibir.
    """,
    signs=True,
)
def certify(
    ctx: typer.Context,
    consignment: Consignment,
    operation: Annotated[
        _Text,
        option("--operation", "WORD", "What was done with it.", "Qué se hizo con él."),
    ] = None,
    mass_kg: Annotated[_Text, option("--mass-kg", "KG", "Mass treated.", "Masa tratada.")] = None,
    on: Annotated[
        _Text,
        option("--on", "DATE", "Day it was done, else today.", "Día en que se hizo; si no, hoy."),
    ] = None,
    certificate: Annotated[
        _Text, option("--certificate", "TEXT", "Its number.", "Su número.")
    ] = None,
) -> None:
    """Certify what the designated facility did with the waste of a manifest.

    It proposes the operation that was declared and the mass that was weighed at the gate.

    Example: batterypass manifest certify M-2026-00418 --operation reciclaje --mass-kg 9742
    """
    from batterypass.app.permits import OPERATIONS
    from batterypass.domain.events.manifest import TreatmentCertified
    from batterypass_cli.custody_asking import choose_word

    step = _Step(ctx, consignment, TreatmentCertified, "consignee")
    step.form["operation"] = choose_word(
        step.guide, say("after.operation"), "--operation", operation, OPERATIONS,
        proposal=str(step.state.waste.get("operation", "")),
    )  # fmt: skip
    step.take("treated_on", "after.treated-on", "--on", on, step.today)
    step.take("mass_kg", "after.mass", "--mass-kg", mass_kg, step.state.measured_kg)
    step.take("certificate", "after.certificate", "--certificate", certificate, is_needed=False)
    step.sign(f"batterypass manifest show {step.state.consignment}")


class _Step:
    """One statement about a manifest in the making."""

    def __init__(
        self,
        ctx: typer.Context,
        consignment: str,
        model: type[Event],
        part: str,
    ) -> None:
        from batterypass_cli.guide import Guide

        self._here = Here.of(ctx)
        self._ledger: Ledger = self._here.open_to_sign()
        self._model = model
        self._kind = str(model.KIND.name)
        self.state: ConsignmentState = self._ledger.consignment(consignment)
        party = str(getattr(self.state, part))
        self._actor = part_of(self._here, self._ledger, party, self._kind)
        self.guide = Guide(self._here)
        self.today = self._here.now().date().isoformat()
        self.form: dict[str, Any] = {
            "consignment": self.state.subject,
            "site": only_site(self._ledger, self._actor),
        }

    def take(
        self,
        name: str,
        key: str,
        flag: str,
        given: str | None,
        proposal: str = "",
        *,
        is_needed: bool = True,
    ) -> None:
        """Put a field of the kind into the form, from the option, an answer or the proposal."""
        value = self.guide.value(
            say(key), flag, given, self._reader(name), proposal=proposal, is_needed=is_needed
        )
        if value:
            self.form[name] = value

    def _reader(self, name: str) -> Callable[[str], Any]:
        from batterypass_cli.custody_asking import field_reader

        return field_reader(self._here, self._ledger, self._actor, self._model, name)

    def sign(self, next_step: str) -> None:
        """Sign what was taken."""
        from batterypass_cli.signing import sign_events

        self.guide.check()
        sign_events(self._here, [(self._kind, self.form)], actor=self._actor, next_step=next_step)
