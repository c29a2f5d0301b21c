"""Sealed sections that were deleted: told by the audit, lawful, and told before a paper is made."""

from __future__ import annotations

import pytest

from app import yard as yards
from app.papers_yard import NUMBER, collect, issue
from app.papers_yard import yard as yard
from app.test_audit import edit
from batterypass.app.papers import entries_unsealed
from batterypass.app.verdict import Verdict


def verify(yard: yards.Yard) -> Verdict:
    return yard.ledger.verify(first_use=True)


def test_deleted_sections_are_counted_and_the_ledger_stays_sound(yard: yards.Yard) -> None:
    issue(yard)
    collect(yard)
    assert "BP-V101" not in {one.code for one in verify(yard).findings}
    assert entries_unsealed(yard.session, yard.ledger.consignment(NUMBER)) == ()
    named = len(list(yard.ledger.store.sections()))
    assert named
    edit(yard, "DELETE FROM sections")
    verdict = verify(yard)
    (found,) = [one for one in verdict.findings if one.code == "BP-V101"]
    assert (found.severity, found.values["count"]) == ("notice", str(named))
    assert verdict.authentic is True
    for lang in ("es", "en"):
        assert f"{named}" in found.message(lang)
    unsealed = entries_unsealed(yard.session, yard.ledger.consignment(NUMBER))
    assert unsealed
    with pytest.raises(StopIteration):
        next(yard.ledger.store.sections())


def test_one_deleted_section_of_many_is_told(yard: yards.Yard) -> None:
    collect(yard)
    named = len(list(yard.ledger.store.sections()))
    edit(yard, "DELETE FROM sections WHERE rowid = (SELECT MIN(rowid) FROM sections)")
    (found,) = [one for one in verify(yard).findings if one.code == "BP-V101"]
    assert (found.values["count"], found.values["named"]) == ("1", str(named))
