# SPDX-License-Identifier: GPL-3.0-or-later
"""against_pandas.py SCRIPT: says where pandas finds other rows, or other figures, than Assay did.

Standard input has a JSON object a line: `seed`, for which SCRIPT makes `df`; `choices`, of which each has
the pandas code Assay wrote, the places of the rows it chose itself, and the names of the columns (null: of
a Series); `summaries`, what Assay tells of each column.
"""
import datetime as dt
import json
import sys
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd

MOST_FREQUENT = 500  # ColumnSummary::mostFrequent

warnings.simplefilter('ignore')
PARTS = [0.05, 0.25, 0.5, 0.75, 0.95]
program = compile(open(sys.argv[1], encoding='utf-8').read(), 'script', 'exec')


def rows_of(chosen):
    return [int(i) - 5 for i in chosen.index] if isinstance(chosen, pd.Series) else chosen['id'].tolist()


def choice_holds(df, choice):
    try:
        chosen = eval(choice['code'], {'df': df, 'pd': pd})
    except Exception as problem:
        yield f'{type(problem).__name__}: {problem}'
        return
    if rows_of(chosen) != choice['rows']:
        yield f'rows {rows_of(chosen)} instead of {choice["rows"]}'
    if choice['columns'] is not None and list(chosen.columns) != choice['columns']:
        yield f'columns {list(chosen.columns)} instead of {choice["columns"]}'


# Summaries -------------------------------------------------------------------------------------------

def plain(value):
    """A value as something exact that can be calculated with: times and durations as nanoseconds."""
    if isinstance(value, (pd.Timestamp, pd.Timedelta, np.datetime64, np.timedelta64)):
        return int(pd.Timestamp(value).value if isinstance(value, (pd.Timestamp, np.datetime64)) else pd.Timedelta(value).value)
    if isinstance(value, (np.integer, np.bool_, bool)):
        return int(value)
    return float(value) if isinstance(value, (np.floating, float)) else value


def read(text, like):
    """What a figure's text says, as plain() has it."""
    if isinstance(like, pd.Timestamp):
        return pd.Timestamp(text).value
    if isinstance(like, pd.Timedelta):
        return pd.Timedelta(text).value
    if isinstance(like, (bool, np.bool_)):
        return int(text == 'True')
    if isinstance(like, dt.date):
        return dt.date.fromisoformat(text)
    return float(type(like)(text)) if isinstance(like, (float, np.floating)) else type(like)(text)


def is_near(got, wanted, slack):
    if got == wanted or (got != got and wanted != wanted):
        return True
    return abs(got - wanted) <= slack + 1e-9 * abs(wanted)


def summary_holds(series, told):
    there = series[series.notna()]
    values = list(there.to_numpy() if series.dtype == 'float32' else there)
    distinct = set(values)
    for name, wanted in (('rows', len(series)), ('missing', int(series.isna().sum())), ('distinct', len(distinct))):
        if told[name] != wanted:
            yield f'{name} is {told[name]} instead of {wanted}'
    counts = sorted((count for count in there.value_counts().tolist() if count > 0), reverse=True)[:MOST_FREQUENT]
    if [count for _, count in told['frequent']] != counts:
        yield f'frequent {told["frequent"]} instead of {counts}'
    if not values or isinstance(series.dtype, pd.CategoricalDtype):
        return
    for name, wanted in (('min', min(values)), ('max', max(values))):
        if read(told[name], wanted) != plain(wanted):
            yield f'{name} is {told[name]!r} instead of {wanted!r}'
    for text, count in told['frequent']:
        if sum(plain(value) == read(text, value) for value in values) != count:
            yield f'{text!r} is there not {count} times'
    if told['numbers'] is not None:
        yield from figures_hold(values, told['numbers'], told['unit'], 1e-7 if series.dtype == 'float32' else 1e-9)


def figures_hold(values, told, unit, share):
    """Within a unit of a time, and that share of the largest number."""
    numbers = [plain(value) for value in values]
    is_time = isinstance(values[0], (pd.Timestamp, pd.Timedelta))
    slack = unit if is_time else 0
    with np.errstate(all='ignore'):
        is_whole = all(isinstance(n, int) for n in numbers)
        finite = is_whole or all(np.isfinite(n) for n in numbers)
        exact = [Fraction(n) for n in numbers] if finite else numbers
        mean = sum(exact) / len(exact)
        like = values[0] if is_time else 1.0
        scale = max(abs(n) for n in exact) if finite else 0
        if told['mean'] and not is_near(read(told['mean'], like), mean, slack + 1e-12 * float(scale)):
            yield f'mean {told["mean"]} instead of {float(mean)}'
        if finite and len(exact) > 1 and told['deviation'] and not is_time:
            wanted = float(np.sqrt(float(sum((n - mean) ** 2 for n in exact) / (len(exact) - 1)))) if scale < 1e150 else None
            if wanted is not None and not is_near(float(told['deviation']), wanted, 1e-9 * float(scale)):
                yield f'deviation {told["deviation"]} instead of {wanted}'
        if finite:
            ordered = sorted(exact)
            for part, text in zip(PARTS, told['quantiles']):
                place = part * (len(ordered) - 1)
                low = int(place)
                high = min(low + 1, len(ordered) - 1)
                wanted = ordered[low] + (ordered[high] - ordered[low]) * Fraction(place - low)
                if not is_near(read(text, like), wanted, slack + share * float(scale)):
                    yield f'quantile {part} is {text} instead of {float(wanted)}'
        if is_whole and not is_time and told['sum'] != str(sum(numbers)):
            yield f'sum {told["sum"]} instead of {sum(numbers)}'


def columns_of(df):
    levels = [] if type(df.index) is pd.RangeIndex and df.index.start == 0 else [df.index.get_level_values(i).to_series() for i in range(df.index.nlevels)]
    return levels + ([df] if isinstance(df, pd.Series) else [df.iloc[:, i] for i in range(df.shape[1])])


failures = 0
for line in sys.stdin:
    case = json.loads(line)
    scope = {'pd': pd, 'np': np, 'SEED': case['seed']}
    exec(program, scope)
    df = scope['df']
    wrong = [f'{choice["code"]}: {text}' for choice in case['choices'] for text in choice_holds(df, choice)]
    for series, told in zip(columns_of(df), case['summaries'], strict=True):
        try:
            wrong += [f'summary of {series.name!r}, {series.dtype}: {text}' for text in summary_holds(series, told)]
        except Exception as problem:
            wrong += [f'summary of {series.name!r}, {series.dtype}: {type(problem).__name__}: {problem}']
    for text in wrong:
        print(f'seed {case["seed"]}: {ascii(text):.700}')
    failures += len(wrong)
sys.exit(1 if failures else 0)
