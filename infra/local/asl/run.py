"""What the states of one branch share: their context, their variables and the world outside."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from infra.local.asl.branch import Pool
from infra.local.asl.errors import CancelledBranchError
from infra.local.asl.expressions import Expressions
from infra.local.asl.history import BEGUN, ENTERED, EXITED, History
from infra.local.asl.services import Services
from infra.local.asl.shapes import iso
from infra.local.asl.tokens import TaskTokens
from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.json_value import Json


class World:
    """What all executions of one local cloud share."""

    def __init__(
        self, clock: BusinessClock, activity: Activity, services: Services, workers: int
    ) -> None:
        self.clock = clock
        self.services = services
        self.pool = Pool(activity, workers)
        self.tokens = TaskTokens(clock)
        self.expressions = Expressions(clock.now)


@dataclass
class Run:
    """A branch's place in its execution; `context` is what `$states.context` shows."""

    world: World
    context: dict[str, Json]
    is_over: Callable[[], bool]
    history: History
    last_event: int
    variables: dict[str, Json] = field(default_factory=dict)

    def enter(self, name: str, kind: str, value: Json) -> None:
        """Note that the state begins; raises CancelledBranchError when the branch is to end."""
        if self.is_over():
            raise CancelledBranchError
        self.note(f"{kind}{ENTERED}", name=name, input=value)
        now = iso(self.world.clock.now())
        self.context["State"] = {"EnteredTime": now, "Name": name, "RetryCount": 0}

    def exit(self, name: str, kind: str, value: Json) -> None:
        """Note that the state is over."""
        self.note(f"{kind}{EXITED}", name=name, output=value)

    def note(self, kind: str, **details: Json) -> None:
        """Note what happened next on this branch."""
        self.last_event = self.history.note(kind, self.last_event, **details)

    def evaluate(self, template: Json, value: Json, **extra: Json) -> Json:
        """The template with `$states.input` = value, any `$states.<extra>` and the variables."""
        states = {"input": value, "context": self.context, **extra}
        return self.world.expressions.evaluate(template, {**self.variables, "states": states})

    def leave(self, part: Json, value: Json, default: Json, **extra: Json) -> Json:
        """The output of a state, rule or catcher; its Assign applies after its Output is read."""
        output = self.evaluate(part["Output"], value, **extra) if "Output" in part else default
        self.variables |= self.evaluate(part.get("Assign", {}), value, **extra)
        return output

    def execution(self, given: Json) -> Run:
        """The run of an Express execution that this one starts, with a history of its own."""
        history = History(self.world.clock.now, express=True)
        begun = history.note(BEGUN, 0, input=given)
        name = str(uuid.uuid4())
        told = {"Id": f"{self.context['Execution']['Id']}:{name}", "Input": given, "Name": name}
        context = {"Execution": told, "StateMachine": self.context["StateMachine"]}
        return Run(self.world, context, self.is_over, history, begun)

    def child(self, is_over: Callable[[], bool], **context: Json) -> Run:
        """A run inside this one: it sees the variables, and assigns only its own."""
        return replace(
            self,
            context={**self.context, **context},
            is_over=lambda: self.is_over() or is_over(),
            variables=dict(self.variables),
        )
