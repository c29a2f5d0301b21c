"""A yard, and lines of a line computer for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import pytest

from app.yard import MAKER, PACKS, Yard, make_yard
from batterypass.app.import_checked import Wanted
from batterypass.app.stream import EventStream, Form, LineAnswer
from batterypass.app.stream_lines import Line, LineFeed
from batterypass.app.stream_packs import PackStream
from batterypass.errors import InputError

_NUMBERS = count()


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    yard = make_yard(tmp_path_factory.mktemp("stream"), packs=3).at("03-04T10:00")
    yield yard
    verdict = yard.ledger.verify(first_use=True)
    assert (verdict.authentic, verdict.compliant) == (True, True), verdict.findings[:3]
    yard.ledger.close()


def read(line: Line) -> Form:
    """Read a form as a command does, strictly enough for these tests."""
    try:
        value = json.loads(line.body)
    except ValueError as error:
        raise InputError(str(error)) from error
    if not isinstance(value, dict):
        raise InputError("no object")
    return str(value.pop("kind", "")), value


def events(yard: Yard, *, actor: str = MAKER, again: bool = False) -> EventStream:
    return EventStream(yard.session, actor=actor, read=read, again=again)


def packs(yard: Yard, **wanted: Any) -> PackStream:
    return PackStream(yard.session, actor=MAKER, wanted=Wanted(**wanted))


def take(over: EventStream | PackStream, data: bytes) -> list[LineAnswer]:
    """Give bytes to a stream as they come from a pipe."""
    chunks = iter([data])
    return [one for lines in LineFeed(lambda _: next(chunks, b"")) for one in over.take(lines)]


def text(*values: object) -> bytes:
    return b"".join(
        value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n"
        for value in values
    )


def assessed(request: str, item: int = 0, **other: Any) -> dict[str, Any]:
    return {
        "kind": "item.assessed", "item": PACKS[item], "condition": "serviceable",
        "method": "visual", "request": request, **other,
    }  # fmt: skip


def name() -> str:
    """Give a name that no other test has used."""
    return f"t{next(_NUMBERS):06}"


def outcomes(answers: Sequence[LineAnswer]) -> list[str]:
    return [answer.outcome for answer in answers]
