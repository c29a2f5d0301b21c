"""JSON from people and programs, read strictly: no duplicate names, and mostly no fractions.

Numbers that are not plain integers are texts everywhere in the ledger (``design/events.md``), so a
bare ``412.5`` is refused instead of being rounded by somebody's reader.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal


def parse_json(text: str, source: str, *, has_fractions: bool = False) -> Any:  # noqa: ANN401
    """Read one JSON value; ``has_fractions`` for documents of others, whose numbers are numbers.

    Raises InputError naming ``source`` and the place.
    """

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(members)
        if len(found) != len(members):
            names = [name for name, _ in members]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputError(
                f"{source}: the name {twice!r} stands twice in one object",
                code="json.twice",
                source=source,
                name=twice,
            )
        return found

    def no_number(found: str) -> NoReturn:
        raise InputError(
            f'{source}: the number {found} must be a text: "{found}"',
            code="json.number",
            source=source,
            found=found,
        )

    def no_constant(found: str) -> NoReturn:
        raise refusal(InputError, "json.constant", source=source, found=found)

    try:
        if has_fractions:
            return json.loads(text, object_pairs_hook=pairs, parse_constant=no_constant)
        return json.loads(
            text, object_pairs_hook=pairs, parse_float=no_number, parse_constant=no_number
        )
    except json.JSONDecodeError as error:
        raise InputError(
            f"{source}: not JSON: line {error.lineno}, column {error.colno}: {error.msg}",
            code="json.bad",
            source=source,
            line=error.lineno,
            column=error.colno,
            why=error.msg,
        ) from error
    except ValueError as error:
        # A number of thousands of digits.
        raise InputError(
            f"{source}: not JSON: {error}",
            code="json.bad",
            source=source,
            line=1,
            column=1,
            why=str(error),
        ) from error
    except RecursionError as error:
        raise InputError(f"{source}: nested too deeply", code="json.deep", source=source) from error


def parse_json_lines(text: str, source: str) -> list[Any]:
    """Read one JSON value from each line that is not empty."""
    return [
        parse_json(line, f"{source}:{number}")
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
