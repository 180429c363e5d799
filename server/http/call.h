// A request as those who answer it see it, and their reply.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lode/status.h"

namespace lode::server {

class JsonWriter;

// Valid while it is answered. Header names are in lower case, as they came.
struct Call {
  std::string method, path;  // the path without its parameters, decoded
  std::map<std::string, std::string> parameters;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string body;
  bool may_stay = true;  // the connection, after this: as of HTTP/1.1
  // Becomes true when the client has gone or the server is to stop.
  const std::atomic<bool>* cancel = nullptr;

  // Empty where it is not given.
  std::string_view Parameter(const std::string& name) const;
  std::string_view Header(std::string_view name) const;
  bool HasHeader(std::string_view name) const;
  // A whole number from 0 to `most`. kInvalidInput names the parameter.
  Result<std::uint64_t> NumberOf(const std::string& name, std::uint64_t otherwise,
                                 std::uint64_t most) const;
  // A decimal from 0 to 1. kInvalidInput names the parameter.
  Result<double> ShareOf(const std::string& name, double otherwise) const;
};

// Whether the bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates.
bool IsUtf8(std::string_view bytes);

struct Reply {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::map<std::string, std::string> headers;
  bool close = false;  // the connection, after this
};

// {"error": {"code": ..., "message": ...}}.
Reply Failure(int status, std::string_view code, std::string_view message);
// What was written, with status 200.
Reply Done(JsonWriter& json);
// What a Status means over HTTP: 400, 404, 409, 422 (a limit), 499 (cancelled), 500, 501.
Reply Failure(const Status& status);

}  // namespace lode::server
