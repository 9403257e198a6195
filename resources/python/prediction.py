# SPDX-License-Identifier: GPL-3.0-or-later
"""What a profile's surroundings will make of a script that its rules accept.

The script is walked in the order in which Python would run it, with names instead of values: which
are bound, where they can be seen from, and which functions are called. Nothing of it is executed.

A prediction is certain where the statement is reached whatever the data are, on the assumption that
loops over data run at least once; else it is possible. What a static look can't know it leaves out.
"""
import ast
import builtins
import re

_PYTHONS_OWN = frozenset(vars(builtins))
_EXCEPTIONS = frozenset(name for name, value in vars(builtins).items()
                        if isinstance(value, type) and issubclass(value, BaseException))
_DATE_DIRECTIVE = re.compile(r'%[A-Za-z]')
_REPLACEMENT_DATE = re.compile(r'\{[^{}]*:[^{}]*%[A-Za-z][^{}]*\}')
_LOADERS = ('load_trades', 'load_balances', 'load_snapshots')
_NO_STRFTIME_HERE = "KeyError: '__import__'"
_MAKES_MOMENT = frozenset(('now', 'utcnow', 'today', 'fromisoformat', 'fromtimestamp', 'strptime',
                           'combine', 'utcfromtimestamp', 'date', 'max', 'min', 'to_pydatetime',
                           'item', 'replace'))
_LARGEST_CONSTANT = 10 ** 9
_MOST_STEPS = 200_000

#: What is known of a value besides that it is there.
_UNKNOWN = object()
_MOMENT = object()    # a datetime, a date or a Timestamp
_ELEMENT = object()   # something out of a loop over data: no column, no index
_DATES = object()     # an index or a .dt accessor: its strftime is pandas' own
_FILTERED = object()  # trades of one asset or exchange, or what was made of them: perhaps none


class _Constant:
    def __init__(self, value):
        self.value = value


class _Function:
    def __init__(self, node, scope):
        self.node, self.scope = node, scope
        self.seen = set()  # how sure the calls were that it has been looked into for


class _Scope:
    """One of Python's scopes: its names, bound for sure (True) or perhaps (False)."""

    def __init__(self, kind, parent=None, own=()):
        self.kind, self.parent = kind, parent
        self.bound = {}
        self.values = {}
        self.declared_global = set()
        self.own = set(own)  # a function's local names, known before it runs

    def bind(self, name, value=_UNKNOWN, sure=True):
        self.bound[name] = sure or self.bound.get(name, False)
        self.values[name] = value if sure else _UNKNOWN

    def unbind(self, name):
        self.bound.pop(name, None)

    def state(self):
        return dict(self.bound), dict(self.values)

    def restore(self, state):
        self.bound, self.values = dict(state[0]), dict(state[1])

    def join(self, one, other):
        """After a branch: bound for sure is what both ways have bound."""
        names = one[0].keys() | other[0].keys()
        self.bound = {n: bool(one[0].get(n)) and bool(other[0].get(n)) for n in names}
        self.values = {n: one[1].get(n, _UNKNOWN) if one[1].get(n) is other[1].get(n) else _UNKNOWN
                       for n in names}


class _Ends(Exception):
    """The rest of a block is not reached: return, raise, break, continue."""

    def __init__(self, how):
        self.how = how


class _TooMuch(Exception):
    """The script has more ways through it than are worth following."""


