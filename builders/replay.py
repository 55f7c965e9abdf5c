"""Corrections laid over what was found: definitions before they are linked, senses after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tifatu.builders.corrections import Action, Correction
from tifatu.builders.senses.wording import bare
from tifatu.graph.identity import identify
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Count, Definition, Join, Sense, Span, Variant

BY_HAND = "correction"
"""Rule of what a person decided."""

_OF_DEFINITIONS = (Action.ACCEPT, Action.REJECT, Action.FIX)


def corrected(
    definitions: Sequence[Definition], corrections: Iterable[Correction]
) -> tuple[list[Definition], list[str]]:
    """The definitions as people corrected them, in their order, and what no longer fits.

    >>> corrected([], [Correction(action=Action.REJECT, term="三清", quote="清水")])
    ([], ['reject 三清 “清水” no longer fits'])
    """
    found, told = {one.id: one for one in definitions}, list[str]()
    places = _by_key(definitions)
    for one in corrections:
        if one.action not in _OF_DEFINITIONS:
            continue
        named = [found[name] for name in places.get(term_key(one.term), ()) if name in found]
        meant = [old for old in named if _fits(old, one)]
        fixed = [(old, _changed(old, one)) for old in meant]
        if not meant or None in [new for _, new in fixed]:
            told.append(f"{one} no longer fits")
        for old, new in fixed:
            if one.action is Action.REJECT:
                del found[old.id]
            elif new is not None:
                found[old.id] = new
    return list(found.values()), told


def _by_key(definitions: Iterable[Definition]) -> dict[str, list[str]]:
    """Key of a term, and of what is quoted in it -> ids of its definitions: 四强 stands for “四强”行动, too."""
    places: dict[str, list[str]] = defaultdict(list)
    for one in definitions:
        for key in dict.fromkeys(key for form in one.terms for key in (term_key(form), split_label(form).core)):
            places[key].append(one.id)
    return places


def _fits(definition: Definition, one: Correction) -> bool:
    return definition.source.endswith(one.file) and bare(one.quote) in bare(definition.text)


def _changed(old: Definition, one: Correction) -> Definition | None:
    """The definition after a correction; None where the right words do not stand there."""
    if one.action is not Action.FIX:
        return replace(old, confidence=1.0)
    around = old.before + old.text + old.after
    at = around.find(one.value)
    if at < 0 or old.gaps or len(old.text) != old.end - old.start:
        return None
    start = old.start - len(old.before) + at
    return _with_extent(old, (start, start + len(one.value)), around[:at], one.value, around[at + len(one.value) :])


def _with_extent(old: Definition, span: Span, before: str, text: str, after: str) -> Definition:
    """A definition with another extent; components and parts stay where they lie inside."""
    start, end = span
    items = [
        (item, at)
        for item, at in zip(old.components, old.component_spans, strict=True)
        if start <= at[0] and at[1] <= end
    ]
    return replace(
        old,
        start=start,
        end=end,
        text=text,
        before=before,
        after=after,
        components=tuple(item for item, _ in items),
        component_spans=tuple(at for _, at in items),
        parts=tuple(part for part in old.parts if start <= part.start and part.end <= end),
        count=old.count if len(items) == len(old.components) else Count.UNCOUNTED,
        components_rule=old.components_rule if items else None,
        confidence=1.0,
    )


def corrected_senses(
    definitions: Sequence[Definition], senses: Sequence[Sense], corrections: Iterable[Correction]
) -> tuple[list[Definition], list[Sense], list[str]]:
    """The definitions with their senses, and the senses, as people corrected them; and what no longer fits."""
    left, told = {sense.id: sense for sense in senses}, list[str]()
    home = {one.id: one.sense or "" for one in definitions}
    known, places = {one.id: one for one in definitions}, _by_key(definitions)

    def meant(one: Correction) -> list[str]:
        return [name for name in places.get(term_key(one.term), ()) if home[name] and _fits(known[name], one)]

    for one in corrections:
        if one.action in _OF_DEFINITIONS:
            continue
        other = meant(replace(one, quote=one.value, file="")) if one.action is Action.MERGE else []
        changed = _decided(one, meant(one), other, home, left)
        if not changed:
            told.append(f"{one} no longer fits")
        for sense in changed:
            left[sense.id] = sense
            home.update((name, sense.id) for variant in sense.variants for name in variant.definitions)
        held = set(home.values())
        left = {name: sense for name, sense in left.items() if name in held} if one.action is Action.MERGE else left
    inside = {name: (sense.id, v.id) for sense in left.values() for v in sense.variants for name in v.definitions}
    kept = [_placed(d, *inside[d.id]) if d.id in inside else d for d in definitions]
    return kept, sorted(left.values(), key=lambda sense: (sense.term, sense.id)), told


def _placed(definition: Definition, sense: str, variant: str) -> Definition:
    is_there = (definition.sense, definition.variant) == (sense, variant)
    return definition if is_there else replace(definition, sense=sense, variant=variant)


def _decided(
    one: Correction, meant: list[str], other: list[str], home: dict[str, str], senses: dict[str, Sense]
) -> list[Sense]:
    """The senses that a correction changes, as they are then; none where it does not fit."""
    if not meant:
        return []
    sense = senses[home[meant[0]]]
    if one.action is Action.RELABEL:
        others = [form for form in dict.fromkeys((sense.label, *sense.alternatives)) if form != one.value]
        return [replace(sense, label=one.value, alternatives=tuple(others))]
    if one.action is Action.RETYPE:
        return [replace(sense, program=one.value or None, program_rule=BY_HAND)]
    if one.action is Action.MERGE:
        return _merged(sense, senses[home[other[0]]], _joined(meant[0], other[0], one)) if other else []
    return _split(sense, [name for name in meant if home[name] == sense.id], one)


def _joined(name: str, other: str, one: Correction) -> Join:
    return Join(a=name, b=other, verdict="same", evidence=(one.signed,))


def _merged(sense: Sense, other: Sense, join: Join) -> list[Sense]:
    """One sense of two; none where they are one already."""
    if sense.id == other.id:
        return []
    forms = dict.fromkeys((*sense.alternatives, other.label, *other.alternatives))
    return [
        replace(
            sense,
            alternatives=tuple(form for form in forms if form != sense.label),
            variants=(*sense.variants, *other.variants),
            joins=(*sense.joins, *other.joins, join),
            replaces=tuple(sorted({*sense.replaces, *other.replaces})),
        )
    ]


def _split(sense: Sense, moved: list[str], one: Correction) -> list[Sense]:
    """Two senses of one; none where nothing would stay."""
    rest = [name for variant in sense.variants for name in variant.definitions if name not in moved]
    if not rest:
        return []
    apart = Join(a=rest[0], b=moved[0], verdict="different", evidence=(one.signed,))
    return [
        _part(sense, sense.id, rest, apart),
        replace(_part(sense, identify("S", sense.id, *sorted(moved)), moved, None), replaces=()),
    ]


def _part(sense: Sense, name: str, held: list[str], apart: Join | None) -> Sense:
    """A sense of some of the definitions of another; a variant that is parted has another name in the new sense."""
    variants = []
    for variant in sense.variants:
        inside = tuple(d for d in variant.definitions if d in held)
        stays = name == sense.id or inside == variant.definitions
        if inside:
            variants.append(Variant(id=variant.id if stays else identify("V", name, *inside), definitions=inside))
    joins = [join for join in sense.joins if join.a in held and join.b in held]
    return replace(sense, id=name, variants=tuple(variants), joins=(*joins, apart) if apart else tuple(joins))
