"""One breach per rule of ids: a number that somebody copies wrongly, a path that imitates."""

from __future__ import annotations

from collections.abc import Callable

from worlds import MAKER, Drafted, Story, pack_fields

NEW = "https://maker.example/p/NEW"
GBT = "04QPE46KL00012JA10000123"


def made_with(story: Story, scheme: str, value: str, item: str = NEW) -> Drafted:
    """Make a pack with one alias."""
    aliases = [{"scheme": scheme, "value": value}]
    return story.draft("pack.manufactured", MAKER, **pack_fields(item, aliases=aliases))


def known_already(story: Story) -> Drafted:
    """Make a pack whose alias another one has."""
    story.add(made_with(story, "GB/T 34014", GBT, "https://maker.example/p/FIRST"))
    return made_with(story, "gbt34014", GBT)


CASES_OF_IDENTITY: dict[str, Callable[[Story], Drafted]] = {
    "an_alias_is_one_of_its_scheme": lambda story: made_with(story, "GB/T 34014", GBT[:-1]),
    "an_odd_alias_is_told": lambda story: made_with(story, "KR-BATTERY", "no figures"),
    "one_alias_of_two_packs_is_told": known_already,
    "a_gs1_path_names_one_battery": lambda story: story.draft(
        "pack.manufactured", MAKER, **pack_fields("https://maker.example/01/1234/21/7")
    ),
}
