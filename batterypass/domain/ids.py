"""Identity: item URLs, the printed id with its check character, and the names of subjects.

``design/bytes.md`` 3 and 9; ``design/architecture.md`` 6.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: An item's URL (``bytes.md`` 9): host in lower case, no port, query or fragment.
ITEM_URL = (
    r"^https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
    r"(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})+)+$"
)
LONGEST_URL = 120
_ITEM_URL = re.compile(ITEM_URL)
#: Digits of the shortest GS1 company prefix that a party registers.
SHORTEST_PREFIX = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
# What people read aloud or type for a Crockford letter (Crockford, "Base 32").
_VALUE.update({"O": 0, "I": 1, "L": 1})
# The form that nearly all ids have; taking a URL apart in general costs ten times as much.
_PLAIN_HOST = re.compile(r"^https://([a-z0-9.-]+)(?:/|$)")
_GTIN_URL = re.compile(r"^https://[a-z0-9.-]+/01/([0-9]{14})/21/([^/?#;\s]+)$")
_GTIN_PATH = re.compile(r"^/01/([0-9]{14})/21/([^/]+)$")

#: A key of GS1 in a path, as number or by its short name (Digital Link 1.2), with its value.
_GS1_KEY = re.compile(
    r"/(00|01|253|255|401|402|414|415|417|8003|8004|8006|8010|8013|8017|8018|sscc|gtin|gdti|gcn|ginc"
    r"|gsin|gln|payTo|party|grai|giai|itip|cpid|gmn|gsrnp|gsrn)/(?=([^/?#]+))"
)
_SHORT_NAMES = {"sscc": "00", "gtin": "01", "itip": "8006", "grai": "8003"}
#: Keys whose prefix stands behind one digit.
_AFTER_DIGIT = {
    "00": re.compile(r"^[0-9]{18}$"),
    "01": re.compile(r"^([0-9]{8}|[0-9]{12,14})$"),
    "8003": re.compile(r"^0[0-9]{13}"),
    "8006": re.compile(r"^[0-9]{18}$"),
}
#: Keys that begin with the prefix; a text of any kind may follow four digits of it.
_AT_START = {
    **dict.fromkeys(("253", "gdti", "255", "gcn"), re.compile(r"^[0-9]{13}")),
    **dict.fromkeys(("414", "gln", "415", "payTo", "417", "party"), re.compile(r"^[0-9]{13}$")),
    **dict.fromkeys(("402", "gsin"), re.compile(r"^[0-9]{17}$")),
    **dict.fromkeys(("8017", "gsrnp", "8018", "gsrn"), re.compile(r"^[0-9]{18}$")),
    **dict.fromkeys(
        ("401", "ginc", "8004", "giai", "8010", "cpid", "8013", "gmn"), re.compile(r"^[0-9]{4}")
    ),
}
_GS1_START = re.compile(
    r"^https://[a-z0-9.-]+/(00|01|21|253|255|401|402|414|415|417|8003|8004|8006|8010|8013|8017|8018)/"
)
_SGTIN_URL = re.compile(
    r"^https://[a-z0-9.-]+/01/([0-9]{14})(?:/22/[^/]+)?(?:/10/[^/]+)?/21/([^/?#]+)$"
)
_GIAI_URL = re.compile(r"^https://[a-z0-9.-]+/8004/([0-9]{4}[^/?#]*)$")
_LONGEST_GIAI = 30
_ANY_HOST = re.compile(r"https://[a-z0-9.-]+(?=[/#?]|$)", re.IGNORECASE)


def check_character(values: list[int]) -> int:
    """Give the check value over GF(2^5) with x^5+x^2+1: c = 2·(c xor v) for each value.

    It catches every single wrong character and every swap of neighbours.
    """
    check = 0
    for value in values:
        check = (check ^ value) << 1
        if check & 32:
            check ^= 0b100101
    return check


def letters_of(values: Iterable[int]) -> str:
    """Write values below 32 in Crockford's base 32."""
    return "".join(_ALPHABET[value] for value in values)


def values_of(letters: str) -> list[int] | None:
    """Read upper-case letters of Crockford's base 32; None where one of them is none."""
    values = [_VALUE.get(letter) for letter in letters]
    return None if None in values else [value for value in values if value is not None]


def printed_id(url: str) -> str:
    """Give the id that stands on a label: 12 characters of SHA-256(URL) and a check character."""
    first = int.from_bytes(sha256(url.encode()).digest()[:8]) >> 4
    values = [(first >> (5 * place)) & 31 for place in range(11, -1, -1)]
    letters = letters_of((*values, check_character(values)))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:12]}-{letters[12]}"


def parse_printed_id(text: str) -> str:
    """Read a printed id as people type it, whole or its beginning, into its grouped form.

    Case, hyphens, spaces and the look-alikes O, I, L are forgiven. Raises InputError where a
    character cannot stand in one, or where the check character does not fit.
    """
    values = []
    for letter in text.upper().replace("-", "").replace(" ", ""):
        if letter not in _VALUE:
            raise InputError(
                f"printed id {text!r}: {letter!r} never stands in a printed id",
                code="find.bad-letter", text=text, letter=letter,
            )  # fmt: skip
        values.append(_VALUE[letter])
    if len(values) > 13:
        raise InputError(
            f"printed id {text!r}: {len(values)} characters, expected at most 13",
            code="find.long-id", text=text, count=len(values),
        )  # fmt: skip
    if len(values) == 13 and check_character(values[:12]) != values[12]:
        expected = _ALPHABET[check_character(values[:12])]
        raise InputError(
            f"printed id {text!r}: the check character is {_ALPHABET[values[12]]}, the others need"
            f" {expected}: look again for a wrong character or two that changed places",
            code="find.bad-check", text=text, found=_ALPHABET[values[12]], expected=expected,
        )  # fmt: skip
    letters = "".join(_ALPHABET[value] for value in values)
    groups = [letters[0:4], letters[4:8], letters[8:12], letters[12:13]]
    return "-".join(group for group in groups if group)


