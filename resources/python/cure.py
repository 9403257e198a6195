# SPDX-License-Identifier: GPL-3.0-or-later
"""Cures for what the rules refuse and for what would fail there: small edits of the source.

cure() proposes one; whether it is one, the caller finds out by checking what comes of it.
"""
import ast
import re

#: What a module of the whitelist is called there without an import.
_THERE = {('pandas', None): 'pd', ('numpy', None): 'np', ('math', None): 'math',
          ('statistics', None): 'statistics', ('datetime', 'datetime'): 'datetime',
          ('datetime', 'timedelta'): 'timedelta'}
_BETTER_NAMES = {'pos': 'position', 'os': 'operations', 'sys': 'system', 'profile': 'summary'}
_LINE_END = re.compile(r'\r\n|\r|\n')
_LOADER_NAMES = ('days', 'exchange', 'asset')
#: How much of str(moment) a format gives.
_LENGTHS = {'%Y': 4, '%Y-%m': 7, '%Y-%m-%d': 10, '%Y-%m-%d %H:%M': 16, '%Y-%m-%d %H:%M:%S': 19}

#: The parts of a moment that strftime's directives stand for.
_PARTS = {'%Y': 'year:04d', '%m': 'month:02d', '%d': 'day:02d', '%H': 'hour:02d',
          '%M': 'minute:02d', '%S': 'second:02d'}


class _Source:
    """A script with its tree; edits are gathered and made at once."""

    def __init__(self, text):
        self.text = text
        self.data = text.encode('utf-8', 'surrogatepass')
        self.tree = ast.parse(text)
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.edits = []

    def begin(self, node):
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def of(self, node):
        return self.data[self.begin(node):self.end(node)].decode('utf-8', 'surrogatepass')

    def replace(self, node, text):
        self.edits.append((self.begin(node), self.end(node), text))

    def insert(self, position, text):
        self.edits.append((position, position, text))

    def drop_lines(self, node):
        """Takes a statement away, with its lines where it has them to itself."""
        first, last = self.starts[node.lineno - 1], self.starts[node.end_lineno]
        line = self.data[first:last].decode('utf-8', 'surrogatepass')
        after = re.match(rb';[ \t]*(?=[^\s#])', self.data[self.end(node):last])
        if line.strip() == self.of(node).strip():
            self.edits.append((first, last, ''))
        elif after:
            self.edits.append((self.begin(node), self.end(node) + after.end(), ''))
        else:
            self.replace(node, 'pass')

    def indent(self, node):
        line = self.data[self.starts[node.lineno - 1]:self.begin(node)].decode()
        return line if not line.strip() else None

    def result(self):
        data = self.data
        line_end = '\r\n' if b'\r\n' in data else '\n'
        for begin, end, text in sorted(self.edits, reverse=True):
            text = text.replace('\n', line_end)
            data = data[:begin] + text.encode('utf-8', 'surrogatepass') + data[end:]
        return data.decode('utf-8', 'surrogatepass')

    def nodes(self, *kinds):
        return [n for n in ast.walk(self.tree) if isinstance(n, kinds)]

    def at(self, line, column, *kinds):
        """The innermost node of these kinds at a place (column in characters, from 1)."""
        lines = _LINE_END.split(self.text)
        text = lines[line - 1] if line <= len(lines) else ''
        place = self.starts[line - 1] + len(text[:column - 1].encode('utf-8', 'surrogatepass'))
        found = [n for n in self.nodes(*kinds) if self.begin(n) <= place < self.end(n)]
        return min(found, key=lambda n: self.end(n) - self.begin(n), default=None)

    def names(self):
        return {n.id for n in self.nodes(ast.Name)} | {n.arg for n in self.nodes(ast.arg)} | \
            {n.name for n in self.nodes(ast.FunctionDef)}

    def free_name(self, wanted):
        taken, name, number = self.names(), wanted, 2
        while name in taken:
            name, number = f'{wanted}_{number}', number + 1
        return name

    def statement(self, node):
        """The statement that holds a node, and the block it stands in."""
        holder = None
        for parent in ast.walk(self.tree):
            for field in ('body', 'orelse', 'finalbody'):
                block = getattr(parent, field, None)
                for child in block if isinstance(block, list) else ():
                    if self.begin(child) <= self.begin(node) and self.end(node) <= self.end(child) \
                            and (holder is None or self.begin(child) >= self.begin(holder)):
                        holder = child
        return holder


