// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"
#include "interpreter/RunChannel.h"

namespace assay {

/// The function behind load_trades, load_balances and load_snapshots: asks the host, and hands its
/// answer to Python. A frame is mapped copy-on-write, so a script that changes a loaded frame
/// changes only its own.
class Loader
{
public:
    /// `channel` must outlive this, and this the interpreter's use of function().
    explicit Loader(RunChannel &channel)
        : m_channel(channel)
    {
    }

    /// `load(what, days, filters)` as a Python callable; `filters` a dict by the loader's keywords.
    [[nodiscard]] PyRef function();

private:
    static PyObject *call(PyObject *self, PyObject *arguments);
    PyObject *load(const LoadRequest &request);

    RunChannel &m_channel;
};

} // namespace assay
