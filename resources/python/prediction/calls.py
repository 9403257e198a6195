# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls: of the script's own functions, of loaders, of what formats dates; and constants."""
import ast
import re

from _assay_prediction_names import (
    UNKNOWN, MOMENT, ELEMENT, DATES, FILTERED, Constant, Function, Scope, local_names)

_REPLACEMENT_DATE = re.compile(r'\{[^{}]*:[^{}]*%[A-Za-z][^{}]*\}')
_NO_STRFTIME_HERE = "KeyError: '__import__'"
_MAKES_MOMENT = frozenset(('now', 'utcnow', 'today', 'fromisoformat', 'fromtimestamp', 'strptime',
                           'combine', 'utcfromtimestamp', 'date', 'max', 'min', 'to_pydatetime',
                           'item', 'replace'))
_TRADES_KEYWORDS = ('days', 'exchange', 'asset', 'since', 'until', 'account', 'side', 'symbol',
                    'columns', 'limit')
_LARGEST_CONSTANT = 10 ** 9
_COMPARISONS = {ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b,
                ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
                ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b}
_SUMS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b}


class Calls:
    """The part of a walk that looks into calls and computes small constants."""

    def value_Call(self, node):
        called = self.value(node.func)
        values = [self.value(a.value if isinstance(a, ast.Starred) else a) for a in node.args]
        keywords = {k.arg: self.value(k.value) for k in node.keywords}
        if isinstance(node.func, ast.Name) and node.func.id in self.loaders and \
                node.func.id in self.given and not isinstance(called, Function):
            self.loader(node)
        if isinstance(called, Function):
            self.call(called, node, values, keywords)
        for value in (*values, *keywords.values()):
            if isinstance(value, Function):
                self.hand_over(value, node)
        if isinstance(node.func, ast.Attribute):
            self.method(node)
        return self.made(node, called)

    def hand_over(self, function, node):
        """A function that is an argument: called with one element after the other."""
        owner = self.kind(node.func.value) if isinstance(node.func, ast.Attribute) else UNKNOWN
        others = [self.kind(a) for a in node.args if not isinstance(a, ast.Starred)]
        if owner is FILTERED or FILTERED in others:
            self.perhaps(self.call, function, None, [ELEMENT])
        else:
            self.call(function, None, [ELEMENT])

    def call(self, function, node, values=(), keywords=None):
        """Looks into a function of the script's, once for each degree of certainty."""
        if function in self.calls or (not self.sure and function.seen):
            return
        function.seen.add(self.sure)
        arguments = function.node.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        every = names + [a.arg for a in arguments.kwonlyargs]
        every += [a.arg for a in (arguments.vararg, arguments.kwarg) if a is not None]
        scope = Scope('function', function.scope, local_names(function.node))
        for name in every:
            scope.bind(name)
        if node is None or not any(isinstance(a, ast.Starred) for a in node.args):
            given = {**function.defaults, **dict(zip(names, values))}
            given.update({k: v for k, v in (keywords or {}).items() if k in every})
            for name, value in given.items():
                scope.values[name] = value
        outer, self.scope = self.scope, scope
        self.calls.append(function)
        recursions, self.recursions = self.recursions, []
        if isinstance(function.node, ast.Lambda):
            self.value(function.node.body)
        else:
            self.block(function.node.body)
        self.calls.pop()
        self.scope = outer
        if self.sure:
            self.failing += [key for key in self.recursions if key not in self.failing]
        self.recursions = recursions

    def loader(self, node):
        name = node.func.id
        if any(isinstance(a, ast.Starred) for a in node.args) or \
                any(k.arg is None for k in node.keywords):
            return
        known = {'load_trades': _TRADES_KEYWORDS, 'load_balances': (),
                 'load_snapshots': ('days',)}[name]
        positional = 0 if self.any_keyword and name == 'load_trades' else min(len(known), 3)
        given = len(node.args)
        who = 'SafePythonExecutor._build_safe_globals.<locals>.<lambda>()' if self.any_keyword \
            else name + '()'
        unknown = [k.arg for k in node.keywords if k.arg not in known]
        if unknown and not (self.any_keyword and name == 'load_trades'):
            self.tell(node, 'loader-arguments',
                      f"TypeError: {who} got an unexpected keyword argument '{unknown[0]}'" +
                      (f"; it takes {', '.join(known)}" if name == 'load_trades' else ''),
                      f'{name} takes ' + (', '.join(known) or 'no arguments') + '.')
        elif given > positional:
            takes = f'from 0 to {positional}' if positional else '0'
            was = 'was' if given == 1 else 'were'
            self.tell(node, 'loader-arguments',
                      f'TypeError: {who} takes {takes} positional argument'
                      f'{"" if takes == "1" else "s"} but {given} {was} given',
                      f'{name} takes its arguments by name there.' if known
                      else f'{name} takes no arguments.',
                      f'Write {name}({known[0]}=…).' if known else f'Write {name}().')

    def method(self, node):
        if self.has_import:
            return
        attribute = node.func
        if attribute.attr == 'strftime':
            receiver = self.kind(attribute.value)
            if receiver is DATES:
                return
            before = self.sure
            self.sure = before and receiver in (MOMENT, ELEMENT)
            self.tell_date(node)
            self.sure = before
        elif attribute.attr == 'format' and isinstance(attribute.value, ast.Constant) and \
                isinstance(attribute.value.value, str) and \
                _REPLACEMENT_DATE.search(attribute.value.value):
            self.tell_date(node)

    def tell_date(self, node):
        self.tell(node, 'date-format', _NO_STRFTIME_HERE,
                  'Formatting a date makes Python import the module time, and no import works there.',
                  'Use str(…)[:10], .isoformat() or a column’s .dt.strftime(…).')

    def kind(self, node):
        """Like value(), of an expression that has been walked already."""
        found, failing = self.found, self.failing
        self.found, self.failing = {}, []
        try:
            return self.value(node)
        finally:
            self.found, self.failing = found, failing

    def made(self, node, called):
        """What a call gives, as far as dates are concerned."""
        function = node.func
        if isinstance(function, ast.Name) and function.id == 'datetime' and called is UNKNOWN:
            return MOMENT
        if isinstance(function, ast.Name) and function.id == 'load_trades' and \
                any(k.arg in ('asset', 'exchange') for k in node.keywords):
            return FILTERED
        if not isinstance(function, ast.Attribute):
            return UNKNOWN
        owner = function.value.id if isinstance(function.value, ast.Name) else ''
        if owner == 'pd':
            if function.attr == 'Timestamp':
                return MOMENT
            if function.attr == 'to_datetime' and node.args:
                return MOMENT if isinstance(node.args[0], ast.Constant) else UNKNOWN
            if function.attr in ('date_range', 'bdate_range', 'DatetimeIndex', 'period_range'):
                return DATES
        if function.attr in _MAKES_MOMENT:
            return MOMENT
        if self.kind(function.value) is FILTERED:
            return FILTERED
        return UNKNOWN

    def constant(self, node):
        """The value of an expression of constants, or None; nothing large is computed."""
        try:
            value = self._constant(node)
        except (TypeError, ValueError, ZeroDivisionError, RecursionError):
            return None
        return value

    def _constant(self, node):
        if isinstance(node, ast.Constant):
            return Constant(node.value)
        if isinstance(node, ast.Name):
            bound, value = self.lookup(node.id)
            return value if bound and isinstance(value, Constant) else None
        if isinstance(node, ast.UnaryOp):
            operand = self._constant(node.operand)
            if operand is None:
                return None
            if isinstance(node.op, ast.Not):
                return Constant(not operand.value)
            return Constant(-operand.value) if isinstance(node.op, ast.USub) else None
        if isinstance(node, ast.Attribute) and node.attr == 'empty':
            return None if self.kind(node.value) is FILTERED else Constant(False)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = self._constant(node.left), self._constant(node.comparators[0])
            compare = _COMPARISONS.get(type(node.ops[0]))
            if left is None or right is None or compare is None:
                return None
            return Constant(compare(left.value, right.value))
        if isinstance(node, ast.BinOp):
            left, right = self._constant(node.left), self._constant(node.right)
            combine = _SUMS.get(type(node.op))
            if left is None or right is None or combine is None or \
                    not _is_small(left.value) or not _is_small(right.value):
                return None
            return Constant(combine(left.value, right.value))
        return None


def _is_small(value):
    return type(value) in (int, float) and abs(value) < _LARGEST_CONSTANT
