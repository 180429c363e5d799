#include "server/http/call.h"

#include <algorithm>
#include <charconv>

#include "server/http/json_writer.h"

namespace lode::server {

std::string_view Call::Parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Call::Header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return {};
}

bool Call::HasHeader(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

Result<std::uint64_t> Call::NumberOf(const std::string& name, std::uint64_t otherwise,
                                     std::uint64_t most) const {
  const std::string_view text = Parameter(name);
  if (text.empty()) return otherwise;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most)
    return Status(Code::kInvalidInput,
                  "'" + name + "' wants a whole number from 0 to " + std::to_string(most));
  return number;
}

Result<double> Call::ShareOf(const std::string& name, double otherwise) const {
  const std::string_view text = Parameter(name);
  if (text.empty()) return otherwise;
  double share = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
  if (error != std::errc() || end != text.data() + text.size() || !(share >= 0 && share <= 1))
    return Status(Code::kInvalidInput, "'" + name + "' wants a number from 0 to 1");
  return share;
}

bool IsUtf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto at = [&](std::size_t j) { return static_cast<unsigned char>(bytes[j]); };
    const unsigned char first = at(i++);
    const int more = first < 0x80                    ? 0
                     : first >= 0xC2 && first < 0xE0 ? 1
                     : first >= 0xE0 && first < 0xF0 ? 2
                     : first >= 0xF0 && first < 0xF5 ? 3
                                                     : -1;
    if (more < 0 || bytes.size() - i < static_cast<std::size_t>(more)) return false;
    if (more > 0) {
      const unsigned char second = at(i);
      if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
          (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
        return false;
    }
    for (int j = 0; j < more; ++j)
      if ((at(i++) & 0xC0) != 0x80) return false;
  }
  return true;
}

Reply Failure(int status, std::string_view code, std::string_view message) {
  JsonWriter json;
  json.Open('{').Key("error").Open('{');
  json.Key("code").Text(code).Key("message").Text(message).Close('}').Close('}');
  Reply reply;
  reply.status = status;
  reply.body = json.Take();
  return reply;
}

Reply Done(JsonWriter& json) {
  Reply reply;
  reply.body = json.Take();
  return reply;
}

Reply Failure(const Status& status) {
  const std::string& what = status.message();
  switch (status.code()) {
    case Code::kOk: break;
    case Code::kInvalidInput: return Failure(400, "invalid-input", what);
    case Code::kNotFound: return Failure(404, "not-found", what);
    case Code::kBusy: return Failure(409, "busy", what);
    case Code::kCorrupt: return Failure(500, "corrupt", what);
    case Code::kUnsupported: return Failure(501, "unsupported", what);
    case Code::kLimit: return Failure(422, "limit", what);
    case Code::kCancelled: return Failure(499, "cancelled", what);
    case Code::kIo: return Failure(500, "io", what);
    case Code::kInternal: return Failure(500, "internal", what);
  }
  return Failure(500, "internal", what);
}

}  // namespace lode::server
