from pathlib import Path

import pytest

from infra.local.intrinsics import Stack, TemplateError
from infra.local.rest_api import Answer
from infra.local.template import Template
from tests.infra.local.sample.stack import FOLDER, sample_template


def environment(template: Template) -> dict[str, str]:
    (notes,) = (f for f in template.functions() if f.logical_id == "NotesFunction")
    return dict(notes.environment)


def written(tmp_path: Path, text: str, **parameters: str) -> Template:
    path = tmp_path / "template.yaml"
    path.write_text(text, "utf-8")
    return Template(path, Stack(parameters=parameters))


def outputs(tmp_path: Path, body: str, head: str = "", **parameters: str) -> dict[str, object]:
    text = f"{head}\nResources:\n  Box:\n    Type: AWS::SQS::Queue\n    Properties:\n{body}"
    return dict(written(tmp_path, text, **parameters).resources("AWS::SQS::Queue")[0].properties)


def test_references_become_names_and_arns():
    assert environment(sample_template()) == {
        "STAGE": "test",
        "TABLE_NAME": "fenrun-Table",
        "PARTITION": "aws",
        "TABLE_ARN": "arn:aws:dynamodb:us-east-1:123456789012:table/fenrun-Table",
        "MACHINE_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:fenrun-Reminder",
        "PASSWORD_ARN": "arn:aws:secretsmanager:us-east-1:123456789012:secret:fenrun-Password",
        "GREETING": "fenrun-Greeting",
        "BASE_URL": "http://here",
        "QUEUE": "https://sqs.us-east-1.amazonaws.com/123456789012/fenrun-FailureQueue"
        " ${literal} fenrun",
        "KIND": "trial",
    }


def test_china_is_another_partition():
    resolved = environment(sample_template("cn-north-1"))
    assert resolved["PARTITION"] == "aws-cn"
    assert resolved["TABLE_ARN"].startswith("arn:aws-cn:dynamodb:cn-north-1:")
    assert resolved["QUEUE"].startswith("https://sqs.cn-north-1.amazonaws.com.cn/")


def test_a_condition_decides_values_and_resources():
    production = sample_template(Stage="prod")
    assert environment(production)["KIND"] == "real"
    assert production.not_emulated() == ["AWS::CloudWatch::Alarm", "AWS::SNS::Topic"]
    assert sample_template().not_emulated() == ["AWS::SNS::Topic"]


def test_globals_are_merged_into_functions():
    notes = sample_template().functions()[0]
    assert (notes.name, notes.handler, notes.timeout) == ("fenrun-NotesFunction", "app.handler", 10)
    assert notes.code_uri == FOLDER / "notes"


def test_routes_carry_their_authorizer_unless_public():
    routes = {(r.method, r.path): r for r in sample_template().routes()}
    guarded = routes["PUT", "/notes/{note_id}"].authorizer
    assert guarded is not None
    assert guarded.function == "fenrun-GatekeeperFunction"
    assert guarded.identity_headers == ("Authorization",)
    assert routes["PUT", "/notes/{note_id}"].target == "fenrun-NotesFunction"
    assert routes["GET", "/health"].authorizer is None


def test_a_mock_is_an_answer_of_the_gateway():
    (answer,) = (r.target for r in sample_template().routes() if r.method == "ANY")
    headers = {"Allow": "'GET, PUT'", "X-Request-Id": "context.requestId"}
    assert answer == Answer(405, headers, '{"method":"$context.httpMethod"}')


def test_the_gateway_s_own_answers_are_those_of_the_definition():
    api = sample_template().api()
    assert (api.stage, api.binary) == ("test", False)
    assert api.gateway_responses["MISSING_AUTHENTICATION_TOKEN"].media_type.endswith("problem+json")
    assert api.gateway_responses["UNAUTHORIZED"].status == 401


