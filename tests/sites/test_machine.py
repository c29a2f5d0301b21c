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

from hypothesis.stateful import run_state_machine_as_test

from faults.yard import MAKER, SHOP
from sites.machine_hands import DONE
from sites.machine_rules import EVERYTHING, PROFILE, Mishaps


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
        run.two_writers(which=1, item=4, other=4, at_last=True)
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
