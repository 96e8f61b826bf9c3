"""The words of what has happened in a session, for the banner. Called anew after a change of the language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ...core.errors import Fault
from ...messages import Action, Words, fault_sentence
from ..base.language import fill, translate_message

translate = QCoreApplication.translate


def demo_again() -> Words:
    """The program has started in the demo because it was left there."""
    sentence = translate("Session", "Nothing is sent and nothing costs. Your own pictures are at the real service.")
    action = Action("go_over", translate("Session", "Use the real service"))
    return Words(translate("Session", "This is the demo, as when you left"), sentence, action, "info")


def unexpected(what: str, log: Path) -> Words:
    """Something failed that nobody foresaw."""
    text = translate("Session", "%1. Nothing that was sent is lost. Details are in %2")
    return Words(translate("Session", "Something unexpected failed"), fill(text, what, log), None, "failed")


def not_saved(fault: Fault, elsewhere: int) -> Words:
    """A job did not get onto the disk. The recipes of so many are not in the form, which is not overwritten unasked."""
    title = translate("Session", "The job could not be saved, so it was not sent")
    label = translate("Session", "Show it in the form")
    if elsewhere > 1:
        label = fill(translate("Session", "Show them in the form, one of %1"), elsewhere)
    action = Action("show_dropped", label) if elsewhere else None
    return Words(title, fault_sentence(fault, translate_message), action, "failed")


def settings_not_kept(fault: Fault) -> Words:
    """The disk did not take the settings: they hold, but are not kept."""
    from ...messages.settings import not_kept  # late: hardly ever said

    return not_kept(fault, translate_message)


def not_sorted(fault: Fault) -> Words:
    """A flag, stars, a colour or a collection could not be kept."""
    title = translate("Session", "That could not be kept, so it was taken back")
    return Words(title, fault_sentence(fault, translate_message), None, "failed")


def not_undone(what: str, fault: Fault) -> Words:
    """A step of the undo could not be undone or redone."""
    title = fill(translate("Session", "That could not be undone: %1"), what)
    return Words(title, fault_sentence(fault, translate_message), None, "failed")


def not_found(fault: Fault) -> Words:
    """What is looked for could not be looked up."""
    title = translate("Session", "That could not be looked up")
    return Words(title, fault_sentence(fault, translate_message), None, "failed")


def key_not_kept(why: str) -> Words:
    """The keychain did not take the key; `why` is empty where there is none."""
    sentence = translate("Session", "There is no system keychain here: it is forgotten when the program ends.")
    if why:
        text = translate(
            "Session", "The system's keychain did not take it (%1): it is forgotten when the program ends."
        )
        sentence = fill(text, why)
    return Words(translate("Session", "The key is used now, but not kept"), sentence, None, "key")
