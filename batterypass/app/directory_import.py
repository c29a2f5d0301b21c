"""Importing a published list into the directory: read it, compare it, sign what it says, all or none.

Checking and signing are two steps, so that a person sees what will be signed; the dry run is the
first alone. What the ledger says already is not said again, so the same list again changes nothing.
Where nothing was refused, one last event says that the whole list was gone through: what is
unchanged is as fresh as the list, and what it does not name is named there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.collector import no_collector
from batterypass.app.compose import Plan, sign_and_record
from batterypass.app.directory_compare import Comparison
from batterypass.app.directory_gone import steps_at_the_end
from batterypass.app.directory_list import (
    ALL_OR_NOTHING,
    CheckedList,
    Choices,
    ListSource,
    Progress,
)
from batterypass.app.directory_refusals import problems_of_finding, problems_of_form
from batterypass.app.drafts import Draft, Planning
from batterypass.errors import InputError, RefusedError
from batterypass.exchange.listing import Listed, join_rows, read_listed
from batterypass.exchange.listing_header import (
    check_header,
    make_header,
    missing_columns,
)
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.words import input_error, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.directory_steps import Step
    from batterypass.app.record import Recorded
    from batterypass.app.session import Session
    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.listing_table import ListTable
    from batterypass.exchange.rows import Row


def check_list(
    session: Session,
    table: ListTable,
    mapping: ListMapping,
    origin: ListSource,
    *,
    actor: str,
    choices: Choices = ALL_OR_NOTHING,
    progress: Progress = lambda done, total: None,
) -> CheckedList:
    """Check a whole list against itself, the ledger and the rules; sign and write nothing.

    1. the header, 2. each row by itself, 3. rows of one number, 4. the ledger: what is added,
    changed, unchanged, gone, 5. every rule, as for any other event. A row with problems is put
    aside. Raises InputError for what is wrong with the list as a whole, or where ``actor`` may not
    import it.
    """
    session.catch_up()
    _check_origin(session, origin, actor)
    # 1
    header = make_header(table.name, table.names, mapping, table.epoch)
    check_header(table.name, header)
    checked = CheckedList(table, header, origin, actor)
    # 2, 3
    with no_collector():
        _read(session, checked)
    # 4, 5
    compare_list(session, checked, choices, progress)
    return checked


def compare_list(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    progress: Progress = lambda done, total: None,
) -> None:
    """Compare what was read with the ledger, and ask the rules; again, if somebody chose otherwise.

    Raises InputError where the list lacks a column that new authorisations need, and where what is
    gone cannot be told for certain.
    """
    refused = {row.line: (row, problems) for row, problems in checked.refused}
    with no_collector():
        while True:
            newly = _compare(session, checked, choices, progress)
            for one, problems in newly:
                for row in one.rows:
                    refused.setdefault(row.line, (row, []))[1].extend(
                        problem for problem in problems if problem.line == row.line
                    )
                checked.unread.add(one.key)
            if not newly or not choices.skip_errors:
                break
            put_aside = {id(one) for one, _ in newly}
            checked.listed = [one for one in checked.listed if id(one) not in put_aside]
    checked.refused = [refused[line] for line in sorted(refused)]
    checked.outcomes = [one for one in checked.outcomes if one.line not in refused]
    _note_cells(checked)


def sign_list(
    session: Session, checked: CheckedList, *, skip_errors: bool = False
) -> list[Recorded]:
    """Sign what a checked list says and record it, all in one transaction; give what is new.

    Before any key is used, without ``skip_errors`` a list with refused rows is refused as a whole:
    RefusedError where a rule said so, else InputError; which is raised too where nobody has said
    what becomes of what is gone.
    """
    if not skip_errors:
        _demand_clean(checked)
    demand_decided(checked)
    with no_collector():
        done = sign_and_record(session, checked.plan)
    return [one for one in done if not one.already]


def demand_decided(checked: CheckedList) -> None:
    """Raise InputError where nobody has said what becomes of what is gone."""
    if checked.is_undecided:
        raise input_error(
            "list_gone", name=checked.table.name, count=len(checked.gone),
            first=f"{checked.gone[0].scheme} {checked.gone[0].number}",
        )  # fmt: skip


def _demand_clean(checked: CheckedList) -> None:
    """Raise InputError, or RefusedError where a rule said so, if some row was refused."""
    if not checked.refused:
        return
    values = {"name": checked.table.name, "count": len(checked.refused), "rows": checked.rows}
    if checked.findings:
        raise RefusedError(say("refused", "en", **values), findings=checked.findings)
    raise input_error("refused", **values)


def _check_origin(session: Session, origin: ListSource, actor: str) -> None:
    """See that the actor may import such a list, and that it is no older than one that is known."""
    state, ledger = session.world.party(actor), session.world.ledger()
    if state is None or ledger is None:
        raise input_error("not_registered", actor=actor)
    if origin.source is None:
        if "authority" not in state.roles:
            raise input_error("list_no_source", actor=actor)
    elif not {"authority", "registrar"} & set(state.roles):
        raise input_error("list_no_role", actor=actor, roles=", ".join(state.roles))
    today = session.around.clock().date().isoformat()
    if origin.published_on > today:
        raise input_error("list_future", day=origin.published_on, today=today)
    known = ledger.lists.get(origin.source or "", {})
    if str(known.get("published_on", "")) > origin.published_on:
        raise input_error(
            "list_older", source=origin.source, day=origin.published_on,
            known=known["published_on"], entry=known["entry"],
        )  # fmt: skip


def _read(session: Session, checked: CheckedList) -> None:
    """Read the rows; those of one number come together."""
    found: dict[tuple[str, str], Listed] = {}
    refused: dict[int, tuple[Row, list[RowProblem]]] = {}
    regulations = session.around.regulations
    for row in checked.table.rows:
        checked.rows += 1
        problems: list[RowProblem] = []
        listed = read_listed(row, checked.header, regulations, problems)
        if not problems:
            for one in listed:
                first = found.setdefault(one.key, one)
                for problem in _join(checked, first, one) if first is not one else ():
                    # Neither row is believed where two of them differ.
                    at = row if problem.line == row.line else first.rows[0]
                    refused.setdefault(at.line, (at, []))[1].append(problem)
        if problems:
            refused[row.line] = (row, problems)
            checked.unread.update((one.get("scheme"), one.get("number")) for one in listed)
            if not listed:
                checked.unread.add(("", ""))
    kept = [one for one in found.values() if refused.keys().isdisjoint(one.lines)]
    checked.unread.update(
        one.key for one in found.values() if not refused.keys().isdisjoint(one.lines)
    )
    checked.refused = [refused[line] for line in sorted(refused)]
    checked.joined = [one.lines for one in kept if len(one.rows) > 1]
    checked.listed = kept


def _join(checked: CheckedList, first: Listed, one: Listed) -> list[RowProblem]:
    rows = len(first.rows)
    name = join_rows(first, one)
    if name:
        before, now = first.terms().get(name, ""), one.terms().get(name, "")
        column = one.column(name)
        return [
            RowProblem(
                here.line, column, str(value), "list_repeated",
                {"first": there.line, "name": column, "before": other or "-"},
            )
            for here, value, there, other in ((first, before, one, now), (one, now, first, before))
        ]  # fmt: skip
    if len(first.rows) == rows:
        checked.repeats.append((one.line, first.line))
    return []


def _compare(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    progress: Progress,
) -> list[tuple[Listed, list[RowProblem]]]:
    """Compare, and ask the rules; give the authorisations that are refused, with the problems."""
    origin = checked.origin
    comparison = Comparison(
        session,
        session.new_world(),
        actor=checked.actor,
        transcription=origin.transcription,
        day=origin.published_on,
    )
    for one in checked.listed:
        comparison.take(one)
    _demand_columns(checked, [problem for _, problem in comparison.problems])
    steps = comparison.steps()
    checked.outcomes = comparison.outcomes
    checked.steps = [step for step in steps if step.changes]
    signed = [step for step in steps if not step.is_told_only]
    signed += steps_at_the_end(session, checked, choices, comparison.named)
    newly = {id(one): (one, [problem]) for one, problem in comparison.problems}
    _plan(session, checked, choices, signed, newly, progress)
    return list(newly.values())


def _demand_columns(checked: CheckedList, problems: Sequence[RowProblem]) -> None:
    """Raise InputError where what is missing is missing in every row: one word about it is enough."""
    asked = {
        name
        for problem in problems
        if problem.key == "list_needed"
        for name in str(problem.values["what"]).split(", ")
    }
    missing = [name for name in checked.header.missing() if name in asked]
    if missing:
        raise missing_columns(checked.table.name, checked.header, missing)


# The rules.


def _plan(
    session: Session,
    checked: CheckedList,
    choices: Choices,
    steps: Sequence[Step],
    newly: dict[int, tuple[Listed, list[RowProblem]]],
    progress: Progress,
) -> None:
    """Ask the rules about each event in its turn; sort what they say by the rows it is said of."""
    checked.findings, checked.notes = [], []
    knowingly = {"acknowledged": list(choices.acknowledged)} if choices.acknowledged else {}
    drafts: list[Draft] = []
    with session.store.reading():
        session.catch_up()
        session.demand_fresh()
        planning = Planning(session, look_for_repeats=False)
        for done, step in enumerate(steps, start=1):
            try:
                draft = planning.draft(step.kind, {**step.form, **knowingly}, checked.actor)
            except InputError as error:
                if error.code != "write.form" or not step.rows:
                    raise
                _put_aside(newly, step, problems_of_form(step, error))
                continue
            drafts.append(draft)
            refusals = draft.refusals()
            if refusals:
                checked.findings += refusals
                _put_aside(
                    newly, step, [p for one in refusals for p in problems_of_finding(step, one)]
                )
            else:
                checked.notes += [
                    p for one in draft.findings for p in problems_of_finding(step, one)
                ]
            progress(done, len(steps))
    checked.plan = Plan(drafts, session.size)


def _put_aside(
    newly: dict[int, tuple[Listed, list[RowProblem]]], step: Step, problems: Sequence[RowProblem]
) -> None:
    for one in step.rows:
        of_row = newly.setdefault(id(one), (one, []))[1]
        of_row += [problem for problem in problems if problem.line in one.lines]


def _note_cells(checked: CheckedList) -> None:
    """Tell how cells were read that can be read in two ways."""
    table, header = checked.table, checked.header
    notes = list(header.notes)
    if table.encoding == "mixed":
        skipped = 2 if table.is_part else 0
        for doubt in table.doubts:
            place = doubt.place - skipped
            column = table.names[place] if 0 <= place < len(table.names) else ""
            notes.append(RowProblem(doubt.line, column, doubt.text, "list_windows"))
    for lines in checked.joined:
        listed = ", ".join(map(str, lines))
        notes.append(
            RowProblem(lines[0], header.name_of("number"), "", "list_joined", {"lines": listed})
        )
    checked.notes = sorted([*notes, *checked.notes], key=lambda one: one.line)


__all__ = [
    "CheckedList",
    "Choices",
    "ListSource",
    "check_list",
    "compare_list",
    "demand_decided",
    "sign_list",
]
