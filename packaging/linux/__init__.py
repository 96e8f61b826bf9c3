"""The packages for Linux: Debian package, archive, AppImage, and what the menu is told."""
