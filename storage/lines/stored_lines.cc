// Looking up all terms of an article at once, in the order of their ids, is what makes texts
// that are not stored cheap enough.

#include "storage/lines/stored_lines.h"

#include <algorithm>

#include "storage/articles/article_table.h"
#include "storage/disk/coding.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

const std::string kLineArticles = KeyOf(Table::kMeta, "lines");

Status DamagedLines() {
  return {Code::kCorrupt, "the stored lines of an article are damaged"};
}

}  // namespace

Result<BytesOfTerms> BytesOfTerms::Read(const KvView& view, std::vector<TermId> terms) {
  std::sort(terms.begin(), terms.end(), [](TermId a, TermId b) { return a.bits < b.bits; });
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  std::vector<std::string> keys;
  keys.reserve(terms.size());
  for (const TermId term : terms) keys.push_back(KeyOf(Table::kTermBytes, term));
  auto found = view.MultiGet(keys);
  if (!found.ok()) return found.status();
  BytesOfTerms bytes;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if ((*found)[i]) bytes.terms_.emplace_back(terms[i], *std::move((*found)[i]));
  return bytes;
}

const std::string* BytesOfTerms::Find(TermId term) const {
  const auto at =
      std::lower_bound(terms_.begin(), terms_.end(), term.bits,
                       [](const auto& one, std::uint64_t bits) { return one.first.bits < bits; });
  return at != terms_.end() && at->first == term ? &at->second : nullptr;
}

Result<std::shared_ptr<const StoredLines>> ReadLines(const KvView& view, std::uint64_t article) {
  auto found = view.Get(KeyOf(Table::kStatement, StatementTerm(article, 0)));
  if (!found.ok()) return found.status();
  if (!found->has_value() || !LinesBlock::IsOne(**found))
    return std::shared_ptr<const StoredLines>();
  auto lines = std::make_shared<StoredLines>();
  lines->bytes = **std::move(found);
  if (!lines->block.Open(lines->bytes)) return DamagedLines();
  std::vector<TermId> wanted;
  for (const LinesBlock::Terms& terms : lines->block.All())
    for (const TermId term : {terms.subject, terms.predicate, terms.object})
      if (!IsInline(term)) wanted.push_back(term);
  auto bytes = BytesOfTerms::Read(view, std::move(wanted));
  if (!bytes.ok()) return bytes.status();
  lines->terms = *std::move(bytes);
  auto text = lines->block.TextBy([&](TermId term) -> std::optional<std::string> {
    const std::string* said = lines->terms.Find(term);
    return said == nullptr ? std::nullopt : std::optional(TextOfTerm(term, *said));
  });
  if (!text) return DamagedLines();
  lines->text = *std::move(text);
  return std::shared_ptr<const StoredLines>(std::move(lines));
}

Result<std::optional<std::string>> ReadText(const KvView& view, std::uint64_t article) {
  auto text = view.Get(KeyOf(Table::kText, article));
  if (!text.ok() || text->has_value()) return text;
  const auto lines = ReadLines(view, article);
  if (!lines.ok()) return lines.status();
  return *lines == nullptr ? std::optional<std::string>() : std::optional((*lines)->text);
}

Result<std::vector<std::uint64_t>> ArticlesOfLines(const KvView& view) {
  std::vector<std::uint64_t> numbers;
  const auto count = CountLineArticles(view);
  if (!count.ok() || *count == 0) return count.ok() ? Result(std::move(numbers)) : count.status();
  auto it = view.Iterate(KeyOf(Table::kArticle));
  for (; it->valid(); it->Next())
    if (const auto header = DecodeHeader(it->value());
        header.ok() && IsLines(header->record_hash()))
      numbers.push_back(ByteReader(it->key().substr(1)).Big64());
  if (Status status = it->status(); !status.ok()) return status;
  return numbers;
}

Result<std::uint64_t> CountLineArticles(const KvView& view) {
  const auto bytes = view.Get(kLineArticles);
  if (!bytes.ok()) return bytes.status();
  return bytes->has_value() ? ByteReader(**bytes).Varint() : 0;
}

Status ChangeLineArticles(const KvView& view, KvBatch& batch, std::int64_t by) {
  if (by == 0) return {};
  const auto before = CountLineArticles(view);
  if (!before.ok()) return before.status();
  const std::uint64_t after = *before + static_cast<std::uint64_t>(by);
  std::string bytes;
  PutVarint(bytes, after);
  if (after == 0)
    batch.Delete(kLineArticles);
  else
    batch.Put(kLineArticles, bytes);
  return {};
}

}  // namespace lode
