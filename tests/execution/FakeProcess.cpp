// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/FakeProcess.h"

#include "protocol/Packet.h"
#include "protocol/RunMessages.h"
#include "protocol/Wire.h"

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <map>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace assay::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Tells the host something; a host that has hung up ends the play.
void say(const FakeEnds &ends, const Bytes &bytes, const std::vector<int> &files = {})
{
    if (!packets::send(ends.channel, bytes, files))
        _exit(3);
}

void say(const FakeEnds &ends, const FromRun &message)
{
    say(ends, encode(message));
}

RunReport answer()
{
    RunReport report;
    report.kind = "value";
    report.type = "int";
    report.text = "42";
    report.json = "42";
    report.isSet = true;
    return report;
}

RunReport frameOf(std::int64_t bytes)
{
    RunReport report = answer();
    report.kind = "frame";
    report.frameBytes = bytes;
    return report;
}

[[noreturn]] void linger()
{
    for (;;)
        pause();
}

void sayJson(const FakeEnds &ends, const Json &json)
{
    say(ends, wire::encode(json));
}

Json reportWith(const char *key, const Json &value)
{
    Json json = Json::from_cbor(encode(FromRun(answer())));
    json[key] = value;
    return json;
}

void mapAreaAndKeepIt(const FakeEnds &ends)
{
    void *const area = mmap(nullptr, static_cast<std::size_t>(ends.areaBytes),
                            PROT_READ | PROT_WRITE, MAP_SHARED, ends.area, 0);
    if (area == MAP_FAILED)
        _exit(4);
}

void loadForEver(const FakeEnds &ends)
{
    for (;;)
        say(ends, LoadRequest{});
}

void loadOften(const FakeEnds &ends)
{
    std::size_t refused = 0;
    constexpr int asked = 1000;
    for (int i = 0; i < asked; ++i) {
        say(ends, LoadRequest{LoadRequest::What::Balances, {}, {}, {}});
        Packet packet;
        (void)packets::receive(ends.channel, packet);
        const Result<ToRun> message = decodeToRun(packet.bytes);
        const auto *reply = message ? std::get_if<LoadReply>(&*message) : nullptr;
        refused += reply != nullptr && reply->error.find("too many") != std::string::npos ? 1 : 0;
    }
    RunReport report = answer();
    report.text = std::to_string(refused);
    say(ends, report);
}

