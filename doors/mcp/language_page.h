// docs/language.md, as it was when lode was built.
#pragma once

#include <string_view>

namespace lode::doors {

std::string_view LanguagePage();

}  // namespace lode::doors
