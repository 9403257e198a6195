# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's own Python: loaded once in the zygote, before any script.

It keeps references to everything it needs, so that a script that replaces a function of pandas or
numpy changes nothing but its own run. Nothing here is a wall: the operating system is.
"""
import builtins
import collections
import datetime as _datetime
import decimal
import functools
import gc
import importlib
import io
import itertools
import json
import math
import opcode
import os
import random
import statistics
import sys
import sysconfig
import traceback

import numpy as np
import pandas as pd

# Modules with machine code must be loaded before the confinement forbids new code.
_PRELOADED = (
    '_bisect', '_bz2', '_contextvars', '_csv', '_decimal', '_elementtree', '_hashlib', '_heapq',
    '_json', '_lzma', '_pickle', '_posixsubprocess', '_queue', '_random', '_socket', '_statistics',
    '_struct', '_uuid', '_zoneinfo', 'array', 'bz2', 'calendar', 'cmath', 'concurrent.futures',
    'copy', 'csv', 'ctypes', 'dataclasses', 'enum', 'fractions', 'heapq', 'inspect', 'lzma', 'mmap',
    'multiprocessing', 'numbers', 'numpy.fft', 'numpy.lib.recfunctions', 'numpy.linalg', 'numpy.ma',
    'numpy.polynomial', 'numpy.random', 'numpy.testing', 'operator', 'pyexpat', 're', 'secrets',
    'select', 'string', 'termios', 'textwrap', 'types', 'typing', 'unicodedata', 'uuid', 'zlib',
    'zoneinfo', '_strptime', 'pandas.io.formats.format', 'pandas.io.formats.style',
    'pandas.io.json', 'pandas.tseries.holiday', 'dateutil.tz', 'dateutil.zoneinfo', 'pytz',
)

_NANOSECONDS = {'s': 0, 'ms': 1, 'us': 2, 'ns': 3}
_NAT = -2 ** 63  # of times as whole numbers
_MAX_COLUMNS = 100_000
_MAX_ZONE_STEPS = 65_536
_IMPORT_STATEMENT = opcode.opmap['IMPORT_NAME']


def _preload():
    for name in _PRELOADED:
        try:
            importlib.import_module(name)
        except Exception:  # an optional one is not installed
            pass
    folder = os.path.dirname(importlib.import_module('pandas._libs').__file__)
    for root, _, files in os.walk(folder):
        package = 'pandas._libs' + root[len(folder):].replace(os.sep, '.')
        for file in files:
            if '.cpython-' in file or file.endswith('.abi3.so'):
                try:
                    importlib.import_module(package + '.' + file.split('.')[0])
                except Exception:
                    pass


def _exercise():
    """What most scripts do, done once: fills caches and touches the pages a run will need."""
    frame = pd.DataFrame({'exchange': ['a', 'b'] * 8, 'amount': [1.5, 2.5] * 8, 'id': range(16),
                          'timestamp': pd.date_range('2025-01-01', periods=16, freq='h')})
    grouped = frame.groupby('exchange')['amount'].sum()
    grouped.round(2).to_dict()
    frame.groupby('exchange')['id'].sum().to_dict()
    frame['value'] = frame['amount'] * 2
    frame[frame['amount'] > 2].sort_values('amount')
    return grouped, str(grouped)


def _exercise_widely():
    _exercise()
    frame = pd.DataFrame({'exchange': ['a', 'b', 'a'], 'symbol': ['x', 'y', 'x'],
                          'amount': [1.0, 2.0, 3.0],
                          'timestamp': pd.to_datetime(['2025-01-01T00:00:00', '2025-01-02T00:00:00.5',
                                                       '2025-01-03'], format='ISO8601')
                          if int(pd.__version__.split('.')[0]) > 1 else
                          pd.to_datetime(['2025-01-01T00:00:00', '2025-01-02T00:00:00.5', '2025-01-03'])})
    frame.pivot_table(index='exchange', columns='symbol', values='amount', aggfunc='sum')
    frame.merge(frame, on='exchange')
    frame.set_index('timestamp')['amount'].resample('D').sum().rolling(2).mean()
    frame.groupby(frame['timestamp'].dt.date.astype(str))[['amount']].agg(['sum', 'mean'])
    frame.describe()
    str(frame)
    frame.nlargest(1, 'amount').to_dict('records')
    np.where(frame['amount'] > 1, 1, -1)
    # numpy looks these up once in a process; in the bot somebody else has done it long before.
    for method in ('mean', 'std', 'var', 'sum', 'prod', 'min', 'max', 'any', 'all', 'clip'):
        getattr(np.array([1.0, 2.0]), method)(*((0, 1) if method == 'clip' else ()))
    json.dumps({'a': [1, 2.5, None]})
    _datetime.datetime.now().strftime('%Y-%m-%d')
    _datetime.datetime.strptime('2025-01-01', '%Y-%m-%d')


def facts():
    paths = [sysconfig.get_path('stdlib'), sysconfig.get_path('platstdlib')]
    paths += [p for p in sys.path if p]
    paths += ['/usr/share/zoneinfo']
    folders = []
    for path in sorted({os.path.realpath(p) for p in paths if p and os.path.isdir(p)}):
        if not any(path == f or path.startswith(f + os.sep) for f in folders):
            folders.append(path)
    version = '.'.join(str(n) for n in sys.version_info[:3])
    return version, pd.__version__, np.__version__, folders


def freeze():
    gc.collect()
    gc.freeze()


def after_fork():
    random.seed()
    np.random.seed()
    # Text that can't be encoded is shown as an escape rather than raising in the middle of a print.
    sys.stdin = io.TextIOWrapper(io.FileIO(0, 'r', closefd=False), encoding='utf-8')
    sys.stdout = _stream(1)
    sys.stderr = _stream(2)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    _exercise()
    gc.enable()


def _stream(descriptor):
    raw = io.FileIO(descriptor, 'w', closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw, 1 << 16), encoding='utf-8',
                            errors='backslashreplace', line_buffering=True)


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:  # the script may have replaced or closed it
            pass


# --- The script's surroundings -------------------------------------------------------------------

def surroundings(profile, load):
    """(globals, locals) for exec; `profile` as namespaces() of the runner gives it."""
    known = vars(builtins)
    allowed = _chosen(known, profile['builtins'])
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Newcomers)]
    newcomers = _Newcomers()
    if profile['imports'] is not None:
        sys.meta_path.insert(0, newcomers)
    if profile['imports_work']:
        allowed['__import__'] = _import_for(profile['imports'], newcomers)
    else:
        allowed.pop('__import__', None)
    scope = {'__builtins__': allowed}
    if profile['module_name']:
        scope['__name__'] = '__main__'
    scope.update(_chosen(known, profile['global_builtins']))
    scope.update(_chosen(_names_at_hand(load, profile['any_keyword']), profile['globals']))
    return scope, ({} if profile['separate'] else scope)


def _chosen(known, names):
    if names is None:
        return dict(known)
    return {name: known[name] for name in names if name in known}


class _Newcomers:
    """Refuses, in sys.meta_path, a package that nobody has loaded yet and that is asked for by name.

    numpy and pandas import modules by a name that the script hands them: np.lookfor(module='this'),
    plot(backend='this'). Under a whitelist that is an import like any other. What a library's own
    import statements bring in is no choice of the script's, nor are pandas' optional companions.
    """

    def __init__(self):
        self.is_open = False

    def find_spec(self, name, path=None, target=None):
        known = self.is_open or name.partition('.')[0] in _KNOWN_PACKAGES
        if not known and not _is_import_statement(sys._getframe(1)):
            raise ImportError(f'Import not allowed: {name}', name=name)
        return None

    def welcome(self, load, *arguments):
        """Calls load(*arguments), which may bring in anything."""
        self.is_open, before = True, self.is_open
        try:
            return load(*arguments)
        finally:
            self.is_open = before


def _is_import_statement(frame):
    """Is it an import statement that waits for Python's own import, which `frame` is in?"""
    while frame is not None and frame.f_code.co_filename.startswith('<frozen importlib'):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_code[frame.f_lasti] == _IMPORT_STATEMENT


