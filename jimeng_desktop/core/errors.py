"""All errors of the program. Each class has a code that is stored with the job; the words live in messages.py.

JimengError
├── ServiceError
│   ├── NotSent              DNS, connect, TLS: the service was never reached
│   ├── RateLimited          429; `retry_after` seconds where the service says so
│   ├── Refused              the service said no; nothing was accepted
│   │   ├── KeyRefused       401 or 403
│   │   ├── NoPoints         nothing left to pay with
│   │   └── TaskUnknown      a query or cancel names a task the service doesn't know
│   ├── AnswerUnknown        a submit that may or may not have been accepted
│   └── ServiceTrouble       a query, cancel or test that failed on the way or on the server: may be tried again
├── DownloadError            (also a plain one: the transfer broke, `detail` says how)
│   ├── LinkGone             401, 403, 404, 410: fresh links are needed
│   ├── LinkForbidden        a scheme or host a result must not come from
│   ├── NotAPicture          the bytes are no picture of any known kind
│   ├── PictureDamaged       it begins like a picture, but does not decode to its end
│   │   └── PictureUnproven  it seems to lack nothing: the same bytes a second time will prove it
│   ├── PictureNotShown      a picture of a kind that is not read here
│   └── PictureTooLarge      more bytes or pixels than any model makes
├── StorageError             (also a plain one: the disk said no, `detail` says how)
│   ├── FolderMissing
│   ├── FolderReadOnly
│   ├── DiskFull
│   ├── NameTaken            a copy would overwrite another file
│   ├── OriginalMissing      the original has been moved or deleted by something else
│   └── OriginalChanged      its bytes are no longer those that were received
├── LibraryError
│   ├── LibraryBusy          another process owns it
│   ├── LibraryNewer         written by a newer version
│   └── LibraryDamaged
└── AddressUnusable          the service can't be asked at the address in the settings
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What stays of an error: its code, for words in the user's present language, and the other side's own words."""

    code: str
    detail: str = ""


SOCKS_PROXY = "socks"  # of a NotSent or a DownloadError: the system names a proxy that can't be used
UNUSABLE_KEY = "the key holds characters that no key has"  # of a KeyRefused that is ours: the service was not asked


class JimengError(Exception):
    """The root of the tree. `detail` is for people: it never holds a key or a full signed link."""

    code = "unexpected"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    @property
    def fault(self) -> Fault:
        """The value that is stored and shown."""
        return Fault(self.code, self.detail)


class ServiceError(JimengError):
    """Anything between us and the service."""

    code = "service_trouble"


class NotSent(ServiceError):
    """DNS, connect, TLS or pool failure: nothing left this machine. `detail` says which."""

    code = "not_sent"


class RateLimited(ServiceError):
    """Too many requests; `retry_after` is in seconds, None where the service doesn't say."""

    code = "rate_limited"

    def __init__(self, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Refused(ServiceError):
    """The service said no, so nothing was accepted; `detail` is the service's own message."""

    code = "refused"


class KeyRefused(Refused):
    """The service doesn't take this key."""

    code = "key_refused"


class NoPoints(Refused):
    """The account has nothing left to pay with."""

    code = "no_points"


class TaskUnknown(Refused):
    """The service doesn't know this task id (any more)."""

    code = "task_unknown"


class AnswerUnknown(ServiceError):
    """The submit left and may have been accepted and charged; only the user may send it again.

    `task_id` is the one that the answer names all the same.
    """

    code = "answer_unknown"

    def __init__(self, detail: str = "", task_id: str | None = None) -> None:
        super().__init__(detail)
        self.task_id = task_id


class ServiceTrouble(ServiceError):
    """A query, cancel or test failed for a reason that may pass: network, 5xx, an answer that can't be read."""

    code = "service_trouble"


class DownloadError(JimengError):
    """A picture could not be fetched this time."""

    code = "download_failed"


class LinkGone(DownloadError):
    """The link no longer works: ask the service for fresh ones."""

    code = "link_gone"


class LinkForbidden(DownloadError):
    """A link, or a redirect of it, points where no result may come from."""

    code = "link_forbidden"


class NotAPicture(DownloadError):
    """The bytes are no picture of any known kind."""

    code = "not_a_picture"


class PictureDamaged(DownloadError):
    """It begins like a picture but does not decode to its end. `kept` is where its bytes are, if they were kept."""

    code = "picture_damaged"
    kept: str | None = None


class PictureUnproven(PictureDamaged):
    """It seems to lack nothing that pixels are made of: the same bytes a second time will prove it."""

    code = "picture_unproven"


class PictureNotShown(DownloadError):
    """A picture of a kind that can't be read here; `detail` is the kind."""

    code = "not_shown"


class PictureTooLarge(DownloadError):
    """More bytes or pixels than any model makes. `kept` is where the bytes are, if they were kept."""

    code = "picture_too_large"
    kept: str | None = None


class StorageError(JimengError):
    """The disk said no."""

    code = "storage_failed"


class FolderMissing(StorageError):
    """The library folder is gone and can't be made."""

    code = "folder_missing"


class FolderReadOnly(StorageError):
    """The library folder can't be written to."""

    code = "folder_read_only"


class DiskFull(StorageError):
    """There is no room for the pictures."""

    code = "disk_full"


class NameTaken(StorageError):
    """A file of that name is there already."""

    code = "name_taken"


class OriginalMissing(StorageError):
    """The original is no longer where it was saved; `detail` is its file name."""

    code = "original_missing"


class OriginalChanged(StorageError):
    """The original's bytes are no longer those that were received; `detail` is its file name."""

    code = "original_changed"


class LibraryError(JimengError):
    """The library can't be opened."""

    code = "library_failed"


class LibraryBusy(LibraryError):
    """Another process owns this library's jobs; `detail` says which."""

    code = "library_busy"


class LibraryNewer(LibraryError):
    """A newer version of the program has written it."""

    code = "library_newer"


class LibraryDamaged(LibraryError):
    """The index can't be read."""

    code = "library_damaged"


class AddressUnusable(JimengError):
    """The settings name an address at which the service can't be asked; `detail` says why and in which file."""

    code = "address_unusable"
