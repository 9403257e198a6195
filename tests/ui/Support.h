// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "frames/FrameBuilder.h"

#include <limits>
#include <QSettings>
#include <QTemporaryDir>

namespace assay::test {

/// Keeps a test's settings away from the user's, in a folder that goes with it.
class Isolation
{
public:
    Isolation() { QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path()); }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

inline std::shared_ptr<const Frame> built(FrameBuilder &builder)
{
    auto sealed = builder.build();
    if (!sealed)
        return nullptr;
    const auto bytes = sealed->bytes;
    return Frame::map(std::move(sealed->fd), 0, bytes).value_or(nullptr);
}

/// Three rows of a number, a real and a text, each with something odd in it.
inline std::shared_ptr<const Frame> smallFrame()
{
    const std::vector<std::int64_t> counts{7, 2024, 9'007'199'254'740'993};
    const std::vector<double> prices{1.5, std::numeric_limits<double>::quiet_NaN(), -12345.25};
    const std::vector<std::optional<std::string>> notes{"<b>bold</b>", "\x1b[31mred\nnext", {}};
    FrameBuilder builder(3);
    builder.addInt64("count", counts);
    builder.addFloat64("price", prices);
    builder.addText("note", notes);
    return built(builder);
}

inline std::shared_ptr<const Frame> tallFrame(std::int64_t rows)
{
    const std::vector<std::int64_t> values(std::size_t(rows), 1);
    FrameBuilder builder(rows);
    builder.addInt64("value", values);
    return built(builder);
}

} // namespace assay::test
