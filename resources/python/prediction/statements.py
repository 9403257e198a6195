# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements, in the order in which Python would run them."""
import ast

from _assay_prediction_names import (
    UNKNOWN, MOMENT, ELEMENT, FILTERED, Constant, Function, Scope, Ends, annotations)

class Statements:
    """The part of a walk that follows statements and their branches."""

    def block(self, statements):
        """Runs statements in order; tells how the block ends, None where it runs through."""
        before = self.sure
        try:
            for statement in statements:
                try:
                    self.statement(statement)
                except Ends as end:
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
        outer, self.scope = self.scope, Scope('class', self.scope)
        self.block(node.body)
        self.scope = outer
        self.bind(node.name)

    def on_FunctionDef(self, node):
        for part in node.decorator_list:
            self.value(part)
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args][-len(arguments.defaults):]
        pairs = [*zip(positional, arguments.defaults), *zip(arguments.kwonlyargs, arguments.kw_defaults)]
        defaults = {a.arg: self.value(d) for a, d in pairs if d is not None}
        for part in annotations(node):
            self.value(part)
        self.bind(node.name, Function(node, self.scope, defaults))

    on_AsyncFunctionDef = on_FunctionDef

    def on_Return(self, node):
        if node.value is not None:
            self.value(node.value)
        raise Ends('return')

    def on_Raise(self, node):
        for part in (node.exc, node.cause):
            if part is not None:
                self.value(part)
        raise Ends('raise')

    def on_Assert(self, node):
        self.value(node.test)
        if node.msg is not None:
            self.perhaps(self.value, node.msg)

    def on_Break(self, node):
        raise Ends('break')

    def on_Continue(self, node):
        raise Ends('continue')

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
        value = UNKNOWN
        if isinstance(node.target, ast.Name) and self.load(node.target):
            value = self.lookup(node.target.id)[1]
        self.value(node.value)
        self.assign(node.target, MOMENT if value is MOMENT else UNKNOWN)

    def on_If(self, node):
        self.value(node.test)
        known = self.constant(node.test)
        if known is not None:
            end = self.block(node.body if known.value else node.orelse)
            if end:
                raise Ends(end)
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
            raise Ends(one if one == other else 'return')
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
        if isinstance(over, Constant) and over.value in ((), '', None):
            self.block(node.orelse)
            return
        self.assign(node.target, ELEMENT)
        before, self.sure = self.sure, self.sure and over is not FILTERED
        end = self.block(node.body)
        self.sure = before
        if end in ('return', 'raise'):
            raise Ends(end)
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
            raise Ends(end)

    def forget(self, loop):
        """What a loop assigns is no constant in it."""
        for child in ast.walk(loop):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                if isinstance(self.scope.values.get(child.id), Constant):
                    self.scope.values[child.id] = UNKNOWN

    def on_With(self, node):
        for item in node.items:
            value = self.value(item.context_expr)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, UNKNOWN if value is None else value)
        end = self.block(node.body)
        if end:
            raise Ends(end)

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
            raise Ends(end or 'return')

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
