"""What ``audit pack`` packs: the packs that were named or drawn, and the bundle that proves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import as_lived
from batterypass.errors import InputError, UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass_cli.audit_source import OpenBundle, examine, open_source
from batterypass_cli.dossiers import Job
from batterypass_cli.files import read_file
from batterypass_cli.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.bundle_check import Verified
    from batterypass.app.ledger import Ledger
    from batterypass.documents.words import FormLang
    from batterypass.domain.states import ItemState
    from batterypass.exchange.audit_sample import Sample
    from batterypass_cli.context import Here

_PAPER_LANGUAGES: tuple[FormLang, ...] = ("es", "both", "en")


def job_of(
    here: Here, items: list[str], file: str | None, sample_file: Path | None, trust: str | None,
    *, first_use: bool,
) -> Job | None:  # fmt: skip
    """Find what is to be packed; None where a dry run would have to seal the log first.

    Raises InputError for a wrong use, MalformedError and BrokenError for a sample that is none.
    """
    from batterypass.exchange.audit_sample import Sample

    if bool(items) == (sample_file is not None):
        raise refusal(InputError, "audit.one-choice")
    sample_data = read_file(sample_file) if sample_file is not None else b""
    sample = Sample.parse(sample_data, str(sample_file)) if sample_file is not None else None
    source = open_source(here, file, trust, first_use=first_use)
    if isinstance(source, OpenBundle):
        return _of_bundle(source, source.verified, items, sample, sample_data)
    return _of_ledger(here, source.ledger, items, sample, sample_data, trust, first_use=first_use)


def _of_bundle(
    source: OpenBundle,
    verified: Verified,
    items: list[str],
    sample: Sample | None,
    sample_data: bytes,
) -> Job:
    from batterypass.app.audit_sample import draw_again
    from batterypass.app.bundle_packs import packs_in

    packs = {one.item: one for one in packs_in(verified)}
    if sample is not None:
        draw_again(verified, sample)
    names = sample.items if sample is not None else [_named(packs, text) for text in items]
    return Job(
        verified, [packs[name] for name in dict.fromkeys(names)], source.name, source.data,
        sample=sample, sample_data=sample_data,
    )  # fmt: skip


def _named(packs: dict[str, ItemState], text: str) -> str:
    """Give the pack of a bundle that a URL, a printed id or the beginning of it, or a serial names."""
    wanted = text.strip().upper().replace("-", "")
    found = [
        name
        for name, state in packs.items()
        if text in (name, state.serial) or printed_id(name).replace("-", "").startswith(wanted)
    ]
    exact = [name for name in found if text in (name, packs[name].serial)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise refusal(InputError, "audit.unknown-pack", text=text)
    raise refusal(InputError, "audit.ambiguous", text=text, count=len(found))


def _of_ledger(
    here: Here, ledger: Ledger, items: list[str], sample: Sample | None, sample_data: bytes,
    trust: str | None, *, first_use: bool,
) -> Job | None:  # fmt: skip
    """Make the bundle of the packs first, and judge it as a stranger would."""
    from batterypass.app.audit_sample import check_against
    from batterypass.app.bundle_focus import Wanted, focus_of
    from batterypass.app.bundle_making import make_bundle
    from batterypass.evidence.bundle_file import BundleFile
    from batterypass_cli.attaching import files_of
    from batterypass_cli.commands.bundle import sealed_for

    if sample is not None:
        check_against(ledger.session, sample)
    names = sample.items if sample is not None else [ledger.item(text).item for text in items]
    focus = focus_of(ledger.session, Wanted("items", tuple(dict.fromkeys(names))))
    sealed = sealed_for(here, ledger, focus)
    if sealed is None:
        return None
    data = make_bundle(sealed.session, focus, folder=files_of(here)).encode()
    file = BundleFile.parse(data, "evidence.bpz")
    verified = examine(here, file, trust, first_use=first_use, name=say("audit.scope"))
    states = []
    for name in dict.fromkeys(names):
        state = verified.world.item(name)
        if state is None or not verified.world.knows(name):
            raise refusal(UndecidedError, "audit.not-whole", item=name)
        states.append(as_lived(verified.world, state))
    return Job(
        verified, states, "evidence.bpz", data, is_from_ledger=True, sample=sample,
        sample_data=sample_data, manifests=_manifests(sealed, verified),
    )  # fmt: skip


def _manifests(ledger: Ledger, verified: Verified) -> dict[str, tuple[str, bytes]]:
    """Print the manifests of the loads again, and keep those that come out as they were issued."""
    from batterypass.app.papers import find_prepared, render_paper
    from batterypass.domain.events.item import DocumentIssued

    ledger.only_look()
    issued = {
        one.event.digest: one.event
        for one in verified.case.readings.values()
        if isinstance(one.event, DocumentIssued) and "#consignment/" in one.event.about
    }
    found = {}
    for about in sorted({event.about for event in issued.values()}):
        state = ledger.session.world.consignment(about)
        try:
            if state is None or find_prepared(ledger.session, state) is None:
                continue
            for lang in _PAPER_LANGUAGES:
                paper = render_paper(ledger.session, state, lang)
                if paper.digest in issued:
                    found[paper.digest] = (paper.number, paper.pdf)
        except InputError:
            # Another state since, or a form that is not printed here: its digest is listed.
            continue
    return found
