// A scanner that only finds places; values are simdjson's business. It keeps its
// own stack of brackets, so that depth costs a byte a level. The hard bit is
// \uD83D\uDE00: two escapes that are one character, and one unit of origin.

#include "loaders/readers/formats/json_scan.h"

#include <charconv>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

constexpr std::size_t kJsonDepth = 1000;

std::size_t SkipSpace(std::string_view json, std::size_t at) {
  while (at < json.size() && std::string_view(" \t\r\n").find(json[at]) != std::string_view::npos)
    ++at;
  return at;
}

// Past the string that opens at `at`; npos when it does not close.
std::size_t SkipString(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\')
      ++at;
    else if (json[at] == '"')
      return at + 1;
    else if (static_cast<unsigned char>(json[at]) < 0x20)
      return std::string_view::npos;
  }
  return std::string_view::npos;
}

// Past a number, true, false or null; `at` itself when it is none.
std::size_t SkipScalar(std::string_view json, std::size_t at) {
  for (std::string_view word : {"true", "false", "null"})
    if (json.substr(at).starts_with(word)) return at + word.size();
  std::size_t end = at;
  while (end < json.size() &&
         std::string_view("+-.eE0123456789").find(json[end]) != std::string_view::npos)
    ++end;
  return end;
}

// Past any well-formed value.
std::size_t SkipValue(std::string_view json, std::size_t at) {
  std::size_t depth = 0;
  do {
    at = SkipSpace(json, at);
    if (at >= json.size()) return json.size();
    char c = json[at];
    if (c == '"') {
      at = SkipString(json, at);
      if (at == std::string_view::npos) return json.size();
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
    } else if (c == '}' || c == ']') {
      if (depth > 0) --depth;
      ++at;
    } else if (c == ',' || c == ':') {
      ++at;
    } else {
      std::size_t end = SkipScalar(json, at);
      at = end == at ? at + 1 : end;
    }
  } while (depth > 0);
  return at;
}

int HexDigits(std::string_view text) {
  int value = -1;
  if (text.size() < 4) return -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + 4, value, 16);
  return error == std::errc() && end == text.data() + 4 ? value : -1;
}

// The character that the escape at `at` stands for; moves past it.
std::int32_t Unescape(std::string_view raw, std::size_t& at) {
  char c = at + 1 < raw.size() ? raw[at + 1] : '\\';
  at += 2;
  switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b':
    case 'f': return ' ';
    case 'u': break;
    default: return static_cast<unsigned char>(c);
  }
  int unit = HexDigits(raw.substr(std::min(at, raw.size())));
  if (unit < 0) return 0xFFFD;
  at += 4;
  if (unit < 0xD800 || unit > 0xDFFF) return unit;
  if (unit <= 0xDBFF && raw.substr(at).starts_with("\\u")) {
    int low = HexDigits(raw.substr(at + 2));
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 6;
      return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return 0xFFFD;
}

// Checks a text token by token against what may come next.
class Checker {
 public:
  explicit Checker(std::string_view json) : json_(json) {}

  JsonFault Check() {
    enum class Next {
      kValue,
      kValueOrEnd,
      kKey,
      kKeyOrEnd,
      kColon,
      kCommaOrEnd
    } next = Next::kValue;
    for (;;) {
      at_ = SkipSpace(json_, at_);
      if (at_ >= json_.size()) {
        bool done = stack_.empty() && next == Next::kCommaOrEnd;
        return done ? JsonFault{} : JsonFault{at_, "the text ends too early"};
      }
      char c = json_[at_];
      bool closes =
          (c == '}' || c == ']') && !stack_.empty() && stack_.back() == (c == '}' ? '{' : '[');
      if (stack_.empty() && next == Next::kCommaOrEnd) return {at_, "something follows the value"};
      if (closes && (next == Next::kCommaOrEnd || (c == ']' && next == Next::kValueOrEnd) ||
                     (c == '}' && next == Next::kKeyOrEnd))) {
        stack_.pop_back();
        ++at_;
        next = Next::kCommaOrEnd;
      } else if (next == Next::kCommaOrEnd) {
        if (c != ',') return {at_, "a comma or a closing bracket is missing"};
        next = stack_.back() == '{' ? Next::kKey : Next::kValue;
        ++at_;
      } else if (next == Next::kColon) {
        if (c != ':') return {at_, "a colon is missing after the name"};
        next = Next::kValue;
        ++at_;
      } else if (next == Next::kKey || next == Next::kKeyOrEnd) {
        if (c != '"') return {at_, "a name in quotation marks is missing"};
        if (!String()) return {at_, "the string does not close or holds a control character"};
        next = Next::kColon;
      } else {
        if (JsonFault fault = Value(); fault.at != std::string_view::npos) return fault;
        next = c == '{' ? Next::kKeyOrEnd : c == '[' ? Next::kValueOrEnd : Next::kCommaOrEnd;
      }
    }
  }

