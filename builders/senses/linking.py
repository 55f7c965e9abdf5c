"""The one step that sees the whole corpus: definitions of all reports become senses with variants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tifatu.builders.senses.families import families
from tifatu.builders.senses.grouping import Group, gather
from tifatu.builders.senses.naming import sense_names, variant_names
from tifatu.builders.senses.programs import program_of
from tifatu.builders.senses.scope import scope_of
from tifatu.graph.labels import CLOSING, OPENING, term_key
from tifatu.graph.model import Definition, Report, Sense, Variant

_WHOLLY_QUOTED = re.compile(rf"[{OPENING}\"＂]([^{OPENING}{CLOSING}\"＂]{{1,60}})[{CLOSING}\"＂]")

OWN = re.compile(r"[我本]([省市州盟县旗区])|(?:^|[^\u4e00-\u9fff]|[由经按据是为的])([省市州盟县旗区])(?:委|政府|党委)")
"""我市, 省委: words by which a definition says whose the slogan is; 湖北省委 names another's."""


def link(definitions: Sequence[Definition], reports: Mapping[str, Report]) -> tuple[list[Definition], list[Sense]]:
    """Group definitions into senses and variants.

    Args:
        definitions: All definitions of the corpus, in any order.
        reports: Report id -> report, for day and region.

    Returns:
        The definitions in the order given, now with the ids of their sense and variant; the senses by term and id.
    """
    groups = [group for family in families(definitions) for group in gather(family, reports)]
    names = sense_names([group.definitions() for group in groups])
    of_variants = iter(variant_names([variant for group in groups for variant in group.variants]))
    senses: list[Sense] = []
    homes: dict[str, tuple[str, str]] = {}
    for name, group in zip(names, groups, strict=True):
        sense = _sense(name, group, [next(of_variants) for _ in group.variants], reports)
        senses.append(sense)
        homes.update((d, (sense.id, variant.id)) for variant in sense.variants for d in variant.definitions)
    linked = [replace(d, sense=homes[d.id][0], variant=homes[d.id][1]) for d in definitions]
    return linked, sorted(senses, key=lambda sense: (sense.term, sense.id))


def _sense(name: str, group: Group, of_variants: Sequence[str], reports: Mapping[str, Report]) -> Sense:
    every = group.definitions()
    label, *others = written_forms(term for definition in every for term in definition.terms)
    program, rule = program_of_all(every)
    scope = scope_of(group.variants, reports)
    return Sense(
        id=name,
        term=term_key(label),
        label=label,
        alternatives=tuple(others),
        program=program,
        program_rule=rule,
        region=owner(every, reports),
        scope=scope.scope,
        scope_evidence=scope.evidence,
        variants=tuple(
            Variant(id=of_variant, definitions=tuple(definition.id for definition in variant))
            for of_variant, variant in zip(of_variants, group.variants, strict=True)
        ),
        joins=tuple(group.joins),
    )


def written_forms(terms: Iterable[str]) -> list[str]:
    """Written forms without marks around the whole, the most frequent first, of equals the smallest.

    >>> written_forms(["“三变”改革", "三变", "“三变”"])
    ['三变', '“三变”改革']
    """
    forms = Counter(whole[1] if (whole := _WHOLLY_QUOTED.fullmatch(form)) else form for form in map(str.strip, terms))
    return sorted(forms, key=lambda form: (-forms[form], form))


def program_of_all(definitions: Sequence[Definition]) -> tuple[str | None, str]:
    """The type that most definitions show; what their heads show goes before what their texts show."""
    votes = Counter(program_of(definition.terms[0], "", definition.text) for definition in definitions)
    return min(votes, key=lambda vote: (_TRUST.index(vote[1]), -votes[vote], vote[0] or ""))


_TRUST = ("head-noun", "five-year-plan", "label-noun", "plus-shape", "definition-noun", "none")


def owner(definitions: Sequence[Definition], reports: Mapping[str, Report]) -> str | None:
    """Code of the region that the definitions name as the slogan's own, where they agree."""
    codes = {code for d in definitions if (code := _owner(d, reports.get(d.report)))}
    return codes.pop() if len(codes) == 1 else None


def _owner(definition: Definition, report: Report | None) -> str | None:
    """The report's own division or the nearest above whose name ends as the text says: 市委 may be its own."""
    said = OWN.search(definition.text)
    if not said or report is None or report.region is None:
        return None
    places = (report.region, *report.parents)
    return next((place.code for place in places if place.name.endswith(said[1] or said[2])), None)
