"""Jimeng Desktop: make, sort and keep pictures with the Jimeng image models. This page is the map of the house.

Nine words: Recipe (what was asked), Job (one recipe sent once), Picture (one file of a job), Catalog (which models
exist), Service (the MaxAPI client), Demo (a stand-in under that client), Library (SQL and files), Runner (recipe to
saved pictures), Format (one way of writing a picture for somebody else).

    __main__.py      the command line: parses, then imports app or commands
    app.py           composition root of the window; owns the loop and says what is closed after what
    commands/        composition roots of the command line, without Qt: generate/ runs the same runner as the window
    options.py       what the command line asks for, as plain values
    self_check.py    drives the real window on the demo, for packagers and machines without a screen
    ui/              the only place with PySide6 (besides app.py and self_check.py): rooms on floors, below
    runner/          recipe to saved pictures; the only writer of jobs
    messages/        error or state -> words and at most one action, no Qt; faults: of disk and service, ours: of keys
    assets.py        path of a file of resources/
    service/         the only place with httpx: maxapi, download, releases; service/demo/ plays the service
    library/         the only place with sqlite3: originals, index, ledger, thumbnails, search, marks, collections
    export/          one file per format of pictures, names and the safe writing of copies for others; Pillow, no Qt
    desktop/         what needs no Qt of the machine around us: folders, lock, keychain, log, notifications
    decoding/        what a file of pixels is and how it looks, whatever it is shown for: bounds, colours, what is whole
    files/           safe writes, one table of disk errors, and the files of settings and catalog
    core/            plain values and rules; standard library only, no files

Imports point one way, and no modules import one another in a circle:
app, commands -> ui (app only) -> runner, messages -> service | library | desktop | export -> decoding | files -> core.

The rooms of ui/, from the top; no room knows a neighbour on its own floor, and a room is given values, calls and small
protocols (ui/base/ports.py), never the session:

    session                 builds what lasts (parts), connects it (wiring, found), one table of actions (next_steps)
    window                  main window, columns, pages, toolbar, status bar, menus
    inspector | loupe
    composer | gallery | queue | finding | judging | exporting | settings | first_run
    model_picker | api_key | receipts | system | notices | upkeep (missing files)
    pictures                thumbnails, whole pictures, zoom, tiles
    design | jobs           the look (colours in look.py) and its parts | rows, model, counts, words of jobs, no widgets
    base | process          ports, undo, tasks, language, settings in use | application, loop, crash, handover

The path of a picture: composer -> session.runner_calls -> runner.generate -> library (commit) -> service.submit -> poll
-> download -> library.keep -> listeners -> jobs.feed -> jobs.model -> gallery.
"""

__version__ = "0.1.0"