class _Walk:
    def __init__(self, profile, objects):
        self.objects = objects
        self.separate = profile['separate']
        self.imports_work = profile['imports_work']
        self.any_keyword = profile['any_keyword']
        self.loaders = frozenset(_LOADERS)
        self.has_import = (profile['builtins'] is None or profile['imports_work'])
        self.given = _names_given(profile)
        self.found = {}    # by (rule, message, place), in the order in which they were come upon
        self.failing = []  # keys of the certain ones, in the order in which they would fail
        self.sure = True
        self.module = _Scope('module')
        self.globals = _Scope('globals')  # what `global` writes to where the namespaces are separate
        self.scope = self.module
        self.calls = []       # the functions that are being looked into
        self.recursions = []  # keys of what fails where such a function calls itself
        self.steps = 0

    # --- telling ---------------------------------------------------------------------------------

    def tell(self, node, rule, message, reason, fix=''):
        key = (rule, message, node.lineno, node.col_offset)
        self.found.setdefault(key, {
            'rule': rule, 'message': message, 'reason': reason, 'fix': fix, 'line': node.lineno,
            'column': node.col_offset, 'end_line': node.end_lineno,
            'end_column': node.end_col_offset})
        if self.sure and key not in self.failing:
            self.failing.append(key)
        return key

    # --- statements ------------------------------------------------------------------------------

    def block(self, statements):
        """Runs statements in order; tells how the block ends, None where it runs through."""
        before = self.sure
        try:
            for statement in statements:
                try:
                    self.statement(statement)
                except _Ends as end:
                    return end.how
        finally:
            self.sure = before
        return None

    def statement(self, node):
        kind = getattr(self, 'on_' + type(node).__name__, None)
        if kind is not None:
            kind(node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)

    def on_Import(self, node):
        self.imported(node, [(a.asname or a.name.partition('.')[0]) for a in node.names])

    def on_ImportFrom(self, node):
        self.imported(node, [a.asname or a.name for a in node.names])

    def imported(self, node, names):
        if not self.imports_work:
            self.tell(node, 'import-fails', 'ImportError: __import__ not found',
                      'No import works there, not even of what the rules allow; '
                      'pd, np, datetime, timedelta, math and statistics are there without one.',
                      'Leave the import out and use the names that are there.')
        for name in names:
            self.bind(name)

    def on_ClassDef(self, node):
        for decorator in node.decorator_list:
            self.value(decorator)
        if '__build_class__' not in self.given:
            self.tell(node, 'class-fails', 'NameError: __build_class__ not found',
                      'The class statement needs a built-in that is missing there.',
                      'Use a dict or a function instead.')
        for part in (*node.bases, *(k.value for k in node.keywords)):
            self.value(part)
        outer, self.scope = self.scope, _Scope('class', self.scope)
        self.block(node.body)
        self.scope = outer
        self.bind(node.name)

    def on_FunctionDef(self, node):
        defaults = (*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None))
        for part in (*node.decorator_list, *defaults, *_annotations(node)):
            self.value(part)
        self.bind(node.name, _Function(node, self.scope))

    on_AsyncFunctionDef = on_FunctionDef

    def on_Return(self, node):
        if node.value is not None:
            self.value(node.value)
        raise _Ends('return')

    def on_Raise(self, node):
        for part in (node.exc, node.cause):
            if part is not None:
                self.value(part)
        raise _Ends('raise')

    def on_Assert(self, node):
        self.value(node.test)
        if node.msg is not None:
            self.perhaps(self.value, node.msg)

    def on_Break(self, node):
        raise _Ends('break')

    def on_Continue(self, node):
        raise _Ends('continue')

    def on_Global(self, node):
        self.scope.declared_global.update(node.names)

    def on_Delete(self, node):
        for target in node.targets:
            if not isinstance(target, ast.Name):
                self.value(target)
            elif self.load(target) and self.sure:
                self.home(target.id).unbind(target.id)

    def on_Assign(self, node):
        value = self.value(node.value)
        for target in node.targets:
            self.assign(target, value)

    def on_AnnAssign(self, node):
        if self.scope.kind != 'function':
            self.value(node.annotation)
        if node.value is not None:
            self.assign(node.target, self.value(node.value))

    def on_AugAssign(self, node):
        value = _UNKNOWN
        if isinstance(node.target, ast.Name) and self.load(node.target):
            value = self.lookup(node.target.id)[1]
        self.value(node.value)
        self.assign(node.target, _MOMENT if value is _MOMENT else _UNKNOWN)

    def on_If(self, node):
        self.value(node.test)
        known = self.constant(node.test)
        if known is not None:
            end = self.block(node.body if known.value else node.orelse)
            if end:
                raise _Ends(end)
            return
        start = self.scope.state()
        mark = len(self.failing)
        one, first = self.branch(node.body)
        mine = self.failing[mark:]
        del self.failing[mark:]
        self.scope.restore(start)
        other, second = self.branch(node.orelse)
        self.fails_either_way(mark, mine)
        if one and other:
            self.scope.join(first, second)
            raise _Ends(one if one == other else 'return')
        # What ended doesn't go on: what follows sees the other way's names.
        self.scope.join(second if one else first, first if other else second)
        # A way that leaves a round of a loop comes back to what follows the loop.
        for end, state in ((one, first), (other, second)):
            if end in ('break', 'continue'):
                for name in state[0]:
                    self.scope.bound.setdefault(name, False)
        if 'return' in (one, other):
            self.sure = False  # until the end of the block

    def fails_either_way(self, mark, mine):
        """Of two ways, what has failed on one (`mine`) and on the other counts if both have."""
        if mine and len(self.failing) > mark:
            self.failing[mark:mark] = mine
        else:
            del self.failing[mark:]

    def branch(self, statements):
        """A block that may run; (how it ends, the scope's state after it)."""
        bound = set(self.scope.bound)
        end = self.block(statements)
        state = self.scope.state()
        for name in state[0].keys() - bound:
            state[0][name] = True  # for join(): bound on this way
        return end, state

    def perhaps(self, walk, *arguments):
        """Calls walk(*arguments), whose failures are possible at most."""
        before, self.sure = self.sure, False
        try:
            return walk(*arguments)
        finally:
            self.sure = before

    def on_For(self, node):
        over = self.value(node.iter)
        self.forget(node)
        if isinstance(over, _Constant) and over.value in ((), '', None):
            self.block(node.orelse)
            return
        self.assign(node.target, _ELEMENT)
        before, self.sure = self.sure, self.sure and over is not _FILTERED
        end = self.block(node.body)
        self.sure = before
        if end in ('return', 'raise'):
            raise _Ends(end)
        self.block(node.orelse)

    on_AsyncFor = on_For

    def on_While(self, node):
        self.forget(node)
        self.value(node.test)
        known = self.constant(node.test)
        if known is not None and not known.value:
            self.block(node.orelse)
            return
        end = self.block(node.body)
        if end in ('return', 'raise'):
            raise _Ends(end)

    def forget(self, loop):
        """What a loop assigns is no constant in it."""
        for child in ast.walk(loop):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                if isinstance(self.scope.values.get(child.id), _Constant):
                    self.scope.values[child.id] = _UNKNOWN

    def on_With(self, node):
        for item in node.items:
            value = self.value(item.context_expr)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, _UNKNOWN if value is None else value)
        end = self.block(node.body)
        if end:
            raise _Ends(end)

    on_AsyncWith = on_With

    def on_Try(self, node):
        mark = len(self.failing)
        end = self.block(node.body)
        inside = self.failing[mark:]
        if (inside or end == 'raise') and self.sure and node.handlers:
            end = self.handle(node, inside, mark) or end
        else:
            start = self.scope.state()
            for handler in node.handlers:
                self.perhaps(self.handler, handler)
                self.scope.restore(start)
            if end is None:
                end = self.block(node.orelse)
        if self.block(node.finalbody) or (end and end != 'raise'):
            raise _Ends(end or 'return')

    on_TryStar = on_Try

    def handler(self, node):
        if node.type is not None:
            self.value(node.type)
        if node.name:
            self.bind(node.name)
        return self.block(node.body)

    def handle(self, node, inside, mark):
        """The body fails for sure: which handler is reached, and does that one fail itself?"""
        for handler in node.handlers:
            before = len(self.failing)
            if handler.type is not None:
                self.value(handler.type)
            if len(self.failing) > before:
                del self.failing[mark:before]  # Python tells of the handler's own failure
                return None
            if handler.type is None or self.catches(handler.type, inside):
                del self.failing[mark:before]
                return self.handler(handler)
        return None

    @staticmethod
    def catches(types, inside):
        if not inside:
            return True  # raised by the script itself: assume that it knows what
        names = types.elts if isinstance(types, ast.Tuple) else [types]
        caught = [getattr(builtins, n.id, None) for n in names if isinstance(n, ast.Name)]
        raised = getattr(builtins, inside[0][1].partition(':')[0], None)
        return any(isinstance(c, type) and isinstance(raised, type) and issubclass(raised, c)
                   for c in caught)

    def on_Match(self, node):
        self.value(node.subject)
        start, states = self.scope.state(), []
        for index, case in enumerate(node.cases):
            self.scope.restore(start)
            before = self.sure
            self.sure = before and index == 0
            self.pattern(case.pattern)
            self.sure = False
            if case.guard is not None:
                self.value(case.guard)
            self.block(case.body)
            self.sure = before
            states.append(self.scope.state())
        has_rest = isinstance(node.cases[-1].pattern, ast.MatchAs) and \
            node.cases[-1].pattern.pattern is None and node.cases[-1].guard is None
        self.scope.restore(states[0])
        for state in states[1:] + ([] if has_rest else [start]):
            self.scope.join(self.scope.state(), state)
        # Bound on one way is enough not to be told of as missing.
        for state in states:
            for name in state[0]:
                self.scope.bound.setdefault(name, False)

    def pattern(self, node):
        for child in ast.walk(node):
            if isinstance(child, ast.MatchClass):
                self.value(child.cls)
            elif isinstance(child, ast.MatchValue):
                self.value(child.value)
            name = getattr(child, 'name', None) or getattr(child, 'rest', None)
            if name:
                self.scope.bind(name, sure=True)

    # --- names -----------------------------------------------------------------------------------

    def home(self, name):
        """The scope that an assignment to this name writes to."""
        scope = self.scope
        while scope.kind == 'comprehension':
            scope = scope.parent
        if name in scope.declared_global:
            return self.globals if self.separate else self.module
        return scope

    def bind(self, name, value=_UNKNOWN):
        self.home(name).bind(name, value, True)

    def assign(self, target, value):
        if isinstance(target, ast.Name):
            self.bind(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for part in target.elts:
                self.assign(part, _ELEMENT if value is _ELEMENT else _UNKNOWN)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, _UNKNOWN)
        else:
            for child in ast.iter_child_nodes(target):
                if isinstance(child, ast.expr):
                    self.value(child)

    def lookup(self, name):
        """(bound: True, False or None for not at all; value) as Python would find it from here."""
        scope, crossed = self.scope, False
        while scope is not None and scope.kind != 'module':
            visible = scope.kind != 'class' or not crossed
            if name in scope.declared_global:
                break
            if visible and name in scope.bound:
                return scope.bound[name], scope.values.get(name, _UNKNOWN)
            if visible and name in scope.own:
                return None, 'unbound local'
            crossed = crossed or scope.kind in ('function', 'comprehension')
            scope = scope.parent
        sees_module = not self.separate or (scope is not None and not crossed)
        if sees_module and name in self.module.bound and name not in self.scope.declared_global:
            return self.module.bound[name], self.module.values.get(name, _UNKNOWN)
        if not self.separate and name in self.module.bound:
            return self.module.bound[name], self.module.values.get(name, _UNKNOWN)
        if name in self.globals.bound:
            return self.globals.bound[name], self.globals.values.get(name, _UNKNOWN)
        if name in self.given:
            return True, _UNKNOWN
        return None, None

    def load(self, node):
        """A name is read: tells where that will fail. True where it is there."""
        bound, value = self.lookup(node.id)
        if bound is not None:
            return True
        name = node.id
        if value == 'unbound local':
            self.tell(node, 'unbound-local', f"UnboundLocalError: cannot access local variable '{name}' "
                      'where it is not associated with a value',
                      f"The function assigns '{name}', so it is the function's own, and it is read "
                      'before that.', f"Give '{name}' to the function as a parameter.")
            return False
        message = f"NameError: name '{name}' is not defined"
        if self.separate and name in self.module.bound:
            inside = 'functions' if self._in_function() else 'comprehensions'
            key = self.tell(node, 'hidden-name', message,
                      f"'{name}' is set at the top level, which {inside} can't see there.",
                      f"Give '{name}' to the function as a parameter." if inside == 'functions'
                      else 'Use a for loop at the top level instead.')
            if self.is_recursion(name):
                self.recursions.append(key)
        elif name in _EXCEPTIONS:
            self.tell(node, 'missing-exception', message,
                      f'No exception class is there, so {name} is unknown.',
                      'Check the value before, or use a bare except.')
        elif name in _PYTHONS_OWN or name in ('__name__', '__doc__'):
            self.tell(node, 'missing-builtin', message,
                      f"Python's built-in {name} is missing there.")
        else:
            self.tell(node, 'undefined-name', message, f"Nothing named '{name}' is there.")
        return False

    def is_recursion(self, name):
        """A function that calls itself, at once or through another, mostly gets there."""
        function = self.module.values.get(name)
        if not isinstance(function, _Function):
            return False
        active = {called.node.name for called in self.calls
                  if isinstance(called.node, ast.FunctionDef)}
        return name in active or any(isinstance(n, ast.Name) and n.id in active
                                     for n in ast.walk(function.node))

    def _in_function(self):
        scope = self.scope
        while scope is not None:
            if scope.kind == 'function':
                return True
            scope = scope.parent
        return False

    # --- expressions -----------------------------------------------------------------------------

    def value(self, node):
        """Walks an expression in the order of evaluation; what is known of its value."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _TooMuch
        kind = getattr(self, 'value_' + type(node).__name__, None)
        if kind is not None:
            return kind(node)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.expr, ast.keyword)):
                self.value(child.value if isinstance(child, ast.keyword) else child)
        return _UNKNOWN

    def value_Constant(self, node):
        return _Constant(node.value)

    def value_Name(self, node):
        if isinstance(node.ctx, ast.Load) and self.load(node):
            return self.lookup(node.id)[1] or _UNKNOWN
        return _UNKNOWN

    def value_List(self, node):
        for part in node.elts:
            self.value(part)
        return _UNKNOWN if node.elts else _Constant(())

    value_Tuple = value_Set = value_List

    def value_Dict(self, node):
        for key, item in zip(node.keys, node.values):
            if key is not None:
                self.value(key)
            self.value(item)
        return _UNKNOWN if node.values else _Constant(())

    def value_NamedExpr(self, node):
        value = self.value(node.value)
        scope = self.scope
        if scope.kind == 'comprehension':
            while scope.kind == 'comprehension':
                scope = scope.parent
            # From a comprehension at the top level it goes to the globals.
            if scope.kind == 'module' and self.separate:
                self.globals.bind(node.target.id, value)
                return value
        self.bind(node.target.id, value)
        return value

    def value_IfExp(self, node):
        self.value(node.test)
        known = self.constant(node.test)
        if known is not None:
            return self.value(node.body if known.value else node.orelse)
        mark = len(self.failing)
        self.value(node.body)
        mine = self.failing[mark:]
        del self.failing[mark:]
        self.value(node.orelse)
        self.fails_either_way(mark, mine)
        return _UNKNOWN

    def value_BoolOp(self, node):
        before = self.sure
        for part in node.values:
            self.value(part)
            known = self.constant(part)
            if known is None:
                self.sure = False
            elif bool(known.value) == isinstance(node.op, ast.Or):
                break
        self.sure = before
        return _UNKNOWN

    def value_BinOp(self, node):
        left, right = self.value(node.left), self.value(node.right)
        if left is _MOMENT and isinstance(node.op, (ast.Add, ast.Sub)) and right is not _MOMENT:
            return _MOMENT
        divisor = self.constant(node.right)
        if isinstance(node.op, ast.Div) and divisor is not None and \
                type(divisor.value) is int and divisor.value == 0 and self.constant(node.left):
            self.tell(node, 'division', 'ZeroDivisionError: division by zero',
                      'It divides by zero.')
        return self.constant(node) or _UNKNOWN

    def value_Lambda(self, node):
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.value(default)
        self.perhaps(self.call, _Function(node, self.scope), None)
        return _UNKNOWN

    def value_Subscript(self, node):
        owner = self.value(node.value)
        self.value(node.slice)
        if owner is _FILTERED:
            return _FILTERED
        return _UNKNOWN if isinstance(node.slice, ast.Slice) else _ELEMENT

    def value_Attribute(self, node):
        owner = self.value(node.value)
        if isinstance(node.value, ast.Name) and isinstance(node.ctx, ast.Load):
            self.attribute(node)
        if node.attr in ('dt', 'index', 'columns'):
            return _DATES
        return _FILTERED if owner is _FILTERED else _UNKNOWN

    def attribute(self, node):
        """Tells of what a module or class of the surroundings does not have."""
        name = node.value.id
        scope = self.scope
        while scope is not None and name not in scope.bound:
            scope = scope.parent
        if name not in self.objects or scope is not None or name in self.globals.bound:
            return
        try:
            getattr(self.objects[name], node.attr)
        except AttributeError as error:
            first = str(error).partition('\n')[0]
            self.tell(node, 'missing-attribute', f'AttributeError: {error}', f'{first}.',
                      'The name datetime is the class, not the module: write datetime(…) and '
                      'timedelta(…).' if name == 'datetime' else '')
        except Exception:  # whatever a lazy module does
            return

    def value_FormattedValue(self, node):
        value = self.value(node.value)
        if node.format_spec is not None:
            self.value(node.format_spec)
            text = ''.join(p.value for p in node.format_spec.values if isinstance(p, ast.Constant))
            if _DATE_DIRECTIVE.search(text) and not self.has_import and not _is_period(node.value):
                self.tell_date(node.value)
        return value

    def value_ListComp(self, node):
        return self.comprehension(node, [node.elt])

    value_SetComp = value_GeneratorExp = value_ListComp

    def value_DictComp(self, node):
        return self.comprehension(node, [node.key, node.value])

    def comprehension(self, node, elements):
        over = self.value(node.generators[0].iter)
        if isinstance(over, _Constant) and over.value in ((), '', None):
            return _UNKNOWN
        outer, before = self.scope, self.sure
        self.sure = before and over is not _FILTERED
        self.scope = _Scope('comprehension', outer, _targets(node.generators))
        for index, generator in enumerate(node.generators):
            if index > 0:
                self.value(generator.iter)
            self.assign_here(generator.target)
            for condition in generator.ifs:
                self.value(condition)
                known = self.constant(condition)
                self.sure = self.sure and (known is None or bool(known.value))
        for element in elements:
            self.value(element)
        self.scope, self.sure = outer, before
        return _UNKNOWN

    def assign_here(self, target):
        for child in ast.walk(target):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                self.scope.bind(child.id, _ELEMENT)
            elif isinstance(child, ast.Name):
                self.load(child)

    # --- calls -----------------------------------------------------------------------------------

    def value_Call(self, node):
        called = self.value(node.func)
        values = [self.value(a.value if isinstance(a, ast.Starred) else a) for a in node.args]
        keywords = {k.arg: self.value(k.value) for k in node.keywords}
        if isinstance(node.func, ast.Name) and node.func.id in self.loaders and \
                node.func.id in self.given and not isinstance(called, _Function):
            self.loader(node)
        if isinstance(called, _Function):
            self.call(called, node, values, keywords)
        for value in (*values, *keywords.values()):
            if isinstance(value, _Function):
                self.hand_over(value, node)
        if isinstance(node.func, ast.Attribute):
            self.method(node)
        return self.made(node, called)

    def hand_over(self, function, node):
        """A function that is an argument: called with one element after the other."""
        owner = self.kind(node.func.value) if isinstance(node.func, ast.Attribute) else _UNKNOWN
        others = [self.kind(a) for a in node.args if not isinstance(a, ast.Starred)]
        if owner is _FILTERED or _FILTERED in others:
            self.perhaps(self.call, function, None, [_ELEMENT])
        else:
            self.call(function, None, [_ELEMENT])

    def call(self, function, node, values=(), keywords=None):
        """Looks into a function of the script's, once for each degree of certainty."""
        if function in self.calls or (not self.sure and function.seen):
            return
        function.seen.add(self.sure)
        arguments = function.node.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        every = names + [a.arg for a in arguments.kwonlyargs]
        every += [a.arg for a in (arguments.vararg, arguments.kwarg) if a is not None]
        scope = _Scope('function', function.scope, _local_names(function.node))
        for name in every:
            scope.bind(name)
        if node is None or not any(isinstance(a, ast.Starred) for a in node.args):
            given = dict(zip(names, values))
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
        known = {'load_trades': ('days', 'exchange', 'asset'), 'load_balances': (),
                 'load_snapshots': ('days',)}[name]
        positional = 0 if self.any_keyword and name == 'load_trades' else len(known)
        given = len(node.args)
        who = 'SafePythonExecutor._build_safe_globals.<locals>.<lambda>()' if self.any_keyword \
            else name + '()'
        unknown = [k.arg for k in node.keywords if k.arg not in known]
        if unknown and not (self.any_keyword and name == 'load_trades'):
            self.tell(node, 'loader-arguments',
                      f"TypeError: {who} got an unexpected keyword argument '{unknown[0]}'",
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
            if receiver is _DATES:
                return
            before = self.sure
            self.sure = before and receiver in (_MOMENT, _ELEMENT)
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
        if isinstance(function, ast.Name) and function.id == 'datetime' and called is _UNKNOWN:
            return _MOMENT
        if isinstance(function, ast.Name) and function.id == 'load_trades' and \
                any(k.arg in ('asset', 'exchange') for k in node.keywords):
            return _FILTERED
        if not isinstance(function, ast.Attribute):
            return _UNKNOWN
        owner = function.value.id if isinstance(function.value, ast.Name) else ''
        if owner == 'pd':
            if function.attr == 'Timestamp':
                return _MOMENT
            if function.attr == 'to_datetime' and node.args:
                return _MOMENT if isinstance(node.args[0], ast.Constant) else _UNKNOWN
            if function.attr in ('date_range', 'bdate_range', 'DatetimeIndex', 'period_range'):
                return _DATES
        if function.attr in _MAKES_MOMENT:
            return _MOMENT
        if self.kind(function.value) is _FILTERED:
            return _FILTERED
        return _UNKNOWN

    # --- constants -------------------------------------------------------------------------------

    def constant(self, node):
        """The value of an expression of constants, or None; nothing large is computed."""
        try:
            value = self._constant(node)
        except (TypeError, ValueError, ZeroDivisionError, RecursionError):
            return None
        return value

    def _constant(self, node):
        if isinstance(node, ast.Constant):
            return _Constant(node.value)
        if isinstance(node, ast.Name):
            bound, value = self.lookup(node.id)
            return value if bound and isinstance(value, _Constant) else None
        if isinstance(node, ast.UnaryOp):
            operand = self._constant(node.operand)
            if operand is None:
                return None
            if isinstance(node.op, ast.Not):
                return _Constant(not operand.value)
            return _Constant(-operand.value) if isinstance(node.op, ast.USub) else None
        if isinstance(node, ast.Attribute) and node.attr == 'empty':
            return None if self.kind(node.value) is _FILTERED else _Constant(False)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = self._constant(node.left), self._constant(node.comparators[0])
            compare = _COMPARISONS.get(type(node.ops[0]))
            if left is None or right is None or compare is None:
                return None
            return _Constant(compare(left.value, right.value))
        if isinstance(node, ast.BinOp):
            left, right = self._constant(node.left), self._constant(node.right)
            combine = _SUMS.get(type(node.op))
            if left is None or right is None or combine is None or \
                    not _is_small(left.value) or not _is_small(right.value):
                return None
            return _Constant(combine(left.value, right.value))
        return None


_COMPARISONS = {ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b,
                ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
                ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b}
_SUMS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b}