def is_item_url(text: str) -> bool:
    """Tell whether a text has the form of an item's URL."""
    return len(text) <= LONGEST_URL and _ITEM_URL.fullmatch(text) is not None


def with_plain_host(text: str) -> str:
    """Give a text whose beginning ``HTTPS://HOST`` is in lower case, as ids have it; the rest stays.

    A code may hold it in capitals, which take less room; scheme and host mean the same (RFC 3986 6.2.2.1).
    """
    host = _ANY_HOST.match(text)
    return text if host is None else host[0].lower() + text[host.end() :]


def host_of(url: str) -> str:
    """Give the host of an https URL, or the domain of a did:web id; empty for others."""
    if url.startswith("did:web:"):
        return url[8:].split(":", 1)[0]
    plain = _PLAIN_HOST.match(url)
    return plain[1] if plain is not None else urlsplit(url).hostname or ""


def gtin_and_serial(url: str) -> tuple[str, str] | None:
    """Give GTIN-14 and serial of a GS1 Digital Link item URL (``/01/{gtin}/21/{serial}``)."""
    match = _GTIN_URL.match(url) or _GTIN_PATH.match(urlsplit(url).path)
    return (match[1], match[2]) if match else None


def prefix_in(url: str) -> str | None:
    """Give what stands where a GS1 company prefix would, if a path holds a GS1 key; else None.

    Wherever in the path: ``/shop/01/{gtin}/21/{serial}`` is read by every GS1 resolver as that GTIN
    (Digital Link 1.2), so it is as good an imitation as the plain form. A value that is not as long as
    one of its key is no number: ``/2026/01/17``.
    """
    for code, value in _GS1_KEY.findall(url):
        key = _SHORT_NAMES.get(code, code)
        if key in _AFTER_DIGIT and _AFTER_DIGIT[key].match(value):
            return str(value.zfill(14)[1:] if key == "01" else value[1:])
        if key in _AT_START and _AT_START[key].match(value):
            return str(value)
    return None


def gs1_path_problem(url: str) -> bool:
    """Tell whether a path begins as one of GS1 and names no single battery.

    What names one is ``/01/{gtin14}/21/{serial}``, with a variant and a lot between where they are
    wanted, and ``/8004/{giai}``; the check digit has to fit.
    """
    start = _GS1_START.match(url)
    if start is None:
        return False
    giai = _GIAI_URL.match(url)
    if giai is not None:
        return len(unquote(giai[1])) > _LONGEST_GIAI
    sgtin = _SGTIN_URL.match(url)
    return sgtin is None or not gtin_check_digit_fits(sgtin[1]) or len(unquote(sgtin[2])) > 20


def gtin_check_digit_fits(gtin: str) -> bool:
    """Tell whether the last digit of a GTIN-14 is its check digit (GS1 General Specifications 7.9)."""
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(gtin[:13])
    )
    return (10 - weighted % 10) % 10 == int(gtin[13])


def giai_link(domain: str, giai: str) -> str:
    """Make an item URL from a GIAI."""
    return f"https://{domain}/8004/{quote(giai, safe='-._~')}"


def digital_link(domain: str, gtin: str, serial: str) -> str:
    """Make an item URL from GS1 numbers."""
    return f"https://{domain}/01/{gtin.zfill(14)}/21/{quote(serial, safe='-._~')}"


def domain_claim(domain: str) -> str:
    """Give the key of the look-up of who has registered a domain."""
    return f"domain:{domain}"


def prefix_claim(prefix: str) -> str:
    """Give the key of the look-up of who has registered a GS1 company prefix."""
    return f"gs1:{prefix}"


def under_claim(prefix: str) -> str:
    """Give the key of the look-up of who has registered a longer prefix that begins with one."""
    return f"gs1:{prefix}*"


def claims_of(domains: Iterable[str], prefixes: Iterable[str]) -> Iterator[str]:
    """Give every key under which the names of a party are looked up."""
    yield from map(domain_claim, domains)
    for prefix in prefixes:
        yield prefix_claim(prefix)
        yield from (under_claim(prefix[:end]) for end in range(SHORTEST_PREFIX, len(prefix)))


def audience_of(origin: str, entry_0: bytes) -> str:
    """Name a ledger as the statements after entry 0 do, by the digest of entry 0 (bytes.md 1)."""
    return f"{origin}#{entry_0.hex()}"


def ledger_subject(origin: str) -> str:
    """Name the ledger itself as a subject."""
    return f"https://{origin}"


def consignment_subject(consignor: str, consignment: str) -> str:
    """Name a consignment: the first signer's id and the number that it chose."""
    return f"{consignor}#consignment/{quote(consignment, safe='')}"


def batch_subject(recycler: str, batch: str) -> str:
    """Name a recycling batch: the recycler that opened it and the number that it chose."""
    return f"{recycler}#batch/{quote(batch, safe='')}"


def authorisation_subject(signer: str, scheme: str, number: str) -> str:
    """Name an authorisation: who wrote it here, its scheme and its number."""
    return f"{signer}#authorisation/{quote(scheme, safe='')}/{quote(number, safe='')}"
