"""The service integrations that a Task's Resource can name."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ARN = re.compile(
    r"arn:aws[\w-]*:states:::(?P<sdk>aws-sdk:)?(?P<service>\w+):(?P<action>\w+)"
    r"(?P<waits>\.waitForTaskToken)?"
)
_BOTO_NAMES = {"sfn": "stepfunctions", "states": "stepfunctions", "eventbridge": "events"}
_OPTIMISED_NAMES = {"dynamodb": "DynamoDB", "sqs": "SQS", "sns": "SNS", "events": "EventBridge"}


@dataclass(frozen=True)
class Resource:
    """One action of one service, called plainly or with a task token to wait for."""

    service: str
    action: str
    sdk: bool
    waits_for_token: bool

    @property
    def is_function(self) -> bool:
        return self.service == "lambda" and self.action == "invoke"

    @property
    def named_action(self) -> str:
        return f"{self.action}.waitForTaskToken" if self.waits_for_token else self.action

    @property
    def boto_service(self) -> str:
        return _BOTO_NAMES.get(self.service, self.service)

    def error_name(self, service_id: str, code: str) -> str:
        """AWS spells the service by its own product name, and after its Java SDK for aws-sdk."""
        error = code if code.endswith("Exception") else f"{code}Exception"
        return f"{self._error_prefix(service_id)}.{error}"

    def _error_prefix(self, service_id: str) -> str:
        if not self.sdk and self.service in _OPTIMISED_NAMES:
            return _OPTIMISED_NAMES[self.service]
        joined = service_id.replace(" ", "")
        return re.sub(r"[A-Z]{2,}(?![a-z])", lambda match: match[0].capitalize(), joined)


def parse_resource(arn: str) -> Resource:
    """The integration of a Task's Resource; raises ValueError when it is not emulated."""
    match = _ARN.fullmatch(arn)
    if match is None:
        raise ValueError(
            f"Resource {arn!r} is not emulated; use arn:…:states:::service:action or "
            "arn:…:states:::aws-sdk:service:action, with or without .waitForTaskToken"
        )
    return Resource(match["service"], match["action"], bool(match["sdk"]), bool(match["waits"]))