def _is_small(value):
    return type(value) in (int, float) and abs(value) < _LARGEST_CONSTANT


def _is_period(node):
    return any(isinstance(child, ast.Attribute) and 'period' in child.attr.lower()
               for child in ast.walk(node))


def _annotations(function):
    arguments = function.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg,
             arguments.kwarg)
    found = [a.annotation for a in every if a is not None and a.annotation is not None]
    return found + ([function.returns] if function.returns is not None else [])


def _targets(generators):
    return {child.id for generator in generators for child in ast.walk(generator.target)
            if isinstance(child, ast.Name)}


def _local_names(function):
    """The names that a function assigns anywhere, which makes them its own."""
    if isinstance(function, ast.Lambda):
        return set()
    own, foreign, waiting = set(), set(), list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            foreign.update(node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            own.add(node.name)
            continue
        elif isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            own.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            own.update(a.asname or a.name.partition('.')[0] for a in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            own.add(node.name)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            own.add(node.name)
        elif isinstance(node, ast.Lambda):
            continue
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            own.update(n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            waiting.append(node.generators[0].iter)
            continue
        waiting.extend(ast.iter_child_nodes(node))
    return own - foreign


def _names_given(profile):
    own = vars(builtins).keys() if profile['builtins'] is None else profile['builtins']
    names = set(own) | set(profile['global_builtins'] or _PYTHONS_OWN)
    names |= set(profile['globals'] or ('pd', 'np', 'datetime', 'timedelta', 'math', 'statistics',
                                        *_LOADERS))
    if profile['module_name']:
        names.add('__name__')
    return names | {'__builtins__', '__debug__'}


def _result_is_lost(walk):
    return walk.separate and 'result' in walk.globals.bound and 'result' not in walk.module.bound


def predict(tree, profile, objects):
    """(certain failures in the order in which they would come, possible ones); `profile` as for
    surroundings(), `objects` what the names pd, np, datetime, … stand for there."""
    walk = _Walk(profile, objects)
    if walk.separate:
        # A `global` anywhere makes Python store the name in the globals from the top level, too.
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                walk.module.declared_global.update(node.names)
    end = 'unknown'
    try:
        end = walk.block(tree.body)
    except (RecursionError, _TooMuch):
        pass
    if end is None and tree.body and 'result' not in walk.module.bound:
        walk.sure = False
        if _result_is_lost(walk):
            walk.tell(tree.body[-1], 'result-lost', 'The answer is None: result is set as a global',
                      'The answer is read from the top-level names, and `global result` puts it '
                      'elsewhere.', 'Return it from the function and set result at the top level.')
        else:
            walk.tell(tree.body[-1], 'no-result', 'The answer is None: result is never set',
                      'What a script leaves in the variable result is its answer.',
                      'End with result = …')
    certain = [walk.found[key] for key in walk.failing]
    possible = [found for key, found in walk.found.items() if key not in walk.failing]
    return certain, possible
