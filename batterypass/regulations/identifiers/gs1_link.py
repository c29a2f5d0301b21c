"""GS1 Digital Link URIs, as links on labels: read under any domain and path, written in one form.

GS1 Digital Link Standard: URI Syntax 1.2 and later. The key is found from the right, so whatever
path a shop puts before it does not matter; the short names (``gtin``, ``ser``) of 1.2 are read too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from batterypass.regulations.identifiers.characters import percent_decoded, percent_encoded
from batterypass.regulations.identifiers.gs1_keys import (
    GTIN_LENGTHS,
    AiRow,
    Gs1Number,
    ai_rows,
    gs1_number,
)
from batterypass.regulations.identifiers.problems import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Where GS1 itself resolves links: the stem of the canonical form.
CANONICAL_STEM = "https://id.gs1.org"
_HOST = re.compile(
    r"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$"
)
# A link as nearly all are: nothing in it has to be taken apart with care.
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)")
_ATTRIBUTE_AI = re.compile(r"^[0-9]{2,4}$")


# Several rules ask about one name.
@lru_cache(maxsize=4096)
def parse_link(url: str) -> Gs1Number | None:
    """Read a Digital Link; None where the URL holds no GS1 key and is another link.

    Raises MalformedError where it holds one and is wrong: the value, the qualifiers and their
    order, a serial number behind the ``?``, an escape, a slash at the end, the host.
    """
    host, netloc, path, query = _cut(url)
    segments = path.split("/")[1:]
    found = _find_key(segments)
    if found is None:
        return None
    if not _HOST.match(host):
        raise wrong("bad-host", found=netloc)
    key, start = found
    values = _path_values(key, segments[start:])
    for ai, value in _query_values(query):
        if ai == "10" and "01" in values and "10" not in values:
            values[ai] = value
        elif ai in ai_rows() and ai_rows()[ai].role == "qualifier" and ai not in values:
            raise wrong("in-query", found=f"{ai}={value}")
    return gs1_number(values)


def encode_link(number: Gs1Number, stem: str = CANONICAL_STEM) -> str:
    """Write a number as a Digital Link under a stem (``https://`` and host, and a path if wanted)."""
    return stem + "".join(f"/{ai}/{percent_encoded(value)}" for ai, value in number.parts)


def _cut(url: str) -> tuple[str, str, str, str]:
    """Cut the host, the host as it is written, the path and the query out of a link."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return plain[1], plain[1], plain[2], ""
    try:
        split = urlsplit(url.strip())
        host, _port = split.hostname or "", split.port
    except ValueError as error:
        raise wrong("bad-host", found=url) from error
    return host, split.netloc, split.path, split.query


def _find_key(segments: list[str]) -> tuple[AiRow, int] | None:
    """Give the key and where it stands, looked for from the right; None where no pair looks like one.

    At the beginning of the path a key is meant by whoever writes ``/01/``, whatever follows. Behind
    other words it must look like its value too: ``/2026/01/17`` is a day.
    """
    ended = segments[:-1] if segments and not segments[-1] else segments
    for start in range(len(ended) - 2, -1, -2):
        row = _row(segments[start])
        if (
            row is not None
            and row.role == "key"
            and (start == 0 or _resembles(row, ended[start + 1]))
        ):
            return row, start
    return None


def _row(code: str) -> AiRow | None:
    return ai_rows().get(code) or _rows_by_short_name().get(code)


@cache
def _rows_by_short_name() -> Mapping[str, AiRow]:
    # Of those with the same name the first is meant.
    return {row.short: row for row in reversed([*ai_rows().values()])}


def _resembles(row: AiRow, text: str) -> bool:
    """Tell whether a text has the figures of a key's value, whatever its check digit is."""
    digits = sum(most for sort, least, most in row.parts if sort in "NZ" and least == most)
    if row.ai == "01":
        return text.isascii() and text.isdigit() and len(text) in GTIN_LENGTHS
    if digits:
        return len(text) >= digits and text[:digits].isascii() and text[:digits].isdigit()
    return text[:4].isascii() and text[:4].isdigit() and len(text) > 4


def _path_values(key: AiRow, segments: list[str]) -> dict[str, str]:
    if not segments[-1]:
        raise wrong("trailing-slash")
    rows = [_row(code) for code in segments[2::2]]
    found = [row.ai if row is not None else "" for row in rows]
    if len(segments) % 2 or not any(_in_order(found, one) for one in (*key.sequences, ())):
        raise wrong("qualifiers", what=key.name, found="/" + "/".join(segments[2:]),
                    expected=" | ".join(",".join(one) for one in key.sequences) or "-")  # fmt: skip
    values = dict(zip([key.ai, *found], map(percent_decoded, segments[1::2]), strict=True))
    gtin = values.get("01", "")
    if len(gtin) in GTIN_LENGTHS and gtin.isascii() and gtin.isdigit():
        values["01"] = gtin.zfill(14)
    return values


def _in_order(found: list[str], sequence: tuple[str, ...]) -> bool:
    """Tell whether what was found is in a sequence, each once and in its order."""
    return [one for one in sequence if one in found] == found


def _query_values(query: str) -> list[tuple[str, str]]:
    pairs = (one.partition("=") for one in re.split("[&;]", query) if one)
    return [(ai, percent_decoded(value)) for ai, _, value in pairs if _ATTRIBUTE_AI.match(ai)]
