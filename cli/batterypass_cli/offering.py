"""The dialogue of ``ship offer``: options, else questions, else what the ledger knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.app import folios, offers
from batterypass.app.permits import OPERATIONS, Receiver, WasteLoad, carriers_of, receivers_of
from batterypass.domain.events.common import MAX_ITEMS
from batterypass.domain.events.custody import ConsignmentOffered
from batterypass.domain.ids import consignment_subject
from batterypass.errors import InputError, RefusedError
from batterypass_cli.answers import choice_words
from batterypass_cli.guide import Guide, one_of
from batterypass_cli.lookups import LedgerLookup
from batterypass_cli.offer_carriage import Carrying
from batterypass_cli.offer_items import OfferedItems, reader_of
from batterypass_cli.signing import plan_events
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.ledger import Ledger
    from batterypass.regulations.classify import Classification
    from batterypass_cli.context import Here
    from batterypass_cli.offer_items import Said

CONSIGNEE_NOT_AUTHORISED = "BP-A001"
CARRIER_NOT_AUTHORISED = "BP-A002"
#: What is sealed and asked for; the rest is taken from the options alone.
_ASKED = frozenset({"responsible_name", "handling_instructions", "route"})


class Offering:
    """One offer in the making."""

    def __init__(self, here: Here, ledger: Ledger, actor: str, said: Said) -> None:
        self._here = here
        self._ledger = ledger
        self._session = ledger.session
        self._actor = actor
        self._said = said
        self._guide = Guide(here)
        self._lookup = LedgerLookup(here, ledger, actor)
        self._items = OfferedItems(here, ledger, self._guide, self._lookup, said)
        self._day = here.now().date().isoformat()
        #: Who could take the waste, for the hint of a refusal.
        self.load: WasteLoad | None = None

    def form(self) -> dict[str, Any]:
        """Give the whole form. Raises InputError naming every option that is missing."""
        said, guide = self._said, self._guide
        lines = self._items.lines()
        waste = offers.is_waste(lines)
        self._items.ask_conditions(lines)
        waste_class = self._waste_class(lines) if waste else ""
        if waste:
            self.load = offers.load_of(lines, waste_class, self._day)
        consignee, site, operation = self._consignee(lines)
        carrier = self._carrier()
        proposal = said.id or self._begun(lines) or self._next_id(waste=waste)
        number = guide.value(
            say("custody.ask.id"), "--id", said.id, self._read("consignment"), proposal=proposal
        )
        weighed = self._items.ask_masses(lines)
        offer = offers.Offer(
            consignment=number or "",
            carrier=carrier or "",
            consignee=consignee or "",
            consignee_site=site or "",
            lines=lines,
            weighed=weighed,
            site=self._own_site(),
        )
        if waste:
            offer.waste = self._waste(lines, waste_class, number or "", operation)
        offer.private = self._private()
        carrying = Carrying(self._here, self._session, guide, said, self._day, self._read)
        offer.transport = carrying.decide(lines, operation)
        guide.check()
        return offers.offer_form(self._session, offer, self._day)

    # Parties.

    def _consignee(self, lines: list[offers.Line]) -> tuple[str | None, str | None, str]:
        """Give consignee, its site, and the operation there, as far as the directory knows it."""
        said, guide = self._said, self._guide
        able = receivers_of(self._session, self.load, said.operation or "") if self.load else []
        if able and said.to is None:
            guide.tell(say("offer.able"))
        parties = {one.party: one.name for one in able}
        options = [(party, f"{name}  {party}") for party, name in parties.items()]
        consignee = guide.choice(
            say("custody.ask.consignee"), "--to", said.to, options, read=self._lookup.party
        )
        if consignee is None:
            return None, None, ""
        own = [one for one in able if one.party == consignee]
        site = self._site(consignee, own)
        if self.load is not None and site and not own:
            self._refuse_now(lines, consignee, site, self.load.waste_class)
        return consignee, site, self._operation([one for one in own if one.site == site])

    def _refuse_now(
        self, lines: list[offers.Line], consignee: str, site: str, waste_class: str
    ) -> None:
        """Let the rules say that the consignee may not take the waste, before more is asked.

        Returns where they do not, or where the breach is recorded knowingly.
        """
        said = self._said
        number = said.id or self._begun(lines) or self._next_id(waste=True)
        if self._session.world.consignment(consignment_subject(self._actor, number)) is not None:
            # A repetition: whether it says the same is compared at the end.
            return
        probe = offers.Offer(
            consignment=number,
            carrier=self._lookup.party(said.carrier) if said.carrier else self._actor,
            consignee=consignee,
            consignee_site=site,
            lines=[replace(line, mass_kg=line.mass_kg or "1") for line in lines[:MAX_ITEMS]],
            waste=offers.Waste(
                number, self._actor, said.operation or "reciclaje", waste_class,
                "-", 1, "-",
            ),
        )  # fmt: skip
        form = offers.offer_form(self._session, probe, self._day)
        ready = plan_events(self._here, self._ledger, [(offers.OFFERED, form)], actor=self._actor)
        findings = [one for _, one in ready.refusals() if one.code == CONSIGNEE_NOT_AUTHORISED]
        if findings:
            raise RefusedError(findings[0].message("en"), findings=findings)

    def _next_id(self, *, waste: bool) -> str:
        if waste and self._own_series():
            return folios.next_in(self._session, self._actor, self._own_series())
        return folios.next_id(self._session, self._actor, self._day, waste=waste)

    def _begun(self, lines: list[offers.Line]) -> str:
        """Give the number of an offer of these items of which parts are still to come, if any."""
        world = self._session.world
        state = world.consignment(lines[0].item.consignment) if lines else None
        is_mine = state is not None and state.consignor == self._actor
        return state.consignment if state and is_mine and state.state == "offering" else ""

    def _site(self, party: str, able: list[Receiver]) -> str | None:
        known = self._session.world.party(party)
        sites = [(str(one["site_id"]), str(one["name"])) for one in known.sites] if known else []
        fitting = {one.site for one in able}
        options = [(site, f"{site}  {name}") for site, name in sites if site in fitting]
        options = options or [(site, f"{site}  {name}") for site, name in sites]
        proposal = options[0][0] if options else ""
        return self._guide.choice(
            say("custody.ask.site"), "--site", self._said.site, options,
            read=self._read("consignee_site"), proposal=proposal, asks_for_one=False,
        )  # fmt: skip

    def _operation(self, able: list[Receiver]) -> str:
        if self.load is None:
            return ""
        known = list(dict.fromkeys(one.operation for one in able))
        options = [(one, choice_words(one) or one) for one in known or OPERATIONS]
        return (
            self._guide.choice(
                say("offer.operation"), "--operation", self._said.operation, options,
                read=one_of(*OPERATIONS), asks_for_one=False,
            )
            or ""
        )  # fmt: skip

    def _carrier(self) -> str | None:
        said = self._said
        options = []
        if said.carrier is None and self._guide.asks:
            load = self.load or WasteLoad("", "", "", frozenset(), self._day)
            for party in carriers_of(self._session, load):
                known = self._session.world.party(party)
                options.append((party, f"{known.legal_name if known else ''}  {party}"))
        return self._guide.choice(
            say("custody.ask.carrier"), "--carrier", said.carrier, options, read=self._lookup.party
        )

    def _own_site(self) -> str:
        known = self._session.world.party(self._actor)
        sites = [(str(one["site_id"]), str(one["name"])) for one in known.sites] if known else []
        if not sites:
            return self._said.from_site or ""
        options = [(site, f"{site}  {name}") for site, name in sites]
        if len(sites) == 1 and self._said.from_site is None:
            return sites[0][0]
        return (
            self._guide.choice(
                say("custody.ask.own-site"), "--from-site", self._said.from_site, options,
                proposal=sites[0][0],
            )
            or ""
        )  # fmt: skip

    # Waste.

    def _waste_class(self, lines: list[offers.Line]) -> str:
        said = self._said
        hazardous = said.waste_class == "hazardous"
        found = offers.classify_lines(self._session, lines, self._day, hazardous=hazardous)
        if self._guide.asks:
            self._tell_class(lines, found)
        if said.waste_class is not None:
            return one_of("hazardous", "special_handling", "any")(said.waste_class)
        classes = offers.classes_to_choose(found)
        if len(classes) == 1:
            return classes[0]
        options = [(one, choice_words(one) or one) for one in classes]
        return self._guide.choice(say("offer.ask-class"), "--class", None, options) or ""

    def _tell_class(self, lines: list[offers.Line], found: Classification) -> None:
        """Say the class with its row, the reason, and the days of the declaration and the offer."""
        from batterypass.app.manifests import waste_since
        from batterypass.documents.classified import days_words

        items = [line.item.item for line in lines]
        since = waste_since(self._session, items, len(self._ledger))
        self._guide.tell(
            say(
                "offer.class",
                found=choice_words(found.waste_class) or found.waste_class,
                reason=found.reason.text(language()),
                days=days_words(since, self._day, language()),
                confidence=say(f"offer.confidence.{found.confidence}"),
            )
        )

    def _waste(
        self, lines: list[offers.Line], waste_class: str, number: str, operation: str
    ) -> offers.Waste:
        said, guide = self._said, self._guide
        manifest = guide.value(
            say("offer.manifest-no"), "--manifest-no", said.manifest_no,
            self._manifest_no, proposal=self._manifest_proposal(number),
        )  # fmt: skip
        name = guide.value(
            say("offer.waste-name"), "--waste-name", said.waste_name,
            self._read("waste.waste_name"),
            proposal=offers.name_of_waste(self._session, lines),
        )  # fmt: skip
        kind = guide.value(
            say("offer.container-type"), "--container-type", said.container_type,
            self._read("waste.container_type"),
        )  # fmt: skip
        count: int | None = guide.value(
            say("offer.container-count"), "--container-count", said.container_count,
            self._read("waste.container_count"), proposal=str(len(lines)),
        )  # fmt: skip
        cretib = ""
        if waste_class == "hazardous" or said.cretib is not None:
            cretib = (
                guide.value(
                    say("offer.cretib"), "--cretib", said.cretib, offers.cretib_letters,
                    is_needed=waste_class == "hazardous",
                )
                or ""
            )  # fmt: skip
        return offers.Waste(
            manifest_no=manifest or "",
            issuer=self._lookup.party(said.issuer) if said.issuer else self._actor,
            operation=operation,
            waste_class=waste_class,
            container_type=kind or "",
            container_count=count or 0,
            waste_name=name or "",
            series=self._series(manifest or ""),
            cretib=cretib,
            waste_codes=list(said.waste_code),
            container_capacity_kg=said.container_kg or "",
        )

    def _own_series(self) -> str:
        """Give the series that was said, where its numbers are given here.

        A carrier's own pad is taken as it comes, and this device's own series has its own numbers.
        """
        said = self._said
        if not said.series or said.series == folios.device_series(self._session):
            return ""
        issuer = self._lookup.party(said.issuer) if said.issuer else self._actor
        return said.series if issuer == self._actor else ""

    def _manifest_proposal(self, number: str) -> str:
        """Propose what the offer said already, else its id, else the next of the series."""
        known = self._session.world.consignment(consignment_subject(self._actor, number))
        if known is not None and known.waste:
            return str(known.waste["manifest_no"])
        series = self._own_series()
        if not series or number.startswith(series):
            return number
        return folios.next_in(self._session, self._actor, series)

    def _manifest_no(self, text: str) -> str:
        """Read the number of a manifest. Raises InputError for one outside the series."""
        number = str(self._read("waste.manifest_no")(text))
        series = self._own_series()
        if number.startswith(series):
            return number
        following = folios.next_in(self._session, self._actor, series)
        raise InputError(
            f"--manifest-no {number} does not begin with {series}: the next of --series {series} is"
            f" {following}",
            code="offer.outside-series", number=number, series=series, next=following,
        )  # fmt: skip

    def _series(self, manifest: str) -> str:
        """Give the series: the one that was said, or the one of which the number was proposed."""
        said = self._said
        if said.series is not None or said.id is not None or said.manifest_no is not None:
            return said.series or ""
        own = folios.device_series(self._session)
        if own:
            return own if f"-{own}-" in manifest else ""
        kept = folios.continued(self._session, self._actor, self._day)
        return kept.series if kept is not None and manifest == kept.next else ""

    # Small things.

    def _private(self) -> dict[str, dict[str, str]]:
        given = self._said.sealed
        private: dict[str, dict[str, str]] = {}
        if self._guide.asks and not self._here.given.yes:
            self._guide.tell(say("custody.sealed"))
        for point, names in ConsignmentOffered.KIND.sealed:
            for name in names:
                value = given.get(name)
                if value is None and name in _ASKED:
                    value = self._optional(name)
                if value:
                    private.setdefault(point, {})[name] = value
        return private

    def _optional(self, key: str) -> str:
        found = self._guide.value(say(f"offer.optional.{key}"), "", None, str, is_needed=False)
        return found or ""

    def _read(self, path: str) -> Callable[[str], Any]:
        return reader_of(path, self._lookup)
