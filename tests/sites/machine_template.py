"""The world that every story of the machine starts from, and a second log under the same key."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from batterypass.app.opening import key_card, open_new_ledger
from batterypass.app.submit import answer_of, submit
from batterypass.evidence.outbox_file import Carried, OutboxFile
from batterypass.statements.private import PrivateKey
from faults.yard import (
    MAKER,
    ORIGIN,
    REGISTRAR,
    SHOP,
    Clock,
    assessment,
    opening,
    pack,
    pack_url,
    party_card,
    private_key,
)
from sites.machine_world import PACKS, Site, World


@dataclass(frozen=True)
class Template:
    """A world at rest, and what a second log under the same key says in it.

    Both logs have the first ``size`` entries; ``twins`` are two lengths of the other one, and
    ``twin_answers`` answers that its operator gave.
    """

    folder: Path
    time: Clock
    size: int
    twins: tuple[Path, ...]
    twin_answers: tuple[bytes, ...]

    def copy(self, folder: Path) -> World:
        """Make a world to play with."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return World(folder, "run", Clock(self.time.now))


@cache
def template() -> Template:
    """Make the world that every run starts from: two parties, four packs, three replicas."""
    base = Path(tempfile.mkdtemp(prefix="batterypass-machine-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    world = World(base / "world", "template")
    (base / "world" / "stick").mkdir(parents=True)
    for place in world.places:
        place.folder.mkdir()
    operator = world.operator
    with operator.open(create=True) as ledger:
        open_new_ledger(ledger.session, **opening(lambda: None))
        for party, roles in ((MAKER, ["manufacturer"]), (SHOP, ["workshop"])):
            world.time.pass_by(minutes=2)
            keys = ["daily", "recovery"]
            card = party_card(ledger, party, party, roles, keys)
            ledger.log("party.registered", {"card": card}, actor=REGISTRAR)
        forms = [("pack.manufactured", pack(number)) for number in PACKS]
        ledger.sign(ledger.plan(forms, actor=MAKER))
        items = [pack_url(number) for number in PACKS[2:]]
        ledger.log("custody.released", {"items": items, "to": SHOP}, actor=MAKER)
        ledger.log("custody.accepted", {"items": items, "released_by": MAKER}, actor=SHOP)
        size = len(ledger)
    trust = operator.home.trust(ORIGIN)
    for site in (*world.sites, world.replica):
        site.grow(operator.path, trust)
    world.close()
    world.time.pass_by(minutes=2)
    twins, answers = _twins(base, world.time)
    return Template(base / "world", world.time, size, twins, answers)


def _twins(base: Path, time: Clock) -> tuple[tuple[Path, ...], tuple[bytes, ...]]:
    """Let the same operator sign another log over the same beginning, as nobody ever should."""
    shutil.copytree(base / "world", base / "twin")
    world = World(base / "twin", "twin", Clock(time.now))
    operator = world.operator
    paths, answers = [], []
    for number, count in enumerate((1, 24)):
        for soh in range(count):
            world.time.pass_by(seconds=1)
            operator.log("item.assessed", assessment(1, str(60 + soh)), MAKER)
        raw = operator.ledger.store.statement(len(operator.ledger) - 1)
        file = replace(_any_file(world), statements=(Carried(raw),))
        done = submit(operator.ledger.session, file)
        for with_log in (True, False):
            answer = answer_of(operator.ledger.session, done, bytes(32), with_log=with_log)
            answers.append(answer.encode())
        paths.append(base / f"twin-{number}.bp")
        operator.back_up(paths[-1])
    world.close()
    return tuple(paths), tuple(answers)


def _any_file(world: World) -> OutboxFile:
    site = world.north
    site.log("item.assessed", assessment(1), MAKER)
    data = site.make_file()
    assert data is not None
    return OutboxFile.parse(data, "any.bpz")


def new_card(world: World, site: Site, number: int) -> tuple[PrivateKey, dict[str, Any]]:
    """Make a further daily key for the party of a site, and write its card."""
    party = site.parties[0]
    private = private_key(party, f"daily {number}")
    audience = world.operator.ledger.session.audience
    return private, key_card(private, role="daily", party=party, audience=audience)
