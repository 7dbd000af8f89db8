import base64
import json

import pytest

from infra.local.api.gateway import BODY_LIMIT, Gateway
from infra.local.clock.activity import Activity
from infra.local.functions.registry import FunctionRegistry
from infra.local.http.message import Request, Response
from infra.local.intrinsics import Stack
from infra.local.rest_api import Answer, Api, Authorizer, Route

GUARD = Authorizer("guard", ("Authorization",))
MOCK = Answer(
    405,
    {"Allow": "'GET'", "X-Request-Id": "context.requestId"},
    '{"said":"$context.httpMethod","id":"$context.requestId"}',
)
ROUTES = (
    Route("GET", "/things/{thing_id}", "echo", GUARD),
    Route("POST", "/things/{thing_id}", "echo", GUARD),
    Route("GET", "/things/count", "count", None),
    Route("GET", "/files/{path+}", "echo", None),
    Route("POST", "/open", "echo", None),
    Route("GET", "/open", "echo", None),
    Route("HEAD", "/open", "count", None),
    Route("GET", "/mocked", "echo", None),
    Route("ANY", "/mocked", MOCK, None),
)
API = Api(
    api_id="localapi",
    stage="test",
    gateway_responses={
        "UNAUTHORIZED": Answer(
            headers={"WWW-Authenticate": "'Bearer'"},
            body='{"id":"$context.requestId"}',
            media_type="application/problem+json",
        ),
        "MISSING_AUTHENTICATION_TOKEN": Answer(
            404,
            body='{"said":$context.error.messageString,'
            '"type":"$context.error.responseType","path":"$context.path"}',
            media_type="application/problem+json",
        ),
        "DEFAULT_5XX": Answer(
            headers={
                "Content-Type": "'application/problem+json'",
                "X-Request-Id": "context.requestId",
            },
            body='{"code":"internal"}',
        ),
    },
)


class World:
    """A gateway before functions that answer what the test asks of them."""

    def __init__(self, api: Api = API) -> None:
        self.activity = Activity()
        functions = FunctionRegistry(self.activity)
        functions.add_handler("echo", self.echo)
        functions.add_handler("count", lambda event, context: {"statusCode": 200, "body": "7"})
        functions.add_handler("guard", self.guard)
        self.answer = None
        self.policy: object = None
        self.seen: dict = {}
        self.asked: dict = {}
        controls = {
            "POST /_local/double": lambda r: Response.of_json(200, r.json()["number"] * 2),
        }
        stack = Stack()
        self.gateway = Gateway(api, ROUTES, stack, functions, self.activity, controls)

    def echo(self, event, context):
        self.seen = event
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or {"statusCode": 200, "body": json.dumps(event)}

    def guard(self, event, context):
        self.asked = event
        if isinstance(self.policy, Exception):
            raise self.policy
        return self.policy or allow(event["methodArn"])

    def call(self, method: str, target: str, body: bytes = b"", **headers: str) -> Response:
        return self.gateway.handle(Request(method, target, tuple(headers.items()), body))


def allow(resource: object, effect: str = "Allow", **context: object) -> dict:
    statement = {"Effect": effect, "Action": "execute-api:Invoke", "Resource": resource}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": "me", "policyDocument": document, "context": context}


@pytest.fixture
def world():
    return World()


def test_a_function_sees_the_rest_proxy_event(world):
    request = Request(
        "POST",
        "/things/a%20b?x=1&x=2&y=&z=%C3%A9",
        (("Authorization", "me"), ("X-Many", "1"), ("X-Many", "2"), ("Host", "here")),
        '{"n": 1, "name": "分润"}'.encode(),
    )
    world.gateway.handle(request)
    event, context = world.seen, world.seen["requestContext"]
    assert event["resource"] == context["resourcePath"] == "/things/{thing_id}"
    assert event["path"] == "/things/a%20b"
    assert event["httpMethod"] == context["httpMethod"] == "POST"
    assert event["pathParameters"] == {"thing_id": "a%20b"}
    assert event["headers"] == {"Authorization": "me", "X-Many": "2", "Host": "here"}
    assert event["multiValueHeaders"]["X-Many"] == ["1", "2"]
    assert event["queryStringParameters"] == {"x": "2", "y": "", "z": "é"}
    assert event["multiValueQueryStringParameters"] == {"x": ["1", "2"], "y": [""], "z": ["é"]}
    assert event["body"] == '{"n": 1, "name": "分润"}'
    assert event["isBase64Encoded"] is False
    assert context["stage"] == "test"
    assert context["identity"]["sourceIp"] == "127.0.0.1"
    assert len(context["requestId"]) == 36


def test_what_is_not_there_is_null(world):
    world.call("GET", "/open")
    empty = ("body", "pathParameters", "queryStringParameters", "multiValueQueryStringParameters")
    assert {world.seen[name] for name in empty} == {None}
    assert "authorizer" not in world.seen["requestContext"]


@pytest.mark.parametrize(
    ("method", "target", "resource"),
    [
        ("GET", "/files/a/b/c", "/files/{path+}"),
        ("GET", "/things/7", "/things/{thing_id}"),
        ("GET", "/open?x=/things/1", "/open"),
    ],
)
def test_a_request_reaches_its_route(world, method, target, resource):
    assert world.call(method, target, Authorization="me").status == 200
    assert world.seen["resource"] == resource


