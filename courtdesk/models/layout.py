"""How a sheet looks where it is published: newspaper page, article on WeChat, long picture."""

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from courtdesk.models.outline import Id
from courtdesk.models.value import Value


class Paper(StrEnum):
    """The newspaper page's paper; AUTO takes A4 for a short article and A3 for a long one."""

    AUTO = ""
    A3 = "A3"
    TABLOID = "小报"
    A4 = "A4"


class Theme(StrEnum):
    """The colours of the long picture and of the article on WeChat."""

    VERMILION = "朱红"
    INDIGO = "靛蓝"
    PINE = "松绿"


class Layout(Value):
    """What a user chose; what is left open the program decides.

    ``columns`` is 0 (as the paper asks) or 2 to 5, ``size`` the body type in pt, None to fit it to
    the page. ``focal`` are the figures the long picture shows large. ``source``, ``scope`` and
    ``cutoff`` stand at its foot: who delivered the figures, what they count, up to which day.
    """

    paper: Paper = Paper.AUTO
    columns: int = Field(default=0, ge=0, le=5)
    size: Decimal | None = Field(default=None, ge=Decimal(8), le=Decimal(13))
    theme: Theme = Theme.VERMILION
    focal: tuple[Id, ...] = ()
    source: str = ""
    scope: str = ""
    cutoff: str = ""

    @model_validator(mode="after")
    def _columns_are_more_than_one(self) -> Self:
        if self.columns == 1:
            raise ValueError("栏数须为 2 至 5")
        return self
