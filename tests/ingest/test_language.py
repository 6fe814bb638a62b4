from __future__ import annotations

import pytest

from hudna.errors import InputError
from hudna.ingest.language import refuse_unless_arabic

ARABIC = "أفادت مصادر محلية بأن القصف تجدد على أطراف البلدة في ريف إدلب الجنوبي صباح اليوم. " * 6
PERSIAN = (
    "سخنگوی وزارت خارجه گفت که گفتگوها با همتای خود در هفته آینده برگزار می‌شود و دو طرف درباره "
    "راه‌های کاهش تنش و گسترش همکاری‌های منطقه‌ای به توافق رسیده‌اند. "
) * 4
URDU = (
    "وزیر خارجہ نے کہا ہے کہ دونوں ملکوں کے درمیان مذاکرات اگلے ہفتے ہوں گے اور پیش رفت ہو گی۔ " * 4
)


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        "اشتباكات",
        "هدنة (CNN) 24/7",
        "قُصِفَتِ البَلْدَةُ",
        "ﻗﺼﻒ ﺍﻟﺒﻠﺪﺓ",
        "ﻭﺩﺧﻠﺖ ﺍﻟﻘﺎﻓﻠﺔ ﺇﻟﻰ ﺍﻟﺒﻠﺪﺓ " * 20,
        "وَدَخَلَتِ الْقَافِلَةُ إِلَى الْبَلْدَةِ " * 20,
        "ودخلــت الــقافلة إلى الــبلدة " * 20,
    ],
)
def test_arabic_is_taken(text: str) -> None:
    refuse_unless_arabic(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("Shelling was reported near Idlib.", "not Arabic"),
        ("12 34 — !", "not Arabic"),
        ("Shelling was reported near the town of Idlib (إدلب) on Monday.", "not Arabic"),
        (PERSIAN, "not in Arabic"),
        (URDU, "not in Arabic"),
    ],
)
def test_the_rest_is_refused_and_says_why(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        refuse_unless_arabic(text)
