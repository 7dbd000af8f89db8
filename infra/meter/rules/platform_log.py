"""What Lambda itself logs about an invocation, where logs are JSON.

AWS: "Log-level filtering" (monitoring-cloudwatchlogs-log-level.html), read 2026-11-30: by default
start and report are sent. Their fields are those of the Telemetry API's events, whose length varies
by a few digits.
"""

import json

_ID = "6d68ca91-49c9-448d-89b8-7ca3e6dc66aa"
_TIME = "2022-10-12T00:00:15.064Z"
_REPORT = {
    "durationMs": 25.30,
    "billedDurationMs": 26,
    "memorySizeMB": 512,
    "maxMemoryUsedMB": 140,
}
_EVENTS = (
    {
        "time": _TIME,
        "type": "platform.start",
        "record": {"requestId": _ID, "version": "$LATEST"},
    },
    {
        "time": _TIME,
        "type": "platform.report",
        "record": {"requestId": _ID, "metrics": _REPORT, "status": "success"},
    },
)

PLATFORM_BYTES = sum(len(json.dumps(event, separators=(",", ":"))) for event in _EVENTS)
