"""What an import of packs comes to: for people, for programs, and as the report of a dry run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.import_checked import CheckedPacks
    from batterypass.app.import_recording import ImportedPacks
    from batterypass.exchange.problems import RowProblem
    from batterypass_cli.context import Here

#: More problems than this are counted; the errors file has them all.
_SHOWN: Final = 20
#: What a rule says of more rows than this is said once.
_ONE_BY_ONE: Final = 3


def tell_checked(here: Here, checked: CheckedPacks, passed: list[tuple[str, str]]) -> None:
    """Print what a file comes to, for people; ``passed`` are files that were not read, and why."""
    from batterypass.exchange.words import say as import_text
    from batterypass.exchange.words import shown

    if here.out.wants_json:
        return
    lang = language()
    here.out.talk(say("packimport.read-as", name=checked.source.name, form=_form(checked)))
    for file, why in passed[:_SHOWN]:
        here.out.talk(f"{paint('!', 'y')} " + import_text(why, lang, name=file))
    for one in checked.left_out[:_SHOWN]:
        here.out.talk(say("packimport.left-out", name=shown(one.name), reason=one.reason(lang)))
    _tell_report(here, checked)
    counts = {
        "rows": checked.rows,
        "new": len(checked.forms),
        "same": checked.same + len(checked.repeats),
        "errors": len(checked.refused),
    }
    here.out.line(" · ".join(counted(key, count) for key, count in counts.items()))
    for line, first in checked.repeats[:_SHOWN]:
        here.out.talk(say("packimport.repeats", line=line, first=first))
    for problem in checked.unusual[:_SHOWN]:
        here.out.talk(f"{paint('!', 'y')} " + say("packimport.unusual", text=problem.text(lang)))
    for count, finding in checked.notices.values():
        message = finding.message(lang)
        here.out.talk(f"{paint('!', 'y')} " + counted("rule", count, message=message))
    _tell_problems(here, checked)


def _tell_problems(here: Here, checked: CheckedPacks) -> None:
    """Print every problem on a line; what a rule says of many rows is said once."""
    lang = language()
    by_rule: dict[str, list[RowProblem]] = {}
    others = []
    for problem in checked.problems():
        if problem.code:
            by_rule.setdefault(problem.code, []).append(problem)
        else:
            others.append(problem)
    for problems in by_rule.values():
        if len(problems) <= _ONE_BY_ONE:
            others += problems
            continue
        lines = ", ".join(str(problem.line) for problem in problems[:_ONE_BY_ONE])
        message = problems[0].expected(lang)
        count = number(len(problems))
        here.out.line(say("packimport.rule-lines", count=count, lines=lines, message=message))
    others.sort(key=lambda problem: problem.line)
    for problem in others[:_SHOWN]:
        here.out.line(problem.text(lang))
    if len(others) > _SHOWN:
        here.out.line(say("packimport.more", count=number(len(others) - _SHOWN)))


def _tell_report(here: Here, checked: CheckedPacks) -> None:
    """Print what became of each value: one line each for a few passports, those left out by reason."""
    if not checked.report:
        return
    lang = language()
    counts = Counter(line.what for line in checked.report)
    total = len(checked.report)
    here.out.line(
        say(
            "packimport.report",
            total=total,
            taken=counts["taken"],
            mapped=counts["mapped"],
            left_out=counts["left_out"],
        )
    )
    reasons: dict[str, list[str]] = {}
    # Nobody reads the leaves of many passports on a screen; --json has them.
    one_by_one = checked.rows <= _ONE_BY_ONE
    for line in checked.report:
        if line.what == "left_out":
            reasons.setdefault(line.reason(lang), []).append(line.path)
        elif one_by_one:
            here.out.line(f"  {say(f'packimport.{line.what}')}  {line.text(lang)}")
    for reason, paths in reasons.items():
        places = list(dict.fromkeys(".".join(path.split(".")[:2]) for path in paths))
        shown = ", ".join(places[:6]) + (", …" if len(places) > 6 else "")
        here.out.line(f"  {say('packimport.left_out')}  {len(paths)} × {reason}: {shown}")


def _form(checked: CheckedPacks) -> str:
    """Say how a file was read: ``CSV, cp1252, ";", decimal comma``."""
    name = {
        "csv": "CSV", "jsonl": "JSON lines", "catenax": "Catena-X battery_pass",
        "batterypass": "BatteryPass 1.2", "native": "batterypass JSON",
    }  # fmt: skip
    parts = [name[checked.format], checked.encoding]
    if checked.delimiter:
        parts.append(f'"{checked.delimiter}"' if checked.delimiter != "\t" else '"\\t"')
    if checked.decimal_comma:
        parts.append(say("packimport.comma"))
    return ", ".join(parts)


def import_object(
    here: Here, checked: CheckedPacks, done: ImportedPacks | None, path: Path | None
) -> dict[str, Any]:
    """Write what an import came to, for programs."""
    from batterypass_cli.exits import finding_object

    lang = language()
    source = checked.source
    return {
        "file": {
            "name": source.name,
            "sha256": source.sha256,
            "bytes": len(source.body),
            "format": checked.format,
            "encoding": checked.encoding,
            "delimiter": checked.delimiter,
            "decimal_comma": checked.decimal_comma,
        },
        "actor": checked.actor,
        "dry_run": here.given.dry_run,
        "rows": checked.rows,
        "new": len(checked.forms),
        "same": checked.same + len(checked.repeats),
        "errors": len(checked.refused),
        "signed": done.signed if done else 0,
        "passports": done.passports if done else 0,
        "first_entry": done.first if done else None,
        "last_entry": done.last if done else None,
        "errors_file": str(path) if path and checked.refused else None,
        "problems": [problem.row(lang) for problem in checked.problems()],
        "unusual": [problem.row(lang) for problem in checked.unusual],
        "repeats": [{"line": line, "first": first} for line, first in checked.repeats],
        "notices": [
            {"rows": count, **finding_object(finding)}
            for count, finding in checked.notices.values()
        ],
        "left_out": [{"column": one.name, "reason": one.reason(lang)} for one in checked.left_out],
        "report": [line.row(lang) for line in checked.report],
    }


def report_object(checked: CheckedPacks, passed: list[tuple[str, str]]) -> dict[str, Any]:
    """Give ``taken``, ``mapped``, ``left_out``, ``warnings`` and ``errors`` of a dry run.

    Of a table the columns are told, of a passport every leaf. ``warnings`` were taken all the same,
    or say what was passed over; with ``errors`` the row is not taken.
    """
    from batterypass.exchange.words import say as import_text

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
    warnings += [
        {"file": file, "message": import_text(why, lang, name=file)} for file, why in passed
    ]
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


def counted(key: str, count: int, **values: object) -> str:
    """Say a number of things, thousands apart: ``1 197 rows``."""
    return say(f"packimport.{key}", n=number(count), count=count, **values)


def number(count: int) -> str:
    """Write a count with blanks between thousands: ``1 197``."""
    return f"{count:,}".replace(",", " ")
