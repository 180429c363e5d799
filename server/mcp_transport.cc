#include "server/mcp_transport.h"

#include <algorithm>
#include <string>

namespace lode::server {
namespace {

// "2025-06-18": which of them are spoken is settled in the messages.
bool LooksLikeVersion(std::string_view text) {
  return text.size() == 10 && std::all_of(text.begin(), text.end(), [&](const char& c) {
           const auto at = &c - text.data();
           return at == 4 || at == 7 ? c == '-' : c >= '0' && c <= '9';
         });
}

}  // namespace

Reply AnswerMcp(const AnswerMessage& answer, Asking& asking, const Call& call) {
  if (call.method != "POST") {
    Reply reply = Failure(405, "method", "/mcp takes messages by POST; it streams nothing");
    reply.headers["Allow"] = "POST";
    return reply;
  }
  const std::string_view version = call.Header("mcp-protocol-version");
  if (!version.empty() && !LooksLikeVersion(version))
    return Failure(400, "invalid-input", "MCP-Protocol-Version is a date, as 2025-06-18");
  Reply reply;
  reply.type = "application/json";
  const Status status = asking.InPlace(call, [&] { reply.body = answer(call.body, call.cancel); });
  if (!status.ok()) return Refused(status);
  if (reply.body.empty()) reply.status = 202;
  return reply;
}

}  // namespace lode::server
