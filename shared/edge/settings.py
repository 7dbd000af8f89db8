"""What a function is told by its environment; only what it asks for has to be there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.ports import Timekeeping


class MissingSetting(Exception):
    """A function needs an environment variable that its template does not give it."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"set the environment variable {variable} for this function")
        self.variable = variable


class _Variable:
    """An environment variable named like the attribute, in capitals; `MissingSetting` if unset."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._variable = name.upper()

    def __get__(self, settings: "Settings", owner: type) -> str:
        value = settings.environment.get(self._variable)
        if not value:
            raise MissingSetting(self._variable)
        return value


@dataclass(frozen=True, slots=True)
class Settings:
    """A function's settings; an empty variable counts as missing (`MissingSetting`)."""

    environment: Mapping[str, str]

    table_name = _Variable()
    order_lifecycle_arn = _Variable()
    refund_arn = _Variable()
    payout_arn = _Variable()
    settlement_arn = _Variable()
    due_batches_arn = _Variable()
    wechat_secret_arn = _Variable()
    storefront_keys_arn = _Variable()
    jwks_arn = _Variable()
    cursor_keys_arn = _Variable()
    jwt_issuer = _Variable()
    public_base_url = _Variable()
    landing_url = _Variable()
    wechat_gateway = _Variable()
    webhook_queue_url = _Variable()
    webhook_key_arn = _Variable()
    webhook_sends_table = _Variable()

    @property
    def timekeeping(self) -> "Timekeeping":
        """What keeps time in this stack; its template names no other value."""
        return "batched" if self.environment.get("TIMEKEEPING") == "batched" else "visible"

    @property
    def may_reach_loopback(self) -> bool:
        """Whether webhooks may go to this very machine by http: on a laptop alone, which says so.

        No template gives this variable to a function.
        """
        return self.environment.get("WEBHOOKS_TO_LOOPBACK") == "allowed"

    @property
    def allowed_origins(self) -> frozenset[str]:
        """The origins whose pages may call; `*` for any, nothing for none."""
        named = self.environment.get("ALLOWED_ORIGINS", "").split(",")
        return frozenset(origin.strip() for origin in named if origin.strip())
