"""What the disk says, as our errors: the one table of them, whatever is written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ..core.errors import DiskFull, FolderMissing, FolderReadOnly, NameTaken, StorageError
from . import windows

_BY_ERRNO: dict[int, type[StorageError]] = {
    errno.ENOSPC: DiskFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): DiskFull,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.EROFS: FolderReadOnly,
    errno.EEXIST: NameTaken,
}
_BY_WINDOWS: dict[int, type[StorageError]] = {
    39: DiskFull,  # ERROR_HANDLE_DISK_FULL
    112: DiskFull,  # ERROR_DISK_FULL
    32: StorageError,  # ERROR_SHARING_VIOLATION: in use by another program, which errno calls EACCES
    33: StorageError,  # ERROR_LOCK_VIOLATION
}


def storage_error(error: OSError, folder: Path | None = None) -> StorageError:
    """Our error for what the file system said; where `folder`, which is worked in, is gone, it says that."""
    code = error.errno or 0
    detail = f"{errno.errorcode.get(code, 'error')}: {error.strerror or type(error).__name__}"
    if code in (errno.ENOENT, errno.ENOTDIR) and folder is not None and not os.path.isdir(folder):
        if os.path.isdir(folder.parent) and windows.is_controlled():
            return FolderReadOnly(windows.CONTROLLED)  # it lets nobody make the folder, and says it isn't there
        return FolderMissing(windows.REDIRECTED if windows.is_redirected(str(folder)) else folder.name)
    by_system = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0)
    if by_system is None and code == errno.EACCES and windows.is_controlled():
        return FolderReadOnly(windows.CONTROLLED)
    return (by_system or _BY_ERRNO.get(code) or StorageError)(detail)
