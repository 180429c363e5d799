#include "server/http/exchange.h"

#include <charconv>
#include <limits>
#include <string_view>

#include "server/http/reply_head.h"
#include "server/http/request_head.h"

namespace lode::server {
namespace {

constexpr std::size_t kLongestPath = 512;
// The body of a request that is refused is read where it is short, so that the connection stays.
constexpr std::size_t kMostRefusedBytes = 64 << 10;

// Of the body; the most there is where the head does not tell it.
std::size_t LengthOf(const Call& call) {
  constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();
  if (call.HasHeader("transfer-encoding")) return kUnknown;
  if (!call.HasHeader("content-length")) return 0;
  const std::string_view text = call.Header("content-length");
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  return error == std::errc() && end == text.data() + text.size() ? length : kUnknown;
}

bool WantsClose(const Call& call) {
  return !call.may_stay || call.Header("connection").find("close") != std::string_view::npos;
}

bool Send(Connection& connection, const Call& call, const Reply& reply, bool close) {
  return connection.Send(HeadOf(reply, close), call.method == "HEAD" ? "" : reply.body) && !close;
}

Reply AnswerTo(const Call& call, const Answerer& answer) {
  try {
    return answer(call);
  } catch (const std::exception&) {
    return Failure(500, "internal", "this request could not be answered");
  }
}

}  // namespace

bool AnswerOne(Connection& connection, const Refuser& refuse, const Answerer& answer) {
  std::string head;
  if (!connection.ReadHead(head)) return false;
  Call call;
  call.cancel = &connection.cancel;
  if (const int status = ReadHead(head, call); status != 0)
    return Send(connection, call, Failure(status, "request", "this request cannot be understood"),
                true);
  std::optional<Reply> refused = refuse(call);
  if (!refused && call.path.size() > kLongestPath)
    refused = Failure(414, "path", "there is no path as long as this one");
  const std::size_t length = LengthOf(call);
  if (refused && length > kMostRefusedBytes) return Send(connection, call, *refused, true);
  constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
  if (length > 0 && call.HasHeader("expect") && !connection.Send(kGoOn, {})) return false;
  if (length > 0 && !connection.ReadBody(length, call.body)) return false;
  if (refused) return Send(connection, call, *refused, WantsClose(call));
  connection.answering = true;
  const Reply reply = AnswerTo(call, answer);
  connection.answering = false;
  return Send(connection, call, reply, reply.close || WantsClose(call));
}

}  // namespace lode::server
