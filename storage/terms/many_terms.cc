// One sort by tag and bytes, which is the order of the keys, and of the new numbers too but for
// those of measured values.

#include "storage/terms/many_terms.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kAskedAtOnce = 1 << 14;

// Eight bytes of a term, as a number that sorts like them; bytes that are not there are zeros.
std::uint64_t WordAt(std::string_view bytes, std::size_t from) {
  std::uint64_t word = 0;
  const std::size_t size = std::min(bytes.size() - std::min(bytes.size(), from), sizeof word);
  for (std::size_t i = 0; i < size; ++i)
    word |= std::uint64_t{static_cast<unsigned char>(bytes[from + i])} << (56 - 8 * i);
  return word;
}

constexpr std::size_t kMostWords = 8;  // then a comparison of what is left

// Eight bytes after eight bytes: most terms begin alike, and to look at each is to wait for memory.
// REQUIRES: they are the same in so many words.
void SortFrom(std::span<TermToNumber> terms, std::size_t words) {
  if (terms.size() < 2) return;
  if (words == kMostWords) {
    std::sort(terms.begin(), terms.end(),
              [](const TermToNumber& a, const TermToNumber& b) { return a.bytes < b.bytes; });
    return;
  }
  const std::size_t from = words * sizeof(std::uint64_t), to = from + sizeof(std::uint64_t);
  for (TermToNumber& term : terms) term.word = WordAt(term.bytes, from);
  std::sort(terms.begin(), terms.end(), [](const TermToNumber& a, const TermToNumber& b) {
    return a.word != b.word ? a.word < b.word : a.bytes.size() < b.bytes.size();
  });
  for (std::size_t begin = 0; begin < terms.size();) {
    std::size_t end = begin;
    while (end < terms.size() && terms[end].word == terms[begin].word) ++end;
    // Those that end within the word stand in front, the shorter ones first.
    while (begin < end && terms[begin].bytes.size() <= to) ++begin;
    SortFrom(terms.subspan(begin, end - begin), words + 1);
    begin = end;
  }
}

void Sort(std::vector<TermToNumber>& terms) {
  std::sort(terms.begin(), terms.end(),
            [](const TermToNumber& a, const TermToNumber& b) { return a.tag < b.tag; });
  for (std::size_t begin = 0; begin < terms.size();) {
    std::size_t end = begin;
    while (end < terms.size() && terms[end].tag == terms[begin].tag) ++end;
    SortFrom(std::span(terms).subspan(begin, end - begin), 0);
    begin = end;
  }
}

// The same term twice: the second gets the id of the first.
using Twice = std::vector<std::pair<const TermId*, TermId*>>;

Twice TakeTwice(std::vector<TermToNumber>& terms) {
  Twice twice;
  std::size_t kept = 0;
  for (const TermToNumber& term : terms) {
    if (kept > 0 && terms[kept - 1].tag == term.tag && terms[kept - 1].bytes == term.bytes)
      twice.emplace_back(terms[kept - 1].id, term.id);
    else
      terms[kept++] = term;
  }
  terms.resize(kept);
  return twice;
}

// Those that the store has get their ids, and only the others stay.
Status TakeKnown(const KvView& view, std::vector<TermToNumber>& terms) {
  const auto any = view.Iterate(KeyOf(Table::kTermId));
  if (!any->valid()) return any->status();  // a dictionary without terms need not be asked
  std::vector<std::string> keys;
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < terms.size(); begin += kAskedAtOnce) {
    const std::size_t end = std::min(begin + kAskedAtOnce, terms.size());
    keys.clear();
    for (std::size_t i = begin; i < end; ++i)
      keys.push_back(TermKeyBytes(terms[i].tag, terms[i].bytes));
    const auto found = view.MultiGet(keys);
    if (!found.ok()) return found.status();
    for (std::size_t i = begin; i < end; ++i)
      if (const auto& number = (*found)[i - begin])
        *terms[i].id = TermOfNumberBytes(terms[i].tag, *number);
      else
        terms[kept++] = terms[i];
  }
  terms.resize(kept);
  return {};
}

}  // namespace

Status NumberManyTerms(const KvView& view, KvBatch& batch, SortedKeys& keys,
                       std::vector<TermToNumber> terms) {
  Sort(terms);
  const Twice twice = TakeTwice(terms);
  Status status = TakeKnown(view, terms);
  if (status.ok()) status = NumberTerms(view, terms, batch);
  for (const auto& [first, other] : twice) *other = *first;
  for (const TermToNumber& term : terms)
    if (status.ok())
      status = keys.Put(TermKeyBytes(term.tag, term.bytes), TermNumberBytes(*term.id));
  const auto by_id = [](const TermToNumber& a, const TermToNumber& b) {
    return a.id->bits < b.id->bits;
  };
  if (!std::is_sorted(terms.begin(), terms.end(), by_id))
    std::sort(terms.begin(), terms.end(), by_id);
  for (const TermToNumber& term : terms)
    if (status.ok()) status = keys.Put(KeyOf(Table::kTermBytes, *term.id), term.bytes);
  return status;
}

}  // namespace lode
