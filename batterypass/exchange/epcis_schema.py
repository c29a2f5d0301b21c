"""Holding an EPCIS document against a JSON Schema that the user has, with the formats asserted.

The schema of GS1 is not ours to pass on, so none is packaged. Formats count: without them a schema
of EPCIS lets names without a prefix and times without an offset through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.epcis_uris import is_time, is_uri

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of what the validator says that are shown: it quotes whole documents.
_SHOWN = 200


def check_schema(document: object, schema: object, name: str) -> Iterator[tuple[str, str]]:
    """Give place and message of each problem that the schema finds, deepest first.

    Raises InputError for a schema that is none, or that refers to another file: nothing is fetched.
    """
    import jsonschema
    from jsonschema.exceptions import SchemaError, best_match
    from jsonschema_specifications import REGISTRY
    from referencing.exceptions import Unresolvable

    if not isinstance(schema, dict):
        raise refusal(InputError, "epcis.no-schema", file=name, why="no object")
    validator = jsonschema.validators.validator_for(schema, default=jsonschema.Draft7Validator)
    try:
        validator.check_schema(schema)
        # A registry of its own: the default one would fetch what a schema refers to.
        checks = validator(schema, registry=REGISTRY, format_checker=_formats())
        errors = checks.iter_errors(document)
        for error in errors:
            deepest: Any = best_match([error]) or error
            yield _place(deepest.absolute_path), str(deepest.message)[:_SHOWN]
    except SchemaError as error:
        raise refusal(InputError, "epcis.no-schema", file=name, why=error.message) from error
    except Unresolvable as error:
        raise refusal(InputError, "epcis.no-schema", file=name, why=str(error)) from error


def _formats() -> Any:  # noqa: ANN401 - jsonschema has no types
    import jsonschema

    checker = jsonschema.FormatChecker(formats=())
    for name, is_one in (("uri", is_uri), ("date-time", is_time)):
        checker.checks(name)(lambda value, test=is_one: not isinstance(value, str) or test(value))
    return checker


def _place(path: Any) -> str:  # noqa: ANN401 - a deque of names and numbers
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "-"
