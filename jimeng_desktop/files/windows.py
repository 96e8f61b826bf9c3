"""Why Windows keeps a program out of a folder, or the folder away: asked only once it has."""

from __future__ import annotations

import os
import sys
from pathlib import PureWindowsPath

CONTROLLED, REDIRECTED = "controlled", "redirected"  # details of faults, in place of what the system said
_KEY = r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\Controlled Folder Access"


def is_redirected(folder: str) -> bool:
    """Whether a folder of Windows lies in OneDrive or on a server, where it may be out of reach."""
    path = PureWindowsPath(folder)
    cloud = [PureWindowsPath(os.environ[name]) for name in ("OneDrive", "OneDriveCommercial") if os.environ.get(name)]
    return path.drive.startswith("\\\\") or any(path.is_relative_to(place) for place in cloud)


if sys.platform == "win32":
    import winreg

    def is_controlled() -> bool:
        """Whether Controlled folder access is on: it keeps programs it doesn't know out of Pictures and Documents."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _KEY) as key:
                return bool(winreg.QueryValueEx(key, "EnableControlledFolderAccess")[0] == 1)
        except OSError:
            return False

else:

    def is_controlled() -> bool:
        """No other system has it."""
        return False
