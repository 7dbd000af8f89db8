"""What people read where a command is written wrongly, or cannot run as it was written."""

from collections.abc import Mapping

from shared.words.wording import Words

USAGE: Mapping[str, Words] = {
    "argument_missing": Words("Missing argument {name}.", "缺少参数 {name}。"),
    "arguments_surplus": Words("Unexpected arguments: {names}.", "多余的参数：{names}。"),
    "command_unknown": Words(
        "There is no command {name}<; perhaps {near}>.",
        "没有命令 {name}<；是否为 {near}>。",
    ),
    "file_missing": Words("{name} does not exist.", "{name} 不存在。"),
    "format_key": Words("write 8 to 64 visible ASCII characters", "请写 8 至 64 个可见 ASCII 字符"),
    "format_path": Words(
        "PATH begins with a slash, like /v1/orders; got {path}",
        "PATH 以斜杠开头，如 /v1/orders；所写为 {path}",
    ),
    "history_file": Words(
        "say which FILE, or --print-columns LAYOUT", "请写明 FILE，或 --print-columns LAYOUT"
    ),
    "json_wanted": Words(
        "{why}: give JSON in single quotes, like '{{\"amount_fen\": 500}}'",
        "{why}：请用单引号括住 JSON，如 '{{\"amount_fen\": 500}}'",
    ),
    "keys_missing": Words(
        "there are no keys in {data} yet; start it first: make run",
        "{data} 中尚无密钥；请先启动：make run",
    ),
    "layout_unknown": Words(
        "no layout {layout}; there are {names}", "没有布局 {layout}；有 {names}"
    ),
    "no_aws": Words(
        "start it with AWS's services: fenrun run --aws-port 8702, or "
        "make run ARGS='--aws-port 8702'",
        "请连同 AWS 接口一起启动：fenrun run --aws-port 8702，或 make run ARGS='--aws-port 8702'",
    ),
    "no_choice": Words("{written} is none of {names}.", "{written} 不在可选之列：{names}。"),
    "no_event": Words("there is no {path}; name a file", "没有 {path}；请写明文件"),
    "no_function": Words("there are {names}", "可选：{names}"),
    "no_item": Words("nothing stands under {key}", "{key} 下没有记录"),
    "no_json": Words("{name} is no JSON: {why}", "{name} 不是 JSON：{why}"),
    "no_name_and_value": Words("{written}: write NAME=VALUE", "{written}：请写 NAME=VALUE"),
    "no_version": Words(
        "{label} is no version: write tea-house@3, or 3", "{label} 不是版本：请写 tea-house@3 或 3"
    ),
    "no_number": Words("{written} is no whole number.", "{written} 不是整数。"),
    "out_of_range": Words("{written} is not in {range}.", "{written} 不在 {range} 之内。"),
    "one_of_orders": Words(
        "only one of --orders FILE and --period 2025-03",
        "--orders FILE 与 --period 2025-03 只能写一个",
    ),
    "option_missing": Words("Missing option {name}.", "缺少选项 {name}。"),
    "option_unknown": Words(
        "There is no option {name}<; perhaps {near}>.",
        "没有选项 {name}<；是否为 {near}>。",
    ),
    "port_taken": Words(
        "port {port} on {host} is taken; choose another with {option}, like make run "
        "ARGS='{option} {other}', or {option} 0 for a free one",
        "{host} 的端口 {port} 已被占用；请用 {option} 另选，如 make run ARGS='{option} {other}'，"
        "或 {option} 0 自动选用空闲端口",
    ),
    "replay_failed": Words(
        "Fenrun failed: {why}. Start it again (make run), then repeat this command: it goes on "
        "where it stopped",
        "分润没有应答（{why}）。请重新启动（make run），再执行此命令：会从中断处继续",
    ),
    "running_already": Words(
        "Fenrun is running on the folder {data} already, at {url} (process {pid}). Use that one, "
        "stop it with Ctrl-C, or give --data and --port (make run "
        "ARGS='--data other --port 8710')",
        "文件夹 {data} 已在运行分润：{url}（进程 {pid}）。请直接使用，或按 Ctrl-C 停止它，或另给 "
        "--data 与 --port（make run ARGS='--data other --port 8710'）",
    ),
    "starting_already": Words(
        "Fenrun is running, or starting, on the folder {data} already. Use that one, stop it with "
        "Ctrl-C, or give --data and --port (make run ARGS='--data other --port 8710')",
        "文件夹 {data} 已在运行或启动分润。请直接使用，或按 Ctrl-C 停止它，或另给 --data 与 "
        "--port（make run ARGS='--data other --port 8710'）",
    ),
    "time_back": Words(
        "it is {now} already; business time never goes back",
        "业务时间已是 {now}；不能倒退",
    ),
    "time_far": Words("ten years at a time are the most", "一次最多推进十年"),
    "value_missing": Words("Option {name} needs a value.", "选项 {name} 须带一个值。"),
    "which_orders": Words(
        "say which orders: --orders FILE or --period 2025-03",
        "请写明哪些订单：--orders FILE 或 --period 2025-03",
    ),
    "wrong_value": Words("Invalid value for {name}: {why}", "{name} 的值不对：{why}"),
}
