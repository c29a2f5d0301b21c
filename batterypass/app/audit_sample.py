"""Drawing a sample of packs from a ledger or a bundle, and drawing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app import read
from batterypass.app.bundle_packs import packs_in
from batterypass.domain.sampling import draw
from batterypass.errors import BrokenError, InputError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.audit_sample import Sample, check_by, check_seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from batterypass.app.bundle_check import Verified
    from batterypass.app.session import Session
    from batterypass.domain.states import ItemState


def sample_of_ledger(session: Session, count: int, seed: str, by: str) -> Sample:
    """Draw from every pack of a ledger, at its last signed checkpoint. Raises InputError."""
    tip = session.checkpoint()
    items = (one for one in read.items(session) if one.created_index < tip.size)
    return _draw(items, count, seed, by, tip.size, tip.root.hex(), tip.origin)


def sample_of_bundle(verified: Verified, count: int, seed: str, by: str) -> Sample:
    """Draw from every pack whose whole life is in a bundle, at its checkpoint. Raises InputError."""
    tip = verified.case.tip
    return _draw(packs_in(verified), count, seed, by, tip.size, tip.root.hex(), tip.origin)


def draw_again(verified: Verified, sample: Sample) -> None:
    """Draw a sample again from its bundle. Raises BrokenError where another one comes out.

    It has to be of this log and of this very checkpoint.
    """
    tip = verified.case.tip
    if (sample.origin, sample.size, sample.root) != (tip.origin, tip.size, tip.root.hex()):
        raise refusal(
            BrokenError, "audit.other-checkpoint", size=sample.size, root=sample.root,
            found_size=tip.size, found_root=tip.root.hex(),
        )  # fmt: skip
    _demand_same(sample, sample_of_bundle(verified, sample.wanted, sample.seed, sample.by))


def check_against(session: Session, sample: Sample) -> None:
    """Hold a sample against the ledger that it was drawn from. Raises BrokenError.

    Its root is the ledger's at that size, and each pack was there. The ledger may have grown since,
    and a pack be counted as something else today: a sample by strata is drawn again only where it
    has not, one without strata always.
    """
    if sample.origin != session.origin or not 0 < sample.size <= session.logged:
        raise refusal(BrokenError, "audit.other-log", size=sample.size, origin=sample.origin)
    if session.root_of_size(sample.size).hex() != sample.root:
        raise refusal(BrokenError, "audit.other-root", size=sample.size, root=sample.root)
    for name in sample.items:
        state = session.world.item(name)
        if state is None or state.created_index >= sample.size:
            raise refusal(BrokenError, "audit.not-there", item=name, size=sample.size)
    if not sample.by or session.checkpoint().size == sample.size:
        items = (one for one in read.items(session) if one.created_index < sample.size)
        _demand_same(
            sample,
            _draw(
                items, sample.wanted, sample.seed, sample.by, sample.size, sample.root,
                sample.origin,
            ),
        )  # fmt: skip


def _demand_same(sample: Sample, same: Sample) -> None:
    if same != sample:
        lines = zip(sample.drawn, same.drawn, strict=False)
        place = next((at for at, (a, b) in enumerate(lines, 1) if a != b), len(same.drawn))
        raise refusal(BrokenError, "audit.not-this-sample", place=place, seed=sample.seed)


def stratum_of(item: ItemState, by: str) -> str:
    """Give what a pack is counted under; nobody knows is ``-``."""
    if not by:
        return ""
    value = item.made_month[:4] if by == "year" else str(getattr(item, by))
    return value or "-"


def _draw(
    items: Iterable[ItemState], count: int, seed: str, by: str, size: int, root: str, origin: str
) -> Sample:
    check_seed(seed)
    check_by(by)
    if count < 1:
        raise refusal(InputError, "audit.bad-count", found=count)
    population = {one.item: stratum_of(one, by) for one in items if one.item_kind == "pack"}
    if not population:
        raise refusal(InputError, "audit.no-packs")
    drawn = draw(population, count, seed, root)
    return Sample(tuple(drawn), count, seed, by, len(population), size, root, origin)