def cure(text, rule, line, column):
    """(what is done, the cured source) for a finding of this rule at this place, or None."""
    try:
        source = _Source(text)
    except (SyntaxError, ValueError):
        return None
    work = _CURES.get(rule)
    title = work(source, line, column) if work is not None else None
    if not title:
        return None
    cured = source.result()
    return None if cured == text else (title, cured)


def _drop_import(source, line, column):
    node = source.at(line, column, ast.Import, ast.ImportFrom)
    if node is None:
        return None
    renames = {}
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            module = _THERE.get((node.module, None))
            there = _THERE.get((node.module, alias.name)) or \
                (f'{module}.{alias.name}' if module and alias.name != '*' else None)
            used = alias.asname or alias.name
        elif alias.name == 'datetime':
            return _drop_datetime(source, node, alias.asname or 'datetime')
        else:
            there, used = _THERE.get((alias.name, None)), alias.asname or alias.name
        if there is None:
            return None
        if used != there:
            renames[used] = there
    for name in source.nodes(ast.Name):
        if name.id in renames:
            source.replace(name, renames[name.id])
    source.drop_lines(node)
    return 'Drop the import: the name is there without it'


def _drop_datetime(source, node, used):
    if len(node.names) != 1:
        return None
    for attribute in source.nodes(ast.Attribute):
        if isinstance(attribute.value, ast.Name) and attribute.value.id == used:
            if attribute.attr not in ('datetime', 'timedelta'):
                return None
            source.replace(attribute, attribute.attr)
    source.drop_lines(node)
    return 'Drop the import: datetime and timedelta are there without it'


def _plain_datetime(source, line, column):
    node = source.at(line, column, ast.Attribute)
    if node is None or not isinstance(node.value, ast.Name) or node.value.id != 'datetime' or \
            node.attr not in ('datetime', 'timedelta'):
        return None
    source.replace(node, node.attr)
    return f'Write {node.attr} alone: the class itself is there'


