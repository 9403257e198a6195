# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions: which names they read, and what can be known of their values."""
import ast
import builtins
import re

from _assay_prediction_names import (
    UNKNOWN, MOMENT, ELEMENT, DATES, FILTERED, Constant, Function, Scope, TooMuch, targets)

_PYTHONS_OWN = frozenset(vars(builtins))
_EXCEPTIONS = frozenset(name for name, value in vars(builtins).items()
                        if isinstance(value, type) and issubclass(value, BaseException))
_MOST_STEPS = 200_000
_DATE_DIRECTIVE = re.compile(r'%[A-Za-z]')


class Expressions:
    """The part of a walk that looks names up and goes through expressions."""

    def home(self, name):
        """The scope that an assignment to this name writes to."""
        scope = self.scope
        while scope.kind == 'comprehension':
            scope = scope.parent
        if name in scope.declared_global:
            return self.globals if self.separate else self.module
        return scope

    def bind(self, name, value=UNKNOWN):
        self.home(name).bind(name, value, True)

    def assign(self, target, value):
        if isinstance(target, ast.Name):
            self.bind(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for part in target.elts:
                self.assign(part, ELEMENT if value is ELEMENT else UNKNOWN)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, UNKNOWN)
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
                return scope.bound[name], scope.values.get(name, UNKNOWN)
            if visible and name in scope.own:
                return None, 'unbound local'
            crossed = crossed or scope.kind in ('function', 'comprehension')
            scope = scope.parent
        sees_module = not self.separate or (scope is not None and not crossed)
        if sees_module and name in self.module.bound and name not in self.scope.declared_global:
            return self.module.bound[name], self.module.values.get(name, UNKNOWN)
        if not self.separate and name in self.module.bound:
            return self.module.bound[name], self.module.values.get(name, UNKNOWN)
        if name in self.globals.bound:
            return self.globals.bound[name], self.globals.values.get(name, UNKNOWN)
        if name in self.given:
            return True, UNKNOWN
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
        if not isinstance(function, Function):
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

    def value(self, node):
        """Walks an expression in the order of evaluation; what is known of its value."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise TooMuch
        kind = getattr(self, 'value_' + type(node).__name__, None)
        if kind is not None:
            return kind(node)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.expr, ast.keyword)):
                self.value(child.value if isinstance(child, ast.keyword) else child)
        return UNKNOWN

    def value_Constant(self, node):
        return Constant(node.value)

    def value_Name(self, node):
        if isinstance(node.ctx, ast.Load) and self.load(node):
            return self.lookup(node.id)[1] or UNKNOWN
        return UNKNOWN

    def value_List(self, node):
        for part in node.elts:
            self.value(part)
        return UNKNOWN if node.elts else Constant(())

    value_Tuple = value_Set = value_List

    def value_Dict(self, node):
        for key, item in zip(node.keys, node.values):
            if key is not None:
                self.value(key)
            self.value(item)
        return UNKNOWN if node.values else Constant(())

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
        return UNKNOWN

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
        return UNKNOWN

    def value_BinOp(self, node):
        left, right = self.value(node.left), self.value(node.right)
        if left is MOMENT and isinstance(node.op, (ast.Add, ast.Sub)) and right is not MOMENT:
            return MOMENT
        divisor = self.constant(node.right)
        if isinstance(node.op, ast.Div) and divisor is not None and \
                type(divisor.value) is int and divisor.value == 0 and self.constant(node.left):
            self.tell(node, 'division', 'ZeroDivisionError: division by zero',
                      'It divides by zero.')
        return self.constant(node) or UNKNOWN

    def value_Lambda(self, node):
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.value(default)
        self.perhaps(self.call, Function(node, self.scope), None)
        return UNKNOWN

    def value_Subscript(self, node):
        owner = self.value(node.value)
        self.value(node.slice)
        if owner is FILTERED:
            return FILTERED
        return UNKNOWN if isinstance(node.slice, ast.Slice) else ELEMENT

    def value_Attribute(self, node):
        owner = self.value(node.value)
        if isinstance(node.value, ast.Name) and isinstance(node.ctx, ast.Load):
            self.attribute(node)
        if node.attr in ('dt', 'index', 'columns'):
            return DATES
        return FILTERED if owner is FILTERED else UNKNOWN

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
        if isinstance(over, Constant) and over.value in ((), '', None):
            return UNKNOWN
        outer, before = self.scope, self.sure
        self.sure = before and over is not FILTERED
        self.scope = Scope('comprehension', outer, targets(node.generators))
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
        return UNKNOWN

    def assign_here(self, target):
        for child in ast.walk(target):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                self.scope.bind(child.id, ELEMENT)
            elif isinstance(child, ast.Name):
                self.load(child)


def _is_period(node):
    return any(isinstance(child, ast.Attribute) and 'period' in child.attr.lower()
               for child in ast.walk(node))
