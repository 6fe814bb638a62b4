"""The exceptions that Hudna raises: one root, and one for each thing that a user can mend."""

from __future__ import annotations


class HudnaError(Exception):
    """Root of every error that Hudna raises on purpose; its message is one line for a user."""


class InputError(HudnaError):
    """An input could not be read: missing, unreadable, binary, empty, or broken.

    The message names the file and, where there is one, the line.
    """


class DataError(HudnaError):
    """A data file of the project or of a user (lexicon, accord, gazetteer) breaks its rules.

    The message names the file, the line, and the remedy.
    """
