"""The words of the settings: each field that the user sets has a section, a label and a help, and its faults sentences.

The dialog is built from these and from the fields of core/settings.py; a test holds the two together.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core.errors import Fault
from .words import QT_TRANSLATE_NOOP, Translate, Words, fill, tidy


class Section(NamedTuple):
    """A page of the dialog; `icon` is a name in resources/icons."""

    title: str
    sentence: str
    icon: str


class SettingWords(NamedTuple):
    """What stands beside a control; `choices` in the order of the field's own."""

    section: str
    label: str
    help: str
    choices: tuple[str, ...] = ()
    unit: str = ""


SECTIONS: dict[str, Section] = {
    "general": Section(
        QT_TRANSLATE_NOOP("messages", "General"),
        QT_TRANSLATE_NOOP("messages", "How the program speaks, looks and moves."),
        "settings",
    ),
    "service": Section(
        QT_TRANSLATE_NOOP("messages", "Service and key"),
        QT_TRANSLATE_NOOP("messages", "Who makes the pictures, and how this machine gets there."),
        "key",
    ),
    "library": Section(
        QT_TRANSLATE_NOOP("messages", "Library"),
        QT_TRANSLATE_NOOP("messages", "Where your pictures are kept, and what they are called."),
        "folder",
    ),
    "making": Section(
        QT_TRANSLATE_NOOP("messages", "Making pictures"),
        QT_TRANSLATE_NOOP("messages", "What happens after you have pressed Generate."),
        "generate",
    ),
}

KEY = SettingWords(
    "service",
    QT_TRANSLATE_NOOP("messages", "API key"),
    QT_TRANSLATE_NOOP("messages", "Each address has a key of its own. No key is ever written to a file or a log."),
)

FIELDS: dict[str, SettingWords] = {
    "language": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Language"),
        QT_TRANSLATE_NOOP("messages", "The window changes at once."),
        (QT_TRANSLATE_NOOP("messages", "As the system"), "English", "简体中文"),  # each named in itself
    ),
    "theme": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Theme"),
        QT_TRANSLATE_NOOP("messages", "Both are neutral grey, so that nothing tints the pictures."),
        (
            QT_TRANSLATE_NOOP("messages", "As the system"),
            QT_TRANSLATE_NOOP("messages", "Light"),
            QT_TRANSLATE_NOOP("messages", "Dark"),
        ),
    ),
    "interface_size": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Interface size"),
        QT_TRANSLATE_NOOP("messages", "Makes texts, buttons and icons larger; pictures stay sharp."),
        ("100 %", "125 %", "150 %", "175 %", "200 %"),
    ),
    "reduce_motion": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Reduce motion"),
        QT_TRANSLATE_NOOP("messages", "Nothing fades and nothing turns."),
    ),
    "notifications": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Notifications"),
        QT_TRANSLATE_NOOP("messages", "When your jobs are done or need you, and the program is in the background."),
    ),
    "look_for_versions": SettingWords(
        "general",
        QT_TRANSLATE_NOOP("messages", "Look for new versions"),
        QT_TRANSLATE_NOOP("messages", "Once a day, at the program's own page. Nothing is downloaded."),
    ),
    "base_url": SettingWords(
        "service",
        QT_TRANSLATE_NOOP("messages", "Address of the service"),
        QT_TRANSLATE_NOOP("messages", "A job is only ever asked for at the address that took it."),
    ),
    "proxy": SettingWords(
        "service",
        QT_TRANSLATE_NOOP("messages", "Proxy"),
        QT_TRANSLATE_NOOP("messages", "The way to the service and to the pictures."),
        (
            QT_TRANSLATE_NOOP("messages", "As the system"),
            QT_TRANSLATE_NOOP("messages", "None"),
            QT_TRANSLATE_NOOP("messages", "Manual"),
        ),
    ),
    "proxy_url": SettingWords(
        "service",
        QT_TRANSLATE_NOOP("messages", "Address of the proxy"),
        QT_TRANSLATE_NOOP("messages", "Like http://proxy.example.com:8080"),
    ),
    "library_folder": SettingWords(
        "library",
        QT_TRANSLATE_NOOP("messages", "Library folder"),
        QT_TRANSLATE_NOOP("messages", "Every original is kept here, to the byte."),
    ),
    "name_template": SettingWords(
        "library",
        QT_TRANSLATE_NOOP("messages", "Names of new pictures"),
        QT_TRANSLATE_NOOP(
            "messages",
            "A slash makes a folder. Filled in: {year} {month} {day} {date} {time} {prompt} {n} {model} {ratio} "
            "{resolution} {id}",
        ),
    ),
    "hold_seconds": SettingWords(
        "making",
        QT_TRANSLATE_NOOP("messages", "Undo sending for"),
        QT_TRANSLATE_NOOP("messages", "So long a new job can be taken back for free. At 0 it is sent at once."),
        unit=QT_TRANSLATE_NOOP("messages", "s"),
    ),
    "sends_at_once": SettingWords(
        "making",
        QT_TRANSLATE_NOOP("messages", "Sends at once"),
        QT_TRANSLATE_NOOP("messages", "So many jobs leave this machine at the same time."),
    ),
    "open_jobs": SettingWords(
        "making",
        QT_TRANSLATE_NOOP("messages", "Open jobs"),
        QT_TRANSLATE_NOOP("messages", "So many are at the service; the others wait here, where cancelling is free."),
    ),
}

