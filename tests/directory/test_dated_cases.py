"""Was this recycler authorised, that day, there, for that: at the hand-over, and years later.

Each case is played on a ledger of its own: what was known is signed on its dates, the waste is
handed over, what was learned later is signed, and the whole ledger is verified from its bytes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.dated import PERMIT, SITE, Case, Step, answer, copied, hand_over, open_case, said

A001, A008, A011 = (frozenset({f"BP-A0{number}"}) for number in ("01", "08", "11"))
A005, A007, A009 = (frozenset({f"BP-A0{number}"}) for number in ("05", "07", "09"))
A010, A012 = frozenset({"BP-A010"}), frozenset({"BP-A012"})


def granted(on: str = "03-05", **fields: object) -> Step:
    return on, "granted", fields


def changed(on: str, word: str, **fields: object) -> Step:
    return on, word, fields


ENDS_JUNE = granted(effective_to="2026-06-30")
SUSPENDED = changed("06-01", "suspended", effective_from="2026-06-10", reason="inspection")
CASES = (
    # In force, and not.
    Case("in force", (granted(),), "06-15", "yes"),
    Case("nobody has ever said anything", (), "06-15", "unknown", A001),
    Case("first day", (granted(effective_from="2026-06-15"),), "06-15", "yes"),
    Case("a day before the first", (granted(effective_from="2026-06-16"),), "06-15", "no", A001),
    Case("last day", (granted(effective_to="2026-06-15"),), "06-15", "yes"),
    Case("expired yesterday", (granted(effective_to="2026-06-14"),), "06-15", "no", A001),
    Case("expired long ago", (granted(effective_to="2026-03-31"),), "11-20", "no", A001),
    Case("without an end", (granted(effective_to=None),), "11-20", "yes"),
    # Suspended, reinstated, revoked.
    Case("suspended since", (granted(), SUSPENDED), "06-20", "no", A001),
    Case("suspended on the day", (granted(), SUSPENDED), "06-10", "no", A001),
    Case("suspended from tomorrow", (granted(), SUSPENDED), "06-09", "yes"),
    Case(
        "last day of a suspension with an end",
        (granted(), changed("06-01", "suspended", effective_from="2026-06-10",
                            effective_to="2026-06-20", reason="inspection")),
        "06-20", "no", A001,
    ),
    Case(
        "the day after a suspension with an end",
        (granted(), changed("06-01", "suspended", effective_from="2026-06-10",
                            effective_to="2026-06-20", reason="inspection")),
        "06-21", "yes",
    ),
    Case(
        "reinstated on the day",
        (granted(), SUSPENDED, changed("06-18", "reinstated", effective_from="2026-06-20")),
        "06-20", "yes",
    ),
    Case(
        "a day before it is reinstated",
        (granted(), SUSPENDED, changed("06-18", "reinstated", effective_from="2026-06-20")),
        "06-19", "no", A001,
    ),
    Case(
        "revoked on the day",
        (granted(), changed("06-15", "revoked", effective_from="2026-06-15", reason="breach")),
        "06-15", "no", A001,
    ),
    Case(
        "revoked from tomorrow",
        (granted(), changed("06-10", "revoked", effective_from="2026-06-16", reason="breach")),
        "06-15", "yes",
    ),
    # Ends that move.
    Case(
        "extended before it ended",
        (ENDS_JUNE, changed("06-20", "extended", effective_to="2027-06-30")), "09-01", "yes",
    ),
    Case(
        "extended, and the extension has ended too",
        (ENDS_JUNE, changed("06-20", "extended", effective_to="2026-08-31")), "09-01", "no", A001,
    ),
    Case(
        "renewal pending",
        (ENDS_JUNE, changed("06-20", "renewal-filed", filed_on="2026-06-19")),
        "09-01", "pending", told=A009,
    ),
    Case(
        "renewal filed on the last day",
        (ENDS_JUNE, changed("07-02", "renewal-filed", filed_on="2026-06-30")),
        "09-01", "pending", told=A009,
    ),
    Case(
        "renewal filed a day too late",
        (ENDS_JUNE, changed("07-02", "renewal-filed", filed_on="2026-07-01")),
        "09-01", "no", A001, told=frozenset({"BP-D007"}),
    ),
    Case(
        "renewal filed, and not yet ended",
        (ENDS_JUNE, changed("06-20", "renewal-filed", filed_on="2026-06-19")), "06-25", "yes",
    ),
    Case(
        "renewal refused",
        (
            ENDS_JUNE, changed("06-20", "renewal-filed", filed_on="2026-06-19"),
            changed("08-20", "revoked", effective_from="2026-08-20", reason="renewal_refused"),
        ),
        "09-01", "no", A001,
    ),
    Case(
        "renewal granted",
        (
            ENDS_JUNE, changed("06-20", "renewal-filed", filed_on="2026-06-19"),
            changed("08-20", "extended", effective_to="2028-06-30"),
        ),
        "09-01", "yes",
    ),
    # Another place, thing or word.
    Case("wrong site", (granted(holder="https://metales-y.example", holder_site="nave-2"),),
         "06-15", "unknown", A001),
    Case("site closed", (granted(), changed("06-01", "closed", closed_on="2026-06-10")),
         "06-15", "no", A001),
    Case("site closes tomorrow", (granted(), changed("06-01", "closed", closed_on="2026-06-16")),
         "06-15", "yes"),
    Case("wrong operation", (granted(scope={"operation": "acopio"}),), "06-15", "no", A001),
    Case("wrong stream", (granted(scope={"streams": ["black_mass"]}),), "06-15", "no", A001),
    Case("wrong class of waste", (granted(scope={"waste_class": "hazardous"}),),
         "06-15", "no", A001),
    Case("another chemistry", (granted(scope={"chemistries": ["NMC"]}),), "06-15", "no", A001),
    Case("this chemistry among others", (granted(scope={"chemistries": ["NMC", "LFP"]}),),
         "06-15", "yes"),
    Case("a private certificate only", (granted(scheme="R2v3"),), "06-15", "no", A001),
    Case("a certificate under its table's word", (granted(scheme="VOLUNTARY"),),
         "06-15", "no", A001),
    Case("damaged, and it takes none",
         (granted(scheme="MX-SEMARNAT", scope={"waste_class": "hazardous"}),),
         "06-15", "no", A001, damaged=True),
    Case("damaged, and it takes them",
         (granted(scheme="MX-SEMARNAT",
                  scope={"waste_class": "hazardous", "damaged_accepted": True}),),
         "06-15", "yes", damaged=True),
    # Capacity: the load weighs 412.5 kg.
    Case("far from its capacity", (granted(capacity_t_year="1"),), "06-15", "yes"),
    Case("just under 80 % of its capacity", (granted(capacity_t_year="0.515626"),),
         "06-15", "yes"),
    Case("80 % of its capacity", (granted(capacity_t_year="0.515625"),), "06-15", "yes",
         told=A007),
    Case("all of its capacity", (granted(capacity_t_year="0.4125"),), "06-15", "yes", told=A007),
    Case("past its capacity", (granted(capacity_t_year="0.4124"),), "06-15", "no", A008),
    Case("the scope's own capacity counts",
         (granted(capacity_t_year="50", scope={"capacity_t_year": "0.4"}),), "06-15", "no", A008),
    # Copied from a list.
    Case("transcribed a week ago", (granted(copied="06-08"),), "06-15", "yes", told=A005),
    Case("transcribed from a list of 30 days", (granted("05-16", copied="05-16"),),
         "06-15", "yes", told=A005),
    Case("transcribed from a list of 31 days", (granted("05-16", copied="05-15"),),
         "06-15", "yes", told=A005 | A010),
    Case("transcribed from a list of a year and a day", (granted(copied="2025-06-14"),),
         "06-15", "yes", A011, told=A005),
    Case("an old copy that the newest list still has",
         (granted(copied="2025-06-14"), changed("06-10", "list", transcription=copied("06-09"))),
         "06-15", "yes", told=A005),
    Case("an old copy that the newest list does not name",
         (granted(copied="2025-06-14"),
          changed("06-10", "list", transcription=copied("06-09"), not_listed=[PERMIT])),
         "06-15", "yes", A011, told=A005),
    # Known then, and known now.
    Case("revoked later, from a later day", (granted(),), "06-15", "yes", receives=True,
         later=(changed("09-01", "revoked", effective_from="2026-09-01", reason="breach"),),
         now="yes"),
    Case("revoked later, from before", (granted(),), "06-15", "yes", receives=True,
         later=(changed("09-01", "revoked", effective_from="2026-06-01", reason="breach"),),
         learned=A012, now="no"),
    Case("suspended later, over the day", (granted(),), "06-15", "yes", receives=True,
         later=(changed("09-01", "suspended", effective_from="2026-06-01",
                        effective_to="2026-06-30", reason="accident"),),
         learned=A012, now="no"),
    Case("a wrong end, corrected later to an earlier one", (granted(copied="06-08"),), "06-15",
         "yes", told=A005, receives=True,
         later=(changed("09-01", "amended", field="effective_to", new="2026-06-14"),),
         learned=A012, now="no"),
    Case("a wrong end, corrected later to the right one",
         (granted(copied="06-08", effective_to="2026-06-14"),), "06-15", "no", A001,
         later=(changed("09-01", "amended", field="effective_to", new="2036-06-14"),), now="yes"),
    Case("a wrong site, corrected later", (granted(holder_site=SITE, effective_from="2026-06-16"),),
         "06-15", "no", A001,
         later=(changed("09-01", "amended", field="effective_from", new="2026-06-01"),),
         now="yes"),
    Case("extended later over a gap", (ENDS_JUNE,), "09-01", "no", A001,
         later=(changed("10-01", "extended", effective_to="2027-06-30"),), now="yes"),
    Case("filed in time, entered later", (ENDS_JUNE,), "09-01", "no", A001,
         later=(changed("10-01", "renewal-filed", filed_on="2026-06-20"),), now="pending"),
)  # fmt: skip


def test_there_are_at_least_forty_cases_and_none_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_at_the_hand_over_and_in_verify(case: Case, tmp_path: Path) -> None:
    yard = open_case(tmp_path, case)

    refused = hand_over(yard, case)
    offered = yard.ledger.verify()
    for step in case.later:
        said(yard, step)
    verdict = yard.ledger.verify()

    # At the hand-over.
    assert refused == case.refused
    assert answer(yard, case, known_on=case.on).answer == case.then
    # In verify, on the day and at the end: what was judged then stays judged so.
    judged = {one.code for one in offered.findings}
    assert judged == case.refused | case.told
    assert offered.compliant is (not case.refused)
    assert verdict.authentic
    assert {one.code for one in verdict.findings} == judged | case.learned
    assert verdict.compliant is offered.compliant
    assert answer(yard, case).answer == (case.now or case.then)


def test_each_answer_names_the_entry_that_says_it(tmp_path: Path) -> None:
    case = Case("", (granted(), SUSPENDED), "06-20", "no")
    yard = open_case(tmp_path, case)
    state = yard.session.world.authorisation(PERMIT)
    assert state is not None

    suspended = answer(yard, case)
    before = answer(yard, Case("", (), "06-09", "yes"))

    assert suspended.reasons[0].code == "accept-suspended"
    assert suspended.reasons[0].values["entry"] == str(state.changes[1]["entry"])
    assert before.entries == (state.changes[0]["entry"],)
    for reason in (*suspended.reasons, *before.reasons):
        assert "{" not in reason.text("es") + reason.text("en")
