"""Articles, pages and lists of them, in words of our own, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from hudna.ingest.item import Seen

PARAGRAPHS = (
    "قصفت قوات النظام بالمدفعية الثقيلة صباح اليوم الاثنين محيط بلدة {place} في ريف إدلب الجنوبي.",
    "وأفاد مراسلنا بأن القصف أدى إلى مقتل {killed} مدنيين وإصابة آخرين بجروح متفاوتة في البلدة.",
    "وتشهد المنطقة خروقا متكررة لاتفاق وقف إطلاق النار منذ مطلع الشهر الجاري بحسب ناشطين.",
)
PLACES = ("جرجناز", "التح", "كفرنبل", "معرة النعمان", "خان شيخون", "سراقب", "الهبيط", "كفرزيتا")


def title(number: int) -> str:
    return f"قصف على بلدة {PLACES[number % len(PLACES)]} رقم {number}"


def body(number: int, killed: str = "ثلاثة") -> str:
    place = PLACES[number % len(PLACES)]
    return "\n".join(text.format(place=place, killed=killed) for text in PARAGRAPHS)


def page(number: int, killed: str = "ثلاثة", head: str = "") -> bytes:
    """Make the web page of an article."""
    paragraphs = "".join(f"<p>{text}</p>" for text in body(number, killed).split("\n"))
    return (
        f"<html><head><meta charset='utf-8'><title>{title(number)}</title>"
        f"<meta property='article:published_time' content='2018-11-19T08:{number:02}:00+02:00'>"
        f"<meta property='og:site_name' content='وكالة المثال'>{head}</head>"
        f"<body><nav><a href='/'>الرئيسية</a></nav><article><h1>{title(number)}</h1>{paragraphs}"
        "</article></body></html>"
    ).encode()


def rss(items: Sequence[Mapping[str, str]]) -> bytes:
    """Make a feed of items, each given by its elements."""
    inner = "".join(
        "<item>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in item.items()) + "</item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>وكالة المثال</title>{inner}</channel></rss>"
    ).encode()


def feed_of(root: str, numbers: Sequence[int]) -> bytes:
    """Make a feed that lists the pages ``/1``, ``/2`` … of a site."""
    return rss([{"title": title(n), "link": f"{root}/{n}"} for n in numbers])


class Memory(dict[str, Seen]):
    """Remembers as a store does."""

    def keep(self, seen: Seen | None) -> None:
        if seen is not None:
            self[seen.url] = seen
