"""Which form waste travels on under the law that a ledger is kept under, and whether it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.deadlines import crosses_border
from batterypass.app.manifests import form_of
from batterypass.app.permits import jurisdiction_on
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.regulations.manifest_fields import form_in

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState


def form_by_law(session: Session, consignment: ConsignmentState) -> str:
    """Name the form of the law that the ledger is kept under.

    Raises InputError for a consignment without waste, and where no form of that law is known.
    """
    form = form_if_known(session, consignment)
    if form:
        return form
    name, law = consignment.consignment, _law(session, consignment)
    raise InputError(
        f"{name}: no form for waste is known under the law of {law}, so none is printed or signed;"
        f" batterypass manifest missing {name} --form FORM takes one of another law",
        code="manifest.no-form-here", name=name, law=law,
    )  # fmt: skip


def is_printed(session: Session, consignment: ConsignmentState) -> bool:
    """Tell whether the form of that law is the one that is printed for the waste.

    Raises InputError for a consignment without waste.
    """
    return form_if_known(session, consignment) == form_of(consignment)


def check_printed(session: Session, consignment: ConsignmentState) -> None:
    """Refuse the Mexican sheet under another law, before anything is signed. Raises InputError."""
    form = form_by_law(session, consignment)
    if is_printed(session, consignment):
        return
    name, law = consignment.consignment, _law(session, consignment)
    raise InputError(
        f"{name}: under the law of {law} its form is {form}, and the PDF of this form comes later;"
        f" batterypass manifest missing {name} --form {form} says what is not known",
        code="manifest.prints-later", name=name, law=law, form=form,
    )  # fmt: skip


def form_if_known(session: Session, consignment: ConsignmentState) -> str:
    """Name the form of the law that the ledger is kept under; empty where none is known.

    Raises InputError for a consignment without waste.
    """
    form_of(consignment)
    return form_in(
        _law(session, consignment),
        str(consignment.waste["waste_class"]),
        crosses_border=crosses_border(session, consignment),
    )


def _law(session: Session, consignment: ConsignmentState) -> str:
    return jurisdiction_on(session, day_of(consignment.offered_at))