def _rename(source, line, column):
    """A word of the script's own that a text rule hits."""
    node = source.at(line, column, ast.Name, ast.arg, ast.FunctionDef)
    if isinstance(node, ast.FunctionDef):
        text = _LINE_END.split(source.text)[line - 1]
        word = node.name if re.search(rf'def\s+{re.escape(node.name)}\b', text) else None
    else:
        word = getattr(node, 'id', None) or getattr(node, 'arg', None)
    if not word or word not in source.names():
        return None
    new = source.free_name(_BETTER_NAMES.get(word, word + '_'))
    for name in source.nodes(ast.Name):
        if name.id == word:
            source.replace(name, new)
    for argument in source.nodes(ast.arg):
        if argument.arg == word:
            begin = source.begin(argument)
            source.edits.append((begin, begin + len(word.encode()), new))
    for function in source.nodes(ast.FunctionDef):
        if function.name == word:
            begin = source.data.index(word.encode(), source.begin(function) + 3)
            source.edits.append((begin, begin + len(word.encode()), new))
    own = {f.name for f in source.nodes(ast.FunctionDef)}
    for call in source.nodes(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id in own:
            for keyword in call.keywords:
                if keyword.arg == word:
                    begin = source.begin(keyword)
                    source.edits.append((begin, begin + len(word.encode()), new))
    return f'Rename {word} to {new}'


def _name_lambda(source, line, column):
    node = source.at(line, column, ast.Lambda)
    statement = node and source.statement(node)
    indent = statement and source.indent(statement)
    if indent is None or not isinstance(statement, (ast.Assign, ast.Expr, ast.Return, ast.AugAssign)):
        return None
    arguments = source.data[source.begin(node) + len('lambda'):source.begin(node.body)]
    arguments = arguments.decode('utf-8', 'surrogatepass').rstrip().rstrip(':').strip()
    body = source.of(node.body)
    alone = isinstance(statement, ast.Assign) and statement.value is node and \
        len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
    name = statement.targets[0].id if alone else source.free_name('pick')
    lines = f'def {name}({arguments}):\n{indent}    return {body}'
    if alone:
        source.replace(statement, lines)
    else:
        source.insert(source.begin(statement), lines + '\n' + indent)
        source.replace(node, name)
    return f'Make the lambda the function {name}'


def _text_rule(source, line, column):
    return _name_lambda(source, line, column) or _loop_over_generator(source, line, column) or \
        _rename(source, line, column) or _index_column(source, line, column)


def _index_column(source, line, column):
    """df.pos is df['pos'], where it is a column."""
    node = source.at(line, column, ast.Attribute)
    if node is None or any(call.func is node for call in source.nodes(ast.Call)) or \
            not isinstance(node.ctx, ast.Load):
        return None
    source.replace(node, f"{source.of(node.value)}['{node.attr}']")
    return f"Take the column by its name: ['{node.attr}']"


def _name_arguments(source, line, column):
    node = source.at(line, column, ast.Call)
    while node is not None and not (isinstance(node.func, ast.Name) and
                                    node.func.id == 'load_trades'):
        node = None
    if node is None or len(node.args) > len(_LOADER_NAMES) or \
            any(isinstance(a, ast.Starred) for a in node.args):
        return None
    for name, argument in zip(_LOADER_NAMES, node.args):
        source.insert(source.begin(argument), name + '=')
    return 'Give the arguments by name'


def _format_date(source, line, column):
    formatted = source.at(line, column, ast.FormattedValue)
    if formatted is not None and isinstance(formatted.format_spec, ast.JoinedStr):
        return _format_in_text(source, formatted)
    # Of a chain of calls, which all begin at the same place, the formatting one.
    calls = [c for c in source.nodes(ast.Call)
             if isinstance(c.func, ast.Attribute) and c.func.attr == 'strftime' and
             c.lineno == line and len(c.args) == 1 and isinstance(c.args[0], ast.Constant)]
    for call in calls:
        form, moment = call.args[0].value, call.func.value
        if form in _LENGTHS:
            source.replace(call, f'str({source.of(moment)})[:{_LENGTHS[form]}]')
            return 'Take the beginning of str() instead of formatting'
        text = isinstance(form, str) and _in_parts(form, _held(source, moment))
        if text and "'" not in text and '\\' not in text:
            source.replace(call, f"f'{text}'")
            return 'Put the date together from its parts'
    return None


def _held(source, moment):
    """A name for a date: its own, or a new one that it is first given."""
    if isinstance(moment, ast.Name):
        return moment.id
    statement = source.statement(moment)
    indent = source.indent(statement)
    if indent is None:
        return None
    name = source.free_name('moment')
    source.insert(source.begin(statement), f'{name} = {ast.unparse(moment)}\n{indent}')
    return name


def _in_parts(form, name):
    """What stands inside an f-string for strftime(form), or None where a part has no equal."""
    if name is None or '{' in form or '}' in form:
        return None
    text = re.sub('%[YmdHMS]', lambda found: f'{{{name}.{_PARTS[found[0]]}}}', form)
    return None if '%' in text else text


def _format_in_text(source, formatted):
    """Inside an f-string Python 3.11 knows no places, so the text itself is looked for."""
    pieces = formatted.format_spec.values
    spec = pieces[0].value if len(pieces) == 1 and isinstance(pieces[0], ast.Constant) else None
    code = ast.unparse(formatted.value)
    old = f'{{{code}:{spec}}}'
    if spec is None or source.text.count(old) != 1 or formatted.conversion != -1:
        return None
    begin = source.data.index(old.encode())
    if spec in _LENGTHS:
        new, title = f'{{str({code})[:{_LENGTHS[spec]}]}}', 'Take the beginning of str() instead of formatting'
    else:
        new, title = _in_parts(spec, _held(source, formatted.value)), 'Put the date together from its parts'
    if new is None:
        return None
    source.edits.append((begin, begin + len(old.encode()), new))
    return title


def _hand_in(source, line, column):
    """An outer name that a function uses becomes a parameter with that value."""
    name = source.at(line, column, ast.Name)
    function = source.at(line, column, ast.FunctionDef)
    if name is None:
        return None
    if function is None:
        return _make_loop(source, line, column)
    arguments = function.args
    if arguments.kwarg or function.name == name.id:
        return None
    taken = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    if arguments.vararg:
        taken.add(arguments.vararg.arg)
    if name.id in taken:
        return None
    header = source.data[source.begin(function):source.begin(function.body[0])]
    close = header.rindex(b')') if b'->' not in header else header[:header.index(b'->')].rindex(b')')
    comma = ', ' if taken else ''
    source.insert(source.begin(function) + close, f'{comma}{name.id}={name.id}')
    return f'Hand {name.id} in as a parameter'


#: How each kind of comprehension is begun, and how an element is put in.
_LOOPS = {
    ast.ListComp: ('[]', '{0}.append({1})'),
    ast.GeneratorExp: ('[]', '{0}.append({1})'),
    ast.SetComp: ('set()', '{0}.add({1})'),
    ast.DictComp: ('{}', '{0}[{2}] = {1}'),
}


def _make_loop(source, line, column):
    """The outermost comprehension here becomes a loop before its statement."""
    inner = source.at(line, column, *_LOOPS)
    if inner is None:
        return None
    around = [n for n in source.nodes(*_LOOPS)
              if source.begin(n) <= source.begin(inner) and source.end(inner) <= source.end(n)]
    node = max(around, key=lambda n: source.end(n) - source.begin(n))
    statement = source.statement(node)
    indent = statement and source.indent(statement)
    if indent is None or \
            not isinstance(statement, (ast.Assign, ast.AugAssign, ast.Expr, ast.Return)):
        return None
    alone = isinstance(statement, ast.Assign) and statement.value is node and \
        len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name) and \
        not isinstance(node, ast.GeneratorExp)
    name = source.of(statement.targets[0]) if alone else source.free_name('parts')
    empty, put = _LOOPS[type(node)]
    lines, depth = [f'{name} = {empty}'], indent
    for generator in node.generators:
        lines.append(f'{depth}for {source.of(generator.target)} in {source.of(generator.iter)}:')
        depth += '    '
        for condition in generator.ifs:
            lines.append(f'{depth}if {source.of(condition)}:')
            depth += '    '
    if isinstance(node, ast.DictComp):
        lines.append(depth + put.format(name, source.of(node.value), source.of(node.key)))
    else:
        lines.append(depth + put.format(name, source.of(node.elt)))
    text = '\n'.join(lines)
    if alone:
        source.replace(statement, text)
    else:
        source.insert(source.begin(statement), text + '\n' + indent)
        # The brackets of f(x for …) are the call's and the generator's at once.
        brackets = isinstance(node, ast.GeneratorExp) and source.of(node).startswith('(')
        source.replace(node, f'({name})' if brackets else name)
    return 'Make the comprehension a loop'


