"""Figures published by others that the atlas sets beside its own, as a region's file has them."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Yardstick(_Part):
    """A published figure: an indicator that is loaded, or a value with its source.

    Attributes
    ----------
    ours : the figure of the atlas to set beside it (`geodata.validation.ours`)
    indicator, category, period : the loaded one; of a value, `period` is what it is of
    address : page of its source
    why : why both differ, a sentence
    offer : whether ours depends on the courses, which may be simulated
    """

    ours: Text
    why: Text
    indicator: str = ""
    category: str = ""
    period: str = ""
    value: float | None = None
    unit: str = ""
    source: str = ""
    perimeter: str = ""
    address: Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$")] = ""
    offer: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.indicator) == (self.value is not None):
            raise ValueError("an indicator or a value: one of them")
        if self.value is not None and not (self.source and self.period):
            raise ValueError("a value has its source and its period")
        return self


class Silent(_Part):
    """What cannot be compared, and why."""

    label: Text
    why: Text


class Yardsticks(_Part):
    """The published figures of a region, by its official code."""

    region: Text
    figures: tuple[Yardstick, ...]
    silent: tuple[Silent, ...] = ()
