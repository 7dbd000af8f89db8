"""The physical names that a local stack gives to its resources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.intrinsics import Stack, TemplateError


@dataclass(frozen=True)
class Kind:
    """How one resource type is named: ARN shape, the property that names it, what Ref answers."""

    service: str = "local"
    resource: str = "{name}"
    name_property: str = "Name"
    ref: str = "name"


_KINDS = {
    "AWS::DynamoDB::Table": Kind("dynamodb", "table/{name}", "TableName"),
    "AWS::Serverless::Function": Kind("lambda", "function:{name}", "FunctionName"),
    "AWS::Serverless::StateMachine": Kind("states", "stateMachine:{name}", "Name", "arn"),
    "AWS::SQS::Queue": Kind("sqs", "{name}", "QueueName", "url"),
    "AWS::SecretsManager::Secret": Kind("secretsmanager", "secret:{name}", "Name", "arn"),
    "AWS::SSM::Parameter": Kind("ssm", "parameter/{name}", "Name"),
    "AWS::SNS::Topic": Kind("sns", "{name}", "TopicName", "arn"),
    "AWS::Logs::LogGroup": Kind("logs", "log-group:{name}:*", "LogGroupName"),
    "AWS::IAM::Role": Kind("iam", "role/{name}", "RoleName"),
    "AWS::S3::Bucket": Kind("s3", "{name}", "BucketName"),
    "AWS::KMS::Key": Kind("kms", "key/{name}", "Name"),
    "AWS::Serverless::LayerVersion": Kind("lambda", "layer:{name}:1", "LayerName", "arn"),
}
_STREAM_LABEL = "2024-01-01T00:00:00.000"


class Names:
    """What Ref and GetAtt answer for every resource; the same at every start of the stack."""

    def __init__(self, resources: Mapping[str, Any], stack: Stack) -> None:
        self._resources = resources
        self._stack = stack
        self.resolve: Callable[[Any], Any] = lambda value: value

    def name(self, logical_id: str) -> str:
        """The physical name: the declared one, else stack name and logical id."""
        given = self._properties(logical_id).get(self._kind(logical_id).name_property)
        resolved = self.resolve(given) if given is not None else None
        return str(resolved) if isinstance(resolved, str) else f"{self._stack.name}-{logical_id}"

    def arn(self, logical_id: str) -> str:
        """The resource's ARN in this stack's partition, region and account."""
        kind = self._kind(logical_id)
        return self._stack.arn(kind.service, kind.resource.format(name=self.name(logical_id)))

    def attribute(self, logical_id: str, name: str | None) -> str:
        """What Ref (no name) or GetAtt answers; raises TemplateError when nothing is so called."""
        if logical_id not in self._resources:
            return self._generated(logical_id, name)
        match name or self._kind(logical_id).ref:
            case "name" | "Name" | "QueueName" | "TopicName" | "FunctionName":
                return self.name(logical_id)
            case "arn" | "Arn" | "TopicArn":
                return self.arn(logical_id)
            case "url" | "QueueUrl":
                return self._queue_url(logical_id)
            case "StreamArn":
                return f"{self.arn(logical_id)}/stream/{_STREAM_LABEL}"
            case "Stage" | "Value" | "RootResourceId":
                return str(self.resolve(self._properties(logical_id).get(f"{name}Name", "local")))
        raise TemplateError(f"GetAtt {logical_id}.{name} is not known to the local cloud")

    def _generated(self, logical_id: str, name: str | None) -> str:
        owner = logical_id.removesuffix("Role")
        if owner not in self._resources or owner == logical_id:
            raise TemplateError(f"{logical_id} is referred to but not declared in the template")
        role = f"{self._stack.name}-{logical_id}"
        return self._stack.arn("iam", f"role/{role}") if name == "Arn" else role

    def _queue_url(self, logical_id: str) -> str:
        stack = self._stack
        host = f"sqs.{stack.region}.{stack.url_suffix}"
        return f"https://{host}/{stack.account_id}/{self.name(logical_id)}"

    def _kind(self, logical_id: str) -> Kind:
        return _KINDS.get(self._resources[logical_id].get("Type", ""), Kind())

    def _properties(self, logical_id: str) -> Mapping[str, Any]:
        properties: Mapping[str, Any] = self._resources[logical_id].get("Properties", {})
        return properties