def _loop_over_generator(source, line, column):
    node = source.at(line, column, ast.YieldFrom)
    statement = node and source.statement(node)
    indent = statement and source.indent(statement)
    if indent is None or not isinstance(statement, ast.Expr) or statement.value is not node:
        return None
    name = source.free_name('item')
    source.replace(statement,
                   f'for {name} in {source.of(node.value)}:\n{indent}    yield {name}')
    return 'Yield each item in a loop'


def _look_before(source, line, column):
    """except of a class that is missing there: the check that avoids it, else a bare except."""
    name = source.at(line, column, ast.Name)
    attempt = source.at(line, column, ast.Try)
    handler = source.at(line, column, ast.ExceptHandler)
    if name is None or handler is None or attempt is None or handler not in attempt.handlers:
        return None
    checked = _checked(source, attempt, name.id)
    if checked:
        source.replace(attempt, checked)
        return f'Check beforehand instead of catching {name.id}'
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    if handler is not attempt.handlers[-1] or handler.name or name not in types:
        return None
    source.edits.append((source.begin(handler), source.end(handler.type), 'except'))
    return 'Catch everything: exception classes are missing there'


def _checked(source, attempt, exception):
    """`try: x = a / b` `except ZeroDivisionError: x = 0` as one conditional expression, or None."""
    if len(attempt.handlers) != 1 or attempt.handlers[0].name or attempt.orelse or attempt.finalbody or \
            len(attempt.body) != 1 or len(attempt.handlers[0].body) != 1:
        return None
    tried, other = attempt.body[0], attempt.handlers[0].body[0]
    if isinstance(tried, ast.Assign) and isinstance(other, ast.Assign) and \
            [ast.dump(t) for t in tried.targets] == [ast.dump(t) for t in other.targets]:
        start = ' = '.join(source.of(t) for t in tried.targets) + ' = '
    elif isinstance(tried, ast.Return) and isinstance(other, ast.Return) and other.value:
        start = 'return '
    else:
        return None
    value = tried.value
    if exception == 'ZeroDivisionError' and isinstance(value, ast.BinOp) and \
            isinstance(value.op, (ast.Div, ast.FloorDiv, ast.Mod)):
        test = f'{source.of(value.right)} != 0'
    elif exception == 'KeyError' and isinstance(value, ast.Subscript):
        test = f'{source.of(value.slice)} in {source.of(value.value)}'
    elif exception == 'IndexError' and isinstance(value, ast.Subscript) and \
            isinstance(value.slice, ast.Constant) and isinstance(value.slice.value, int):
        test = f'len({source.of(value.value)}) > {value.slice.value}'
    else:
        return None
    return f'{start}{source.of(value)} if {test} else {source.of(other.value)}'


