"""The language: chosen, filled in, and put in place at run time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.base import language


def test_values_are_filled_in_once() -> None:
    assert language.fill("%2 of %1", "%2", 3) == "3 of %2"


@pytest.mark.parametrize(
    "wanted, chosen",
    [
        (["zh-Hans-CN", "en"], "zh_CN"),
        (["de-DE", "en-GB"], "en"),
        (["fr-FR", "zh-TW"], "zh_CN"),
        (["de"], "en"),
        ([], "en"),
    ],
)
def test_the_system_language_is_the_first_we_speak(
    monkeypatch: pytest.MonkeyPatch, wanted: list[str], chosen: str
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return wanted

    with monkeypatch.context() as patch:
        patch.setattr(language.QLocale, "system", staticmethod(System))
        assert language.system_language() == chosen


def test_choosing_sets_the_locale_and_leaves_one_set_of_translators(qapp: QApplication) -> None:
    assert language.apply_language(qapp, "zh_CN") == "zh_CN"
    assert QLocale().language() == QLocale.Language.Chinese
    chinese = len(language._installed)
    language.apply_language(qapp, "en")
    assert QLocale().language() == QLocale.Language.English
    language.apply_language(qapp, "zh_CN")
    assert len(language._installed) == chinese


@pytest.mark.parametrize("turn", range(2))
def test_no_language_is_left_over_from_another_test(qapp: QApplication, turn: int) -> None:
    assert QCoreApplication.translate("GalleryModel", "%n job(s)", "", 2) == "2 job(s)"
    language.apply_language(qapp, "zh_CN")


def test_qts_own_buttons_are_translated(qapp: QApplication) -> None:
    language.apply_language(qapp, "zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_messages_go_through_their_own_context(qapp: QApplication) -> None:
    class Shouting(QTranslator):
        def translate(self, context: str, source: str, disambiguation: object = None, n: int = -1) -> str:
            return source.upper() if context == "messages" else ""

        def isEmpty(self) -> bool:
            return False

    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        assert language.translate_message("Stopped") == "STOPPED"
    finally:
        qapp.removeTranslator(translator)
    assert language.translate_message("Not a text of ours") == "Not a text of ours"
