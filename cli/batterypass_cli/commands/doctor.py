"""``batterypass doctor``: disk, ledger, clock, keys, directory, trust, signer state, backup."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import typer

from batterypass.errors import BatterypassError
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from batterypass.app.ledger import Ledger

#: Less free disk than this is worth a word.
_FREE_BYTES = 200 * 1024 * 1024
#: A backup and a replica older than this are worth a word.
_COPY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that was looked at; ``ok`` is None for a warning."""

    name: str
    ok: bool | None
    detail: str


@bilingual(
    """
    Revisa si todo está en orden.

    Disco, archivo, reloj, llaves, directorio, confianza y respaldo; en un sitio, réplica y buzón. No
    firma ni cambia nada. Salida 1 si algo está mal.
    """,
    signs=True,
)
def doctor(ctx: typer.Context) -> None:
    """Look whether everything is in order.

    Disk, file, clock, keys, directory, trust and backup; at a site, replica and outbox. Signs and
    changes nothing. Exit code 1 where something is wrong.

    Example: batterypass doctor --json
    """
    here = Here.of(ctx)
    found = list(_examine(here))
    if here.out.wants_json:
        checks = [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in found]
        here.out.document({"checks": checks})
    else:
        marks = {True: paint("✓", "g"), False: paint("✗", "r"), None: paint("!", "y")}
        for one in found:
            label = say(f"doctor.{one.name}").ljust(20)
            here.out.line(f" {marks[one.ok]} {label} {one.detail}")
    if any(one.ok is False for one in found):
        raise typer.Exit(1)


def _examine(here: Here) -> Iterator[Health]:
    from batterypass.store.ddl import FORMAT

    yield _program()
    yield _disk(here.ledger_path)
    yield _guarded("keys", lambda: _keys(here))
    if not here.ledger_path.exists():
        yield Health("ledger", None, say("doctor.no-ledger", path=here.ledger_path))
        return
    try:
        ledger = here.open()
        size = len(ledger)
        if size:
            # At a site this opens the outbox too: one that is damaged is named, and no more.
            _ = ledger.session
    except BatterypassError as error:
        yield Health("ledger", False, _words(error))
        return
    text = say("doctor.ledger-is", path=here.ledger_path, format=FORMAT, size=size)
    yield Health("ledger", True, text)
    if not size:
        return
    for name, look in (
        ("checkpoint", _checkpoint),
        ("clock", _clock),
        ("pin", _pin),
        ("remembered", _remembered),
        ("directory", _directory),
        ("ending", _ending),
        ("recovery", _recovery),
        ("attachments", _attachments),
        *(_AT_A_SITE if ledger.store.is_replica else _AT_THE_OPERATORS),
        ("forks", _forks),
        # Last: it opens the ledger anew, with the keys.
        ("signer", _signer),
    ):
        yield _guarded(name, partial(look, here, ledger))


def _guarded(name: str, look: Callable[[], Health]) -> Health:
    try:
        return look()
    except BatterypassError as error:
        return Health(name, False, _words(error))


def _words(error: BatterypassError) -> str:
    from batterypass_cli.exits import words_of

    return words_of(error)


def _program() -> Health:
    import sqlite3

    from batterypass import __version__

    python = ".".join(map(str, sys.version_info[:3]))
    text = f"batterypass {__version__}, Python {python}, SQLite {sqlite3.sqlite_version}"
    return Health("program", True, text)


