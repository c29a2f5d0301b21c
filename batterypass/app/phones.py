"""Emergency numbers that somebody configured: ``{"phones": [{"name", "number", …}]}``.

A number is printed only because it stands in such a file, with the day on which somebody last called
it. Services that want a contract need its reference in ``registration``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from batterypass.documents.transport_content import Phone
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.regulations.tables import Table

#: The file in the home folder.
FILE: Final = "emergency-phones.json"
_FIELDS: Final = ("name", "number", "hours", "verified_on", "registration")
_NEEDED: Final = ("name", "number", "verified_on")
_NUMBER: Final = re.compile(r"^\+?[0-9][0-9 ().-]{5,28}[0-9]$")
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """A configured number to look at again: ``code`` of a text, and the values that it names."""

    code: str
    values: Mapping[str, str]


def read_phones(body: bytes, table: Table, day: str) -> tuple[tuple[Phone, ...], tuple[Doubt, ...]]:
    """Read the numbers of a file, and what is doubtful about them on the day of carriage.

    Raises InputError for a file that is none, a number that is none, a day that is none or has not
    come yet, and a service that wants a registration where none is given.
    """
    rows = list(_rows(body))
    phones, doubts = [], []
    for row in rows:
        verified = row["verified_on"]
        if verified > day:
            raise refusal(
                InputError, "roadpaper.phone-later", name=row["name"], found=verified, day=day
            )  # fmt: skip
        for known in table.in_force(day):
            if not any(name in row["name"].upper() for name in known["names"]):
                continue
            if known["needs_registration"] and not row.get("registration"):
                raise refusal(InputError, "roadpaper.phone-registration", name=row["name"])
            digits = "".join(filter(str.isdigit, row["number"]))
            if digits not in known["numbers"]:
                values = {"name": row["name"], "number": row["number"], "source": known["source"]}
                doubts.append(Doubt("roadpaper.phone-differs", values))
        phones.append(Phone(row["name"], row["number"], row.get("hours", ""), verified))
    return tuple(phones), tuple(doubts)


def _rows(body: bytes) -> Iterator[dict[str, str]]:
    try:
        data: Any = json.loads(body.decode("utf-8"))
        rows = data["phones"]
        if set(data) != {"phones"} or not isinstance(rows, list):
            raise ValueError("expected one member, phones, with a list")
    except (ValueError, KeyError, TypeError) as error:
        raise refusal(InputError, "roadpaper.phones-bad", why=str(error)) from error
    if len(rows) > _MOST:
        raise refusal(InputError, "roadpaper.phones-bad", why=f"{len(rows)} > {_MOST}")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or set(row) - set(_FIELDS) or set(_NEEDED) - set(row):
            raise refusal(
                InputError, "roadpaper.phone-fields", number=number, needed=", ".join(_NEEDED),
                known=", ".join(_FIELDS),
            )  # fmt: skip
        if not all(isinstance(value, str) and value.strip() for value in row.values()):
            raise refusal(
                InputError, "roadpaper.phone-fields", number=number, needed=", ".join(_NEEDED),
                known=", ".join(_FIELDS),
            )  # fmt: skip
        if not _NUMBER.match(row["number"]):
            raise refusal(
                InputError, "roadpaper.phone-number", name=row["name"], found=row["number"]
            )  # fmt: skip
        try:
            is_day = date.fromisoformat(row["verified_on"]).isoformat() == row["verified_on"]
        except ValueError:
            is_day = False
        if not is_day:
            raise refusal(
                InputError, "roadpaper.phone-day", name=row["name"], found=row["verified_on"]
            )  # fmt: skip
        yield row
