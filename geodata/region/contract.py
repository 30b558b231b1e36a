"""A region's planning contract as its file describes it: chapters, engagements, indicators."""

from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Computed = Literal[
    "addresses_told", "apprentices_at_work", "care_spel", "dedicated", "digital",
    "far_apprenticeship", "far_guides", "guides", "hard_recruitment", "helps", "metiers_told",
    "placed", "portraits", "producers", "pupils_at_work", "recruitment", "remote", "rev3",
    "series", "spel_boards",
]  # fmt: skip
"""What the atlas works out by itself (`geodata.contract.computed`)."""

COMPUTED: tuple[str, ...] = get_args(Computed)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Indicator(_Part):
    """An indicator of an engagement: published, or computed, or awaited from someone.

    Attributes
    ----------
    published : name of a published indicator; `category` is its category
    computed : name of a calculation of the atlas
    awaited : name of what nothing gives yet; `source` is what would give it
    start : name of the published indicator that is T0 of a calculation
    target : name of the published indicator that the contract aims at
    label : its name on screen where its own does not do
    asked : lines of the contract that ask for it; "" for one that only sheds light
    producer : who makes the data, or has them
    rhythm : how often they come out, in French
    """

    published: str = ""
    computed: Computed | None = None
    awaited: str = ""
    source: str = ""
    category: str = ""
    start: str = ""
    target: str = ""
    label: str = ""
    asked: str = ""
    producer: Text
    rhythm: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(map(bool, (self.published, self.computed, self.awaited))) != 1:
            raise ValueError("published, computed or awaited: one of them")
        if bool(self.awaited) != bool(self.source):
            raise ValueError("what is awaited, and only that, names its source")
        return self


class Engagement(_Part):
    """What is undertaken; `pilot` is who leads it, "" where the contract does not say."""

    key: Text
    title: Text
    reference: Text
    pilot: str = ""
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Chapter(_Part):
    """An ambition of the contract, or a part beside them; `slug` ends its address."""

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Text
    title: Text
    reference: Text
    engagements: Annotated[tuple[Engagement, ...], Field(min_length=1)]


LIST = "indicateurs"
"""End of the address of the list of indicators, which no chapter may take."""


class Contract(_Part):
    """A contract; `region` is the official code of its region, `start` and `end` are years."""

    region: Text
    name: Text
    start: int
    end: int
    signatories: Text
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _told_once(self) -> Self:
        slugs = [chapter.slug for chapter in self.chapters]
        keys = [one.key for chapter in self.chapters for one in chapter.engagements]
        if len({*slugs, LIST}) <= len(slugs) or len(set(keys)) < len(keys):
            raise ValueError("each chapter and each engagement has its own name")
        return self

    def chapter(self, slug: str) -> Chapter | None:
        """Return the chapter of an address, None when there is none."""
        return next((chapter for chapter in self.chapters if chapter.slug == slug), None)

    def pilot(self, engagement: Engagement) -> str:
        """Return who leads an engagement."""
        return engagement.pilot or self.signatories
