# SPDX-License-Identifier: GPL-3.0-or-later
"""A script for the engine: `df`, and `result` too, is a table of SEED with ties and gaps, whose column `id`
counts its rows; of some seeds it is a Series, whose index does."""
import datetime as dt
import decimal
import random

rng = random.Random(SEED)
ROWS = rng.choice([0, 1, 5, 20, 40])
WORDS = ['', 'a', 'A', 'ab', 'aB', 'b', 'Straße', 'ÉCOLE', 'école', 'x.y', '(', '\\', '"q"', "it's", '%s', '{x}', 'a\nb', 'tab\t', '\0', '日本',
         '\U0001f600', '\u202eb', 'NA', 'nan', 'None', '1', '01', ' a ']


def some(make, chance=0.15):
    return [None if rng.random() < chance else make() for _ in range(ROWS)]


def objects(values):
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def whole():
    return rng.choice([0, 1, -1, 7, 2 ** 63 - 1, -2 ** 63, 2 ** 53 + 1, 2 ** 53, rng.randint(-9, 9)])


def real():
    return rng.choice([0.0, -0.0, 0.1, 0.25, -1.5, 1e300, -1e-300, float('inf'), float('-inf'), 1 / 3, rng.uniform(-9, 9)])


def instant():
    return pd.Timestamp(1_760_000_000 * 10 ** 9 + rng.choice([0, 1, 582 * 10 ** 6, 86400 * 10 ** 9, rng.randrange(10 ** 15)]))


def instants():
    return pd.Series(some(instant), dtype='datetime64[ns]')


def coarse_instants():
    return instants().astype(rng.choice(['datetime64[s]', 'datetime64[ms]'])) if pd.__version__[0] > '1' else instants()


COLUMNS = {
    'int': lambda: np.array([whole() for _ in range(ROWS)], dtype='int64'),
    'small': lambda: np.array([rng.randint(-128, 127) for _ in range(ROWS)], dtype='int8'),
    'large': lambda: np.array([rng.choice([0, 2 ** 64 - 1, 2 ** 64 - 2, 5]) for _ in range(ROWS)], dtype='uint64'),
    'gaps': lambda: pd.array(some(lambda: rng.choice([whole(), 3])), dtype='Int64'),
    'real': lambda: np.array([float('nan') if v is None else v for v in some(real)], dtype='float64'),
    'short': lambda: np.array([rng.choice([0.1, 0.5, -3, float('nan'), 16777216]) for _ in range(ROWS)], dtype='float32'),
    'part': lambda: pd.array(some(lambda: rng.choice([0.5, 0.1, -2.0])), dtype='Float64'),
    'truth': lambda: np.array([rng.random() < 0.5 for _ in range(ROWS)], dtype=bool),
    'maybe': lambda: pd.array(some(lambda: rng.random() < 0.5), dtype='boolean'),
    'text': lambda: objects(some(lambda: rng.choice(WORDS))),
    'string "s"': lambda: pd.array(some(lambda: rng.choice(WORDS)), dtype='string'),
    'kind': lambda: pd.Categorical(some(lambda: rng.choice(['b', 'a', 'B', 'c'])), categories=['c', 'b', 'B', 'a']),
    'time': instants,
    'coarse': coarse_instants,
    'there': lambda: instants().dt.tz_localize('UTC').dt.tz_convert('Europe/Berlin'),
    'span': lambda: pd.Series(some(lambda: pd.Timedelta(rng.choice([0, 1, -1, 10 ** 12, rng.randrange(10 ** 15)]))), dtype='timedelta64[ns]'),
    'exact': lambda: objects(some(lambda: decimal.Decimal(rng.choice(['1.10', '1.1', '-2', '0.25', '3', '100', '0'])))),
    'day': lambda: objects(some(lambda: dt.date(2025, rng.randint(1, 12), 1))),
    'number': lambda: objects(some(lambda: rng.choice([5, -5, 2 ** 62, 2 ** 62 + 1, 10]))),
    'answer': lambda: objects(some(lambda: rng.random() < 0.5)),
}
UNSORTED = ('kind',)  # pandas sorts categories in an order of their own


def named_index():
    make = rng.choice(['int', 'text', 'time', 'there', 'span'])
    return pd.Index(COLUMNS[make](), name=rng.choice(['key', None]))


def table():
    chosen = rng.sample(list(COLUMNS), rng.randint(2, 7))
    made = pd.DataFrame({name: COLUMNS[name]() for name in chosen} | {'id': np.arange(ROWS)}, index=range(ROWS))
    index = rng.choice(['', '', 'one', 'two'])
    if index == 'one':
        made.index = named_index()
    if index == 'two':
        made.index = pd.MultiIndex.from_arrays([COLUMNS['small'](), COLUMNS['truth']()], names=['first', 'second'])
    return made


def series():
    name = rng.choice([n for n in COLUMNS if n not in UNSORTED])
    return pd.Series(COLUMNS[name](), index=pd.RangeIndex(5, 5 + ROWS), name=name)


df = result = series() if rng.random() < 0.15 else table()
