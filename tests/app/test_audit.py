"""The audit says the same in every way that it can be made, and names what it cannot decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from app.copies import record_copy, statements_of
from batterypass import bootstrap
from batterypass.app import entry_checks
from batterypass.app.audit import Verdict
from batterypass.app.record import Attachment, record
from batterypass.ports import Content
from batterypass.rules import RULES
from batterypass.store.mirror import SqliteMirror
from batterypass.store.workers import Workers

#: What a rulebook of last year might have been: all tables, and the rules but those of time.
OLD_RULES = tuple(rule for rule in RULES if not rule.code.startswith("BP-Z"))


@pytest.fixture
def yard(tmp_path: Path) -> yards.Yard:
    return yards.make_read_yard(tmp_path, packs=8)


def edit(yard: yards.Yard, sql: str, *parameters: Any) -> None:
    """Change the file as somebody does who has SQLite; the triggers stay as they were."""
    connection = sqlite3.connect(yard.ledger.store.database.path)  # type: ignore[attr-defined]
    triggers = [
        (name, text)
        for name, text in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
    ]
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(sql, parameters).rowcount > 0
    for _, text in triggers:
        connection.execute(text)
    connection.commit()
    connection.close()


def forge(yard: yards.Yard, index: int) -> None:
    """Change the signature of an entry, and nothing else of it."""
    raw = yard.ledger.store.statement(index)
    edit(
        yard,
        "UPDATE entries SET statement = ? WHERE idx = ?",
        raw[:-1] + bytes([raw[-1] ^ 1]),
        index,
    )


class Here(Executor):
    """An executor that does everything at once in this process, or refuses to."""

    def __init__(self, change: Callable[[bytes], bytes] = bytes) -> None:
        self.change = change

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            answer = fn(*args, **kwargs)
            future.set_result(self.change(answer) if fn is entry_checks.check_range else answer)
        except BrokenExecutor as error:
            future.set_exception(error)
        return future


class Gone(Executor):
    """An executor that was shut down."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise RuntimeError("cannot schedule new futures after shutdown")


