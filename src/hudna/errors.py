"""The exceptions that Hudna raises: one root, and one for each thing that a user can mend."""

from __future__ import annotations


class HudnaError(Exception):
    """Root of every error that Hudna raises on purpose; its message is one line for a user."""


class InputError(HudnaError):
    """An input could not be read: missing, unreadable, binary, empty, or broken.

    The message names the file and, where there is one, the line.
    """


class FetchError(InputError):
    """An address could not be fetched: refused, unreachable, too slow, too large, or not served.

    The message names the address.
    """

    def __init__(self, message: str, *, transient: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.transient = transient
        """Whether it may be there at a later try."""
        self.wait = wait
        """Seconds after which the server asks to be tried again, where it says so."""


class DataError(HudnaError):
    """A data file of the project or of a user (lexicon, accord, gazetteer) breaks its rules.

    The message names the file, the line, and the remedy.
    """


class StoreError(HudnaError):
    """The database cannot be opened, read or written: missing, locked, full, or of another release.

    The message names the database, never its password, and the remedy.
    """
