"""What a form or a rule says of an event, as a problem of the rows and columns that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.exchange.listing_fields import FIELDS
from batterypass.exchange.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.directory_steps import Step
    from batterypass.errors import InputError
    from batterypass.exchange.listing import Listed
    from batterypass.rules.base import Finding

#: Member of a form -> the field of a list that gave it.
_FIELD_OF: Final = {
    "name": "site_name", "site": "site_id", "holder": "party", "holder_site": "site_id",
    "operation": "operations", "filed_on": "renewal_filed_on", "card": "party",
}  # fmt: skip
#: Rule -> the field that it is about, where its finding names none.
_FIELD_OF_RULE: Final = {
    "BP-D003": "effective_to", "BP-D004": "status", "BP-D007": "renewal_filed_on",
    "BP-R002": "site_id",
}  # fmt: skip
_OTHERWISE: Final = "number"


def problems_of_form(step: Step, error: InputError) -> list[RowProblem]:
    """Say of each field of the form what it expects, at the row that gave it."""
    found = []
    for where, what, value in _listed(error.values["problems"]):
        field = _field(where)
        shown = value if isinstance(value, str) else ""
        one = _row_with(step, field, shown)
        found.append(RowProblem(one.line, one.column(field), shown, "list_form", {"what": what}))
    return found


def problems_of_finding(step: Step, finding: Finding) -> list[RowProblem]:
    """Say what a rule found at the row that gave it; nothing for what comes from no row."""
    if not step.rows:
        return []
    named = finding.values.get("field", "")
    field = _field(named) if named else _FIELD_OF_RULE.get(finding.code, _OTHERWISE)
    value = finding.values.get("number", "") if named else ""
    one = _row_with(step, field, value)
    values = {"en": finding.message("en"), "es": finding.message("es")}
    shown = one.get(field) or value
    return [RowProblem(one.line, one.column(field), shown, "rule", values, code=finding.code)]


def _field(where: str) -> str:
    last = next((part for part in reversed(where.split(".")) if not part.isdigit()), where)
    field = _FIELD_OF.get(last, last)
    return field if field in FIELDS else _OTHERWISE


def _row_with(step: Step, field: str, value: str) -> Listed:
    """Give the row that says this value; the first of the event where none does."""
    for one in step.rows:
        if value and value in (one.get(field), one.address.get(field)):
            return one
    return step.rows[0]


def _listed(problems: object) -> Iterable[tuple[str, str, object]]:
    return problems if isinstance(problems, list) else []
