// Gumbo grows its tree without bounds and frees it by recursion. Both are stopped
// here: an arena with a limit gives its memory and is dropped as a whole, and a
// scan before parsing refuses what nests too deep (Gumbo walks its stack of open
// elements for most tags, so depth is also time). The hard bit is that a C library
// takes no "no" from its allocator: the arena leaves by longjmp, which passes C
// frames only.

#include "loaders/readers/markup/html_tree.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

constexpr int kMarkupDepth = 2000;
constexpr int kFormattingDepth = 100;
constexpr int kMostAttributes = 1000;  // of one tag: Gumbo compares each with all

bool ClosesItself(std::string_view name) {
  static const RE2 pattern(
      R"(p|li|dd|dt|td|th|tr|tbody|thead|tfoot|caption|colgroup|option|optgroup|rp|rt|html|head|body|area|base|br|col|embed|hr|img|input|keygen|link|meta|param|source|track|wbr|frame|basefont|bgsound|a)");
  return RE2::FullMatch({name.data(), name.size()}, pattern);
}

bool IsFormatting(std::string_view name) {
  static const RE2 pattern("b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u");
  return RE2::FullMatch({name.data(), name.size()}, pattern);
}

// Text inside these is not markup.
bool IsRaw(std::string_view name) {
  static const RE2 pattern("script|style|textarea|title|xmp|iframe|noembed|noframes");
  return RE2::FullMatch({name.data(), name.size()}, pattern);
}

// Past the '>' of the tag whose name ends at `at`, counting its attributes; as a
// browser reads it: a quotation mark counts only after an equals sign.
std::size_t SkipTag(std::string_view text, std::size_t at, int& attributes) {
  bool in_name = false, after_equals = false;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (c == '>') return at + 1;
    if (std::isspace(static_cast<unsigned char>(c)) || c == '/') {
      in_name = false;
    } else if (after_equals && (c == '"' || c == '\'')) {
      at = std::min(text.find(c, at + 1), text.size());
      after_equals = in_name = false;
    } else if (c == '=' && in_name) {
      after_equals = true;
    } else {
      if (!in_name && !after_equals) ++attributes;
      in_name = true;
      after_equals = false;
    }
  }
  return text.size();
}

struct Depth {
  int elements = 0, formatting = 0, attributes = 0;
  bool too_deep() const {
    return elements > kMarkupDepth || formatting > kFormattingDepth || attributes > kMostAttributes;
  }
};

// Follows open and closed tags at their word; enough to stop a bomb.
class DepthScan {
 public:
  explicit DepthScan(std::string_view text) : text_(text) {}

  Depth Run() {
    for (std::size_t at = text_.find('<'); at != std::string_view::npos && !most_.too_deep();
         at = text_.find('<', at))
      at = text_.substr(at).starts_with("<!--") ? SkipComment(at) : SeeTag(at);
    return most_;
  }

 private:
  std::size_t SkipComment(std::size_t at) {
    std::size_t close = comments_close_ ? text_.find("-->", at + 2) : std::string_view::npos;
    comments_close_ = close != std::string_view::npos;
    return comments_close_ ? close + 3 : at + 4;
  }

  std::size_t SeeTag(std::size_t at) {
    bool closing = at + 1 < text_.size() && text_[at + 1] == '/';
    std::size_t begin = at + (closing ? 2 : 1), end = begin;
    while (end < text_.size() && std::isalnum(static_cast<unsigned char>(text_[end]))) ++end;
    if (end == begin) return at + 1;
    std::string name = LowerAscii(text_.substr(begin, std::min<std::size_t>(end - begin, 20)));
    int attributes = 0;
    std::size_t after = SkipTag(text_, end, attributes);
    most_.attributes = std::max(most_.attributes, attributes);
    bool empty = after >= 2 && text_[after - 2] == '/' && !closing;
    if (ClosesItself(name) || empty) return after;
    Count(name, closing ? -1 : 1);
    return closing || !IsRaw(name) ? after : SkipRaw(name, after);
  }

