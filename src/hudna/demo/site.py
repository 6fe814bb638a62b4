"""The demo's reports as a site on this computer's own loopback: a feed an outlet, a page a report.

It lets the demo collect as a user would, with no network. It answers only this computer, on a port
that the system chooses, and ends with the demo.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hudna.model import Article

HOST = "127.0.0.1"


@contextmanager
def site(articles: Sequence[Article]) -> Iterator[dict[str, str]]:
    """Serve articles for as long as the context lasts; gives each outlet's feed address."""
    outlets = sorted({article.outlet or "" for article in articles})
    server = ThreadingHTTPServer((HOST, 0), _Handler)
    base = f"http://{HOST}:{server.server_address[1]}"
    server.RequestHandlerClass = _serving(_files(articles, outlets, base))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield {outlet: f"{base}/{number}.xml" for number, outlet in enumerate(outlets)}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers with what is in ``files``, by path, and says nothing of it on the terminal."""

    files: Mapping[str, tuple[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer one request."""
        kind, body = self.files.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _serving(files: Mapping[str, tuple[str, bytes]]) -> type[_Handler]:
    return type("Handler", (_Handler,), {"files": files})


def _files(
    articles: Sequence[Article], outlets: Sequence[str], base: str
) -> dict[str, tuple[str, bytes]]:
    out = {}
    for number, outlet in enumerate(outlets):
        told = [article for article in articles if (article.outlet or "") == outlet]
        feed = _feed(outlet, told, base).encode()
        out[f"/{number}.xml"] = ("application/rss+xml; charset=utf-8", feed)
    for article in articles:
        out[f"/{article.id}.html"] = ("text/html; charset=utf-8", _page(article).encode())
    return out


def _feed(outlet: str, articles: Sequence[Article], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(_title(article))}</title>"
        f"<link>{base}/{escape(article.id)}.html</link></item>"
        for article in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(outlet)}</title><link>{base}/</link>{items}</channel></rss>"
    )


def _page(article: Article) -> str:
    day = article.published.isoformat() if article.published else ""
    _, _, body = article.text.partition("\n\n")
    lines = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines() if line.strip())
    published = f'<meta property="article:published_time" content="{day}">' if day else ""
    return (
        '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f"<title>{escape(_title(article))}</title>{published}</head>"
        f"<body><article><h1>{escape(_title(article))}</h1>{lines}</article></body></html>"
    )


def _title(article: Article) -> str:
    return article.text.partition("\n")[0]
