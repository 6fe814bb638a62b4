"""XML from strangers: no entities, no DTD, no network; and broken XML is read as far as it goes."""

from __future__ import annotations

import re

from lxml import etree

from hudna.errors import InputError
from hudna.ingest.encoding import decode

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")


def parsed(raw: bytes, charset: str | None = None) -> etree._Element:
    """Parse XML; ``charset`` is the encoding that the server named.

    Raises:
        InputError: it is no XML, or declares entities, which can unfold to gigabytes or name files.
    """
    declared = _DECLARED.search(raw, 0, 400)
    text = _decoded(raw, declared[1].decode("ascii") if declared else charset)
    if "<!ENTITY" in text.upper():
        raise InputError("XML that declares entities, which is refused")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True,
        dtd_validation=False, huge_tree=False, recover=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).lstrip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("not XML") from error
    if root is None:
        raise InputError("not XML")
    return root


def _decoded(raw: bytes, declared: str | None) -> str:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        # Cut off on the way, it may end within a character.
        if error.start >= max(1, len(raw) - 3):
            raw = raw[: error.start]
    return decode(raw, declared)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    tag = element.tag
    return str(tag).rpartition("}")[2].lower() if isinstance(tag, str) else ""
