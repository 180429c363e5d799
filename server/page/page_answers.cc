#include "server/page/page_answers.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "server/page/page_files.h"

namespace lode::server {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 8> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".json", "application/json; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {"LICENSE", "text/plain; charset=utf-8"},
}};

const char* TypeOf(std::string_view path) {
  for (const auto& [end, type] : kTypes)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

// FNV-1a: tells versions of our own files apart, nothing more.
std::string TagOf(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "\"%016llx\"", static_cast<unsigned long long>(hash));
  return text.data();
}

}  // namespace

Reply AnswerPage(const Call& call) {
  const std::string_view path = call.path == "/" ? "/index.html" : std::string_view(call.path);
  for (const PageFile& file : PageFiles()) {
    if (file.path != path) continue;
    Reply reply;
    reply.headers["ETag"] = TagOf(file.bytes);
    reply.headers["Cache-Control"] = "no-cache";
    reply.type = TypeOf(path);
    if (call.Header("if-none-match") == reply.headers["ETag"])
      reply.status = 304;
    else
      reply.body = file.bytes;
    return reply;
  }
  return Failure(404, "not-found", "there is no such file");
}

}  // namespace lode::server
