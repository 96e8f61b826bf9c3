"""The user's own models: what they add and change, what is wrong with a file, and how a model is added by its id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jimeng_desktop.assets import asset
from jimeng_desktop.core.catalog import Catalog
from jimeng_desktop.core.own_models import Trouble, is_model_id
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.files.own_models import add_own
from tests.flushes import Flushes

BUILT_IN = asset("models.toml")


def catalog_with(path: Path, text: str | bytes) -> Catalog:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_catalog(BUILT_IN, path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "models.toml"


def test_without_a_file_nothing_is_different(own: Path) -> None:
    assert read_catalog(BUILT_IN, own) == read_catalog(BUILT_IN)


def test_an_entry_adds_a_model_with_everything_it_may_say(own: Path) -> None:
    entry = """
        [[model]]
        id = "wan-2.5"
        name = "Wan 2.5"
        family = "Wan"
        line = { en = "Somebody else's", zh_CN = "别家的" }
        ratios = ["1:1", "16:9"]
        resolutions = ["1k"]
        pictures = 2
        most_pictures = 6
    """
    catalog = catalog_with(own, entry)
    model = catalog.models[-1]
    assert catalog.trouble is None
    assert (model.id, model.name, model.family, model.line["zh_CN"]) == ("wan-2.5", "Wan 2.5", "Wan", "别家的")
    assert (model.ratios, model.resolutions) == (("1:1", "16:9"), ("1k",))
    assert (model.pictures, model.most_pictures) == (2, 6)
    assert catalog.models[:-1] == read_catalog(BUILT_IN).models


def test_an_id_alone_is_enough_and_its_family_is_known_by_it(own: Path) -> None:
    catalog = catalog_with(own, '[[model]]\nid = "jimeng-6.0"\n[[model]]\nid = "wan-2.5"\nline = "mine"\n')
    jimeng, wan = catalog.models[-2:]
    assert (jimeng.name, jimeng.family, jimeng.pictures, jimeng.most_pictures) == ("jimeng-6.0", "Jimeng", 4, 1)
    assert (wan.name, wan.family, wan.pictures, wan.line) == ("wan-2.5", "", 1, {"": "mine"})
    assert len(wan.ratios) == 8 and len(wan.resolutions) == 3


def test_an_entry_changes_the_model_with_its_id_and_nothing_else(own: Path) -> None:
    catalog = catalog_with(own, '[[model]]\nid = "jimeng-1.4"\nresolutions = ["1k"]\n')
    before = read_catalog(BUILT_IN)
    old = before.get("jimeng-1.4")
    assert old and catalog.get("jimeng-1.4") == replace(old, resolutions=("1k",))
    assert [model.id for model in catalog] == [model.id for model in before]


def test_what_an_editor_of_windows_writes_is_read(own: Path) -> None:
    catalog = catalog_with(own, b'\xef\xbb\xbf[[model]]\r\nid = "mine"\r\n')
    assert catalog.trouble is None and catalog.models[-1].id == "mine"


GOOD = '[[model]]\nid = "one"\n\n'


@pytest.mark.parametrize(
    ("text", "code", "line", "detail"),
    [
        (GOOD + "[[model]]\nid = mine\n", "own_not_toml", 5, ""),
        (GOOD + "[[model]]\nid = \n", "own_not_toml", 5, ""),
        ('[[model]]\nname = """', "own_not_toml", 2, ""),
        (b'[[model]]\nid = "\xff"\n', "own_not_toml", 2, ""),
        ("a = " + "[" * 5000, "own_not_toml", 1, ""),
        (GOOD + '[[model]]\nname = "No id"\n', "own_id", 4, ""),
        (GOOD + '[[model]]\nid = "a b"\n', "own_id", 4, ""),
        ("[[model]]\nid = 5\n", "own_id", 1, ""),
        ("model = [1]\n", "own_id", 0, ""),
        ('[model]\nname = "a table"\n', "own_id", 0, ""),
        (GOOD + '[[model]]\nid = "x"\nname = ""\n', "own_value", 4, "name"),
        ('[[model]]\nid = "x"\nratios = ["5:4"]\n', "own_value", 1, "ratios"),
        ('[[model]]\nid = "x"\nratios = []\n', "own_value", 1, "ratios"),
        ('[[model]]\nid = "x"\nratios = "1:1"\n', "own_value", 1, "ratios"),
        ('[[model]]\nid = "x"\nresolutions = ["8k"]\n', "own_value", 1, "resolutions"),
        ('[[model]]\nid = "x"\npictures = 0\n', "own_value", 1, "pictures"),
        ('[[model]]\nid = "x"\npictures = true\n', "own_value", 1, "pictures"),
        ('[[model]]\nid = "x"\nmost_pictures = 1000\n', "own_value", 1, "most_pictures"),
        ('[[model]]\nid = "x"\nline = { en = 5 }\n', "own_value", 1, "line"),
        ('[[model]]\nid = "x"\nfamily = ["a"]\n', "own_value", 1, "family"),
    ],
)
def test_a_file_at_fault_is_told_and_changes_nothing(
    own: Path, text: str | bytes, code: str, line: int, detail: str
) -> None:
    catalog = catalog_with(own, text)
    assert catalog.trouble == Trouble(code, own, line, detail)
    assert replace(catalog, trouble=None) == read_catalog(BUILT_IN)


def test_a_folder_in_its_place_is_told(own: Path) -> None:
    own.mkdir()
    trouble = read_catalog(BUILT_IN, own).trouble
    assert trouble and trouble.code == "own_unreadable" and trouble.detail
    written = add_own(own, "mine")
    assert written and written.code == "own_unwritable"


@pytest.mark.parametrize("text", ["wan-2.5", "a", "A_b.c-1", "x" * 100])
def test_ids(text: str) -> None:
    assert is_model_id(text)


@pytest.mark.parametrize("text", ["", " ", "a b", "a/b", 'a"', "a\n", "模型", "-a", ".", "x" * 101])
def test_what_is_no_id(text: str) -> None:
    assert not is_model_id(text)


def test_adding_makes_the_file_and_its_folder(own: Path) -> None:
    path = own.parent / "new" / "models.toml"
    assert add_own(path, "wan-2.5") is None
    catalog = read_catalog(BUILT_IN, path)
    assert catalog.trouble is None and catalog.models[-1].id == "wan-2.5"
    assert [entry.name for entry in path.parent.iterdir()] == ["models.toml"], "no half file is left"


@pytest.mark.parametrize("before", [b"", b"# mine", b'\xef\xbb\xbf# mine\r\n[[model]]\r\nid = "one"\r\n'])
def test_adding_keeps_what_is_there_to_the_byte(own: Path, before: bytes) -> None:
    own.write_bytes(before)
    assert add_own(own, "two") is None
    assert add_own(own, "three") is None
    assert own.read_bytes().startswith(before)
    assert [model.id for model in read_catalog(BUILT_IN, own).models[-2:]] == ["two", "three"]


@pytest.mark.parametrize("before", ["[[model]]\nid = \n", 'model = [{ id = "one" }]\n'])
def test_nothing_is_added_to_a_file_at_fault(own: Path, before: str) -> None:
    own.write_text(before)
    trouble = add_own(own, "two")
    assert trouble and trouble.code == "own_not_toml"
    assert own.read_text() == before


def test_it_is_on_the_disk_before_it_replaces_the_file_and_stays_there(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushes = Flushes(monkeypatch)
    assert add_own(own, "mine") is None
    flushes.check_file(own)
