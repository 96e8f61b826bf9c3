"""The installer for Windows, its signature, and its trial under wine."""