def _import_for(allowed, newcomers):
    if allowed is None:
        return builtins.__import__
    real = builtins.__import__
    below = tuple(name[:-1] for name in allowed if name.endswith('.*'))
    allowed = frozenset(name.removesuffix('.*') for name in allowed)

    def __import__(name, globals=None, locals=None, fromlist=(), level=0):
        # Python's own C code imports what it needs with an empty list here, through the built-ins
        # of whoever called it: datetime.strftime imports time. That is not the script's import; the
        # statements `import` and `from` pass None or a tuple.
        is_pythons_own = type(fromlist) is list and not fromlist
        if not is_pythons_own and (level or not (name in allowed or name.startswith(below))):
            raise ImportError(f'Import not allowed: {name}')
        if is_pythons_own:
            return real(name, globals, locals, fromlist, 0)
        return newcomers.welcome(real, name, globals, locals, fromlist, 0)

    return __import__


def _names_at_hand(load, any_keyword):
    names = dict(_OBJECTS)
    names.update(_deployed_loaders(load) if any_keyword else _documented_loaders(load))
    return names


_FILTERS = ('days', 'exchange', 'asset', 'since', 'until', 'account', 'side', 'symbol', 'columns', 'limit')
_LAST_MONTH = object()  # days where nothing is said of time
_COLUMNS = ('timestamp', 'exchange', 'account_name', 'symbol', 'asset', 'side', 'amount', 'price', 'fee',
            'fee_currency', 'trade_id')


