"""One breach per rule of ids: a number that somebody copies wrongly, a path that imitates."""

from __future__ import annotations

from collections.abc import Callable

from batterypass.domain.ids import printed_id
from worlds import MAKER, Drafted, Story, pack_fields

NEW = "https://maker.example/p/NEW"
WASTE = "https://maker.example/p/WASTE"
GBT = "04QPE46KL00012JA10000123"


def made_with(story: Story, scheme: str, value: str, item: str = NEW) -> Drafted:
    """Make a pack with one alias."""
    aliases = [{"scheme": scheme, "value": value}]
    return story.draft("pack.manufactured", MAKER, **pack_fields(item, aliases=aliases))


def known_already(story: Story) -> Drafted:
    """Make a pack whose alias another one has."""
    story.add(made_with(story, "GB/T 34014", GBT, "https://maker.example/p/FIRST"))
    return made_with(story, "gbt34014", GBT)


OWN = "https://maker.example/01/09521234560104/21/A-1"
NUMBER = "(01)09521234560104(21)A-1"


def numbered(story: Story, item: str = OWN, **more: object) -> Drafted:
    """Make a pack with a GS1 number."""
    return story.draft("pack.manufactured", MAKER, **pack_fields(item, serial="A-1", **more))


def numbered_already(story: Story) -> Drafted:
    """Make a pack with the number of another one as an alias."""
    story.add(numbered(story))
    return made_with(story, "SGTIN", NUMBER)


def passport_named(story: Story, passport: str) -> Drafted:
    """Issue a passport under an id."""
    return story.draft("passport.issued", MAKER, passport=passport, item=WASTE)


def lot_of_another(story: Story) -> Drafted:
    """Make a pack with the number of another one, and a lot in the link."""
    story.add(numbered(story))
    return numbered(story, "https://maker.example/01/09521234560104/10/L7/21/A-1")


CASES_OF_IDENTITY: dict[str, Callable[[Story], Drafted]] = {
    "an_alias_is_one_of_its_scheme": lambda story: made_with(story, "GB/T 34014", GBT[:-1]),
    "an_odd_alias_is_told": lambda story: made_with(story, "KR-BATTERY", "no figures"),
    "one_alias_of_two_packs_is_told": known_already,
    "a_gs1_path_names_one_battery": lambda story: story.draft(
        "pack.manufactured", MAKER, **pack_fields("https://maker.example/01/1234/21/7")
    ),
    "another_items_number_is_told": numbered_already,
    "an_alias_is_no_name_of_the_ledger": lambda story: made_with(
        story, "mine", printed_id("https://maker.example/p/SOUND")
    ),
    "an_id_has_one_spelling": lambda story: story.draft(
        "pack.manufactured", MAKER, **pack_fields("https://maker.example/p/N%45W", serial="N")
    ),
    "a_passport_has_a_name_of_its_own": lambda story: passport_named(
        story, "https://maker.example/p/SOUND"
    ),
    "one_number_names_one_item": lot_of_another,
}
