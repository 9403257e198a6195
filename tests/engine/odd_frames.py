# SPDX-License-Identifier: GPL-3.0-or-later
"""A script for the engine: `result` is an odd table made from SEED, which the test sets before it.

It prints what must be seen of it as JSON: each column's name and dtype and each cell's text, or null
where nothing is. The texts come from the plain values the table was made of, never from pandas.
"""
import datetime as dt
import decimal
import json
import random
import struct
import zoneinfo

rng = random.Random(SEED)
ROWS = rng.choice([0, 1, 2, 3, 5, 9])
IS_NEW = int(pd.__version__.split('.')[0]) > 1

ODD_TEXTS = ['', ' ', 'a', 'NA', 'nan', 'None', 'null', 'a\0b', '\0', 'two\nlines', 'cr\r\nlf', '\r', 'tab\there',
             '"quoted"', 'a,b', 'a|b', '\\n', '<b>&amp;', '=1+1', '-5', '007', '1e5', '\u202eback', '\ufeff',
             '\U0001f600', 'e\u0301', 'ß', '\ud800', 'a\udfffb', 'x' * 5000, '\u2028', '\x1b[31m', "it's", '1,234']
ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu']
UNITS = {'s': 10 ** 9, 'ms': 10 ** 6, 'us': 10 ** 3, 'ns': 1}


# Texts of plain values -------------------------------------------------------------------------------

def utf8(text):
    return text.encode('utf-8', 'backslashreplace').decode('utf-8')


def clock_text(seconds, fraction, digits):
    text = f'{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}'
    for count in digits:
        if fraction % 10 ** (9 - count) == 0:
            return text + (f'.{fraction:09}'[:count + 1] if count else '')


def time_text(nanoseconds, offset=None):
    local = nanoseconds + (offset or 0) * 10 ** 9
    days, clock = divmod(local, 86400 * 10 ** 9)
    day = dt.date(1970, 1, 1) + dt.timedelta(days=days)
    text = f'{day.isoformat()} ' + clock_text(*divmod(clock, 10 ** 9), (0, 3, 6, 9))
    return text if offset is None else text + f'{"-" if offset < 0 else "+"}{abs(offset) // 3600:02}:{abs(offset) // 60 % 60:02}'


def duration_text(nanoseconds):
    days, clock = divmod(nanoseconds, 86400 * 10 ** 9)
    return f'{days} days {"+" if days < 0 else ""}' + clock_text(*divmod(clock, 10 ** 9), (0, 6, 9))


def short_text(value):
    """The fewest digits that tell a float32 from others, as Python writes a float."""
    return repr(float(np.format_float_scientific(value)))


