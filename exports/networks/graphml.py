"""GraphML for networkx, yEd, Cytoscape and igraph: the network with flat attributes, written as it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tifatu.exports.files.xml_text import escape
from tifatu.exports.networks.parts import Network, network_of
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.store.network import EDGE_FIELDS, NODE_FIELDS, Attributes

OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
CLOSE = "</graph>\n</graphml>\n"


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """One node or edge a line; a name that is not known is left out."""
    for line in _lines(network_of(records, profile)):
        out.write(line.encode())


def _lines(network: Network) -> Iterator[str]:
    yield OPEN
    yield from _keys("node", NODE_FIELDS)
    yield from _keys("edge", EDGE_FIELDS)
    yield '<graph id="tifatu" edgedefault="directed">\n'
    for name, attributes in network.nodes:
        yield f'<node id="{escape(name)}">{_data("node", attributes)}</node>\n'
    for number, (start, end, attributes) in enumerate(network.edges, 1):
        ends = f'source="{escape(start)}" target="{escape(end)}"'
        yield f'<edge id="e{number}" {ends}>{_data("edge", attributes)}</edge>\n'
    yield CLOSE


def _keys(of: str, fields: Mapping[str, type]) -> Iterator[str]:
    for name, kind in fields.items():
        type_name = "string" if kind is str else "int"
        yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{type_name}"/>\n'


def _data(of: str, attributes: Attributes) -> str:
    return "".join(f'<data key="{of}-{name}">{escape(str(value))}</data>' for name, value in attributes.items())
