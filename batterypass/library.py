"""What a Python user needs beside an open ledger; offered by :mod:`batterypass` itself, lazily.

Everything else is a method of :class:`batterypass.app.ledger.Ledger`. The page for people is
``docs/manual/library.md``, whose examples run as tests.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from batterypass import bootstrap
from batterypass.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from batterypass.app.import_recording import ImportedPacks
    from batterypass.app.ledger import Ledger
    from batterypass.app.opening import OperatorKeys
    from batterypass.app.record import Recorded
    from batterypass.app.session import Session
    from batterypass.app.tiles import Published
    from batterypass.statements.private import PrivateKey
    from batterypass.store.keyring import KeyRing
    from batterypass.texts.bilingual import Language

_URL = "https://"


def key_ring(folder: str | Path, passphrase: str | Callable[[], str]) -> KeyRing:
    """Give the keys of a folder, as ``batterypass key`` and ``init`` keep them.

    ``passphrase`` may be a function, which is called at most once. A wrong one raises InputError
    when a key is first needed.
    """
    if isinstance(passphrase, str):
        text = passphrase
        return bootstrap.key_ring(folder, lambda: text)
    return bootstrap.key_ring(folder, passphrase)


def new_ledger(
    path: str | Path,
    *,
    origin: str,
    registrar: str,
    name: str,
    keys: KeyRing,
    profile: str = "MX",
    home: str | Path | None = None,
    clock: Callable[[], datetime] | None = None,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Ledger:
    """Open a new ledger in a file and give it, open to be written; as ``batterypass init`` does.

    ``origin`` names the log, as ``registry.example/batteries``; ``registrar`` is the https id of who
    registers parties, ``name`` its legal name. Their keys are made in ``keys`` where they are not
    there yet. ``home`` is where it is pinned as trusted. Raises InputError where a field is off or
    the file holds another ledger.
    """
    from batterypass.app.opening import open_new_ledger
    from batterypass.store.unopened import remove_unopened

    is_new = not Path(path).exists()
    ledger = bootstrap.open_ledger(
        path, create=True, home=home, keys=keys, clock=clock, random=random
    )
    try:
        operator, registrar_keys, keep = opening_keys(keys, origin, registrar, random)
        open_new_ledger(
            ledger.session,
            origin=origin,
            profile=profile,
            registrar={
                "party": registrar, "legal_name": name, "country": profile, "roles": ["registrar"],
            },
            registrar_keys=registrar_keys,
            operator=operator,
            rulebook=bootstrap.rulebook(),
            remember_keys=keep,
        )  # fmt: skip
    except BaseException:
        ledger.close()
        if is_new:
            remove_unopened(Path(path))
        raise
    return ledger


def opening_keys(
    ring: KeyRing, origin: str, registrar: str, random: Callable[[int], bytes]
) -> tuple[OperatorKeys, list[tuple[str, PrivateKey]], Callable[[], None]]:
    """Give the keys of a new ledger, and a function that keeps them: those of the folder, else new ones.

    An opening that was cut off after its keys were kept goes on with the same keys.
    """
    from batterypass.app.opening import OperatorKeys
    from batterypass.app.session import operator_id
    from batterypass.statements.private import PrivateKey

    fresh: list[tuple[PrivateKey, str, str]] = []

    def key(party: str, role: str) -> PrivateKey:
        kids = ring.kids(party, role)
        if kids:
            return ring.private(kids[-1])
        # Readers of receipts are sure of P-256 only (decision 34).
        private = PrivateKey.generate(random, "P-256" if role == "receipt" else "Ed25519")
        fresh.append((private, party, role))
        return private

    def keep() -> None:
        for private, party, role in fresh:
            ring.add(private, party, role)

    operator = operator_id(origin)
    keys = OperatorKeys(
        key(operator, "checkpoint"), key(operator, "operator"), key(operator, "receipt")
    )
    return keys, [(role, key(registrar, role)) for role in ("daily", "recovery")], keep


def sign_event(ledger: Ledger, kind: str, *, actor: str, **fields: Any) -> Recorded:  # noqa: ANN401
    """Sign and record one event by its fields, with things named as on the command line.

    Items, parties and consignments may be named by serial number, printed id, or an unambiguous part
    of a host; ``batterypass schema KIND`` lists the fields. Raises RefusedError with its findings
    where a rule says no, and InputError for a name or value that is off; then nothing is written.
    """
    from batterypass.app.find import find_party

    session = ledger.session
    form = {name: _named(session, kind, name, value) for name, value in fields.items()}
    ready = ledger.plan([(kind, form)], actor=find_party(session, actor).party)
    findings = [finding for _, finding in ready.refusals()]
    if findings:
        text = "; ".join(finding.message("en") for finding in findings)
        raise RefusedError(text, findings=findings)
    return ledger.sign(ready)[0]


def import_packs(
    ledger: Ledger,
    path: str | Path,
    *,
    actor: str,
    set_: Sequence[str] = (),
    skip_errors: bool = False,
) -> ImportedPacks:
    """Sign and record the packs of a file: CSV, JSON lines or a passport; all of them, or none.

    ``set_`` are ``field=value`` for every row; with ``skip_errors`` rows with errors are left out.
    Twice changes nothing. Raises InputError or RefusedError where a row is off.
    """
    from batterypass.app.find import find_party
    from batterypass.app.import_checked import Wanted
    from batterypass.app.import_packs import check_packs
    from batterypass.app.import_recording import sign_packs
    from batterypass.exchange.source import read_file

    session = ledger.session
    party = find_party(session, actor).party
    wanted = Wanted("", list(set_), "", False, [])
    checked = check_packs(session, read_file(Path(path)), actor=party, wanted=wanted)
    return sign_packs(session, checked, skip_errors=skip_errors)


def passport_pdf(
    ledger: Ledger, item: str, *, reader: str = "public", lang: Language = "en", full: bool = False
) -> bytes:
    """Give the passport of an item as a PDF, for a reader; nothing is signed.

    Raises InputError for an item without a passport. The same events give the same bytes.
    """
    from batterypass.app.passport_full import full_passport
    from batterypass.app.passports import check_has_passport
    from batterypass.documents.passport_full import render_full_passport
    from batterypass.regulations.passport_readers import points_of

    points_of(reader)
    state = ledger.item(item)
    check_has_passport(state)
    content = full_passport(ledger.session, state, lang, reader, "", every_value=full)
    return render_full_passport(content, lang)


def manifest_pdf(
    ledger: Ledger, consignment: str, *, lang: Language = "en", draft: bool = False
) -> bytes:
    """Give the manifest of a consignment as a PDF: as it was prepared, or a draft; nothing is signed.

    Raises InputError where no paper of its present state was prepared and no ``draft`` is wanted.
    """
    from batterypass.app.papers import render_paper

    return render_paper(ledger.session, ledger.consignment(consignment), lang, draft=draft).pdf


def export_tiles(ledger: Ledger, folder: str | Path) -> Published:
    """Publish the log at its last checkpoint into a folder, by the tlog-tiles paths.

    Again into the same folder it adds what is new. Raises BrokenError where another log is there.
    """
    from batterypass.app.tiles import publish
    from batterypass.store.published import PublishedFolder

    return publish(ledger.session, PublishedFolder(Path(folder)))


def _named(session: Session, kind: str, field: str, value: Any) -> Any:  # noqa: ANN401
    """Give a value with the names in it replaced by full ids, where the field takes one."""
    if isinstance(value, list):
        return [_named(session, kind, field, one) for one in value]
    if not isinstance(value, str) or value.startswith(_URL):
        return value
    from batterypass.app.find import find_consignment, find_item, find_party
    from batterypass.app.forms import model_of
    from batterypass.domain import base

    info = model_of(kind).model_fields.get(field)
    if info is None:
        # Composing says so, and lists the fields.
        return value
    taken = _patterns([info.annotation, *info.metadata])
    if taken & _patterns([base.ItemUrl]):
        return find_item(session, value).item
    if taken & _patterns([base.PartyId]):
        return find_party(session, value).party
    if field == "consignment":
        return find_consignment(session, value).subject
    return value


def _patterns(parts: Sequence[Any]) -> set[str]:
    """Collect the patterns of texts in an annotation."""
    found = set()
    for part in parts:
        pattern = getattr(part, "pattern", None)
        if pattern:
            found.add(str(getattr(pattern, "pattern", pattern)))
        found |= _patterns([*get_args(part), *getattr(part, "metadata", ())])
    return found
