"""What a server answered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What is asked for where nothing else is said."""
_NOT_MODIFIED = 304
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered, as it was served but for compression."""

    url: str
    """Where it was found, after redirects."""
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name; of several of a name, all, separated by commas."""
    body: bytes = b""
    at: datetime | None = None
    """When it was fetched, in universal time."""

    @property
    def unchanged(self) -> bool:
        """Whether the server says that it is what it was."""
        return self.status == _NOT_MODIFIED

    @property
    def sha256(self) -> str:
        """The hash of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None
