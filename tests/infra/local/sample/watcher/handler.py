"""Counts the notes it hears of, starts a reminder for each, and counts hours."""

import os

import boto3
from botocore.exceptions import ClientError

TABLE = os.environ["TABLE_NAME"]
MACHINE = os.environ["MACHINE_ARN"]
dynamodb = boto3.client("dynamodb")
states = boto3.client("stepfunctions")


def handler(event, context):
    if "remind" in event:
        return count("reminders", 1)
    if event.get("detail-type") == "Scheduled Event":
        return count("hours", 1)
    return {"batchItemFailures": [failure for r in event["Records"] for failure in heard(r)]}


def heard(record):
    note = record["dynamodb"]["NewImage"]
    if note["text"]["S"] == "poison":
        return [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]
    count("heard", 1)
    try:
        states.start_execution(stateMachineArn=MACHINE, name=note["PK"]["S"], input="{}")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise
    return []


def count(what, step):
    answer = dynamodb.update_item(
        TableName=TABLE,
        Key={"PK": {"S": what}, "SK": {"S": "COUNT"}},
        UpdateExpression="ADD n :one",
        ExpressionAttributeValues={":one": {"N": str(step)}},
        ReturnValues="ALL_NEW",
    )
    return answer["Attributes"]["n"]["N"]
