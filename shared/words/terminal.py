"""What the terminal says by itself: about credentials, and what is not installed."""

from collections.abc import Mapping

from shared.words.wording import Words

CREDENTIALS: Mapping[str, Words] = {
    "no_key": Words(
        "This needs a storefront's key: set FENRUN_KEY_ID and FENRUN_SECRET, or write key_id and "
        "secret into {file} under the URL. A laptop's Fenrun has keys in its folder: --data FOLDER",
        "此操作需要店铺密钥：请设置 FENRUN_KEY_ID 与 FENRUN_SECRET，或在 {file} 的该网址下填写 "
        "key_id 与 secret。本机运行的分润，其密钥在数据文件夹中：--data FOLDER",
    ),
    "no_token": Words(
        "This needs a token of {role}: set FENRUN_TOKEN, or write it into {file} under the URL, "
        "among tokens. A laptop's Fenrun has keys in its folder: --data FOLDER",
        "此操作需要 {role} 的令牌：请设置 FENRUN_TOKEN，或写入 {file} 该网址下的 tokens。"
        "本机运行的分润，其密钥在数据文件夹中：--data FOLDER",
    ),
    "half_a_key": Words(
        "A storefront's key has two parts; give both: FENRUN_KEY_ID and FENRUN_SECRET, or key_id "
        "and secret in the file.",
        "店铺密钥由两部分组成，请同时提供：FENRUN_KEY_ID 与 FENRUN_SECRET，或文件中的 key_id 与 "
        "secret。",
    ),
    "no_base64": Words(
        "The secret of {key_id} is not base64; give it as it was handed over.",
        "{key_id} 的密钥不是 base64；请按发放时的原文填写。",
    ),
    "file_open_to_others": Words(
        "Others may read {file}; keep it to yourself: chmod 600 {file}",
        "{file} 可被他人读取，请仅限本人访问：chmod 600 {file}",
    ),
    "which_distributor": Words(
        "A distributor has a name: say which one, like distributor:A.",
        "请指明是哪位分销商，如 distributor:A。",
    ),
    "file_unreadable": Words(
        "{file} cannot be read ({why}); for each URL it holds key_id, secret and tokens.",
        "无法读取 {file}（{why}）；每个网址下填写 key_id、secret、tokens。",
    ),
}

TERMINAL: Mapping[str, Words] = {
    "no_answer": Words(
        "{url} does not answer: {why}. Check --url (FENRUN_URL), then repeat this command.",
        "{url} 没有应答（{why}）。请检查 --url（FENRUN_URL）后重试。",
    ),
    "no_url": Words(
        "{url} is no address: write http:// or https:// first.",
        "{url} 不是网址：请以 http:// 或 https:// 开头。",
    ),
    "extra_missing": Words(
        "This runs on a laptop and is not installed: pip install 'fenrun[local]'",
        "此命令在本机运行，尚未安装：pip install 'fenrun[local]'",
    ),
}
