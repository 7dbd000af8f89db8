"""Notes over HTTP: the sample stack's front."""

import json
import os

import boto3

SETTINGS = dict(os.environ)
TABLE = SETTINGS["TABLE_NAME"]
dynamodb = boto3.client("dynamodb")


def handler(event, context):
    match event["httpMethod"], event["resource"]:
        case "PUT", _:
            return put(event["pathParameters"]["note_id"], event["body"])
        case "GET", "/notes/{note_id}":
            return read(event["pathParameters"]["note_id"])
        case "GET", "/notes/count":
            return answer(200, {"count": dynamodb.scan(TableName=TABLE)["Count"]})
        case "GET", "/health":
            return answer(200, SETTINGS)
    return echo(event)


def put(note_id, text):
    item = {"PK": {"S": note_id}, "SK": {"S": "NOTE"}, "text": {"S": text}}
    dynamodb.put_item(TableName=TABLE, Item=item)
    return answer(201, {"note": note_id})


def read(note_id):
    key = {"PK": {"S": note_id}, "SK": {"S": "NOTE"}}
    item = dynamodb.get_item(TableName=TABLE, Key=key).get("Item")
    return answer(200, item) if item else answer(404, {})


def echo(event):
    wanted = (event["queryStringParameters"] or {}).get("answer")
    if wanted == "error":
        raise ValueError("as asked")
    if wanted == "nonsense":
        return {"body": 1}
    if wanted == "cookies":
        cookies = {"Set-Cookie": ["a=1", "b=2"]}
        return {"statusCode": 204, "multiValueHeaders": cookies, "headers": {"X-One": "1"}}
    return answer(200, event)


def answer(status, content):
    headers = {"Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(content)}
