#!/bin/sh
# Installs Jimeng Desktop for the user who runs it, without root; run again, it brings what is there up to date.
#
#   ./install.sh             installs below ~/.local
#   ./install.sh --remove    takes it away again; pictures, settings and the key stay
set -eu

name=jimeng-desktop
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
program=$HOME/.local/lib/$name
files="applications/$name.desktop metainfo/$name.metainfo.xml icons/hicolor/scalable/apps/$name.svg man/man1/$name.1.gz"

refresh() {
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$share/applications" || true
    fi
}

# A program that runs reads its modules from its own file when it first needs them: it must not change under it.
must_not_run() {
    for exe in /proc/[0-9]*/exe; do
        if [ "$(readlink "$exe" 2>/dev/null || true)" = "$program/$name" ]; then
            echo "Jimeng Desktop is running. Please close it first; what was sent goes on at the service." >&2
            exit 1
        fi
    done
}

remove() {
    rm -rf "$program" "$program.new" "$program.old"
    if [ -L "$bin/$name" ]; then rm -f "$bin/$name"; fi
    for file in $files; do rm -f "$share/$file"; done
    refresh
}

install() {
    mkdir -p "$bin" "$(dirname -- "$program")"
    if [ -e "$bin/$name" ] && [ ! -L "$bin/$name" ]; then
        echo "$bin/$name is there already and is not ours; nothing was changed." >&2
        exit 1
    fi
    rm -rf "$program.new" "$program.old"
    cp -R "$here/$name" "$program.new" # whole, or what is there stays
    if [ -e "$program" ]; then mv "$program" "$program.old"; fi
    mv "$program.new" "$program"
    rm -rf "$program.old"
    ln -sf "$program/$name" "$bin/$name"
    for file in $files; do
        mkdir -p "$share/$(dirname -- "$file")"
        cp "$here/share/$file" "$share/$file"
    done
    # A menu doesn't look at PATH, so the entry names the program in full, quoted as the desktop entry format wants it.
    quoted=$(printf '%s' "$program/$name" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g')
    escaped=$(printf '%s' "\"$quoted\"" | sed -e 's/[\\|&]/\\&/g')
    sed "s|^Exec=$name|Exec=$escaped|" "$here/share/applications/$name.desktop" >"$share/applications/$name.desktop"
    refresh
    echo "Installed: $program/$name"
    case ":$PATH:" in
    *":$bin:"*) ;;
    *) echo "It is in the menu now. To call it in a terminal, add $bin to PATH." ;;
    esac
}

case "${1:-}" in
"") must_not_run && install ;;
--remove) must_not_run && remove ;;
*)
    echo "usage: $0 [--remove]" >&2
    exit 2
    ;;
esac
