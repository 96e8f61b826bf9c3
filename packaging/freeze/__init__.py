"""The frozen program: what PyInstaller is told, its licences and its icons."""
