"""What is asked of the directory: a waste by its stream or its code, an operation, a day.

A stream is classified as a declaration of it would have to be (``regulations/classify.py``); a code
of a waste list stands for the stream and the class of its row on that day. How it was mapped is
told with the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from batterypass.domain.vocabulary import Stream
from batterypass.errors import InputError
from batterypass.regulations.accept import Accepted, accepted_for
from batterypass.regulations.classify import classify, key_of_code
from batterypass.regulations.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.regulations.tables import Regulations, Row

STREAMS: tuple[str, ...] = get_args(Stream)
#: What a consignee does not do with waste: no row of the law's tables is about these.
NOT_AT_A_CONSIGNEE = frozenset({"transport", "comercio_exterior", "remediacion"})
#: Hazard status of a waste code -> the classes that a declaration of it may name.
_CLASSES_OF_STATUS: dict[str, tuple[str, ...]] = {
    "hazardous": ("hazardous",),
    "special_handling": ("special_handling",),
    "non_hazardous": ("any",),
    "universal_waste": ("any",),
    "conditional": ("hazardous", "any"),
}


@dataclass(frozen=True, slots=True)
class Try:
    """One way to declare the waste, and which scopes count for it then."""

    stream: str
    waste_class: str
    accepted: Accepted | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the directory, with everything that does not depend on the site worked out."""

    day: str
    operation: str
    condition: str
    tries: tuple[Try, ...]
    #: How the waste was mapped to streams and classes.
    reasons: tuple[Reason, ...] = ()
    chemistries: tuple[str, ...] = ()
    waste_code: str = ""


def ask_about(
    regulations: Regulations,
    jurisdiction: str,
    day: str,
    waste: str,
    operation: str,
    *,
    condition: str = "",
    waste_class: str = "",
    chemistries: Sequence[str] = (),
) -> Question:
    """Make the question from a stream or waste code. Raises InputError for a waste nobody knows.

    ``waste_class`` is what a person says the waste is declared as; without it the tables decide.
    """
    if waste in STREAMS:
        mapped, reasons = _of_stream(regulations, jurisdiction, day, waste, condition, waste_class)
        code = ""
    else:
        rows = rows_of_code(regulations, jurisdiction, day, waste)
        mapped, reasons = _of_code(rows, waste_class)
        code = str(rows[0]["code"])
    tries = tuple(
        Try(stream, one, counted(regulations, jurisdiction, day, one, operation))
        for stream, one in mapped
    )
    return Question(day, operation, condition, tries, tuple(reasons), tuple(chemistries), code)


def counted(
    regulations: Regulations, jurisdiction: str, day: str, waste_class: str, operation: str
) -> Accepted | None:
    """Give what counts at a consignee; None, any paper that names it, for what is done elsewhere."""
    if operation in NOT_AT_A_CONSIGNEE:
        return None
    return accepted_for(regulations, jurisdiction, day, "receive", waste_class, operation)


def rows_of_code(regulations: Regulations, jurisdiction: str, day: str, code: str) -> list[Row]:
    """Give the rows of a waste code on a day: those of the jurisdiction, else of any other.

    Codes are compared as people write them: by their digits, without the asterisk. Raises
    InputError for one that is in no list on that day, or whose waste no authorisation here names.
    """
    wanted = key_of_code(code.strip().upper())
    found = [
        row
        for row in regulations.table("waste-codes").in_force(day)
        if key_of_code(row["code"].upper()) == wanted
    ]
    if not found:
        raise InputError(
            f"{code!r} is no stream and no waste code in force on {day}; streams:"
            f" {', '.join(STREAMS)}",
            code="recycler.no-waste", text=code, day=day, streams=", ".join(STREAMS),
        )  # fmt: skip
    own = [row for row in found if row["jurisdiction"] == jurisdiction]
    usable = [
        row
        for row in own or found
        if row["stream"] in STREAMS and row["hazard_status"] in _CLASSES_OF_STATUS
    ]
    if not usable:
        streams = ", ".join(
            dict.fromkeys(f"{row['stream']}/{row['hazard_status']}" for row in found)
        )
        raise InputError(
            f"{code}: a code of {streams}, which no authorisation here speaks of; streams:"
            f" {', '.join(STREAMS)}",
            code="recycler.other-waste", text=code, found=streams, streams=", ".join(STREAMS),
        )  # fmt: skip
    return usable


def _of_stream(
    regulations: Regulations,
    jurisdiction: str,
    day: str,
    stream: str,
    condition: str,
    waste_class: str,
) -> tuple[list[tuple[str, str]], list[Reason]]:
    if waste_class:
        return [(stream, waste_class)], [_said(waste_class)]
    found = classify(regulations, jurisdiction, day, stream, condition, False)
    reason = Reason("asked-class", {"stream": stream, "class": f"~class-{found.waste_class}"})
    return [(stream, one) for one in found.declarable], [reason, found.reason]


def _of_code(rows: Iterable[Row], waste_class: str) -> tuple[list[tuple[str, str]], list[Reason]]:
    mapped: dict[tuple[str, str], None] = {}
    reasons = []
    for row in rows:
        values = {
            "code": str(row["code"]),
            "system": str(row["code_system"]),
            "stream": str(row["stream"]),
            "status": f"~status-{row['hazard_status']}",
            "confidence": f"~confidence-{row['confidence']}",
        }
        reasons.append(Reason("asked-code", values))
        classes = (waste_class,) if waste_class else _CLASSES_OF_STATUS[row["hazard_status"]]
        mapped.update({(str(row["stream"]), one): None for one in classes})
    return list(mapped), [*reasons, *([_said(waste_class)] if waste_class else [])]


def _said(waste_class: str) -> Reason:
    return Reason("asked-said", {"class": f"~declared-{waste_class}"})
