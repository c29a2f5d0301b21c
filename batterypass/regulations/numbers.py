"""Whether a number has the shape of its scheme, and whether it can exist at all.

``reference/waste-and-manifests.md`` 2.2, 3.2, 9.1 and 12: a wrong shape warns, because formats vary
by year and office; a number that cannot exist is refused. Nothing is inferred from a number: a
Roman figure or a letter in it is a hint and never says what is authorised.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass.regulations.impossible import TABLE, impossible_anywhere, impossible_here
from batterypass.regulations.number_shapes import (
    Answer,
    NumberCheck,
    Shape,
    scope_codes,
    shapes_by_scheme,
)
from batterypass.regulations.places import State, find_state
from batterypass.regulations.reasons import Reason
from batterypass.regulations.tables import least

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.regulations.tables import Regulations, Row, Table

_SCOPES = "authorisation-scopes"
#: What paper and word processors make of a hyphen.
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
#: An NRA: 5 characters, state, municipality (INEGI) and 2 digits (waste-and-manifests.md 2.2).
_NRA = re.compile(r"[A-Z0-9]{5}([0-9]{2})([0-9]{3})[0-9]{2}")
_MILDEST: tuple[Answer, ...] = ("fits", "unknown_shape", "wrong_shape", "impossible")


def check_number(
    regulations: Regulations, scheme: str, scope_code: str | None, number: str
) -> NumberCheck:
    """Check the number of an authorisation under a scheme of ``authorisation-scopes.csv``.

    A scope that says what is allowed may have the shape of any such scope of its scheme, because
    offices mix them; one that says who somebody is (NRA, EPA-ID) has its own. Without a scope the
    number may have any shape of the scheme. Where no row has a pattern, the shape is unknown, which
    is no warning. Raises UndecidedError where a table is missing.
    """
    impossible = impossible_anywhere(regulations, number) or impossible_here(
        regulations, scheme, scope_code, number
    )
    if impossible is not None:
        return impossible
    every = shapes_by_scheme(regulations.table(_SCOPES)).get(scheme, ())
    own = [shape for shape in every if scope_code in (None, shape.scope_code)]
    if not own:
        return _unknown(scheme)
    others = [] if any(s.identity for s in own) else [s for s in every if not s.identity]
    for shape in (*own, *others):
        if shape.fits(number):
            return _fits(shape)
    if not any(shape.pattern for shape in own):
        return _unknown(own[0].row, own[0])
    return _wrong(number, [*own, *others])


def check_authorisation(
    regulations: Regulations, scheme: str, operations: Iterable[str], number: str
) -> NumberCheck:
    """Check the number of an authorisation by the operations that its paper names.

    The mildest answer of their scopes counts: who has a paper for two things has one number.
    Raises UndecidedError where a table is missing.
    """
    wanted = frozenset(operations)
    codes: tuple[str | None, ...] = scope_codes(regulations.table(_SCOPES), scheme, wanted)
    checks = [check_number(regulations, scheme, code, number) for code in codes or (None,)]
    return min(checks, key=lambda check: _MILDEST.index(check.answer))


def check_registration(regulations: Regulations, scheme: str, number: str) -> NumberCheck:
    """Check a number under which an authority knows a party or a plant: NRA, RFC, EPA-ID, …

    ``scheme`` is a scope or a scheme of ``authorisation-scopes.csv``, or one of
    ``number-formats.json``, in any case; any other has no shape that is known here. Raises
    UndecidedError where a table is missing.
    """
    word = _word(scheme)
    listed = _listed_as(regulations.table(_SCOPES), word)
    if listed is not None:
        return check_number(regulations, *listed, number)
    for row in regulations.table(TABLE).rows:
        if row["check"] == "pattern" and _word(row["scheme"]) == word:
            return _check_format(regulations, row, number)
    return impossible_anywhere(regulations, number) or _unknown(scheme)


def nra_state(number: str) -> State | None:
    """Give the state that an NRA names; None for what is no NRA, or where there is no such state.

    An address in another state is worth a warning and never a refusal: companies move.
    """
    found = _NRA.fullmatch(number)
    return None if found is None else find_state(found[1])


def nra_municipality(number: str) -> str | None:
    """Give the 3-digit INEGI key of the municipality that an NRA names; None for no NRA."""
    found = _NRA.fullmatch(number)
    return None if found is None else found[2]


def tidy(number: str) -> str:
    """Give a number in capitals, with plain hyphens and without spaces: a proposal, never a fact."""
    return "".join(number.split()).upper().translate(_HYPHENS)


def _check_format(regulations: Regulations, row: Row, number: str) -> NumberCheck:
    """Check a number of a scheme that only ``number-formats.json`` lists."""
    impossible = impossible_anywhere(regulations, number) or impossible_here(
        regulations, row["scheme"], None, number
    )
    if impossible is not None:
        return impossible
    shape = Shape(row["id"], "", True, row["shape"], row["example"], row["confidence"])
    return _fits(shape) if shape.fits(number) else _wrong(number, [shape])


def _fits(shape: Shape) -> NumberCheck:
    reasons = (Reason("number-fits", {"scheme": shape.row}),)
    return NumberCheck("fits", reasons, shape.row, shape.pattern, shape.example, shape.confidence)


def _unknown(scheme: str, shape: Shape | None = None) -> NumberCheck:
    reasons = (Reason("number-unknown", {"scheme": scheme}),)
    if shape is None:
        return NumberCheck("unknown_shape", reasons)
    return NumberCheck("unknown_shape", reasons, shape.row, "", shape.example, shape.confidence)


def _wrong(number: str, shapes: Sequence[Shape]) -> NumberCheck:
    """Say which shape was expected, and whether only case, spaces or hyphens are off."""
    known = [shape for shape in shapes if shape.pattern]
    examples = dict.fromkeys(shape.example for shape in known if shape.example)
    expected = " / ".join(examples) or known[0].pattern
    reasons = [Reason("number-wrong-shape", {"expected": expected})]
    tidied = tidy(number)
    if any(shape.fits(tidied) for shape in known):
        reasons.append(Reason("number-tidied", {"tidied": tidied}))
    sure = least(*(shape.confidence for shape in known))
    row, pattern = known[0].row, known[0].pattern
    return NumberCheck("wrong_shape", tuple(reasons), row, pattern, expected, sure)


@lru_cache(maxsize=256)
def _listed_as(scopes: Table, word: str) -> tuple[str, str | None] | None:
    """Give the scheme and the scope of the table that a word is, None where it is neither."""
    for name, shapes in shapes_by_scheme(scopes).items():
        for shape in shapes:
            if _word(shape.scope_code) == word:
                return name, shape.scope_code
        if _word(name) == word:
            return name, None
    return None


@lru_cache(maxsize=1024)
def _word(text: str) -> str:
    """Give the word of a scheme without case; a space or underscore is a hyphen."""
    return "-".join(text.replace("_", " ").split()).casefold()
