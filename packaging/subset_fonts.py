"""Makes the fonts that the tests draw with: Noto Sans and Noto Sans CJK SC, cut down to what is on screen.

    python3 packaging/dev.py fonts [FOLDER]     FOLDER holds the two Noto families (default: the system's fonts)

On Debian: apt-get install fonts-noto-core fonts-noto-cjk. The characters are those of the translations, of the source
and of the scenes. The families get names of their own, so that an installed Noto is never taken for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "tests" / "data" / "fonts"
SYSTEM_FONTS = Path("/usr/share/fonts")
ASCII_AND_LATIN_1 = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
MEASURED = {ord("\u2588"), ord("\u2003")}  # a full block and a blank: tests put them in place of texts
SHOWN = ("resources/i18n/*.ts", "resources/*.toml", "jimeng_desktop/**/*.py", "tests/scenes/*.py")
EMOJI = 0x1F000  # from here on pictures, which no text font draws

# file made -> (file of Noto, number in its collection, family, weight)
SOURCES = {
    "TestSans-Regular.ttf": ("NotoSans-Regular.ttf", -1, "Test Sans", "Regular"),
    "TestSans-Bold.ttf": ("NotoSans-Bold.ttf", -1, "Test Sans", "Bold"),
    "TestHan-Regular.otf": ("NotoSansCJK-Regular.ttc", 2, "Test Han", "Regular"),
}


def characters(root: Path = ROOT) -> set[int]:
    """The code points of everything the program and its scenes show."""
    texts = (path.read_text("utf-8") for pattern in SHOWN for path in root.glob(pattern))
    return (ASCII_AND_LATIN_1 | MEASURED).union(*(map(ord, text) for text in texts)) - {ord("\n"), ord("\t")}


def make(noto: Path) -> Iterator[str]:
    """Writes the fonts into `FONTS`; yields the names of files of Noto that are not below `noto`."""
    codes = {code for code in characters() if code < EMOJI}
    for name, (source, number, family, weight) in SOURCES.items():
        found = next(noto.rglob(source), None)
        if found is None:
            yield source
        else:
            _cut(found, number, codes, (family, weight), FONTS / name)


def _cut(source: Path, number: int, codes: set[int], name: tuple[str, str], target: Path) -> None:
    """Writes a font with what `source` has of `codes`."""
    from fontTools import subset  # late: only this command needs it
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=["kern", "tnum", "ccmp", "mark"],
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
        notdef_outline=True,
        hinting=False,
    )
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    family, weight = name
    for number_of_name, text in ((1, family), (2, weight), (4, f"{family} {weight}"), (6, target.stem)):
        font["name"].setName(text, number_of_name, 3, 1, 0x409)
    font["name"].names = [entry for entry in font["name"].names if entry.platformID == 3 and entry.langID == 0x409]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [target.stem]
    font.save(target)


def main(args: list[str]) -> int:
    """Exit status 2 when Noto is not there."""
    missing = sorted(set(make(Path(args[0]) if args else SYSTEM_FONTS)))
    if missing:
        print(f"Not found: {', '.join(missing)}", file=sys.stderr)
        print("On Debian: apt-get install fonts-noto-core fonts-noto-cjk", file=sys.stderr)
    return 2 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
