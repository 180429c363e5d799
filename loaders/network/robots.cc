// Groups begin with one or more lines "User-agent"; the groups of one name are one. A pattern is
// matched piece by piece between its "*": the first place where a piece fits is as good as any
// later one, so no step is taken back.

#include "loaders/network/robots.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace lode {
namespace {

constexpr std::size_t kMostBytes = 512'000;  // limit `robots-bytes`

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

int HexDigit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// "%7E" and "~" are one path, "%2F" and "/" are two.
std::string Plain(std::string_view path) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string plain;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (path[i] == '%' && i + 2 < path.size() && HexDigit(path[i + 1]) >= 0 &&
        HexDigit(path[i + 2]) >= 0) {
      const int value = HexDigit(path[i + 1]) * 16 + HexDigit(path[i + 2]);
      const bool is_unreserved = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') ||
                                 (value >= '0' && value <= '9') || value == '-' || value == '.' ||
                                 value == '_' || value == '~';
      if (is_unreserved)
        plain += static_cast<char>(value);
      else
        (plain += '%').append({kHex[static_cast<std::size_t>(value) >> 4], kHex[value & 15]});
      i += 2;
    } else if (byte >= 0x80) {
      (plain += '%').append({kHex[byte >> 4], kHex[byte & 15]});
    } else {
      plain += path[i];
    }
  }
  return plain;
}

bool Matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t at = 0;
  for (bool first = true;; first = false) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool last = star == pattern.npos;
    if (first) {
      if (!path.starts_with(piece)) return false;
      at = piece.size();
    } else if (last && to_end) {
      return path.size() >= at + piece.size() && path.ends_with(piece);
    } else {
      const std::size_t found = path.find(piece, at);
      if (found == path.npos) return false;
      at = found + piece.size();
    }
    if (last) return !to_end || at == path.size();
    pattern.remove_prefix(star + 1);
  }
}

}  // namespace

RobotsRules RobotsRules::Read(std::string_view text, std::string_view name) {
  text = text.substr(0, kMostBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string own = Lower(name);
  std::map<std::string, RobotsRules> groups;
  std::vector<std::string> names;  // of the group that is being read
  bool names_go_on = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view whole = Trimmed(text.substr(0, std::min(text.find('#'), end)));
    const bool crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(text.size(), end + (crlf ? 2 : 1)));
    const std::size_t colon = whole.find(':');
    if (colon == whole.npos) continue;
    const std::string key = Lower(Trimmed(whole.substr(0, colon)));
    const std::string_view value = Trimmed(whole.substr(colon + 1));
    if (key == "user-agent") {
      if (!names_go_on) names.clear();
      names_go_on = true;
      std::string agent = Lower(value.substr(0, value.find_first_of("/ ")));
      groups[agent];
      names.push_back(std::move(agent));
      continue;
    }
    if (key != "allow" && key != "disallow" && key != "crawl-delay") continue;
    names_go_on = false;
    for (const std::string& agent : names) {
      RobotsRules& group = groups[agent];
      if (key == "crawl-delay")
        group.delay_seconds_ = std::max(0.0, std::strtod(std::string(value).c_str(), nullptr));
      else if (!value.empty())
        group.rules_.push_back({Plain(value), key == "allow", number});
    }
  }
  if (const auto mine = groups.find(own); mine != groups.end()) return mine->second;
  if (const auto all = groups.find("*"); all != groups.end()) return all->second;
  return {};
}

std::string RobotsRules::Forbids(std::string_view path) const {
  const std::string plain = Plain(path);
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!Matches(rule.path, plain)) continue;
    if (best == nullptr || rule.path.size() > best->path.size() ||
        (rule.path.size() == best->path.size() && rule.allows))
      best = &rule;
  }
  if (best == nullptr || best->allows) return {};
  return "line " + std::to_string(best->line) + ": Disallow: " + best->path;
}

}  // namespace lode
