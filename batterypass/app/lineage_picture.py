"""The lineage of an item as the content of a picture, in the words of its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.app.wording import name_of, source_at
from batterypass.documents.lineage_layout import Link
from batterypass.documents.lineage_tree import Box, Picture
from batterypass.texts.messages import MESSAGES
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from batterypass.app.lineage_tree import Thing, Tree
    from batterypass.app.session import Session

#: Letters of a name that a box has room for.
_NAME: Final = 44


def picture_of(session: Session, tree: Tree, lang: str) -> Picture:
    """Give the picture of a tree over the log as it is signed now."""
    places = {node: place for place, node in enumerate(tree.things)}
    links = tuple(
        Link(places[edge.earlier], places[edge.later], edge.how) for edge in tree.lineage.edges
    )
    words = (_say("lineage.tree-of", lang), tree.root.id, _word(tree.root.title, lang))
    title = " ".join(one for one in words if one)
    boxes = tuple(_box(session, thing, lang) for thing in tree.things.values())
    root = places[tree.lineage.root]
    return Picture(title, boxes, links, root, source_at(session, session.logged, ()))


def _box(session: Session, thing: Thing, lang: str) -> Box:
    kind = _say("lineage.batch", lang) if thing.kind == "batch" else _word(thing.kind, lang)
    # A module without a model has its sort for a title.
    first = " · ".join(dict.fromkeys(one for one in (kind, _word(thing.title, lang)) if one))
    mass = f"{thing.mass_kg} kg" if thing.mass_kg else ""
    state = "" if thing.place in ("in_stock", "in_transit") else _word(thing.place, lang)
    second = " · ".join(one for one in (mass, _word(thing.lives_as, lang), state) if one)
    lines = [first, second]
    if thing.kind == "pack" and thing.maker:
        party = name_of(session, thing.maker)[:_NAME]
        lines.append(_say("lineage.made-by", lang).format(party=party))
    if thing.custodian and thing.place != "dismantled":
        party = name_of(session, thing.custodian)[:_NAME]
        lines.append(_say("lineage.held-by", lang).format(party=party))
    return Box(thing.id, tuple(line for line in lines if line), is_past=not thing.now)


def _word(word: str, lang: str) -> str:
    text = VALUE_WORDS.get(word)
    return text.in_language(lang) if text is not None else word


def _say(key: str, lang: str) -> str:
    return MESSAGES[key].in_language(lang)
