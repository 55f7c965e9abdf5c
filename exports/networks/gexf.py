"""GEXF 1.2 for Gephi and Gephi Lite: the network with flat attributes; the years of use as spells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tifatu.exports.files.xml_text import escape
from tifatu.exports.networks.parts import Network, network_of
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.store.network import EDGE_FIELDS, NODE_FIELDS, Attributes

OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<meta><creator>tifatu</creator><description>Slogans of Chinese government work reports</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="double">
"""
"""Years are doubles: the one number that both the schema and Gephi know as a time."""

CLOSE = "</edges>\n</graph>\n</gexf>\n"
ELSEWHERE = ("label", "weight")
"""Fields that GEXF has attributes of its own for: a label is a node's, a weight an edge's."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """One node or edge a line; where years are known, it is there from the first to the last of them."""
    for line in _lines(network_of(records, profile)):
        out.write(line.encode())


def _lines(network: Network) -> Iterator[str]:
    yield OPEN
    yield from _declared("node", NODE_FIELDS)
    yield from _declared("edge", EDGE_FIELDS)
    yield "<nodes>\n"
    for name, attributes in network.nodes:
        label = escape(str(attributes.get("label", name)))
        yield f'<node id="{escape(name)}" label="{label}">{_values(attributes)}{_spell(attributes)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for number, (start, end, attributes) in enumerate(network.edges, 1):
        ends = f'source="{escape(start)}" target="{escape(end)}"'
        weight = f' weight="{attributes["weight"]}"' if "weight" in attributes else ""
        inner = _values(attributes) + _spell(attributes)
        yield f'<edge id="e{number}" {ends}{weight}>{inner}</edge>\n'
    yield CLOSE


def _declared(of: str, fields: Mapping[str, type]) -> Iterator[str]:
    yield f'<attributes class="{of}">\n'
    for name, kind in fields.items():
        if name not in ELSEWHERE:
            type_name = "string" if kind is str else "integer"
            yield f'<attribute id="{name}" title="{name}" type="{type_name}"/>\n'
    yield "</attributes>\n"


def _values(attributes: Attributes) -> str:
    told = [
        f'<attvalue for="{name}" value="{escape(str(value))}"/>'
        for name, value in attributes.items()
        if name not in ELSEWHERE
    ]
    return f"<attvalues>{''.join(told)}</attvalues>"


def _spell(attributes: Attributes) -> str:
    """First and last year, both within; readers fail at a spell with one end only."""
    if "first" not in attributes:
        return ""
    return f'<spells><spell start="{attributes["first"]}" end="{attributes["last"]}"/></spells>'
