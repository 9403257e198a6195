# SPDX-License-Identifier: GPL-3.0-or-later
"""The bot's rules for a script, as plainly as Python says them: what Assay's verdict is timed beside.

bot_validator.py FILE: prints the seconds that each of twenty answers took.
"""
import ast
import sys
import time

PATTERNS = ['import os', 'import sys', 'import subprocess', 'import socket', 'import requests',
            'import urllib', 'open(', 'file(', 'exec(', 'eval(', 'compile(', '__import__', 'globals(',
            'locals(', 'vars(', 'getattr(', 'setattr(', 'delattr(', 'input(', 'raw_input(', 'os.',
            'sys.', 'subprocess.', 'socket.', 'requests.', 'urllib.', '__builtins__', '__code__',
            '__globals__', 'lambda', 'yield from']
MODULES = {'pandas', 'numpy', 'datetime', 'timedelta', 'math', 'statistics', 'collections',
           'itertools', 'functools', 'decimal', 'json'}
NAMES = set('__builtins__ __import__ exec eval compile open file input raw_input globals locals vars '
            'dir getattr setattr delattr hasattr exit quit help copyright license credits memoryview '
            'bytes bytearray'.split())
ATTRIBUTES = set('__class__ __base__ __subclasses__ __mro__ __dict__ __code__ __globals__ __closure__ '
                 'func_globals func_code gi_code gi_frame'.split())


def message_of(code):
    if not code.strip():
        return 'Code cannot be empty'
    lower = code.lower()
    for pattern in PATTERNS:
        if pattern.lower() in lower:
            return f'Forbidden pattern detected: {pattern}'
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        return f'Syntax error: {error}'
    for node in ast.walk(tree):
        message = message_of_node(node)
        if message:
            return message
    return ''


def message_of_node(node):
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name not in MODULES:
                return f'Import not allowed: {alias.name}'
    elif isinstance(node, ast.ImportFrom):
        if node.module and node.module not in MODULES:
            return f'Import not allowed: {node.module}'
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
        return f'Forbidden function: {node.func.id}'
    elif isinstance(node, ast.Name) and node.id in NAMES:
        return f'Forbidden name: {node.id}'
    elif isinstance(node, ast.Attribute):
        if node.attr in ATTRIBUTES:
            return f'Forbidden attribute: {node.attr}'
        if node.attr.startswith('__') and node.attr.endswith('__'):
            return f'Forbidden dunder attribute: {node.attr}'
    elif isinstance(node, ast.Lambda):
        return 'Lambda functions are not allowed'
    elif isinstance(node, (ast.AsyncFunctionDef, ast.Await)):
        return 'Async functions are not allowed in user code'
    elif isinstance(node, ast.YieldFrom):
        return 'yield from is not allowed'
    return ''


with open(sys.argv[1], encoding='utf-8') as script:
    TEXT = script.read()
for _ in range(20):
    started = time.perf_counter()
    if message_of(TEXT):
        sys.exit('the script is refused')
    print(time.perf_counter() - started)
