"""The words of exporting: why a copy was not written, what is wrong with a template of names."""

from __future__ import annotations

from ..core.errors import Fault
from .faults import copy_sentence
from .words import QT_TRANSLATE_NOOP, Translate

_OF_ORIGINALS = {
    "picture_damaged": QT_TRANSLATE_NOOP("messages", "The original can't be read as a whole picture."),
    "not_shown": QT_TRANSLATE_NOOP("messages", "It can't be converted here; as it is, it can be exported."),
    "original_missing": QT_TRANSLATE_NOOP("messages", "The original is no longer where it was saved."),
}

TEMPLATE_PROBLEMS = {
    "template_empty": QT_TRANSLATE_NOOP("messages", "A name needs at least one letter or field."),
    "template_absolute": QT_TRANSLATE_NOOP("messages", "A name can't begin with a drive or a folder."),
    "template_up": QT_TRANSLATE_NOOP("messages", "A name can't lead out of its folder."),
    "template_field": QT_TRANSLATE_NOOP("messages", "There is a field here that does not exist; + lists them all."),
    "template_folder": QT_TRANSLATE_NOOP("messages", "A name can't hold / or \\; choose the folder below."),
}


def export_sentence(fault: Fault, tr: Translate) -> str:
    """Why a picture was not exported."""
    sentence = _OF_ORIGINALS.get(fault.code)
    return tr(sentence) if sentence else copy_sentence(fault, tr)


def template_sentence(code: str, tr: Translate) -> str:
    """What is wrong with a template of names."""
    return tr(TEMPLATE_PROBLEMS[code])
