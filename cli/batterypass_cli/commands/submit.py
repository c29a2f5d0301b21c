"""``batterypass submit``: record what a site signed, and write the answer."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass_cli.attaching import refuse_attached
from batterypass_cli.clockcheck import confirm_clock, span_words, warn_of_clock
from batterypass_cli.context import Here
from batterypass_cli.exits import finding_object
from batterypass_cli.files import read_file, write_and_read_back
from batterypass_cli.outbox_view import short_subject
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.plain import kind_title, names_of
from batterypass_cli.progress import Progress
from batterypass_cli.roomcheck import check_room
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.submit import Submitted
    from batterypass.evidence.answer_index import Answered
    from batterypass.evidence.outbox_file import OutboxFile

_MINUTE_MS = 60_000
#: So many of those that were not taken in for the same reason are shown.
_SHOWN = 3


@bilingual(
    """
    Asienta lo que un sitio firmó sin red, y escribe la respuesta.

    Cada declaración se juzga por sí misma: lo que pasa se asienta, lo demás se rechaza con su código.
    La respuesta lleva las pruebas, el punto de control y los asientos nuevos. El mismo archivo otra
    vez da la misma respuesta y no asienta nada dos veces.
    """,
    signs=True,
)
def submit(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=both("Outbox file.", "Archivo de buzón."))
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help=both("Where to write the answer.", "Respuesta.")
        ),
    ] = None,
    no_log: Annotated[
        bool,
        typer.Option(
            "--no-log",
            help=both("Leave the log's new entries out.", "Sin los asientos nuevos del registro."),
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=both(
                "Show each one that was not taken in, not three of a reason.",
                "Muestra cada una que no se tomó, no tres de cada motivo.",
            ),
        ),
    ] = False,
) -> None:
    """Record what a site signed without a network, and write the answer.

    Each statement is judged by itself: what passes is recorded, the rest is refused with its code.
    The answer carries the proofs, the checkpoint and the new entries. The same file again gives the
    same answer, and nothing is recorded twice.

    Example: batterypass submit north-20261123-1740.bpz
    """
    from batterypass.app.collector import no_collector
    from batterypass.app.submit import answer_of
    from batterypass.app.submit import submit as submit_file
    from batterypass.evidence.outbox_file import OutboxFile

    here = Here.of(ctx)
    refuse_attached(here)
    data = read_file(file)
    with no_collector():
        parsed = OutboxFile.parse(data, Path(file).name)
    ledger = here.open_to_sign()
    warn_of_clock(here, ledger)
    confirm_clock(here, ledger)
    dry_run = here.given.dry_run
    if not dry_run:
        check_room(here, ledger, len(parsed.statements))
    here.unlock_operator(ledger)
    with Progress(here.out, say("submit.progress")) as progress:
        done = submit_file(ledger.session, parsed, dry_run=dry_run, progress=progress)
    place = None
    if not dry_run:
        with no_collector():
            answer = answer_of(
                ledger.session, done, sha256(data).digest(), with_log=not no_log
            ).encode()
        place = Path(output) if output else Path(file).with_suffix(".answer.bpz")
        write_and_read_back(place, answer)
        _keep_files(here, ledger, parsed)
    _print(here, ledger, Path(file).name, place, done, most=None if everything else _SHOWN)
    code = exit_code_of(done)
    if code:
        raise typer.Exit(code)


def _keep_files(here: Here, ledger: Ledger, file: OutboxFile) -> None:
    """Keep the attachments that travelled along and that an entry names; those of a refusal not."""
    if not file.files:
        return
    from batterypass.app.attachments import missing
    from batterypass_cli.attaching import files_of

    folder = files_of(here)
    wanted = {one.digest for one in missing(ledger.session, folder)}
    for digest, body in file.files.items():
        if digest in wanted:
            folder.add(body)


def exit_code_of(done: Submitted) -> int:
    """Give 3 where something was refused, 6 where something can be signed anew, else 0."""
    if done.count("refused"):
        return 3
    return 6 if done.count("stale", "blocked", "waiting") else 0


def _print(
    here: Here,
    ledger: Ledger,
    name: str,
    place: Path | None,
    done: Submitted,
    *,
    most: int | None,
) -> None:
    if here.out.wants_json:
        here.out.document(
            {
                "file": name,
                "answer": None if place is None else str(place),
                "already": done.already,
                "recorded": done.count("recorded"),
                "ahead_minutes": done.ahead_ms // _MINUTE_MS,
                "answers": [_object(one) for one in done.answers],
            }
        )
        return
    party = names_of(ledger)(done.file.party) or done.file.party
    here.out.line(
        say(
            "submit.head", file=name, party=party, count=len(done.answers), size=done.file.seen.size
        )
    )
    entries = sorted(one.entry for one in done.answers if one.entry is not None)
    if entries:
        where = f"#{entries[0]}" if len(entries) == 1 else f"#{entries[0]}–#{entries[-1]}"
        here.out.line(
            f"{paint('✓', 'g')} "
            + say("submit.recorded", count=len(entries), where=where, already=done.already)
        )
    _print_found(here, done)
    _print_refusals(here, done, most)
    if done.ahead_ms:
        here.out.line(
            f"{paint('!', 'y')} "
            + say("submit.clock-ahead", gap=span_words(timedelta(milliseconds=done.ahead_ms)))
        )
    if place is None:
        here.out.line(say("submit.dry-run"))
        return
    here.out.line(
        f"{paint('✓', 'g')} "
        + say("submit.answer", path=place, count=len(done.answers), proofs=len(entries))
    )


def _print_found(here: Here, done: Submitted) -> None:
    """Name the rules that what was recorded breaks knowingly: most often, signed offline."""
    breaches = [
        {found.code for found in one.findings if found.severity == "compliance"}
        for one in done.answers
        if one.entry is not None
    ]
    codes = sorted(set().union(*breaches))
    if codes:
        count = sum(bool(one) for one in breaches)
        text = say("submit.with-findings", count=count, codes=", ".join(codes))
        here.out.line(f"{paint('!', 'y')} {text}")


def _print_refusals(here: Here, done: Submitted, most: int | None) -> None:
    """Show what was not taken in by its reason, the first ``most`` of each; None shows all."""
    reasons: dict[tuple[str, str], list[tuple[Answered, bytes]]] = {}
    for one, carried in zip(done.answers, done.file.statements, strict=True):
        if one.entry is None:
            code = one.findings[0].code if one.findings else ""
            reasons.setdefault((one.outcome, code), []).append((one, carried.statement))
    for (outcome, code), found in reasons.items():
        for one, raw in found[:most]:
            _print_refusal(here, one, raw)
        left = len(found) - len(found[:most])
        if left:
            words = say("submit.more", count=left, total=len(found))
            here.out.line(f"{paint('✗', 'r')} {words} {say(f'submit.outcome-{outcome}')} {code}")


def _print_refusal(here: Here, one: Answered, raw: bytes) -> None:
    from batterypass.app.read import read_statement
    from batterypass.errors import MalformedError
    from batterypass.texts.findings import title as rule_title

    try:
        payload = read_statement(raw).payload
        title, subject = (
            kind_title(payload["kind"]),
            short_subject(payload["subjects"][0]["subject"]),
        )
    except (MalformedError, KeyError, IndexError, TypeError):
        title, subject = "?", one.digest.hex()[:12]
    here.out.line(f"{paint('✗', 'r')} {title} {subject}: " + say(f"submit.outcome-{one.outcome}"))
    for found in one.findings[:3]:
        # What can be signed again needs no digests here: the site sees both when it does.
        is_final = one.outcome == "refused"
        words = found.message(language()) if is_final else rule_title(found.code, language())
        here.out.line(f"    {found.code} {words}")
    here.out.line("    → " + say(f"submit.next-{one.outcome}", head=_dash(one.head)))


def _dash(value: object) -> object:
    return "-" if value is None else value


def _object(one: Answered) -> dict[str, Any]:
    return {
        "digest": one.digest.hex(),
        "outcome": one.outcome,
        "entry": one.entry,
        "blocked_by": one.blocked_by or None,
        "head": one.head,
        "findings": [finding_object(found) for found in one.findings],
    }
