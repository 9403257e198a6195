// SPDX-License-Identifier: GPL-3.0-or-later
#include "EmbeddedPython.h"
#include "interpreter/SyntaxTree.h"

#include <QTest>

using namespace assay;

class TestSyntaxTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksInTheOrderOfPython_data();
    void walksInTheOrderOfPython();
    void readsFields();

private:
    EmbeddedPython m_python;
};

namespace {

PyRef parsed(const char *source)
{
    const PyRef ast = PyRef::own(PyImport_ImportModule("ast"));
    return PyRef::own(PyObject_CallMethod(ast.get(), "parse", "s", source));
}

} // namespace

void TestSyntaxTree::walksInTheOrderOfPython_data()
{
    QTest::addColumn<QByteArray>("source");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("expressions") << QByteArray(
        "x = [a + b * -c for a, *b in d if e < f <= g and not h]\n"
        "y = {1: (2, 3), **z}[i:j:k, ...] if (l := m) else f'{n!r:>{o}} {p}'\n"
        "q(r, *s, t=u, **v).w = {1, 2}; del q; assert x, 'text'\n");
    QTest::newRow("statements") << QByteArray(
        "@deco(1)\ndef f(a, /, b: int = 2, *c, d=lambda x: x, **e) -> None:\n"
        "    global g\n    try:\n        yield from h\n    except (A, B) as i:\n"
        "        raise C from D\n    else:\n        pass\n    finally:\n        return\n"
        "class K(L, metaclass=M):\n    z: int = 1\n    async def n(self):\n"
        "        async with o as p, q:\n            await r\n"
        "while s:\n    break\nelse:\n    import t.u as v, w\n"
        "from .x import (y as z)\n");
    QTest::newRow("match") << QByteArray(
        "match a:\n    case [1, *b] | {'k': c, **d}:\n        pass\n"
        "    case K(e, f=None) as g if g > 1:\n        pass\n    case _:\n        pass\n");
    QTest::newRow("try star") << QByteArray("try:\n    a\nexcept* B:\n    c\n");
}

void TestSyntaxTree::walksInTheOrderOfPython()
{
    QFETCH(const QByteArray, source);
    const PyRef tree = parsed(source.constData());
    QVERIFY(tree);
    const PyRef ast = PyRef::own(PyImport_ImportModule("ast"));
    const PyRef all = PyRef::own(PyObject_CallMethod(ast.get(), "walk", "O", tree.get()));
    const PyRef list = PyRef::own(PySequence_List(all.get()));

    SyntaxTree syntax;
    const std::vector<PyObject *> nodes = syntax.walk(tree.get());
    std::size_t next = 0;
    for (Py_ssize_t item = 0; item < PyList_GET_SIZE(list.get()); ++item) {
        PyObject *node = PyList_GET_ITEM(list.get(), item);
        const PyRef fields = PyRef::own(PyObject_GetAttrString(node, "_fields"));
        // Operators and contexts, which hold nothing, are the only nodes left out.
        if (next < nodes.size() && nodes[next] == node)
            ++next;
        else
            QCOMPARE(PyTuple_GET_SIZE(fields.get()), Py_ssize_t(0));
    }
    QCOMPARE(next, nodes.size());
}

void TestSyntaxTree::readsFields()
{
    const PyRef tree = parsed("é = b.__c__\n");
    SyntaxTree syntax;
    const std::vector<PyObject *> nodes = syntax.walk(tree.get());
    QCOMPARE(nodes.size(), std::size_t(5));
    QCOMPARE(syntax.kind(nodes[2]), SyntaxTree::Kind::Name);
    QCOMPARE(SyntaxTree::text(syntax.id(nodes[2])), std::string_view("é"));
    QCOMPARE(syntax.kind(nodes[3]), SyntaxTree::Kind::Attribute);
    QCOMPARE(SyntaxTree::text(syntax.attribute(nodes[3])), std::string_view("__c__"));
    QCOMPARE(syntax.id(nodes[3]), nullptr);
    QCOMPARE(SyntaxTree::place(nodes[3]).column, 5);
    QCOMPARE(SyntaxTree::place(nodes[3]).endColumn, 12);
    QVERIFY(!PyErr_Occurred());
}

QTEST_APPLESS_MAIN(TestSyntaxTree)
#include "tst_SyntaxTree.moc"
