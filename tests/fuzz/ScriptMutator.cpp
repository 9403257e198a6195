// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/ScriptMutator.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {
namespace {

/// What the rules look for, what Python reads oddly, and what text tools stumble over.
const QStringList tokens{
    u"os."_s, u"SYS."_s, u"pos."_s, u"lambda x: x"_s, u"eval("_s, u"open ("_s, u"getattr("_s, u"__class__"_s, u"__builtins__"_s,
    u"import os"_s, u"import pandas as pd"_s, u"from json import dumps"_s, u"from . import x"_s, u"import numpy.linalg"_s,
    u"async def f(): await g()"_s, u"yield from x"_s, u"global result"_s, u"nonlocal x"_s, u"class A: pass"_s, u"next(iter([1]))"_s,
    u"except ValueError:"_s, u"raise"_s, u"return"_s, u"match x:\n    case 1: pass"_s, u"try:\n    x\nexcept* A: pass"_s,
    u"f'{x:%Y}'"_s, u"f'{{}}'"_s, u"'''"_s, u"\""_s, u"#"_s, u"\\\n"_s, u"\t"_s, u"\f"_s, u"\r"_s, u"\r\n"_s, u";"_s, u":"_s, u":="_s, u"->"_s, u"**"_s,
    u"("_s, u")"_s, u"["_s, u"]"_s, u"{"_s, u"}"_s, u"@"_s, u"…"_s, u"İ"_s, u"ſ"_s, u"ﬁ"_s, u"é"_s, u"e\u0301"_s, u"\u202e"_s, u"\u2028"_s,
    u"\ufeff"_s, u"\u00a0"_s, u"𝕠𝕤."_s, u"ｏｓ."_s, u"😀"_s, u"0x"_s, u"1_"_s, u"1e999"_s, u"0777"_s, u"b'é'"_s, u"None = 1"_s, u"*a, b"_s,
    u"result ="_s, u"result = 1/0"_s, u"load_trades(7)"_s, u"load_trades(days=7)"_s, u"datetime.now().strftime('%Y')"_s,
    u"del result"_s, u"print("_s, u"while False: pass"_s, u"1 if x else"_s, u"# -*- coding: latin-1 -*-"_s,
    QString(QChar(u'\0')), QString(QChar(char16_t(0xd800))), QString(QChar(char16_t(0xdc00)))};

} // namespace

ScriptMutator::ScriptMutator(QStringList scripts, quint64 seed)
    : m_scripts(std::move(scripts))
    , m_random(seed)
{
}

QString ScriptMutator::next()
{
    QString script = any(m_scripts);
    const qsizetype kind = below(10);
    for (qsizetype changes = below(4); changes > 0 && kind < 9; --changes)
        kind < 5 ? exchangeLines(script) : damage(script);
    if (kind == 9)
        burden(script);
    return script;
}

qsizetype ScriptMutator::below(qsizetype end)
{
    return end <= 0 ? 0 : qsizetype(m_random() % quint64(end));
}

const QString &ScriptMutator::any(const QStringList &texts)
{
    return texts[below(texts.size())];
}

void ScriptMutator::exchangeLines(QString &script)
{
    QStringList lines = script.split(u'\n');
    const QStringList others = any(m_scripts).split(u'\n');
    const qsizetype at = below(lines.size());
    switch (below(4)) {
    case 0:
        lines.removeAt(at);
        break;
    case 1:
        lines.insert(at, any(others));
        break;
    case 2:
        lines.swapItemsAt(at, below(lines.size()));
        break;
    default:
        lines = lines.mid(0, at) + others.mid(below(others.size()));
    }
    script = lines.join(u'\n');
}

void ScriptMutator::damage(QString &script)
{
    const qsizetype at = below(script.size() + 1);
    switch (below(4)) {
    case 0:
        script.remove(at, 1 + below(8));
        break;
    case 1:
        script.insert(at, script.mid(below(script.size()), 1 + below(20)));
        break;
    case 2:
        script.replace(at, 1, QChar(char16_t(m_random())));
        break;
    default:
        script.insert(at, any(tokens));
    }
}

void ScriptMutator::burden(QString &script)
{
    const qsizetype times = qsizetype(1) << (4 + below(10));
    const QString token = any(tokens);
    script.insert(below(script.size() + 1), token.repeated(times));
    if (below(2) == 0)
        script = QStringLiteral("(").repeated(times) + script + QStringLiteral(")").repeated(times);
}

} // namespace assay
