// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Wire.h"

#include "protocol/CborReader.h"

#include <limits>

namespace assay::wire {
namespace {

constexpr std::size_t depth = maxDepth;
/// A report with all its findings has fewer items; each costs the reader many times its one byte.
constexpr CborBounds processBounds{depth, 64, 250'000};
constexpr CborBounds hostBounds{depth, 1'000'000, std::numeric_limits<std::size_t>::max()};

/// Reads a JSON text's events only to see how deep they nest.
class DepthGuard final : public nlohmann::json_sax<Json>
{
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(Json::number_integer_t) override { return true; }
    bool number_unsigned(Json::number_unsigned_t) override { return true; }
    bool number_float(Json::number_float_t, const Json::string_t &) override { return true; }
    bool string(Json::string_t &) override { return true; }
    bool binary(Json::binary_t &) override { return true; }
    bool key(Json::string_t &) override { return true; }
    bool start_object(std::size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string &, const Json::exception &) override
    {
        return false;
    }

private:
    bool open() { return ++m_depth <= depth; }
    bool close()
    {
        --m_depth;
        return true;
    }

    std::size_t m_depth = 0;
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
    // Looked over by a reader of our own first: nlohmann's recurses without limit, even below a
    // callback (a chunked text may open a chunked text).
    CborReader shape({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    if (!shape.skipWithin(sender == Sender::Host ? hostBounds : processBounds))
        return malformed("not CBOR, nested too deeply, or too many values");
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
    DepthGuard guard;
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
