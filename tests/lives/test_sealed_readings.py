"""What was measured is sealed by default; what reads it opens it, or says that it is not here."""

from __future__ import annotations

import json
import re

import pytest

from cli.desk import YES, Desk, Person
from lives.conftest import PACK, WORKSHOP

_WORDS = f"{PACK} condition=serviceable method=bms_reading soh_percent=81.5 soc_percent=27.5"
_POINT = "individual_legitimate_interest"


def _payload(desk: Desk, index: int) -> dict[str, object]:
    return dict(desk.ok("show", str(index), "--json").json["event"]["payload"])


@pytest.mark.parametrize("command", ["log item.assessed", "pack assess"])
def test_a_reading_is_sealed_and_its_condition_is_not(bench: Desk, command: str) -> None:
    done = bench.ok(f"{command} {_WORDS} cycles=812 --as {WORKSHOP} --yes --json").json["events"]

    payload = _payload(bench, done[0]["index"])
    assert payload["condition"] == "serviceable"
    assert list(payload["sealed"]) == [_POINT]  # type: ignore[call-overload]
    assert not {"soh_percent", "soc_percent", "cycles"} & set(payload)
    shown = bench.ok(f"pack show {PACK} --json").json["item"]
    assert (shown["soh_percent"], shown["assessed"]["cycles"]) == ("81.5", 812)
    assert bench.ok("pack list --json").json["packs"][0]["soc_percent"] == "27.5"
    known = bench.run(f"un check {PACK} --json").out
    assert "27.5" in known
    assert "81.5" not in bench.ok(f"passport show {PACK} --json").out
    assert "81.5" in bench.ok(f"passport show {PACK} --for legitimate_interest --json").out


def test_a_person_who_is_asked_is_asked_once_for_each_value(bench: Desk) -> None:
    person = Person(
        {"condition": "serviceable", "state of health": "80", "method": "visual", "Sign as": YES}
    )

    done = bench.run(f"pack assess {PACK} --as {WORKSHOP} --json", person=person)

    assert done.code == 0, done.err
    assert sum(one.startswith("state of health") for one in person.asked) == 1
    assert _POINT in str(_payload(bench, done.json["events"][0]["index"])["sealed"])


def test_open_leaves_it_in_clear_and_says_what_that_means(bench: Desk) -> None:
    done = bench.ok(f"pack assess {_WORDS} --open --as {WORKSHOP} --yes --json")

    payload = _payload(bench, done.json["events"][0]["index"])
    assert payload["soh_percent"] == "81.5"
    assert "sealed" not in payload
    assert "for ever" in done.err
    # It stands in clear, and still the public view has no key for it.
    assert "81.5" not in bench.ok(f"passport show {PACK} --json").out
    assert bench.ok(f"pack show {PACK} --json").json["item"]["soh_percent"] == "81.5"


def test_a_form_says_open_and_other_forms_are_sealed(bench: Desk) -> None:
    form = '{"item": "%s", "condition": "serviceable", "method": "visual", "soh_percent": "70"%s}'
    found = []
    for more in ("", ', "open": true, "request": "2"'):
        done = bench.ok(
            f"log item.assessed --from - --as {WORKSHOP} --yes --json --again",
            typed=form % (PACK, more),
        )
        found.append("soh_percent" in _payload(bench, done.json["events"][0]["index"]))
    streamed = bench.ok(
        f"log item.assessed --from - --jsonl --as {WORKSHOP} --yes",
        typed=form % (PACK, ', "request": "3"') + "\n", at="03-04T12:00",
    )  # fmt: skip

    assert found == [False, True]
    answer = json.loads(streamed.out.splitlines()[0])
    assert "soh_percent" not in _payload(bench, answer["index"])


def test_a_sealed_value_is_checked_like_one_in_clear(bench: Desk) -> None:
    wrong = bench.run(
        f"log item.assessed {PACK} condition=serviceable method=visual"
        f" private.{_POINT}.soh_percent=181 --as {WORKSHOP} --yes"
    )

    assert wrong.code == 2
    assert "soh_percent" in wrong.err


