# SPDX-License-Identifier: GPL-3.0-or-later
"""What a profile's surroundings will make of a script that its rules accept.

The script is walked in the order in which Python would run it, with names instead of values: which
are bound, where they can be seen from, and which functions are called. Nothing of it is executed.

A prediction is certain where the statement is reached whatever the data are, on the assumption that
loops over data run at least once; else it is possible. What a static look can't know it leaves out.
"""
import ast
import builtins

from _assay_prediction_calls import Calls
from _assay_prediction_expressions import Expressions
from _assay_prediction_names import Scope, TooMuch, LOADERS
from _assay_prediction_statements import Statements

_PYTHONS_OWN = frozenset(vars(builtins))


class _Walk(Statements, Expressions, Calls):
    def __init__(self, profile, objects):
        self.objects = objects
        self.separate = profile['separate']
        self.imports_work = profile['imports_work']
        self.any_keyword = profile['any_keyword']
        self.loaders = frozenset(LOADERS)
        self.has_import = (profile['builtins'] is None or profile['imports_work'])
        self.given = _names_given(profile)
        self.found = {}    # by (rule, message, place), in the order in which they were come upon
        self.failing = []  # keys of the certain ones, in the order in which they would fail
        self.sure = True
        self.module = Scope('module')
        self.globals = Scope('globals')  # what `global` writes to where the namespaces are separate
        self.scope = self.module
        self.calls = []       # the functions that are being looked into
        self.recursions = []  # keys of what fails where such a function calls itself
        self.steps = 0

    def tell(self, node, rule, message, reason, fix=''):
        key = (rule, message, node.lineno, node.col_offset)
        self.found.setdefault(key, {
            'rule': rule, 'message': message, 'reason': reason, 'fix': fix, 'line': node.lineno,
            'column': node.col_offset, 'end_line': node.end_lineno,
            'end_column': node.end_col_offset})
        if self.sure and key not in self.failing:
            self.failing.append(key)
        return key


def _names_given(profile):
    own = vars(builtins).keys() if profile['builtins'] is None else profile['builtins']
    names = set(own) | set(profile['global_builtins'] or _PYTHONS_OWN)
    names |= set(profile['globals'] or ('pd', 'np', 'datetime', 'timedelta', 'math', 'statistics',
                                        *LOADERS))
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
    except (RecursionError, TooMuch):
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
