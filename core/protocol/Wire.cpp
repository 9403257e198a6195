// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Wire.h"

#include "protocol/CborReader.h"

namespace assay::wire {
namespace {

constexpr std::size_t maxProcessKeys = 64;
constexpr std::size_t maxHostKeys = 1'000'000;

/// Reads events only to see how deep they nest and how many keys an object has.
class ShapeGuard final : public nlohmann::json_sax<Json>
{
public:
    explicit ShapeGuard(std::size_t maxKeys)
        : m_maxKeys(maxKeys)
    {
    }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(Json::number_integer_t) override { return true; }
    bool number_unsigned(Json::number_unsigned_t) override { return true; }
    bool number_float(Json::number_float_t, const Json::string_t &) override { return true; }
    bool string(Json::string_t &) override { return true; }
    bool binary(Json::binary_t &) override { return true; }
    bool key(Json::string_t &) override { return ++m_keys.back() <= m_maxKeys; }
    bool start_object(std::size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string &, const Json::exception &) override
    {
        return false;
    }

private:
    bool open()
    {
        m_keys.push_back(0);
        return m_keys.size() <= std::size_t(maxDepth);
    }
    bool close()
    {
        m_keys.pop_back();
        return true;
    }

    std::size_t m_maxKeys;
    std::vector<std::size_t> m_keys; ///< of each open container
};

tl::unexpected<Error> malformed(const char *what)
{
    return failure(ErrorCode::Protocol, std::string("malformed message: ") + what);
}

} // namespace

Json message(std::string_view type)
{
    return Json{{"v", version}, {"t", type}};
}

std::vector<std::uint8_t> encode(const Json &message)
{
    return Json::to_cbor(message);
}

Result<Json> decode(const std::vector<std::uint8_t> &bytes, Sender sender)
{
    // nlohmann's reader recurses inside texts of indefinite length, before any callback: such are
    // refused first, by a reader that never recurses.
    CborReader shape({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    if (!shape.skip() || !shape.atEnd())
        return malformed("not CBOR of definite lengths");
    ShapeGuard guard(sender == Sender::Host ? maxHostKeys : maxProcessKeys);
    if (!Json::sax_parse(bytes, &guard, nlohmann::detail::input_format_t::cbor))
        return malformed("not CBOR, or nested too deeply");
    Json decoded = Json::from_cbor(bytes, true, false);
    if (!decoded.is_object())
        return malformed("not an object");
    const auto stated = decoded.find("v");
    if (stated == decoded.end() || *stated != version)
        return malformed("another protocol version");
    const auto type = decoded.find("t");
    if (type == decoded.end() || !type->is_string())
        return malformed("no type");
    return decoded;
}

bool isSaneJson(const std::string &text)
{
    ShapeGuard guard(maxHostKeys);
    return Json::sax_parse(text, &guard);
}

const Json *Fields::find(const char *key)
{
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

std::string Fields::text(const char *key)
{
    const Json *found = find(key);
    if (found != nullptr && found->is_string())
        return found->get<std::string>();
    m_wrong = m_wrong.empty() ? key : m_wrong;
    return {};
}

std::int64_t Fields::integer(const char *key, std::int64_t low, std::int64_t high)
{
    const Json *found = find(key);
    if (found != nullptr && found->is_number_integer()) {
        const bool fits =
            !found->is_number_unsigned() || found->get<std::uint64_t>() <= std::uint64_t(INT64_MAX);
        const auto number = found->get<std::int64_t>();
        if (fits && number >= low && number <= high)
            return number;
    }
    m_wrong = m_wrong.empty() ? key : m_wrong;
    return low;
}

bool Fields::flag(const char *key)
{
    const Json *found = find(key);
    if (found != nullptr && found->is_boolean())
        return found->get<bool>();
    m_wrong = m_wrong.empty() ? key : m_wrong;
    return false;
}

Json Fields::value(const char *key) const
{
    const auto found = m_object.find(key);
    return found == m_object.end() ? Json() : *found;
}

const Json::array_t &Fields::list(const char *key)
{
    static const Json::array_t none;
    const Json *found = find(key);
    if (found != nullptr && found->is_array())
        return found->get_ref<const Json::array_t &>();
    m_wrong = m_wrong.empty() ? key : m_wrong;
    return none;
}

tl::unexpected<Error> Fields::error() const
{
    return failure(ErrorCode::Protocol, "malformed message: wrong field '" + m_wrong + "'");
}

} // namespace assay::wire
