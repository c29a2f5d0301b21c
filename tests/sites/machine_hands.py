"""How the rules of the machine are carried out, as the commands do it, and what is noted of it.

Whatever may fail is an :meth:`Hands.attempt`: an error is expected by its code, or the disk lied.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from batterypass.app.batch import Recorded
from batterypass.app.rebase import abandon, rebase_plan, rows_to_rebase, sign_again
from batterypass.app.site import SiteSession
from batterypass.domain.pending import DEAD
from batterypass.errors import BatterypassError
from batterypass.evidence.answer_file import AnswerFile
from batterypass.store.signer_state import SignerState
from sites.machine_faults import Faults, Killed, faulty_disk
from sites.machine_forms import Form, Words
from sites.machine_model import Model, Row, payload_of, rows_of
from sites.machine_template import template
from sites.machine_world import Place, Site

T = TypeVar("T")
#: What was done how often: a rule that never does anything tests nothing.
DONE: Counter[str] = Counter()
#: A rule of the yard says no, or somebody else was first: nothing is signed.
SAYS_NO = ("RefusedError", "ConflictError")


class Hands(Words):
    """A world with its faults and its model, and everything that is done in it."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        folder = Path(tempfile.mkdtemp(prefix="batterypass-machine-"))
        self.stack.callback(shutil.rmtree, folder)
        self.made = template()
        self.world = self.made.copy(folder)
        self.stack.callback(self.world.close)
        self.faults: Faults = self.stack.enter_context(faulty_disk())
        self.model = Model(self.world)
        self.backups: dict[str, list[Path]] = {place.name: [] for place in self.world.places}
        self.depth = 0

    def at(self, place: Place, window: int) -> Any:
        place.window = window
        return place

    def site(self, which: int, window: int) -> Site:
        site: Site = self.at(self.world.sites[which], window)
        return site

    def any_of(self, files: list[Path], pick: int) -> Path:
        """Pick a file, the latest ones first."""
        return files[-1 - pick % len(files)]

    def attempt(self, place: Place, act: Callable[[], T], *expected: str) -> T | None:
        """Do something that may fail for a reason that is expected, or because of the disk."""
        self.faults.fired = False
        self.depth += 1
        try:
            return act()
        except Killed:
            if self.depth > 1:
                # One thing inside another: the machine is gone, and not only a program on it.
                raise
            place.die()
            self.faults.heal()
            DONE["killed"] += 1
            return None
        except BatterypassError as error:
            DONE[f"error {error.code or type(error).__name__}"] += 1
            if self.faults.fired or {error.code, type(error).__name__} & {*expected}:
                return None
            raise
        finally:
            self.depth -= 1
            if isinstance(place, Site):
                self.model.adopt(place)

    def sign(self, site: Site, form_of: Callable[[Site], Form | list[Form] | None]) -> bool:
        """Sign at a site; whatever was told to be kept has to be there for ever."""

        def log() -> Sequence[Recorded]:
            forms = form_of(site)
            return _log(site, forms if isinstance(forms, list) else [forms]) if forms else ()

        done = self.attempt(site, log, *SAYS_NO, "outbox.replica-older") or ()
        for one in done:
            self.kept(site, one)
            DONE[f"signed {one.kind}"] += 1
        return bool(done)

    def kept(self, site: Site, one: Recorded) -> None:
        """Somebody was told that it is kept: it is there, and what he knows lets it stand."""
        if not one.place:
            return
        self.model.sign(site, one.event_id)
        if not one.already:
            assert one.place not in [doubt.row.place for doubt in site.session.doubts]

    def record(self, operator: Place, forms: Callable[[], list[Form]]) -> None:
        """Sign in the log itself."""
        done = self.attempt(operator, lambda: _log(operator, forms()), *SAYS_NO, *self.behind())
        for one in done or ():
            self.model.tell(one.event_id, one.index)
            DONE["signed at the office"] += 1

    def behind(self) -> tuple[str, ...]:
        """Say what a restored operator answers."""
        return ("write.older-copy", "open.behind-memory") if self.model.is_restored else ()

    def write_file(
        self, site: Site, *, for_party: str = "", with_sealed: bool = False
    ) -> Path | None:
        """Write a file on the stick, as ``outbox send`` does."""
        stick = self.world.stick

        def write() -> Path | None:
            data = site.make_file(for_party=for_party, with_sealed=with_sealed)
            if data is None:
                return None
            stick.write(stick.outboxes, f"{site.name}.bpz", data)
            if not for_party:
                site.note_sent(data)
            return stick.outboxes[-1]

        return self.attempt(site, write)

    def hand_file(self, site: Site, partner: Site, **how: Any) -> None:
        path = self.write_file(site, **how)
        if path is not None:
            self.take_file(partner, path)

    def take_file(self, site: Site, path: Path) -> None:
        self.attempt(site, lambda: site.take(path.read_bytes()), "MalformedError", "ConflictError")

    def submit_file(
        self, path: Path, window: int, *, with_log: bool, is_lost: bool = False
    ) -> Path | None:
        """Submit a file; what is answered on the stick, or on the screen, has been told."""
        world = self.world
        operator = self.at(world.operator, window)

        def work() -> Path | None:
            done, answer = world.submit(path, with_log=with_log)
            for one, carried in zip(done.answers, done.file.statements, strict=True):
                DONE[f"answered {one.outcome}"] += 1
                if one.outcome == "recorded":
                    assert one.entry is not None
                    self.model.tell(payload_of(carried.statement)["event_id"], one.entry)
            if not is_lost:
                world.stick.write(world.stick.answers, "a.answer.bpz", answer())
                return world.stick.answers[-1]
            return None

        found: Path | None = self.attempt(operator, work, "MalformedError", *self.behind())
        return found

    def take_answers(self, site: Site, data: bytes, *, is_forged: bool = False) -> None:
        def work() -> bool:
            site.take_answers(data)
            site.settle()
            return True

        # An answer to somebody else begins where his replica ended; one that was cut is told.
        expected = (
            "MalformedError", "replica.missing-part", "answers.no-consistency",
            "replica.behind-memory", *(("answers.bad-proof",) if is_forged else ()),
        )  # fmt: skip
        if self.attempt(site, work, *expected):
            DONE["answers taken in"] += 1
            self.model.check_covered(site)
            self.check_answered(site, data)

    def check_answered(self, site: Site, data: bytes) -> None:
        """(c) What an answer proves is settled at its site."""
        proven = {
            one.digest
            for one in AnswerFile.parse(data, "a").answers
            if one.outcome in ("recorded", "superseded")
        }
        for row in rows_of(site):
            assert row.digest not in proven or row.state in ("recorded", "superseded")

    def update_from(self, site: Site, source: Path) -> None:
        def work() -> bool:
            site.grow(source)
            if site.parties:
                site.settle()
            return True

        expected = ("replica.behind-memory", "replica.missing-part", "MalformedError")
        if self.attempt(site, work, *expected):
            DONE["updated"] += 1
            if site.parties:
                self.model.check_covered(site)

    def bring_back(self, place: Place, source: Path) -> None:
        """Restore a backup; again, until it is there: somebody stands beside it."""
        for _ in range(3):
            place.close()
            if self.attempt(place, partial(succeeds, place.lose_and_restore, source)):
                DONE[f"restored {place.name}"] += 1
                return
        raise AssertionError("the disk fails once and not for ever")

    def catch_up_from(self, operator: Place, source: Path) -> None:
        if self.attempt(operator, lambda: operator.grow(source)):
            DONE["caught up"] += 1
        self.model.check()

    def rebase_row(self, site: Site, place: int, word: str) -> None:
        def work() -> None:
            (row,) = rows_to_rebase(site.session, [place])
            if word == "abandon":
                abandon(site.session, row)
                return
            ready = rebase_plan(site.session, row)
            if word == "yes":
                kept = sign_again(site.session, ready)
                assert kept.event_id == row.event_id
                DONE["signed again"] += 1

        (event_id,) = (row.event_id for row in rows_of(site) if row.place == place)
        if word == "abandon":
            # Who was told that it failed may have done it.
            self.model.abandoned.add((site.name, event_id))
        self.attempt(
            site, work, *SAYS_NO, "outbox.not-yours", "outbox.replica-older", "outbox.not-dead",
        )  # fmt: skip


