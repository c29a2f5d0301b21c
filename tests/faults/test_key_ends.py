"""A key that was given until a day: what it signs after that is refused and found (BP-K007)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from batterypass.app.ledger import Ledger
from batterypass.app.opening import key_card
from batterypass.errors import InputError, RefusedError
from faults.attack import Target
from faults.yard import MAKER, Ring, Yard, audit, open_new, pack, private_key, signed

#: The ledger opens on 2 March 2026; the key signs until the 4th.
UNTIL = "2026-03-04"
TEMPORARY = private_key(MAKER, "daily of a temporary worker")


def with_temporary_key(yard: Yard) -> Ledger:
    """Open a ledger in which the maker's only usable daily key ends."""
    ledger = open_new(yard)
    ring = cast(Ring, ledger.session.around.keys)
    ring.hold(TEMPORARY, MAKER, "daily")
    card = key_card(TEMPORARY, role="daily", party=MAKER, audience=ledger.session.audience)
    added = {"party": MAKER, "key": {**card, "holder": "turno-3", "until": UNTIL}}
    ledger.log("party.key-added", added, actor=MAKER)
    old = {"party": MAKER, "kid": private_key(MAKER, "daily").kid.hex(), "reason": "holder-left"}
    ledger.log("party.key-revoked", old, actor=MAKER)
    return ledger


def test_the_registry_keeps_holder_and_end(tmp_path: Path) -> None:
    with with_temporary_key(Yard(tmp_path / "yard")) as ledger:
        key = ledger.party(MAKER).keys[TEMPORARY.kid.hex()]
        assert (key["holder"], key["until"], key["vouched"]) == ("turno-3", UNTIL, "self")


def test_it_signs_on_its_last_day_and_not_on_the_next(tmp_path: Path) -> None:
    yard = Yard(tmp_path / "yard")
    with with_temporary_key(yard) as ledger:
        yard.clock.pass_by(days=2)
        ledger.log("pack.manufactured", pack(1), actor=MAKER)
        yard.clock.pass_by(days=1)
        with pytest.raises(InputError) as error:
            ledger.plan([("pack.manufactured", pack(2))], actor=MAKER)
        assert error.value.code == "people.key-ended"
        assert UNTIL in str(error.value)
    audit(yard)


@pytest.mark.parametrize(("days", "is_late"), [(14, False), (15, True)])
def test_what_was_signed_offline_in_time_counts_for_fourteen_days(
    days: int, is_late: bool, tmp_path: Path
) -> None:
    yard = Yard(tmp_path / "yard")
    with with_temporary_key(yard) as ledger:
        raw = signed(ledger, "pack.manufactured", pack(1), MAKER)
        # The clock of the yard shows 08:02 at -06:00 on 2 March; the last day ends in UTC.
        yard.clock.pass_by(days=2 + days)
        if is_late:
            with pytest.raises(RefusedError) as error:
                ledger.record([raw])
            assert {one.code for one in error.value.findings} == {"BP-K007"}  # type: ignore[attr-defined]
        else:
            assert not ledger.record([raw])[0].already
    if not is_late:
        audit(yard)


def test_an_entry_by_an_ended_key_that_was_put_past_the_door_is_found(tmp_path: Path) -> None:
    yard = Yard(tmp_path / "yard")
    with with_temporary_key(yard) as ledger:
        raw = signed(ledger, "pack.manufactured", pack(1), MAKER)
        yard.clock.pass_by(days=30)
        # A mark a month later stands below it.
        ledger.log(
            "party.key-revoked",
            {"party": MAKER, "kid": private_key(MAKER, "label").kid.hex(), "reason": "lost"},
            actor=MAKER,
        )
        place = len(ledger)
    target = Target.of(yard, tmp_path / "past-the-door.bp")
    target.change(("INSERT INTO entries VALUES (?, ?)", (place, raw)))
    verdict = target.verify()
    assert verdict.exit_code() == 4
    codes = {one.code for one in verdict.findings if one.entry == place}
    assert "BP-K007" in codes
