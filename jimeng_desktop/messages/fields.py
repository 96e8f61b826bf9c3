"""Which fields of the form a refusal is about, and the sentence that stands there; a pure rule over its words."""

from __future__ import annotations

from ..core.errors import Fault
from .words import QT_TRANSLATE_NOOP, Translate, fill, tidy

_OF_FIELDS = ("parameters", "refused")
# How a service may name a field; it says so in English or Chinese.
_NAMES = {
    "prompt": ("prompt", "提示词"),
    "model": ("model", "模型"),
    "ratio": ("ratio", "aspect", "比例", "宽高比"),
    "resolution": ("resolution", "size", "分辨率", "尺寸"),
    "callback_url": ("callback", "回调"),
    "user_id": ("user_id", "userid"),
}
_SENTENCES = {
    "ratio": QT_TRANSLATE_NOOP("messages", "Not accepted. Another ratio may work."),
    "resolution": QT_TRANSLATE_NOOP("messages", "Not accepted. Another resolution may work."),
}
_NAMED = QT_TRANSLATE_NOOP("messages", "The service says: {detail}.")


def faults_of_fields(fault: Fault | None, tr: Translate) -> dict[str, str]:
    """Field -> sentence: those the fault's own words name, else ratio and resolution where the service says that
    parameters are to blame; empty if it is about no field."""
    if fault is None or fault.code not in _OF_FIELDS:
        return {}
    detail = tidy(fault.detail)
    said = detail.lower().replace(" ", "_")
    named = [field for field, names in _NAMES.items() if any(name in said for name in names)]
    if named:
        return {field: fill(tr(_NAMED), detail=detail) for field in named}
    return {field: tr(sentence) for field, sentence in _SENTENCES.items()} if fault.code == "parameters" else {}
