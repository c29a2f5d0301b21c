"""What is wrong with a number, as one error with a code that is said in both languages."""

from __future__ import annotations

from batterypass.errors import MalformedError
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES

#: Area of the texts: ``idform.check-digit`` says what ``check-digit`` is.
AREA = "idform"


def wrong(reason: str, **values: object) -> MalformedError:
    """Make the error for a reason of ``texts/messages_idform.py``, with the values it names."""
    code = f"{AREA}.{reason}"
    return MalformedError(filled(MESSAGES[code].en, values), code=code, **values)


def reason_of(error: MalformedError) -> str:
    """Give the reason of an error that :func:`wrong` made."""
    return (error.code or "").removeprefix(f"{AREA}.")
