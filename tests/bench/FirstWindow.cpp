// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/FirstWindow.h"

#include <cstdio>
#include <cstdlib>
#include <poll.h>

namespace assay {
namespace {

constexpr int patienceMilliseconds = 10'000;
constexpr int leastWidth = 200;

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

} // namespace

FirstWindow::FirstWindow()
    : m_connection(xcb_connect(nullptr, nullptr))
{
    if (xcb_connection_has_error(m_connection.get()) != 0) {
        std::fputs("bench_window needs an X server (DISPLAY)\n", stderr);
        std::exit(1);
    }
    const xcb_screen_t *screen =
        xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data;
    const std::uint32_t events = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
    xcb_change_window_attributes(m_connection.get(), screen->root, XCB_CW_EVENT_MASK, &events);
    // Its answer says that the server has heard of the wish.
    const Owned<xcb_get_input_focus_reply_t> heard(xcb_get_input_focus_reply(
        m_connection.get(), xcb_get_input_focus(m_connection.get()), nullptr));
}

void FirstWindow::forget()
{
    while (const Owned<xcb_generic_event_t> event{xcb_poll_for_event(m_connection.get())}) {
    }
}

bool FirstWindow::wait()
{
    constexpr int eventKind = 0x7f;
    pollfd server{xcb_get_file_descriptor(m_connection.get()), POLLIN, 0};
    do {
        while (const Owned<xcb_generic_event_t> event{xcb_poll_for_event(m_connection.get())}) {
            if ((event->response_type & eventKind) != XCB_MAP_NOTIFY)
                continue;
            const auto *mapped = reinterpret_cast<const xcb_map_notify_event_t *>(event.get());
            if (mapped->override_redirect == 0 && isReal(mapped->window))
                return true;
        }
    } while (poll(&server, 1, patienceMilliseconds) > 0);
    return false;
}

bool FirstWindow::isReal(xcb_window_t window)
{
    const Owned<xcb_get_geometry_reply_t> geometry(xcb_get_geometry_reply(
        m_connection.get(), xcb_get_geometry(m_connection.get(), window), nullptr));
    return geometry && geometry->width >= leastWidth;
}

} // namespace assay
