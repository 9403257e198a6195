// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Writes a file that takes the place of another only once it is whole: until commit() its bytes lie in a
/// hidden file in the same folder, which is gone with this object. Errors name the file and say what to do.
/// Thread: any one at a time.
class AtomicFileWriter
{
public:
    enum class Readers {
        User,  ///< for the user alone
        Usual, ///< as the umask has it; a file that is replaced keeps its permissions
    };

    /// The folder must be there. A link is followed: it is its target that is replaced.
    [[nodiscard]] static Result<AtomicFileWriter> open(const std::string &path, Readers readers);
    AtomicFileWriter(AtomicFileWriter &&other) noexcept;
    AtomicFileWriter &operator=(AtomicFileWriter &&) = delete;
    ~AtomicFileWriter();

    [[nodiscard]] Result<void> write(std::string_view bytes);
    /// Once all is written. Afterwards nothing more may be.
    [[nodiscard]] Result<void> commit();

    /// For a library that writes a file itself: where, and the same file, open for writing.
    [[nodiscard]] const std::string &halfPath() const { return m_half; }
    [[nodiscard]] int fd() const { return m_file.get(); }
    /// What such a failure is called, by errno.
    [[nodiscard]] tl::unexpected<Error> failed(int number) const;

private:
    AtomicFileWriter() = default;

    std::string m_asked; ///< the path as it was given
    std::string m_path;  ///< no link
    std::string m_half;  ///< empty: there is none
    std::optional<unsigned> m_mode; ///< permissions of the file that is replaced
    UniqueFd m_file;
};

/// Puts `bytes` in the place of a file, for the user alone to read, and makes its folder where it is
/// not there. Whatever happens, the file is afterwards whole: the old one or the new one.
[[nodiscard]] Result<void> writeAtomically(const std::string &path, std::string_view bytes);

} // namespace assay