def test_a_literal_segment_wins_over_a_parameter(world):
    assert world.call("GET", "/things/count").body == b"7"


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/nowhere"),
        ("DELETE", "/open"),
        ("OPTIONS", "/open"),
        ("GET", "/open/"),
        ("GET", "/things/"),
        ("GET", "/things/1/2"),
        ("GET", "/Open"),
        ("GET", "/"),
    ],
)
def test_another_path_or_method_is_the_gateways_to_refuse(world, method, target):
    response = world.call(method, target, Authorization="me")
    assert response.status == 404
    assert dict(response.headers)["Content-Type"] == "application/problem+json"
    assert json.loads(response.body) == {
        "said": "Missing Authentication Token",
        "type": "MISSING_AUTHENTICATION_TOKEN",
        "path": target,
    }
    assert world.seen == {}


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "BREW"])
def test_a_mocked_method_is_answered_without_a_function(world, method):
    response = world.call(method, "/mocked", b"{}")
    headers = dict(response.headers)
    assert (response.status, headers["Allow"]) == (405, "GET")
    assert json.loads(response.body) == {"said": method, "id": headers["X-Request-Id"]}
    assert world.seen == {}


def test_a_method_of_its_own_wins_over_any(world):
    assert world.call("GET", "/mocked").status == 200


def test_the_authorizer_never_sees_the_body(world):
    world.call("POST", "/things/7?x=1", b"secret", Authorization="me")
    assert world.asked["type"] == "REQUEST"
    assert world.asked["methodArn"].endswith(":123456789012:localapi/test/POST/things/7")
    assert world.asked["queryStringParameters"] == {"x": "1"}
    assert "body" not in world.asked


def test_the_authorizers_context_reaches_the_function_as_text(world):
    world.policy = allow("*", kind="person", level=3, active=True)
    world.call("GET", "/things/7", Authorization="me")
    expected = {"principalId": "me", "kind": "person", "level": "3", "active": "true"}
    assert world.seen["requestContext"]["authorizer"] == expected


def test_without_the_identity_header_nobody_is_asked(world, caplog):
    response = world.call("GET", "/things/7")
    assert response.status == 401
    headers = dict(response.headers)
    assert headers["WWW-Authenticate"] == "Bearer"
    assert json.loads(response.body) == {"id": headers["x-amzn-RequestId"]}
    assert world.asked == {}
    told = f"unauthenticated {headers['x-amzn-RequestId']}: no header Authorization"
    assert told in [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        (allow("arn:aws:execute-api:us-east-1:123456789012:localapi/test/GET/*"), 200),
        (allow("arn:aws:execute-api:*:*:localapi/*/GET/things/?"), 200),
        (allow(["arn:aws:execute-api:us-east-1:123456789012:localapi/test/GET/things/7"]), 200),
        (allow("arn:aws:execute-api:us-east-1:123456789012:localapi/test/POST/*"), 403),
        (allow("arn:aws:execute-api:us-east-1:123456789012:localapi/test/GET/[things]/7"), 403),
        (allow("*", effect="Deny"), 403),
        (Exception("Unauthorized"), 401),
        (RuntimeError("down"), 500),
        ({"principalId": "me"}, 500),
        ("nonsense", 500),
    ],
)
def test_the_policy_decides(world, policy, status):
    world.policy = policy
    assert world.call("GET", "/things/7", Authorization="me").status == status
    assert bool(world.seen) == (status == 200)


def test_a_deny_beats_an_allow(world):
    world.policy = allow("*")
    world.policy["policyDocument"]["Statement"] += allow("*", "Deny")["policyDocument"]["Statement"]
    assert world.call("GET", "/things/7", Authorization="me").status == 403


@pytest.mark.parametrize(
    "answer",
    [
        ValueError("as asked"),
        {"body": "no status"},
        {"statusCode": "many"},
        {"statusCode": 200, "body": 7},
        {"statusCode": 200, "headers": ["x"]},
        "text",
    ],
    ids=["raised", "no status", "no number", "no text", "no headers", "no object"],
)
def test_a_broken_function_is_a_bad_gateway(world, answer):
    world.answer = answer
    response = world.call("GET", "/open")
    headers = dict(response.headers)
    assert (response.status, response.body) == (502, b'{"code":"internal"}')
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Request-Id"] == headers["x-amzn-RequestId"]
    assert world.activity.count == 0


def test_headers_of_both_kinds_are_answered(world):
    world.answer = {
        "statusCode": 204,
        "headers": {"X-One": "1", "X-Flag": True, "set-cookie": "lost"},
        "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]},
    }
    response = world.call("GET", "/open")
    assert (response.status, response.body) == (204, b"")
    pairs = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-One", "1"), ("X-Flag", "true")]
    assert list(response.headers) == pairs


@pytest.mark.parametrize(("binary", "body"), [(True, b"\x00\xff"), (False, b"AP8=")])
def test_base64_is_decoded_only_by_an_api_with_binary_types(binary, body):
    world = World(Api("localapi", "test", binary=binary))
    encoded = base64.b64encode(b"\x00\xff").decode()
    world.answer = {"statusCode": 200, "body": encoded, "isBase64Encoded": True}
    assert world.call("GET", "/open").body == body


def test_a_body_has_a_limit(world):
    assert world.call("POST", "/open", b"x" * BODY_LIMIT).status == 200
    refused = world.call("POST", "/open", b"x" * (BODY_LIMIT + 1))
    assert (refused.status, json.loads(refused.body)) == (413, {"message": "Request Too Long"})


def test_controls_are_not_routes(world):
    assert world.call("POST", "/_local/double", b'{"number": 4}').body == b"8"
    unreadable = world.call("POST", "/_local/double", b"{")
    assert unreadable.status == 400
    assert json.loads(unreadable.body)["detail_zh"].startswith("无法处理该请求（")
    unknown = world.call("GET", "/_local/double")
    assert unknown.status == 404
    assert json.loads(unknown.body) == {
        "detail": "no such control; there are: POST /_local/double",
        "detail_zh": "没有此控制接口；现有：POST /_local/double",
    }