class Asleep(Executor):
    """An executor that never begins with anything."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def _dies(_: bytes) -> bytes:
    raise BrokenExecutor("it died")


def _lies_about_others(answer: bytes) -> bytes:
    return sha256(b"other entries").digest() + b"\1" * (len(answer) - 32)


def _is_short(answer: bytes) -> bytes:
    return answer[:-1]


def _says_all_is_bad(answer: bytes) -> bytes:
    return answer[:32] + bytes(len(answer) - 32)


EXECUTORS = {
    "none": None,
    "works": Here(),
    "dies": Here(_dies),
    "lies": Here(_lies_about_others),
    "is short": Here(_is_short),
    "says all is bad": Here(_says_all_is_bad),
    "is gone": Gone(),
    "never begins": Asleep(),
}


def verify(yard: yards.Yard, executor: Executor | None = None, **given: Any) -> Verdict:
    """Audit with an executor for the signature checks."""

    @contextmanager
    def processes(_: int) -> Iterator[Executor | None]:
        entry_checks._keys_of.cache_clear()
        yield executor

    yard.ledger._around = replace(yard.ledger._around, processes=processes)
    verdict = yard.ledger.verify(**given)
    entry_checks._keys_of.cache_clear()
    return verdict


@pytest.mark.parametrize("name", EXECUTORS)
def test_whatever_becomes_of_the_workers_the_verdict_is_the_same(
    yard: yards.Yard, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_checks, "RANGE", 128)
    verdict = verify(yard, EXECUTORS[name])
    assert (verdict.authentic, verdict.compliant, verdict.findings) == (True, True, [])
    forge(yard, 9)
    bad = verify(yard, EXECUTORS[name])
    assert bad.authentic is False
    assert bad.compliant is None
    assert [one.entry for one in bad.findings if one.code == "BP-S004"] == [9]
    plain = verify(yard)
    assert sorted((one.code, one.entry or 0) for one in plain.findings) == sorted(
        (one.code, one.entry or 0) for one in bad.findings
    )


def test_real_processes_find_the_forged_one_among_many(yard: yards.Yard) -> None:
    forge(yard, 20)
    workers = Workers(2)
    try:
        found = [one.entry for one in verify(yard, workers).findings if one.code == "BP-S004"]
    finally:
        workers.shutdown()
    assert found == [20]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE subjects SET seq = seq + 1 WHERE letter = 'I'",
        "DELETE FROM links WHERE entry = 12",
        "UPDATE digests SET prefix = prefix + 1 WHERE entry = 7",
        "DELETE FROM events WHERE entry = 8",
        "UPDATE nodes SET hashes = substr(hashes, 1, 32) WHERE entry = 7",
        "DELETE FROM pointers WHERE relation = 4",
    ],
)
def test_a_table_that_was_changed_is_named_by_the_pass_that_follows(
    yard: yards.Yard, sql: str
) -> None:
    table = sql.split()[1 if sql.startswith("UPDATE") else 2]
    edit(yard, sql)
    verdict = verify(yard)
    tables = {one.values["table"] for one in verdict.findings if one.code in ("BP-V002", "BP-V003")}
    assert verdict.authentic is False
    assert table in tables


def test_a_sound_ledger_is_proved_without_tables_of_its_own(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any) -> None:
        raise AssertionError("a sound ledger needs no scratch store")

    monkeypatch.setattr(type(yard.ledger.store), "scratch", refuse)
    assert verify(yard).authentic


def test_both_ways_over_the_log_say_the_same(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.at("03-09T10:00")
    # A reading of four days ago is told as a notice.
    late = {"event_time": "2026-03-05T09:00:00-06:00"}
    yard.log("item.assessed", yards.MAKER, item=yards.PACKS[0], condition="serviceable",
             method="visual", **late)  # fmt: skip
    proved = verify(yard)
    monkeypatch.setattr(SqliteMirror, "is_whole", lambda self: False)
    compared = verify(yard)
    assert proved.findings
    assert proved == compared


def old_rulebook() -> tuple[str, bytes]:
    """Make a rulebook without the rules of time."""
    from batterypass.regulations.rulebook import make_rulebook

    body = make_rulebook(OLD_RULES, bootstrap.regulations().tables.values())
    return sha256(body).hexdigest(), body


def adopt(yard: yards.Yard, digest: str, body: bytes | None) -> None:
    """Let the registrar adopt a rulebook, with its content or without."""
    from batterypass.app.compose import plan, sign_and_record

    form = {"ledger": f"https://{yards.ORIGIN}", "rulebook_version": "2025.1", "digest": digest}
    ready = plan(yard.session, [("rulebook.adopted", form)], actor=yards.REGISTRAR)
    contents = [] if body is None else [Content(digest, "application/json", body)]
    sign_and_record(yard.session, ready, Attachment(contents=contents))


def test_an_entry_is_judged_by_the_rulebook_in_force_at_its_index(yard: yards.Yard) -> None:
    digest, body = old_rulebook()
    known = yard.session.around.known_rulebooks | {digest}
    around = replace(yard.session.around, known_rulebooks=known)
    yard.ledger._around = yard.session.around = around
    yard.session._rulebooks = around.rulebooks(yard.ledger.store)
    own = yard.session.around.rulebook
    early = {"event_time": "2026-03-05T09:00:00-06:00"}
    yard.at("03-09T10:00")
    reading = {"condition": "serviceable", "method": "visual"}
    told = yard.log("item.assessed", yards.MAKER, item=yards.PACKS[0], **reading, **early)
    adopt(yard, digest, body)
    untold = yard.log("item.assessed", yards.MAKER, item=yards.PACKS[1], **reading, **early)
    adopt(yard, own, None)
    again = yard.log("item.assessed", yards.MAKER, item=yards.PACKS[2], **reading, **early)
    verdict = verify(yard)
    assert verdict.compliant is True
    assert {one.entry for one in verdict.findings if one.code == "BP-Z004"} == {
        told.index, again.index,
    }  # fmt: skip
    assert untold.findings == ()


def test_a_rulebook_nobody_here_knows_leaves_compliance_open(yard: yards.Yard) -> None:
    body = b'{"rules":[],"tables":[]}'
    adopt(yard, sha256(body).hexdigest(), body)
    verdict = verify(yard)
    assert (verdict.authentic, verdict.compliant) == (True, None)
    assert verdict.exit_code() == 5
    assert [one.code for one in verdict.findings] == ["BP-U001"]


def test_a_breach_under_a_known_rulebook_is_proved_whatever_comes_later(yard: yards.Yard) -> None:
    ending = {"item": yards.PACKS[0], "host_kind": "vehicle"}
    breach = {"acknowledged": [{"rule": "BP-R001", "reason": "safety"}]}
    yard.log("pack.installed", yards.MAKER, **ending, **breach)
    adopt(yard, sha256(b'{"rules":[],"tables":[]}').hexdigest(), b'{"rules":[],"tables":[]}')
    verdict = verify(yard)
    assert (verdict.authentic, verdict.compliant) == (True, False)
    assert verdict.exit_code() == 3


def test_content_that_the_log_does_not_name_is_found(yard: yards.Yard) -> None:
    body = b"whatever"
    edit(yard, "INSERT INTO contents (digest, media_type, body) VALUES (?, 'text/csv', ?)",
         sha256(body).digest(), body)  # fmt: skip
    verdict = verify(yard)
    assert verdict.authentic is False
    assert sha256(body).hexdigest() in {one.subject for one in verdict.findings}


def test_content_that_the_log_names_and_the_file_has_not_is_found(yard: yards.Yard) -> None:
    table = bootstrap.rulebook().contents[3]
    edit(yard, "DELETE FROM contents WHERE digest = ?", bytes.fromhex(table.digest))
    verdict = verify(yard)
    assert verdict.authentic is False
    assert table.digest in {one.subject for one in verdict.findings if one.code == "BP-V008"}


def test_entries_above_the_last_checkpoint_are_not_believed(
    yard: yards.Yard, tmp_path: Path
) -> None:
    statements = statements_of(yard.ledger)
    with record_copy(yard, tmp_path / "copy", [statements[:20]]) as copy:
        note = copy.store.note()
        record(copy.session, statements[20:22])
        later = copy.store.note()
        other = replace(yard, ledger=copy)
        edit(other, "UPDATE notes SET size = 20, note = ? WHERE note = ?", note, later)
        verdict = copy.verify(first_use=True)
    assert verdict.authentic is False
    assert "BP-V005" in {one.code for one in verdict.findings}


def test_progress_is_told_up_to_the_end(yard: yards.Yard) -> None:
    told: list[tuple[int, int]] = []
    verify(yard, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(yard.ledger), len(yard.ledger))
    assert told == sorted(told)
