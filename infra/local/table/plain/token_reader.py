"""What reads an expression token by token, and notes the placeholders that it uses."""

from infra.local.table.plain.expressions import a_name, a_value, tokens
from infra.local.table.plain.values import NotPlain


class TokenReader:
    """Reads an expression from its first token on. Errors of all it does: NotPlain."""

    def __init__(self, text: str) -> None:
        self.rest = tokens(text)[::-1]
        self.uses: set[str] = set()

    def following(self) -> str:
        """Take the next token, whatever it is."""
        if not self.rest:
            raise NotPlain
        return self.rest.pop()

    def name(self) -> str:
        """Take an attribute's name or its placeholder."""
        return self._used(a_name(self.following()))

    def value(self) -> str:
        """Take a value's placeholder."""
        return self._used(a_value(self.following()))

    def skips(self, word: str) -> bool:
        """Take a word, if it is the next; tell whether it was."""
        found = bool(self.rest) and self.rest[-1].upper() == word
        if found:
            self.rest.pop()
        return found

    def expect(self, word: str) -> None:
        """Take a word, which has to be the next."""
        if not self.skips(word):
            raise NotPlain

    def _used(self, token: str) -> str:
        if token[0] in "#:":
            self.uses.add(token)
        return token
