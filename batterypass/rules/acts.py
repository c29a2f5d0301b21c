"""The act that rules look at: an event in its place, with what the log below says of its subjects.

Everything that several rules need is looked up once here, because these are the hot path of
recording and of every audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from batterypass.domain.clock import day_of, instant_ms
from batterypass.domain.events.ledger import LedgerOpened
from batterypass.domain.fold_parties import key_entry
from batterypass.domain.ids import ledger_subject
from batterypass.domain.keyprint import thumbprint_of
from batterypass.errors import MalformedError
from batterypass.regulations.tables import jurisdiction_of
from batterypass.rules.base import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.domain.events import Event, UnknownEvent
    from batterypass.domain.events.common import SubjectLink
    from batterypass.domain.states import (
        AuthorisationState,
        Chain,
        ConsignmentState,
        ItemState,
        PartyState,
    )
    from batterypass.domain.world import Position, World
    from batterypass.regulations.tables import Regulations
    from batterypass.rules.base import ProofChecker, Signed

T = TypeVar("T")

#: The role under which the operator's statement key stands here; no party's key has it.
OPERATOR_ROLE = "operator"
_OPERATOR_KEY: dict[str, Any] = {"role": OPERATOR_ROLE, "alg": "Ed25519", "vouched": "self"}


#: States of a consignment in which nothing of it is on its way; what was turned away still is, until
#: it was returned.
OVER = frozenset({"received", "returned", "voided"})


class Act:
    """An event, its place, and the states of its subjects below that place."""

    __slots__ = (
        "_consignments",
        "actor",
        "actor_id",
        "at",
        "day",
        "event",
        "items",
        "kind",
        "links",
        "ms",
        "names",
        "newest",
        "world",
    )

    def __init__(self, event: Event | UnknownEvent, at: Position, world: World) -> None:
        # Typed loosely: each rule is only asked about the kinds that it names.
        self.event: Any = event
        self.at = at
        self.world = world
        # A value that is read of a model itself takes five times as long.
        said = event.__dict__
        event_time = said["event_time"]
        self.ms = instant_ms(event_time)
        self.day = day_of(event_time)
        self.kind: str = said["kind"]
        self.actor_id: str = said["actor"]
        self.actor: PartyState | None = world.party(self.actor_id)
        self._consignments: dict[str, ConsignmentState | None] = {}
        # Filled under short names first: this is done for every subject of every entry.
        names: list[str] = []
        links: list[tuple[SubjectLink, Chain | None]] = []
        items: dict[str, ItemState] = {}
        newest = 0
        chain_of, item_of = world.chain, world.item
        for link in said["subjects"]:
            name = link.subject
            names.append(name)
            chain = chain_of(name)
            links.append((link, chain))
            if chain is not None:
                if chain.last_ms > newest:
                    newest = chain.last_ms
                item = item_of(name)
                if item is not None:
                    items[name] = item
        #: The subjects in the order of their links.
        self.names = names
        #: Each link in order with the chain of its subject, None for one that is new.
        self.links = links
        #: The items among the subjects that exist already.
        self.items = items
        #: The latest event time in the main lane of any subject.
        self.newest = newest

    def consignment(self, subject: str) -> ConsignmentState | None:
        """Give a consignment, or None."""
        try:
            return self._consignments[subject]
        except KeyError:
            found = self._consignments[subject] = self.world.consignment(subject)
            return found

    def open_consignment(self, item: ItemState) -> ConsignmentState | None:
        """Give the consignment in which the item is on its way, or None."""
        if not item.consignment:
            return None
        consignment = self.consignment(item.consignment)
        return consignment if consignment is not None and consignment.state not in OVER else None

    def has_part_in(self, item: ItemState) -> bool:
        """Tell whether the actor holds the item, carries or awaits it, or was let have it.

        ``design/bytes.md`` 4: custodian; carrier or consignee named in its open consignment; the
        party that it was released to.
        """
        actor = self.actor_id
        if item.custodian == actor:
            return True
        consignment = self.open_consignment(item)
        if consignment is None:
            return item.released_to == actor
        return actor in (consignment.carrier, consignment.consignee)


class SignedAct(Act):
    """What an integrity rule looks at: the act with its envelope and the key that signed it."""

    __slots__ = ("checker", "key", "signed")

    def __init__(
        self,
        event: Event | UnknownEvent,
        signed: Signed,
        at: Position,
        world: World,
        checker: ProofChecker,
    ) -> None:
        super().__init__(event, at, world)
        self.signed = signed
        self.checker = checker
        #: What the registry below this entry says of the key, or None.
        self.key: dict[str, Any] | None = None
        if self.actor is not None:
            self.key = self.actor.keys.get(signed.kid)
        elif isinstance(event, LedgerOpened):
            self.key = _key_in_entry_0(event, signed.kid)
        else:
            ledger = world.ledger()
            if (
                ledger is not None
                and ledger.operator_kid == signed.kid
                and event.actor == ledger_subject(ledger.origin)
            ):
                self.key = _OPERATOR_KEY

    def broken(self, code: str, subject: str, **values: str) -> Finding:
        """Make an integrity finding."""
        return Finding(code, "integrity", subject, values, self.at.index)

    @property
    def is_registrar(self) -> bool:
        """Tell whether the actor may act as registrar."""
        return self.actor is not None and "registrar" in self.actor.roles


class JudgedAct(Act):
    """What a compliance rule looks at: the act with the tables in force."""

    __slots__ = ("_made", "regulations")

    def __init__(
        self, event: Event | UnknownEvent, at: Position, world: World, regulations: Regulations
    ) -> None:
        super().__init__(event, at, world)
        self.regulations = regulations
        self._made: dict[Callable[[JudgedAct], Any], Any] = {}

    @classmethod
    def go_on(cls, signed: SignedAct, regulations: Regulations) -> JudgedAct:
        """Go on from the act that the integrity rules looked at, without looking again."""
        act = cls.__new__(cls)
        act.event, act.at, act.world, act.ms = signed.event, signed.at, signed.world, signed.ms
        act.actor, act.items, act.links = signed.actor, signed.items, signed.links
        act.newest, act.names, act.kind = signed.newest, signed.names, signed.kind
        act.actor_id, act.day = signed.actor_id, signed.day
        act._consignments, act._made = signed._consignments, {}  # noqa: SLF001
        act.regulations = regulations
        return act

    def once(self, make: Callable[[JudgedAct], T]) -> T:
        """Give what ``make`` makes of this act; several rules ask, it is made once."""
        try:
            return self._made[make]  # type: ignore[no-any-return]
        except KeyError:
            made = self._made[make] = make(self)
            return made

    def forget(self) -> None:
        """Make everything again for the next who asks: he may have to know what it rests on."""
        self._made = {}

    @property
    def jurisdiction(self) -> str:
        """Give whose tables hold in the ledger's country on the day of the act."""
        ledger = self.world.ledger()
        country = ledger.profile if ledger is not None else ""
        return jurisdiction_of(self.regulations, country, self.day)

    @property
    def site(self) -> str:
        """Give the actor's site of the act: the stated one, or the only one that it has."""
        if self.actor is None:
            return str(self.event.site or "")
        return self.actor.site_of_act(self.event.site)

    def authorisations(self, holder: str) -> list[AuthorisationState]:
        """Give the authorisations of a party."""
        found = (self.world.authorisation(name) for name in self.world.pointed("holder", holder))
        return [one for one in found if one is not None]

    def breach(self, code: str, subject: str, **values: str) -> Finding:
        """Make a compliance finding."""
        return Finding(code, "compliance", subject, values, self.at.index)

    def notice(self, code: str, subject: str, **values: str) -> Finding:
        """Make a notice."""
        return Finding(code, "notice", subject, values, self.at.index)


def _key_in_entry_0(event: LedgerOpened, kid: str) -> dict[str, Any] | None:
    for card in event.registrar.keys:
        try:
            if thumbprint_of(card.alg, card.public) == kid:
                return key_entry(card, 0, "self")
        except MalformedError:
            # BP-K004 names it.
            continue
    return None
