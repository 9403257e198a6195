// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/EngineMessages.h"

#include "protocol/Wire.h"

namespace assay {
namespace {

using wire::Fields;

constexpr std::int64_t anyId = INT64_MAX;
constexpr std::int64_t maxBytes = 1LL << 46;
constexpr std::int64_t maxSeconds = 1LL << 31;

template <typename T>
Result<T> finished(const Fields &fields, T message)
{
    if (fields.failed())
        return fields.error();
    return message;
}

Json toJson(const PrepareRequest &request)
{
    Json json = wire::message("prepare");
    json["id"] = request.id;
    json["memory"] = request.memoryBytes;
    json["result"] = request.resultBytes;
    json["cpu"] = request.cpuSeconds;
    return json;
}

Result<PrepareRequest> readPrepare(Fields fields)
{
    PrepareRequest request;
    request.id = fields.integer("id", 1, anyId);
    request.memoryBytes = fields.integer("memory", 1, maxBytes);
    request.resultBytes = fields.integer("result", 1, maxBytes);
    request.cpuSeconds = fields.integer("cpu", 1, maxSeconds);
    return finished(fields, request);
}

Json toJson(const AttackRequest &)
{
    return wire::message("attack");
}

Json toJson(const Hello &hello)
{
    Json json = wire::message("hello");
    json["python"] = hello.python;
    json["pandas"] = hello.pandas;
    json["numpy"] = hello.numpy;
    json["problem"] = hello.problem;
    json["layers"] = Json::array();
    for (const LayerText &layer : hello.layers)
        json["layers"].push_back(
            {{"name", layer.name}, {"state", layer.state}, {"detail", layer.detail}});
    return json;
}

Result<Hello> readHello(Fields fields)
{
    Hello hello{fields.text("python"),
                fields.text("pandas"),
                fields.text("numpy"),
                fields.text("problem"),
                {}};
    for (const Json &element : fields.list("layers")) {
        Fields layer(element);
        hello.layers.push_back({layer.text("name"), layer.text("state"), layer.text("detail")});
        if (layer.failed())
            return layer.error();
    }
    return finished(fields, std::move(hello));
}

Json toJson(const Prepared &prepared)
{
    Json json = wire::message("prepared");
    json["id"] = prepared.id;
    return json;
}

Result<Prepared> readPrepared(Fields fields)
{
    const Prepared prepared{fields.integer("id", 1, anyId)};
    return finished(fields, prepared);
}

Json toJson(const PrepareFailed &failed)
{
    Json json = wire::message("prepare-failed");
    json["id"] = failed.id;
    json["text"] = failed.text;
    return json;
}

Result<PrepareFailed> readPrepareFailed(Fields fields)
{
    PrepareFailed failed{fields.integer("id", 1, anyId), fields.text("text")};
    return finished(fields, std::move(failed));
}

Json toJson(const Ended &ended)
{
    Json json = wire::message("ended");
    json["id"] = ended.id;
    json["exit"] = ended.exitCode;
    json["signal"] = ended.signal;
    json["peak"] = ended.peakBytes;
    json["call"] = ended.forbiddenCall;
    json["confined"] = ended.wasConfined;
    return json;
}

Result<Ended> readEnded(Fields fields)
{
    Ended ended;
    ended.id = fields.integer("id", 1, anyId);
    ended.exitCode = static_cast<int>(fields.integer("exit", 0, 255));
    ended.signal = static_cast<int>(fields.integer("signal", 0, 64));
    ended.peakBytes = fields.integer("peak", 0, maxBytes);
    ended.forbiddenCall = fields.text("call");
    ended.wasConfined = fields.flag("confined");
    return finished(fields, std::move(ended));
}

Json toJson(const AttacksDone &done)
{
    Json json = wire::message("attacked");
    json["problem"] = done.problem;
    json["attacks"] = Json::array();
    for (const AttackText &attack : done.attacks)
        json["attacks"].push_back({{"name", attack.name},
                                   {"layer", attack.layer},
                                   {"blocked", attack.blocked},
                                   {"tried", attack.tried}});
    return json;
}

Result<AttacksDone> readAttacksDone(Fields fields)
{
    AttacksDone done{fields.text("problem"), {}};
    for (const Json &element : fields.list("attacks")) {
        Fields attack(element);
        done.attacks.push_back({attack.text("name"), attack.text("layer"), attack.flag("blocked"),
                                attack.flag("tried")});
        if (attack.failed())
            return attack.error();
    }
    return finished(fields, std::move(done));
}

tl::unexpected<Error> unknownType(const Json &json)
{
    return failure(ErrorCode::Protocol, "malformed message: unknown type",
                   json["t"].get<std::string>().substr(0, 40));
}

} // namespace

std::vector<std::uint8_t> encode(const ToEngine &message)
{
    return wire::encode(std::visit([](const auto &content) { return toJson(content); }, message));
}

std::vector<std::uint8_t> encode(const FromEngine &message)
{
    return wire::encode(std::visit([](const auto &content) { return toJson(content); }, message));
}

Result<ToEngine> decodeToEngine(const std::vector<std::uint8_t> &bytes)
{
    const Result<Json> json = wire::decode(bytes, wire::Sender::Host);
    if (!json)
        return tl::unexpected(json.error());
    if ((*json)["t"] == "prepare")
        return readPrepare(Fields(*json));
    if ((*json)["t"] == "attack")
        return AttackRequest{};
    return unknownType(*json);
}

Result<FromEngine> decodeFromEngine(const std::vector<std::uint8_t> &bytes)
{
    const Result<Json> json = wire::decode(bytes, wire::Sender::Process);
    if (!json)
        return tl::unexpected(json.error());
    const Json &type = (*json)["t"];
    if (type == "hello")
        return readHello(Fields(*json));
    if (type == "prepared")
        return readPrepared(Fields(*json));
    if (type == "prepare-failed")
        return readPrepareFailed(Fields(*json));
    if (type == "ended")
        return readEnded(Fields(*json));
    if (type == "attacked")
        return readAttacksDone(Fields(*json));
    return unknownType(*json);
}

} // namespace assay
