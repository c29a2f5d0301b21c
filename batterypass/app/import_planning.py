"""What of the packs of a file is to be signed: what the ledger lacks, and no rule refuses.

A row that says otherwise than the ledger, or that a rule refuses, is put aside with the problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.app.compose import plan
from batterypass.app.import_attached import lacks_files
from batterypass.app.import_passports import (
    PASSPORT,
    find_made,
    find_passport,
    passport_form_of,
    says_the_same,
)
from batterypass.domain.events import COMMON_FIELDS
from batterypass.domain.ids import printed_id
from batterypass.exchange.compare import difference, value_text
from batterypass.exchange.packs import KIND
from batterypass.exchange.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.import_checked import CheckedPacks
    from batterypass.app.session import Session
    from batterypass.exchange.packs import Pack, PackReader
    from batterypass.exchange.rows import Row
    from batterypass.rules.base import Finding

_OWN: Final = "native"


def plan_packs(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    packs: Sequence[tuple[Row, Pack]],
) -> None:
    """Divide packs into what the ledger has, what it refuses, and what is to be signed."""
    world = session.new_world()
    fresh: list[tuple[Row, Pack]] = []
    known: list[tuple[Row, Pack]] = []
    # 4: the numbers are those of :func:`batterypass.app.import_packs.check_packs`.
    for row, pack in packs:
        found = find_made(session, world, checked.actor, pack.form["item"])
        if found is None:
            fresh.append((row, pack))
            continue
        entry, payload = found
        differs = difference(payload, pack.form, COMMON_FIELDS)
        # Its passport may say more by now than its making did; what the file says stands there.
        is_whole = checked.format == _OWN and says_the_same(session, pack, payload)
        if (differs is None or is_whole) and lacks_files(session, pack.form, payload):
            where, names = reader.column(row, "attach"), "; ".join(pack.attach)
            problem = RowProblem(row.line, where, names, "attach_recorded", {"entry": entry})
            checked.refused.append((row, [problem]))
            continue
        if differs is None or is_whole:
            checked.same += 1
            checked.lines_same[row.line] = entry
            if not is_whole:
                known.append((row, pack))
            continue
        name, was, now = differs
        values = {"entry": entry, "before": value_text(was)}
        problem = RowProblem(
            row.line, reader.column(row, name), value_text(now), "recorded", values
        )
        checked.refused.append((row, [problem]))
    _find_late(session, reader, checked, known)
    # 5
    _ask_rules(session, reader, checked, fresh)


def _find_late(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    known: Sequence[tuple[Row, Pack]],
) -> None:
    """Take in the passports that packs of the ledger still lack."""
    for row, pack in known:
        form = passport_form_of(session, checked.actor, pack)
        if form is None:
            continue
        if _is_of_another(session, reader, checked, (row, form)):
            continue
        found = find_passport(session, checked.actor, form)
        if found == "missing":
            checked.late.append({**form, "accept_unusual": True})
        elif found == "differs":
            where = reader.column(row, "values.battery_passport_identifier")
            problem = RowProblem(row.line, where, form["passport"], "passport_recorded")
            checked.refused.append((row, [problem]))


def _is_of_another(
    session: Session, reader: PackReader, checked: CheckedPacks, asked: tuple[Row, dict[str, Any]]
) -> bool:
    """Refuse a row whose passport id is that of another pack of the ledger; tell whether it is so."""
    row, form = asked
    owners = [one for one in session.world.pointed("passport", form["passport"])
              if one != form["item"]]  # fmt: skip
    if not owners:
        return False
    where = reader.column(row, "values.battery_passport_identifier")
    values = {"owner": printed_id(owners[0])}
    problem = RowProblem(row.line, where, form["passport"], "passport_of_another", values)
    checked.refused.append((row, [problem]))
    return True


def _ask_rules(
    session: Session,
    reader: PackReader,
    checked: CheckedPacks,
    fresh: Sequence[tuple[Row, Pack]],
) -> None:
    if not fresh:
        return
    # The reader has asked about unusual values already.
    knowingly: dict[str, Any] = {"accept_unusual": True}
    if checked.acknowledged:
        knowingly["acknowledged"] = list(checked.acknowledged)
    forms: list[tuple[str, dict[str, Any]]] = []
    places: list[tuple[int, dict[str, Any] | None]] = []
    asked: list[tuple[Row, Pack]] = []
    for row, pack in fresh:
        passport = passport_form_of(session, checked.actor, pack)
        if passport is not None and _is_of_another(session, reader, checked, (row, passport)):
            continue
        asked.append((row, pack))
        places.append((len(forms), passport and {**passport, **knowingly}))
        forms.append((KIND, {**pack.form, **knowingly}))
        if passport is not None:
            forms.append((PASSPORT, {**passport, **knowingly}))
    ready = plan(session, forms, actor=checked.actor, look_for_repeats=False)
    for (row, pack), (place, passport) in zip(asked, places, strict=True):
        drafts = ready.drafts[place : place + (1 if passport is None else 2)]
        refusals = [finding for draft in drafts for finding in draft.refusals()]
        if not refusals:
            checked.forms.append(forms[place][1])
            checked.passports.append(passport)
            checked.lines_new.append(row.line)
            for finding in (one for draft in drafts for one in draft.findings):
                count, first = checked.notices.get(finding.code, (0, finding))
                checked.notices[finding.code] = count + 1, first
            continue
        checked.findings += refusals
        checked.refused.append(
            (row, [_problem_of(reader, row, pack, finding) for finding in refusals])
        )


def _problem_of(reader: PackReader, row: Row, pack: Pack, finding: Finding) -> RowProblem:
    values = {"en": finding.message("en"), "es": finding.message("es")}
    return RowProblem(
        row.line, reader.column(row, "item"), pack.form["item"], "rule", values, code=finding.code
    )
