"""Cleaning: a visible list of filters between reading and extraction.

Each filter stands in one file with its settings; ``filters`` of the configuration names them in the
order in which they run. What they take is set aside with its reason.
"""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from kg_pipeline.cleaning.advertisements import Advertisements, AdvertisementsSettings
from kg_pipeline.cleaning.boilerplate import BoilerplateLines, BoilerplateSettings
from kg_pipeline.cleaning.copies import ExactCopies, ExactCopiesSettings
from kg_pipeline.cleaning.families import Families, FamiliesSettings
from kg_pipeline.cleaning.filters import CollectiveFilter, LocalFilter
from kg_pipeline.cleaning.passages import RepeatedPassages, RepeatedPassagesSettings, Splitter
from kg_pipeline.cleaning.personal_data import PersonalData, PersonalDataSettings
from kg_pipeline.cleaning.quality import (
    LanguageSettings,
    LanguageShare,
    Length,
    LengthSettings,
    Repetition,
    RepetitionSettings,
)
from kg_pipeline.settings import Settings

__all__ = ["COLLECTIVE", "LOCAL", "CleaningSettings", "FilterSettings"]

FilterSettings = Annotated[
    BoilerplateSettings
    | AdvertisementsSettings
    | LengthSettings
    | LanguageSettings
    | RepetitionSettings
    | PersonalDataSettings
    | ExactCopiesSettings
    | FamiliesSettings
    | RepeatedPassagesSettings,
    Field(discriminator="kind"),
]

LOCAL: dict[str, Callable[[Any], LocalFilter]] = {
    "advertisements": Advertisements,
    "length": Length,
    "language": LanguageShare,
    "repetition": Repetition,
    "personal_data": PersonalData,
}
COLLECTIVE: dict[str, Callable[[Any, Splitter], CollectiveFilter]] = {
    "boilerplate_lines": lambda settings, split: BoilerplateLines(settings),
    "exact_copies": lambda settings, split: ExactCopies(settings),
    "families": lambda settings, split: Families(settings),
    "repeated_passages": RepeatedPassages,
}


class CleaningSettings(Settings):
    """The filters in the order in which they run; an empty list cleans nothing."""

    filters: tuple[FilterSettings, ...] = (
        BoilerplateSettings(),
        AdvertisementsSettings(),
        LengthSettings(),
        LanguageSettings(),
        RepetitionSettings(),
        ExactCopiesSettings(),
        FamiliesSettings(),
    )
