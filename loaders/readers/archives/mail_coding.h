// How mail writes bytes as ASCII.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// Undoes "base64" and "quoted-printable"; other bytes come back as they are. Characters that
// the coding does not know are passed over. Linear.
std::string DecodeTransfer(std::string_view body, const std::string& encoding);

// "=?utf-8?Q?Caf=C3=A9?=" in a field -> UTF-8 (RFC 2047).
std::string DecodeWords(std::string_view field);

}  // namespace lode
