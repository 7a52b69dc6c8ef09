"""The base of the ledger's values."""

from __future__ import annotations

import os
from typing import Any

# No package that happens to be installed beside us may hook into validation; looking for such costs start-up time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value with named fields; unknown fields are refused.

    Checks are built when first needed (`defer_build`): rows that come from the store are not checked again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def but(self, **fields: Any) -> Any:
        """The same value with some fields replaced, checked again."""
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})
