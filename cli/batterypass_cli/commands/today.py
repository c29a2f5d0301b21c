"""``batterypass today``: what is waiting, on one page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import typer  # noqa: TC002 - Typer reads the annotations when it runs

from batterypass_cli.context import Here
from batterypass_cli.keywords import ending_here, ending_words
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.ledger import Ledger
    from batterypass.domain.pending import State
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass_cli.plain import NameOf

_SHOWN = 8
_UNSENT: tuple[State, ...] = ("pending", "sent", "waiting", "stale", "blocked", "refused")
#: What a person must look at, each with its words.
_TROUBLE = ("waiting", "stale", "blocked", "refused")


@bilingual(
    """
    Muestra lo pendiente en una página.

    Embarques abiertos, patio, permisos por vencer, el último punto de control y, en un sitio, lo que
    falta enviar. Con --as, lo de una parte.
    """,
    signs=True,
)
def today(ctx: typer.Context) -> None:
    """Show what is waiting on one page.

    Open consignments, the yard, permits that end soon, the last checkpoint and, at a site, what was
    not sent yet. With --as, what concerns one party.

    Example: batterypass today
    """
    here = Here.of(ctx)
    ledger = here.open()
    party = ledger.party(here.given.actor).party if here.given.actor else ""
    day = here.now().date().isoformat()
    page = {
        **make_page(ledger, day, party),
        **make_directory(here, ledger, day, party),
        **make_site(ledger, here.ledger_path, here.home),
    }
    page["keys"] = [row for row in ending_here(here, ledger) if not party or row["party"] == party]
    if here.out.wants_json:
        here.out.document(page)
    else:
        _print(here, ledger, page)


def make_page(ledger: Ledger, day: str, party: str) -> dict[str, Any]:
    """Gather the page: open consignments, items by place and life, the log."""
    from batterypass.app.read import last_mark
    from batterypass.domain.base import number_text
    from batterypass.domain.on_scale import listed, loaded_kg
    from batterypass.domain.passport_due import passport_due
    from batterypass_cli.custody_view import consignment_flags, is_open
    from batterypass_cli.sight_view import gone_row

    consignments = [
        {
            "consignment": one.consignment,
            "state": one.state,
            "consignor": one.consignor,
            "carrier": one.carrier,
            "consignee": one.consignee,
            "items": len(listed(one)),
            "declared_kg": one.declared_kg,
            "loaded_kg": number_text(loaded_kg(one)),
            "offered_at": one.offered_at,
            "waste": bool(one.waste),
            **consignment_flags(ledger, one),
        }
        for one in ledger.consignments()
        if is_open(ledger, one)
        and (not party or party in (one.consignor, one.carrier, one.consignee, one.transfer_to))
    ]
    held: Counter[str] = Counter()
    missing: list[str] = []
    flagged: Counter[str] = Counter()
    out_of_sight: list[dict[str, Any]] = []
    passports: list[dict[str, Any]] = []
    for item in ledger.items():
        due = passport_due(item)
        if due is not None and party in ("", item.responsible_operator):
            passports.append({"item": item.item, "passport": item.passport, "due": due})
        if party and item.custodian != party:
            continue
        if item.inside or item.life in ("recycled", "disposed") or item.place == "dismantled":
            continue
        left = gone_row(item)
        if left is not None:
            # Nobody holds it: it waits for nothing but its finding.
            out_of_sight.append(left)
            continue
        held[item.place] += 1
        flagged["waste"] += item.life == "waste"
        flagged["damaged"] += item.condition not in ("", "serviceable")
        flagged["contested"] += item.contested
        flagged["missing"] += item.missing
        missing += [item.item] if item.missing else []
        flagged["unconfirmed"] += item.unconfirmed
    return {
        "date": day,
        "origin": ledger.origin,
        "party": party,
        "consignments": consignments,
        "held": dict(held),
        "flagged": {name: count for name, count in flagged.items() if count},
        "missing": missing,
        "out_of_sight": out_of_sight,
        "papers": _papers(ledger, party),
        "corrections": _waiting(ledger, party),
        "deadlines": _due(ledger, day, party),
        "passports": passports,
        "batches": _batches(ledger, party),
        "log": {"size": len(ledger), "last_mark": last_mark(ledger.session)},
    }


def _batches(ledger: Ledger, party: str) -> list[dict[str, Any]]:
    """Gather the recycling batches that are open."""
    from batterypass.app.batches import batches
    from batterypass.domain.base import number_text
    from batterypass.domain.batches import output_kg

    return [
        {
            "batch": one.batch, "recycler": one.recycler, "opened_at": one.opened_at,
            "items": one.inputs, "input_kg": one.input_kg or "0",
            "output_kg": number_text(output_kg(one)),
        }
        for one in batches(ledger.session)
        if one.state == "open" and party in ("", one.recycler)
    ]  # fmt: skip


def _papers(ledger: Ledger, party: str) -> list[dict[str, Any]]:
    """Gather the steps on paper that nobody has countersigned, wherever the load is by now."""
    from batterypass.domain.states import parties_to

    return [
        {"consignment": one.consignment, "step": step, "party": said["party"],
         "name": said["name"], "entry": said["entry"]}
        for one in ledger.consignments()
        if not party or party in parties_to(one)
        for step, said in one.on_paper.items()
        if "countersigned" not in said
    ]  # fmt: skip


def _waiting(ledger: Ledger, party: str) -> list[dict[str, Any]]:
    """Gather the corrections and annulments that somebody has still to agree to."""
    from batterypass.app.annulling import waiting_corrections
    from batterypass_cli.corrections import correction_object

    states: list[ItemState | ConsignmentState] = [*ledger.consignments(), *ledger.items()]
    found = waiting_corrections(ledger.session, states, party)
    return [
        {**correction_object(ledger, one), "kind": one.target_kind}
        for one in sorted(found, key=lambda one: one.entry)
    ]


def _due(ledger: Ledger, day: str, party: str) -> list[dict[str, Any]]:
    """Gather what is overdue or due soon; the law is a packaged table, the day the one shown."""
    from batterypass.app.deadlines import deadlines_on
    from batterypass.bootstrap import deadlines
    from batterypass_cli.commands.manifest_deadlines import is_pressing
    from batterypass_cli.deadline_view import row_of, status_words, what_words

    return [
        {**row_of(one), "what": what_words(one), "stands": status_words(one)}
        for one in deadlines_on(ledger.session, deadlines(), day, party=party)
        if is_pressing(one)
    ]


def make_site(ledger: Ledger, path: Path, home: Path) -> dict[str, Any]:
    """Gather what only a site has: its outbox, the age of its replica; and forks that were kept."""
    from batterypass.store.evidence_folder import beside, kept_forks
    from batterypass.store.home import Home

    page: dict[str, Any] = {"outbox": None, "replica": None}
    if ledger.store.is_replica:
        from batterypass.app.unsent import unsent
        from batterypass.store.sources import last_update

        found, last = unsent(ledger.session), last_update(path)
        if found is not None:
            counts: dict[str, Any] = {state: found.counts.get(state, 0) for state in _UNSENT}
            lost = len(ledger.session.lost)
            page["outbox"] = {**counts, "lost": lost, "last_sent": found.last_sent}
        size, updated_at = ledger.session.logged, last.at if last else ""
        page["replica"] = {"size": size, "updated_at": updated_at}
    page["forks"] = [
        str(place) for place in kept_forks(Home(home).forks_path(ledger.origin), beside(path))
    ]
    return page


def make_directory(here: Here, ledger: Ledger, day: str, party: str) -> dict[str, Any]:
    """Gather what the directory has waiting: what ends soon, is suspended or pending; and its age."""
    from batterypass.app.directory import Directory
    from batterypass_cli.commands.recycler_gaps import SOON_DAYS, ending
    from batterypass_cli.directory_view import ages_of

    directory = Directory.load(ledger.session, party=party)
    permits = [
        {
            "holder": row["party"],
            "scheme": row["scheme"],
            "number": row["number"],
            "effective_to": row["effective_to"],
            "days_left": row["days_left"],
            "standing": row["standing"],
            "since": row["since"],
        }
        for row in ending(directory, day, SOON_DAYS)
    ]
    permits.sort(key=lambda one: (one["effective_to"] or "9", one["number"]))
    return {"permits": permits, "directory": ages_of(here, ledger, directory, day)}


def _print(here: Here, ledger: Ledger, page: dict[str, Any]) -> None:
    from batterypass.domain.ids import printed_id
    from batterypass_cli.answers import choice_words
    from batterypass_cli.commands.recycler_gaps import SOON_DAYS
    from batterypass_cli.custody_view import flag_words
    from batterypass_cli.directory_view import age_lines
    from batterypass_cli.passport_due_view import print_due_passports
    from batterypass_cli.plain import names_of, party_short, when
    from batterypass_cli.sight_view import print_gone

    name_of = names_of(ledger)
    out = here.out
    who = party_short(page["party"], name_of) if page["party"] else page["origin"]
    out.line(paint(f"{page['date']} · {who}", "b"))
    out.line()
    consignments = page["consignments"]
    out.line(_row("today.consignments", say("today.count-open", count=len(consignments))))
    for one in consignments[:_SHOWN]:
        text = say(
            "today.consignment",
            name=one["consignment"],
            state=choice_words(one["state"]),
            items=one["items"],
            kg=one["loaded_kg"],
            consignor=party_short(one["consignor"], name_of),
            consignee=party_short(one["consignee"], name_of),
        )
        out.line(f"  {text}")
        flags = flag_words(one, name_of)
        if flags:
            out.line(f"    {paint('!', 'y')} {flags}")
    held = ", ".join(f"{count} {choice_words(place)}" for place, count in page["held"].items())
    out.line(_row("today.yard", held or say("today.empty")))
    for name, count in page["flagged"].items():
        text = say(f"today.flagged.{name}", count=count)
        if name == "missing":
            text += say("today.found-it", item=printed_id(page["missing"][0]))
        out.line(f"  {paint('!', 'y')} {text}")
    print_gone(here, page["out_of_sight"])
    _print_batches(here, page["batches"])
    _print_papers(here, page["papers"])
    _print_waiting(here, page["corrections"], name_of)
    print_due_passports(here, page["passports"])
    permits = page["permits"]
    out.line(_row("today.permits", say("today.count-permits", count=len(permits), days=SOON_DAYS)))
    for one in permits[:_SHOWN]:
        text = say(
            _permit_text(one), holder=party_short(one["holder"], name_of), scheme=one["scheme"],
            number=one["number"], day=one["effective_to"], days=abs(one["days_left"] or 0),
            since=one["since"],
        )  # fmt: skip
        out.line(f"  {paint('!', 'y')} {text}")
    for one in page["keys"]:
        out.line(f"  {paint('!', 'y')} {ending_words(one)}")
    ages = {name: page["directory"][name] for name in ("on", "authorisations", "lists")}
    for line in age_lines(here, ages) if ages["authorisations"] or not page["party"] else ():
        out.line(_row("today.directory", line))
    due = page["deadlines"]
    if due:
        out.line(_row("today.deadlines", say("today.count-deadlines", count=len(due))))
    for one in due[:_SHOWN]:
        mark = paint("!", "r" if one["status"] == "overdue" else "y")
        text = say("deadline.today", name=one["what"], action=one["action"], status=one["stands"])
        out.line(f"  {mark} {text}")
    log = page["log"]
    mark = when(here.local_time(log["last_mark"])) if log["last_mark"] else "-"
    out.line(_row("today.log", say("today.entries", count=log["size"], mark=mark)))
    _print_site(here, page)
    out.talk(say("sign.next", command="batterypass pack list, batterypass verify"))


def _print_batches(here: Here, batches: list[dict[str, Any]]) -> None:
    """Print the open batches; nothing where there is none."""
    if batches:
        here.out.line(_row("today.batches", say("today.count-batches", count=len(batches))))
    for one in batches[:_SHOWN]:
        text = say(
            "today.batch", batch=one["batch"], count=one["items"], kg=one["input_kg"],
            out=one["output_kg"], day=one["opened_at"][:10],
        )  # fmt: skip
        here.out.line(f"  {text}")


def _print_papers(here: Here, papers: list[dict[str, Any]]) -> None:
    """Print what waits to be countersigned; nothing where nothing does."""
    from batterypass_cli.answers import choice_words

    if papers:
        here.out.line(_row("today.papers", say("today.count-papers", count=len(papers))))
    for one in papers[:_SHOWN]:
        text = say(
            "today.paper", consignment=one["consignment"], step=choice_words(one["step"]),
            name=one["name"],
        )  # fmt: skip
        here.out.line(f"  {paint('!', 'y')} {text}")


def _print_waiting(here: Here, waiting: list[dict[str, Any]], name_of: NameOf) -> None:
    """Print what waits to be agreed to; nothing where nothing does."""
    from batterypass_cli.actors import as_words
    from batterypass_cli.plain import kind_title, party_short

    if waiting:
        count = say("annul.today-count", count=len(waiting))
        here.out.line(_row("annul.today", count))
    for one in waiting[:_SHOWN]:
        title = kind_title("entry.annulled" if one["annuls"] else "entry.amended")
        who = ", ".join(party_short(party, name_of) for party in one["waiting"])
        # At a site it may have no number yet.
        name = one["digest"][:12] if one["entry"] is None else one["entry"]
        text = say(
            "annul.today-one",
            entry=name,
            title=title,
            who=who,
            signer=as_words(here, one["waiting"]),
        )
        here.out.line(f"  {paint('!', 'y')} {text}")


def _permit_text(one: dict[str, Any]) -> str:
    """Give the key of the text for a permit: what it waits for, or when it ends or ended."""
    if one["standing"] in ("suspended", "pending"):
        return f"today.permit-{one['standing']}"
    return "today.permit-over" if one["days_left"] < 0 else "today.permit"


def _print_site(here: Here, page: dict[str, Any]) -> None:
    from batterypass_cli.plain import when

    out, outbox, replica = here.out, page["outbox"], page["replica"]
    if outbox is not None:
        total = sum(outbox[state] for state in _UNSENT if state != "sent")
        trouble = ", ".join(
            say(f"today.{state}", count=outbox[state])
            for state in ("sent", *_TROUBLE)
            if outbox[state]
        )
        sent = say("today.never-sent")
        if outbox["last_sent"]:
            sent = say("today.last-sent", at=when(here.local_time(outbox["last_sent"])))
        text = say("today.count-unsent", count=total)
        text += (f" ({trouble})" if trouble else "") + " · " + sent
        out.line(_row("today.unsent", text + _next_for(outbox)))
    if replica is not None:
        size = replica["size"]
        text = say("today.never-updated", size=size)
        if replica["updated_at"]:
            at = when(here.local_time(replica["updated_at"]))
            text = say("today.replica-is", at=at, size=size)
        out.line(_row("today.replica", text))
    for place in page["forks"]:
        out.line(f"  {paint('!', 'y')} " + say("today.fork", place=place))


def _next_for(outbox: dict[str, Any]) -> str:
    """Give the command for what is in the outbox: sign again before sending, send before waiting."""
    if outbox["stale"] or outbox["blocked"] or outbox["refused"]:
        return " → batterypass outbox rebase"
    if outbox["pending"]:
        return " → " + say("today.send")
    return " → batterypass outbox list" if outbox["waiting"] or outbox["sent"] else ""


def _row(key: str, text: str) -> str:
    return f"{paint(say(key).ljust(14), 'b')} {text}"
