"""Time marks in a bundle: none is withheld unseen, by whoever would hide when something was recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app import operator
from batterypass.app.heads import seal
from batterypass.app.verdict import Verdict
from batterypass.domain.ids import ledger_subject
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.cose import sign_statement
from batterypass.statements.payload import encode_payload
from bundle import story
from bundle.test_sweep import _without, names, passes, rebuilt


def marks_in(data: bytes) -> list[int]:
    kinds = {line.entry: line.kind for line in BundleFile.parse(data, "x").lines}
    return [entry for entry, kind in kinds.items() if kind == "ledger.time-marked"]


def test_no_mark_can_be_left_out_so_that_somebody_still_relies_on_the_file(tmp_path: Path) -> None:
    yard = story.tell(tmp_path)
    trust = story.trust_of(yard)
    for of, subjects in (("items", [story.PACKS[0]]), ("party", [yards.MAKER])):
        data = story.bundle_of(yard, of, *subjects)
        assert marks_in(data)
        for entry in marks_in(data):
            verdict = story.verify(rebuilt(data, _without(entry)), story.stranger(trust))
            assert not passes(verdict), entry
            assert names(verdict), entry


def late(yard: yards.Yard, trust: bytes, hidden: Callable[[list[int]], list[int]]) -> Verdict:
    data = story.bundle_of(yard, "items", story.PACKS[0])
    for entry in hidden(marks_in(data)):
        data = rebuilt(data, _without(entry))
    return story.verify(data, story.stranger(trust))


@pytest.mark.parametrize("kind", ["item.assessed", "foo.bar"])
def test_a_key_that_was_used_after_its_grace_does_not_look_as_if_it_was_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The grace ends by the time mark: who takes that mark out of the file would prolong it.

    Of a kind that nobody here knows, a statement may link the ledger's own lane. It is no mark by that,
    and as the operator's numbers count it, nobody knows from a part of the log when it was recorded.
    """
    yard = yards.make_yard(tmp_path)
    yard.at("03-05T09:00").log(
        "item.declared-waste", yards.MAKER, items=[story.PACKS[0]], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    kid = yard.ring.kids(yards.MAKER, "daily")[0]
    yard.at("03-06T09:00").log(
        "party.key-revoked", yards.REGISTRAR, party=yards.MAKER, kid=kid, reason="rotated",
        grace_days=14,
    )  # fmt: skip
    signed_at = "2026-03-06T08:00:00-06:00"
    yard.at("05-20T09:00")
    monkeypatch.setattr("batterypass.app.record.refuse", lambda *_, **__: None)
    monkeypatch.setattr("batterypass.app.door._refuse_unknown", lambda *_: None)
    entry = _sign_late(yard, kid, signed_at, kind)
    monkeypatch.undo()
    seal(yard.session)
    trust = story.trust_of(yard)
    honest = late(yard, trust, lambda marks: [])
    if kind == "item.assessed":
        assert [one.entry for one in honest.findings if one.code == "BP-K002"] == [entry]
    assert honest.authentic is (False if kind == "item.assessed" else None)
    whole = story.verify(story.bundle_of(yard, "all"), story.stranger(trust))
    assert [one.entry for one in whole.findings if one.code == "BP-K002"] == [entry]
    hidden = late(yard, trust, lambda marks: [max(one for one in marks if one < entry)])
    assert (hidden.authentic, hidden.exit_code()) == (None, 5)
    assert ("entry", "marks") in story.why(hidden)


def _sign_late(yard: yards.Yard, kid: str, event_time: str, kind: str) -> int:
    """Hand in a statement that says that it was signed before the key was rotated."""
    world = yard.session.world
    known = kind == "item.assessed"
    subjects = [story.PACKS[0]] if known else [story.PACKS[0], ledger_subject(yard.session.origin)]
    reading = {"item": story.PACKS[0], "condition": "serviceable", "method": "visual"}
    links = []
    for name in subjects:
        seq = world.chain(name).seq
        prev = world.main_digest(name, seq - 1).hex() if seq else None
        links.append({"subject": name, "lane": "record", "seq": seq, "prev": prev})
    payload = {
        "event_id": "11111111-1111-8111-8111-111111111111", "kind": kind, "version": 1,
        "event_time": event_time, "actor": yards.MAKER, "subjects": links,
        **(reading if known else {}),
    }  # fmt: skip
    raw = sign_statement(
        encode_payload(payload), yard.ring.private(kid), issuer=yards.MAKER,
        subject=story.PACKS[0], audience=yard.session.audience,
    )  # fmt: skip
    return yard.ledger.record([raw])[0].index


def test_nobody_is_said_to_be_early_by_a_mark_that_was_left_out(tmp_path: Path) -> None:
    """With the mark of his day gone an honest signer would seem to write of the future (BP-Z001)."""
    yard = yards.make_yard(tmp_path)
    for day in ("04-05", "06-05"):
        yard.at(f"{day}T09:00").log(
            "item.assessed", yards.MAKER, item=story.PACKS[0], condition="serviceable",
            method="visual",
        )  # fmt: skip
    seal(yard.session)
    trust = story.trust_of(yard)
    assert late(yard, trust, lambda marks: []).exit_code() == 0
    for marks in (lambda all_: all_[-1:], lambda all_: all_[-2:]):
        hidden = late(yard, trust, marks)
        assert "BP-Z001" not in story.codes(hidden)
        assert hidden.exit_code() == 5


# --- numbers ----------------------------------------------------------------------------------


def numbered(monkeypatch: pytest.MonkeyPatch, number: Callable[[int], int | None]) -> None:
    """Let the operator's program write other numbers."""

    def write(payload: dict[str, Any]) -> bytes:
        other = number(payload.pop("number"))
        return encode_payload({**payload, **({} if other is None else {"number": other})})

    monkeypatch.setattr(operator, "encode_payload", write)


def test_a_ledger_of_before_leaves_times_open_and_its_whole_log_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered(monkeypatch, lambda number: None)
    yard = story.tell(tmp_path)
    trust = story.trust_of(yard)
    verdict = story.verify(story.bundle_of(yard, "items", story.PACKS[0]), story.stranger(trust))
    assert (verdict.authentic, verdict.exit_code()) == (None, 5)
    assert ("entry", "marks") in story.why(verdict)
    assert story.verify(story.bundle_of(yard, "all"), story.stranger(trust)).authentic is True


def test_numbers_that_hide_a_mark_are_found_by_an_audit_and_where_they_contradict_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What hides a mark is a number that stands twice: nobody lets it in who has the whole log."""
    with monkeypatch.context() as patch:
        numbered(patch, lambda number: max(number - 1, 1))
        patch.setattr("batterypass.app.heads.refuse", lambda *_, **__: None)
        patch.setattr("batterypass.app.record.refuse", lambda *_, **__: None)
        yard = story.tell(tmp_path)
    trust = story.trust_of(yard)
    audit = yard.ledger.verify(first_use=True)
    assert (audit.authentic, "BP-V013" in story.codes(audit)) == (False, True)
    data = story.bundle_of(yard, "items", story.PACKS[0])
    # The seal's number is not the one that its own heads give.
    verdict = story.verify(data, story.stranger(trust))
    assert (verdict.authentic, "BP-V013" in story.codes(verdict)) == (False, True)


@pytest.mark.parametrize("found", [lambda n: n * 1000, lambda n: max(1, 9 - n)])
def test_numbers_that_do_not_grow_or_grow_faster_than_the_log_are_false(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Callable[[int], int]
) -> None:
    with monkeypatch.context() as patch:
        numbered(patch, found)
        for place in ("heads", "record"):
            patch.setattr(f"batterypass.app.{place}.refuse", lambda *_, **__: None)
        yard = story.tell(tmp_path)
    data = story.bundle_of(yard, "items", story.PACKS[0])
    verdict = story.verify(data, story.stranger(story.trust_of(yard)))
    entries = {one.entry for one in verdict.findings if one.code == "BP-V013"}
    assert verdict.authentic is False
    assert len(entries) > 1