def plain_text(value):
    """What a Python object shows; nothing where it is missing."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return utf8(str(value))


# Values ----------------------------------------------------------------------------------------------

def some(make, chance=0.2):
    """ROWS values, some of them missing."""
    return [None if rng.random() < chance else make() for _ in range(ROWS)]


def whole(bits, is_signed):
    low, high = (-2 ** (bits - 1), 2 ** (bits - 1) - 1) if is_signed else (0, 2 ** bits - 1)
    return rng.choice([low, high, 0, 1, max(-1, low), rng.randint(low, high)])


def real():
    return rng.choice([0.0, -0.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308,
                       float('inf'), float('-inf'), 100.0, 2.5, 1 / 3, struct.unpack('d', rng.randbytes(8))[0]])


def instant(unit='ns', low=0, high=2 ** 31 - 10 ** 7):
    """Nanoseconds of a time that the unit can hold."""
    return (rng.randint(low, high) * 10 ** 9 + rng.choice([0, 0, 1, 582 * 10 ** 6, 1000, rng.randrange(10 ** 9)])) // UNITS[unit] * UNITS[unit]


def number():
    return decimal.Decimal(rng.choice(['0', '-0.0', '1.10', '1E+5', '-12345678901234567890.123456789', '0.00000001', '3', 'Infinity']))


# Columns: each gives an array and its texts ----------------------------------------------------------

def integers():
    bits, is_signed = rng.choice([8, 16, 32, 64]), rng.random() < 0.5
    values = [whole(bits, is_signed) for _ in range(ROWS)]
    dtype = np.dtype(f'{"" if is_signed else "u"}int{bits}')
    return np.array(values, dtype=dtype), [str(v) for v in values]


def strange_integers():
    values = [whole(32, True) for _ in range(ROWS)]
    return np.array(values, dtype='>i4'), [str(v) for v in values]


def nullable_integers():
    bits, is_signed = rng.choice([8, 16, 32, 64]), rng.random() < 0.5
    values = some(lambda: whole(bits, is_signed))
    plain = np.array([0 if v is None else v for v in values], dtype=f'{"" if is_signed else "u"}int{bits}')
    return pd.arrays.IntegerArray(plain, np.array([v is None for v in values], dtype=bool)), [plain_text(v) for v in values]


def reals():
    values = [float('nan') if v is None else v for v in some(real)]
    return np.array(values, dtype='float64'), [None if v != v else repr(v) for v in values]


def short_reals():
    values = np.array([struct.unpack('f', rng.randbytes(4))[0] if rng.random() < 0.5 else rng.choice([0.1, 16777216, 1e16, 1e-5, np.nan, 3e38])
                       for _ in range(ROWS)], dtype='float32')
    return values, [None if v != v else short_text(v) for v in values]


def nullable_reals():
    values = [None if v is None or v != v else v for v in some(real)]
    return pd.array(values, dtype='Float64'), [None if v is None else repr(v) for v in values]


def truths():
    values = [rng.random() < 0.5 for _ in range(ROWS)]
    return np.array(values, dtype=bool), [str(v) for v in values]


def nullable_truths():
    values = some(lambda: rng.random() < 0.5)
    return pd.array(values, dtype='boolean'), [plain_text(v) for v in values]


def objects(values):
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array, [plain_text(v) for v in values]


def texts():
    return objects(some(lambda: rng.choice(ODD_TEXTS)))


def strings():
    values = some(lambda: rng.choice([t for t in ODD_TEXTS if utf8(t) == t]))
    return pd.array(values, dtype='string'), [plain_text(v) for v in values]


def decimals():
    return objects(some(number))


def object_numbers():
    kind = rng.choice([lambda: whole(64, True), lambda: rng.choice([2 ** 70, -2 ** 70, 5]), lambda: rng.random() < 0.5, real,
                       lambda: rng.choice([1, 2 ** 64 - 1]), lambda: rng.choice([number(), 7, 2 ** 80])])
    return objects(some(kind))


def mixed():
    makes = [lambda: rng.choice(ODD_TEXTS), lambda: whole(64, True), real, lambda: 2 ** 70, number, lambda: True, lambda: float('nan'),
             lambda: pd.NaT, lambda: pd.NA, lambda: [1, 'a', None], lambda: {'k': [1.5]}, lambda: (1,), lambda: b'\0x', lambda: 1 + 2j,
             lambda: dt.date(2025, 1, 2), lambda: dt.time(8, 52, 57), lambda: dt.datetime(2025, 1, 2, 3, 4, 5), lambda: dt.timedelta(1, 2)]
    return objects(some(lambda: rng.choice(makes)()))


def times():
    unit = rng.choice(list(UNITS)) if IS_NEW else 'ns'
    low, high = (-9 * 10 ** 9, 9 * 10 ** 9) if unit == 'ns' else (-6 * 10 ** 10, 2 * 10 ** 11)
    values = some(lambda: instant(unit, low, high))
    raw = np.array([-2 ** 63 if v is None else v // UNITS[unit] for v in values], dtype='int64')
    return pd.Series(raw.view(f'M8[{unit}]')).array, [None if v is None else time_text(v) for v in values]


def zoned_times():
    unit = rng.choice(list(UNITS)) if IS_NEW else 'ns'
    name = rng.choice(ZONES + ['minutes'])
    zone = dt.timezone(dt.timedelta(minutes=rng.choice([90, -570, 0, 840]))) if name == 'minutes' else zoneinfo.ZoneInfo(name)
    fold = 1761440400  # 2025-10-26T01:00Z: in Berlin 02:30 comes twice around it
    values = some(lambda: instant(unit) if rng.random() < 0.7 else (fold + rng.choice([-1, 0, -1800, 1800])) * 10 ** 9)
    raw = np.array([-2 ** 63 if v is None else v // UNITS[unit] for v in values], dtype='int64')
    series = pd.Series(raw.view(f'M8[{unit}]')).dt.tz_localize('UTC')
    series = series.dt.tz_convert(zone if name == 'minutes' or (IS_NEW and rng.random() < 0.3) else name)

    def shown(value):
        if value is None:
            return None
        local = (dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc) + dt.timedelta(seconds=value // 10 ** 9)).astimezone(zone)
        return time_text(value, int(local.utcoffset().total_seconds()))
    return series.array, [shown(v) for v in values]


def durations():
    unit = rng.choice(list(UNITS)) if IS_NEW else 'ns'
    values = some(lambda: rng.choice([0, 1, -1, rng.randint(-9 * 10 ** 18, 9 * 10 ** 18), 500 * 10 ** 6]) // UNITS[unit] * UNITS[unit])
    raw = np.array([-2 ** 63 if v is None else v // UNITS[unit] for v in values], dtype='int64')
    return pd.Series(raw.view(f'm8[{unit}]')).array, [None if v is None else duration_text(v) for v in values]


def days():
    return objects(some(lambda: dt.date(1, 1, 1) + dt.timedelta(days=rng.randrange(3652059))))


def clocks():
    return objects(some(lambda: dt.time(rng.randrange(24), rng.randrange(60), rng.randrange(60), rng.choice([0, 1]))))


def periods():
    months = some(lambda: rng.randrange(12 * 200))
    shown = [None if m is None else f'{1970 + m // 12}-{m % 12 + 1:02}' for m in months]
    return pd.PeriodIndex([pd.NaT if t is None else pd.Period(t, 'M') for t in shown], freq='M').array, shown


def intervals():
    values = [rng.randint(-9, 9) for _ in range(ROWS)]
    return pd.arrays.IntervalArray.from_arrays(np.array(values, dtype='int64'), np.array([v + 1 for v in values], dtype='int64')), \
        [f'({v}, {v + 1}]' for v in values]


def categories():
    pool = rng.choice([['b', 'a', '', '\U0001f600', 'a\nb'], [3, 1, 2 ** 62], [0.5, 1e16], [True, False]])
    values = some(lambda: rng.choice(pool))
    return pd.Categorical(values, categories=pool, ordered=rng.random() < 0.5), [plain_text(v) for v in values]


STAMP_TEXTS = {0: '1970-01-01 00:00:00', 582 * 10 ** 6: '1970-01-01 00:00:00.582000', 1: '1970-01-01 00:00:00.000000001'}


def time_categories():
    pool = list(STAMP_TEXTS)
    values = some(lambda: rng.choice(pool))
    return pd.Categorical([None if v is None else pd.Timestamp(v) for v in values], categories=[pd.Timestamp(v) for v in pool]), \
        [None if v is None else STAMP_TEXTS[v] for v in values]


def sparse():
    values = [rng.choice([0, 0, 0, 7, -1]) for _ in range(ROWS)]
    return pd.arrays.SparseArray(np.array(values, dtype='int64'), fill_value=0), [str(v) for v in values]


def sparse_reals():
    values = [rng.choice([float('nan'), float('nan'), 0.1, 2.0]) for _ in range(ROWS)]
    return pd.arrays.SparseArray(np.array(values, dtype='float64')), [None if v != v else repr(v) for v in values]


def complexes():
    values = [complex(rng.choice([0, 1.5, -2]), rng.choice([0, 0.1, -1])) for _ in range(ROWS)]
    return np.array(values, dtype='complex128'), [str(v) for v in values]


def data():
    return objects(some(lambda: rng.choice([b'', b'a', b'\xff\0', b'x' * 300])))


def nested():
    return objects(some(lambda: rng.choice([[], [1, [2.5]], {'a': None}, {'b': {'c': [decimal.Decimal('1.0')]}}, {1}, ('t', None)])))


KINDS = [integers, integers, nullable_integers, reals, short_reals, nullable_reals, truths, nullable_truths, texts, texts, strings, decimals,
         object_numbers, object_numbers, mixed, times, times, zoned_times, zoned_times, durations, days, clocks, periods, intervals,
         categories, time_categories, sparse, sparse_reals, complexes, data, nested]


# Tables ----------------------------------------------------------------------------------------------

def name():
    return rng.choice(['a', 'a', 'b', 'c', '', 'ü|"', 'two\nlines', '\ud800', 7, 0, -1.5, None, ('x', 'y'), ('x', 1), True, dt.date(2025, 1, 2),
                       'long' * 100])


def label(name):
    return utf8(str(name))


def column(name, values, expected, is_index=False):
    return {'name': name, 'dtype': str(values.dtype), 'index': is_index, 'cells': expected}


def level():
    make = rng.choice([integers, texts, times, zoned_times, categories, durations, reals, truths, periods, intervals])
    array, expected = make()
    return pd.Index(array), expected


def index():
    """An index and what must be seen of it."""
    kind = rng.choice(['default', 'default', 'range', 'named range', 'one', 'one', 'several'])
    if kind == 'default':
        return pd.RangeIndex(ROWS), []
    if kind.endswith('range'):
        start, named = (0, name()) if kind.startswith('named') else (5, None)
        made = pd.RangeIndex(start, start + ROWS, name=named)
        if kind.startswith('named') and named is None:
            return made, []
        return made, [column('' if named is None else label(named), made, [str(start + i) for i in range(ROWS)], True)]
    if kind == 'one':
        made, expected = level()
        made.name = rng.choice([None, 'k', 7, ('p', 'q'), ''])
        return made, [column('' if made.name is None else label(made.name), made, expected, True)]
    plain = [integers, truths, durations, intervals]
    parts = [rng.choice(plain)() for _ in range(rng.choice([2, 3]))]
    names = [rng.choice([None, 'k', 'l', 7]) for _ in parts]
    made = pd.MultiIndex.from_arrays([pd.Index(array) for array, _ in parts], names=names)
    return made, [column('' if n is None else label(n), made.get_level_values(i), parts[i][1], True) for i, n in enumerate(names)]


def frame():
    made = [rng.choice(KINDS)() for _ in range(rng.choice([0, 1, 2, 4, 8]))]
    table = pd.DataFrame({i: pd.Series(array) for i, (array, _) in enumerate(made)}, index=range(ROWS))
    dtypes = [str(pd.Series(array).dtype) for array, _ in made]
    if rng.random() < 0.2 and made:
        labels = [(rng.choice(['x', 'y', 1]), rng.choice(['a', 2, ''])) for _ in made]
        table.columns = pd.MultiIndex.from_tuples(labels, names=['top', None])
    else:
        labels = [name() for _ in made]
        table.columns = pd.Index(labels, dtype=object, tupleize_cols=False)
    table.index, levels = index()
    return table, levels + [{'name': label(n), 'dtype': dtype, 'index': False, 'cells': expected}
                            for n, dtype, (_, expected) in zip(labels, dtypes, made)]


def series():
    array, expected = rng.choice(KINDS)()
    made = pd.Series(array, name=rng.choice([None, 'price', 7, ('a', 1), '']))
    dtype = str(made.dtype)
    made.index, levels = index()
    return made, levels + [{'name': label(made.name), 'dtype': dtype, 'index': False, 'cells': expected}]


def array():
    made, expected = rng.choice([integers, strange_integers, reals, short_reals, truths, texts, mixed, complexes])()
    if rng.random() < 0.5:
        made, expected = made[::-1], expected[::-1]
    width = rng.choice([1, 1, 2, 3])
    table = made if width == 1 else np.column_stack([made] * width)
    return table, [column(str(i), table, expected) for i in range(width)]


def records():
    parts = [rng.choice([integers, reals, truths, short_reals])() for _ in range(rng.choice([1, 2, 4]))]
    made = np.zeros(ROWS, dtype=[(f'f{i}', values.dtype) for i, (values, _) in enumerate(parts)])
    for i, (values, _) in enumerate(parts):
        made[f'f{i}'] = values
    return made, [column(f'f{i}', values, expected) for i, (values, expected) in enumerate(parts)]


def numpy_times():
    unit = rng.choice(['D', 'h', 'ms', 'ns', 's'])
    seconds = {'D': 86400, 'h': 3600}.get(unit)
    values = [rng.randint(-20000, 20000) for _ in range(ROWS)]
    made = np.array(values, dtype='int64').view(f'M8[{unit}]')
    return made, [column('0', made, [time_text(v * (seconds * 10 ** 9 if seconds else UNITS[unit])) for v in values])]


result, columns = rng.choice([frame] * 12 + [series] * 4 + [array] * 2 + [records, numpy_times])()
print(json.dumps({'kind': type(result).__name__, 'rows': ROWS, 'columns': columns}))
