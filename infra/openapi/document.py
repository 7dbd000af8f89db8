"""The OpenAPI 3.1 document of all operations: the same operations make the same document."""

from collections.abc import Iterable
from typing import Final

from infra.openapi.calls import call
from infra.openapi.field_words import FieldWords
from infra.openapi.problem_schemas import PROBLEMS, RESPONSES
from infra.openapi.schemas import Json, in_words, message_schemas, used
from infra.openapi.security import SCHEMES
from shared.edge.http.operations import Operation

SERVER: Final[Json] = {
    "url": "/",
    "description": "Where this was read: a running service names its address here. · "
    "本文档所在的服务；运行中的服务在此给出自己的地址。",
}
_INFO: Final[Json] = {
    "title": "Fenrun · 分润",
    "summary": "The commission back end of a brand's distribution network. · "
    "品牌分销网络的分润后台。",
    "description": (
        "Amounts are integers in fen, rates integers in basis points, times ISO 8601 in UTC, ids "
        "texts without meaning. A list is `{items, next}`. Answers may come to have more fields, "
        "and enumerations more values: pass over what you do not know. A request may have no "
        "field that is not described. Texts stand in English and Chinese. · "
        "金额为整数（分），比率为整数（基点），时间为 ISO 8601（UTC），编号为无含义的文本。"
        "列表为 `{items, next}`。响应今后可能增加字段，枚举可能增加取值：请忽略未知内容。"
        "请求不得含有未说明的字段。文字以英文与中文给出。"
    ),
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "contact": {"name": "Fenrun"},
}


def document(operations: Iterable[Operation], words: FieldWords, *, version: str) -> Json:
    """One document of the operations of any number of apps."""
    described = (operation for operation in operations if operation.is_described)
    ordered = sorted(described, key=lambda operation: (operation.path, operation.method))
    paths: dict[str, Json] = {}
    for each in ordered:
        paths.setdefault(each.path, {})[each.method.lower()] = call(each, words)
    schemas = used([paths, RESPONSES], {**message_schemas(ordered), **PROBLEMS})
    return {
        "openapi": "3.1.0",
        "info": {**_INFO, "version": version},
        "servers": [SERVER],
        "tags": [{"name": room, **words.tag(room)} for room in sorted({it.room for it in ordered})],
        "paths": paths,
        "components": {
            "schemas": in_words(schemas, words),
            "responses": RESPONSES,
            "securitySchemes": SCHEMES,
        },
    }
