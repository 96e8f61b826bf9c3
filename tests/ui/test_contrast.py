"""Every text and every icon that is really on screen can be read, in both themes; measured in the rendered pixels.

Both themes see those scenes whose widgets differ; language and size change no colour.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor

from jimeng_desktop.ui.design import look
from tests.ui.contrasts import contrast, weak
from tests.ui.showing import SCENES, Showing, Variant, showing

SAME = {  # scenes that show no widget which another one doesn't show
    "main", "narrow", "smallest", "banner-left-over", "banner-key", "failure-cards-below", "queue-left-over", "about",
    "key-dialog", "focus-queue-button", "focus-ratio", "long-prompt",
}  # fmt: skip
LOOKED_AT = [name for name in SCENES if name not in SAME]


@pytest.fixture(scope="module")
def shows(qapp: object) -> Iterator[Showing]:
    with showing() as theatre:
        yield theatre


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_all_that_is_on_screen_can_be_read(shows: Showing, name: str, theme: str) -> None:
    assert shows.see(name, Variant(theme), lambda stage: sorted(set(weak()))) == []


@pytest.mark.parametrize(
    ("colour", "value", "scene", "seen"),
    [
        ("t3", "#9a9a9a", "main", "GalleryView"),  # painted
        ("t2", "#9a9a9a", "main", "PlainLabel"),  # through the style sheet
        ("t1", "#9a9a9a", "key-dialog", "QLineEdit"),  # through the palette
        ("attention", "#e5b65c", "failure-cards", "icon"),
        ("s2", "#303030", "menu", "QMenu"),  # a ground
    ],
)
def test_a_colour_that_is_too_weak_is_seen(
    shows: Showing, monkeypatch: pytest.MonkeyPatch, colour: str, value: str, scene: str, seen: str
) -> None:
    monkeypatch.setattr(look, "LIGHT", look.LIGHT._replace(**{colour: QColor(value)}))
    found = shows.see(scene, Variant("light"), lambda stage: list(weak()))
    assert any(seen in complaint for complaint in found), found


def test_contrast_is_measured_as_the_web_does() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)
