# SPDX-License-Identifier: GPL-3.0-or-later
"""read_back.py: reads what Assay wrote of tables, a JSON object a line on standard input, with other
programs' readers, and says where it is not what it was made of.

Each line has `seed`, `columns` (as odd_frames.py has them, `key` being the name in records and `kind` what
Assay takes the column for), `rows` and the texts `tsv`, `csv`, `markdown`, `html`, `records`, `python`.
"""
import csv
import html
import io
import json
import re
import sys
from decimal import Decimal

import pandas as pd

csv.field_size_limit(1 << 30)


def expected(case):
    return [[column['cells'][row] for column in case['columns']] for row in range(case['rows'])]


def header(case):
    return [column['name'] for column in case['columns']]


# Readers: each gives the header and the rows ---------------------------------------------------------

def read_tsv(text):
    # A plain carriage return ends a line for the module, whatever stands around it: hide it.
    rows = list(csv.reader(io.StringIO(text.replace('\r', '\ue000').replace('\0', '\ue001'), newline=''), delimiter='\t'))
    rows = [[cell.replace('\ue000', '\r').replace('\ue001', '\0') for cell in row] for row in rows]
    return rows[0], rows[1:]


def read_csv(text):
    """RFC 4180, with what the csv module forgets: whether a field was quoted."""
    rows, row, at = [], [], 0
    field = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)')
    while at < len(text):
        found = field.match(text, at)
        quoted, plain, end = found.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else plain or None)
        if end != ',':
            rows.append(row)
            row = []
        at = found.end()
    return rows[0], rows[1:]


def read_markdown(text):
    lines = text.split('\n')
    assert lines.pop() == ''
    rows = []
    for line in lines:
        cells = re.findall(r'((?:[^|\\]|\\.)*)\|', line[1:], re.S)
        rows.append([re.sub(r'\\(.)', r'\1', cell[1:-1].replace('<br>', '\n')).replace('&lt;', '<').replace('&amp;', '&') for cell in cells])
    return rows[0], rows[2:]


def read_html(text):
    # A table as Assay writes it nests nothing, so that the cells stand between their tags.
    rows = [re.findall(r'<t[dh]>(.*?)</t[dh]>', row, re.S) for row in re.findall(r'<tr>(.*?)</tr>', text, re.S)]
    rows = [[html.unescape(cell.replace('&#13;', '\ue000')).replace('\ue000', '\r') for cell in row] for row in rows]
    return rows[0], rows[1:]


# Values as texts -------------------------------------------------------------------------------------

def fraction(text, counts):
    """The same time with the least of these numbers of digits after its point."""
    found = re.fullmatch(r'(.*?\d\d:\d\d:\d\d)(?:\.(\d+))?((?:[+-]\d\d:\d\d(?::\d\d)?)?)', text)
    digits = (found[2] or '').ljust(9, '0')
    count = next(n for n in counts if not digits[n:].strip('0'))
    return found[1] + ('.' + digits[:count] if count else '') + found[3]


def python_text(value):
    if value is None:
        return None
    if isinstance(value, pd.Timestamp):
        return fraction(str(value), (0, 3, 6, 9))
    if isinstance(value, pd.Timedelta):
        return fraction(str(value), (0, 6, 9))
    return value if isinstance(value, str) else str(value)


def types_hold(kind, value):
    wanted = {'integer': int, 'real': float, 'bool': bool, 'time': pd.Timestamp, 'duration': pd.Timedelta, 'decimal': Decimal}
    return value is None or type(value) is wanted.get(kind, str)


def json_text(value, kind):
    if kind == 'time' and value is not None:
        return value.replace('T', ' ')
    return str(value) if isinstance(value, bool) else value


# What must hold --------------------------------------------------------------------------------------

def check(case, form, read, wanted, wanted_header):
    got_header, got = read
    if got_header != wanted_header:
        return [f'{form}: the header is {got_header!r} instead of {wanted_header!r}']
    if len(got) != len(wanted):
        return [f'{form}: {len(got)} rows instead of {len(wanted)}']
    return [f'{form}: {cell!r:.200} instead of {ought!r:.200}' for row, right in zip(got, wanted)
            for cell, ought in zip(row, right, strict=True) if cell != ought]


def separated(case):
    wanted = expected(case)
    empty = [[cell or '' for cell in row] for row in wanted]
    if case['columns']:
        yield from check(case, 'csv', read_csv(case['csv']), wanted, header(case))
        # A line without anything is a row of a table of one column.
        single = len(case['columns']) == 1
        got_header, got = read_tsv(case['tsv'])
        got = [row or [''] for row in got] if single else got
        yield from check(case, 'tsv', (got_header or [''], got), empty, header(case))


def lossy(text):
    return text.replace('\0', '\ufffd')


def marked_up(case):
    lines = [[re.sub('\r\n?', '\n', lossy(cell or '')) for cell in row] for row in expected(case)]
    yield from check(case, 'markdown', read_markdown(case['markdown']), lines, [re.sub('\r\n?', '\n', name) for name in header(case)])
    cells = [[lossy(cell or '') for cell in row] for row in expected(case)]
    yield from check(case, 'html', read_html(case['html']), cells, header(case))


def records(case):
    kinds = [column['kind'] for column in case['columns']]
    keys = [column['key'] for column in case['columns']]
    rows = json.loads(case['records'], parse_float=str, parse_int=str)
    got = [[json_text(row[key], kind) for key, kind in zip(keys, kinds)] for row in rows]
    finite = [[None if kind == 'real' and cell in ('inf', '-inf') else cell for cell, kind in zip(row, kinds)] for row in expected(case)]
    yield from check(case, 'records', (keys, got), finite, keys)
    rows = eval(case['python'], {'pd': pd, 'Decimal': Decimal})
    for row in rows:
        for key, kind in zip(keys, kinds):
            if not types_hold(kind, row[key]):
                yield f'python: {row[key]!r} in a column of {kind}'
    yield from check(case, 'python', (keys, [[python_text(row[key]) for key in keys] for row in rows]), expected(case), keys)


failures = 0
for line in sys.stdin:
    case = json.loads(line)
    for about in (separated, marked_up, records):
        try:
            wrong = list(about(case))
        except Exception as problem:
            wrong = [f'{about.__name__}: {type(problem).__name__}: {problem}']
        for text in wrong[:3]:
            print(f'seed {case["seed"]}: {ascii(text)}')
        failures += len(wrong)
sys.exit(1 if failures else 0)
