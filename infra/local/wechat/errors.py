"""How the stand-in says no."""


class ApiError(Exception):
    """An error answer: HTTP status, the channel's code, and words for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.content = {"code": code, "message": message}


class AnswerLost(Exception):
    """The request was accepted, and its answer never arrives."""
