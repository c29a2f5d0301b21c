"""A batch of which only a part of the input has a composition says how much of it that is."""

from __future__ import annotations

from typing import Any

from cli.custody import MAKER, RECYCLER, serials
from cli.desk import Desk
from cli.report_plant import hand_over, write

OUTPUTS = """material,use,mass_kg,stream,method,laboratory,assayed_on,cobalt
other,product,725,,XRF,Laboratorio Norte,2026-11-25,2.76
residue,residue,100,treatment_residue,,,,
"""


def refined(busy: Desk, *, cobalt_kg: str) -> dict[str, Any]:
    """Recycle two packs of which one has a composition, and give the row of cobalt of the year."""
    hand_over(busy, MAKER, RECYCLER, serials(1, 2))
    busy.ok("batch", "open", "L-1", "--process", "MEC-1", "--step", "leaching", "--chemistry",
            "lithium-based", "--as", RECYCLER, "--yes", at="11-24T08:00")  # fmt: skip
    first, second = serials(1, 2)
    write(
        busy.folder / "in.csv", f"item,mass_kg,cobalt\n{first},412.5,{cobalt_kg}\n{second},412.5,\n"
    )
    busy.ok("batch", "feed", "L-1", "--from", str(busy.folder / "in.csv"), "--composition",
            "design", "--yes", at="11-24T09:00")  # fmt: skip
    write(busy.folder / "out.csv", OUTPUTS)
    (busy.folder / "lab.pdf").write_bytes(b"%PDF-1.7 lab")
    busy.ok("batch", "output", "L-1", "--from", str(busy.folder / "out.csv"), "--attach",
            str(busy.folder / "lab.pdf"), "--yes", at="11-25T18:00")  # fmt: skip
    busy.ok("batch", "close", "L-1", "--yes", at="11-26T10:00")
    (row,) = busy.ok("report", "recovery", "--year", "2026", "--json").json["report"]["elements"]
    return dict(row)


def test_a_pack_that_nobody_analysed_makes_no_better_recovery(busy: Desk) -> None:
    row = refined(busy, cobalt_kg="21")
    # 2.76 % of 725 kg are 20.01 kg, of 21 kg that one of the two packs held: 95.28 %, of half the input.
    assert (row["rate"], row["stated"], row["unknown"]) == ("95.285714", "50", 1)
    assert row["outcome"] == "no_data"


def test_more_than_was_stated_is_no_error_and_no_rate_where_a_part_is_not_known(busy: Desk) -> None:
    # 2.76 % of 725 kg are 20.01 kg of cobalt; one of the two packs stated 4 kg. 500 % is no rate of anything.
    row = refined(busy, cobalt_kg="4")
    assert (row["rate"], row["stated"], row["outcome"]) == ("", "50", "no_data")
    ran = busy.ok("report", "recovery", "--year", "2026")
    assert "more came out than went in" not in ran.out + ran.err