 private:
  // A scalar as a whole, or the opening of a list or object.
  JsonFault Value() {
    char c = json_[at_];
    if (c == '"')
      return String() ? JsonFault{}
                      : JsonFault{at_, "the string does not close or holds a control character"};
    if (c == '{' || c == '[') {
      if (stack_.size() >= kJsonDepth)
        return {at_,
                "nested deeper than the limit json-depth (" + std::to_string(kJsonDepth) + ")"};
      stack_ += c;
      ++at_;
      return {};
    }
    std::size_t end = SkipScalar(json_, at_);
    if (end == at_) return {at_, "this is no JSON value"};
    at_ = end;
    return {};
  }

  bool String() {
    std::size_t end = SkipString(json_, at_);
    if (end == std::string_view::npos) return false;
    at_ = end;
    return true;
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::string stack_;
};

}  // namespace

JsonFault FindJsonFault(std::string_view json) {
  return Checker(json).Check();
}

std::vector<std::pair<std::string_view, std::string_view>> JsonMembers(std::string_view object) {
  std::vector<std::pair<std::string_view, std::string_view>> members;
  std::size_t at = SkipSpace(object, 0);
  if (at >= object.size() || object[at] != '{') return members;
  for (at = SkipSpace(object, at + 1); at < object.size() && object[at] == '"';) {
    std::size_t key_end = SkipString(object, at);
    if (key_end == std::string_view::npos) return members;
    std::string_view name = object.substr(at + 1, key_end - at - 2);
    std::size_t begin = SkipSpace(object, SkipSpace(object, key_end) + 1);
    std::size_t end = SkipValue(object, begin);
    members.emplace_back(name, object.substr(begin, end - begin));
    at = SkipSpace(object, SkipSpace(object, end) + 1);
  }
  return members;
}

std::string_view JsonMember(std::string_view object, std::string_view key) {
  for (const auto& [name, value] : JsonMembers(object))
    if (name == key) return value;
  return {};
}

std::vector<std::string_view> JsonElements(std::string_view array) {
  std::vector<std::string_view> elements;
  std::size_t at = SkipSpace(array, 0);
  if (at >= array.size() || array[at] != '[') return elements;
  for (at = SkipSpace(array, at + 1); at < array.size() && array[at] != ']';) {
    std::size_t end = SkipValue(array, at);
    elements.push_back(array.substr(at, end - at));
    at = SkipSpace(array, end);
    if (at < array.size() && array[at] == ',') at = SkipSpace(array, at + 1);
  }
  return elements;
}

MappedText JsonString(std::string_view raw, std::uint32_t base) {
  MappedText out;
  if (raw.size() < 2 || raw.front() != '"') return out;
  std::string_view inside = raw.substr(1, raw.size() - 2);
  auto place = [&](std::size_t at) { return base + 1 + static_cast<std::uint32_t>(at); };
  for (std::size_t at = 0; at < inside.size();) {
    std::size_t plain = std::min(inside.find('\\', at), inside.size());
    out.Append(inside.substr(at, plain - at), {place(at), place(plain)});
    at = plain;
    if (at >= inside.size()) break;
    std::size_t end = at;
    std::string unit;
    std::int32_t c = Unescape(inside, end);
    AppendCodePoint(unit, c == 0 ? ' ' : c);
    out.Append(unit, {place(at), place(std::min(end, inside.size()))});
    at = end;
  }
  return out;
}

}  // namespace lode