def succeeds(act: Callable[[Path], None], path: Path) -> bool:
    act(path)
    return True


def dead_rows(site: Site) -> list[Row]:
    return [row for row in rows_of(site) if row.state in DEAD]


@contextmanager
def before_keeping(session: SiteSession, other: Callable[[], None]) -> Iterator[None]:
    """Let another program come in right before the next statement is kept."""
    outbox, others = session.outbox, [other]
    keep = outbox.keep

    def kept(*args: Any, **settings: Any) -> Any:
        while others:
            others.pop()()
        return keep(*args, **settings)

    with patch.object(outbox, "keep", kept):
        yield


def _log(place: Place, forms: Sequence[Form]) -> Sequence[Recorded]:
    """Sign a batch whose actor is that of its first event."""
    whole = [(kind, form) for kind, form, _ in forms]
    return place.ledger.sign(place.ledger.plan(whole, actor=forms[0][2]))


def has_log(path: Path) -> bool:
    try:
        return AnswerFile.parse(path.read_bytes(), path.name).log is not None
    except BatterypassError:
        return False


def signed_tip(operator: Place) -> int:
    """Give the size of what the operator's key is known to have signed last."""
    (path,) = operator.folder.glob("signer-*.state")
    found = SignerState(path).read()
    return 0 if found is None else found.size
