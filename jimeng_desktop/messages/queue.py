"""The words of the queue as a whole: one banner, the gravest."""

from __future__ import annotations

from dataclasses import replace

from ..core.errors import Fault
from ..core.events import QueueChanged
from .actions import ASK_NOW, DISCARD_LEFT_OVER, SEND_LEFT_OVER
from .faults import fault_words
from .ours import OURS
from .words import QT_TRANSLATE_NOOP, Translate, Words, counted

_PAUSED = QT_TRANSLATE_NOOP("messages", "The queue is paused.")
_PAUSED_ONE = QT_TRANSLATE_NOOP("messages", "The queue is paused, one job waits here and costs nothing.")
_PAUSED_MANY = QT_TRANSLATE_NOOP("messages", "The queue is paused, {n} jobs wait here and cost nothing.")
_UNSENT = QT_TRANSLATE_NOOP("messages", "Nothing is sent until you go on.")
_UNSENT_ONE = QT_TRANSLATE_NOOP("messages", "One job waits here and costs nothing until you go on.")
_UNSENT_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs wait here and cost nothing until you go on.")
_KEYLESS_ONE = QT_TRANSLATE_NOOP("messages", "Nothing is sent. One job waits until the key works.")
_KEYLESS_MANY = QT_TRANSLATE_NOOP("messages", "Nothing is sent. {n} jobs wait until the key works.")
_LEFT_OVER_ONE = QT_TRANSLATE_NOOP("messages", "One job was waiting")
_LEFT_OVER_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs were waiting")
_NOT_SENT_ONE = QT_TRANSLATE_NOOP(
    "messages", "It was not sent when the program ended and cost nothing. Send or discard it?"
)
_NOT_SENT_MANY = QT_TRANSLATE_NOOP(
    "messages", "They were not sent when the program ended and cost nothing. Send or discard them?"
)
_GOES_ON = QT_TRANSLATE_NOOP("messages", "What was sent goes on at the service. Trying again by itself.")


def queue_banner(queue: QueueChanged, jobs_waiting: int, tr: Translate) -> Words | None:
    """The gravest thing the user should know of the queue; `jobs_waiting` counts the jobs not sent yet."""
    paused = queue.paused.code if queue.paused else ""
    if queue.paused and paused not in ("no_points", "key_refused", "paused_by_user"):
        return fault_words(queue.paused, tr)  # the disk: it says itself that nothing is sent
    if queue.paused and paused == "no_points":
        return _paused(queue.paused, jobs_waiting, tr)
    if queue.paused and paused == "key_refused":
        return _keyless(queue.paused, jobs_waiting, tr)
    if queue.key_missing:
        return _keyless(Fault("key_missing"), jobs_waiting, tr)
    if queue.left_over:
        return _left_over(len(queue.left_over), tr)
    if queue.offline:
        ask_now = replace(ASK_NOW, label=tr(ASK_NOW.label))
        words = fault_words(queue.offline, tr)
        ours = (queue.offline.code, queue.offline.detail) in OURS
        return words if ours else replace(words, sentence=tr(_GOES_ON), action=ask_now, second=None)
    return _by_user(jobs_waiting, tr) if queue.paused else None


def _paused(fault: Fault, waiting: int, tr: Translate) -> Words:
    words = fault_words(fault, tr)
    go_on = fault_words(Fault("paused_by_user"), tr).action
    sentence = counted(tr, waiting, _PAUSED_ONE, _PAUSED_MANY) if waiting else tr(_PAUSED)
    return replace(words, sentence=sentence, action=go_on)


def _keyless(fault: Fault, waiting: int, tr: Translate) -> Words:
    words = fault_words(fault, tr)
    return replace(words, sentence=counted(tr, waiting, _KEYLESS_ONE, _KEYLESS_MANY)) if waiting else words


def _by_user(waiting: int, tr: Translate) -> Words:
    words = fault_words(Fault("paused_by_user"), tr)
    return replace(words, sentence=counted(tr, waiting, _UNSENT_ONE, _UNSENT_MANY) if waiting else tr(_UNSENT))


def _left_over(n: int, tr: Translate) -> Words:
    discard = replace(DISCARD_LEFT_OVER, label=tr(DISCARD_LEFT_OVER.label))
    send = replace(SEND_LEFT_OVER, label=tr(SEND_LEFT_OVER.label))
    title = counted(tr, n, _LEFT_OVER_ONE, _LEFT_OVER_MANY)
    return Words(title, counted(tr, n, _NOT_SENT_ONE, _NOT_SENT_MANY), discard, "waiting", send)
