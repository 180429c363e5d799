// Gumbo grows its tree without bounds and frees it by recursion. Both are stopped
// here: an arena with a limit gives its memory and is dropped as a whole, and a
// scan before parsing refuses what nests too deep (Gumbo walks its stack of open
// elements for most tags, so depth is also time). The hard bit is that a C library
// takes no "no" from its allocator: the arena leaves by longjmp, which passes C
// frames only.

#include "loaders/readers/html_tree.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "loaders/readers/line_shape.h"

namespace lode {
namespace {

constexpr int kMarkupDepth = 2000;
constexpr int kFormattingDepth = 100;

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

struct Depth {
  int elements = 0, formatting = 0;
};

// How deep open tags go, taken at their word; enough to stop a bomb.
Depth DeepestOf(std::string_view text) {
  Depth now, most;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    bool closing = at + 1 < text.size() && text[at + 1] == '/';
    std::size_t begin = at + (closing ? 2 : 1), end = begin;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
    if (end == begin || end - begin > 20) {
      if (text.substr(at).starts_with("<!--")) {
        std::size_t close = text.find("-->", at + 4);
        if (close != std::string_view::npos) at = close;
      }
      continue;
    }
    std::string name = LowerAscii(text.substr(begin, end - begin));
    std::size_t close = text.find('>', end);
    bool empty = close != std::string_view::npos && close > 0 && text[close - 1] == '/';
    if (ClosesItself(name) || (empty && !closing)) continue;
    int step = closing ? -1 : 1;
    now.elements = std::max(0, now.elements + step);
    if (IsFormatting(name)) now.formatting = std::max(0, now.formatting + step);
    most.elements = std::max(most.elements, now.elements);
    most.formatting = std::max(most.formatting, now.formatting);
    if (most.elements > kMarkupDepth) break;
    if (!closing && IsRaw(name)) {
      std::size_t stop = text.find("</" + name, end);
      if (stop != std::string_view::npos) at = stop - 1;
    }
  }
  return most;
}

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
  Depth depth = DeepestOf(text);
  if (depth.elements > kMarkupDepth || depth.formatting > kFormattingDepth)
    return {Code::kLimit, "HTML elements nest deeper than the limit markup-depth (" +
                              std::to_string(kMarkupDepth) + ", or " +
                              std::to_string(kFormattingDepth) + " for bold and the like)"};
  HtmlTree tree(std::make_unique<Arena>(text.size() * 64 + (16 << 20)));
  tree.output_ = tree.arena_->Parse(text);
  if (tree.output_ == nullptr || tree.output_->root == nullptr)
    return {Code::kLimit, "the HTML page needs more memory than the limit markup-bytes (64 times its size)"};
  return tree;
}

std::string_view AttributeOf(const GumboNode* element, const char* name) {
  if (element->type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

}  // namespace lode
