"""The end of a story: everything is healed and carried, and comes once more."""

from __future__ import annotations

from batterypass.app.rebase import rebase_plan, rows_to_rebase
from sites.machine_hands import DONE, Hands, dead_rows
from sites.machine_model import payload_of, rows_of
from sites.machine_world import Site


class Endings(Hands):
    """Brings a world to its end, in which nothing waits for anybody."""

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
                for row in dead_rows(site):
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
