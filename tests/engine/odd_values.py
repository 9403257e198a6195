# SPDX-License-Identifier: GPL-3.0-or-later
"""A script for the engine: `result` is a nested value made from SEED that has the shape of a table. It
prints the cells that table must have as JSON, the column's name before each."""
import datetime as dt
import decimal
import json
import random

rng = random.Random(SEED)
ROWS = rng.choice([1, 2, 4, 8])
KINDS = {
    'int': lambda: rng.choice([0, 1, -7, 2 ** 53 + 1, 2 ** 63 - 1, -2 ** 63]),
    'large': lambda: rng.choice([2 ** 63, 2 ** 64 - 1, 2 ** 70, -2 ** 70]),
    'numpy': lambda: rng.choice([np.int64(2 ** 62), np.uint8(7)]),
    'real': lambda: rng.choice([0.1, 1e16, -0.0, 5e-324, 1e300, 2.0]),
    'short': lambda: np.float64(rng.choice([0.5, 1 / 3])),
    'text': lambda: rng.choice(['', 'a', '\0', 'two\nlines', '\U0001f600', '\u202e', '\ufeff', '"\\', 'NA', '\ud800', '7']),
    'truth': lambda: rng.random() < 0.5,
    'exact': lambda: decimal.Decimal(rng.choice(['1.10', '-0', '12345678901234567890.5'])),
    'time': lambda: pd.Timestamp(rng.choice([0, 582 * 10 ** 6, 1])),
    'there': lambda: pd.Timestamp(rng.choice([0, 10 ** 18]), tz='Europe/Berlin'),
    'day': lambda: dt.date(2025, 1, rng.randint(1, 28)),
    'span': lambda: pd.Timedelta(rng.choice([0, 1, -10 ** 15])),
    'list': lambda: rng.choice([[], [1, 'a'], [None, True]]),
}


def text_of(value):
    return None if value is None else str(value).encode('utf-8', 'backslashreplace').decode('utf-8')


def column():
    make = KINDS[rng.choice(list(KINDS))]
    return [make() for _ in range(ROWS)]


def with_gaps(values):
    """Some are left out, or None; whole numbers keep their digits, as there are too many for a float."""
    if any(isinstance(value, (int, np.integer)) and not isinstance(value, bool) for value in values):
        return values
    return [None if rng.random() < 0.2 else value for value in values]


columns = {name: with_gaps(column()) for name in rng.sample(['a', 'b', '', 'ü', 'x y', 7, None, ('t', 1)], rng.randint(1, 4))}
expected = [[str(name), *map(text_of, values)] for name, values in columns.items()]
if rng.random() < 0.3 and not any(isinstance(value, list) for values in columns.values() for value in values):
    result = columns
else:
    rows = [{name: values[i] for name, values in columns.items() if i == 0 or values[i] is not None or rng.random() < 0.5} for i in range(ROWS)]
    result = rows
    if rng.random() < 0.4:
        result = {f'k{i}': row for i, row in enumerate(rows)}
        expected.insert(0, ['key', *result])
print(json.dumps(expected))
