"""What a dishonest operator may put into a log: page and program find the same, by the same code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from app import yard as yards
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import INDEX, encode_container, parse_container
from bundle import story
from bundle.test_annulled import FIRST, SECOND, annulled
from bundle.test_marks import numbered
from sweeps import count
from web.chromium import Chromium, as_script
from web.forging import forged, phone_statements, wrong_statements
from web.stealing import stolen


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """The ledger that is forged."""
    return story.tell(tmp_path_factory.mktemp("forged"))


def test_a_wrong_statement_is_found_by_both(browser: Chromium, yard: yards.Yard) -> None:
    whole, trust = story.bundle_of(yard, "all"), story.trust_of(yard)
    tried = 0
    for name, raw in wrong_statements(yard):
        data = forged(yard, whole, raw)
        verdict = story.verify(data, story.stranger(trust))
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        assert page["authentic"] is verdict.authentic, name
        found = {one["code"] for one in page["findings"]}
        assert found == story.codes(verdict, "integrity"), name
        tried += 1
    assert tried >= 25


def test_what_is_not_the_signers_to_do_is_found_by_both(
    browser: Chromium, yard: yards.Yard
) -> None:
    """With a good key, in its place in every chain: only who has what tells."""
    whole, trust = story.bundle_of(yard, "all"), story.trust_of(yard)
    seen: set[str] = set()
    for name, statements, codes in stolen(yard):
        data = forged(yard, whole, *statements)
        verdict = story.verify(data, story.stranger(trust))
        assert story.codes(verdict, "integrity") == codes, name
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        assert {one["code"] for one in page["findings"]} == codes, name
        assert page["authentic"] is verdict.authentic is not bool(codes), name
        seen |= codes
    judged = {
        "BP-P001",
        "BP-P002",
        "BP-P003",
        "BP-H001",
        "BP-E006",
        "BP-E007",
        "BP-L007",
        "BP-L008",
    }
    assert judged <= seen


def test_an_honest_annulment_of_several_packs_accuses_nobody(
    browser: Chromium, tmp_path: Path
) -> None:
    yard = annulled(tmp_path)
    trust = story.trust_of(yard)
    for of, subjects in (("items", [FIRST]), ("items", [SECOND]), ("all", [])):
        data = story.bundle_of(yard, of, *subjects)
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        assert (page["authentic"], page["findings"], page["open"]) == (True, [], [])


def test_a_key_of_a_phone_signs_in_one_way_only(browser: Chromium, yard: yards.Yard) -> None:
    whole, trust = story.bundle_of(yard, "all"), story.trust_of(yard)
    added, good, high = phone_statements(yard)
    for statement, authentic in ((good, True), (high, False)):
        data = forged(yard, whole, added, statement)
        verdict = story.verify(data, story.stranger(trust))
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        codes = {one["code"] for one in page["findings"]}
        assert codes == story.codes(verdict, "integrity") == (set() if authentic else {"BP-S004"})
        assert page["authentic"] is verdict.authentic is authentic


#: Changes bytes in the page itself: sending each file would take longer than judging it.
_SWEEP = """(async () => {
  const data = %s, trust = %s, survivors = [];
  for (const place of %s) {
    const changed = Uint8Array.from(data);
    changed[place] ^= 1;
    const verdict = await batterypass.judge(changed, trust);
    if (verdict.authentic !== false && !verdict.unreadable) survivors.push(place);
  }
  return survivors;
})()"""


def test_a_byte_that_is_changed_anywhere_is_never_authentic(
    browser: Chromium, yard: yards.Yard
) -> None:
    """Some hundred places of the small bundle, of which the program tries every one."""
    file = BundleFile.parse(story.bundle_of(yard, "party", yards.STRANGER), "x")
    small, trust = replace(file, content={}).encode(), story.trust_of(yard)
    places = [*range(0, 3000, 30), *range(3000, len(small), max(1, len(small) // 300))]
    survivors = browser.run(_SWEEP % (as_script(small), as_script(trust), places))
    count(
        "verify.html, bytes of a bundle",
        tried=len(places), found=len(places) - len(survivors), survivors=len(survivors),
    )  # fmt: skip
    assert not survivors
    assert len(places) > 300


def test_a_file_that_is_cut_anywhere_has_an_answer(browser: Chromium, yard: yards.Yard) -> None:
    file = BundleFile.parse(story.bundle_of(yard, "party", yards.STRANGER), "x")
    small, trust = replace(file, content={}).encode(), story.trust_of(yard)
    for size in (4, 29, 31, 700, len(small) // 2, len(small) - 30, len(small) - 1):
        page = browser.run(f"batterypass.judge({as_script(small[:size])}, {as_script(trust)})")
        assert page["unreadable"] is True, size
        assert page["authentic"] is not True


def test_a_member_that_is_changed_and_summed_anew_gives_both_the_same_word(
    browser: Chromium, yard: yards.Yard
) -> None:
    file = BundleFile.parse(story.bundle_of(yard, "items", story.PACKS[0]), "x")
    small, trust = replace(file, content={}).encode(), story.trust_of(yard)
    tried = 0
    for name, body in parse_container(small, "x").items():
        if name == INDEX:
            continue
        at = len(body) // 2
        data = _rebuilt(small, name, body[:at] + bytes((body[at] ^ 1,)) + body[at + 1 :])
        try:
            verdict, is_read = story.verify(data, story.stranger(trust)).authentic, True
        except BatterypassError:
            verdict, is_read = None, False
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        assert page["authentic"] is verdict is not True, name
        assert page["unreadable"] is not is_read, name
        tried += 1
    assert tried > 60


def test_an_entry_that_is_left_out_gives_both_the_same_word(
    browser: Chromium, yard: yards.Yard
) -> None:
    """Time marks too, and the marks on both sides of a period."""
    trust, open_ = story.trust_of(yard), 0
    period = story.bundle_of(yard, "period", since="2026-11-21", until="2026-11-23")
    for of, made in (("items", story.bundle_of(yard, "items", story.PACKS[0])), ("period", period)):
        file = BundleFile.parse(made, "x")
        small = replace(file, content={}).encode()
        for line in file.lines[1:]:
            data = _without(small, line.entry)
            verdict = story.verify(data, story.stranger(trust)).authentic
            page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
            assert page["authentic"] is verdict is not True, (of, line.entry, line.kind, page)
            open_ += verdict is None
    assert open_ > 5


@pytest.mark.parametrize("number", [lambda n: n * 1000, lambda n: max(1, n - 1), lambda n: None])
def test_false_numbers_and_none_give_both_the_same_word(
    browser: Chromium,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: Callable[[int], int | None],
) -> None:
    with monkeypatch.context() as patch:
        numbered(patch, number)
        for place in ("heads", "record"):
            patch.setattr(f"batterypass.app.{place}.refuse", lambda *_, **__: None)
        yard = story.tell(tmp_path)
    trust = story.trust_of(yard)
    for of, subjects in (("items", [story.PACKS[0]]), ("all", [])):
        data = story.bundle_of(yard, of, *subjects)
        verdict = story.verify(data, story.stranger(trust))
        page = browser.run(f"batterypass.judge({as_script(data)}, {as_script(trust)})")
        assert page["authentic"] is verdict.authentic
        assert {one["code"] for one in page["findings"]} == story.codes(verdict, "integrity")


def _without(data: bytes, entry: int) -> bytes:
    index = json.loads(parse_container(data, "x")[INDEX])
    index["entries"] = [line for line in index["entries"] if line["entry"] != entry]
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    names = (f"statements/{entry}.cose", f"proofs/{entry}.tlog-proof")
    return story.changed(data, {INDEX: text.encode(), **dict.fromkeys(names)})


def _rebuilt(data: bytes, name: str, body: bytes) -> bytes:
    """Change a member; digests in the index follow, as a forger would see to."""
    members = {**parse_container(data, "x"), name: body}
    index = json.loads(members[INDEX])
    for line in index["entries"]:
        raw = members[f"statements/{line['entry']}.cose"]
        line["digest"] = sha256(raw).hexdigest()
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return encode_container({**members, INDEX: text.encode()})