@pytest.mark.parametrize(
    ("method", "complaint"),
    [
        ("{x-amazon-apigateway-integration: {type: http}}", "integration http is not run here"),
        (
            "{x-amazon-apigateway-integration: {type: aws_proxy, uri: u}, security: [{Nil: []}]}",
            "authorizer Nil is used by a route but not declared",
        ),
    ],
)
def test_a_route_that_cannot_be_run_is_named(tmp_path, method, complaint):
    text = (
        "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n"
        f"    Properties: {{DefinitionBody: {{paths: {{/x: {{get: {method}}}}}}}}}\n"
    )
    with pytest.raises(TemplateError, match=complaint):
        written(tmp_path, text).routes()


def test_an_include_that_is_not_there_is_named(tmp_path):
    text = "Resources: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: absent.json}}}"
    with pytest.raises(TemplateError, match=r"absent\.json is included by the template"):
        written(tmp_path, text)


def test_events_are_resolved():
    stream, tick = sample_template().events("DynamoDB", "Schedule")
    assert (stream.name, stream.function) == ("Notes", "fenrun-WatcherFunction")
    assert stream.properties["Stream"].startswith(
        "arn:aws:dynamodb:us-east-1:123456789012:table/fenrun-Table/stream/"
    )
    assert tick.properties["Schedule"] == "rate(1 hour)"


def test_state_machines_have_their_substitutions():
    (machine,) = sample_template().state_machines()
    assert machine.definition_uri == FOLDER / "reminder.asl.json"
    assert machine.substitutions == {
        "Watcher": "arn:aws:lambda:us-east-1:123456789012:function:fenrun-WatcherFunction",
        "Partition": "aws",
    }


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("!Join ['-', [a, !Ref 'AWS::Region']]", "a-us-east-1"),
        ("!Select [1, !Split [',', 'a,b']]", "b"),
        ("!Sub ['${X}/${AWS::StackName}', {X: !Ref P}]", "p/fenrun"),
        ("!FindInMap [Sizes, !Ref P, small]", 3),
        ("!If [Both, yes-both, 'no']", "yes-both"),
        ("!If [Neither, 1, !Ref 'AWS::NoValue']", None),
        ("!GetAtt Box.QueueName", "fenrun-Box"),
    ],
)
def test_intrinsic_functions(tmp_path, expression, value):
    head = (
        "Parameters: {P: {Type: String}}\n"
        "Mappings: {Sizes: {p: {small: 3}}}\n"
        "Conditions:\n"
        "  IsP: !Equals [!Ref P, p]\n"
        "  Both: !And [!Condition IsP, !Not [!Equals [a, b]]]\n"
        "  Neither: !Or [!Equals [a, b], !Not [!Condition IsP]]\n"
    )
    properties = outputs(tmp_path, f"      Value: {expression}\n", head, P="p")
    assert properties.get("Value") == value


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("!Ref Nobody", "Nobody is referred to but not declared"),
        ("!GetAtt Box.Colour", "GetAtt Box.Colour is not known"),
        ("!ImportValue other", "Fn::ImportValue is not supported"),
        ("!If [Unknown, 1, 2]", "condition Unknown is used but not declared"),
    ],
)
def test_what_cannot_be_resolved_is_named(tmp_path, expression, complaint):
    with pytest.raises(TemplateError, match=complaint):
        outputs(tmp_path, f"      Value: {expression}\n")


def test_a_parameter_without_value_is_named():
    with pytest.raises(TemplateError, match="give a value to parameter PublicBaseUrl"):
        Template(FOLDER / "template.yaml", Stack())


def test_an_unknown_parameter_is_named():
    with pytest.raises(TemplateError, match="declares no parameter Colour"):
        sample_template(Colour="red")


def test_a_file_that_is_no_template_is_refused(tmp_path):
    with pytest.raises(TemplateError, match="no Resources"):
        written(tmp_path, "just: text")


def test_missing_code_is_named(tmp_path):
    text = (
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n"
        "    Properties: {CodeUri: absent, Handler: app.app}\n"
    )
    with pytest.raises(TemplateError, match="absent is named by the template but does not exist"):
        written(tmp_path, text).functions()
