"""Mishaps of time and place: clocks, what comes late, sites that nobody registered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from batterypass.domain.clock import event_time_of
from rules.yard import (
    MOVE,
    SOUND,
    WORKSHOP,
    offer_of,
    yard,
)
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    fake_kid,
    grant,
    key_name,
    pack_fields,
    scope,
)


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [(6, set()), (6.1, {"BP-Z001"}), (60, {"BP-Z001"})],
)
def test_an_event_is_at_most_six_minutes_ahead_of_the_clock(
    minutes: float, codes: set[str]
) -> None:
    story = yard()
    time = event_time_of(story.now + timedelta(minutes=minutes))
    fields = pack_fields("https://maker.example/p/NEW")

    assert story.codes(story.draft("pack.manufactured", MAKER, event_time=time, **fields)) == codes


@pytest.mark.parametrize(
    ("minutes", "codes"),
    [(0, set()), (-1, {"BP-Z003"}), (-15, {"BP-Z003"}), (-15.1, {"BP-Z002"})],
)
def test_an_event_is_at_most_a_quarter_before_the_one_it_follows(
    minutes: float, codes: set[str]
) -> None:
    story = yard()
    last = story.item(SOUND).last_ms
    previous = story.now - timedelta(
        milliseconds=story.draft("ledger.time-marked", MAKER).at.mark_ms - last
    )
    time = event_time_of(previous + timedelta(minutes=minutes))

    drafted = story.draft("custody.released", MAKER, event_time=time, items=[SOUND], to=WORKSHOP)

    assert story.codes(drafted) == codes


def test_an_old_reading_that_comes_late_is_no_contradiction() -> None:
    story = yard()
    time = event_time_of(story.now - timedelta(hours=5))

    drafted = story.draft(
        "item.assessed", MAKER, event_time=time, item=SOUND, condition="serviceable",
        method="visual",
    )  # fmt: skip

    assert story.codes(drafted) == set()


@pytest.mark.parametrize(("hours", "codes"), [(72, set()), (72.01, {"BP-Z004"})])
def test_what_is_recorded_after_three_days_is_told(hours: float, codes: set[str]) -> None:
    story = yard()
    time = event_time_of(story.now - timedelta(hours=hours))
    fields = pack_fields("https://maker.example/p/NEW")

    assert story.codes(story.draft("pack.manufactured", MAKER, event_time=time, **fields)) == codes


@pytest.mark.parametrize(("role", "revoked"), [("label", True), ("daily", False)])
def test_a_label_is_signed_by_no_other_and_no_revoked_key(role: str, revoked: bool) -> None:
    story = yard()
    kid = fake_kid(key_name(MAKER, role))
    if revoked:
        story.tell("party.key-revoked", MAKER, by="recovery", party=MAKER, kid=kid, reason="lost")

    drafted = story.draft(
        "label.applied", MAKER, item=SOUND, copies=1, read_back=True, label_kid=kid
    )

    assert story.codes(drafted) == {"BP-R004"}


@pytest.mark.parametrize(("site", "fine"), [("S9", False), ("S1", True)])
def test_a_site_that_nobody_registered_is_found_wherever_it_stands(site: str, fine: bool) -> None:
    story = yard()

    for kind, actor, fields in (
        ("custody.released", MAKER, {"items": [SOUND], "to": WORKSHOP, "site": site}),
        ("pack.manufactured", MAKER, pack_fields("https://maker.example/p/N", plant=site)),
        ("consignment.offered", MAKER, offer_of("X", SOUND, consignee_site=site)),
        ("consignment.delivered", CARRIER, {"consignment": MOVE, "at_site": site}),
        (
            "authorisation.granted",
            AUTHORITY,
            grant(MAKER, "MX-STATE", scope("acopio"), holder_site=site),
        ),
    ):
        assert ("BP-R002" in story.codes(story.draft(kind, actor, **fields))) is not fine


def test_a_registrar_may_list_a_recycler_that_is_no_party() -> None:
    story = yard()
    fields = grant("https://elsewhere.example", "MX-STATE", scope("acopio"))

    assert story.codes(story.draft("authorisation.granted", AUTHORITY, **fields)) == set()
