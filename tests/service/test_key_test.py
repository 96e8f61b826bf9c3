"""The test of a key costs nothing: one question for a task that is not there, and never a submit."""

from __future__ import annotations

import asyncio

import pytest
from pytest_httpserver import HTTPServer

from jimeng_desktop.core.errors import JimengError, KeyRefused, RateLimited, ServiceTrouble
from jimeng_desktop.service.maxapi import NO_SUCH_TASK, MaxAPI

PATH = f"/api/v1/task/{NO_SUCH_TASK}"


def outcome(url: str) -> JimengError | None:
    """What the test of a key says: None for a key that is taken."""

    async def ask() -> JimengError | None:
        service = MaxAPI(url, "a-key")
        try:
            await service.test_key()
        except JimengError as error:
            return error
        finally:
            await service.close()
        return None

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (404, {"code": 404, "msg": "task not found"}, None),
        (200, {"code": 1004, "msg": "任务不存在"}, None),
        (200, {"code": 401, "msg": "unauthorized"}, KeyRefused),
        (401, {"code": 401, "msg": "unauthorized"}, KeyRefused),
        (503, {"code": 503, "msg": "down"}, ServiceTrouble),
        (200, {"code": 0, "msg": "ok", "data": {"taskId": NO_SUCH_TASK, "status": "PENDING"}}, None),
        (403, {"code": 403, "msg": "forbidden"}, KeyRefused),
        (404, {"code": 404, "msg": "not found"}, ServiceTrouble),
        (404, {"code": 404, "msg": "Not Found: /api/v1/api/v1/task/0"}, ServiceTrouble),
        (400, {"code": 9, "msg": "no"}, ServiceTrouble),
        (402, {"code": 402, "msg": "积分不足"}, ServiceTrouble),
        (200, {"code": 0, "msg": "ok"}, ServiceTrouble),
        (200, {"code": 0, "msg": "ok", "data": {"status": "UP"}}, ServiceTrouble),
        (429, {"code": 429, "msg": "slow down"}, RateLimited),
    ],
)
def test_only_an_answer_about_the_task_proves_a_key(
    httpserver: HTTPServer, status: int, answer: dict[str, object], expected: type[JimengError] | None
) -> None:
    httpserver.expect_request(PATH, headers={"Authorization": "Bearer a-key"}).respond_with_json(answer, status)
    error = outcome(httpserver.url_for("/"))
    assert (type(error) if error else None) is expected
    assert [(request.method, request.path) for request, _ in httpserver.log] == [("GET", PATH)]


@pytest.mark.parametrize("ending", ["api/v1", "api/v1/", "v1", "V1/", "api/v1/task/submit"])
def test_an_address_that_ends_like_a_call_is_asked_all_the_same(httpserver: HTTPServer, ending: str) -> None:
    httpserver.expect_request(PATH).respond_with_json({"code": 401, "msg": "unauthorized"})
    assert type(outcome(httpserver.url_for(f"/{ending}"))) is KeyRefused


@pytest.mark.parametrize("status", [200, 401, 403, 404, 500])
def test_a_page_of_somebody_else_neither_proves_a_key_nor_refuses_it(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request(PATH).respond_with_data("<html>sign in to the hotel</html>", status)
    assert type(outcome(httpserver.url_for("/"))) is ServiceTrouble
