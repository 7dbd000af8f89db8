"""An order taken by Chalice, with Powertools' Logger and Metrics and a table."""

import boto3
from aws_lambda_powertools import Logger, Metrics
from chalice.app import Chalice

client = boto3.client("dynamodb")
logger, metrics = Logger(service="peer"), Metrics(namespace="peer", service="peer")
app = Chalice(app_name="peer", configure_logs=False)


@app.route("/v1/orders", methods=["POST"])
def take() -> dict[str, str]:
    """Put what came."""
    body = app.current_request.json_body
    client.put_item(TableName="table", Item={"PK": {"S": body["buyer"]}})
    return {"buyer": body["buyer"]}
