"""Finance and the payees of a replay: a month that ended is settled and taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from fenrun.client import Answer
from infra.replay.acts import Tally
from infra.replay.caller import Caller

Each = Callable[[Callable[[str], None], Iterable[str]], object]
"""Calls a function with each of some texts, in any order or at once."""


@dataclass
class Finance:
    """Settles months; payees of this replay confirm every transfer that waits for them."""

    call: Caller
    tally: Tally

    def settle(self, month: date, each: Each) -> None:
        """Start a month's settlement, approve it, and let its payees take their money."""
        period = f"{month:%Y-%m}"
        self._post("", {"period": period}, f"{period}-settle")
        self.call.settle()
        run = self._read(period)
        if run["state"] == "approval":
            self._approve(run["proposal_id"], f"{period}-approve")
        self.call.settle()
        payees = f"{self.call.name}-"
        lines = self.call.items("finance", f"/v1/settlements/{period}")
        payouts = [each["payout_id"] for each in lines if each["payee"].startswith(payees)]
        each(self._take, filter(None, payouts))
        self.call.settle()
        self.tally.count("settle")

    def _take(self, payout_id: str) -> None:
        for transfer in self.call.read("finance", f"/v1/payouts/{payout_id}")["transfers"]:
            if transfer["state"] == "confirming":
                self.call.confirm(transfer["bill_no"])
            elif transfer["fail_reason"]:
                self.tally.refuse("transfer", transfer["fail_reason"])

    def _read(self, period: str) -> Answer:
        return self.call.read("finance", f"/v1/settlements/{period}")

    def _approve(self, proposal_id: str, does: str) -> None:
        path = f"/v1/approvals/{proposal_id}"
        body = {"version": self.call.read("finance", path)["version"]}
        chief = f"{self.call.name}-chief"
        self.call.as_person("finance", chief, f"{path}/approval", body, does)

    def _post(self, path: str, body: object, does: str) -> None:
        me = f"{self.call.name}-finance"
        self.call.as_person("finance", me, f"/v1/settlements{path}", body, does)