def _documented_loaders(load):
    def load_trades(days=_LAST_MONTH, exchange=None, asset=None, **filters):
        """Trades, newest first: load_trades(days=30, exchange='mexc', asset='ALKIMI').

        Also since='2025-11-01', until=datetime(2025, 11, 8), account='MM1', side='buy',
        symbol='ALKIMI' (the same as asset), columns=['timestamp', 'price'], limit=100.
        """
        for name in filters:
            if name not in _FILTERS:
                raise TypeError(f"load_trades() got an unexpected keyword argument '{name}'; "
                                f"it takes {', '.join(_FILTERS)}")
        symbol = filters.pop('symbol', None)
        if symbol is not None and asset is not None:
            raise TypeError('load_trades() takes asset or symbol, which mean the same, not both')
        if days is _LAST_MONTH:
            days = None if filters.get('since') is not None or filters.get('until') is not None else 30
        return _trades(load, days, exchange, symbol if asset is None else asset, **filters)

    def load_balances():
        """{exchange_account: {asset: amount}} of the latest snapshot."""
        return load('balances', None, {})

    def load_snapshots(days=30):
        """One dict a day, newest last."""
        return load('snapshots', days, {})

    loaders = {f.__name__: f for f in (load_trades, load_balances, load_snapshots)}
    for name, function in loaders.items():
        function.__qualname__ = name  # as error texts show it
    return loaders


def _deployed_loaders(load):
    # The deployed bot's loaders are lambdas inside a method: their names show in error texts.
    trades = lambda **kwargs: _trades(load, None, kwargs.get('exchange'), kwargs.get('asset'))
    balances = lambda: load('balances', None, {})
    snapshots = lambda days=30: load('snapshots', days, {})
    for function in (trades, balances, snapshots):
        function.__qualname__ = 'SafePythonExecutor._build_safe_globals.<locals>.<lambda>'
    return {'load_trades': trades, 'load_balances': balances, 'load_snapshots': snapshots}


def _trades(load, days, exchange, asset, account=None, side=None, since=None, until=None,
            columns=None, limit=None):
    filters = {'exchange': _text('exchange', exchange), 'asset': _text('asset', asset),
               'account': _text('account', account), 'side': _text('side', side),
               'since': _moment('since', since), 'until': _moment('until', until),
               'columns': _columns(columns), 'limit': _limit(limit)}
    loaded = load('trades', _whole('days', days), {k: v for k, v in filters.items() if v is not None})
    data = {name: _series_data(kind, parts) for name, kind, parts in loaded}
    frame = pd.DataFrame(data, copy=False)
    return frame[filters['columns']] if columns is not None else frame


def _moment(name, value):
    """Nanoseconds since 1970 UTC of a text, date or datetime."""
    if value is None:
        return None
    if not isinstance(value, (str, _datetime.date)):
        raise TypeError(f"{name} must be a date or a text such as '2025-11-20', not {type(value).__name__}")
    try:
        moment = pd.Timestamp(value)
    except ValueError:
        raise ValueError(f"{name} is no date: {value!r}; write it as '2025-11-20' or '2025-11-20 08:30'") from None
    if moment is pd.NaT:
        raise ValueError(f'{name} is no date: {value!r}')
    return (moment if moment.tz is None else moment.tz_convert(None)).value


def _columns(value):
    if value is None:
        return None
    names = [value] if isinstance(value, str) else list(value)
    unknown = [name for name in names if name not in _COLUMNS]
    if unknown:
        raise ValueError(f"there is no column {unknown[0]!r}; the columns are {', '.join(_COLUMNS)}")
    if not names:
        raise ValueError('columns names none; leave it out for all of them')
    return list(dict.fromkeys(names))