def _disk(path: Path) -> Health:
    folder = path.resolve().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = say("doctor.free", folder=folder, megabytes=free // (1024 * 1024))
    if not os.access(folder, os.W_OK):
        return Health("disk", None, say("doctor.read-only", folder=folder))
    return Health("disk", True if free >= _FREE_BYTES else None, text)


def _keys(here: Here) -> Health:
    infos = here.keys.infos()
    if not infos:
        return Health("keys", None, say("doctor.no-keys", folder=here.keys_path))
    missing = [info.path.name for info in infos if not info.path.exists()]
    if missing:
        return Health("keys", False, say("doctor.key-missing", name=missing[0]))
    if os.name == "posix":
        for path in (here.keys_path, *(info.path for info in infos)):
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                return Health("keys", False, say("doctor.key-open", path=path))
    parties = ", ".join(here.keys.parties())
    text = say("doctor.keys-are", folder=here.keys_path, count=len(infos), parties=parties)
    return Health("keys", True, text)


def _checkpoint(here: Here, ledger: Ledger) -> Health:
    found = ledger.session.checkpoint()
    same = found.root == ledger.session.root_of_size(found.size)
    text = say("doctor.checkpoint-is", size=found.size, root=found.root.hex()[:16])
    return Health("checkpoint", same, text)


def _clock(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.time_marks import clock_gap

    gap = clock_gap(ledger.session)
    mark = here.local_time(gap.mark.isoformat()) if gap is not None else ""
    if gap is not None and gap.is_behind:
        from batterypass_cli.clockcheck import span_words

        behind = span_words(gap.mark - gap.now)
        key = "doctor.clock-behind-own" if gap.is_own else "doctor.clock-behind"
        return Health("clock", False, say(key, mark=mark, gap=behind))
    now = here.now().isoformat(timespec="seconds")
    if gap is not None and gap.is_ahead and not gap.is_own:
        days = (gap.now - gap.mark).days
        return Health("clock", None, say("doctor.clock-ahead", now=now, mark=mark, days=days))
    return Health("clock", True, say("doctor.clock-is", now=now))


def _pin(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.trust import check_trust, trust_of

    session = ledger.session
    start = trust_of(session.around.memory, session.origin, None)
    if start.trust_file is None:
        return Health("pin", None, say("doctor.no-pin"))
    problem = check_trust(start, session.origin, session.store.note(), session.store.statement(0))
    return Health(
        "pin", problem is None, _words(problem) if problem is not None else say("doctor.pin-is")
    )


def _remembered(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.trust import trust_of

    session = ledger.session
    found = trust_of(session.around.memory, session.origin, None).remembered
    if found is None or not found.size:
        return Health("remembered", None, say("doctor.none-remembered"))
    if found.size > session.logged:
        text = say(
            "doctor.remembered-more", size=found.size, found=session.logged, command=_newer(ledger)
        )
        return Health("remembered", False, text)
    good = session.root_of_size(found.size) == found.root
    key = "doctor.remembered-is" if good else "doctor.remembered-other"
    return Health("remembered", good, say(key, size=found.size))


def _signer(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.session import operator_id

    if ledger.store.is_replica:
        return Health("signer", True, say("doctor.not-operator", origin=ledger.origin))
    if not here.keys.kids(operator_id(ledger.origin), "checkpoint"):
        return Health("signer", None, say("doctor.no-signer"))
    session = here.open_to_sign().session
    tip = session.around.tip(session.origin).read() if session.around.tip else None
    if tip is None:
        return Health("signer", None, say("doctor.signer-empty"))
    if tip.size > session.size:
        text = say("doctor.signer-ahead", size=tip.size, found=session.size, command=_newer(ledger))
        return Health("signer", False, text)
    good = not tip.size or session.root_of_size(tip.size) == tip.root
    key = "doctor.signer-is" if good else "doctor.signer-other"
    return Health("signer", good, say(key, size=tip.size))


def _newer(ledger: Ledger) -> str:
    """Give the command that brings what an older copy does not have."""
    return "batterypass replica update" if ledger.store.is_replica else say("restore.next")


def _directory(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.directory import Directory
    from batterypass_cli.commands.recycler_gaps import SOON_DAYS, ending
    from batterypass_cli.directory_view import ages_of

    day = here.now().date().isoformat()
    directory = Directory.load(ledger.session)
    count = sum(1 for _ in directory.authorisations())
    if not count:
        return Health("directory", None, say("doctor.no-directory"))
    old = [one for one in ages_of(here, ledger, directory, day)["lists"] if one["age"] != "fresh"]
    if old:
        text = say(
            "doctor.directory-old", count=count, source=old[0]["source"],
            published=old[0]["published_on"], age=old[0]["days"],
        )  # fmt: skip
        return Health("directory", None, text)
    soon = sum(1 for _ in ending(directory, day, SOON_DAYS))
    text = say("doctor.directory-is", count=count, soon=soon, days=SOON_DAYS)
    return Health("directory", None if soon else True, text)


def _ending(here: Here, ledger: Ledger) -> Health:
    from batterypass_cli.keywords import SOON_DAYS, ending_here, ending_words

    rows = ending_here(here, ledger)
    if not rows:
        return Health("ending", True, say("doctor.none-ending", days=SOON_DAYS))
    more = f" (+{len(rows) - 1})" if len(rows) > 1 else ""
    return Health("ending", None, ending_words(rows[0]) + more)


def _recovery(here: Here, ledger: Ledger) -> Health:
    from batterypass.store.notes import Notes

    notes, world = Notes(here.home), ledger.session.world
    infos = here.keys.infos()
    tested: list[str] = []
    for party in here.keys.parties():
        state = world.party(party)
        known = state.keys if state is not None else {}
        files = {
            one.kid.hex(): one for one in infos if (one.party, one.role) == (party, "recovery")
        }
        registered = [kid for kid, key in known.items() if key["role"] == "recovery"]
        for kid in dict.fromkeys([*registered, *files]):
            if "revoked" in known.get(kid, {}):
                continue
            at = notes.tested_at(kid)
            if not at:
                return Health(
                    "recovery", None, say("people.never-tested", kid=kid[:16], party=party)
                )
            if kid in files:
                name = files[kid].path.stem
                text = say("people.lies-beside", kid=kid[:16], party=party, name=name)
                return Health("recovery", None, text)
            tested.append(at)
    if not tested:
        return Health("recovery", None, say("people.no-recovery"))
    text = say("people.recovery-is", count=len(tested), at=max(tested)[:10])
    return Health("recovery", True, text)


def _attachments(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.attachments import documents
    from batterypass_cli.attaching import files_of

    found = documents(ledger.session, files_of(here))
    missing = sum(not one.is_here and not one.removed_on for one in found)
    text = say("doctor.attachments-are", count=len(found), missing=missing)
    return Health("attachments", None if missing else True, text)


def _backup(here: Here, ledger: Ledger) -> Health:
    note = ledger.session.around.memory.backup_made(ledger.origin)
    if note is None:
        return Health("backup", None, say("doctor.no-backup"))
    age = _days_since(here, note.made_at)
    after = len(ledger) - note.size
    text = say("doctor.backup-is", place=note.place, size=note.size, after=after, age=age)
    return Health("backup", None if age > _COPY_DAYS and after else True, text)


def _replica(here: Here, ledger: Ledger) -> Health:
    from batterypass.store.sources import last_update

    last = last_update(here.ledger_path)
    if last is None:
        return Health("replica", None, say("doctor.replica-unknown", size=len(ledger)))
    age = _days_since(here, last.at)
    text = say("doctor.replica-is", size=len(ledger), age=age, source=last.source)
    return Health("replica", True if age <= _COPY_DAYS else None, text)


def _outbox(here: Here, ledger: Ledger) -> Health:
    from batterypass.app.unsent import unsent

    lost = len(ledger.session.lost)
    if lost:
        return Health("outbox", False, say("outbox.lost", count=lost))
    found = unsent(ledger.session)
    if found is None or not found.total:
        return Health("outbox", True, say("doctor.outbox-empty"))
    dead = sum(found.counts.get(state, 0) for state in ("stale", "blocked", "refused"))
    at = here.local_time(found.oldest) if found.oldest else "-"
    text = say("doctor.outbox-is", count=found.total, oldest=at, dead=dead)
    return Health("outbox", None if dead else True, text)


def _forks(here: Here, ledger: Ledger) -> Health:
    from batterypass.store.evidence_folder import beside, kept_forks
    from batterypass.store.home import Home

    kept = kept_forks(Home(here.home).forks_path(ledger.origin), beside(here.ledger_path))
    if not kept:
        return Health("forks", True, say("doctor.no-forks"))
    return Health("forks", False, say("doctor.forks-are", count=len(kept), place=kept[-1]))


def _days_since(here: Here, at: str) -> int:
    return max(0, (here.now() - datetime.fromisoformat(at)).days)


_AT_A_SITE = (("replica", _replica), ("outbox", _outbox))
_AT_THE_OPERATORS = (("backup", _backup),)
