"""Addresses of the web: read, joined, and in the one form by which an article is known."""

from __future__ import annotations

import re

import httpx2

from hudna.errors import FetchError

_HOST = re.compile(rb"[0-9A-Za-z_](?:[0-9A-Za-z._-]*[0-9A-Za-z])?\.?|[0-9A-Fa-f:.]+")
_LONGEST_URL = 2000
"""Characters, encoded: what browsers and databases' indexes take."""
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_[ce]id|_ga|_gl|at_\w+"
    r"|xtor|ocid|cmpid|ns_\w+|feature|ref_src|ref_url|__twitter_impression|amp_js_v|usqp"
)
"""Parameters that tell where a reader came from, and never which page it is."""


def parsed(url: str) -> httpx2.URL:
    """Read an address: Arabic letters in it are encoded as the web's standards have it.

    Raises:
        FetchError: it is none, not of the web, or holds a password.
    """
    shown = "".join(c if c.isprintable() else "\ufffd" for c in url[:200])
    try:
        parsed = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{shown}: no address: {error}") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"{shown}: not an http:// or https:// address")
    if parsed.userinfo:
        # Nothing that is fetched is stored with a password.
        raise FetchError(f"{parsed.host}: an address with a user name or password in it")
    if not _HOST.fullmatch(parsed.raw_host) or len(str(parsed)) > _LONGEST_URL:
        raise FetchError(f"{shown}: no address of a page")
    return parsed.copy_with(fragment=None)


def joined(url: httpx2.URL, target: str) -> httpx2.URL:
    """Return where a page's link, or a redirect, leads to.

    Raises:
        FetchError: to nothing that can be fetched.
    """
    try:
        return parsed(str(url.join(target)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{url}: leads to no address") from error
    except FetchError as error:
        raise FetchError(f"{url}: leads to {error}") from error


def canonical(url: str) -> str:
    """Return the form of an address by which its article is known.

    Two addresses of one page that differ only in a fragment, in tracking parameters or in how
    letters are encoded have one canonical form, which leads to the same page.

    Raises:
        FetchError: it is no address of the web.
    """
    at = parsed(url)
    query = at.query.decode("ascii")
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])]
    if kept != [query]:
        # Where the whole query was tracking, its question mark goes too.
        at = at.copy_with(query="&".join(kept).encode("ascii") or None)
    return _ENCODED.sub(lambda code: code[0].upper(), str(at))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site, which may also be called www, m or amp.

    A page may say which address is its own only within its site: else any page could pass for
    another outlet's.
    """
    return _site(a) == _site(b)


def _site(url: str) -> str:
    host = parsed(url).host.rstrip(".").lower()
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
