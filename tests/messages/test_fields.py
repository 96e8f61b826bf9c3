"""Which control a refusal lights up."""

from __future__ import annotations

import pytest

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.messages.fields import faults_of_fields
from jimeng_desktop.messages.words import as_it_is
from tests.messages.samples import loud


@pytest.mark.parametrize(
    ("fault", "fields"),
    [
        (Fault("parameters"), ["ratio", "resolution"]),
        (Fault("refused", "bad request"), []),
        (Fault("refused", "Unsupported aspect ratio 21:9"), ["ratio"]),
        (Fault("refused", "image size not supported"), ["resolution"]),
        (Fault("refused", "该模型不支持分辨率 4k"), ["model", "resolution"]),
        (Fault("refused", "prompt must not be empty"), ["prompt"]),
        (Fault("refused", "callBackUrl must be public"), ["callback_url"]),
        (Fault("refused", "invalid user_id"), ["user_id"]),
        (Fault("refused", "user id is too long"), ["user_id"]),
        (Fault("moderation"), []),
        (Fault("key_refused", "model"), []),
        (None, []),
    ],
)
def test_the_fields_are_those_the_service_names(fault: Fault | None, fields: list[str]) -> None:
    assert list(faults_of_fields(fault, as_it_is)) == fields


def test_the_sentences_are_whole_and_translated() -> None:
    said = faults_of_fields(Fault("refused", "Unsupported {detail} ratio."), loud)
    assert said == {"ratio": "«The service says: Unsupported {detail} ratio.»"}
    assert all(sentence.startswith("«") for sentence in faults_of_fields(Fault("parameters"), loud).values())
