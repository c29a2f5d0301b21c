"""Whatever becomes of those who check signatures for us, every signature gets its right verdict."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from app import yard as yards
from app.checkers import LIES, MISHAPS, SaidItBefore, Wrapped, checkers
from app.copies import record_copy, statements_of
from batterypass import bootstrap
from batterypass.app.audit import audit
from batterypass.app.ledger import Ledger
from batterypass.app.signatures import start_tasks
from batterypass.app.verdict import Verdict
from batterypass.errors import RefusedError
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.private import PrivateKey
from batterypass.store.workers import Workers

#: Readings of each pack: enough statements for several tasks, however large these are.
READINGS = 20
SIGNATURE = "BP-S004"
NO_KEY = "BP-K001"
NO_FORM = "BP-S001"


@dataclass(frozen=True)
class Log:
    """A sound log that others are made from: the first ``base`` entries register everybody."""

    yard: yards.Yard
    statements: list[bytes]
    base: int

    def key(self, party: str, role: str = "daily") -> PrivateKey:
        ring = self.yard.ring
        return ring.private(ring.kids(party, role)[0])


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log whose last part are readings of packs, by two parties and with time marks."""
    yard = yards.make_yard(tmp_path_factory.mktemp("log"), packs=len(yards.PACKS))
    base = len(yard.ledger)
    for number in range(READINGS):
        yard.at(f"03-04T09:{number:02}")
        forms = [
            ("item.assessed", {"item": item, "condition": "serviceable", "method": "bms_reading",
                               "cycles": number})
            for item in yards.PACKS
        ]  # fmt: skip
        yard.ledger.sign(yard.ledger.plan(forms, actor=yards.MAKER))
    yield Log(yard, statements_of(yard.ledger), base)
    yard.ledger.close()


# --- signatures that are not as they should be


def forged(log: Log, raw: bytes) -> bytes:
    """Change one bit of a signature."""
    return raw[:-1] + bytes([raw[-1] ^ 1])


def altered(log: Log, raw: bytes) -> bytes:
    """Change what was signed: the last digit of the cycles that were read."""
    return re.sub(rb'(?<="cycles":)\d+', lambda found: b"%d" % (int(found[0]) ^ 1), raw)


def by_another_under_the_registered_key(log: Log, raw: bytes) -> bytes:
    """Let a stranger sign what names the maker's key."""
    return raw[:-64] + log.key(yards.STRANGER).sign(parse_statement(raw).signed_bytes())


def by_a_key_that_nobody_registered(log: Log, raw: bytes) -> bytes:
    """Sign well, with a key that the log does not know."""
    return signed_again(raw, PrivateKey.generate(lambda _: sha256(b"unknown").digest()))


def by_the_key_of_another_party(log: Log, raw: bytes) -> bytes:
    """Sign well, with a key that is registered for somebody else, who signs much himself."""
    return signed_again(raw, log.key(yards.REGISTRAR))


def signed_well_in_another_form(log: Log, raw: bytes) -> bytes:
    """Sign a payload well that is not canonical: another reader might take it for another event."""
    payload = parse_statement(raw).payload
    return signed_again(raw, log.key(yards.MAKER), payload.replace(b'"kind":', b'"kind": ', 1))


def signed_again(raw: bytes, key: PrivateKey, payload: bytes = b"") -> bytes:
    old = parse_statement(raw)
    return sign_statement(
        payload or old.payload, key, issuer=old.issuer, subject=old.subject, audience=old.audience
    )


#: How a signature is spoilt -> the finding that says so.
SPOILT: dict[Callable[[Log, bytes], bytes], str] = {
    forged: SIGNATURE,
    altered: SIGNATURE,
    by_another_under_the_registered_key: SIGNATURE,
    by_a_key_that_nobody_registered: NO_KEY,
    by_the_key_of_another_party: NO_KEY,
    signed_well_in_another_form: NO_FORM,
}