# Why a value is not taken: codes of options.py and library/names.py, and one of the dialog's own.
FAULTS: dict[str, str] = {
    "address_malformed": QT_TRANSLATE_NOOP("messages", "This is no address. One looks like https://api.example.com"),
    "address_extra": QT_TRANSLATE_NOOP("messages", "The address must be without user name, question mark and #."),
    "address_insecure": QT_TRANSLATE_NOOP(
        "messages", "This would send the key unencrypted: the address must begin with https://"
    ),
    "proxy_missing": QT_TRANSLATE_NOOP("messages", "Enter the proxy’s address; until then nothing changes."),
    "proxy_malformed": QT_TRANSLATE_NOOP(
        "messages", "This is no address of a proxy. One looks like http://proxy.example.com:8080"
    ),
    "proxy_kind": QT_TRANSLATE_NOOP("messages", "SOCKS proxies can’t be used, only http:// and https://"),
    "proxy_user": QT_TRANSLATE_NOOP(
        "messages", "Without user name and password, please: they would lie in a file that others can read."
    ),
    "template_empty": QT_TRANSLATE_NOOP("messages", "The last part must give each picture a name."),
    "template_absolute": QT_TRANSLATE_NOOP("messages", "Names begin inside the library folder: no drive, / or ~."),
    "template_up": QT_TRANSLATE_NOOP("messages", "Names stay inside the library folder: no “..”."),
    "template_field": QT_TRANSLATE_NOOP("messages", "Between braces only the words below are known."),
    "folder_controlled": QT_TRANSLATE_NOOP(
        "messages",
        "Windows' Controlled folder access keeps the program out of it. "
        "Allow it in Windows Security, or choose another.",
    ),
    "folder_locked": QT_TRANSLATE_NOOP("messages", "Nothing can be written there, so the folder stays as it was."),
}

# How the key stands: icon, sentence.
KEY_STATES: dict[str, tuple[str, str]] = {
    "asked": ("key", QT_TRANSLATE_NOOP("messages", "Looking in the system’s keychain…")),
    "none": ("key", QT_TRANSLATE_NOOP("messages", "No key yet")),
    "kept": ("lock", QT_TRANSLATE_NOOP("messages", "Key kept in the system’s keychain")),
    "session": ("attention", QT_TRANSLATE_NOOP("messages", "Key used until the program ends, then forgotten")),
    "environment": ("key", QT_TRANSLATE_NOOP("messages", "Key given by the environment variable MAXAPI_API_KEY")),
    "stuck": ("attention", QT_TRANSLATE_NOOP("messages", "No longer used, but the keychain did not let it go")),
    "demo": ("info", QT_TRANSLATE_NOOP("messages", "The demo needs no key")),
}

# What comes of settings that the disk did not take, by what the user wanted: title, sentence.
_NOT_KEPT: dict[str, tuple[str, str]] = {
    "change": (
        QT_TRANSLATE_NOOP("messages", "The settings could not be saved"),
        QT_TRANSLATE_NOOP("messages", "{why} Your changes apply now, but are lost when you quit."),
    ),
    "restart": (
        QT_TRANSLATE_NOOP("messages", "The settings could not be saved"),
        QT_TRANSLATE_NOOP("messages", "{why} The program was not restarted: your changes would be lost."),
    ),
    "library_folder": (
        QT_TRANSLATE_NOOP("messages", "The library folder was not changed"),
        QT_TRANSLATE_NOOP("messages", "The settings could not be saved. {why}"),
    ),
}
_WHY = {
    "disk_full": QT_TRANSLATE_NOOP("messages", "There is no room for them on the disk."),
    "folder_missing": QT_TRANSLATE_NOOP("messages", "Their folder is not there: {detail}."),
    "folder_read_only": QT_TRANSLATE_NOOP("messages", "Their folder can't be written to: {detail}."),
}
_WHY_BY_DETAIL = {
    ("folder_read_only", "controlled"): QT_TRANSLATE_NOOP(
        "messages",
        "Windows' Controlled folder access keeps programs out of their folder. Allow Jimeng Desktop in Windows "
        "Security under Ransomware protection.",
    ),
    ("folder_missing", "redirected"): QT_TRANSLATE_NOOP(
        "messages", "Their folder is in OneDrive or on a server, which is out of reach now."
    ),
}
_REFUSED = QT_TRANSLATE_NOOP("messages", "The disk refused them: {detail}.")


def not_kept(fault: Fault, tr: Translate, wanted: str = "change") -> Words:
    """The disk did not take the settings; `wanted` is "change", "restart" or "library_folder"."""
    detail = tidy(fault.detail)
    why = _WHY_BY_DETAIL.get((fault.code, detail)) or _WHY.get(fault.code, _REFUSED)
    title, sentence = _NOT_KEPT[wanted]
    return Words(tr(title), fill(tr(sentence), why=fill(tr(why), detail=detail or fault.code)), None, "failed")