void writeToArea(const FakeEnds &ends, const Bytes &bytes)
{
    if (pwrite(ends.area, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        _exit(5);
}

void floodOutput(const FakeEnds &ends)
{
    const std::string line(1 << 16, 'x');
    for (;;)
        if (write(ends.output, line.data(), line.size()) < 0)
            _exit(6);
}

/// A message that is small where it lies and large where it is read.
void bloatedMessage(const FakeEnds &ends)
{
    Json json = reportWith("more", Json::array());
    json["more"] = Json::array_t(1U << 20, Json::array());
    const Bytes bytes = wire::encode(json);
    writeToArea(ends, bytes);
    say(ends, InArea{0, static_cast<std::int64_t>(bytes.size())});
}

void longRequest(const FakeEnds &ends)
{
    const Bytes bytes =
        encode(FromRun(LoadRequest{LoadRequest::What::Trades, {}, std::string(1U << 20, 'x'), {}}));
    writeToArea(ends, bytes);
    for (;;)
        say(ends, InArea{0, static_cast<std::int64_t>(bytes.size())});
}

void noticeOfNotice(const FakeEnds &ends)
{
    const Bytes bytes = encode(FromRun(InArea{0, 16}));
    writeToArea(ends, bytes);
    say(ends, InArea{0, static_cast<std::int64_t>(bytes.size())});
}

void sendFiles(const FakeEnds &ends)
{
    const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (int i = 0; i < 3; ++i) {
        say(ends, encode(FromRun(LoadRequest{})), std::vector<int>(packets::maxFiles, null));
        Packet reply; // left unread, it would take the answer along when this process ends
        (void)packets::receive(ends.channel, reply);
    }
    say(ends, answer());
}

using Part = std::function<void(const FakeEnds &)>;

const std::map<std::string, Part> &parts()
{
    constexpr std::int64_t beyond = 1LL << 40;
    static const std::map<std::string, Part> all{
        {"double-reply",
         [](const FakeEnds &ends) {
             say(ends, answer());
             RunReport second = answer();
             second.text = "43";
             say(ends, second);
         }},
        {"late-reply",
         [](const FakeEnds &ends) {
             signal(SIGTERM, SIG_IGN);
             usleep(400'000);
             say(ends, answer());
         }},
        {"lying-frame-length", [](const FakeEnds &ends) { say(ends, frameOf(beyond)); }},
        {"empty-frame", [](const FakeEnds &ends) { say(ends, frameOf(4096)); }},
        {"lying-offset",
         [](const FakeEnds &ends) {
             say(ends, InArea{beyond, 100});
         }},
        {"lying-length",
         [](const FakeEnds &ends) {
             say(ends, InArea{0, beyond});
         }},
        {"notice-of-notice", noticeOfNotice},
        {"bloated-message", bloatedMessage},
        {"long-request", longRequest},
        {"wrong-type", [](const FakeEnds &ends) { sayJson(ends, reportWith("line", "seven")); }},
        {"wrong-end", [](const FakeEnds &ends) { sayJson(ends, reportWith("end", "bliss")); }},
        {"wrong-version", [](const FakeEnds &ends) { sayJson(ends, reportWith("v", 99)); }},
        {"insane-json",
         [](const FakeEnds &ends) {
             RunReport report = answer();
             report.json = std::string(50'000, '[');
             say(ends, report);
         }},
        {"unknown-message", [](const FakeEnds &ends) { sayJson(ends, wire::message("hello")); }},
        {"unasked-verdict",
         [](const FakeEnds &ends) {
             say(ends, CheckReport{1, {}});
         }},
        {"deep-message", [](const FakeEnds &ends) { say(ends, Bytes(90'000, 0x81)); }},
        {"chunked-message", [](const FakeEnds &ends) { say(ends, Bytes(90'000, 0x7f)); }},
        {"noise",
         [](const FakeEnds &ends) {
             say(ends, Bytes{0xff, 0x00, 0x13});
         }},
        {"keeps-area",
         [](const FakeEnds &ends) {
             mapAreaAndKeepIt(ends);
             say(ends, frameOf(4096));
             linger();
         }},
        {"truncates-area",
         [](const FakeEnds &ends) {
             (void)ftruncate(ends.area, 0);
             say(ends, frameOf(4096));
         }},
        {"punches-area",
         [](const FakeEnds &ends) {
             say(ends, frameOf(4096));
             for (;;)
                 (void)fallocate(ends.area, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096);
         }},
        {"flood-messages", loadForEver},
        {"never-reads", loadForEver},
        {"flood-output", floodOutput},
        {"sends-files", sendFiles},
        {"asks-1000-loads", loadOften},
        {"dies", [](const FakeEnds &) { raise(SIGSEGV); }},
        {"exits", [](const FakeEnds &) { _exit(9); }},
        {"closes-channel",
         [](const FakeEnds &ends) {
             close(ends.channel);
             linger();
         }},
        {"runs-out-of-memory",
         [](const FakeEnds &ends) {
             close(ends.channel);
             usleep(20'000); // a large memory takes a while to be given back
             raise(SIGKILL);
         }},
        {"reports-then-lives-on",
         [](const FakeEnds &ends) {
             say(ends, answer());
             linger();
         }},
        {"sleeps", [](const FakeEnds &) { linger(); }},
    };
    return all;
}

/// The job's text, whether it came in the packet or in a file beside it.
Result<ToRun> readJob(const FakeEnds &ends)
{
    Packet packet;
    const Result<packets::Received> received = packets::receive(ends.channel, packet);
    if (!received || *received != packets::Received::Packet)
        _exit(0);
    if (const auto announced = fileNotice(packet.bytes); announced && !packet.files.empty()) {
        const Result<Bytes> content = packets::readAll(
            packet.files[0].get(), static_cast<std::uint64_t>(*announced), 1U << 30);
        return content.and_then([](const Bytes &bytes) { return decodeToRun(bytes); });
    }
    return decodeToRun(packet.bytes);
}

void answerCheck(const FakeEnds &ends, const CheckJob &job)
{
    if (job.code == "sleeps")
        linger();
    if (job.code == "dies")
        raise(SIGSEGV);
    CheckReport report{job.id, {}};
    report.verdict.message = job.code;
    report.id += job.code == "lies" ? 1 : 0;
    say(ends, report);
    if (job.code == "twice")
        say(ends, report);
}

} // namespace

void playProcess(const FakeEnds &ends)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    for (;;) {
        const Result<ToRun> job = readJob(ends);
        if (!job)
            _exit(2);
        if (const auto *announced = std::get_if<Announcement>(&*job)) {
            if (announced->profile == "dies")
                _exit(7);
        } else if (const auto *check = std::get_if<CheckJob>(&*job)) {
            answerCheck(ends, *check);
        } else if (const auto *run = std::get_if<RunJob>(&*job)) {
            const auto part = parts().find(run->code.substr(0, run->code.find(' ')));
            if (part == parts().end())
                say(ends, answer());
            else
                part->second(ends);
            _exit(0);
        }
    }
}

} // namespace assay::test
