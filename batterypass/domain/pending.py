"""The life of a statement in an outbox: signed here, not yet proven to be in the log.

A *live* statement is counted on by the ones after it and travels in every outbox file. A *dead* one
was not taken in: it is shown until its signer signs it anew or gives it up. A *final* one is done
with. Only what is proven (:data:`News` ``recorded`` and ``superseded``) moves a final one again, so
that a forged or late answer can hide nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal[
    "pending", "sent", "waiting", "stale", "blocked", "refused", "recorded", "superseded",
    "abandoned",
]  # fmt: skip
#: What may be heard of a statement. ``recorded`` and ``superseded`` (its event id stands in the log
#: under other bytes) are proven; ``stale, blocked, waiting, refused`` are an operator's hints;
#: ``replaced`` (signed anew) and ``abandoned`` are a person's word.
News = Literal[
    "sent", "recorded", "superseded", "stale", "blocked", "waiting", "refused", "replaced",
    "abandoned",
]  # fmt: skip

#: What every statement admits, last, that was signed away from the log: any rule, because nobody
#: could ask it of the log as it was (``design/bytes.md`` 10).
SIGNED_OFFLINE: Mapping[str, str] = MappingProxyType({"rule": "*", "reason": "signed_offline"})

STATES: tuple[State, ...] = get_args(State)
NEWS: tuple[News, ...] = get_args(News)

LIVE: frozenset[State] = frozenset({"pending", "sent", "waiting"})
DEAD: frozenset[State] = frozenset({"stale", "blocked", "refused"})
FINAL: frozenset[State] = frozenset({"recorded", "superseded", "abandoned"})


def next_state(now: State, news: News) -> State:
    """Give the state of a statement after some news; the same news again change nothing.

    Raises InputError for ``replaced`` on a live statement: it may still be recorded as it is.
    """
    if now == "recorded" or news == "recorded":
        # The log keeps what it has, whatever was thought of these bytes before.
        return "recorded"
    if now == "superseded" or news == "superseded":
        return "superseded"
    if now == "abandoned" or news == "abandoned":
        return "abandoned"
    if news == "replaced":
        if now in LIVE:
            raise InputError(
                "only a statement that is stale, blocked or refused is signed again; this one is"
                f" {now} and may still be recorded as it is",
                code="outbox.still-live", state=now,
            )  # fmt: skip
        return "superseded"
    if news == "sent":
        return "sent" if now == "pending" else now
    # Hints. What is refused stays so, and what is stale only gets worse: neither heals by waiting.
    if now == "refused" or (now == "stale" and news != "refused"):
        return now
    return news
