"""The words of every fault and problem, by code; a test holds this table against the classes of core/errors.py."""

from __future__ import annotations

from dataclasses import replace

from ..core.errors import Fault
from ..core.recipe import Problem
from .actions import (
    ASK_NOW,
    CHECK_KEY,
    CHOOSE_FOLDER,
    COUNT_AS_LOST,
    EDIT_PROMPT,
    ENTER_KEY,
    FETCH_NOW,
    GO_ON,
    SEND_AGAIN,
    SHOW_IN_FORM,
    TRY_AGAIN,
)
from .odd_answers import OF_ODD_ANSWERS
from .ours import OURS
from .words import QT_TRANSLATE_NOOP, Translate, Words, fill, tidy, translated

# What came of a job, as the runner stores it.
_OF_JOBS = {
    "moderation": Words(
        QT_TRANSLATE_NOOP("messages", "Stopped by moderation"),
        QT_TRANSLATE_NOOP("messages", "The service declined this prompt and made nothing. Change the wording first."),
        EDIT_PROMPT,
        "moderation",
    ),
    "parameters": Words(
        QT_TRANSLATE_NOOP("messages", "These settings were not accepted"),
        QT_TRANSLATE_NOOP("messages", "Nothing was made. Another ratio, resolution or model may work."),
        SHOW_IN_FORM,
        "ratio",
    ),
    "transient": Words(
        QT_TRANSLATE_NOOP("messages", "The model failed without a reason"),
        QT_TRANSLATE_NOOP("messages", "This happens. A new try is a new paid job."),
        TRY_AGAIN,
        "failed",
    ),
    "timed_out": Words(
        QT_TRANSLATE_NOOP("messages", "The service gave up"),
        QT_TRANSLATE_NOOP("messages", "Nothing was made. A new try is a new paid job."),
        TRY_AGAIN,
        "waiting",
        grave=True,
    ),
    "other_reason": Words(
        QT_TRANSLATE_NOOP("messages", "The service could not make this"),
        QT_TRANSLATE_NOOP("messages", "Its reason: {detail}. A new try is a new paid job."),
        TRY_AGAIN,
        "failed",
    ),
    "no_pictures": Words(
        QT_TRANSLATE_NOOP("messages", "Finished, but without pictures"),
        QT_TRANSLATE_NOOP("messages", "The service gave no link that can be used. A new try is a new paid job."),
        TRY_AGAIN,
        "failed",
    ),
    "links_expired": Words(
        QT_TRANSLATE_NOOP("messages", "The links have expired"),
        QT_TRANSLATE_NOOP("messages", "What was not saved is gone. The recipe is kept; a new try is a new paid job."),
        TRY_AGAIN,
        "expired",
    ),
    "cancelled_there": Words(
        QT_TRANSLATE_NOOP("messages", "Cancelled at the service"),
        QT_TRANSLATE_NOOP("messages", "Nothing was made. The recipe is kept."),
        SHOW_IN_FORM,
        "cancelled",
    ),
    "other_key": Words(
        QT_TRANSLATE_NOOP("messages", "This job needs the key it was made with"),
        QT_TRANSLATE_NOOP("messages", "It is only asked for with that key, at the service that took it. Put it back."),
        CHECK_KEY,
        "key",
    ),
    "overdue": Words(
        QT_TRANSLATE_NOOP("messages", "No result for more than an hour"),
        QT_TRANSLATE_NOOP("messages", "The service still has this job. Nothing is lost; the program keeps asking."),
        ASK_NOW,
        "waiting",
    ),
}

