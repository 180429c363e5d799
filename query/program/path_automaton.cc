// Glushkov's construction (1961): each occurrence of a predicate is a state, and what may
// follow what is read off the expression. `p{m,n}` is m copies and n - m that may be left
// out; but where the whole expression is one repeated hop, the copies would only count, and
// a loop with a limit on the hops says the same.

#include "query/program/path_automaton.h"

#include <algorithm>

namespace lode {

namespace {

using Kind = ast::Path::Kind;

struct Fragment {
  std::vector<std::uint32_t> first, last;
  bool nullable = false;
};

void Append(const std::vector<std::uint32_t>& more, std::vector<std::uint32_t>& to) {
  to.insert(to.end(), more.begin(), more.end());
}

bool IsOneHop(const ast::Path& path) {
  if (path.kind == Kind::kPredicate || path.kind == Kind::kAny) return true;
  const bool wraps = path.kind == Kind::kInverse || path.kind == Kind::kAlternative;
  return wraps && std::all_of(path.parts.begin(), path.parts.end(),
                              [](const ast::PathPtr& part) { return IsOneHop(*part); });
}

class AutomatonWriter {
 public:
  AutomatonWriter(const std::function<std::size_t(const ast::Path&)>& link_of, ir::PathPart& part)
      : link_of_(link_of), part_(part) {
    part_.positions.assign(1, {});
    part_.follow.assign(1, {});
  }

  Status Run(const ast::Path& path) {
    const bool counts_only = path.kind == Kind::kRepeat && path.least <= 1 && path.most &&
                             *path.most > 0 && IsOneHop(*path.parts.front());
    if (counts_only) part_.max_hops = *path.most;
    const Fragment whole =
        counts_only ? Loop(*path.parts.front(), false, path.least == 0) : Write(path, false);
    if (is_too_long_)
      return {Code::kLimit, "the path met the limit `path-size` of " +
                                std::to_string(kMostPathPositions) +
                                " hops written out: use +, or smaller numbers in {m,n}"};
    part_.follow[0] = whole.first;
    part_.accepts.assign(part_.positions.size(), false);
    part_.accepts[0] = whole.nullable;
    for (const std::uint32_t last : whole.last) part_.accepts[last] = true;
    for (std::vector<std::uint32_t>& follow : part_.follow) {
      std::sort(follow.begin(), follow.end());
      follow.erase(std::unique(follow.begin(), follow.end()), follow.end());
    }
    return {};
  }

 private:
  Fragment Write(const ast::Path& path, bool inverse) {
    if (is_too_long_) return {};
    switch (path.kind) {
      case Kind::kPredicate:
      case Kind::kAny: return Hop(path, inverse);
      case Kind::kInverse: return Write(*path.parts.front(), !inverse);
      case Kind::kRepeat: return Repeat(path, inverse);
      case Kind::kAlternative: return Alternatives(path, inverse);
      case Kind::kSequence: return Sequence(path, inverse);
    }
    return {};
  }

  Fragment Hop(const ast::Path& path, bool inverse) {
    const auto position = static_cast<std::uint32_t>(part_.positions.size());
    if (position > kMostPathPositions) is_too_long_ = true;
    part_.positions.push_back({link_of_(path), inverse});
    part_.follow.emplace_back();
    return {{position}, {position}, false};
  }

  Fragment Alternatives(const ast::Path& path, bool inverse) {
    Fragment whole;
    for (const ast::PathPtr& part : path.parts) {
      const Fragment one = Write(*part, inverse);
      Append(one.first, whole.first);
      Append(one.last, whole.last);
      whole.nullable = whole.nullable || one.nullable;
    }
    return whole;
  }

  Fragment Sequence(const ast::Path& path, bool inverse) {
    std::vector<ast::PathPtr> parts = path.parts;
    if (inverse) std::reverse(parts.begin(), parts.end());
    Fragment whole = Empty();
    for (const ast::PathPtr& part : parts) whole = Then(whole, Write(*part, inverse));
    return whole;
  }

  Fragment Repeat(const ast::Path& path, bool inverse) {
    const ast::Path& body = *path.parts.front();
    Fragment whole = Empty();
    if (!path.most && path.least <= 1) return Loop(body, inverse, path.least == 0);
    const std::uint32_t copies = path.most.value_or(path.least);
    if (copies == 0) NameLinks(body);  // nodes of its links are at home all the same
    for (std::uint32_t i = 0; i < copies && !is_too_long_; ++i) {
      const bool last = i + 1 == copies && !path.most;
      Fragment one = last ? Loop(body, inverse, false) : Write(body, inverse);
      if (i >= path.least) one.nullable = true;
      whole = Then(whole, one);
    }
    return whole;
  }

  Fragment Loop(const ast::Path& body, bool inverse, bool nullable) {
    Fragment whole = Write(body, inverse);
    Link(whole.last, whole.first);
    whole.nullable = whole.nullable || nullable;
    return whole;
  }

  void NameLinks(const ast::Path& path) {
    if (path.parts.empty()) link_of_(path);
    for (const ast::PathPtr& part : path.parts) NameLinks(*part);
  }

  static Fragment Empty() { return {{}, {}, true}; }

  Fragment Then(const Fragment& left, const Fragment& right) {
    Link(left.last, right.first);
    Fragment whole{left.first, right.last, left.nullable && right.nullable};
    if (left.nullable) Append(right.first, whole.first);
    if (right.nullable) Append(left.last, whole.last);
    return whole;
  }

  void Link(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to) {
    for (const std::uint32_t position : from) Append(to, part_.follow[position]);
  }

  const std::function<std::size_t(const ast::Path&)>& link_of_;
  ir::PathPart& part_;
  bool is_too_long_ = false;
};

}  // namespace

Status WriteAutomaton(const ast::Path& path,
                      const std::function<std::size_t(const ast::Path&)>& link_of,
                      ir::PathPart& part) {
  return AutomatonWriter(link_of, part).Run(path);
}

}  // namespace lode
