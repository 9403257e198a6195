# SPDX-License-Identifier: GPL-3.0-or-later
"""What a walk through a script knows: names, where they are bound, and a little of what they are."""
import ast

#: What is known of a value besides that it is there.
UNKNOWN = object()
MOMENT = object()    # a datetime, a date or a Timestamp
ELEMENT = object()   # something out of a loop over data: no column, no index
DATES = object()     # an index or a .dt accessor: its strftime is pandas' own
FILTERED = object()  # trades of one asset or exchange, or what was made of them: perhaps none
LOADERS = ('load_trades', 'load_balances', 'load_snapshots')


class Constant:
    def __init__(self, value):
        self.value = value


class Function:
    def __init__(self, node, scope, defaults=None):
        self.node, self.scope = node, scope
        self.defaults = defaults or {}  # what is known of them, by the parameters' names
        self.seen = set()  # how sure the calls were that it has been looked into for


class Scope:
    """One of Python's scopes: its names, bound for sure (True) or perhaps (False)."""

    def __init__(self, kind, parent=None, own=()):
        self.kind, self.parent = kind, parent
        self.bound = {}
        self.values = {}
        self.declared_global = set()
        self.own = set(own)  # a function's local names, known before it runs

    def bind(self, name, value=UNKNOWN, sure=True):
        self.bound[name] = sure or self.bound.get(name, False)
        self.values[name] = value if sure else UNKNOWN

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
        self.values = {n: one[1].get(n, UNKNOWN) if one[1].get(n) is other[1].get(n) else UNKNOWN
                       for n in names}


class Ends(Exception):
    """The rest of a block is not reached: return, raise, break, continue."""

    def __init__(self, how):
        self.how = how


class TooMuch(Exception):
    """The script has more ways through it than are worth following."""


def annotations(function):
    arguments = function.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg,
             arguments.kwarg)
    found = [a.annotation for a in every if a is not None and a.annotation is not None]
    return found + ([function.returns] if function.returns is not None else [])


def targets(generators):
    return {child.id for generator in generators for child in ast.walk(generator.target)
            if isinstance(child, ast.Name)}


def local_names(function):
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