def spoilt(log: Log) -> tuple[list[bytes], dict[int, str]]:
    """Spoil some readings all over the log; give the statements, and the finding for each."""
    statements = list(log.statements)
    readings = [
        index for index in range(log.base, len(statements)) if b'"cycles":' in statements[index]
    ]
    last = len(readings) - 1
    codes = {}
    for number, (spoil, code) in enumerate(SPOILT.items()):
        for place in (number, last // 2 + number, last - number):
            index = readings[place]
            statements[index] = spoil(log, statements[index])
            codes[index] = code
    return statements, codes


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.shutdown(cancel_futures=True)


# --- recording


def based(log: Log, folder: Path, base: int) -> Ledger:
    """Open a copy of the log's first entries."""
    return record_copy(log.yard, folder, [log.statements[:base]])


def record_with(ledger: Ledger, executor: Executor | None, statements: Sequence[bytes]) -> int:
    """Record one batch whose signatures this executor checks; give the new size."""
    session = ledger.session
    session.around = replace(session.around, threads=lambda: executor)
    return len(ledger.record(statements))


@pytest.mark.parametrize("name", [*MISHAPS, "threads", "answers too little"])
def test_a_batch_is_recorded_whatever_becomes_of_those_who_check(
    log: Log, workers: Workers, tmp_path: Path, name: str
) -> None:
    rest = log.statements[log.base :]
    with based(log, tmp_path, log.base) as ledger, checkers(name, workers) as executor:
        assert record_with(ledger, executor, rest) == len(rest)
        assert statements_of(ledger) == log.statements


@pytest.mark.parametrize("name", [*MISHAPS, "threads", "answers too little"])
def test_a_batch_with_bad_signatures_is_refused_for_these_alone(
    log: Log, workers: Workers, tmp_path: Path, name: str
) -> None:
    statements, codes = spoilt(log)
    with based(log, tmp_path, log.base) as ledger, checkers(name, workers) as executor:
        with pytest.raises(RefusedError) as refused:
            record_with(ledger, executor, statements[log.base :])
        found = [(one.entry, one.code) for one in refused.value.findings]  # type: ignore[attr-defined]
        assert {entry: code for entry, code in found if code in SPOILT.values()} == codes
        assert len(ledger) == log.base


@pytest.mark.parametrize("name", ["processes", "one is killed"])
def test_keys_that_come_with_the_batch_are_used_in_it(
    log: Log, workers: Workers, tmp_path: Path, name: str
) -> None:
    with based(log, tmp_path, 2) as ledger, checkers(name, workers) as executor:
        statements, codes = spoilt(log)
        with pytest.raises(RefusedError) as refused:
            record_with(ledger, executor, statements[2:])
        found = [(one.entry, one.code) for one in refused.value.findings]  # type: ignore[attr-defined]
        assert {entry: code for entry, code in found if code in SPOILT.values()} == codes
        assert record_with(ledger, executor, log.statements[2:]) == len(log.statements) - 2


@pytest.mark.parametrize("name", ["processes", "threads"])
def test_no_verdict_is_given_where_nobody_has_looked(
    log: Log, workers: Workers, tmp_path: Path, name: str
) -> None:
    statements, codes = spoilt(log)
    marks = [index for index, raw in enumerate(statements) if b"ledger.time-marked" in raw]
    unread = max(set(range(log.base, len(statements))) - set(codes) - set(marks))
    statements[unread] = b"no statement"
    with based(log, tmp_path, log.base) as ledger, checkers(name, workers) as executor:
        assert executor is not None
        tasks = start_tasks(statements[log.base :], ledger.session.world, executor)
        given = dict(
            enumerate((verdict for task in tasks for verdict in task.verdicts()), log.base)
        )
    assert sorted(given) == list(range(log.base, len(statements)))
    assert {given.pop(index) for index in (*marks, unread) if index >= log.base} == {None}
    found = {index: given.pop(index) for index in codes}
    assert {found[index] for index, code in codes.items() if code in (SIGNATURE, NO_FORM)} == {
        False
    }
    # Whose a key is that somebody registered is not asked here.
    assert {found[index] for index, code in codes.items() if code == NO_KEY} <= {None, True}
    assert set(given.values()) == {True}


# --- auditing


def tampered(log: Log, path: Path, statements: Sequence[bytes]) -> Path:
    """Write a copy of the ledger file with other entries in it."""
    source = log.yard.ledger.store
    target = sqlite3.connect(path)
    with sqlite3.connect(source.database.path) as connection:  # type: ignore[attr-defined]
        connection.backup(target)
    connection.close()
    triggers = target.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        target.execute(f"DROP TRIGGER {name}")
    for index, raw in enumerate(statements):
        if raw != log.statements[index]:
            target.execute("UPDATE entries SET statement = ? WHERE idx = ?", (raw, index))
    for _, sql in triggers:
        target.execute(sql)
    target.commit()
    target.close()
    return path


def audited(path: Path, executor: Executor | None) -> Verdict:
    """Audit a file with this executor for its signatures."""

    @contextmanager
    def processes(_: int) -> Iterator[Executor | None]:
        yield executor

    with bootstrap.open_ledger(path) as ledger:
        around = replace(ledger._around, processes=processes)
        return audit(ledger.store, around, first_use=True)


def said(verdict: Verdict) -> list[tuple[str, int | None, str]]:
    return sorted(
        ((one.code, one.entry, one.subject) for one in verdict.findings),
        key=lambda one: (one[0], one[1] or 0, one[2]),
    )


@pytest.fixture(scope="module")
def spoilt_file(log: Log, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tampered(log, tmp_path_factory.mktemp("spoilt") / "yard.bp", spoilt(log)[0])


@pytest.fixture(scope="module")
def sound_file(log: Log, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tampered(log, tmp_path_factory.mktemp("sound") / "yard.bp", log.statements)


@pytest.fixture(scope="module")
def plain(spoilt_file: Path) -> Verdict:
    """Give what an audit says that does everything itself."""
    return audited(spoilt_file, None)


@pytest.mark.parametrize("name", [*MISHAPS, *LIES])
def test_an_audit_names_every_bad_signature_whatever_becomes_of_those_who_check(
    log: Log, workers: Workers, spoilt_file: Path, plain: Verdict, name: str
) -> None:
    with checkers(name, workers) as executor:
        verdict = audited(spoilt_file, executor)
    codes = {one.entry: one.code for one in verdict.findings if one.code in SPOILT.values()}
    assert codes == spoilt(log)[1]
    assert verdict.authentic is False
    assert said(verdict) == said(plain)


@pytest.mark.parametrize("name", [*MISHAPS, *LIES])
def test_an_audit_of_sound_signatures_finds_nothing_whatever_becomes_of_those_who_check(
    workers: Workers, sound_file: Path, name: str
) -> None:
    with checkers(name, workers) as executor:
        verdict = audited(sound_file, executor)
    assert (verdict.authentic, verdict.compliant, verdict.findings) == (True, True, [])


def test_answers_about_the_file_as_it_was_before_count_for_nothing(
    workers: Workers, sound_file: Path, spoilt_file: Path, plain: Verdict
) -> None:
    listener = Wrapped(workers)
    assert audited(sound_file, listener).authentic
    answers = [future.result() for future in listener.given]
    assert len(answers) > 1
    assert said(audited(spoilt_file, SaidItBefore(answers))) == said(plain)


@pytest.mark.parametrize("index", [0, 1])
def test_the_first_signatures_of_all_are_checked_by_somebody(
    log: Log, workers: Workers, tmp_path: Path, index: int
) -> None:
    statements = list(log.statements)
    statements[index] = forged(log, statements[index])
    path = tampered(log, tmp_path / "yard.bp", statements)
    plain, verdict = audited(path, None), audited(path, workers)
    assert index in {one.entry for one in verdict.findings if one.code == SIGNATURE}
    assert said(verdict) == said(plain)


def test_a_time_mark_that_the_operator_did_not_sign_is_found(
    log: Log, workers: Workers, tmp_path: Path
) -> None:
    statements = list(log.statements)
    marks = [index for index, raw in enumerate(statements) if b"ledger.time-marked" in raw]
    bad, unknown = marks[-1], marks[-2]
    statements[bad] = by_another_under_the_registered_key(log, statements[bad])
    statements[unknown] = by_the_key_of_another_party(log, statements[unknown])
    path = tampered(log, tmp_path / "yard.bp", statements)
    verdict = audited(path, workers)
    assert [one.entry for one in verdict.findings if one.code == SIGNATURE] == [bad]
    assert [one.entry for one in verdict.findings if one.code == NO_KEY] == [unknown]
    assert said(verdict) == said(audited(path, None))


def test_a_key_that_was_put_into_the_files_own_directory_checks_nothing(
    log: Log, workers: Workers, tmp_path: Path
) -> None:
    parties = log.yard.session.world.party
    maker, stranger = parties(yards.MAKER), parties(yards.STRANGER)
    kids = [log.key(party).kid.hex() for party in (yards.MAKER, yards.STRANGER)]
    statements = list(log.statements)
    bad = max(index for index, raw in enumerate(statements) if b'"cycles":' in raw)
    statements[bad] = by_another_under_the_registered_key(log, statements[bad])
    path = tampered(log, tmp_path / "yard.bp", statements)
    connection = sqlite3.connect(path)
    changed = connection.execute(
        "UPDATE subjects SET state = CAST(replace(state, ?, ?) AS BLOB) WHERE name = ?",
        (maker.keys[kids[0]]["public"], stranger.keys[kids[1]]["public"], yards.MAKER),
    )
    assert changed.rowcount == 1
    connection.commit()
    connection.close()
    verdict = audited(path, workers)
    assert [one.entry for one in verdict.findings if one.code == SIGNATURE] == [bad]
    assert said(verdict) == said(audited(path, None))


def test_a_row_of_a_link_that_stands_as_a_wrong_statement_says_is_named(
    log: Log, workers: Workers, tmp_path: Path
) -> None:
    statements = list(log.statements)
    made = max(index for index, raw in enumerate(statements) if b'"pack.manufactured"' in raw)
    payload = parse_statement(statements[made]).payload
    assert payload.count(b'"lane":"main","seq":0') == 1
    payload = payload.replace(b'"lane":"main","seq":0', b'"lane":"main","seq":7')
    statements[made] = signed_again(statements[made], log.key(yards.MAKER), payload)
    path = tampered(log, tmp_path / "yard.bp", statements)
    with bootstrap.open_ledger(path) as ledger:
        ledger.rebuild()
    assert ("BP-L001", made) in [one[:2] for one in said(audited(path, workers))]
    connection = sqlite3.connect(path)
    changed = connection.execute("UPDATE links SET seq = 7 WHERE entry = ? AND seq = 0", (made,))
    assert changed.rowcount == 1
    connection.commit()
    connection.close()
    verdict = audited(path, workers)
    assert "links" in [one.values.get("table") for one in verdict.findings]
    assert said(verdict) == said(audited(path, None))
