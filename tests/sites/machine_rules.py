"""The machine of mishaps: what may happen between an operator, two sites and a replica, in any order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from batterypass.app.batch import Recorded
from batterypass.app.drafts import Plan
from batterypass.errors import BrokenError, UndecidedError
from faults.yard import MAKER, SHOP, assessment
from sites.machine_end import Endings
from sites.machine_faults import HOW, WHERE, How, Where
from sites.machine_forgeries import all_recorded, all_refused
from sites.machine_forms import Form
from sites.machine_hands import (
    DONE,
    SAYS_NO,
    before_keeping,
    dead_rows,
    has_log,
    signed_tip,
    succeeds,
)
from sites.machine_model import entries_of, rows_of
from sites.machine_template import Template, new_card
from sites.machine_world import PACKS, Site

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


class Mishaps(RuleBasedStateMachine, Endings):
    """An operator, the sites north and camino, a bare replica, and a stick that keeps everything."""

    def __init__(self) -> None:
        super().__init__()
        Endings.__init__(self)

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
                    stack.enter_context(before_keeping(site.session, first))
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
        sources += [path for path in self.world.stick.answers if has_log(path)]
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
        rows = dead_rows(site)
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
        if self.attempt(place, partial(succeeds, place.back_up, target)):
            self.backups[place.name].append(target)

    @rule(pick=PICK, pick_source=PICK)
    @precondition(lambda self: self.backups["operator"] and not self.model.is_restored)
    def restore_operator_backup(self, pick: int, pick_source: int) -> None:
        """The operator's disk is lost; a bare replica had everything that was ever shown."""
        operator = self.world.operator
        self.update_from(self.world.replica, operator.path)
        self.model.check()
        tip = signed_tip(operator)
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
