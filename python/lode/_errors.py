"""Errors: one class for each thing that the caller can do about it."""

from __future__ import annotations


class LodeError(Exception):
    """Something went wrong in lode. ``message`` is one sentence that says what would be right.

    Of a mistake in a question, ``line`` and ``column`` (from 1) say where it stands,
    ``source_line`` is the line, and ``str(error)`` shows it with a caret under the place;
    several mistakes of one text are shown together. Elsewhere these are 0 and empty.
    """

    message: str
    file: str
    line: int
    column: int
    length: int
    source_line: str

    def __init__(
        self,
        rendered: str,
        message: str = "",
        file: str = "",
        line: int = 0,
        column: int = 0,
        length: int = 0,
        source_line: str = "",
    ) -> None:
        super().__init__(rendered)
        self.message = message or rendered
        self.file, self.line, self.column, self.length = file, line, column, length
        self.source_line = source_line


class InvalidInput(LodeError, ValueError):
    """The text, file or argument is wrong: change it."""


class NotFound(LodeError, LookupError):
    """No such file, article, entity or rule."""


class Busy(LodeError):
    """Somebody else holds the lock of the store: wait, or close it."""


class Corrupt(LodeError):
    """Stored bytes are damaged: restore or rebuild."""


class Unsupported(LodeError):
    """The store was written by a newer lode."""


class LimitReached(LodeError):
    """A named limit was met: raise it, or ask for less."""


class Cancelled(LodeError):
    """The question or the load was stopped."""


class StorageError(LodeError, OSError):
    """The disk or the system refused."""


class InternalError(LodeError):
    """A fault of lode: please report it."""


_BY_CODE = {
    1: InvalidInput,
    2: NotFound,
    3: Busy,
    4: Corrupt,
    5: Unsupported,
    6: LimitReached,
    7: Cancelled,
    8: StorageError,
    9: InternalError,
}


def make_error(
    code: int,
    message: str,
    rendered: str,
    file: str,
    line: int,
    column: int,
    length: int,
    source_line: str,
) -> LodeError:
    """What the extension raises."""
    kind = _BY_CODE.get(code, InternalError)
    error = kind(rendered)
    LodeError.__init__(error, rendered, message, file, line, column, length, source_line)
    return error
