"""Which meaning a program is part of: the one that its definition names, or the one whose definition lists it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tifatu.builders.senses.families import own_keys
from tifatu.graph.identity import program_id, statement_id
from tifatu.graph.labels import split_label
from tifatu.graph.model import Definition, Said, Sense, Statement

LISTED = "listed-in-the-whole"
"""Rule: the definition of another program or slogan lists this one by its whole name."""

SHORTEST = 5
"""Characters of an unquoted name that is known in the lists of others: 城乡更新 is a field of work as well."""


class Wholes:
    """The senses by their written forms, and where definitions list them."""

    def __init__(self, senses: Iterable[Sense], definitions: Iterable[Definition]) -> None:
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for sense in senses:
            for form in (sense.label, *sense.alternatives):
                self._by_key[own_keys(form)[0]].add(sense.id)
        self._homes: dict[str, set[str]] = defaultdict(set)
        """Sense -> reports that define it."""
        self._lists: dict[str, list[tuple[Definition, int]]] = defaultdict(list)
        """Key of an item -> where it is listed."""
        for definition in definitions:
            self._homes[definition.sense or ""].add(definition.report)
            if len(definition.component_spans) == len(definition.components):
                for n, item in enumerate(definition.components):
                    self._lists[own_keys(item)[0]].append((definition, n))

    def named(self, words: str, inside: Definition) -> str | None:
        """The meaning that the words of a definition name; None where several could be meant, or none is known."""
        known = next((found for key in own_keys(words) if (found := self._by_key.get(key))), set[str]())
        here = {sense for sense in known if inside.report in self._homes[sense]}
        chosen = here or known
        return next(iter(chosen)) if len(chosen) == 1 else None

    def listing(self, sense: Sense) -> Iterator[Statement]:
        """Where the definitions of others list a program whose name means nothing else."""
        for key in sorted({own_keys(form)[0] for form in (sense.label, *sense.alternatives)}):
            for definition, n in self._lists.get(key, ()):
                if definition.sense != sense.id and self._is_meant(sense.id, definition, n):
                    yield _listed(sense, definition, n)

    def _is_meant(self, sense: str, definition: Definition, n: int) -> bool:
        """Whether an item is the name of a program: long or quoted, or explained by the same report."""
        item = definition.components[n]
        is_name = len(item) >= SHORTEST or split_label(item).core != item or definition.report in self._homes[sense]
        return is_name and self.named(item, definition) == sense


def _listed(sense: Sense, definition: Definition, n: int) -> Statement:
    start, end = definition.component_spans[n]
    return Statement(
        id=statement_id(program_id(sense.id), Said.PART_OF, definition.id, start, end),
        source=definition.source,
        report=definition.report,
        start=start,
        end=end,
        program=program_id(sense.id),
        said=Said.PART_OF,
        text=definition.components[n],
        passage=definition.id,
        sense=definition.sense,
        rule=LISTED,
    )
