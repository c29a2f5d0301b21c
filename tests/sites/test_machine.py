"""Every mishap in any order: nothing that was signed is lost, doubled or believed without proof.

One operator, the sites ``north`` and ``camino`` with a replica and an outbox each, a bare replica,
and a stick on which every file that was ever written waits for late, double and old deliveries.
Real files, keys in memory, a clock by hand. After each step ``machine_model.Model`` looks at the
files from outside; what it demands, and what was taken out of the product to see it fail:

(a) What somebody was told is in the log stands there once, at that entry, saying what its signer
    said. *Without* ``start_again(session)`` after a failed batch in ``record_each._record`` the
    operator judges over entries that it never had.
(b) No event id stands twice. *Without* the rule ``BP-S005`` in ``rules/envelope.py`` an old file
    brings an event in again.
(c) What is recorded at a site is in the log, under a proof that verifies; what an answer or an
    update covered is recorded there. *Without* ``verify_inclusion`` in ``answers._prove`` a forged
    answer is believed; *without* ``*session.settled`` in ``site.settle``, or ``self.refold()`` in
    ``SiteSession.catch_up``, what the replica has goes on waiting.
(d) What was signed and is not in the log waits in its outbox, or was given up by word; no row and
    no sealed section is ever gone. *Where* ``answers._changes`` takes "refused" for the end of a
    statement, a forged answer loses it.
(e) No checkpoint that anybody has or remembers is contradicted. *Without* the root compared in step
    2 or 4 of ``replica._extend``, or ``_fork_in_memory`` there, or with ``>`` for ``!=`` at
    ``is_short`` in ``answers._continue``, another log under the same key is followed.

Whoever is told that a statement is kept can rest on it: *without* the places compared in
``SqliteOutbox.keep``, the second of two writers stands beside the first.

In the end everything is healed and carried, and all that was signed is recorded, or given up
because a rule says no; every copy audits authentic under one root. ``BATTERYPASS_NIGHTS=1`` runs
2,000 longer stories with a new seed; stories that a night found are in ``test_mishaps.py``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from batterypass.app.batch import Recorded
from batterypass.app.drafts import Plan
from batterypass.app.rebase import abandon, rebase_plan, rows_to_rebase, sign_again
from batterypass.app.site import SiteSession
from batterypass.domain.pending import DEAD
from batterypass.errors import BatterypassError, BrokenError, UndecidedError
from batterypass.evidence.answer_file import AnswerFile
from batterypass.store.signer_state import SignerState
from faults.yard import MAKER, SHOP, assessment, pack, pack_url
from sites.machine_faults import HOW, WHERE, Faults, How, Killed, Where, faulty_disk
from sites.machine_forgeries import all_recorded, all_refused
from sites.machine_model import Model, Row, entries_of, payload_of, rows_of
from sites.machine_world import PACKS, Place, Site, Template, World, new_card, template

T = TypeVar("T")
NIGHTS = int(os.environ.get("BATTERYPASS_NIGHTS", "0"))
PROFILE = settings(
    max_examples=2000 * NIGHTS or 25,
    stateful_step_count=60 if NIGHTS else 30,
    derandomize=not NIGHTS,
    database=None,
    deadline=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
#: What was done how often: a rule that never does anything tests nothing.
DONE: Counter[str] = Counter()

EVERYTHING = frozenset(
    {
        "answered blocked", "answered recorded", "answered refused", "answered stale",
        "answered superseded", "answers taken in", "caught up", "chained on the partner",
        "error answers.bad-proof", "error open.behind-memory",
        "error outbox.replica-older", "fork shown: answers.no-consistency",
        "fork shown: replica.fork", "given up in the end", "killed", "recorded in the end",
        "restored north", "restored operator", "signed again", "signed at the office",
        "signed custody.accepted", "signed custody.released", "signed incident.reported",
        "signed item.assessed", "signed party.key-added", "signed party.key-revoked",
        "two writers", "updated",
    }
)  # fmt: skip

WHICH = st.integers(0, 1)
PICK = st.integers(0, 40)
ITEMS = st.sampled_from(PACKS)
#: A kind, what it says, and who says it.
#: A rule of the yard says no, or somebody else was first: nothing is signed.
Form = tuple[str, Mapping[str, Any], str]
SAYS_NO = ("RefusedError", "ConflictError")


class Mishaps(RuleBasedStateMachine):
    """An operator, the sites north and camino, a bare replica, and a stick that keeps everything."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(tempfile.mkdtemp(prefix="batterypass-machine-"))
        self.stack.callback(shutil.rmtree, folder)
        self.made = template()
        self.world: World = self.made.copy(folder)
        self.stack.callback(self.world.close)
        self.faults: Faults = self.stack.enter_context(faulty_disk())
        self.model = Model(self.world)
        self.backups: dict[str, list[Path]] = {place.name: [] for place in self.world.places}
        self.count = 0
        self.depth = 0

    # Signing.

    @rule(which=WHICH, item=ITEMS, window=WHICH, other=st.booleans())
    def sign_main(self, which: int, item: int, window: int, other: bool) -> None:
        """Something happens to a pack at a site; it may rest on what the partner signed."""
        self.sign(self.site(which, window), lambda site: self.main_form(site, item, other))

    @rule(which=WHICH, item=ITEMS, window=WHICH, sealed=st.booleans())
    def sign_record(self, which: int, item: int, window: int, sealed: bool) -> None:
        self.sign(self.site(which, window), lambda site: self.record_form(site, item, sealed))

    @rule(which=WHICH, item=ITEMS, window=WHICH, with_sealed=st.booleans())
    def chain_on_partner(self, which: int, item: int, window: int, with_sealed: bool) -> None:
        """The partner hands a pack over, gives his file, and it is accepted on that alone."""
        site = self.site(which, window)
        partner = self.world.partner(site)
        self.sign(partner, lambda there: self.release_form(there, item))
        self.hand_file(partner, site, for_party=site.parties[0], with_sealed=with_sealed)
        if self.sign(site, lambda here: self.accept_form(here, item)):
            DONE["chained on the partner"] += 1

    @rule(item=ITEMS, window=WHICH, main=st.booleans(), by=st.sampled_from((MAKER, SHOP)))
    def operator_signs(self, item: int, window: int, main: bool, by: str) -> None:
        """At the office somebody signs directly in the log: heads at the sites become stale."""
        operator = self.at(self.world.operator, window)

        def forms() -> list[Form]:
            form = self.main_form(operator, item, other=True, by=by) if main else None
            return [form or ("item.assessed", assessment(item, self.soh()), by)]

        self.record(operator, forms)

    @rule(
        which=WHICH, window=WHICH, grace=st.sampled_from((0, 1, 14)),
        at_the_office=st.booleans(),
    )  # fmt: skip
    def rotate_key(self, which: int, window: int, grace: int, at_the_office: bool) -> None:
        site = self.site(which, window)
        party = site.parties[0]
        place = self.at(self.world.operator, window) if at_the_office else site
        number = self.next()

        def forms() -> list[Form]:
            private, card = new_card(self.world, site, number)
            keys = place.ledger.party(party).keys
            *_, old = (
                kid for kid, key in keys.items() if key["role"] == "daily" and "revoked" not in key
            )
            self.world.keys.add(party, "daily", private)
            revoked = {"party": party, "kid": old, "reason": "rotated", "grace_days": grace}
            return [
                ("party.key-added", {"party": party, "key": card}, party),
                ("party.key-revoked", revoked, party),
            ]

        if at_the_office:
            self.record(place, forms)
        else:
            self.sign(site, lambda _: forms())

    @rule(which=WHICH, item=ITEMS, other=ITEMS, at_last=st.booleans())
    def two_writers(self, which: int, item: int, other: int, at_last: bool) -> None:
        """Two programs sign at one outbox: the second had asked before the first one signed.

        It may have looked a last time (``at_last``), and be about to write.
        """
        site = self.site(which, 0)

        def plan() -> Plan | None:
            form = self.main_form(site, item, other=False)
            return None if form is None else site.ledger.plan([form[:2]], actor=form[2])

        ready = self.attempt(site, plan, *SAYS_NO, "outbox.replica-older")

        def first() -> None:
            self.sign(self.at(site, 1), lambda there: self.main_form(there, other, other=False))
            self.at(site, 0)

        if ready is None or ready.refusals():
            first()
            return
        if not at_last:
            first()

        def second() -> Sequence[Recorded]:
            with ExitStack() as stack:
                if at_last:
                    stack.enter_context(_before_keeping(site.session, first))
                return site.ledger.sign(ready)

        for one in self.attempt(site, second, *SAYS_NO) or ():
            self.kept(site, one)
            DONE["two writers"] += 1

    # Carrying.

    @rule(which=WHICH, window=WHICH, with_sealed=st.booleans())
    def send(self, which: int, window: int, with_sealed: bool) -> None:
        self.write_file(self.site(which, window), with_sealed=with_sealed)

    @rule(which=WHICH, window=WHICH, for_partner=st.booleans())
    def exchange(self, which: int, window: int, for_partner: bool) -> None:
        site = self.site(which, window)
        partner = self.world.partner(site)
        self.hand_file(site, partner, for_party=partner.parties[0] if for_partner else "")

    @rule(which=WHICH, window=WHICH, pick=PICK)
    @precondition(lambda self: self.world.stick.outboxes)
    def take(self, which: int, window: int, pick: int) -> None:
        """A site takes any file that ever was, its own included."""
        self.take_file(self.site(which, window), self.any_of(self.world.stick.outboxes, pick))

    @rule(pick=PICK, window=WHICH, with_log=st.booleans(), is_lost=st.booleans())
    @precondition(lambda self: self.world.stick.outboxes)
    def submit(self, pick: int, window: int, with_log: bool, is_lost: bool) -> None:
        self.submit_file(
            self.any_of(self.world.stick.outboxes, pick), window, with_log=with_log, is_lost=is_lost
        )

    @rule(
        which=WHICH, window=WHICH, pick=PICK,
        forged=st.sampled_from(("", "", "refused", "recorded")),
    )  # fmt: skip
    @precondition(lambda self: self.world.stick.answers)
    def answers(self, which: int, window: int, pick: int, forged: str) -> None:
        """A site takes in any answer that ever was; somebody may have changed what it says."""
        site = self.site(which, window)
        data = self.any_of(self.world.stick.answers, pick).read_bytes()
        if forged == "refused":
            data = all_refused(data)
        elif forged == "recorded":
            data = all_recorded(data)
        self.take_answers(site, data, is_forged=forged == "recorded")

    @rule(which=st.integers(0, 2), window=WHICH, pick=PICK)
    def update(self, which: int, window: int, pick: int) -> None:
        """A replica is brought up to date from the ledger, or from any copy of any age."""
        site = self.at((*self.world.sites, self.world.replica)[which], window)
        others = [self.world.replica.path, *(one.path for one in self.world.sites)]
        sources = [self.world.operator.path, *self.world.stick.exports]
        sources += [path for path in self.world.stick.answers if _has_log(path)]
        sources += [path for path in others if path != site.path]
        self.update_from(site, sources[pick % len(sources)])

    @rule(window=WHICH)
    def publish(self, window: int) -> None:
        operator = self.at(self.world.operator, window)
        path = self.attempt(operator, self.world.publish)
        if path is not None:
            self.world.stick.exports.append(path)

    @rule(
        which=WHICH, window=WHICH, pick=PICK,
        word=st.sampled_from(("yes", "yes", "yes", "later", "abandon")),
    )  # fmt: skip
    def rebase(self, which: int, window: int, pick: int, word: str) -> None:
        site = self.site(which, window)
        rows = _dead(site)
        if rows:
            self.rebase_row(site, rows[pick % len(rows)].place, word)

    # What goes wrong.

    @rule(which=WHICH, days=st.sampled_from((-2, 0, 2)))
    def clock(self, which: int, days: int) -> None:
        """The clock of a site is wrong."""
        site = self.world.sites[which]
        site.ahead = type(site.ahead)(days=days)

    @rule(hours=st.sampled_from((1, 30, 24 * 15)))
    def time_passes(self, hours: int) -> None:
        self.world.time.pass_by(hours=hours)

    @rule(where=st.sampled_from(WHERE), how=st.sampled_from(HOW), skip=st.integers(0, 4))
    def fault(self, where: Where, how: How, skip: int) -> None:
        self.faults.arm(where, how, skip if where in ("row", "commit") else 0)

    @rule(which=st.integers(0, 3))
    def kill(self, which: int) -> None:
        """A program ends between two things that it does."""
        self.world.places[which].die()

    @rule(which=st.integers(0, 2), window=WHICH)
    def back_up(self, which: int, window: int) -> None:
        place = self.at(self.world.places[which], window)
        target = place.folder / f"backup-{len(self.backups[place.name])}.bp"
        if self.attempt(place, partial(_done, place.back_up, target)):
            self.backups[place.name].append(target)

    @rule(pick=PICK, pick_source=PICK)
    @precondition(lambda self: self.backups["operator"] and not self.model.is_restored)
    def restore_operator_backup(self, pick: int, pick_source: int) -> None:
        """The operator's disk is lost; a bare replica had everything that was ever shown."""
        operator = self.world.operator
        self.update_from(self.world.replica, operator.path)
        self.model.check()
        tip = _tip(operator)
        if not (tip == len(entries_of(self.world.replica.path)) == len(self.model.history)):
            return
        self.model.is_restored = True
        self.bring_back(operator, self.any_of(self.backups["operator"], pick))

    @rule(window=WHICH, which=st.integers(0, 2))
    @precondition(lambda self: self.model.is_restored)
    def catch_up(self, window: int, which: int) -> None:
        """The operator takes what is missing from a copy, which may lack some of it as well."""
        copies = (self.world.replica, *self.world.sites)
        self.catch_up_from(self.at(self.world.operator, window), copies[which].path)

    @rule(which=WHICH, pick=PICK)
    def restore_replica(self, which: int, pick: int) -> None:
        """A site's replica is older than its outbox."""
        site = self.world.sites[which]
        if self.backups[site.name]:
            self.bring_back(site, self.any_of(self.backups[site.name], pick))

    @rule(which=st.integers(0, 2), window=WHICH, pick=PICK)
    def fork_shown(self, which: int, window: int, pick: int) -> None:
        """Somebody shows another log under the same key: refused, kept as evidence, not followed."""
        site = self.at((*self.world.sites, self.world.replica)[which], window)
        before, rows = entries_of(site.path), rows_of(site)
        if self.model.known_to(site) <= self.made.size:
            # This site has seen nothing yet that contradicts it.
            return
        by_answer = pick % 2 and site is not self.world.replica
        with self.faults.paused(), pytest.raises((BrokenError, UndecidedError)) as refused:
            self.show(site, self.made, by_answer=bool(by_answer), pick=pick // 2)
        code = str(refused.value.code)
        DONE[f"fork shown: {code}"] += 1
        if code == "replica.fork":
            assert any((one / "evidence.json").is_file() for one in site.forks())
        elif by_answer and code == "answers.no-consistency":
            # It brings no entries, so it may as well be an answer that is newer than this replica.
            pass
        else:
            # This replica was restored, and what is shown ends before what was seen here.
            assert code == "replica.behind-memory"
            assert len(before) < self.model.known_to(site)
        assert entries_of(site.path) == before
        assert rows_of(site) == rows

    def show(self, site: Site, made: Template, *, by_answer: bool, pick: int) -> None:
        if by_answer:
            site.take_answers(made.twin_answers[pick % len(made.twin_answers)])
        else:
            site.grow(made.twins[pick % len(made.twins)])

    # What always holds.

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        self.model.check()

    def teardown(self) -> None:
        try:
            if self.model.history:
                self.end_well()
        finally:
            self.stack.close()

    def end_well(self) -> None:
        """Heal everything, carry everything: all that was signed is recorded or given up."""
        world = self.world
        self.faults.heal()
        if self.model.is_restored:
            self.catch_up_from(world.operator, world.replica.path)
            assert not self.model.is_restored
        for path in [*world.stick.outboxes]:
            self.submit_file(path, 0, with_log=True)
        for turn in range(12):
            for site in world.sites:
                self.update_from(site, world.operator.path)
                for row in _dead(site):
                    self.rebase_row(site, row.place, "yes")
                if turn > 3:
                    self.give_up(site)
            if all(map(self.model.has_ended, world.sites)):
                break
            for site in world.sites:
                self.hand_file(site, world.partner(site), for_party="")
                written = self.write_file(site, with_sealed=True)
                if written is not None:
                    answer = self.submit_file(written, 0, with_log=True)
                    assert answer is not None
                    self.take_answers(site, answer.read_bytes())
            self.model.check()
        else:
            raise AssertionError([row[5] for site in world.sites for row in rows_of(site)])
        self.deliver_again()
        world.time.pass_by(hours=1)
        self.update_from(world.replica, world.operator.path)
        self.model.check()
        for event_id, signed in self.model.signed.items():
            is_there = event_id in self.model.events
            DONE["recorded in the end" if is_there else "given up in the end"] += 1
            assert is_there or (signed.site, event_id) in self.model.abandoned
        roots = set()
        for place in world.places:
            verdict = place.ledger.verify()
            assert verdict.authentic, [one.message("en") for one in verdict.findings]
            roots.add((verdict.size, place.ledger.session.checkpoint().root))
        assert len(roots) == 1

    def deliver_again(self) -> None:
        """Every file and every answer comes once more: only what was given up can still get in."""
        world = self.world
        self.model.check()
        size, rows = len(self.model.history), self.states()
        for path in [*world.stick.outboxes]:
            self.submit_file(path, 1, with_log=True, is_lost=True)
        for site in world.sites:
            for path in world.stick.answers:
                self.take_answers(site, path.read_bytes())
        self.model.check()
        given_up = {event_id for _, event_id in self.model.abandoned}
        late = {payload_of(raw)["event_id"] for raw in self.model.history[size:]}
        late = {one for one in late if one in self.model.signed}
        assert late <= given_up
        assert {one: state for one, state in self.states().items() if one[1] not in given_up} == {
            one: state for one, state in rows.items() if one[1] not in given_up
        }

    def states(self) -> dict[tuple[str, str, int], str]:
        """Give the state of every row, by its site, event and place."""
        return {
            (site.name, row.event_id, row.place): row.state
            for site in self.world.sites
            for row in rows_of(site)
        }

    def give_up(self, site: Site) -> None:
        """Abandon what a rule does not let pass, and what a partner did not sign anew."""
        session = site.session
        for row in rows_to_rebase(session):
            if not session.is_mine(row) or rebase_plan(session, row).draft.refusals():
                self.rebase_row(site, row.place, "abandon")

    # How it is done.

    def at(self, place: Place, window: int) -> Any:
        place.window = window
        return place

    def site(self, which: int, window: int) -> Site:
        site: Site = self.at(self.world.sites[which], window)
        return site

    def next(self) -> int:
        self.count += 1
        self.world.time.pass_by(seconds=50)
        return self.count

    def soh(self) -> str:
        return str(40 + self.next() % 60)

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
            if self.attempt(place, partial(_done, place.lose_and_restore, source)):
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

    # What is said.

    def main_form(self, place: Place, item: int, other: bool, by: str = "") -> Form | None:
        """Choose what may happen to a pack next by whoever is here."""
        parties = (by,) if by else place.parties
        state = place.ledger.item(pack_url(item))
        url = state.item
        if state.released_to in parties:
            accepted = {"items": [url], "released_by": state.custodian}
            return "custody.accepted", accepted, state.released_to
        if state.custodian not in parties or state.released_to:
            if MAKER not in parties:
                return None
            return "pack.manufactured", pack(100 + self.next()), MAKER
        if other and state.custodian == SHOP:
            if state.host_kind:
                return "pack.removed", {"item": url, "reason": "repair"}, SHOP
            return "pack.installed", {"item": url, "host_kind": "vehicle"}, SHOP
        return self.release_form(place, item, parties)

    def release_form(self, place: Place, item: int, parties: tuple[str, ...] = ()) -> Form | None:
        state = place.ledger.item(pack_url(item))
        if state.custodian not in (parties or place.parties) or state.released_to:
            return None
        to = SHOP if state.custodian == MAKER else MAKER
        return "custody.released", {"items": [state.item], "to": to}, state.custodian

    def accept_form(self, place: Place, item: int) -> Form | None:
        state = place.ledger.item(pack_url(item))
        if state.released_to not in place.parties:
            return None
        accepted = {"items": [state.item], "released_by": state.custodian}
        return "custody.accepted", accepted, state.released_to

    def record_form(self, place: Place, item: int, sealed: bool) -> Form:
        if not sealed:
            return "item.assessed", assessment(item, self.soh()), place.parties[0]
        incident = {
            "item": pack_url(item), "incident": "leak", "injuries": False,
            "condition_after": "damaged_stable",
            "private": {"personal": {"remarks": f"gotea {self.next()}"}},
        }  # fmt: skip
        return "incident.reported", incident, place.parties[0]


def _done(act: Callable[[Path], None], path: Path) -> bool:
    act(path)
    return True


def _dead(site: Site) -> list[Row]:
    return [row for row in rows_of(site) if row.state in DEAD]


@contextmanager
def _before_keeping(session: SiteSession, other: Callable[[], None]) -> Iterator[None]:
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


def _has_log(path: Path) -> bool:
    try:
        return AnswerFile.parse(path.read_bytes(), path.name).log is not None
    except BatterypassError:
        return False


def _tip(operator: Place) -> int:
    """Give the size of what the operator's key is known to have signed last."""
    (path,) = operator.folder.glob("signer-*.state")
    found = SignerState(path).read()
    return 0 if found is None else found.size


def test_each_mishap_once() -> None:
    """The rules by hand: each does what it is there for, whatever Hypothesis chooses elsewhere."""
    DONE.clear()
    run = Mishaps()
    check = run.nothing_is_lost_or_doubled
    try:
        run.back_up(which=0, window=0)
        run.back_up(which=1, window=0)
        run.sign_main(which=0, item=1, window=0, other=False)
        run.sign_record(which=0, item=1, window=0, sealed=False)
        run.sign_record(which=1, item=3, window=1, sealed=True)
        run.chain_on_partner(which=1, item=2, window=0, with_sealed=True)
        check()
        run.operator_signs(item=2, window=0, main=True, by=MAKER)
        run.send(which=0, window=1, with_sealed=True)
        run.fault(where="commit", how="killed after", skip=0)
        run.submit(pick=0, window=0, with_log=True, is_lost=False)
        check()
        run.submit(pick=0, window=0, with_log=True, is_lost=False)
        run.send(which=1, window=1, with_sealed=True)
        run.fault(where="commit", how="lost", skip=0)
        run.submit(pick=0, window=0, with_log=True, is_lost=False)
        run.submit(pick=0, window=0, with_log=True, is_lost=False)
        run.fault(where="commit", how="lost", skip=0)
        run.operator_signs(item=4, window=0, main=False, by=SHOP)
        run.answers(which=0, window=0, pick=0, forged="recorded")
        run.answers(which=0, window=0, pick=0, forged="refused")
        run.rebase(which=0, window=1, pick=0, word="later")
        run.rebase(which=0, window=1, pick=0, word="yes")
        run.answers(which=0, window=0, pick=0, forged="")
        run.answers(which=1, window=0, pick=0, forged="")
        run.rebase(which=0, window=0, pick=0, word="yes")
        run.rebase(which=0, window=0, pick=0, word="yes")
        run.send(which=0, window=0, with_sealed=False)
        run.submit(pick=0, window=1, with_log=True, is_lost=False)
        run.submit(pick=1, window=1, with_log=True, is_lost=True)
        check()
        run.clock(which=1, days=2)
        run.rotate_key(which=0, window=0, grace=14, at_the_office=False)
        run.rotate_key(which=0, window=0, grace=14, at_the_office=True)
        run.two_writers(which=0, item=2, other=2, at_last=True)
        run.two_writers(which=1, item=3, other=3, at_last=False)
        run.fault(where="row", how="lost", skip=1)
        run.sign_record(which=0, item=2, window=0, sealed=False)
        run.sign_record(which=0, item=2, window=0, sealed=False)
        run.exchange(which=0, window=0, for_partner=False)
        run.take(which=0, window=1, pick=0)
        run.time_passes(hours=30)
        run.submit(pick=0, window=1, with_log=False, is_lost=False)
        run.submit(pick=2, window=1, with_log=False, is_lost=True)
        run.kill(which=1)
        check()
        run.update(which=0, window=0, pick=0)
        run.rebase(which=0, window=0, pick=0, word="abandon")
        for pick in range(4):
            run.fork_shown(which=0, window=0, pick=pick)
        run.fork_shown(which=0, window=0, pick=7)
        run.publish(window=1)
        run.restore_operator_backup(pick=0, pick_source=0)
        run.operator_signs(item=4, window=0, main=False, by=SHOP)
        check()
        run.catch_up(window=0, which=1)
        run.catch_up(window=0, which=0)
        run.sign_record(which=0, item=1, window=0, sealed=False)
        run.restore_replica(which=0, pick=0)
        run.fork_shown(which=0, window=0, pick=2)
        run.sign_record(which=0, item=2, window=0, sealed=False)
        run.update(which=0, window=0, pick=1)
        check()
    finally:
        run.teardown()
    assert not EVERYTHING - DONE.keys(), EVERYTHING - DONE.keys()


def test_any_order_of_mishaps_loses_and_doubles_nothing() -> None:
    run_state_machine_as_test(Mishaps, settings=PROFILE)
