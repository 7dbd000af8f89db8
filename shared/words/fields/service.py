"""The service itself, and what its problems say."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "Health.status": Words("That it answers.", "服务可用。"),
    "Health.version": Words("The product's version.", "产品版本。"),
    "ServiceIndex.service": Words("Which product answers.", "产品名称。"),
    "ServiceIndex.version": Words("The product's version.", "产品版本。"),
    "ServiceIndex.docs": Words("The description as a page.", "接口文档网页。"),
    "ServiceIndex.openapi": Words("The description for programs.", "供程序读取的接口文档。"),
    "ServiceIndex.health": Words("Whether the service answers.", "健康检查。"),
    "ServiceIndex.documents": Words("What errors name to be read.", "错误说明所提到的文档。"),
    "location": Words("Where it leads.", "链接所至。"),
    "LinkTarget.code": Words("The referral code.", "推广码。"),
    "meaning": Words("What the code means.", "代码的含义。"),
    "meaning_zh": Words("The same in Chinese.", "中文含义。"),
    "remedy": Words("What to do about it.", "如何处理。"),
    "remedy_zh": Words("The same in Chinese.", "中文处理方法。"),
    "reasons": Words("The cases of the code.", "代码的各种情形。"),
    "title": Words("What the problem is called.", "错误名称。"),
    "title_en": Words(
        "The same in English, where Chinese is preferred.", "英文名称，请求偏好中文时给出。"
    ),
    "title_zh": Words("The same in Chinese.", "中文名称。"),
    "type": Words("Where the code is explained.", "代码说明的地址。"),
    "pointer": Words(
        "The field's JSON pointer, or `?name` of the query, `{name}` of the path.",
        "字段的 JSON 指针，`?` 加查询参数名，或花括号中的路径参数名。",
    ),
    "errors": Words("Each field that is wrong.", "各个有误的字段。"),
    "Problem.code": Words("The problem's code, on which clients act.", "错误代码，供程序判断。"),
    "Problem.reason": Words("The case of the code that the detail words.", "代码的具体情形。"),
    "Problem.status": Words("The answer's status.", "响应的状态码。"),
    "ProblemMeaning.code": Words("The problem's code.", "错误代码。"),
    "ProblemMeaning.status": Words("The status it is answered with.", "所用的状态码。"),
    "ReasonMeaning.reason": Words("The case of the code.", "具体情形。"),
    "{code}": Words("The referral code of the link.", "链接中的推广码。"),
    "{file}": Words("The file's name.", "文件名。"),
    "?lang": Words(
        "The language of the page; what the browser prefers where it is left out.",
        "网页语言；不填则按浏览器偏好。",
    ),
    "{problem}": Words("The problem's code.", "错误代码。"),
}

LANGUAGES: Mapping[str, Words] = {"en": Words("English", "英文"), "zh": Words("Chinese", "中文")}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "Problem.code": "problem",
    "ProblemMeaning.code": "problem",
    "show_docs?lang": LANGUAGES,
}

TAG: Mapping[str, Words] = {
    "service": Words(
        "What anybody may ask: the service's health, this description, problems, referral links.",
        "任何人可查询：服务状态、本文档、错误说明、推广链接。",
    ),
}
