"""What the ledger knows while a form is filled in: ids from what people have, and proposals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass_cli import lookups_amend, lookups_custody, lookups_lineage
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState, ItemState
    from batterypass.regulations.classify import Classification
    from batterypass.regulations.passport_problem import Problem
    from batterypass_cli.context import Here

_HEX64 = re.compile(r"^[0-9a-f]{64}$")
#: Last part of a path -> where its digest comes from.
_FROM_ENTRY = frozenset({"amendment", "assessment", "statement", "target"})
_FROM_KEY = frozenset({"kid", "label_kid"})


class LedgerLookup:
    """Finds ids in an open ledger. ``actor`` is who signs."""

    def __init__(self, here: Here, ledger: Ledger, actor: str) -> None:
        self._here = here
        self._ledger = ledger
        self._actor = actor

    def item(self, text: str) -> str:
        """Give the URL of an item that is here, or a whole URL as it stands: it may be new."""
        try:
            return self._ledger.item(text).item
        except InputError:
            if text.startswith("https://") and "#" not in text:
                return text
            raise

    def party(self, text: str) -> str:
        """Give the id of a party of the directory, or a whole id as it stands."""
        try:
            return self._ledger.party(text).party
        except InputError:
            if text.startswith(("https://", "did:")):
                return text
            raise

    def subject(self, text: str) -> str:
        """Give the name of a consignment, else of an item."""
        if "#" in text and text.startswith("https://"):
            return text
        try:
            return self._ledger.consignment(text).subject
        except InputError:
            return self.item(text)

    def batch(self, text: str) -> str:
        """Give the name of a recycling batch."""
        from batterypass.app.batches import find_batch

        return find_batch(self._ledger.session, text).subject

    def authorisation(self, text: str) -> str:
        """Give the name of an authorisation: its number, or its holder where that has one."""
        from batterypass.app.find_directory import find_authorisation

        return find_authorisation(self._ledger.session, text, self._actor).subject

    def digest(self, path: str, text: str) -> str:
        """Give the digest that a field wants: of an entry, a key, a table of law or a file."""
        name = path.rsplit(".", 1)[-1]
        if _HEX64.match(text):
            return text
        if name in _FROM_ENTRY:
            return self._ledger.entry(text).digest
        if name in _FROM_KEY:
            return self._key(text)
        if name == "table_sha256":
            return table_digest(text)
        return file_digest(text)

    def today(self) -> str:
        """Give the day of the run's clock."""
        return self._here.now().date().isoformat()

    def _key(self, text: str) -> str:
        party = self._ledger.session.world.party(self._actor)
        known = set(party.keys if party is not None else ())
        known |= {info.kid.hex() for info in self._here.keys.infos()}
        found = sorted(kid for kid in known if kid.startswith(text.lower()))
        if len(found) != 1:
            raise InputError(
                f"{text!r} names {len(found)} keys: batterypass key list shows them",
                code="keys.unknown",
                text=text,
                count=len(found),
            )
        return found[0]


def table_digest(name: str) -> str:
    """Give the SHA-256 of a table of law by its file name. Raises InputError that lists them."""
    from batterypass.bootstrap import regulations

    tables = regulations().tables
    if name in tables:
        return tables[name].sha256
    raise InputError(
        f"{name!r} is no table: {', '.join(tables)}",
        code="cli.unknown-table",
        name=name,
        known=", ".join(tables),
    )


def file_digest(text: str) -> str:
    """Give the SHA-256 of a file. Raises InputError where there is none."""
    from batterypass.store.regular import read_regular

    try:
        return sha256(read_regular(Path(text))).hexdigest()
    except OSError as error:
        raise InputError(
            f"{text!r} is no SHA-256 (64 hex digits) and no file: {error.strerror}",
            code="ask.no-digest",
            text=text,
        ) from error


#: The classes that a declaration can name; the table may also leave the class to a person.
WASTE_CLASSES = frozenset({"hazardous", "special_handling"})

Proposal = Callable[["LedgerHints", Mapping[str, Any], Mapping[str, Any]], object]


