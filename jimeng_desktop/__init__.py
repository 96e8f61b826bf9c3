"""Jimeng Desktop: make, sort and keep pictures with the Jimeng image models. This page is the map of the house.

Nine words: Recipe (what was asked), Job (one recipe sent once), Picture (one file of a job), Catalog (which models
exist), Service (the MaxAPI client), Demo (a stand-in under that client), Library (SQL and files), Runner (recipe to
saved pictures), Format (one way of writing a picture for somebody else).

    __main__.py      the command line: parses, then imports app or a command
    app.py           composition root of the window; owns the loop and says who is connected to whom
    commands/        composition roots of the command line: ground.py for all, generate/ the same runner without Qt
    options.py       what the command line asks for, as plain values
    self_check.py    drives the real window on the demo, for packagers and machines without a screen
    runner/          recipe to saved pictures; the only writer of jobs
    messages/        error or state -> words and at most one action, seldom two; no Qt
    assets.py        path of a file of resources/
    core/            plain values and rules, no files; standard library only
    files/           safe writes, the table of disk errors, the files of settings and models
    service/         the only place with httpx: maxapi, download, releases, demo
    library/         the only place with sqlite3: originals, index, ledger, thumbnails, search, marks, collections
    decoding/        what a file of pixels is and how it looks, whatever it is shown for: bounds, colours, what is whole
    export/          one file per format, names and the safe writing of copies for somebody else; Pillow, no Qt
    desktop/         what needs no Qt of the machine around us: folders, lock, keychain, log, notifications
    ui/              the only place with PySide6 (besides app.py and self_check.py), files named for what they show

Imports point one way:
app, commands -> ui (app only) -> runner, messages -> service | library | desktop | export -> decoding | files ->
core.
The path of a picture: composer -> runner.generate -> library (commit) -> service.submit -> poll -> download ->
library.keep -> listeners -> ui.feed -> gallery.
"""

__version__ = "0.1.0"
