"""The words of a notification: what came of the jobs that were under way together."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.job import Job, JobState
from .faults import fault_words
from .words import QT_TRANSLATE_NOOP, Translate, counted, tidy

_READY = (
    QT_TRANSLATE_NOOP("messages", "One picture is ready"),
    QT_TRANSLATE_NOOP("messages", "{n} pictures are ready"),
)
_FAILED = (QT_TRANSLATE_NOOP("messages", "One job failed"), QT_TRANSLATE_NOOP("messages", "{n} jobs failed"))
_UNKNOWN = (
    QT_TRANSLATE_NOOP("messages", "One answer is unknown"),
    QT_TRANSLATE_NOOP("messages", "{n} answers are unknown"),
)


def batch_words(jobs: Sequence[Job], tr: Translate) -> tuple[str, str]:
    """Title and body for jobs that have come to an end or need the user; at least one, the newest last."""
    saved = sum(job.saved for job in jobs)
    failed = [job for job in jobs if job.state in (JobState.FAILED, JobState.INCOMPLETE)]
    unknown = [job for job in jobs if job.state is JobState.UNKNOWN]
    parts = [counted(tr, n, *texts) for n, texts in (
        (saved, _READY), (len(failed), _FAILED), (len(unknown), _UNKNOWN),
    ) if n]  # fmt: skip
    title = " · ".join(parts)
    about = (unknown or failed or list(jobs))[-1]
    body = [tidy(about.recipe.prompt)]
    if about.fault and about in (*failed, *unknown):
        body.insert(0, fault_words(about.fault, tr).title)
    return title, "\n".join(body)
