"""The id of a pack: as the file gives it, or made from GTIN and serial number.

``design/architecture.md`` 6: ``/01/{gtin14}/21/{serial}`` where GS1 numbers exist, else a path of
the maker's own, here ``/p/{serial}``.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from batterypass.domain.ids import digital_link, gtin_and_serial, gtin_check_digit_fits, host_of


def parse_gtin(text: str) -> str | None:
    """Give the GTIN-14 of a GTIN of 8, 12, 13 or 14 digits, else None; its check digit may be off."""
    if len(text) in (8, 12, 13, 14) and text.isascii() and text.isdigit():
        return text.zfill(14)
    return None


def due_check_digit(gtin: str) -> str:
    """Give the check digit that a GTIN-14 should have, or an empty text where it has it."""
    if gtin_check_digit_fits(gtin):
        return ""
    return next(digit for digit in "0123456789" if gtin_check_digit_fits(gtin[:13] + digit))


def make_item(domain: str, gtin: str, serial: str) -> str:
    """Make the id of a pack under the maker's domain; ``gtin`` is empty where there is none."""
    if gtin:
        return digital_link(domain, gtin, serial)
    return f"https://{domain}/p/{quote(serial, safe='-._~')}"


def serial_of(item: str) -> str:
    """Give the serial number that a GS1 link holds, or an empty text."""
    found = gtin_and_serial(item)
    return unquote(found[1]) if found else ""


def expected_item(item: str, gtin: str, serial: str) -> str:
    """Give the GS1 link that an id should be for its GTIN and serial, or an empty text if it is."""
    expected = digital_link(host_of(item) or "…", gtin, serial)
    return "" if item == expected else expected