_OF_THE_SERVICE = {
    "not_sent": Words(
        QT_TRANSLATE_NOOP("messages", "No connection, nothing is lost"),
        QT_TRANSLATE_NOOP("messages", "The service could not be reached, so nothing was sent."),
        ASK_NOW,
        "offline",
    ),
    "rate_limited": Words(
        QT_TRANSLATE_NOOP("messages", "Too many requests at the moment"),
        QT_TRANSLATE_NOOP("messages", "The service asks for a pause. Nothing is lost."),
        ASK_NOW,
        "waiting",
    ),
    "refused": Words(
        QT_TRANSLATE_NOOP("messages", "The service refused this job"),
        QT_TRANSLATE_NOOP("messages", "Nothing was accepted, so it cost nothing. The service says: {detail}."),
        SHOW_IN_FORM,
        "failed",
        TRY_AGAIN,
    ),
    "key_refused": Words(
        QT_TRANSLATE_NOOP("messages", "The key was refused"),
        QT_TRANSLATE_NOOP("messages", "Nothing is sent until the key works."),
        CHECK_KEY,
        "key",
    ),
    "no_points": Words(
        QT_TRANSLATE_NOOP("messages", "Out of points"),
        QT_TRANSLATE_NOOP("messages", "Nothing was made. Top up first; a new try is a new paid job."),
        TRY_AGAIN,
        "points",
    ),
    "task_unknown": Words(
        QT_TRANSLATE_NOOP("messages", "The service no longer knows this job"),
        QT_TRANSLATE_NOOP(
            "messages", "Its pictures can't be fetched. The recipe is kept; a new try is a new paid job."
        ),
        TRY_AGAIN,
        "failed",
    ),
    "answer_unknown": Words(
        QT_TRANSLATE_NOOP("messages", "Sent, but no answer came"),
        QT_TRANSLATE_NOOP(
            "messages",
            "It may have been accepted. The service has no list of tasks, so nobody can look it up. "
            "Sending again may be charged twice.",
        ),
        COUNT_AS_LOST,
        "unknown",
        SEND_AGAIN,
    ),
    "service_trouble": Words(
        QT_TRANSLATE_NOOP("messages", "The service has trouble answering"),
        QT_TRANSLATE_NOOP("messages", "This usually passes. Nothing is lost."),
        ASK_NOW,
        "attention",
    ),
}

_OF_DOWNLOADS = {
    "download_failed": Words(
        QT_TRANSLATE_NOOP("messages", "The download broke off"),
        QT_TRANSLATE_NOOP("messages", "The picture is still on the server and is fetched again."),
        FETCH_NOW,
        "server-only",
    ),
    "link_gone": Words(
        QT_TRANSLATE_NOOP("messages", "The link no longer works"),
        QT_TRANSLATE_NOOP("messages", "The service is asked for a fresh one."),
        FETCH_NOW,
        "server-only",
    ),
    "link_forbidden": Words(
        QT_TRANSLATE_NOOP("messages", "The link is not safe"),
        QT_TRANSLATE_NOOP("messages", "It does not lead to a secure address, so it was not followed."),
        FETCH_NOW,
        "attention",
    ),
    "not_a_picture": Words(
        QT_TRANSLATE_NOOP("messages", "What arrived is not a picture"),
        QT_TRANSLATE_NOOP("messages", "It was not kept and is fetched again."),
        FETCH_NOW,
        "server-only",
    ),
    "picture_damaged": Words(
        QT_TRANSLATE_NOOP("messages", "The picture arrived damaged"),
        QT_TRANSLATE_NOOP("messages", "What came is kept beside, and the picture is fetched again."),
        FETCH_NOW,
        "attention",
    ),
    "picture_unproven": Words(
        QT_TRANSLATE_NOOP("messages", "The picture may lack its end"),
        QT_TRANSLATE_NOOP("messages", "What came is kept beside, and the picture is fetched again."),
        FETCH_NOW,
        "attention",
    ),
    "not_shown": Words(
        QT_TRANSLATE_NOOP("messages", "The picture can't be shown here"),
        QT_TRANSLATE_NOOP("messages", "It is saved as it came. Another program may open it."),
        None,
        "image",
    ),
    "picture_too_large": Words(
        QT_TRANSLATE_NOOP("messages", "The picture is too large"),
        QT_TRANSLATE_NOOP("messages", "It has more bytes or pixels than any model makes, and is fetched again."),
        FETCH_NOW,
        "attention",
    ),
}

