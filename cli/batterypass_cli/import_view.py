"""What an import would take, for programs: five lists, each value in exactly one of the first three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass_cli.words import language

if TYPE_CHECKING:
    from batterypass.app.import_packs import CheckedPacks


def report_object(checked: CheckedPacks, passed: list[tuple[str, str]]) -> dict[str, Any]:
    """Give ``taken``, ``mapped``, ``left_out``, ``warnings`` and ``errors`` of a dry run.

    Of a table the columns are told, of a passport every leaf. ``warnings`` were taken all the same,
    or say what was passed over; with ``errors`` the row is not taken.
    """
    from batterypass.exchange.words import say

    lang = language()
    lists: dict[str, list[dict[str, Any]]] = {"taken": [], "mapped": [], "left_out": []}
    for line in checked.report:
        row = line.row(lang)
        row.pop("what")
        lists[line.what].append(row)
    for name, target, factor in _columns(checked):
        row = {"column": name, "field": target}
        if factor:
            row["factor"] = factor
        lists["mapped" if factor else "taken"].append(row)
    lists["left_out"] += [
        {"column": one.name, "reason": one.reason(lang)} for one in checked.left_out
    ]
    warnings: list[dict[str, Any]] = [problem.row(lang) for problem in checked.unusual]
    warnings += [{"file": file, "message": say(why, lang, name=file)} for file, why in passed]
    warnings += [{"line": line, "repeats": first} for line, first in checked.repeats]
    warnings += [
        {"rows": count, "code": finding.code, "message": finding.message(lang)}
        for count, finding in checked.notices.values()
    ]
    errors = [problem.row(lang) for problem in checked.problems()]
    return {**lists, "warnings": warnings, "errors": errors}


def _columns(checked: CheckedPacks) -> list[tuple[str, str, str]]:
    """Give the columns of a table that give something: name, field, factor of its unit."""
    from batterypass.exchange.header import make_header

    if checked.report:
        return []
    names = checked.names or tuple(checked.seen_names)
    return [
        (name, target.field, str(target.factor) if target.factor is not None else "")
        for _, name, target in make_header(names).used
    ]
