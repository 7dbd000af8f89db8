"""An order taken by Chalice and validated by pydantic, with Powertools and a table."""

import boto3
from aws_lambda_powertools import Logger, Metrics
from chalice.app import Chalice
from pydantic import BaseModel

client = boto3.client("dynamodb")
logger, metrics = Logger(service="peer"), Metrics(namespace="peer", service="peer")
app = Chalice(app_name="peer", configure_logs=False)


class Order(BaseModel):
    """What a shop sends."""

    buyer: str
    amount_fen: int


@app.route("/v1/orders", methods=["POST"])
def take() -> dict[str, object]:
    """Put what came."""
    order = Order.model_validate(app.current_request.json_body)
    client.put_item(TableName="table", Item={"PK": {"S": order.buyer}})
    return order.model_dump()
