# SPDX-License-Identifier: GPL-3.0-or-later
"""as_pandas_reads.py ASSAY FIRST LAST: makes odd trade caches, one a seed, and holds what a script
gets from load_trades against what pandas itself reads from the same file, value by value.
"""
import contextlib
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

TEXTS = ['mexc', 'kraken', '', ' ', 'größe', 'Ω/😀', "O'Hara", 'a"b', 'tab\there', 'line\nbreak', 'nul\0inside',
         '\u202eevil', 'None', 'nan', '9223372036854775807', '-0', 'x' * 3000, None]
NUMBERS = [0.0, -0.0, 1.5, -2.25, 1e300, -1e-300, 5e-324, 0.1 + 0.2, 2 ** 53 + 1.0, 9e999, -9e999, 3, -7,
           2 ** 63 - 1, None, 'x', '', '12.5', 'nan']
TIMES = ['2025-11-20T12:00:00', '2025-11-20 12:00:00', '2025-11-20T12:00:00.1', '2025-11-20T12:00:00.123456',
         '2025-11-20 11:59:59.999999', '2025-11-20', '2024-02-29T23:59:59', '1970-01-01T00:00:00',
         '1969-12-31T23:59:59.5', '2025-11-20T12:00:00.123456789', 'yesterday', '2025-13-01T00:00:00',
         '2025-02-30', '1500-01-01T00:00:00', None]
COLUMNS = ['timestamp', 'exchange', 'account_name', 'symbol', 'side', 'amount', 'price', 'fee', 'fee_currency',
           'trade_id']

SCRIPT = '''
import json
trades = load_trades({arguments})
for name in trades.columns:
    values = trades[name]
    if name == 'timestamp':
        shown = [None if v is pd.NaT else v.value for v in values]
    elif values.dtype == float:
        shown = [v.hex() for v in values]
    else:
        shown = list(values)
    print(json.dumps([name, str(values.dtype), shown]))
'''


