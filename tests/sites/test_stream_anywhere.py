"""A line computer that stops and goes on anywhere, or whose lines come together in any way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Yard, make_yard, reopen
from batterypass.app import compose, stream
from batterypass.app.compose import sign_and_record
from batterypass.app.import_checked import Wanted
from batterypass.app.record import record
from batterypass.app.stream import EventStream, LineAnswer
from batterypass.app.stream_lines import Line
from batterypass.app.stream_packs import PackStream
from batterypass.errors import BrokenError, ConflictError
from sites.sites import Site, make_site
from sites.streams import assessed, events, name, outcomes, packs, read, take, text
from sites.streams import yard as yard

_PACK = {
    "gtin": "09521234560104", "model": "SA-46", "chemistry": "LFP", "category": "EV",
    "nominal_voltage_v": "350.4", "capacity_ah": "131.3", "energy_wh": "46000",
    "mass_kg": "412.5", "made_month": "2026-02",
}  # fmt: skip


def whys(answers: Sequence[LineAnswer]) -> list[tuple[object, ...]]:
    """Say what each line was told, indexes aside."""
    return [
        (
            one.outcome,
            type(one.error).__name__,
            one.error.code if one.error else None,
            [finding.code for finding in getattr(one.error, "findings", ())],
            [(problem.key, problem.code) for problem in one.problems],
        )
        for one in answers
    ]


def requests(yard: Yard, start: int) -> list[str]:
    """List the event ids of the readings that were recorded from an entry on."""
    found = []
    for index, _ in yard.session.store.statements(start, 1 << 60):
        payload = yard.ledger.entry(index).payload
        if payload["kind"] == "item.assessed":
            found.append(payload["event_id"])
    return found


_FORMS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["good", "good", "good", "other", "bad", "rule", "torn", "blank"]),
    ),
    min_size=1,
    max_size=9,
)


def _line(prefix: str, number: int, what: str) -> bytes:
    form = assessed(f"{prefix}-{number}")
    if what == "other":
        form["condition"] = "damaged_stable"
    elif what == "bad":
        form["colour"] = "red"
    elif what == "rule":
        form = {
            "kind": "pack.installed", "item": PACKS[0], "host_kind": "vehicle",
            "request": f"{prefix}-{number}", "actor": CARRIER,
        }  # fmt: skip
    elif what == "torn":
        return b'{"kind": "item.assessed", \n'
    return b" \r\n" if what == "blank" else text(form)


@settings(max_examples=60, deadline=None)
@given(_FORMS, st.data())
def test_stopped_at_any_byte_and_started_anywhere_before_each_event_is_in_once(
    yard: Yard, wanted: list[tuple[int, str]], data: st.DataObject
) -> None:
    prefix = name()
    lines = [_line(prefix, number, what) for number, what in wanted]
    whole = b"".join(lines)
    start = yard.session.size
    first = take(events(yard), whole[: data.draw(st.integers(0, len(whole)), label="cut")])
    answered = [one for one in first if one.outcome != "cut"]
    go_on = data.draw(st.integers(0, len(answered)), label="go on from line")
    second = take(events(yard), b"".join(lines[go_on:]))
    assert len(second) == len(lines) - go_on

    expected: dict[int, str] = {}
    for number, what in wanted:
        if what in ("good", "other"):
            expected.setdefault(number, what)
    found = requests(yard, start)
    assert len(found) == len(set(found)) == len(expected)
    # What was said to be recorded is what is there, and what is said again is the same.
    for old, new in zip(answered[go_on:], second, strict=False):
        if old.recorded is None:
            assert new.outcome == old.outcome
        else:
            assert new.outcome == "already"
            assert new.recorded is not None
            assert new.recorded.index == old.recorded.index
    told = {one.recorded.event_id for one in (*answered, *second) if one.recorded}
    assert told == set(found)


@settings(max_examples=40, deadline=None)
@given(_FORMS, st.data())
def test_what_a_line_is_told_does_not_depend_on_which_lines_came_with_it(
    yard: Yard, wanted: list[tuple[int, str]], data: st.DataObject
) -> None:
    cuts = data.draw(st.sets(st.integers(1, len(wanted))))
    told = []
    for batches in ([0, *sorted(cuts), len(wanted)], range(len(wanted) + 1)):
        prefix = name()
        lines = [
            Line(number, body.rstrip(b"\n"), len(body))
            for number, body in enumerate((_line(prefix, n, what) for n, what in wanted), 1)
        ]
        over = events(yard)
        answers = [one for a, b in pairwise(batches) for one in over.take(lines[a:b])]
        told.append(whys(answers))
    assert told[0] == told[1]


_ROWS = st.lists(
    st.tuples(
        st.integers(0, 3), st.sampled_from(["good", "good", "other", "bad", "torn", "blank"])
    ),
    min_size=1,
    max_size=9,
)


def _row(prefix: str, number: int, what: str) -> bytes:
    row: dict[str, Any] = {"serial": f"{prefix}-{number}", **_PACK}
    if what == "other":
        row["model"] = "SA-47"
    elif what == "bad":
        row["mass_kg"] = "4125"
    elif what == "torn":
        return b"%PDF {\n"
    return b"\n" if what == "blank" else text(row)


@settings(max_examples=40, deadline=None)
@given(_ROWS, st.data())
def test_packs_are_made_once_wherever_the_line_computer_goes_on(
    yard: Yard, wanted: list[tuple[int, str]], data: st.DataObject
) -> None:
    prefix = name()
    lines = [_row(prefix, number, what) for number, what in wanted]
    whole = b"".join(lines)
    start = yard.session.size
    first = take(packs(yard), whole[: data.draw(st.integers(0, len(whole)), label="cut")])
    answered = [one for one in first if one.outcome != "cut"]
    go_on = data.draw(st.integers(0, len(answered)), label="go on from line")
    second = take(packs(yard), b"".join(lines[go_on:]))
    expected = {number for number, what in wanted if what in ("good", "other")}
    assert yard.session.size == start + len(expected)
    for old, new in zip(answered[go_on:], second, strict=False):
        assert new.outcome == (old.outcome if old.recorded is None else "already")
    told = {one.recorded.index for one in (*answered, *second) if one.recorded}
    assert told == set(range(start, start + len(expected)))


@settings(max_examples=30, deadline=None)
@given(_ROWS, st.data())
def test_what_a_row_is_told_does_not_depend_on_which_rows_came_with_it(
    yard: Yard, wanted: list[tuple[int, str]], data: st.DataObject
) -> None:
    cuts = data.draw(st.sets(st.integers(1, len(wanted))))
    told = []
    for batches in ([0, *sorted(cuts), len(wanted)], range(len(wanted) + 1)):
        prefix = name()
        lines = [
            Line(number, body.rstrip(b"\n"), len(body))
            for number, body in enumerate((_row(prefix, n, what) for n, what in wanted), 1)
        ]
        over = packs(yard)
        answers = [one for a, b in pairwise(batches) for one in over.take(lines[a:b])]
        told.append(whys(answers))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "body",
    [b"\xff", b"\xef\xbb\xbf", b"\xef\xbb\xbf{}", b"PK\x03\x04", b"%PDF", b"\x00", b"[]", b"3"],
)
def test_a_row_that_begins_like_another_kind_of_file_is_only_that_row(
    yard: Yard, body: bytes
) -> None:
    good = {"serial": name(), **_PACK}
    lines = [Line(7, body, len(body)), Line(8, text(good).strip(), 1)]
    answers = packs(yard).take(lines)
    assert outcomes(answers) in (["malformed", "recorded"], ["empty", "recorded"])
    assert [answer.line for answer in answers] == [7, 8]


def test_a_number_that_two_packs_share_is_told_once_the_first_is_there(yard: Yard) -> None:
    alias = [{"scheme": "VIN", "value": name()}]
    rows = [{"serial": name(), "aliases": alias, **_PACK} for _ in range(2)]
    together = whys(take(packs(yard), text(*rows)))
    alias = [{"scheme": "VIN", "value": name()}]
    rows = [{"serial": name(), "aliases": alias, **_PACK} for _ in range(2)]
    apart = [*whys(take(packs(yard), text(rows[0]))), *whys(take(packs(yard), text(rows[1])))]
    assert together == apart


def test_who_was_overtaken_is_composed_again_on_what_the_others_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard = make_yard(tmp_path, packs=2).at("03-04T10:00")
    other = reopen(yard, tmp_path)
    sign, calls = sign_and_record, []

    def overtaken(session: Any, ready: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            other.log("custody.released", MAKER, items=[PACKS[0]], to=CARRIER)
            other.log("custody.released", MAKER, items=[PACKS[1]], to=RECYCLER)
            other.log("custody.accepted", RECYCLER, items=[PACKS[1]], released_by=MAKER)
        return sign(session, ready)

    monkeypatch.setattr(stream, "sign_and_record", overtaken)
    released = {"kind": "custody.released", "to": RECYCLER}
    answers = take(
        events(yard),
        text(
            {**released, "items": [PACKS[0]], "request": name()},
            {**released, "items": [PACKS[1]], "request": name()},
            assessed(name(), 1, actor=RECYCLER),
        ),
    )
    # The first pack is still ours to give, the second is not any more, the third had not to do
    # with it.
    assert outcomes(answers) == ["recorded", "refused", "recorded"]
    other.ledger.close()
    assert yard.ledger.verify(first_use=True).authentic
    yard.ledger.close()


def test_who_was_only_slower_is_signed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard = make_yard(tmp_path, packs=1).at("03-04T10:00")
    other = reopen(yard, tmp_path)
    calls: list[int] = []

    def overtaken(session: Any, statements: Any, *words: Any, **more: Any) -> Any:
        calls.append(len(statements))
        if len(calls) == 1:
            # It is signed already, and not yet recorded.
            other.log("custody.released", MAKER, items=[PACKS[0]], to=CARRIER)
        return record(session, statements, *words, **more)

    monkeypatch.setattr(compose, "record", overtaken)
    released = {"kind": "custody.released", "to": RECYCLER, "items": [PACKS[0]], "request": name()}
    assert outcomes(take(events(yard), text(released))) == ["recorded"]
    assert calls == [1, 1, 1]
    other.ledger.close()
    assert yard.ledger.verify(first_use=True).authentic
    yard.ledger.close()


def test_a_writer_who_never_lets_go_ends_the_stream_and_blames_no_line(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_session: Any, _ready: Any) -> Any:
        raise ConflictError("another program is writing", code="store.busy")

    monkeypatch.setattr(stream, "sign_and_record", busy)
    with pytest.raises(ConflictError):
        take(events(yard), text(assessed(name())))


def test_a_ledger_that_may_not_be_signed_ends_the_stream_and_blames_no_line(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(_session: Any, _ready: Any) -> Any:
        raise BrokenError("signing would fork the log", code="write.older-copy")

    monkeypatch.setattr(stream, "sign_and_record", behind)
    with pytest.raises(BrokenError):
        take(events(yard), text(assessed(name())))


@pytest.fixture
def site(yard: Yard, tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path / "site", yard, MAKER)
    yield site
    site.close()


def test_at_a_site_the_lines_are_kept_in_the_outbox_once(site: Site) -> None:
    lines = text(assessed(a := name()), assessed(name()), assessed(a))
    over = EventStream(site.session, actor=MAKER, read=read)
    answers = take(over, lines)
    assert outcomes(answers) == ["pending", "pending", "already"]
    assert [one.recorded.place for one in answers if one.recorded] == [1, 2, 1]
    site.close()
    again = take(EventStream(site.session, actor=MAKER, read=read), lines)
    assert outcomes(again) == ["already"] * 3
    assert [one.recorded.place for one in again if one.recorded] == [1, 2, 1]
    assert site.session.outbox.last_place() == 2


def test_at_a_site_packs_are_kept_in_the_outbox_once(site: Site) -> None:
    rows = text({"serial": name(), **_PACK}, {"serial": name(), **_PACK})
    wanted = Wanted()
    answers = take(PackStream(site.session, actor=MAKER, wanted=wanted), rows)
    assert outcomes(answers) == ["pending", "pending"]
    again = take(PackStream(site.session, actor=MAKER, wanted=wanted), rows)
    assert outcomes(again) == ["already", "already"]
    assert [one.recorded.place for one in again if one.recorded] == [1, 2]


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


_FIELDS = st.sampled_from(
    ["kind", "item", "condition", "method", "request", "event_id", "event_time", "actor", "seen",
     "subjects", "private", "documents", "acknowledged", "site", "version", "values"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(_FIELDS, _JSON, max_size=4))
def test_no_line_of_anybody_stops_the_stream(yard: Yard, changed: Mapping[str, Any]) -> None:
    form = {**assessed(name()), **changed}
    answers = take(events(yard), text(form, assessed(name())))
    assert answers[0].outcome in ("recorded", "malformed", "refused", "already")
    assert answers[1].outcome == "recorded"
