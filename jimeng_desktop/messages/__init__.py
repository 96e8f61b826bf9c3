"""Error or state -> words and at most one action (now and then a second); the only place with such words, no Qt.

Texts are English, marked for lupdate in the context "messages" and translated by whoever calls: `tr` turns a source
text into the present language, and is the identity on the command line. Placeholders like {name} are filled after that.
What has a number comes as two texts, for one and for many, which is right in English and in Chinese.
"""

from __future__ import annotations

from .actions import ASK_NOW, COPY_LINKS, COUNT_AS_LOST, RETRY_LINKS
from .away import away_words, expiring, open_jobs_question, rescue_question, unsaved
from .batches import batch_words
from .exports import export_sentence, template_sentence
from .faults import copy_sentence, fault_sentence, fault_words, problem_sentence
from .jobs import STUBBORN, cancel_label, job_card, job_state, needs_user, time_left, unfetchable_links, unreached
from .models import own_models_words
from .network import network_words
from .opened import opened_words
from .queue import queue_banner
from .receipts import list_sentence, receipt_state, receipt_states
from .search import ARRANGEMENTS, BY_JOB, FIELDS, FLAGS, LABELS, PERIODS, choices, hidden_words, stars_name, states_of
from .versions import version_words
from .words import Action, Translate, Words, as_it_is

__all__ = [
    "ARRANGEMENTS",
    "ASK_NOW",
    "COPY_LINKS",
    "COUNT_AS_LOST",
    "RETRY_LINKS",
    "BY_JOB",
    "FIELDS",
    "FLAGS",
    "LABELS",
    "PERIODS",
    "STUBBORN",
    "Action",
    "Translate",
    "Words",
    "as_it_is",
    "away_words",
    "batch_words",
    "cancel_label",
    "choices",
    "copy_sentence",
    "expiring",
    "export_sentence",
    "fault_sentence",
    "fault_words",
    "hidden_words",
    "job_card",
    "job_state",
    "list_sentence",
    "needs_user",
    "network_words",
    "open_jobs_question",
    "opened_words",
    "own_models_words",
    "problem_sentence",
    "queue_banner",
    "receipt_state",
    "receipt_states",
    "rescue_question",
    "stars_name",
    "states_of",
    "template_sentence",
    "time_left",
    "unfetchable_links",
    "unreached",
    "unsaved",
    "version_words",
]
