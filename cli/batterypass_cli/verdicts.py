"""A verdict in words: each check, the first thing wrong, every finding with its root cause first."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from batterypass.domain.ids import host_of, printed_id
from batterypass.errors import BatterypassError
from batterypass.texts.messages import MESSAGES
from batterypass_cli.output import paint
from batterypass_cli.witness_view import evidence_lines, seen_line, witness_words
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from batterypass.app.audit import Check, Verdict
    from batterypass.app.ledger import Ledger
    from batterypass.rules.base import Finding
    from batterypass_cli.context import Here

#: Findings of one code that are written out; the others are counted.
_SHOWN = 5
#: A check that holds, that does not, and that nobody can decide: sign and colour.
MARKS = {True: ("✓", "g"), False: ("✗", "r"), None: ("?", "y")}
_SEVERITY = {"integrity": ("✗", "r"), "compliance": ("✗", "r"), "notice": ("!", "y")}
_WORD_FOR = {True: "detail", False: "wrong", None: "undecided"}
#: What a file that is a part of a log need not have.
_IN_A_FILE = frozenset({"sealed", "files"})
#: From where trust can come; another detail says why nothing is decided.
_TRUST = frozenset({"pinned", "remembered", "first-use"})
#: Commands of rules that lead nowhere from here.
_NOT_NEXT = ("batterypass verify", "batterypass history ")
#: Something is not there that should be: of the log, or of a file that has a part of it.
_GAPS = frozenset({"BP-V004", "BP-B001", "BP-B002", "BP-B003"})
#: What is wrong with entries themselves comes before what follows from it: statements, keys and
#: signers; a gap in the log; chains; then everything that is computed from the entries.
_STATEMENTS, _GAP, _CHAINS, _COMPUTED, _COMPLIANCE, _NOTICES = range(6)


def print_verdict(here: Here, ledger: Ledger, verdict: Verdict) -> None:
    """Print a verdict for people."""
    title = say("verify.title", path=here.ledger_path, origin=verdict.origin, size=verdict.size)
    here.out.line(paint(title, "b"))
    print_lines(here, verdict, lambda one: first_wrong(ledger, one))


def print_lines(
    here: Here,
    verdict: Verdict,
    first: Callable[[Finding], str],
    *,
    own: str = "",
    has_ledger: bool = True,
    beyond: Iterable[str] = (),
) -> None:
    """Print all of a verdict below its title: the same lines of a ledger and of a file.

    ``first`` names the first thing wrong; ``own`` begins the names of texts that what is verified
    has of its own; ``beyond`` are lines of what could not be judged.
    """
    out = here.out
    for check in verdict.checks:
        if line := check_line(here, check, verdict, own):
            out.line(line)
    if line := seen_line(verdict.seen):
        out.line(line)
    if words := registrar_words(verdict):
        out.line(f" {paint('!', 'y')} {words[0].ljust(17)} {words[1]}")
    ordered = by_cause(verdict.findings)
    if ordered and ordered[0].severity != "notice":
        out.line(paint(first(ordered[0]), "b"))
    for line in finding_lines(ordered, has_ledger=has_ledger):
        out.line(line)
    for line in evidence_lines(verdict.evidence):
        out.line(line)
    for line in beyond:
        out.line(line)
    out.line(verdict_line(verdict))
    if verdict.trust == "first-use" and verdict.authentic is None:
        out.talk(say("verify.first-use"))


def registrar_words(verdict: Verdict) -> tuple[str, str] | None:
    """Say how much rests on the registrar's word alone; None where nothing does."""
    word = verdict.registrars_word
    if not word.total:
        return None
    text = say(
        "people.registrars-word", count=word.total, signatures=word.signatures,
        authorisations=word.authorisations,
    )  # fmt: skip
    return say("people.label.registrar"), text


def check_line(here: Here, check: Check, verdict: Verdict, own: str = "") -> str:
    """Write one check as a line; empty where there is nothing to say."""
    if check.detail == "0" and (check.name == "notices" or (own and check.name in _IN_A_FILE)):
        return ""
    label, text = check_words(here, check, verdict, own)
    mark, colour = ("!", "y") if check.name == "notices" else MARKS[check.ok]
    return f" {paint(mark, colour)} {label.ljust(17)} {text}"


