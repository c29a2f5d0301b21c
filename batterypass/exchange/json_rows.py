"""JSON lines: one object per line, strict (RFC 8259), numbers as the text that they were written in.

A member that holds an object gives one cell for each of its members, named with a point:
``un38_3.report``, ``values.minimum_voltage``. ``aliases`` is a list of ``{"scheme", "value"}``.
A line that is no such object comes as a row with a problem; the lines after it are read.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from batterypass.errors import MalformedError
from batterypass.exchange.columns import MAX_COLUMNS
from batterypass.exchange.numbers import parse_json_number
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.rows import MAX_LINE, MAX_ROWS, Row, Rows, clean
from batterypass.exchange.words import both_of, input_error, malformed
from batterypass.texts.bilingual import Text
from batterypass.texts.parser_words import json_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.exchange.source import Source

_DEEPEST: Final = 20


class JsonNumber(str):
    """A number of a JSON text, as it was written."""

    __slots__ = ()


def read_jsonl(source: Source) -> Rows:
    """Read JSON lines. Raises InputError where the file is empty, too long, or is no UTF-8."""
    text, encoding = source.decode(json=True)
    return Rows("jsonl", encoding, _rows(source.name, text))


def parse_json(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Read one JSON text, numbers as :class:`JsonNumber`.

    Raises MalformedError for what is no JSON, a member that stands twice, NaN, half a surrogate
    pair, or more than 20 levels.
    """
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        words = json_words(error.msg)
        raise malformed("json_place", line=error.lineno, column=error.colno, what=words) from error
    except ValueError as error:
        words = json_words(str(error))
        raise MalformedError(words.en, es=words.es) from error
    except RecursionError:
        raise _too_deep() from None
    # Half a pair can only come from an escape.
    if "\\u" in text or "\\U" in text:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise malformed("json_half") from error
    if _depth(value) > _DEEPEST:
        raise _too_deep()
    return value


def _too_deep() -> MalformedError:
    return malformed("json_deep", limit=_DEEPEST)


def _rows(name: str, text: str) -> Iterator[Row]:
    count = 0
    for line, body in enumerate(io.StringIO(text, newline="\n"), start=1):
        stripped = body.strip(" \t\r\n\x1a")
        if not stripped:
            continue
        count += 1
        if count > MAX_ROWS:
            raise input_error("too_many_rows", name=name, limit=MAX_ROWS)
        yield _row(line, stripped)
    if not count:
        raise input_error("empty", name=name)


def _row(line: int, text: str) -> Row:
    if len(text) > MAX_LINE:
        return _broken(line, text, "long_line", limit=MAX_LINE)
    try:
        value = parse_json(text)
    except MalformedError as error:
        said = both_of(error)
        # Which line of the file it is stands before it; this is the first of its own text.
        within = Text(said.en.removeprefix("line 1, "), said.es.removeprefix("línea 1, "))
        return _broken(line, text, "json_line", problem=within)
    if not isinstance(value, dict):
        return _broken(line, text, "json_line", problem=_what(value))
    cells: dict[str, str] = {}
    problems: list[RowProblem] = []
    for name, member in value.items():
        _add(line, name, member, cells, problems)
    if len(cells) > MAX_COLUMNS:
        return _broken(line, text, "json_line", problem=f"{len(cells)} > {MAX_COLUMNS}")
    return Row(line, tuple(cells), list(cells.values()), tuple(problems))


def _add(
    line: int, name: str, value: object, cells: dict[str, str], problems: list[RowProblem]
) -> None:
    if isinstance(value, JsonNumber):
        cells[name] = parse_json_number(value)
    elif isinstance(value, str):
        cells[name] = clean(value)
    elif value is None:
        return
    elif isinstance(value, bool):
        cells[name] = "true" if value else "false"
    elif isinstance(value, dict) and "." not in name:
        for member, inner in value.items():
            _add(line, f"{name}.{member}", inner, cells, problems)
    elif name == "aliases" and isinstance(value, list):
        for alias in value:
            scheme = alias.get("scheme") if isinstance(alias, dict) else None
            number = alias.get("value") if isinstance(alias, dict) else None
            if not isinstance(scheme, str) or not isinstance(number, str) or len(alias) != 2:
                problems.append(RowProblem(line, name, _what(alias), "alias"))
            elif f"alias.{scheme}" in cells:
                values = {"first": f"alias.{scheme}", "second": f"alias.{scheme}"}
                problems.append(RowProblem(line, name, number, "same_field", values))
            else:
                cells[f"alias.{scheme}"] = clean(number)
    else:
        problems.append(RowProblem(line, name, "", "json_value", {"found": _what(value)}))


def _broken(line: int, text: str, key: str, **values: object) -> Row:
    problem = RowProblem(line, "", text[:200], key, values)
    return Row(line, ("text",), (text[:2000],), (problem,))


def _what(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    return json.dumps(value)[:40]


def _depth(value: object) -> int:
    """Give the number of levels; the parser has bounded it by the stack already."""
    level, deepest = [value], 0
    while level and deepest <= _DEEPEST:
        deepest += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
    return deepest


def _closed(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise malformed("json_twice", found=name[:60])
            seen.add(name)
    return members


def _no_constant(text: str) -> NoReturn:
    raise malformed("json_number", found=text)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_closed,
    parse_float=JsonNumber,
    parse_int=JsonNumber,
    parse_constant=_no_constant,
)
