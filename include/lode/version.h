// Which lode this is.
#pragma once

namespace lode {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace lode