def _limit(value):
    if value is None:
        return None
    try:
        number = value.__index__()
    except AttributeError:
        raise TypeError(f'limit must be a whole number of trades, not {type(value).__name__}') from None
    if number < 0:
        raise ValueError('limit must not be negative')
    return min(number, 2 ** 62)


def _whole(name, value):
    if value is None or type(value) is int:
        return value
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f'{name} must be a whole number of days, not {type(value).__name__}') from None


def _text(name, value):
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f'{name} must be text, not {type(value).__name__}')


def _series_data(kind, parts):
    """One column as pandas gets it, over the mapped (copy-on-write) memory where that is possible."""
    if kind == 'dictionary':
        codes = np.frombuffer(parts[0], dtype=np.int32)
        texts = np.empty(len(parts[1]) + 1, dtype=object)
        texts[:-1] = parts[1]
        texts[-1] = None  # code -1
        return texts[codes]
    if kind == 'text':
        texts = np.empty(len(parts), dtype=object)
        texts[:] = parts
        return texts
    return np.frombuffer(parts[0], dtype=kind)


_OBJECTS = {'pd': pd, 'np': np, 'datetime': _datetime.datetime, 'timedelta': _datetime.timedelta,
            'math': math, 'statistics': statistics}


def predict(tree, profile):
    """What prediction.py foresees; the engine puts that module and the next one here."""
    return _assay_prediction.predict(tree, profile, _OBJECTS)


def cure(text, rule, line, column):
    return _assay_cure.cure(text, rule, line, column)


# --- Results -------------------------------------------------------------------------------------

_DataFrame, _Series, _ndarray = pd.DataFrame, pd.Series, np.ndarray
_PandasArray = type(pd.Series([0]).array)
_generic, _RangeIndex, _MultiIndex = np.generic, pd.RangeIndex, pd.MultiIndex


def kind_of(value):
    """none, value, frame or array, by the exact type: a class of the script's own is a value."""
    exact = type(value)
    if value is None:
        return 'none'
    if exact is _DataFrame or exact is _Series:
        return 'frame'
    if exact is _ndarray:
        return 'array'
    return 'value'


def plain_scalar(value):
    """A numpy scalar as Python's own; anything else as it is."""
    return value.item() if isinstance(value, _generic) else value


def columns_of(value):
    """(kind, rows, [(name, dtype, is_index, type, unit, zone, parts)]) of a frame or an array; None
    for an array that is no table: of no or of more than two dimensions. A structured array has a column a
    field."""
    exact = type(value)
    if exact is _Series:
        frame_columns = [(str(value.name), value)]
    elif exact is _DataFrame:
        _check_width(value.shape[1])
        frame_columns = [(str(label), value.iloc[:, i]) for i, label in enumerate(value.columns)]
    elif value.ndim == 1 and value.dtype.names and not any(value.dtype[name].shape for name in value.dtype.names):
        _check_width(len(value.dtype.names))
        columns = [(name, str(value.dtype[name]), False, *_described(value[name])) for name in value.dtype.names]
        return 'ndarray', len(value), columns
    elif value.ndim not in (1, 2) or value.dtype.kind not in 'iufcbMmOUS':
        return None
    else:
        table = value.reshape(-1, 1) if value.ndim == 1 else value
        _check_width(table.shape[1])
        columns = [(str(i), str(table.dtype), False, *_described(table[:, i]))
                   for i in range(table.shape[1])]
        return 'ndarray', table.shape[0], columns
    columns = _index_columns(value.index)
    columns += [(name, str(series.dtype), False, *_described(series.array))
                for name, series in frame_columns]
    return exact.__name__, len(value), columns


def _check_width(count):
    if count > _MAX_COLUMNS:
        raise ValueError(f'result has {count:,} columns; at most {_MAX_COLUMNS:,} can be shown')


def _index_columns(index):
    if type(index) is _RangeIndex and index.start == 0 and index.step == 1 and index.name is None:
        return []
    levels = range(index.nlevels)
    parts = [(index.names[i], index.get_level_values(i)) for i in levels]
    return [('' if name is None else str(name), str(level.dtype), True, *_described(level.array))
            for name, level in parts]


