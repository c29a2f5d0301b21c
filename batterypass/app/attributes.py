"""Where an attribute of a passport belongs: in the open, or sealed at the point of its tier (D7).

The tier is a column of ``passport-attributes.csv``; what it says is asked here and nowhere else,
for a passport that is issued by its command and for an event that is logged by its kind.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.domain.events.common import Kind
    from batterypass.regulations.attributes import Attribute

PUBLIC = "public"
#: A point that seals any attribute of its tier.
_ANY = ("*",)
#: The kind that seals what is not public.
_PASSPORT = "passport.issued"


def tier_of(attributes: Mapping[str, Attribute], name: str) -> str:
    """Give the access tier of an attribute: ``public``, or the content point that seals it.

    Raises InputError for a name that is no attribute, with those that look like it.
    """
    attribute = attributes.get(name)
    if attribute is None:
        near = get_close_matches(name, attributes, n=3, cutoff=0.5)
        raise InputError(
            f"{name}: no such attribute of a passport",
            code="passport.unknown-attribute",
            name=name,
            hint=f": {', '.join(near)}?" if near else "",
        )
    return attribute.access_tier


def check_places(
    attributes: Mapping[str, Attribute],
    kind: Kind,
    values: Iterable[str],
    private: Mapping[str, Iterable[str]],
) -> None:
    """Check that each attribute of an event stands where its tier puts it.

    ``values`` are the names in clear, ``private`` those to be sealed by content point; points that
    seal no attributes are passed over. Raises InputError that says where an attribute belongs.
    """
    points: dict[str, tuple[str, ...]] = dict(kind.sealed)
    places = [("values", PUBLIC, values)]
    places += [
        (f"private.{point}", point, names)
        for point, names in private.items()
        if points.get(point) == _ANY
    ]
    for place, tier, names in places:
        for name in names:
            belongs = tier_of(attributes, name)
            if belongs != tier:
                found, expected = f"{place}.{name}", f"{_place_of(belongs, kind)}.{name}"
                raise InputError(
                    f"{kind.name}: {found} stands in the wrong place: it belongs under {expected}",
                    code="write.attribute-place", kind=kind.name, found=found, expected=expected,
                )  # fmt: skip


def _place_of(tier: str, kind: Kind) -> str:
    if tier == PUBLIC:
        return "values"
    if tier in dict(kind.sealed):
        return f"private.{tier}"
    # This kind seals nothing at that point: the value waits for the passport.
    return f"{_PASSPORT} private.{tier}"
