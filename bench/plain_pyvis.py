"""What one would write without respnet: read the table, make a graph, let pyvis write a page."""

from __future__ import annotations

import sys

import networkx
import pandas
from pyvis.network import Network

table = pandas.read_csv(sys.argv[1], keep_default_na=False)
graph = networkx.Graph()
for _, row in table.iterrows():
    task = f"{row['number']} {row['title']}"
    graph.add_node(task, label=task, shape="box")
    for column in ("lead_units", "responsible_units"):
        for unit in filter(None, row[column].split("、")):
            graph.add_node(unit, label=unit)
            graph.add_edge(unit, task)
net = Network(height="760px", cdn_resources="in_line")  # so that its picture can appear at all without a network
net.from_nx(graph)
net.write_html(sys.argv[2])
