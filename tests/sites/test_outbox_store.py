"""One contract for every outbox: what was signed is kept once, in order, and never lost."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, nullcontext
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.pending import FINAL, NEWS, STATES, State, next_state
from batterypass.errors import BatterypassError, ConflictError, FailedError, InputError
from batterypass.ports import Change, OutboxStore, Section
from batterypass.statements.cose import sign_statement
from batterypass.statements.payload import encode_payload
from batterypass.statements.private import PrivateKey
from batterypass.store.outbox import SqliteOutbox
from batterypass.store.outbox_ddl import OUTBOX_ID, OUTBOX_TABLES
from sites.memory_outbox import MemoryOutbox

AUDIENCE = "registro.example/yard#" + "0" * 64
OTHER = "registro.example/other#" + "1" * 64
KEY = PrivateKey.generate(lambda _: sha256(b"outbox").digest())


def event_id(number: int) -> str:
    return f"00000000-0000-8000-8000-{number:012d}"


def statement(number: int, *, version: str = "") -> bytes:
    """Sign something; ``version`` gives other bytes for the same event."""
    payload = {"event_id": event_id(number), "kind": "item.assessed", "note": f"{number}{version}"}
    return sign_statement(
        encode_payload(payload), KEY, issuer="https://a.example", subject="https://a.example/1",
        audience=AUDIENCE,
    )  # fmt: skip


def digest(raw: bytes) -> bytes:
    return sha256(raw).digest()


class OutboxContract:
    """The tests. A subclass overrides ``outbox``."""

    @pytest.fixture
    def outbox(self, tmp_path: Path) -> Iterator[OutboxStore]:
        raise NotImplementedError

    def test_an_empty_outbox_has_nothing_and_says_so(self, outbox: OutboxStore) -> None:
        assert outbox.last_place() == 0
        assert outbox.live() == []
        assert list(outbox.rows()) == []
        assert outbox.of_event(event_id(1)) == []
        assert outbox.section(event_id(1), "personal") is None
        assert list(outbox.sections()) == []
        assert outbox.last_sent() == ""

    def test_what_was_kept_is_read_back_byte_by_byte_in_its_order(
        self, outbox: OutboxStore
    ) -> None:
        raws = [statement(number) for number in (5, 3, 9)]
        kept = outbox.keep(raws[:2], [], after=0, taken=False)
        kept += outbox.keep(raws[2:], [], after=2, taken=True)
        assert [row.place for row in kept] == [1, 2, 3]
        assert [row.statement for row in outbox.rows()] == raws
        assert [row.event_id for row in outbox.rows(1)] == [event_id(3), event_id(9)]
        assert [row.taken for row in outbox.live()] == [False, False, True]
        assert {row.state for row in outbox.live()} == {"pending"}
        assert list(outbox.rows(3)) == []

    def test_two_who_keep_at_once_do_not_both_succeed(self, outbox: OutboxStore) -> None:
        outbox.keep([statement(1)], [], after=0, taken=False)
        with pytest.raises(ConflictError):
            outbox.keep([statement(2)], [], after=0, taken=False)
        assert outbox.last_place() == 1

    def test_the_same_bytes_are_kept_once(self, outbox: OutboxStore) -> None:
        raw = statement(1)
        outbox.keep([raw], [], after=0, taken=False)
        again = outbox.keep([raw, statement(2), raw], [], after=1, taken=True)
        assert [row.place for row in again] == [1, 2]
        assert not again[0].taken

    def test_sections_stay_beside_what_they_belong_to(self, outbox: OutboxStore) -> None:
        section = Section(event_id(1), "personal", b"sealed")
        outbox.keep([statement(1)], [section], after=0, taken=False)
        assert outbox.section(event_id(1), "personal") == b"sealed"
        assert list(outbox.sections()) == [section]
        outbox.settle([Change(digest(statement(1)), "recorded", 5, 4)])
        assert outbox.section(event_id(1), "personal") == b"sealed"

    def test_what_was_sent_is_marked_once_and_stays_live(self, outbox: OutboxStore) -> None:
        raws = [statement(number) for number in (1, 2)]
        outbox.keep(raws, [], after=0, taken=False)
        outbox.note_sent(b"f" * 32, "2026-11-23T17:40:00-06:00", [digest(raws[0])])
        assert [row.state for row in outbox.live()] == ["sent", "pending"]
        assert outbox.last_sent() == "2026-11-23T17:40:00-06:00"
        outbox.note_sent(b"f" * 32, "2026-11-23T17:40:00-06:00", [digest(raws[0])])
        assert [row.state for row in outbox.live()] == ["sent", "pending"]

    def test_an_answer_closes_a_row_and_keeps_it(self, outbox: OutboxStore) -> None:
        raw = statement(1)
        outbox.keep([raw], [], after=0, taken=False)
        outbox.settle([Change(digest(raw), "recorded", 12, 7, b"proof", b"{}")])
        assert outbox.live() == []
        (row,) = outbox.rows()
        found = (row.state, row.entry, row.proof, row.answer, row.answered_size)
        assert found == ("recorded", 7, b"proof", b"{}", 12)
        assert row.statement == raw

    def test_an_older_answer_says_nothing_new(self, outbox: OutboxStore) -> None:
        raw = statement(1)
        outbox.keep([raw], [], after=0, taken=False)
        outbox.settle([Change(digest(raw), "waiting", 20)])
        outbox.settle([Change(digest(raw), "refused", 10)])
        assert [row.state for row in outbox.rows()] == ["waiting"]
        outbox.settle([Change(digest(raw), "refused", 20, answer=b"why")])
        assert [(row.state, row.answer) for row in outbox.rows()] == [("refused", b"why")]

    def test_a_late_refusal_does_not_reopen_what_is_recorded(self, outbox: OutboxStore) -> None:
        raw = statement(1)
        outbox.keep([raw], [], after=0, taken=False)
        outbox.settle([Change(digest(raw), "recorded", 12, 7, b"proof")])
        for state in ("refused", "stale", "waiting", "abandoned", "superseded"):
            outbox.settle([Change(digest(raw), state, 99)])
        (row,) = outbox.rows()
        assert (row.state, row.entry, row.proof) == ("recorded", 7, b"proof")

    def test_what_nobody_kept_here_is_nobodys_news(self, outbox: OutboxStore) -> None:
        outbox.keep([statement(1)], [], after=0, taken=False)
        outbox.settle([Change(b"x" * 32, "recorded", 12, 7)])
        assert [row.state for row in outbox.rows()] == ["pending"]

    def test_a_statement_signed_anew_takes_the_place_of_a_dead_one(
        self, outbox: OutboxStore
    ) -> None:
        old, new = statement(1), statement(1, version="again")
        outbox.keep([old], [], after=0, taken=False)
        outbox.settle([Change(digest(old), "stale", 12)])
        outbox.keep([new], [], after=1, taken=False, replaces={digest(old): digest(new)})
        first, second = outbox.of_event(event_id(1))
        assert (first.state, first.replaced_by) == ("superseded", digest(new))
        assert (second.state, second.place) == ("pending", 2)

    def test_what_may_still_be_recorded_is_not_replaced_and_nothing_is_kept(
        self, outbox: OutboxStore
    ) -> None:
        old, new = statement(1), statement(1, version="again")
        outbox.keep([old], [], after=0, taken=False)
        with pytest.raises(InputError):
            outbox.keep([new], [], after=1, taken=False, replaces={digest(old): digest(new)})
        assert [(row.statement, row.state) for row in outbox.rows()] == [(old, "pending")]

    def test_a_partners_word_replaces_his_own_live_statement(self, outbox: OutboxStore) -> None:
        old, new = statement(1), statement(1, version="again")
        outbox.keep([old], [], after=0, taken=True)
        outbox.keep([new], [], after=1, taken=True, replaces={digest(old): digest(new)})
        assert [row.state for row in outbox.rows()] == ["superseded", "pending"]


class TestMemoryOutbox(OutboxContract):
    @pytest.fixture
    def outbox(self, tmp_path: Path) -> OutboxStore:
        return MemoryOutbox(AUDIENCE)


class TestSqliteOutbox(OutboxContract):
    @pytest.fixture
    def outbox(self, tmp_path: Path) -> Iterator[OutboxStore]:
        outbox = SqliteOutbox.open(tmp_path / "ledger.bp.outbox", AUDIENCE)
        yield outbox
        outbox.close()
        path = tmp_path / "ledger.bp.outbox"
        if path.exists():
            # Whatever was done, another process reads the same.
            with sqlite3.connect(path) as again:
                assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            SqliteOutbox.open(path, AUDIENCE, read_only=True).close()


@given(news=st.lists(st.sampled_from([one for one in NEWS if one != "replaced"]), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_news_in_any_order_moves_a_row_as_the_table_says(news: list[State]) -> None:
    raw = statement(1)
    expected: State = "pending"
    for one in news:
        expected = next_state(expected, one)  # type: ignore[arg-type]
    with TemporaryDirectory() as folder:
        file = SqliteOutbox.open(Path(folder) / "o", AUDIENCE)
        for outbox in (file, MemoryOutbox(AUDIENCE)):
            outbox.keep([raw], [], after=0, taken=False)
            for one in news:
                outbox.settle([Change(digest(raw), one, 1)])
            (row,) = outbox.rows()
            assert row.state == expected
            assert (row in outbox.live()) == (expected not in FINAL)
        file.close()


def kept(path: Path, *numbers: int) -> SqliteOutbox:
    outbox = SqliteOutbox.open(path, AUDIENCE)
    outbox.keep([statement(one) for one in numbers], [], after=0, taken=False)
    return outbox


def test_nothing_is_made_before_something_is_kept_and_then_it_is_the_owners(
    tmp_path: Path,
) -> None:
    path = tmp_path / "o"
    outbox = SqliteOutbox.open(path, AUDIENCE)
    assert outbox.live() == []
    assert not path.exists()
    outbox.keep([statement(1)], [], after=0, taken=False)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    outbox.close()


def test_another_process_sees_what_was_kept_at_once(tmp_path: Path) -> None:
    first = kept(tmp_path / "o", 1)
    reader = SqliteOutbox.open(tmp_path / "o", AUDIENCE, read_only=True)
    assert reader.last_place() == 1
    first.keep([statement(2)], [], after=1, taken=False)
    assert [row.place for row in reader.live()] == [1, 2]
    with pytest.raises(FailedError):
        reader.keep([statement(3)], [], after=2, taken=False)
    reader.close()
    first.close()


def test_an_outbox_of_another_ledger_is_refused(tmp_path: Path) -> None:
    kept(tmp_path / "o", 1).close()
    with pytest.raises(InputError) as refused:
        SqliteOutbox.open(tmp_path / "o", OTHER)
    assert refused.value.code == "outbox.other-ledger"


@pytest.mark.parametrize(
    "body", [b"not a database at all, but long enough to look", b"SQLite format 3\0"]
)
def test_another_file_in_its_place_is_no_outbox(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "o").write_bytes(body)
    with pytest.raises(BatterypassError):
        SqliteOutbox.open(tmp_path / "o", AUDIENCE)
    assert (tmp_path / "o").read_bytes() == body


def test_a_creation_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    (tmp_path / "o").touch()
    outbox = kept(tmp_path / "o", 1)
    assert outbox.last_place() == 1
    outbox.close()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM statements",
        "UPDATE statements SET statement = x'00'",
        "UPDATE statements SET place = 9",
        "INSERT OR REPLACE INTO statements (place, digest, event_id, statement, taken, state)"
        " VALUES (1, x'01', x'02', x'03', 0, 'pending')",
    ],
)
def test_no_sql_removes_or_changes_what_was_signed(tmp_path: Path, sql: str) -> None:
    kept(tmp_path / "o", 1, 2).close()
    with sqlite3.connect(tmp_path / "o") as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(sql)


def test_changed_bytes_are_found_when_they_are_read(tmp_path: Path) -> None:
    outbox = kept(tmp_path / "o", 1)
    outbox.close()
    with sqlite3.connect(tmp_path / "o") as database:
        database.execute("DROP TRIGGER statements_keep_their_bytes")
        database.execute("UPDATE statements SET statement = x'00'")
    outbox = SqliteOutbox.open(tmp_path / "o", AUDIENCE)
    with pytest.raises(BatterypassError) as broken:
        outbox.live()
    assert broken.value.code == "store.damaged"
    outbox.close()


class _Full(sqlite3.Connection):
    """A disk that is full from the n-th statement on."""

    left = 10_000

    def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
        if sql.startswith(("INSERT", "UPDATE", "COMMIT")):
            type(self).left -= 1
            if type(self).left < 0:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                error.sqlite_errorname = "SQLITE_FULL"
                raise error
        return super().execute(sql, *rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("left", range(4))
def test_a_full_disk_keeps_all_or_nothing_and_says_so(tmp_path: Path, left: int) -> None:
    kept(tmp_path / "o", 1).close()
    _Full.left = 10_000
    outbox = SqliteOutbox.open(tmp_path / "o", AUDIENCE, connection_class=_Full)
    _Full.left = left
    raws = [statement(2), statement(3)]
    with nullcontext() if left >= 3 else pytest.raises(FailedError, match="full"):
        outbox.keep(raws, [], after=1, taken=False)
    _Full.left = 10_000
    places = [row.place for row in outbox.rows()]
    assert places in ([1], [1, 2, 3])
    # What was lost is said again, what was kept is known.
    outbox.keep(raws, [], after=outbox.last_place(), taken=False)
    assert [row.statement for row in outbox.rows(1)] == raws
    outbox.close()


def test_the_page_on_the_outbox_has_the_tables_of_the_file() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "formats" / "outbox.md"
    text = page.read_text("utf-8")
    (tables,) = re.findall(r"^```sql name=tables\n(.*?)^```$", text, re.M | re.S)
    assert " ".join(tables.split()) == " ".join(f"{sql};" for sql in OUTBOX_TABLES)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(tables)
    for state in STATES:
        assert f"`{state}`" in text
    assert f"{OUTBOX_ID:#010x}".upper().replace("X", "x") in text
