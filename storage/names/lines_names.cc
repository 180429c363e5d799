// The keys of the names stand in the dictionary, how they are written in the lines.

#include "storage/names/lines_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/articles/article_table.h"
#include "storage/lines/stored_lines.h"
#include "storage/lines/triple_line.h"
#include "storage/names/lines_record.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

// In the order in which they come first, as a record of the lines has them.
class NamesInLines {
 public:
  explicit NamesInLines(const StoredLines& lines) : lines_(lines) { names_.is_lines = true; }

  bool Add(TermId node, const std::string& written) {
    const auto [at, is_new] = places_.try_emplace(node.bits, names_.nodes.size());
    if (is_new) {
      const std::string* key = lines_.terms.Find(node);
      if (key == nullptr || node.tag() != TermTag::kEntity) return false;
      ArticleNames::Node one;
      one.number = static_cast<NameNode>(node.payload());
      one.key = *key;
      names_.nodes.push_back(std::move(one));
    }
    ArticleNames::Node& named = names_.nodes[at->second];
    for (ArticleNames::Form& form : named.forms)
      if (form.text == written) return ++form.count > 0;
    named.forms.push_back({written, std::string(NameOfKey(named.key)), 1, true});
    return true;
  }
  ArticleNames Take() && { return std::move(names_); }

 private:
  const StoredLines& lines_;
  ArticleNames names_;
  std::unordered_map<std::uint64_t, std::size_t> places_;
};

Result<ArticleNames> NamesIn(const StoredLines& stored, const LineReading& reading) {
  const Status damaged(Code::kCorrupt, "the stored lines of an article are damaged");
  const TripleOptions options = reading.Options();
  NamesInLines names(stored);
  const auto terms = stored.block.All();
  LinesOf lines(stored.text);
  std::size_t at = 0;
  for (std::string_view line; lines.Next(line); ++at) {
    const auto triple = ParseTripleLine(line, options);
    if (!triple.ok() || at == terms.size()) return damaged;
    const bool is_entity = triple->object.kind == ValueKind::kEntity;
    if (!names.Add(terms[at].subject, triple->subject) ||
        (is_entity && !names.Add(terms[at].object, triple->object.entity.name)))
      return damaged;
  }
  if (at != terms.size()) return damaged;
  return std::move(names).Take();
}

}  // namespace

Result<std::optional<ArticleNames>> NamesOfLines(const KvView& view, std::uint64_t article) {
  const auto header = ReadHeader(view, article);
  if (!header.ok()) return header.status();
  const auto reading = header->has_value() ? LineReadingOf((*header)->record_hash()) : std::nullopt;
  if (!reading) return std::optional<ArticleNames>();
  const auto lines = ReadLines(view, article);
  if (!lines.ok()) return lines.status();
  if (*lines == nullptr) return {Code::kCorrupt, "the lines of an article are lost"};
  auto names = NamesIn(**lines, *reading);
  if (!names.ok()) return names.status();
  names->article_id = (*header)->id;
  return std::optional<ArticleNames>(*std::move(names));
}

}  // namespace lode
