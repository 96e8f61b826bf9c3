"""How much is decoded at one moment, by all threads together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Budget:
    """So many pixels, in so many pictures, may be at work at once; a picture that is larger than that works alone.

    While a picture that has just come waits, none that is only made again begins.
    """

    def __init__(self, most: int, pictures: int) -> None:
        self._most = most
        self._pictures = pictures
        self.at_work = 0
        self._count = 0
        self._urgent = 0  # that wait
        self._changed = threading.Condition()

    @contextmanager
    def of(self, pixels: int, urgent: bool = True) -> Iterator[None]:
        """Waits until there is room for them."""
        with self._changed:
            self._urgent += urgent
            self._changed.wait_for(lambda: (urgent or not self._urgent) and (not self._count or self._room(pixels)))
            self._urgent -= urgent
            self.at_work += pixels
            self._count += 1
            self._changed.notify_all()  # who waited for the urgent ones alone
        try:
            yield
        finally:
            with self._changed:
                self.at_work -= pixels
                self._count -= 1
                self._changed.notify_all()

    def _room(self, pixels: int) -> bool:
        return self._count < self._pictures and self.at_work + pixels <= self._most
