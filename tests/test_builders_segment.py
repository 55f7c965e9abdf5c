"""The adapter for jieba."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tifatu.builders.language.segment import Segmenter, private_folder, segmenter


def test_words_leave_out_punctuation_and_white_space() -> None:
    """Words come in order, without 、 。 quotation marks or blanks."""
    assert segmenter().words("“修路”、 种树。") == ["修路", "种树"]


def test_rare_words_tell_more_than_common_ones() -> None:
    """A word of every report counts less than a word of few; a word nobody knows counts most."""
    rarity = segmenter().rarity

    assert rarity("的") < rarity("建设") < rarity("湿地") < rarity("雨洪")


def test_without_a_folder_the_cuts_are_the_same(tmp_path: Path) -> None:
    """The cache is a matter of speed alone."""
    text = "完善城乡供水网络，建设口袋公园"

    assert Segmenter(None).words(text) == Segmenter(tmp_path).words(text)
    assert [file.name for file in tmp_path.iterdir()] == ["jieba.cache"]


def test_cache_lies_in_a_private_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody else may plant a dictionary: the folder is 0700, and one that is open to others is not used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = private_folder()

    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert private_folder() is None


def test_no_cache_where_none_can_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A cache folder that cannot be made is done without."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert private_folder() is None


def test_jieba_is_not_imported_before_the_first_word() -> None:
    """Importing the adapter costs nothing and reads nothing."""
    code = "import sys, tifatu.builders.language.segment as s; s.segmenter(); print('jieba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))

    assert run.stdout.strip() == "False"


def test_jieba_stays_silent(tmp_path: Path) -> None:
    """No log line and no warning reaches the user."""
    code = "from tifatu.builders.language.segment import segmenter; segmenter().words('修路')"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert (run.stdout, run.stderr) == ("", "")


def test_two_segmenters_do_not_share_a_dictionary(tmp_path: Path) -> None:
    """What one tokenizer learns, another does not know."""
    one, other = Segmenter(tmp_path), Segmenter(tmp_path)
    one._tokenizer.add_word("修路种树")

    assert one.words("修路种树") == ["修路种树"]
    assert other.words("修路种树") == ["修路", "种树"]