def check_words(here: Here, check: Check, verdict: Verdict, own: str = "") -> tuple[str, str]:
    """Name a check, and say how it stands; ``own`` begins the texts of what is verified."""
    is_own = own and MESSAGES.known(f"{own}.check.{check.name}")
    label = say(f"{own if is_own else 'verify'}.check.{check.name}")
    if check.name == "witnesses" and verdict.witnessed is not None:
        text = witness_words(here, verdict.witnessed)
    elif check.name == "trust" and check.ok is None and check.detail not in _TRUST:
        is_known = verdict.witnessed is not None
        text = _own_text(check, own) or say(
            "verify.undecided.quorum" if is_known else "verify.undecided.no-key"
        )
    else:
        text = said_of(check, verdict.findings, own)
    return label, text


def verdict_line(verdict: Verdict) -> str:
    """Write both verdicts and the exit code."""
    return (
        f"{paint(say('verify.verdict'), 'b')}  "
        + _word("authentic", verdict.authentic)
        + " · "
        + _word("compliant", verdict.compliant)
        + "  "
        + say("verify.exit", code=verdict.exit_code())
    )


def said_of(check: Check, findings: list[Finding], own: str = "") -> str:
    """Say of a check what is right with it, what is wrong in numbers, or why nobody knows."""
    name, detail = check.name, check.detail
    if own and (text := _own_text(check, own)):
        return text
    if check.ok is None and name != "trust":
        return say(f"verify.undecided.{name}", detail=detail)
    if check.ok is not False:
        key = f"verify.trust.{detail}" if name == "trust" else f"verify.detail.{name}"
        return say(key, detail=detail)
    if name == "trust":
        other = any(one.code == "BP-V006" for one in findings) or detail.startswith("remembered ")
        return say("verify.wrong.trust-shorter" if other else "verify.wrong.trust")
    bad, _, number = detail.partition("/")
    if not bad.isdigit():
        # The quick look has no counts: it says what is wrong with the one checkpoint.
        return say("verify.wrong.head" if bad == "root" else "verify.wrong.note")
    # A row can be wrong in two ways: "3 of 1" would say nothing.
    fits = number.isdigit() and int(bad) <= int(number)
    count = say("verify.of", bad=bad, number=number) if fits else bad
    return say(f"verify.wrong.{name}", bad=bad, count=count)


def _own_text(check: Check, own: str) -> str:
    """Say it in words that only such a file needs; empty where there are none."""
    key = f"{own}.{_WORD_FOR[check.ok]}.{check.name}"
    bad, _, number = check.detail.partition("/")
    count = say("verify.of", bad=bad, number=number) if number else bad
    for one in (f"{key}-{check.detail}", key):
        if MESSAGES.known(one):
            return say(one, detail=check.detail, bad=bad, count=count)
    return ""


def _word(verdict: str, value: bool | None) -> str:
    mark, colour = MARKS[value]
    return f"{paint(mark, colour)} {say(f'verify.{verdict}-{str(value).lower()}')}"


def by_cause(findings: list[Finding]) -> list[Finding]:
    """Order findings: root causes first, the findings of one code together and by entry."""
    firsts: dict[str, float] = {}
    for one in findings:
        firsts[one.code] = min(firsts.get(one.code, math.inf), _place(one))
    return sorted(findings, key=lambda one: (_cause(one), firsts[one.code], one.code, _place(one)))


def _cause(finding: Finding) -> int:
    if finding.severity != "integrity":
        return _COMPLIANCE if finding.severity == "compliance" else _NOTICES
    if finding.code in _GAPS:
        return _GAP
    areas = {"S": _STATEMENTS, "K": _STATEMENTS, "P": _STATEMENTS, "L": _CHAINS}
    return areas.get(finding.code[3], _COMPUTED)


def _place(finding: Finding) -> float:
    return math.inf if finding.entry is None else finding.entry


def first_wrong(ledger: Ledger, finding: Finding) -> str:
    """Name the first thing wrong in one line: entry, kind, subject, signer and what it is."""
    if finding.entry is None:
        return first_named(finding)
    what = _what(finding)
    payload = _payload(ledger, finding.entry)
    try:
        subject = _subject(payload)
        signer = _signer(ledger, str(payload["actor"]))
    except (KeyError, ValueError):
        # What somebody wrote into the file need not be a name or an address.
        return say("verify.first-entry", entry=finding.entry, what=what)
    return say(
        "verify.first-event", entry=finding.entry, kind=payload.get("kind", "—"), subject=subject,
        signer=signer, what=what,
    )  # fmt: skip