_OF_THE_DISK = {
    "batch_too_large": Words(
        QT_TRANSLATE_NOOP("messages", "The pictures may not fit on the disk"),
        QT_TRANSLATE_NOOP("messages", "Needed and free: {detail}. Nothing is sent until you go on."),
        GO_ON,
        "attention",
        CHOOSE_FOLDER,
    ),
    "storage_failed": Words(
        QT_TRANSLATE_NOOP("messages", "The disk refused to save"),
        QT_TRANSLATE_NOOP("messages", "Nothing is sent until pictures can be saved: {detail}."),
        GO_ON,
        "attention",
        CHOOSE_FOLDER,
    ),
    "folder_missing": Words(
        QT_TRANSLATE_NOOP("messages", "The folder is missing"),
        QT_TRANSLATE_NOOP("messages", "Nothing is sent until it is there again: {detail}."),
        GO_ON,
        "folder",
        CHOOSE_FOLDER,
    ),
    "folder_read_only": Words(
        QT_TRANSLATE_NOOP("messages", "The folder can't be written to"),
        QT_TRANSLATE_NOOP("messages", "Nothing is sent until pictures can be saved there: {detail}."),
        GO_ON,
        "folder",
        CHOOSE_FOLDER,
    ),
    "disk_full": Words(
        QT_TRANSLATE_NOOP("messages", "The disk is full"),
        QT_TRANSLATE_NOOP("messages", "Nothing is sent until there is room for the pictures."),
        GO_ON,
        "attention",
        CHOOSE_FOLDER,
    ),
    "name_taken": Words(
        QT_TRANSLATE_NOOP("messages", "A file of that name is there already"),
        QT_TRANSLATE_NOOP("messages", "Nothing was overwritten."),
        None,
        "attention",
    ),
    "original_missing": Words(
        QT_TRANSLATE_NOOP("messages", "The original is missing"),
        QT_TRANSLATE_NOOP("messages", "It is no longer where it was saved: {detail}."),
        None,
        "attention",
    ),
    "original_changed": Words(
        QT_TRANSLATE_NOOP("messages", "The original has been changed"),
        QT_TRANSLATE_NOOP("messages", "It no longer has the bytes that were received: {detail}."),
        None,
        "attention",
    ),
    "library_failed": Words(
        QT_TRANSLATE_NOOP("messages", "The library can't be opened"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed: {detail}."),
        None,
        "attention",
    ),
    "library_busy": Words(
        QT_TRANSLATE_NOOP("messages", "The library is in use"),
        QT_TRANSLATE_NOOP("messages", "A window of the program has it open. Use that window, or close it first."),
        None,
        "lock",
    ),
    "library_newer": Words(
        QT_TRANSLATE_NOOP("messages", "The library is from a newer version"),
        QT_TRANSLATE_NOOP("messages", "Update the program to open it. Nothing was changed."),
        None,
        "attention",
    ),
    "library_damaged": Words(
        QT_TRANSLATE_NOOP("messages", "The library's index can't be read"),
        QT_TRANSLATE_NOOP("messages", "The pictures themselves are untouched: {detail}."),
        None,
        "attention",
    ),
}

_OF_THE_PROGRAM = {
    "address_unusable": Words(
        QT_TRANSLATE_NOOP("messages", "The address of the service can't be used"),
        QT_TRANSLATE_NOOP("messages", "Nothing was sent. Correct it in the settings: {detail}."),
        None,
        "attention",
    ),
    "unexpected": Words(
        QT_TRANSLATE_NOOP("messages", "Something unexpected happened"),
        QT_TRANSLATE_NOOP("messages", "The program's log says more: {detail}."),
        None,
        "attention",
    ),
    "paused_by_user": Words(
        QT_TRANSLATE_NOOP("messages", "The queue is paused"),
        QT_TRANSLATE_NOOP("messages", "Nothing more is sent until you go on."),
        GO_ON,
        "pause",
    ),
    "key_missing": Words(
        QT_TRANSLATE_NOOP("messages", "No API key yet"),
        QT_TRANSLATE_NOOP("messages", "Enter the key of your account to make pictures."),
        ENTER_KEY,
        "key",
    ),
}

FAULTS = {**_OF_JOBS, **_OF_THE_SERVICE, **_OF_DOWNLOADS, **_OF_THE_DISK, **_OF_THE_PROGRAM, **OF_ODD_ANSWERS}

# The other sentence where the fault has a detail that means something else, or none at all.
_BY_DETAIL = {
    ("other_reason", ""): QT_TRANSLATE_NOOP("messages", "It gave no reason. A new try is a new paid job."),
    ("refused", ""): QT_TRANSLATE_NOOP("messages", "Nothing was accepted, so it cost nothing."),
    ("batch_too_large", ""): QT_TRANSLATE_NOOP("messages", "Nothing is sent until you go on."),
    ("storage_failed", ""): QT_TRANSLATE_NOOP("messages", "Nothing is sent until pictures can be saved."),
    ("folder_missing", ""): QT_TRANSLATE_NOOP("messages", "Nothing is sent until it is there again."),
    ("folder_read_only", ""): QT_TRANSLATE_NOOP("messages", "Nothing is sent until pictures can be saved there."),
    ("folder_read_only", "controlled"): QT_TRANSLATE_NOOP(
        "messages",
        "Windows' Controlled folder access keeps programs out of it. Allow Jimeng Desktop in Windows Security under "
        "Ransomware protection, or choose another folder. Nothing is sent until then.",
    ),
    ("folder_missing", "redirected"): QT_TRANSLATE_NOOP(
        "messages",
        "Windows keeps it in OneDrive or on a server, which is out of reach now. "
        "Nothing is sent until it is there again.",
    ),
    ("original_missing", ""): QT_TRANSLATE_NOOP("messages", "It is no longer where it was saved."),
    ("original_changed", ""): QT_TRANSLATE_NOOP("messages", "It no longer has the bytes that were received."),
    ("library_failed", ""): QT_TRANSLATE_NOOP("messages", "Nothing was changed."),
    ("library_damaged", ""): QT_TRANSLATE_NOOP("messages", "The pictures themselves are untouched."),
    ("library_busy", "generate"): QT_TRANSLATE_NOOP(
        "messages", "A generate command is working with it. Wait until that has ended."
    ),
    ("address_unusable", ""): QT_TRANSLATE_NOOP("messages", "Nothing was sent. Correct it in the settings."),
    ("unexpected", ""): QT_TRANSLATE_NOOP("messages", "The program's log says more."),
}

# Of a copy, the same where the detail is none to show.
_OF_COPIES_BY_DETAIL = {
    ("folder_read_only", "controlled"): QT_TRANSLATE_NOOP(
        "messages",
        "Windows' Controlled folder access keeps programs out of the copy's folder. Allow Jimeng Desktop in Windows "
        "Security under Ransomware protection, or choose another folder; the original is untouched.",
    ),
    ("folder_missing", "redirected"): QT_TRANSLATE_NOOP(
        "messages",
        "The copy's folder is in OneDrive or on a server, which is out of reach now; the original is untouched.",
    ),
}

# A copy that fails holds nothing up: what the queue's own words say of the disk would be untrue.
_OF_COPIES = {
    "storage_failed": QT_TRANSLATE_NOOP("messages", "The copy was not written; the original is untouched: {detail}."),
    "folder_missing": QT_TRANSLATE_NOOP(
        "messages", "The copy's folder is not there; the original is untouched: {detail}."
    ),
    "folder_read_only": QT_TRANSLATE_NOOP(
        "messages", "The copy's folder can't be written to; the original is untouched: {detail}."
    ),
    "disk_full": QT_TRANSLATE_NOOP("messages", "There is no room for the copy; the original is untouched."),
}
_OF_A_COPY = QT_TRANSLATE_NOOP("messages", "The copy was not written; the original is untouched.")

PROBLEMS = {
    "prompt_empty": QT_TRANSLATE_NOOP("messages", "Write a prompt first."),
    "model_unknown": QT_TRANSLATE_NOOP("messages", "This model is not known here."),
    "ratio_not_taken": QT_TRANSLATE_NOOP("messages", "The model does not take this ratio."),
    "resolution_not_taken": QT_TRANSLATE_NOOP("messages", "The model does not take this resolution."),
    "count_not_taken": QT_TRANSLATE_NOOP("messages", "The model does not make that many pictures at once."),
    "callback_no_address": QT_TRANSLATE_NOOP("messages", "A callback address begins with https:// and has no spaces."),
    "callback_names_user": QT_TRANSLATE_NOOP("messages", "A callback address must not hold a user name or password."),
    "callback_not_public": QT_TRANSLATE_NOOP("messages", "The service can only call a public address on the internet."),
    "callback_too_long": QT_TRANSLATE_NOOP("messages", "The callback address is too long."),
    "user_id_too_long": QT_TRANSLATE_NOOP("messages", "A user ID has at most 128 characters."),
    "user_id_not_printable": QT_TRANSLATE_NOOP("messages", "The user ID holds characters that can't be printed."),
}

_TITLE_AND_SENTENCE = QT_TRANSLATE_NOOP("messages", "{title}. {sentence}")


def fault_words(fault: Fault, tr: Translate) -> Words:
    """Title, sentence, actions and icon of a fault; one this version doesn't know shows its code."""
    detail = tidy(fault.detail)
    words = OURS.get((fault.code, detail)) or FAULTS.get(fault.code)
    if words is None:
        words, detail = FAULTS["unexpected"], tidy(f"{fault.code} {detail}")
        fault = Fault("unexpected", detail)
    if other := _BY_DETAIL.get((fault.code, detail)):
        words = replace(words, sentence=other)
    return translated(words, tr, detail=detail)


def fault_sentence(fault: Fault, tr: Translate) -> str:
    """A fault as running text, where there is no card with a title."""
    words = fault_words(fault, tr)
    return fill(tr(_TITLE_AND_SENTENCE), title=words.title, sentence=words.sentence)


def copy_sentence(fault: Fault, tr: Translate) -> str:
    """Why a copy of an original was not written."""
    sentence, detail = _OF_COPIES.get(fault.code), tidy(fault.detail)
    if sentence is None:
        return fault_sentence(fault, tr)
    if own := _OF_COPIES_BY_DETAIL.get((fault.code, detail)):
        return tr(own)
    return fill(tr(sentence if detail or fault.code == "disk_full" else _OF_A_COPY), detail=detail)


def problem_sentence(problem: Problem, tr: Translate) -> str:
    """What is wrong with a field of the form."""
    return tr(PROBLEMS[problem.code])