def make(path, chance):
    """A database with some hundred rows, most of them odd somewhere, some of them twice."""
    database = sqlite3.connect(path)
    new = chance.random() < 0.7
    extra = ", transaction_type TEXT DEFAULT 'trade'" if new else ''
    database.execute('CREATE TABLE trades (id INTEGER PRIMARY KEY AUTOINCREMENT, trade_id TEXT, exchange TEXT, '
                     'account_name TEXT, timestamp TEXT, symbol TEXT, side TEXT, amount REAL, price REAL, fee REAL, '
                     f'fee_currency TEXT, cached_at TEXT{extra})')
    if chance.random() < 0.8:
        database.execute('CREATE INDEX idx_timestamp ON trades (timestamp DESC)')
        database.execute('CREATE INDEX idx_account ON trades (exchange, account_name)')
    rows = [tuple(chance.choice(TIMES) if name == 'timestamp' else
                  chance.choice(NUMBERS) if name in ('amount', 'price', 'fee') else
                  chance.choice([2 ** 63 - 1, *TEXTS]) if name == 'trade_id' else chance.choice(TEXTS)
                  for name in COLUMNS) for _ in range(chance.randrange(0, 300))]
    rows += rows[:len(rows) // 10]
    places = ', '.join('?' * len(COLUMNS))
    database.executemany(f'INSERT INTO trades ({", ".join(COLUMNS)}) VALUES ({places})', rows)
    if new:
        database.execute("UPDATE trades SET transaction_type = 'deposit' WHERE id % 11 = 3")
    database.commit()
    database.close()
    return new


def some_filters(chance):
    filters = {}
    if chance.random() < 0.4:
        filters['exchange'] = chance.choice([text for text in TEXTS if text is not None])
    if chance.random() < 0.2:
        filters['account'] = chance.choice(['mexc', 'Ω/😀', "O'Hara"])
    if chance.random() < 0.3:
        filters['since'] = chance.choice(['2025-11-20 12:00:00', '2025-11-20 11:59:59.999999', '1969-12-31'])
    if chance.random() < 0.3:
        filters['until'] = chance.choice(['2025-11-20 12:00:00.000000001', '2025-11-20', '2030-01-01'])
    return filters


def read_by_pandas(path, new, filters):
    """What pandas makes of the same file: newest first, ties by their rows, what is no time last."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        frame = pd.read_sql('SELECT * FROM trades' + (" WHERE transaction_type = 'trade'" if new else ''), database)
    frame['timestamp'] = pd.to_datetime(frame['timestamp'].astype(object), errors='coerce')
    for name in ('amount', 'price', 'fee'):
        # SQLite keeps what is no number as a text in a column of numbers.
        frame[name] = [float(v) if isinstance(v, (int, float)) else np.nan for v in frame[name].astype(object)]
    for keyword, name in (('exchange', 'exchange'), ('account', 'account_name')):
        if keyword in filters:
            frame = frame[frame[name] == filters[keyword]]
    # A trade of an unknown time may lie within the edges; the loader keeps it where the text does.
    unknown = frame['timestamp'].isna()
    if 'since' in filters:
        frame = frame[unknown | (frame['timestamp'] >= pd.Timestamp(filters['since']))]
    if 'until' in filters:
        frame = frame[frame['timestamp'].isna() | (frame['timestamp'] < pd.Timestamp(filters['until']))]
    if 'since' in filters or 'until' in filters:
        frame = frame[frame['timestamp'].notna()]
    frame = frame.sort_values('id', ascending=False)
    return frame.sort_values('timestamp', ascending=False, kind='stable', na_position='last')


def shown(frame):
    columns = {}
    for name in COLUMNS:
        values = frame[name]
        if name == 'timestamp':
            columns[name] = [None if v is pd.NaT else v.value for v in values]
        elif name in ('amount', 'price', 'fee'):
            columns[name] = [float(v).hex() for v in values]
        else:
            columns[name] = [None if v is None else str(v) for v in values]
    return columns


def read_by_assay(assay, path, filters):
    arguments = ', '.join(['days=None'] + [f'{key}={value!r}' for key, value in filters.items()])
    run = subprocess.run([assay, 'run', '-', '--profile', 'local', '--data', f'sqlite:{path}', '--no-cache',
                          '--output-limit', '65536', '--json'], input=SCRIPT.format(arguments=arguments),
                         capture_output=True, text=True, timeout=60)
    answer = json.loads(run.stdout)
    assert answer['success'], answer
    lines = [json.loads(line) for line in answer['output'].splitlines()]
    return {name: values for name, _, values in lines}, {name: dtype for name, dtype, _ in lines}


def rows_of(columns):
    """Rows in their order, where equal times are in one that both agree on."""
    rows = list(zip(*(columns[name] for name in COLUMNS)))
    return sorted(rows, key=lambda row: (row[0] is None, -(row[0] or 0), repr(row)))


def check(assay, seed):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / 'trade_cache.db')
        new = make(path, chance)
        for filters in ({}, some_filters(chance)):
            loaded, dtypes = read_by_assay(assay, path, filters)
            expected = shown(read_by_pandas(path, new, filters))
            if 'since' in filters or 'until' in filters:
                keep = [i for i, time in enumerate(loaded['timestamp']) if time is not None]
                loaded = {name: [values[i] for i in keep] for name, values in loaded.items()}
            times = [time for time in loaded['timestamp'] if time is not None]
            assert times == sorted(times, reverse=True), f'seed {seed}, {filters}: not newest first'
            assert loaded['asset'] == loaded['symbol'], f'seed {seed}, {filters}: asset is not symbol'
            if not filters:
                assert loaded['trade_id'] == expected['trade_id'], f'seed {seed}: another order'
            mine, theirs = rows_of(loaded), rows_of(expected)
            assert len(mine) == len(theirs), f'seed {seed}, {filters}: {len(mine)} rows, not {len(theirs)}'
            for row, (one, other) in enumerate(zip(mine, theirs)):
                assert one == other, f'seed {seed}, {filters}, row {row}:\n  assay  {one}\n  pandas {other}'
            assert dtypes['timestamp'] == 'datetime64[ns]' and dtypes['amount'] == 'float64', dtypes
            assert all(dtypes[name] == 'object' for name in ('exchange', 'symbol', 'trade_id')), dtypes
        return len(expected['timestamp'])


def main():
    assay, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, last + 1):
        check(assay, seed)
    print(f'{last - first + 1} databases read as pandas reads them')


main()
