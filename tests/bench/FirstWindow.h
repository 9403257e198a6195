// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <xcb/xcb.h>

namespace assay {

/// Watches the X server for the first real window that is shown from now on. One for the whole
/// program: a server without any client starts anew.
class FirstWindow
{
public:
    /// Exits the program where there is no X server.
    FirstWindow();

    /// What was shown until now doesn't count.
    void forget();
    /// Waits until one is shown; false after ten seconds without one.
    [[nodiscard]] bool wait();

private:
    struct Disconnect
    {
        void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
    };

    /// One of a program's size, not the helper windows that toolkits make.
    [[nodiscard]] bool isReal(xcb_window_t window);

    std::unique_ptr<xcb_connection_t, Disconnect> m_connection;
};

} // namespace assay
