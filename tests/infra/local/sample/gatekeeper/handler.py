"""Lets `Bearer reader` read, `Bearer owner` do anything."""


def handler(event, context):
    match event["headers"]["Authorization"]:
        case "Bearer owner":
            return policy(event["methodArn"].split("/")[0] + "/*")
        case "Bearer reader":
            api, stage, _ = event["methodArn"].split("/", 2)
            return policy(f"{api}/{stage}/GET/*")
        case "Bearer broken":
            return {"principalId": "x"}
        case "Bearer failing":
            raise RuntimeError("the key store is down")
    raise Exception("Unauthorized")


def policy(resource):
    statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource}
    return {
        "principalId": "somebody",
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {"kind": "person", "level": 3, "active": True},
    }
