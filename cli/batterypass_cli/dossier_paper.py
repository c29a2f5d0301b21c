"""A dossier in words: what :mod:`batterypass.app.dossier` found, as rows that are printed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from batterypass.documents.charts import Bar
from batterypass.documents.content import Source
from batterypass.documents.directory_sheets import STANDINGS
from batterypass.documents.dossier import DossierPages
from batterypass.documents.words import say as words_in
from batterypass.domain.ids import printed_id
from batterypass.texts.findings import title
from batterypass_cli.answers import choice_words
from batterypass_cli.lookups import item_words
from batterypass_cli.plain import kind_title, party_short, summary, when
from batterypass_cli.verdicts import by_cause, message_of
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.bundle_asking import NotJudged
    from batterypass.app.bundle_check import Verified
    from batterypass.app.dossier import Dossier, KeyLine, PaperLine, PermitLine, Weight
    from batterypass.domain.sampling import Drawn
    from batterypass_cli.plain import NameOf

#: Letters of an entry that the page of the course shows.
_SHORT = 88


def names_in(verified: Verified) -> NameOf:
    """Give the look-up of party names in a bundle."""

    def name(party: str) -> str:
        state = verified.world.party(party) if verified.world.knows(party) else None
        return state.legal_name if state is not None else ""

    return name


def source_of(verified: Verified, dossier: Dossier | None = None) -> Source:
    """Name the checkpoint that everything rests on."""
    tip = verified.case.tip
    entries = tuple(one.entry for one in dossier.steps) if dossier is not None else ()
    return Source(tip.origin, tip.size, tip.root.hex(), entries)


def pages_of(
    verified: Verified, dossier: Dossier, drawn: Drawn | None, here: Mapping[str, str]
) -> DossierPages:
    """Put a dossier into the words of this run; ``here`` has the papers of the folder by digest."""
    name_of = names_in(verified)
    item = dossier.item
    return DossierPages(
        title=say("audit.dossier", id=printed_id(item.item)),
        about=tuple(_about(dossier, drawn, name_of)),
        stages=dossier.stages,
        steps=tuple(_steps(dossier, name_of)),
        papers=tuple(_paper(one, here) for one in dossier.papers),
        weights=tuple(
            Bar(_weight(one), float(one.kg), f"{one.kg} kg")
            for one in dossier.weights
            if one.what != "load"
        ),
        loads=tuple(_load(one) for one in dossier.weights if one.what == "load"),
        exceptions=tuple(exceptions(dossier)),
        not_judged=tuple(_not_judged(dossier.not_judged)),
        keys=tuple(_key(one, name_of) for one in dossier.keys),
        permits=tuple(_permit(one, name_of) for one in dossier.permits),
        files=dossier.evidence,
        has_proofs=not verified.case.file.is_whole_log,
        source=source_of(verified, dossier),
    )  # fmt: skip


def _about(dossier: Dossier, drawn: Drawn | None, name_of: NameOf) -> Iterator[tuple[str, str]]:
    item = dossier.item
    yield say("audit.item"), item.item
    facts = (item.serial, item.model, item.made_month, item_words(item).partition(" · ")[2])
    yield say("audit.what"), " · ".join(one for one in facts if one)
    yield say("audit.maker"), party_short(item.maker, name_of)
    yield (
        say("audit.now"),
        say(
            "audit.held-by", life=choice_words(item.lives_as),
            place=choice_words(item.place) or item.place, party=party_short(item.custodian, name_of),
        ),
    )  # fmt: skip
    for key, names in (("audit.parents", item.parents), ("audit.children", item.children)):
        if names:
            yield say(key), ", ".join(printed_id(one) for one in names)
    if drawn is not None:
        if drawn.stratum:
            yield say("audit.stratum"), drawn.stratum
        yield say("audit.rank"), drawn.rank


def _steps(dossier: Dossier, name_of: NameOf) -> Iterator[tuple[str, ...]]:
    for one in dossier.steps:
        load = say("audit.load", number=_number(one.consignment)) if one.consignment else ""
        what = " · ".join(
            part for part in (load, summary(one.payload, name_of, dossier.item.item)) if part
        )
        # The page is for the course; the whole entry is attached.
        short = what if len(what) <= _SHORT else f"{what[:_SHORT].rsplit(' ', 1)[0]} …"
        mark = one.recorded_after
        after = f"{mark[:10]} {mark[11:16]}Z" if mark else ""
        yield (
            f"#{one.entry}", when(one.event_time), after, kind_title(one.kind),
            party_short(one.actor, name_of), short,
        )  # fmt: skip


def _number(consignment: str) -> str:
    return unquote(consignment.rsplit("#consignment/", 1)[-1])


def _load(one: Weight) -> str:
    return say(
        "audit.weight-load", number=_number(one.about), count=one.count, kg=one.kg,
        declared=one.declared_kg or "?", entry="?" if one.entry is None else one.entry,
    )  # fmt: skip


def _paper(one: PaperLine, here: Mapping[str, str]) -> tuple[str, ...]:
    if not one.what:
        what = say("audit.attachment", type=one.media_type)
    else:
        step = say("audit.issued" if one.what == "document.issued" else "audit.prepared")
        what = f"{choice_words(one.media_type) or one.media_type}, {step}"
    if one.digest in here:
        what = f"{what}; {here[one.digest]}"
    return f"#{one.entry}", what, one.number or "—", one.digest or "—"


def _weight(one: Weight) -> str:
    entry = "?" if one.entry is None else one.entry
    about = _number(one.about) if "#" in one.about else choice_words(one.about) or one.about
    return say(f"audit.weight-{one.what}", about=about, entry=entry)


def exceptions(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    """Give the findings about a pack as rows: entry, rule, and what; what is settled comes last."""
    for one in sorted(by_cause(list(dossier.findings)), key=lambda one: one.settled is not None):
        text = message_of(one)
        if one.acknowledged:
            reason = choice_words(one.acknowledged) or one.acknowledged
            text = f"{text} · {say('verify.acknowledged', reason=reason)}"
        entry = "—" if one.entry is None else f"#{one.entry}"
        rule = f"{one.code} {title(one.code, language())}"
        yield entry, rule if one.settled is None else say("audit.settled", rule=rule), text


def count_exceptions(dossier: Dossier) -> int:
    """Count the findings that nothing has settled since."""
    return sum(one.settled is None for one in dossier.findings)


def _not_judged(listed: tuple[NotJudged, ...]) -> Iterator[tuple[str, str]]:
    for one in listed:
        name = one.what if one.what.startswith("BP-") else say(f"bundle.what.{one.what}")
        yield name, say(f"bundle.why.{one.why}", missing=one.missing, size=one.missing.lstrip("#"))


def _key(one: KeyLine, name_of: NameOf) -> tuple[str, ...]:
    since = say("audit.key-operator")
    if one.added is not None:
        since = say("audit.key-since", entry=one.added)
    if one.vouched == "registrar":
        since = say("audit.key-vouched", since=since)
    if one.revoked is not None:
        reason = choice_words(one.reason) or one.reason
        since = say("audit.key-revoked", since=since, entry=one.revoked, reason=reason)
    return (
        party_short(one.party, name_of), one.kid, choice_words(one.role) or one.role, since,
        ", ".join(f"#{entry}" for entry in one.entries),
    )  # fmt: skip


def _permit(one: PermitLine, name_of: NameOf) -> tuple[str, ...]:
    state = one.authorisation
    until = state.effective_to or say("audit.permit-open")
    stood = []
    for word, group in groupby(one.stood, key=lambda row: row[2]):
        told = words_in(STANDINGS[word], language()) if word else say("audit.permit-unknown")
        rows = list(group)
        days = sorted({day for _, day, _ in rows})
        span = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
        stood.append(f"{told}: {span} ({', '.join(f'#{entry}' for entry, _, _ in rows)})")
    return (
        f"{state.scheme} {state.number}", party_short(state.holder, name_of),
        say(
            "audit.permit-terms", since=state.effective_from, until=until, entry=state.granted_index
        ),
        "; ".join(stood),
    )  # fmt: skip
