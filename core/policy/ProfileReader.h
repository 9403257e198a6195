// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "policy/Profile.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace assay {

/// Parses the text of a profile into a JSON object; a key written twice is an error, for one of the
/// two would be lost without a word.
[[nodiscard]] Result<Json> parseProfileText(std::string_view text);

/// Reads one object of a profile key by key. Every key is asked for once, and finish() tells of the
/// first that was missing or of the wrong kind, or of one that nobody asked for.
class ProfileReader
{
public:
    /// `prefix` stands before the keys in errors, such as `refuse.`; `object` must outlive this.
    ProfileReader(const Json &object, std::string prefix);

    void read(const char *key, std::string &value);
    /// One of a few words.
    void read(const char *key, std::string &value, std::initializer_list<const char *> words);
    void read(const char *key, bool &value);
    void read(const char *key, int &value, int least, int most);
    /// A list of texts, none of them empty.
    void read(const char *key, std::vector<std::string> &values);
    void read(const char *key, std::set<std::string> &values);
    /// A list of texts, or "*".
    void read(const char *key, Profile::Names &names);
    /// An object; null after an error.
    [[nodiscard]] const Json *object(const char *key);

    [[nodiscard]] Result<void> finish() const;

private:
    [[nodiscard]] const Json *find(const char *key);
    void expected(const char *key, const std::string &what, const Json &found);
    void fail(std::string text);

    const Json &m_object;
    std::string m_prefix;
    std::vector<std::string> m_known;
    std::string m_problem; ///< the first one
};

} // namespace assay
