"""EPC URNs (``urn:epc:id:sgtin:9521234.056010.MX7K-000123``): read, and written with a prefix known.

GS1 EPC Tag Data Standard 6 and 7. A URN says where the company prefix ends and leaves the check digit
out; both ways need the rows below alone.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from batterypass.regulations.identifiers.characters import (
    check_digit,
    percent_decoded,
    percent_encoded,
)
from batterypass.regulations.identifiers.gs1_keys import Gs1Number, gs1_number
from batterypass.regulations.identifiers.problems import wrong


class _Form(NamedTuple):
    """A scheme of URNs: its AI, the digits before the check digit, what stands behind."""

    ai: str
    #: Digits of prefix and reference together, the indicator digit with them; 0 for text.
    digits: int
    #: The first digit of the reference stands before the prefix in the key.
    indicator: bool
    #: AIs of the further fields; ``+`` joins the field to the key.
    more: tuple[str, ...]
    #: What stands before the prefix in the key.
    before: str = ""


_FORMS: Final = {
    "id:sgtin": _Form("01", 13, True, ("21",)),
    "id:upui": _Form("01", 13, True, ("235",)),
    "class:lgtin": _Form("01", 13, True, ("10",)),
    "id:itip": _Form("8006", 13, True, ("+", "+", "21")),
    "id:sscc": _Form("00", 17, True, ()),
    "id:sgln": _Form("414", 12, False, ("254",)),
    "id:pgln": _Form("417", 12, False, ()),
    "id:grai": _Form("8003", 12, False, ("+",), before="0"),
    "id:giai": _Form("8004", 0, False, ()),
    "id:gdti": _Form("253", 12, False, ("+",)),
    "id:gsrn": _Form("8018", 17, False, ()),
    "id:gsrnp": _Form("8017", 17, False, ()),
    "id:cpi": _Form("8010", 0, False, ("8011",)),
}
#: A tag's own URN has a filter value first: ``urn:epc:tag:sgtin-96:0.9521234.056010.1``.
_TAG: Final = re.compile(r"^tag:([a-z]+)-[0-9+]+:[0-7]\.")
#: Stands for "no extension" in an SGLN.
_NONE: Final = "0"
_SAFE: Final = "!'()*+,-.:;=_"


def parse_urn(text: str) -> Gs1Number:
    """Read an EPC URN. Raises MalformedError: the scheme, the digits, a value that is off.

    ``urn:epc:idpat:sgtin:9521234.056010.*`` names every pack of a GTIN, which is the GTIN.
    """
    rest = text.strip()[8:]
    rest = _TAG.sub(r"id:\1:", rest)
    scheme, _, body = rest.rpartition(":") if rest.count(":") < 2 else _split(rest)
    pattern = scheme.startswith("idpat:")
    form = _FORMS.get(scheme.replace("idpat:", "id:"))
    if form is None:
        raise wrong("unknown-urn", found=scheme or rest, expected=" ".join(sorted(_FORMS)))
    fields = body.split(".", len(form.more) + 1)
    if len(fields) != len(form.more) + 2 or not all(fields):
        raise wrong("urn-fields", what=scheme, found=body)
    prefix, reference, *more = fields
    if not (prefix.isascii() and prefix.isdigit() and 4 <= len(prefix) <= 12):
        raise wrong("urn-prefix", what=scheme, found=prefix)
    values = {form.ai: _key(form, scheme, prefix, percent_decoded(reference))}
    for ai, field in zip(form.more, more, strict=True):
        if pattern and field == "*":
            continue
        value = percent_decoded(field)
        if ai == "+":
            values[form.ai] += value
        elif not (form.ai == "414" and value == _NONE):
            values[ai] = value
    return gs1_number(values)


def encode_urn(number: Gs1Number, prefix_digits: int) -> str | None:
    """Write a number as a URN whose company prefix has so many digits; None where there is none."""
    for scheme, form in _FORMS.items():
        ais = [ai for ai, _ in number.parts]
        wanted = [form.ai, *(ai for ai in form.more if ai != "+")]
        if ais == wanted or (form.ai == "414" and ais == ["414"]):
            return _written(number, scheme, form, prefix_digits)
    return None


def _split(rest: str) -> tuple[str, str, str]:
    kind, name, body = rest.split(":", 2)
    return f"{kind}:{name}", ":", body


def _key(form: _Form, scheme: str, prefix: str, reference: str) -> str:
    if not form.digits:
        return prefix + reference
    digits = form.digits
    if not (reference.isascii() and reference.isdigit()) or len(prefix + reference) != digits:
        raise wrong("urn-digits", what=scheme, found=f"{prefix}.{reference}", expected=digits)
    whole = reference[0] + prefix + reference[1:] if form.indicator else prefix + reference
    return form.before + whole + check_digit(whole)


def _written(number: Gs1Number, scheme: str, form: _Form, prefix_digits: int) -> str | None:
    key = number.parts[0][1].removeprefix(form.before)
    if not form.digits:
        prefix, reference, tail = key[:prefix_digits], key[prefix_digits:], ""
    else:
        body, tail = key[: form.digits], key[form.digits + 1 :]
        start = 1 if form.indicator else 0
        prefix = body[start : start + prefix_digits]
        reference = body[:start] + body[start + prefix_digits :]
    if not (prefix.isascii() and prefix.isdigit() and 4 <= len(prefix) <= 12 and reference):
        return None
    fields = [prefix, percent_encoded(reference, _SAFE)]
    if scheme == "id:itip":
        fields += [tail[:2], tail[2:], percent_encoded(number.value("21"), _SAFE)]
    elif "+" in form.more:
        if not tail:
            return None
        fields.append(percent_encoded(tail, _SAFE))
    else:
        fields += [percent_encoded(number.value(ai), _SAFE) or _NONE for ai in form.more]
    return f"urn:epc:{scheme}:{'.'.join(fields)}"
