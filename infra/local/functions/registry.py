"""Lambda functions loaded from the working tree and called in this process."""

from __future__ import annotations

import importlib.util
import itertools
import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from infra.local.clock.activity import Activity
from infra.local.functions.context import LambdaContext
from infra.local.functions.principal import acting_as
from infra.local.json_value import Json

logger = logging.getLogger(__name__)

ACCOUNT_ID = "123456789012"
"""The account that everything on a laptop belongs to; it is moto's."""

Handler = Callable[[Json, LambdaContext], Json]

# What a function may see beside its own variables: a name that the template forgets is then missing
# here as it would be missing on AWS.
_INHERITED = ("AWS_", "HOME", "LANG", "LC_", "MOTO_", "PATH", "PYTHON", "TMPDIR", "TZ")

_import_lock = threading.RLock()
_load_numbers = itertools.count(1)


class FunctionNotFoundError(LookupError):
    """No function of this name was added to the registry."""


class FunctionLoadError(RuntimeError):
    """A function's module or handler could not be loaded; the message names the place to mend."""


class FunctionError(RuntimeError):
    """A function raised: what AWS Lambda answers with `FunctionError: Unhandled`."""

    def __init__(self, error_type: str, message: str, stack_trace: list[str]) -> None:
        super().__init__(f"{error_type}: {message}")
        self.error_type = error_type
        self.payload = {
            "errorMessage": message,
            "errorType": error_type,
            "stackTrace": stack_trace,
        }


@dataclass(frozen=True)
class LoadedFunction:
    """A handler with what its context objects say."""

    name: str
    arn: str
    handler: Handler
    memory_mb: int
    timeout_seconds: int

    def call(self, event: Json) -> Json:
        """The handler's answer after a JSON round trip; raises FunctionError when it raises."""
        context = LambdaContext(
            self.name, self.arn, str(self.memory_mb), timeout_seconds=self.timeout_seconds
        )
        try:
            return _as_json(self.handler(_as_json(event), context))
        except Exception as error:
            logger.info("function %s raised", self.name, exc_info=error)
            raise FunctionError(
                type(error).__name__, str(error), traceback.format_tb(error.__traceback__)
            ) from error


class FunctionRegistry:
    """The functions of one local cloud by name; every call counts as activity."""

    def __init__(self, activity: Activity, *, region: str = "us-east-1") -> None:
        partition = "aws-cn" if region.startswith("cn-") else "aws"
        self._arn_prefix = f"arn:{partition}:lambda:{region}:{ACCOUNT_ID}:function:"
        self._activity = activity
        self.region = region
        self._functions: dict[str, LoadedFunction] = {}

    def add(
        self,
        name: str,
        code_uri: Path,
        handler: str,
        environment: Mapping[str, str],
        *,
        memory_mb: int = 128,
        timeout_seconds: int = 3,
    ) -> LoadedFunction:
        """Import the module now, as a cold start, with the function's own environment only.

        What a module reads from the environment later than at import is the process's.
        """
        own = self._own_environment(name, memory_mb, environment)
        with _environment(own), acting_as(self.arn(name)):
            loaded = _load_handler(name, code_uri, handler)
        return self.add_handler(name, loaded, memory_mb=memory_mb, timeout_seconds=timeout_seconds)

    def add_handler(
        self, name: str, handler: Handler, *, memory_mb: int = 128, timeout_seconds: int = 3
    ) -> LoadedFunction:
        """Register a handler that is loaded already; one of the same name is replaced."""
        function = LoadedFunction(name, self.arn(name), handler, memory_mb, timeout_seconds)
        self._functions[name] = function
        return function

    def arn(self, name: str) -> str:
        """The function's ARN, whether or not it was added yet."""
        return self._arn_prefix + name

    def get(self, name: str) -> LoadedFunction:
        """The function of this name, ARN or qualified ARN; raises FunctionNotFoundError."""
        key = name.partition(":function:")[2].partition(":")[0] if name[:4] == "arn:" else name
        if key not in self._functions:
            known = ", ".join(sorted(self._functions)) or "none"
            raise FunctionNotFoundError(f"no function {name!r}; loaded are: {known}")
        return self._functions[key]

    def invoke(self, name: str, event: Json) -> Json:
        """The function's answer; raises FunctionError when it raises, FunctionNotFoundError."""
        function = self.get(name)
        with self._activity.busy(f"function {function.name}"), acting_as(function.arn):
            return function.call(event)

    def _own_environment(
        self, name: str, memory_mb: int, environment: Mapping[str, str]
    ) -> dict[str, str]:
        inherited = {key: os.environ[key] for key in os.environ if key.startswith(_INHERITED)}
        return {
            **inherited,
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory_mb),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            **environment,
        }


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    with _import_lock:
        before = dict(os.environ)
        _replace_environment(variables)
        try:
            yield
        finally:
            _replace_environment(before)


def _replace_environment(variables: Mapping[str, str]) -> None:
    # Names that stay are never missing in between: other threads may be reading them.
    for key in set(os.environ) - set(variables):
        del os.environ[key]
    os.environ.update(variables)


def _load_handler(name: str, code_uri: Path, handler: str) -> Handler:
    module_path, _, attribute = handler.rpartition(".")
    path = code_uri / f"{module_path.replace('.', '/')}.py"
    if not path.is_file():
        raise FunctionLoadError(
            f"function {name}: no file {path}; correct CodeUri or Handler in the template"
        )
    loaded = getattr(_import_alone(name, path, code_uri), attribute, None)
    if not callable(loaded):
        raise FunctionLoadError(f"function {name}: {path} has no callable {attribute!r}")
    handler_function: Handler = loaded
    return handler_function


def _import_alone(name: str, path: Path, code_uri: Path) -> ModuleType:
    unique = f"fenrun_function_{next(_load_numbers)}_{path.stem}"
    spec = importlib.util.spec_from_file_location(unique, path)
    if spec is None or spec.loader is None:
        raise FunctionLoadError(f"function {name}: {path} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    # Classes look their module up by name (pydantic, dataclasses), so it has to stay registered.
    sys.modules[unique] = module
    with _importable(code_uri.resolve()):
        spec.loader.exec_module(module)
    return module


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Siblings of the handler can be imported, and the next function does not get to see them."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for key in set(sys.modules) - before:
            if _lies_under(sys.modules[key], folder) and not key.startswith("fenrun_function_"):
                del sys.modules[key]


def _lies_under(module: ModuleType, folder: Path) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and Path(file).resolve().is_relative_to(folder)


def _as_json(value: Json) -> Json:
    return json.loads(json.dumps(value))