class LedgerHints:
    """Proposes what the ledger says already; see :data:`PROPOSALS`."""

    def __init__(self, here: Here, ledger: Ledger, kind: str, actor: str) -> None:
        self.here = here
        self.ledger = ledger
        self.kind = kind
        self.actor = actor

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        """Give a proposal for a field, or None."""
        proposal = PROPOSALS.get(f"{self.kind} {path}")
        try:
            return proposal(self, form, part) or None if proposal is not None else None
        except InputError:
            return None

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        """Take the keys of a party, with proofs of possession, from the key folder."""
        if (self.kind, path) not in (("party.registered", "card.keys"), ("party.key-added", "key")):
            return None
        from batterypass_cli.keycards import cards_of, newest_card

        card = form.get("card")
        party = str(card["party"] if isinstance(card, dict) else form.get("party", ""))
        if path == "key":
            return newest_card(self.here, self.ledger, party)
        return cards_of(self.here, self.ledger, party)

    def doubts(self, path: str, form: Mapping[str, Any], value: object) -> list[Problem]:
        """Give what is wrong with a figure beside those before it, or unusual."""
        from batterypass.app.figures import FIGURES, figure_problems

        if self.kind not in FIGURES or "." in path:
            return []
        item, today = self.item_of(form), self.here.now().date().isoformat()
        before = figure_problems(self.kind, form, item, today)
        after = figure_problems(self.kind, {**form, path: value}, item, today)
        return [one for one in after if one not in before]

    # What proposals are made of.

    def item_of(self, values: Mapping[str, Any]) -> ItemState | None:
        """Give the state of the item that a record or form names."""
        items = values.get("items") or [values.get("item")]
        first = items[0] if isinstance(items, list) and items else None
        name = first.get("item") if isinstance(first, dict) else first
        return self.ledger.session.world.item(str(name))

    def consignment_of(self, form: Mapping[str, Any]) -> ConsignmentState | None:
        """Give the state of the consignment that a form names."""
        return self.ledger.session.world.consignment(str(form.get("consignment", "")))

    def only_site(self, party: object) -> str:
        """Give the site of a party that has one."""
        state = self.ledger.session.world.party(str(party))
        sites = state.sites if state is not None else []
        return str(sites[0]["site_id"]) if len(sites) == 1 else ""

    def state_value(self, values: Mapping[str, Any], name: str) -> str:
        """Give a value of the state of the item that a record names."""
        state = self.item_of(values)
        return str(getattr(state, name, "") or "") if state is not None else ""

    def assessed(self, values: Mapping[str, Any]) -> str:
        """Give the digest of the last assessment of an item."""
        state = self.item_of(values)
        return str(state.assessed.get("digest", "")) if state is not None else ""

    def advised(self, form: Mapping[str, Any], member: str) -> object:
        """Give a member of the advice for the item that a form names, by the packaged table."""
        from batterypass.app.second_life import advise_item
        from batterypass.bootstrap import second_life_thresholds

        state, day = self.item_of(form), self.here.now().date().isoformat()
        if state is None:
            return ""
        found = advise_item(self.ledger.session, state, second_life_thresholds(), day)
        return getattr(found.advice, member)

    def classified(self, form: Mapping[str, Any]) -> Classification | None:
        """Classify what a form offers by the table in force today; None where nothing is waste."""
        from batterypass.regulations.classify import classify
        from batterypass.regulations.tables import jurisdiction_of

        session = self.ledger.session
        root = session.world.ledger()
        items = form.get("items") or []
        state = self.item_of(form)
        if root is None or state is None or not state.stream:
            return None
        day = self.here.now().date().isoformat()
        tables = session.around.regulations
        where = jurisdiction_of(tables, root.profile, day)
        condition = str(items[0].get("condition", "")) if isinstance(items[0], dict) else ""
        return classify(tables, where, day, state.stream, condition, False)

    def country_of(self, form: Mapping[str, Any]) -> str:
        """Give the country of the party that a form names."""
        state = self.ledger.session.world.party(str(form.get("party", "")))
        return state.country if state is not None else ""

    def label_key(self) -> str:
        """Give the label key of the signer that is in force, if there is one."""
        state = self.ledger.session.world.party(self.actor)
        keys = state.keys if state is not None else {}
        day = self.here.now().date().isoformat()
        found = [
            kid
            for kid, key in keys.items()
            if key["role"] == "label" and "revoked" not in key and day <= key.get("until", day)
        ]
        return found[0] if len(found) == 1 else ""

    def fraction_id(self, form: Mapping[str, Any]) -> str:
        """Give an id that a fraction of the batch can have."""
        from batterypass.app.batches import fraction_id

        batch = self.ledger.session.world.batch(str(form.get("batch", "")))
        if batch is None:
            return ""
        taken = {one.get("item", "") for one in form.get("fractions", [])}
        return fraction_id(self.ledger.session, self.actor, batch, "fraction", taken)

    def today(self) -> str:
        """Give the day of the run's clock."""
        return self.here.now().date().isoformat()

    def next_line(self, form: Mapping[str, Any]) -> str:
        """Give the next item on the truck that has no line yet."""
        state = self.consignment_of(form)
        listed = {line.get("item") for line in form.get("lines", [])}
        items = lookups_custody.on_the_truck(state) if state is not None else []
        return next((name for name in items if name not in listed), "")