@pytest.mark.parametrize("more", ["", " --open"])
def test_a_counter_that_falls_is_refused_until_the_bms_was_replaced(bench: Desk, more: str) -> None:
    def read(cycles: int, at: str) -> int:
        return bench.run(
            f"pack assess {PACK} condition=serviceable method=bms_reading cycles={cycles}{more}"
            f" --as {WORKSHOP} --yes", at=at,
        ).code  # fmt: skip

    assert read(900, "03-05T08:00") == 0
    assert read(899, "03-05T09:00") == 3
    assert read(900, "03-05T10:00") == 0
    bench.ok(
        f"pack repair {PACK} work=bms_replaced bms_replaced=yes --as {WORKSHOP} --yes",
        at="03-05T11:00",
    )
    assert read(3, "03-05T12:00") == 0
    assert bench.run("verify --json").json["compliant"] is True


@pytest.mark.parametrize(
    ("cycles", "more", "at", "code"),
    [
        # In clear after a sealed one, which no rule sees.
        (899, " --open", "03-05T09:00:00", 3),
        (901, " --open", "03-05T09:00:00", 0),
        # Recorded late: it was read before the other.
        (901, "", "03-05T07:00:00", 3),
        (899, "", "03-05T07:00:00", 0),
    ],
)
def test_a_counter_fits_the_sealed_one_before_it_and_after_it(
    bench: Desk, cycles: int, more: str, at: str, code: int
) -> None:
    words = f"pack assess {PACK} condition=serviceable method=bms_reading --as {WORKSHOP} --yes"
    bench.ok(f"{words} cycles=900", at="03-05T08:00")

    done = bench.run(f"{words} cycles={cycles} event_time=2026-{at}-06:00{more}", at="03-05T10:00")

    assert done.code == code, done.err
    assert ("BP-C024" in done.err) is (code == 3)


def test_a_counter_that_falls_within_one_file_of_readings_is_refused(bench: Desk) -> None:
    form = '{"item": "%s", "condition": "serviceable", "method": "bms_reading", "cycles": %d,' \
           ' "event_time": "2026-03-05T0%d:00:00-06:00"}'  # fmt: skip
    forms = ",".join(form % (PACK, cycles, hour) for cycles, hour in ((900, 7), (899, 8)))

    done = bench.run(
        f"log item.assessed --from - --as {WORKSHOP} --yes", typed=f"[{forms}]", at="03-05T10:00"
    )

    assert (done.code, "BP-C024" in done.err) == (3, True)


def test_a_sealed_counter_of_the_passport_does_not_fall_either(bench: Desk) -> None:
    bench.ok(
        f"pack assess {PACK} condition=serviceable method=bms_reading cycles=900"
        f" --as {WORKSHOP} --yes", at="03-05T08:00",
    )  # fmt: skip

    words = f"passport update {PACK} number_of_full_cycles=12 --as sierra-alta --yes"
    refused = bench.run(words, at="03-05T09:00")

    assert refused.code == 3
    assert "BP-C024" in refused.err
    assert "900" in refused.err
    bench.ok(f"{words} --acknowledge BP-C024=data_not_obtainable")

    # Who has the sections is told for ever; who has not, cannot be; the verdict is the same.
    verdict = bench.run("verify --json").json
    told = [one for one in verdict["findings"] if one["code"] == "BP-V102"]
    assert [(one["severity"], "900" in one["message"]) for one in told] == [("notice", True)]
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    bench.ok(f"passport erase {PACK} --why x --yes")
    codes = {one["code"] for one in bench.run("verify --json").json["findings"]}
    assert "BP-V102" not in codes


def test_a_sealed_value_is_put_right_by_reading_it_again_not_in_clear(bench: Desk) -> None:
    words = f"{PACK} condition=serviceable method=bms_reading --as {WORKSHOP} --yes"
    done = bench.ok(f"pack assess {words} cycles=9000 --json", at="03-05T08:00").json["events"]

    refused = bench.run(
        f"amend {done[0]['index']} cycles=900 --why typing_error --as {WORKSHOP} --yes",
        at="03-05T09:00",
    )
    assert refused.code == 2
    assert "event_time=2026-03-05T08:00:00-06:00" in refused.err
    assert "9000" not in re.findall(r"\w+", refused.err)
    # The log knows which came later, so a count that is lower is admitted by name.
    assert "--acknowledge BP-C024=paper_original_exists" in refused.err
    anew = f"pack assess {words} cycles=900 event_time=2026-03-05T08:00:00-06:00"
    assert bench.run(anew).code == 3
    bench.ok(f"{anew} --acknowledge BP-C024=paper_original_exists")

    assert bench.ok(f"pack show {PACK} --json").json["item"]["assessed"]["cycles"] == 900
    bench.ok(f"pack assess {words} cycles=901", at="03-05T10:00")
