"""Lines in, answers out: the commands that keep reading from another program.

Each answer is one JSON line, written and flushed after what it says counts. The keys are unlocked
once, before the first line. Ctrl-C finishes what was read whole.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from contextlib import contextmanager, suppress
from io import BytesIO
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TextIO

import typer

from batterypass.errors import FailedError, InputError
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType

    from batterypass.app.import_checked import Wanted
    from batterypass.app.stream import LineAnswer
    from batterypass.app.stream_lines import Line, LineFeed
    from batterypass_cli.context import Here
    from batterypass_cli.signing import Form

_INTERRUPTED = 130


class Stream(Protocol):
    """Somebody who answers lines."""

    def take(self, lines: Sequence[Line]) -> list[LineAnswer]:
        """Take lines; give an answer for each, once it counts."""


def stream_events(here: Here, kind: str) -> NoReturn:
    """Record forms of events from standard input, line by line, until it ends.

    With ``-`` as the kind each form names its own. Ends with exit code 3 where a line was refused,
    else 2 where one was malformed or cut, 130 after Ctrl-C. Raises InputError without ``--yes``.
    """
    from batterypass.app.readings import seal_reading
    from batterypass.app.stream import EventStream
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.asking import find_kind
    from batterypass_cli.clockcheck import warn_of_clock
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.resolving import References
    from batterypass_cli.signing import parse_acknowledged

    if not here.given.yes:
        raise InputError("-: add --yes", code="stream.needs-yes")
    if kind != "-":
        find_kind(kind)
    acknowledged = parse_acknowledged(here.given.acknowledge)
    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    actor = choose_actor(here, ledger, "" if kind == "-" else kind)
    references = References(LedgerLookup(here, ledger, actor))

    def read(line: Line) -> Form:
        own, given = _read_form(kind, line)
        find_kind(own)
        form: Mapping[str, Any] = references.resolve(own, given)
        if acknowledged:
            form = {**form, "acknowledged": [*form.get("acknowledged", ()), *acknowledged]}
        return own, seal_reading(own, form)

    again = here.given.again
    _answer_all(here, actor, EventStream(ledger.session, actor=actor, read=read, again=again))


def stream_packs(here: Here, wanted: Wanted) -> NoReturn:
    """Record packs from standard input, line by line, until it ends; as :func:`stream_events`."""
    from batterypass.app.stream_packs import PackStream
    from batterypass_cli.actors import choose_actor
    from batterypass_cli.clockcheck import warn_of_clock

    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    actor = choose_actor(here, ledger, "pack.manufactured")
    _answer_all(here, actor, PackStream(ledger.session, actor=actor, wanted=wanted))


def _answer_all(here: Here, actor: str, stream: Stream) -> NoReturn:
    from batterypass.app.stream_lines import LineFeed
    from batterypass_cli.clockcheck import confirm_clock
    from batterypass_cli.roomcheck import check_room
    from batterypass_cli.signing import unlock_together

    if here.given.attach:
        raise InputError("--attach: not on a stream", code="stream.no-attach")
    ledger = here.open_to_sign()
    if not ledger.store.is_replica:
        # A site marks no time.
        confirm_clock(here, ledger)
    check_room(here, ledger)
    unlock_together(here, ledger, here.keys.kids(actor, "daily"))
    counts: Counter[str] = Counter()
    feed = LineFeed(_reader(here.stdin))
    with _finish_at_ctrl_c(feed) as interrupted:
        for lines in feed:
            answers = stream.take(lines)
            counts.update(answer.outcome for answer in answers)
            _print(here, answers)
    taken = counts["recorded"] + counts["pending"]
    off = counts["malformed"] + counts["cut"]
    here.out.talk(
        say(
            "stream.done", lines=counts.total(), taken=taken, already=counts["already"],
            refused=counts["refused"], off=off,
        )
    )  # fmt: skip
    code = 3 if counts["refused"] else 2 if off else 0
    raise typer.Exit(_INTERRUPTED if interrupted else code)


def _print(here: Here, answers: Sequence[LineAnswer]) -> None:
    wanted = [name for name in here.given.fields.split(",") if name]
    text = ""
    for answer in answers:
        row = answer_object(answer)
        if wanted:
            row = {name: row.get(name) for name in wanted}
        text += json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        here.out.raw_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        # What could not be written would be tried again when the process ends.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        why = error.strerror or str(error)
        raise FailedError(
            f"the answers cannot be written: {why}", code="stream.no-reader", why=why
        ) from error


def answer_object(answer: LineAnswer) -> dict[str, Any]:
    """Write what became of a line for programs."""
    from batterypass_cli.exits import exit_code, finding_object, words_of

    row: dict[str, Any] = {"line": answer.line, "outcome": answer.outcome}
    one, error = answer.recorded, answer.error
    if one is not None:
        where = {"place": one.place} if one.place else {"index": one.index}
        row |= {**where, "event_id": one.event_id, "kind": one.kind}
        if one.findings:
            row["findings"] = [finding_object(finding) for finding in one.findings]
    if answer.problems:
        lang = language()
        row |= {
            "exit": 3 if answer.outcome == "refused" else 2,
            "message": "; ".join(one.text(lang, with_line=False) for one in answer.problems),
            "problems": [problem.row(lang) for problem in answer.problems],
        }
    if error is not None:
        findings: Sequence[Any] = getattr(error, "findings", ())
        row["exit"] = exit_code(error)
        if findings:
            row["findings"] = [finding_object(finding) for finding in findings]
        else:
            row["message"] = words_of(error)
        if error.code:
            row["code"] = error.code
    if answer.outcome == "cut":
        row["bytes"] = answer.size
    return row


def _read_form(kind: str, line: Line) -> tuple[str, Mapping[str, Any]]:
    """Read a line as a form. Raises InputError that names the line and where it is off."""
    from batterypass_cli.commands.log import form_of
    from batterypass_cli.strictjson import parse_json

    number = line.number
    try:
        value = parse_json(line.body.decode("utf-8"), f"-:{number}")
    except UnicodeDecodeError as error:
        byte = error.start + 1
        raise InputError(
            f"line {number}: byte {byte} is not UTF-8",
            code="stream.no-text",
            line=number,
            byte=byte,
        ) from error
    except InputError as error:
        if error.code != "json.bad":
            raise
        where = {"column": error.values["column"], "why": error.values["why"]}
        raise InputError(
            f"line {number}, column {where['column']}: not JSON: {where['why']}",
            code="stream.bad-json", line=number, **where,
        ) from error  # fmt: skip
    if not isinstance(value, dict):
        raise InputError(
            f"line {number}: expected a JSON object", code="stream.no-object", line=number
        )
    return form_of(kind, value, "-", number)


def _reader(stdin: TextIO) -> Callable[[int], bytes | None]:
    """Give what reads the bytes of standard input that are there.

    Past the buffer, in which nothing is yet: Python stops hard at its end if a thread still waits
    inside one.
    """
    buffer = getattr(stdin, "buffer", None)
    if buffer is None:
        # Somebody's text in place of a stream.
        return BytesIO(stdin.read().encode()).read
    read: Callable[[int], bytes | None] = getattr(buffer, "raw", buffer).read
    return read


@contextmanager
def _finish_at_ctrl_c(feed: LineFeed) -> Iterator[list[bool]]:
    """Let the first Ctrl-C end the lines; the list is not empty then. The second is as ever."""
    interrupted: list[bool] = []
    before = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or before is signal.SIG_IGN:
        yield interrupted
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        interrupted.append(True)
        feed.stop()

    signal.signal(signal.SIGINT, stop)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)