def _rulebook(field: str) -> Proposal:
    def value(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        from batterypass.bootstrap import rulebook

        return getattr(rulebook(), field)

    return value


def _state_key(hints: LedgerHints, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
    """Propose INEGI's key of the state that an address names."""
    from batterypass.regulations.places import find_state

    found = find_state(str(part.get("state", "")))
    return found.key if found is not None else ""


def _state(name: str) -> Proposal:
    return lambda hints, form, part: hints.state_value(part, name)


#: "kind path" -> what the ledger proposes there.
PROPOSALS: dict[str, Proposal] = {
    "rulebook.adopted ledger": lambda h, form, part: f"https://{h.ledger.origin}",
    "rulebook.adopted rulebook_version": _rulebook("version"),
    "rulebook.adopted digest": _rulebook("digest"),
    "authorisation.list-transcribed ledger": lambda h, form, part: f"https://{h.ledger.origin}",
    "authorisation.granted holder_site": lambda h, form, part: h.only_site(form.get("holder")),
    **lookups_amend.PROPOSALS,
    "party.amended party": lambda h, form, part: h.actor,
    "party.site-opened party": lambda h, form, part: h.actor,
    "party.site-closed party": lambda h, form, part: h.actor,
    "party.site-closed closed": lambda h, form, part: h.only_site(form.get("party")),
    "party.registered card.sites.address.state_key": _state_key,
    "party.site-opened opened.address.state_key": _state_key,
    "party.key-added party": lambda h, form, part: h.actor,
    "party.key-confirmed party": lambda h, form, part: h.actor,
    "party.key-revoked party": lambda h, form, part: h.actor,
    "party.site-opened opened.address.country": lambda h, form, part: h.country_of(form),
    "passport.updated passport": _state("passport"),
    "passport.handed-over passport": _state("passport"),
    "passport.ended passport": _state("passport"),
    "label.applied label_kid": lambda h, form, part: h.label_key(),
    "item.decided assessment": lambda h, form, part: h.assessed(form),
    "item.decided advice.answer": lambda h, form, part: h.advised(form, "answer"),
    "item.decided advice.table_sha256": lambda h, form, part: h.advised(form, "table_sha256"),
    "item.decided advice.day": lambda h, form, part: h.advised(form, "day"),
    "pack.prepared-for-reuse assessment": lambda h, form, part: h.assessed(form),
    "pack.remanufactured capacity_ah": _state("capacity_ah"),
    "pack.remanufactured energy_wh": _state("energy_wh"),
    "pack.remanufactured mass_kg": _state("mass_kg"),
    "pack.remanufactured assessment": lambda h, form, part: h.assessed(form),
    "pack.repurposed energy_wh": _state("energy_wh"),
    "pack.repurposed assessment": lambda h, form, part: h.assessed(form),
    **lookups_lineage.PROPOSALS,
    "item.dismantled mass_kg": _state("mass_kg"),
    "item.disposed mass_kg": _state("mass_kg"),
    "batch.fed lines.mass_kg": _state("mass_kg"),
    "batch.output-weighed fractions.item": lambda h, form, part: h.fraction_id(form),
    "batch.output-weighed fractions.assay.assayed_on": lambda h, form, part: h.today(),
    "consignment.offered consignee_site": lambda h, f, part: h.only_site(f.get("consignee")),
    "consignment.offered items.condition": _state("condition"),
    "consignment.offered items.mass_kg": _state("mass_kg"),
    "consignment.offered items.energy_wh": _state("energy_wh"),
    "consignment.offered items.un38_3": _state("un38_3"),
    "consignment.offered waste.issuer": lambda h, form, part: h.actor,
    "consignment.offered waste.waste_class": lambda h, form, part: (
        found.waste_class
        if (found := h.classified(form)) is not None and found.waste_class in WASTE_CLASSES
        else ""
    ),
    "consignment.offered waste.regime": lambda h, form, part: (
        found.regime if (found := h.classified(form)) is not None else ""
    ),
    "consignment.offered waste.table_sha256": lambda h, form, part: table_digest(
        "classification-regimes"
    ),
    "consignment.offered waste.stream": lambda h, form, part: h.state_value(form, "stream"),
    "consignment.delivered at_site": lambda h, form, part: (
        state.consignee_site if (state := h.consignment_of(form)) is not None else ""
    ),
    "consignment.received at_site": lambda h, form, part: (
        state.consignee_site if (state := h.consignment_of(form)) is not None else ""
    ),
    "consignment.received lines.item": lambda h, form, part: h.next_line(form),
    "custody.accepted released_by": lambda h, form, part: h.state_value(form, "custodian"),
    **lookups_custody.PROPOSALS,
}


def site_of(hints: LedgerHints) -> str:
    """Give the signer's site where it has exactly one."""
    return hints.only_site(hints.actor)


def item_words(state: ItemState) -> str:
    """Name an item as a person at a bench knows it: printed id, chemistry, energy, state."""
    from batterypass.domain.ids import printed_id
    from batterypass_cli.answers import choice_words

    material = choice_words(state.material) or state.material
    parts = [printed_id(state.item), state.chemistry or material]
    if state.energy_wh:
        parts.append(say("item.energy", wh=state.energy_wh))
    parts.append(choice_words(state.lives_as))
    parts.append(choice_words(state.condition) if state.condition else "")
    return " · ".join(part for part in parts if part)
