// How a name is written follows from its term in nearly all lines, so lines are counted by their
// terms, without their texts; only lines that stand in the store as a text are read as one.

#include "storage/names/counted_lines.h"

#include <algorithm>

#include "storage/articles/article_table.h"
#include "storage/lines/line_reading.h"
#include "storage/names/article_names.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {

std::size_t CountedLines::HashOfWritten::operator()(const Written& written) const {
  return std::hash<std::string>()(written.second) ^ written.first * 0x9E3779B97F4A7C15ull;
}

// Where a part of the dictionary cannot be read, each article is read by itself: then only those
// that need this part are damaged.
Result<CountedLines> CountedLines::Begin(const KvView& view) {
  CountedLines lines(view);
  auto terms = TermsOfLines::Read(view);
  if (!terms.ok() && terms.status().code() != Code::kCorrupt) return terms.status();
  lines.has_terms_ = terms.ok();
  if (terms.ok()) lines.terms_ = *std::move(terms);
  lines.named_.resize(lines.terms_.end_of_names());
  return lines;
}

Status CountedLines::Add(std::uint64_t article) {
  ++article_;
  const auto is_added = has_terms_ ? AddByTerms(article) : Result(false);
  if (!is_added.ok()) return is_added.status();
  return *is_added ? Status() : AddByText(article);
}

// Whether the dictionary, or the term itself, says how it is written.
bool CountedLines::IsSaid(TermId term) const {
  return !TextOfTerm(term, IsInline(term) ? std::string_view() : terms_.Find(term)).empty();
}

// False: its text must be read.
Result<bool> CountedLines::AddByTerms(std::uint64_t article) {
  const auto bytes = view_->Get(KeyOf(Table::kStatement, StatementTerm(article, 0)));
  if (!bytes.ok()) return bytes.status();
  LinesBlock block;
  if (!bytes->has_value() || !block.Open(**bytes) || block.has_text()) return false;
  const std::vector<LinesBlock::Written> terms = block.WrittenTerms();
  const auto is_name = [](TermId term) { return term.tag() == TermTag::kEntity; };
  bool is_whole = !terms.empty();
  for (std::size_t i = 0; i < terms.size() && is_whole; ++i) {
    const auto& [term, way, text] = terms[i];
    const bool is_subject = i < 2 * block.size() && i % 2 == 0;
    is_whole = (is_name(term) || !is_subject) && (way != LineWay::kOther || !text.empty()) &&
               ((way == LineWay::kOther && !is_name(term)) || IsSaid(term));
  }
  if (!is_whole) return false;  // which says why
  for (std::size_t i = 0; i < 2 * block.size(); ++i)
    if (is_name(terms[i].term))
      Count(static_cast<NameNode>(terms[i].term.payload()), terms[i].way, terms[i].text, 1);
  return true;
}

Status CountedLines::AddByText(std::uint64_t article) {
  const auto names = ReadNames(*view_, article);
  if (!names.ok()) return names.status();
  if (!names->has_value()) return {};
  for (const ArticleNames::Node& node : (*names)->nodes) {
    if (!has_terms_) keys_.try_emplace(node.number, node.key);
    const TermId term = TermId::Make(TermTag::kEntity, node.number);
    const std::string said = TextOfTerm(term, node.key);
    for (const ArticleNames::Form& form : node.forms)
      Count(node.number, WayOf(term, said, form.text), form.text, form.count);
  }
  return {};
}

void CountedLines::Count(NameNode node, LineWay way, std::string_view written,
                         std::uint32_t times) {
  if (node >= named_.size()) named_.resize(std::size_t{node} + 1);
  Named& named = named_[node];
  if (named.last != article_) ++named.articles, named.last = article_;
  Tally& tally = way == LineWay::kOther ? others_[{node, std::string(written)}]
                                        : named.ways[static_cast<std::size_t>(way)];
  tally.count += times;
  if (tally.last != article_) ++tally.articles, tally.last = article_;
}

void CountedLines::End() {
  for (std::size_t node = 0; node < named_.size(); ++node)
    if (named_[node].articles > 0) numbers_.push_back(static_cast<NameNode>(node));
  for (const auto& other : others_) sorted_.push_back(&other);
  std::sort(sorted_.begin(), sorted_.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
}

std::string_view CountedLines::KeyOfName(NameNode node) const {
  if (has_terms_) return terms_.Find(TermId::Make(TermTag::kEntity, node));
  const auto found = keys_.find(node);
  return found == keys_.end() ? std::string_view() : std::string_view(found->second);
}

const CountedName& CountedLines::At(std::size_t index) {
  const NameNode node = numbers_[index];
  const TermId term = TermId::Make(TermTag::kEntity, node);
  const Named& named = named_[node];
  name_.number = node;
  name_.key = KeyOfName(node);
  name_.articles = named.articles;
  name_.forms.clear();
  const auto& [said, varied] = named.ways;
  const std::string_view own = name_.key.substr(name_.key.find('|') + 1);
  if (said.count > 0) name_.forms.push_back({own, said.count, said.articles});
  if (varied.count > 0) {
    varied_ = VariedText(term, std::string(own));
    name_.forms.push_back({varied_, varied.count, varied.articles});
  }
  const auto is_before = [](const auto* other, NameNode sought) {
    return other->first.first < sought;
  };
  for (auto at = std::lower_bound(sorted_.begin(), sorted_.end(), node, is_before);
       at != sorted_.end() && (*at)->first.first == node; ++at)
    name_.forms.push_back({(*at)->first.second, (*at)->second.count, (*at)->second.articles});
  return name_;
}

}  // namespace lode
