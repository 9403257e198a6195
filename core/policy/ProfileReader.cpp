// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/ProfileReader.h"

#include <algorithm>
#include <utility>

namespace assay {

namespace {

std::string nameOfType(const Json &value)
{
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::object:
        return "an object";
    case Json::value_t::array:
        return "a list";
    case Json::value_t::string:
        return "the text " + value.dump();
    case Json::value_t::boolean:
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
        return value.dump();
    case Json::value_t::binary:
    case Json::value_t::discarded:
        break;
    }
    return "nothing";
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool isListOfTexts(const Json &value)
{
    return value.is_array() && std::ranges::all_of(value, [](const Json &item) {
               return item.is_string() && !item.get_ref<const std::string &>().empty();
           });
}

} // namespace

Result<Json> parseProfileText(std::string_view text)
{
    std::vector<std::set<std::string>> keys;
    std::string twice;
    const auto watch = [&](int, Json::parse_event_t event, Json &value) {
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            keys.pop_back();
        else if (event == Json::parse_event_t::key &&
                 !keys.back().insert(value.get<std::string>()).second && twice.empty())
            twice = value.get<std::string>();
        return true;
    };
    try {
        Json json = Json::parse(text, watch);
        if (!twice.empty())
            return failure(ErrorCode::InvalidInput,
                           "Profile: key `" + twice + "` stands twice; keep one of them.");
        if (!json.is_object())
            return failure(ErrorCode::InvalidInput,
                           "Profile: expected an object with keys, found " + nameOfType(json) +
                               ".");
        return json;
    } catch (const Json::exception &problem) {
        return failure(ErrorCode::InvalidInput, "Profile: this is not JSON.", problem.what());
    }
}

ProfileReader::ProfileReader(const Json &object, std::string prefix)
    : m_object(object)
    , m_prefix(std::move(prefix))
{
}

void ProfileReader::read(const char *key, std::string &value)
{
    const Json *found = find(key);
    if (found && found->is_string())
        value = found->get<std::string>();
    else if (found)
        expected(key, "a text", *found);
}

void ProfileReader::read(const char *key, std::string &value,
                         std::initializer_list<const char *> words)
{
    const Json *found = find(key);
    if (!found)
        return;
    std::string choices;
    for (const char *word : words) {
        if (*found == word)
            value = word;
        choices += (choices.empty() ? "\"" : " or \"") + std::string(word) + "\"";
    }
    if (value.empty())
        expected(key, choices, *found);
}

void ProfileReader::read(const char *key, bool &value)
{
    const Json *found = find(key);
    if (found && found->is_boolean())
        value = found->get<bool>();
    else if (found)
        expected(key, "true or false", *found);
}

void ProfileReader::read(const char *key, int &value, int least, int most)
{
    const Json *found = find(key);
    if (!found)
        return;
    // Compared as a double first: the number in the file may be larger than any integer.
    const double number = found->is_number_integer() ? found->get<double>() : -1;
    if (number >= least && number <= most)
        value = found->get<int>();
    else
        expected(key,
                 "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                 *found);
}

void ProfileReader::read(const char *key, std::vector<std::string> &values)
{
    const Json *found = find(key);
    if (found && isListOfTexts(*found))
        values = found->get<std::vector<std::string>>();
    else if (found)
        expected(key, "a list of texts, none of them empty", *found);
}

void ProfileReader::read(const char *key, std::set<std::string> &values)
{
    std::vector<std::string> list;
    read(key, list);
    values = {list.begin(), list.end()};
}

void ProfileReader::read(const char *key, Profile::Names &names)
{
    const Json *found = find(key);
    if (!found)
        return;
    names.all = *found == "*";
    if (isListOfTexts(*found))
        names.names = found->get<std::vector<std::string>>();
    else if (!names.all)
        expected(key, "a list of names or \"*\"", *found);
}

const Json *ProfileReader::object(const char *key)
{
    const Json *found = find(key);
    if (found && !found->is_object())
        expected(key, "an object", *found);
    return found;
}

Result<void> ProfileReader::finish() const
{
    const auto isUnknown = [this](const auto &item) {
        return std::ranges::find(m_known, item.key()) == m_known.end();
    };
    // An unknown key comes first: it is often the misspelling of the one that is missing.
    for (const auto &item : m_object.items()) {
        if (isUnknown(item))
            return failure(ErrorCode::InvalidInput, "Profile: key `" + m_prefix + item.key() +
                                                        "` is unknown; the keys here are " +
                                                        joined(m_known) + ".");
    }
    if (!m_problem.empty())
        return failure(ErrorCode::InvalidInput, m_problem);
    return {};
}

const Json *ProfileReader::find(const char *key)
{
    m_known.emplace_back(key);
    const auto found = m_object.find(key);
    if (found != m_object.end())
        return &*found;
    fail("Profile: key `" + m_prefix + key + "` is missing.");
    return nullptr;
}

void ProfileReader::expected(const char *key, const std::string &what, const Json &found)
{
    fail("Profile: key `" + m_prefix + key + "` must be " + what + ", not " + nameOfType(found) +
         ".");
}

void ProfileReader::fail(std::string text)
{
    if (m_problem.empty())
        m_problem = std::move(text);
}

} // namespace assay
