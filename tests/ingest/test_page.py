from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest

from hudna.errors import InputError
from hudna.ingest.language import refuse_unless_arabic
from hudna.ingest.page import Page, read_page

PAGES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "pages"
BODY = [
    "أعلنت لجنة مراقبة وقف إطلاق النار أنها سجلت خمسة خروق خلال اليوم الماضي في أرياف إدلب.",
    "وقال مصدر في اللجنة إن الخروق اقتصرت على رمايات متقطعة لم تسفر عن إصابات بين السكان.",
    "وأضاف المصدر أن اللجنة ستواصل عملها في المنطقة إلى حين انتهاء المهلة المتفق عليها.",
]


def page(head: str = "", body: list[str] = BODY, byline: str = "", url: str | None = None) -> Page:
    """Read a page made of parts."""
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    source = (
        f"<html><head><title>خروق للهدنة - وكالة المثال</title>{head}</head><body>"
        f'<nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav>'
        f"<article><h1>خروق للهدنة</h1>{byline}{paragraphs}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )
    return read_page(source.encode(), url)


NAMED = '<meta property="og:site_name" content="وكالة المثال">'


def test_title_body_and_outlet() -> None:
    found = page(NAMED)

    assert found.title == "خروق للهدنة"
    assert found.outlet == "وكالة المثال"
    assert found.text == "خروق للهدنة\n\n" + "\n".join(BODY)


def test_what_the_page_says_around_its_article_is_left_out() -> None:
    extra = [
        "تم نشره الأحد",
        *BODY,
        "اقرأ أيضا: خبر آخر من المنطقة",
        "تخضع التعليقات لسياسة الخصوصية",
    ]

    found = page(body=extra)

    assert found.body == "\n".join(BODY)


OTHER = "وصلت قافلة مساعدات تضم عشرين شاحنة إلى مدينة الرستن شمالي حمص بإشراف الهلال الأحمر."


@pytest.mark.parametrize("tag", ["div", "section", "aside"])
@pytest.mark.parametrize(
    ("name", "heading"),
    [("box", "أخبار ذات صلة"), ("", "اقرأ أيضاً:"), ("more-news", ""), ("post-related", "مزيد")],
)
def test_a_box_of_other_stories_is_left_out_wherever_it_stands(
    tag: str, name: str, heading: str
) -> None:
    box = (
        f'<{tag} class="{name}"><h3>{heading}</h3><div><a href="/2">قافلة إلى الرستن</a>'
        f"<p>{OTHER}</p></div></{tag}>"
    )
    paragraphs = [f"<p>{text}</p>" for text in BODY]
    for place in (0, 2, 3):
        parts = [*paragraphs[:place], box, *paragraphs[place:]]
        source = f"<html><head><title>خروق</title></head><body><article>{''.join(parts)}</article>"

        assert read_page(source.encode()).body == "\n".join(BODY)


def test_an_article_is_no_box_of_other_stories_whatever_its_class() -> None:
    source = (
        "<html><head><title>خروق</title></head><body class='related-on'><div class='related story'>"
        + "<a href='/'>الرئيسية</a>" + "".join(f"<p>{text}</p>" for text in BODY) + "</div></body>"
    )  # fmt: skip

    assert read_page(source.encode()).body == "\n".join(BODY)


@pytest.mark.parametrize(
    ("head", "byline", "url"),
    [
        ('<meta property="article:published_time" content="2018-11-19T08:00:00+03:00">', "", None),
        (
            '<meta property="article:published_time" content="الإثنين، 19 نوفمبر 2018 - 12:09 م">',
            "",
            None,
        ),
        ("", "", "https://example.org/2018/11/19/story"),
        ("", "", "https://example.org/2018/middle_east/11/19/story/index.html"),
        ("", '<div class="article_created">الإثنين 19 تشرين الثاني / نوفمبر 2018</div>', None),
        ("", '<span class="post-date">١٩ نوفمبر ٢٠١٨</span>', None),
        (
            '<meta property="article:published_time" content="2018-11-18T22:30:00+00:00">'
            '<script type="application/ld+json">'
            '{"@type": "NewsArticle", "datePublished": "2018-11-19T00:30:00+02:00"}</script>',
            "",
            None,
        ),
    ],
)  # fmt: skip
def test_the_date_is_the_one_that_the_page_states(head: str, byline: str, url: str | None) -> None:
    assert page(head, byline=byline, url=url).published == date(2018, 11, 19)


def test_no_date_is_guessed() -> None:
    found = page(
        body=[*BODY, "وكان الاتفاق قد وقع في 17 أيلول 2018."], url="https://example.org/2018/x"
    )

    assert found.published is None


def test_a_lead_that_stands_apart_is_put_back() -> None:
    lead = (
        "أعلنت اللجنة المشتركة، مساء الأحد، تسجيل خمسة خروق لوقف إطلاق النار في أرياف إدلب وحماة."
    )
    source = (
        f'<html><head><title>خروق</title><meta name="description" content="{lead[:70]}...">'
        f'</head><body><div class="announce"><b>{lead}</b></div>'
        + "<article>" + "".join(f"<p>{text}</p>" for text in BODY) + "</article></body></html>"
    )  # fmt: skip

    assert read_page(source.encode()).body.startswith(lead)


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6"])
def test_a_legacy_page_is_decoded(charset: str) -> None:
    source = (
        f'<html><head><meta charset="{charset}"><title>خروق</title></head><body><article>'
        + "".join(f"<p>{text}</p>" for text in BODY)
        + "</article></body></html>"
    )

    assert read_page(source.encode(charset)).body == "\n".join(BODY)


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>x</a></nav></body></html>",
        "<!-- nothing -->",
        "<html><body><h1>404</h1><p>الصفحة غير موجودة</p></body></html>",
        "<html><body><ul>"
        + "<li><a href='/1'>اجتماع جديد لبحث ملف المعتقلين والنازحين في المنطقة</a></li>" * 20
        + "</ul></body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
    ],
)
def test_a_page_with_no_article_says_so(source: str) -> None:
    with pytest.raises(InputError, match="a page with no article"):
        read_page(source.encode())


def test_deep_nesting_does_no_harm() -> None:
    source = "<div>" * 20_000 + "".join(f"<p>{text}</p>" for text in BODY)

    with contextlib.suppress(InputError):
        read_page(source.encode())


def test_a_very_long_page_is_read() -> None:
    found = page(body=BODY * 2500)

    assert found.body.startswith(BODY[0])


def real_pages() -> list[dict[str, str]]:
    index = PAGES / "pages.json"
    return json.loads(index.read_text("utf-8")) if index.exists() else []


@pytest.mark.parametrize("case", real_pages(), ids=lambda case: case["file"])
def test_real_pages_give_their_date_or_none(case: dict[str, str]) -> None:
    found = read_page((PAGES / case["file"]).read_bytes())
    try:
        refuse_unless_arabic(found.text)
    except InputError:
        pytest.skip("not in Arabic")

    assert found.title
    if case["published"]:
        assert found.published == date.fromisoformat(case["published"])


def test_a_real_page_gives_its_text() -> None:
    if not PAGES.exists():
        pytest.skip("no pages beside the checkout")
    found = read_page((PAGES / "cnn-arabic-2013.html").read_bytes())

    assert found.body.split() == (PAGES / "cnn-arabic-2013.txt").read_text("utf-8").split()
