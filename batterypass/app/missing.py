"""What a form does not know yet: its boxes in its own order, and where each would come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from batterypass.app.form_facts import form_facts, situation_of
from batterypass.app.form_sources import PRINTED, needs_of, source_of
from batterypass.regulations.manifest_fields import is_needed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.manifest_fields import Field, FormTable, Situation


@dataclass(frozen=True, slots=True)
class Box:
    """A box and what is known of it.

    ``missing`` are the facts that it still needs, ``sources`` where they come from, each once.
    ``is_needed`` is None where a person must say whether the box applies.
    """

    field: Field
    is_needed: bool | None
    missing: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Tell whether the form can be printed with this box filled in."""
        return not self.missing

    @property
    def is_open(self) -> bool:
        """Tell whether it is missing: needed, or perhaps needed, and not known."""
        return not self.is_known and self.is_needed is not False


def boxes_of(session: Session, consignment: ConsignmentState, form: FormTable) -> tuple[Box, ...]:
    """Give every box of a form for a consignment, in the form's order.

    Raises InputError for a consignment without waste.
    """
    facts = form_facts(session, consignment)
    situation = situation_of(consignment, facts)
    return tuple(_box(form, field, facts, situation) for field in form.fields)


def _box(form: FormTable, field: Field, facts: Mapping[str, str], situation: Situation) -> Box:
    missing = tuple(
        fact for fact in needs_of(form.name, field) if fact != PRINTED and fact not in facts
    )
    return Box(
        field,
        is_needed(field.required, situation),
        missing,
        tuple(dict.fromkeys(map(source_of, missing))),
    )
