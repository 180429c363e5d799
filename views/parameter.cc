#include "views/parameter.h"

#include <cctype>
#include <optional>
#include <utility>

namespace lode::views {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Whether `text` has the look of a date, number or measure, with nothing in it that the
// language would take for more than one value: '60%', '2025-07', '100 million USD'.
bool LooksMeasured(const std::string& text) {
  if (text.empty() || !IsDigit(text[text.size() > 1 && text[0] == '-' ? 1 : 0])) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inner = c == ' ' || c == '.' || (c == '-' && (i == 0 || text[i - 1] != ' '));
    if (c == '%' ? i + 1 < text.size() : !inner && std::isalnum(static_cast<unsigned char>(c)) == 0)
      return false;
  }
  for (const char* word : {" select ", " order ", " limit ", " offset "})
    if (text.find(word) != text.npos) return false;
  return true;
}

// The language itself says what a number with its words is worth.
std::optional<Value> MeasuredValue(const Store& store, std::string text) {
  if (text.size() > 1 && text.ends_with('%'))
    text = text.substr(0, text.find_last_not_of(' ', text.size() - 2) + 1) + '%';
  if (!LooksMeasured(text)) return std::nullopt;
  const QueryOutcome outcome = QuerySession(store).Run("Value = " + text + "?");
  if (!outcome.ok() || outcome.answers.size() != 1 || outcome.answers[0].rows.size() != 1)
    return std::nullopt;
  const Value& value = outcome.answers[0].rows[0].at(0);
  const bool has_words = value.kind == ValueKind::kQuantity || value.kind == ValueKind::kDuration;
  const Result<std::vector<EntityInfo>> named = store.Resolve(text);
  if (has_words && named.ok() && !named->empty()) return std::nullopt;  // somebody's name
  return value;
}

}  // namespace

Value ParameterValue(const Store& store, const std::string& text) {
  if (std::optional<Value> measured = MeasuredValue(store, text)) return *std::move(measured);
  Value value;
  value.text = text;
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  if (quoted) value.text = text.substr(1, text.size() - 2);
  if (text.starts_with("#e:")) value.text = text.substr(1);
  return value;
}

}  // namespace lode::views
