"""The main window: columns, pages, toolbar, status bar, menus, shortcuts. Imports every room but session."""
