// The view that RE2 takes.
#pragma once

#include <re2/stringpiece.h>

#include <string_view>

namespace lode {

inline re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace lode