  void Count(const std::string& name, int step) {
    elements_ = std::max(0, elements_ + step);
    if (IsFormatting(name)) formatting_ = std::max(0, formatting_ + step);
    most_.elements = std::max(most_.elements, elements_);
    most_.formatting = std::max(most_.formatting, formatting_);
  }

  // Past what is no markup, where its end is near and plain to see.
  std::size_t SkipRaw(const std::string& name, std::size_t at) const {
    constexpr std::size_t kNear = 1 << 16;
    std::size_t close = text_.substr(at, kNear).find("</" + name);
    return close == std::string_view::npos ? at : at + close;
  }

  std::string_view text_;
  Depth most_;
  int elements_ = 0, formatting_ = 0;
  bool comments_close_ = true;
};

}  // namespace

// Blocks of powers of two with free lists, cut from large chunks.
class HtmlTree::Arena {
 public:
  explicit Arena(std::size_t limit) : limit_(limit) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Parses; null when memory would pass the limit.
  const GumboOutput* Parse(std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::Allocate;
    options.deallocator = &Arena::Free;
    options.userdata = this;
    options.max_errors = 0;
    return ParseGuarded(options, text.data(), text.size());
  }

 private:
  static constexpr std::size_t kClasses = 48, kHeader = 16, kChunk = 1 << 20;

  const GumboOutput* ParseGuarded(const GumboOptions& options, const char* data, std::size_t size) {
    if (setjmp(out_of_memory_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, data, size);
  }

  static void* Allocate(void* self, std::size_t size) {
    return static_cast<Arena*>(self)->Take(size);
  }
  static void Free(void* self, void* block) {
    if (block != nullptr) static_cast<Arena*>(self)->Give(block);
  }

  void* Take(std::size_t size) {
    std::size_t kind = 5;
    while ((std::size_t{1} << kind) < size + kHeader) ++kind;
    char* block = free_[kind];
    if (block != nullptr) {
      free_[kind] = *reinterpret_cast<char**>(block + kHeader);
    } else {
      block = Cut(std::size_t{1} << kind);
      *reinterpret_cast<std::size_t*>(block) = kind;
    }
    return block + kHeader;
  }

  void Give(void* memory) {
    char* block = static_cast<char*>(memory) - kHeader;
    std::size_t kind = *reinterpret_cast<std::size_t*>(block);
    *reinterpret_cast<char**>(block + kHeader) = free_[kind];
    free_[kind] = block;
  }

  char* Cut(std::size_t size) {
    if (left_ < size) {
      std::size_t chunk = std::max(size, kChunk);
      if (used_ + chunk > limit_) std::longjmp(out_of_memory_, 1);
      void* memory = std::malloc(chunk);
      if (memory == nullptr) std::longjmp(out_of_memory_, 1);
      chunks_.emplace_back(static_cast<char*>(memory));
      used_ += chunk;
      next_ = chunks_.back().get();
      left_ = chunk;
    }
    char* block = next_;
    next_ += size;
    left_ -= size;
    return block;
  }

  struct FreeChunk {
    void operator()(char* chunk) const { std::free(chunk); }
  };
  std::vector<std::unique_ptr<char, FreeChunk>> chunks_;
  std::array<char*, kClasses> free_{};
  char* next_ = nullptr;
  std::size_t left_ = 0, used_ = 0, limit_;
  std::jmp_buf out_of_memory_{};
};

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena) : arena_(std::move(arena)) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::Parse(std::string_view text) {
  if (DepthScan(text).Run().too_deep())
    return {Code::kLimit, "the HTML page passes the limit markup-depth (" +
                              std::to_string(kMarkupDepth) + " elements, " +
                              std::to_string(kFormattingDepth) + " of bold and the like, " +
                              std::to_string(kMostAttributes) + " attributes of one tag)"};
  HtmlTree tree(std::make_unique<Arena>(text.size() * 64 + (16 << 20)));
  tree.output_ = tree.arena_->Parse(text);
  if (tree.output_ == nullptr || tree.output_->root == nullptr)
    return {Code::kLimit,
            "the HTML page needs more memory than the limit markup-bytes (64 times its size)"};
  return tree;
}

std::string_view AttributeOf(const GumboNode* element, const char* name) {
  if (element->type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

}  // namespace lode
