"""The shapes that every record of the domain is made of.

A record is frozen and closed: unknown fields are refused, nothing is coerced. Numbers that are not
plain integers travel as strings (``design/events.md``), so that the bytes that were signed are the
value. The units of a quantity are in its name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from batterypass.domain.ids import ITEM_URL, LONGEST_URL

#: Integers beyond this lose digits in other people's JSON readers.
MAX_INTEGER = 2**53 - 1


class Record(BaseModel):
    """A frozen, closed record; every field is checked and none is converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True, regex_engine="rust-regex"
    )


def says(en: str, es: str, **constraints: Any) -> Any:  # noqa: ANN401 - pydantic's own signature
    """Describe a field in both languages; the prompts, the help and the schemas read this."""
    if constraints.get("default") in ([], {}):
        # Made anew each time; a default that can change would be copied deeply, ten times slower.
        constraints["default_factory"] = type(constraints.pop("default"))
    return Field(description=en, json_schema_extra={"es": es}, **constraints)


def is_number(text: str) -> bool:
    """Tell whether a text is a number string, with a sign or without (``design/bytes.md`` 1)."""
    return re.fullmatch(_SIGNED, text) is not None


def decimal_of(text: str) -> Decimal:
    """Give the exact value of a number string."""
    return Decimal(text)


def number_text(value: Decimal) -> str:
    """Write a decimal as the one number string for it: no exponent, no trailing zero, no -0."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "0") else text


#: A number as below with a sign, but no zero with one; after ``-0.`` some digit is not zero.
_SIGNED = (
    r"^(0(\.[0-9]{1,6})?|-?[1-9][0-9]{0,11}(\.[0-9]{1,6})?"
    r"|-0\.([1-9][0-9]{0,5}|0[1-9][0-9]{0,4}|00[1-9][0-9]{0,3}|000[1-9][0-9]{0,2}|0000[1-9][0-9]?"
    r"|00000[1-9]))$"
)
#: A day that there is, from 1900 on: the 30th of February is none, and 1900 had no 29th.
_DAY = (
    r"(19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29"
)
_UNSIGNED = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"

Text = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")
]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/+ -]{0,79}$")]
#: A code of the law, with its paragraph where it has one: ``P903(1)``, ``173.185(f)``, ``376``.
Clause = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/+() -]{0,79}$")]
#: The letters of a hazardous waste (NOM-052-SEMARNAT-2005), in this order, each at most once.
Cretib = Annotated[str, StringConstraints(pattern=r"^C?R?E?T?I?B?$", max_length=6)]
UnNumber = Annotated[str, StringConstraints(pattern=r"^UN[0-9]{4}$")]
#: What a paper is about: a consignment or an item.
About = Annotated[str, StringConstraints(pattern=r"^[!-~]{8,260}$")]
Number = Annotated[str, StringConstraints(pattern=_UNSIGNED)]
SignedNumber = Annotated[str, StringConstraints(pattern=_SIGNED)]
Percent = Annotated[
    str, StringConstraints(pattern=r"^(100(\.0{1,6})?|[1-9]?[0-9](\.[0-9]{1,6})?)$")
]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=MAX_INTEGER)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
Day = Annotated[str, StringConstraints(pattern=f"^({_DAY})$")]
EventTime = Annotated[
    str,
    StringConstraints(
        pattern=f"^({_DAY})"
        r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{3})?[+-]([01][0-9]|2[0-3]):[0-5][0-9]$"
    ),
]
Uuid = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
]
#: An id that is an immutable https URL (bytes.md 9): host in lower case, no port, query or fragment.
ItemUrl = Annotated[
    str,
    StringConstraints(max_length=LONGEST_URL, pattern=ITEM_URL),
]
#: The id of a passport: an https URL in the form of an item's, but never the id of an item.
PassportUrl = Annotated[
    str,
    StringConstraints(
        max_length=120,
        pattern=r"^https://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
        r"(?:/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})+)+$",
    ),
]
PartyId = Annotated[
    str,
    StringConstraints(
        max_length=120,
        pattern=r"^(https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
        r"(/([A-Za-z0-9._~-]|%[0-9A-F]{2})+)*|did:web:[a-z0-9.-]+(:[A-Za-z0-9._~-]+)*"
        r"|did:key:z[1-9A-HJ-NP-Za-km-z]+)$",
    ),
]
#: The part after ``#`` of a consignment's name; it is chosen by the consignor.
LocalId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
SubjectName = Annotated[str, StringConstraints(min_length=8, max_length=260, pattern=r"^[!-~]+$")]