def _name_result(source, line, column):
    """The last thing that a script works out is likely meant as its answer."""
    last = source.tree.body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and \
            isinstance(last.value.func, ast.Name) and last.value.func.id == 'print':
        if len(last.value.args) != 1 or isinstance(last.value.args[0], ast.Starred):
            return None
        answer = source.of(last.value.args[0])
    elif isinstance(last, ast.Expr):
        source.insert(source.begin(last), 'result = ')
        return 'Make the last expression the result'
    elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
        answer = last.targets[0].id
    else:
        return None
    source.insert(source.end(last), f'\nresult = {answer}')
    return f'Make {answer if len(answer) < 30 else "what is printed"} the result'


def _without_builtin(source, line, column):
    name = source.at(line, column, ast.Name)
    call = source.at(line, column, ast.Call)
    if name is None or call is None or call.func is not name or call.keywords:
        return None
    parts = [source.of(a) for a in call.args]
    if name.id == 'next' and len(call.args) == 1 and isinstance(call.args[0], ast.Call) and \
            isinstance(call.args[0].func, ast.Name) and call.args[0].func.id == 'iter' and \
            len(call.args[0].args) == 1:
        source.replace(call, f'list({source.of(call.args[0].args[0])})[0]')
    elif name.id == 'pow' and len(parts) == 2:
        source.replace(call, f'(({parts[0]}) ** ({parts[1]}))')
    elif name.id == 'divmod' and len(parts) == 2:
        source.replace(call, f'(({parts[0]}) // ({parts[1]}), ({parts[0]}) % ({parts[1]}))')
    elif name.id == 'frozenset':
        source.replace(name, 'set')
    else:
        return None
    return f'Do without {name.id}'


_CURES = {
    'import-fails': _drop_import,
    'import': _drop_import,
    'text-rule': _text_rule,
    'lambda': _name_lambda,
    'loader-arguments': _name_arguments,
    'date-format': _format_date,
    'hidden-name': _hand_in,
    'missing-attribute': _plain_datetime,
    'missing-builtin': _without_builtin,
    'missing-exception': _look_before,
    'yield-from': _loop_over_generator,
    'no-result': _name_result,
}
