"""Words of a short passage: the one place that knows jieba.

jieba's module-level functions share one mutable dictionary, and its cache lies under a fixed name in the folder that
all users share. Here a tokenizer of our own reads the stock dictionary and keeps its cache in a folder that only its
owner may enter. jieba is imported when the first word is asked for.
"""

from __future__ import annotations

import logging
import os
import stat
import warnings
from functools import cache, cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

PRIVATE = 0o700
"""Only the owner may enter the cache folder: jieba trusts what it finds there."""


class Segmenter:
    """Cuts a passage into words (分词) and says how rare each word is; never changed once made."""

    def __init__(self, folder: Path | None) -> None:
        """Make ready; nothing is read yet.

        Args:
            folder: Private folder for jieba's cache; None builds the dictionary anew in each process.
        """
        self._folder = folder

    @cached_property
    def _tokenizer(self) -> Any:
        with warnings.catch_warnings():  # jieba still asks for pkg_resources, which warns of its own end
            warnings.simplefilter("ignore")
            import jieba  # noqa: TID251 - the adapter itself
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        if self._folder is None:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True
        else:
            tokenizer.tmp_dir = str(self._folder)
            tokenizer.initialize()
        return tokenizer

    def words(self, text: str) -> list[str]:
        """The words of a passage in order, punctuation and white space left out.

        >>> segmenter().words("乡村公路建好、管好。")
        ['乡村', '公路', '建', '好', '管好']
        """
        return [word for word in self._tokenizer.lcut(text, HMM=False) if word[0].isalnum()]

    def rarity(self, word: str) -> float:
        """How much a word tells: the natural logarithm of words seen for each time that it was seen.

        The counts are those of jieba's stock dictionary, so a new report changes no earlier judgement.

        >>> segmenter().rarity("雨洪") > segmenter().rarity("建设")
        True
        """
        tokenizer = self._tokenizer
        return log(tokenizer.total / (tokenizer.FREQ.get(word) or 1))


@cache
def dictionary() -> frozenset[str]:
    """The words of jieba's stock dictionary, read without waking jieba up.

    >>> "旗舰" in dictionary()
    True
    """
    spec = find_spec("jieba")
    places = spec.submodule_search_locations if spec else None
    with Path(next(iter(places or ())), "dict.txt").open(encoding="utf-8") as lines:
        return frozenset(line.partition(" ")[0] for line in lines)


@cache
def segmenter() -> Segmenter:
    """The segmenter of this process."""
    return Segmenter(private_folder())


def private_folder() -> Path | None:
    """The folder for jieba's cache, made if need be; None where no folder is ours alone."""
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = caches / "tifatu" / "jieba"
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        facts = folder.lstat()
    except (OSError, RuntimeError):
        return None
    ours = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    closed = not hasattr(os, "getuid") or not stat.S_IMODE(facts.st_mode) & 0o077
    return folder if stat.S_ISDIR(facts.st_mode) and ours and closed else None