def _described(array):
    """(type, unit, zone, parts) of one column; parts are contiguous buffers or object lists."""
    dtype = array.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        texts = [str(c) for c in array.categories]
        return 'dictionary', '', '', (np.ascontiguousarray(array.codes, dtype=np.int32), texts)
    if isinstance(dtype, pd.DatetimeTZDtype):
        return 'timestamp', dtype.unit, str(dtype.tz), (np.ascontiguousarray(array.asi8), _zone_steps(array))
    if isinstance(dtype, pd.SparseDtype):
        return _described(pd.Series(np.asarray(array)).array)
    mask, data = getattr(array, '_mask', None), getattr(array, '_data', None)
    if type(mask) is _ndarray and type(data) is _ndarray:
        type_name, unit, zone, parts = _described(data)
        return type_name, unit, zone, (*parts, np.packbits(~mask, bitorder='little'))
    if isinstance(array, _PandasArray):  # pandas 1.5 names a dtype of its own even for plain ones
        plain = array.to_numpy()
        return _described_numpy(plain, plain.dtype)
    if not isinstance(dtype, np.dtype):
        return 'object', '', '', (np.asarray(array.astype(object)),)
    return _described_numpy(np.asarray(array), dtype)


def _zone_steps(array):
    """Pairs of an instant and how many seconds the zone is ahead of UTC from then on, as far as the values need."""
    unit, zone = array.dtype.unit, array.dtype.tz
    instants = array.asi8[array.asi8 != _NAT]
    if len(instants) and instants[0] > instants[-1]:
        instants = instants[::-1]  # newest first is the rule, and sorting takes long
    if (instants[1:] < instants[:-1]).any():
        instants = np.sort(instants)
    times = pd.DatetimeIndex(instants.view(f'M8[{unit}]')).tz_localize('UTC').tz_convert(zone)
    ahead = (times.tz_localize(None).asi8 - instants) // 1000 ** _NANOSECONDS[unit]
    places = np.flatnonzero(np.diff(ahead, prepend=_NAT))
    if len(places) > _MAX_ZONE_STEPS:
        places = places[:0]  # times of millennia are shown in UTC
    return np.ascontiguousarray(np.column_stack((instants[places], ahead[places])), dtype=np.int64)


def _described_numpy(values, dtype):
    if dtype.kind in 'Mm':
        unit = np.datetime_data(dtype)[0]
        if unit in ('ps', 'fs', 'as') or (dtype.kind == 'm' and unit in ('Y', 'M', 'generic')):
            return 'object', '', '', (_objects([None if np.isnat(value) else str(value) for value in values]),)
        if unit not in _NANOSECONDS:
            unit, dtype = 's', np.dtype(dtype.kind + '8[s]')
        plain = np.ascontiguousarray(values.astype(dtype)).view(np.int64)
        return ('timestamp' if dtype.kind == 'M' else 'duration'), unit, '', (plain,)
    if dtype.kind in 'iu' and dtype.itemsize <= 8:
        return f'{dtype.name}', '', '', (_native(values),)
    if dtype.kind == 'f' and dtype.itemsize <= 8:
        wide = values.astype(np.float32) if dtype.itemsize == 2 else values
        return f'{wide.dtype.name}', '', '', (_native(wide),)
    if dtype.kind == 'b':
        return 'bool', '', '', (np.ascontiguousarray(values).view(np.uint8),)
    return 'object', '', '', (np.ascontiguousarray(values.astype(object)),)


def _objects(values):
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _native(values):
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder('='))


# --- Errors --------------------------------------------------------------------------------------

def describe_error(error, filename):
    """(text, line, traceback, is_memory) of an exception that ended the script."""
    try:
        text = f'{type(error).__name__}: {error}'
    except BaseException:
        text = f'{type(error).__name__}: (its text can not be shown)'
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == filename else None
    step, steps = error.__traceback__, []
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename == filename:
            line = step.tb_lineno
        if code.co_filename != '<assay>':
            steps.append(f'{code.co_filename}:{step.tb_lineno} in {code.co_name}')
        step = step.tb_next
    if len(steps) > 60:
        steps = steps[:30] + [f'... {len(steps) - 60} more ...'] + steps[-30:]
    return text[:65536], line, '\n'.join(steps), isinstance(error, MemoryError)


_preload()
_exercise_widely()
_KNOWN_PACKAGES = frozenset(
    name.partition('.')[0]
    for name in (*sys.modules, *importlib.import_module('pandas.compat._optional').VERSIONS))
