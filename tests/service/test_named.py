"""What a result names as pictures: each at its place, to the letter, whatever it is."""

from __future__ import annotations

from typing import Any

import pytest

from jimeng_desktop.service.replies import read_task
from tests.service.test_replies import ID, recorded, task


def test_links_stay_to_the_letter() -> None:
    got = read_task(recorded("query_success"), ID)
    assert got.urls[1] == "https://cdn.example.com/img/2.png?Expires=1771365304&Signature=a%2Fb%2bC~d%3D%3D&x=y+z"
    assert got.skipped == 0


def test_whatever_is_named_keeps_its_place() -> None:
    links = ["https://a.example/1?s=1", 7, None, "https://a.example/1?s=1", "file:///etc/passwd", " ftp://a.example/1"]
    links += [{"url": "https://a.example/2"}, {"src": 1}, "", [], "\ud800/relative"]
    got = task(result={"type": "image", "urls": links})
    assert got.urls == (
        *("https://a.example/1?s=1", "7", "", "https://a.example/1?s=1", "file:///etc/passwd", "ftp://a.example/1"),
        *("https://a.example/2", '{"src": 1}', "", "", "\ufffd/relative"),
    )
    assert task(result={"urls": ["", None, [], {}]}).urls == ()


@pytest.mark.parametrize(
    "result",
    [
        "https://a.example/1",
        ["https://a.example/1"],
        {"urls": {"0": "https://a.example/1"}},
        {"urls": [], "images": ["https://a.example/1"]},
        {"urls": ["", None], "url": "https://a.example/1"},
        '{"urls": ["https://a.example/1"]}',
        {"urls": None, "json": ' {"resultUrls": ["https://a.example/1"]}'},
        {"type": "image", "images": [{"src": "https://a.example/1", "width": 48, "name": "a fox"}]},
    ],
)
def test_links_are_found_in_a_result_of_another_shape(result: Any) -> None:
    assert task(result=result).urls == ("https://a.example/1",)


def test_a_video_says_so() -> None:
    got = task(status="SUCCESS", result={"type": "video", "urls": ["https://a.example/1.mp4"]})
    assert (got.urls, got.is_image, got.result_type) == (("https://a.example/1.mp4",), False, "video")


def test_no_more_links_than_a_job_can_number() -> None:
    got = task(result={"urls": [f"https://a.example/{i}" for i in range(1500)]})
    assert (len(got.urls), got.skipped) == (999, 501)
    assert len(task(result={"urls": [f"https://a.example/{i}" for i in range(500)]}).urls) == 500
