"""An order taken by Powertools' resolver, which validates it by a pydantic model, and a table."""

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from pydantic import BaseModel

client = boto3.client("dynamodb")
logger, metrics = Logger(service="peer"), Metrics(namespace="peer", service="peer")
app = APIGatewayRestResolver(enable_validation=True)


class Order(BaseModel):
    """What a shop sends."""

    buyer: str
    amount_fen: int


@app.post("/v1/orders")
def take(order: Order) -> Order:
    """Put what came."""
    client.put_item(TableName="table", Item={"PK": {"S": order.buyer}})
    return order
