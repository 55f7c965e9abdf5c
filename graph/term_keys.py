"""Which keys are one term: “四强”行动 is written with its class noun or without, and is the term 四强 both times."""

from __future__ import annotations

from collections.abc import Iterable

from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Sense

SHORTEST_CORE = 2
"""Characters of a core that stands for the whole: “双”创 is 双创, not 双."""


class TermKeys:
    """Learns from written forms which longer keys are a quoted core with its class noun or qualifier."""

    def __init__(self) -> None:
        self._cores: dict[str, str] = {}

    @classmethod
    def learned(cls, definitions: Iterable[Definition], senses: Iterable[Sense] = ()) -> TermKeys:
        """The keys as headwords teach them, and the labels of senses."""
        keys = cls()
        for definition in definitions:
            for form in definition.terms:
                keys.learn(form)
        for sense in senses:
            for form in (sense.label, *sense.alternatives):
                keys.learn(form)
        return keys

    def learn(self, form: str) -> None:
        """Take note of a headword or label as written."""
        whole, core = term_key(form), split_label(form).core
        if core != whole and len(core) >= SHORTEST_CORE:
            self._cores[whole] = min(core, self._cores.get(whole, core))

    def of(self, key: str) -> str:
        """The key of the term that a key belongs to.

        >>> keys = TermKeys()
        >>> keys.learn("“四强”行动")
        >>> keys.of("四强行动"), keys.of("四强"), keys.of("三区三线")
        ('四强', '四强', '三区三线')
        """
        core = self._cores.get(key)
        return key if core is None or core in self._cores else core

    def aliases(self) -> dict[str, list[str]]:
        """Key of a term -> the longer keys that belong to it, sorted."""
        found: dict[str, list[str]] = {}
        for whole in sorted(self._cores):
            if self.of(whole) != whole:
                found.setdefault(self.of(whole), []).append(whole)
        return found
