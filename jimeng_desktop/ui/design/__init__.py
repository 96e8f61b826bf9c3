"""The look and the parts all rooms are built of: colours, icons, buttons, fields, pop-overs, dialogs.

Knows no job and imports only base.
"""
