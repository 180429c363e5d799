// The wall: nothing that C++ throws gets past it, and every failure becomes a lode_error.
#pragma once

#include <new>
#include <string>
#include <vector>

#include "lode/c.h"
#include "lode/query.h"
#include "lode/status.h"

struct lode_error {
  lode_code code = LODE_INTERNAL;
  std::string message, rendered;
  std::uint32_t line = 0, column = 0;
};

namespace lode::doors {

// A text of C: `text` ends with a NUL and lives as long as the handle that has it.
inline lode_text TextOf(const std::string& text) {
  return {text.c_str(), text.size()};
}
// Of names, which are literals.
inline lode_text TextOf(std::string_view literal) {
  return {literal.data() == nullptr ? "" : literal.data(), literal.size()};
}
// NULL is an empty text.
inline std::string WordsOf(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

// Hands the failure out where somebody wants it; gives its code. Never throws.
lode_code Fail(const Status& status, lode_error** error) noexcept;
// The errors among diagnostics, in one; LODE_OK where there is none.
lode_code FailAt(const std::vector<Diagnostic>& diagnostics, lode_error** error) noexcept;
lode_code FailForMemory(lode_error** error) noexcept;
lode_code FailWithin(const char* what, lode_error** error) noexcept;

// Runs `work`, which gives a Status, behind the wall.
template <typename Work>
lode_code Guard(lode_error** error, Work&& work) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    const Status status = work();
    return status.ok() ? LODE_OK : Fail(status, error);
  } catch (const std::bad_alloc&) {
    return FailForMemory(error);
  } catch (const std::exception& thrown) {
    return FailWithin(thrown.what(), error);
  } catch (...) {
    return FailWithin("something was thrown", error);
  }
}

// Looks at something that cannot fail but for lack of memory: then `otherwise` is given.
template <typename Work, typename T>
T Look(T otherwise, Work&& work) noexcept {
  try {
    return work();
  } catch (...) {
    return otherwise;
  }
}

inline Status Missing(const char* what) {
  return {Code::kInvalidInput, std::string(what) + " is NULL"};
}

}  // namespace lode::doors
