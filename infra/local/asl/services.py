"""Calls out of a Task: functions of the registry, everything else through boto3."""

from __future__ import annotations

import json
import threading

import botocore.session
from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from infra.local.asl.errors import RUNTIME, StatesError
from infra.local.asl.resource import Resource
from infra.local.asl.shapes import from_boto, to_boto
from infra.local.functions.registry import FunctionError, FunctionNotFoundError, FunctionRegistry
from infra.local.json_value import Json


class Services:
    """Makes a Task's call and answers as the integration does; failures are StatesErrors."""

    def __init__(self, functions: FunctionRegistry, region: str) -> None:
        self._functions = functions
        self._session = botocore.session.get_session()
        self._region = region
        self._clients: dict[str, BaseClient] = {}
        self._creating = threading.Lock()

    def call(self, resource: Resource, arguments: Json) -> Json:
        """The result that a Task sees as $states.result; raises StatesError."""
        if resource.is_function:
            return self._invoke(arguments)
        try:
            return self._call_sdk(resource, arguments)
        except ClientError as error:
            raise self._client_error(resource, error) from error
        except ParamValidationError as error:
            raise StatesError(RUNTIME, str(error)) from error
        except BotoCoreError as error:
            raise StatesError(resource.error_name("", "SdkClientException"), str(error)) from error

    def _invoke(self, arguments: Json) -> Json:
        try:
            payload = self._functions.invoke(arguments["FunctionName"], arguments.get("Payload"))
        except FunctionNotFoundError as error:
            raise StatesError("Lambda.ResourceNotFoundException", str(error)) from error
        except FunctionError as error:
            raise StatesError(error.error_type, json.dumps(error.payload)) from error
        return {"ExecutedVersion": "$LATEST", "Payload": payload, "StatusCode": 200}

    def _call_sdk(self, resource: Resource, arguments: Json) -> Json:
        client = self._client(resource.boto_service)
        method = xform_name(resource.action)
        model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
        answer = getattr(client, method)(**to_boto(arguments, model.input_shape))
        answer.pop("ResponseMetadata", None)
        return from_boto(answer, model.output_shape)

    def _client_error(self, resource: Resource, error: ClientError) -> StatesError:
        service_id = self._client(resource.boto_service).meta.service_model.service_id
        detail = error.response["Error"]
        name = resource.error_name(str(service_id), str(detail.get("Code", "Unknown")))
        return StatesError(name, str(detail.get("Message", "")))

    def _client(self, service: str) -> BaseClient:
        with self._creating:
            if service not in self._clients:
                self._clients[service] = self._session.create_client(service, self._region)
            return self._clients[service]
