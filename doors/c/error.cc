// Errors as handles. The one for lack of memory stands ready: making it would want memory.

#include "doors/c/error.h"

#include "lode/version.h"

namespace lode::doors {
namespace {

constexpr char kNoMemory[] = "the system has no memory left";

lode_error& NoMemory() {
  static lode_error error{LODE_NO_MEMORY, {}, {}, 0, 0};
  return error;
}

lode_code Give(lode_error made, lode_error** error) noexcept {
  const lode_code code = made.code;
  if (error == nullptr) return code;
  *error = new (std::nothrow) lode_error(std::move(made));
  if (*error == nullptr) *error = &NoMemory();
  return code;
}

lode_code CodeOf(Code code) {
  return static_cast<lode_code>(code);  // the numbers are the same: c_test holds that
}

}  // namespace

lode_code FailForMemory(lode_error** error) noexcept {
  if (error != nullptr) *error = &NoMemory();
  return LODE_NO_MEMORY;
}

lode_code Fail(const Status& status, lode_error** error) noexcept {
  try {
    return Give({CodeOf(status.code()), status.message(), status.message(), 0, 0}, error);
  } catch (...) {
    return FailForMemory(error);
  }
}

lode_code FailWithin(const char* what, lode_error** error) noexcept {
  try {
    return Fail({Code::kInternal, std::string("a fault of lode, please report it: ") + what},
                error);
  } catch (...) {
    return FailForMemory(error);
  }
}

lode_code FailAt(const std::vector<Diagnostic>& diagnostics, lode_error** error) noexcept {
  try {
    lode_error made;
    bool found = false;
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.severity != Severity::kError) continue;
      made.rendered += (found ? "\n" : "") + Render(diagnostic);
      if (!found) {
        made.code = CodeOf(diagnostic.code);
        made.message = diagnostic.message;
        made.line = diagnostic.line;
        made.column = diagnostic.column;
      }
      found = true;
    }
    return found ? Give(std::move(made), error) : LODE_OK;
  } catch (...) {
    return FailForMemory(error);
  }
}

}  // namespace lode::doors

using namespace lode::doors;

const char* lode_version(void) {
  return lode::kVersion;
}

lode_code lode_error_code(const lode_error* error) {
  return error == nullptr ? LODE_OK : error->code;
}

lode_text lode_error_message(const lode_error* error) {
  if (error == &NoMemory()) return TextOf(std::string_view(kNoMemory));
  return error == nullptr ? TextOf(std::string_view("")) : TextOf(error->message);
}

lode_text lode_error_rendered(const lode_error* error) {
  if (error == nullptr || error == &NoMemory()) return lode_error_message(error);
  return TextOf(error->rendered);
}

uint32_t lode_error_line(const lode_error* error) {
  return error == nullptr ? 0 : error->line;
}

uint32_t lode_error_column(const lode_error* error) {
  return error == nullptr ? 0 : error->column;
}

void lode_error_free(lode_error* error) {
  if (error != &NoMemory()) delete error;
}
