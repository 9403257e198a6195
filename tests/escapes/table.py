# SPDX-License-Identifier: GPL-3.0-or-later
"""table.py KNOWN OUT PASS…: what the passes over the containment corpus gave, side by side.

A cell is contained/tried; below the table stand the scripts that were not contained.
"""
import json
import os
import sys


def rows_of(path):
    """The driver writes one JSON object a line; a pass that was not run has no file."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def known_reasons(path):
    """category/name -> reason."""
    with open(path, encoding="utf-8") as lines:
        stripped = (line.strip() for line in lines)
        return dict(line.split(None, 1) for line in stripped if line and not line.startswith("#"))


def cell(rows):
    if not rows:
        return "-"
    return "%d/%d" % (sum(row["contained"] for row in rows), len(rows))


def main(known_file, out, *passes):
    known = known_reasons(known_file)
    results = {name: rows_of(os.path.join(out, name + ".jsonl")) for name in passes}
    categories = sorted({row["category"] for rows in results.values() for row in rows})
    width = max([len(name) for name in passes] + [9]) + 2
    print("%-20s" % "contained" + "".join("%*s" % (width, name) for name in passes))
    for category in categories:
        print("%-20s" % category + "".join(
            "%*s" % (width, cell([row for row in results[name] if row["category"] == category]))
            for name in passes))
    print("%-20s" % "all" + "".join("%*s" % (width, cell(results[name])) for name in passes))
    for name in passes:
        for row in results[name]:
            script = row["category"] + "/" + row["name"]
            if not row["contained"]:
                print("%s: %s: %s%s" % (name, script, "; ".join(row["why"]),
                                        " (known: %s)" % known[script] if script in known else ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
