"""An order taken by FastAPI behind Mangum, with a pydantic model and a table."""

import boto3
from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel

client = boto3.client("dynamodb")
app = FastAPI()


class Order(BaseModel):
    """What a shop sends."""

    buyer: str
    amount_fen: int


@app.post("/v1/orders")
def take(order: Order) -> Order:
    """Put what came."""
    client.put_item(TableName="table", Item={"PK": {"S": order.buyer}})
    return order


handler = Mangum(app, lifespan="off")