def first_named(finding: Finding) -> str:
    """Name the first thing wrong where no entry is at fault."""
    return say("verify.first", what=_what(finding))


def _what(finding: Finding) -> str:
    """Give the title of a finding as the rest of a sentence."""
    from batterypass.texts.findings import title

    what = title(finding.code, language())
    return what[0].lower() + what[1:]


def _payload(ledger: Ledger, entry: int) -> Mapping[str, Any]:
    """Give what an entry says, though it may be false; nothing where nothing can be read."""
    from batterypass.statements.cose import parse_statement
    from batterypass.statements.payload import parse_payload

    try:
        return parse_payload(parse_statement(ledger.store.statement(entry)).payload)
    except BatterypassError:
        return {}


def _subject(payload: Mapping[str, Any]) -> str:
    """Name what an event is about as people know it: a number, a printed id, a host."""
    if isinstance(payload.get("consignment"), str):
        return unquote(payload["consignment"].rsplit("#consignment/", 1)[-1])
    items = payload.get("items")
    item = payload.get("item", items[0] if isinstance(items, list) and items else None)
    if isinstance(item, str):
        return printed_id(item)
    links = payload.get("subjects")
    link = links[0] if isinstance(links, list) and links else {}
    name = str(link.get("subject", "—")) if isinstance(link, dict) else "—"
    return unquote(name.rsplit("/", 1)[-1]) if "#" in name else host_of(name) or name


def _signer(ledger: Ledger, actor: str) -> str:
    """Name the signer; in a damaged file the directory may be what is damaged."""
    from batterypass_cli.plain import names_of, party_short

    try:
        return party_short(actor, names_of(ledger))
    except BatterypassError:
        return host_of(actor) or actor


def finding_lines(ordered: list[Finding], *, has_ledger: bool = True) -> Iterator[str]:
    """Write findings that are in order: by code, the first of each with its next commands.

    Without a ledger there is nothing to look up but the page of the code.
    """
    from batterypass.texts.findings import title
    from batterypass_cli.answers import choice_words

    for code, group in groupby(ordered, key=lambda one: one.code):
        # What is still open comes first; where nothing is, nobody has to do anything.
        listed = sorted(group, key=lambda one: one.settled is not None)
        is_open = listed[0].settled is None
        mark, colour = _SEVERITY[listed[0].severity] if is_open else MARKS[True]
        times = f" ×{len(listed)}" if len(listed) > 1 else ""
        yield f" {paint(mark, colour)} {paint(code, 'b')}  {title(code, language())}{times}"
        for finding in listed[:_SHOWN]:
            yield f"     {message_of(finding)}"
            if finding.acknowledged:
                reason = choice_words(finding.acknowledged) or finding.acknowledged
                yield "     " + say("verify.acknowledged", reason=reason)
        if len(listed) > _SHOWN:
            yield "     " + say("verify.more", count=len(listed) - _SHOWN)
        commands = _next_commands(listed) if has_ledger else [f"batterypass explain {code}"]
        yield f"     → {'  ·  '.join(commands)}"


def message_of(finding: Finding) -> str:
    """Say a finding, its entry once."""
    message = finding.message(language()).rsplit(" → ", 1)[0]
    if finding.entry is None:
        return message
    where = say("verify.at", entry=finding.entry)
    told = message.startswith((where, where.removesuffix(":") + ","))
    return message if told else f"{where} {message}"


def _next_commands(listed: list[Finding]) -> list[str]:
    """Give what to run next, each once: the rule's own command, the entry, the rule's page.

    An audit has the entry itself at hand, which says more than the history of its subject; a gap
    has no entry to show.
    """
    from batterypass.texts.findings import command

    first = listed[0]
    entry = next((one.entry for one in listed if one.entry is not None), None)
    if first.settled is not None:
        named = (f"batterypass show {one}" for one in (entry, first.settled) if one is not None)
        return list(dict.fromkeys((*named, f"batterypass explain {first.code}")))
    own = command(first.code, {"subject": first.subject, "entry": str(first.entry), **first.values})
    commands = [] if own.startswith(_NOT_NEXT) else [own]
    if entry is not None and first.code != "BP-V004":
        commands.append(f"batterypass show {entry}")
    commands.append(f"batterypass explain {first.code}")
    return list(dict.fromkeys(commands))
