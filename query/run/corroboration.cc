// Two statements are one source when anything ties them: union-find over all pairs. Copies
// are told by shingles, runs of words (Broder, On the resemblance and containment of
// documents, 1997): a sentence is compared by all of its runs, an article by the smallest
// hashes of its runs, which are a fair sample of them.

#include "query/run/corroboration.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/text/text_traits.h"
#include "storage/text/words.h"

namespace lode {

namespace {

constexpr std::size_t kMostVoices = 400;  // compared pair by pair; more are no more certain
constexpr std::size_t kSentenceRun = 3;
constexpr double kSameSentence = 0.6;

std::set<std::uint64_t> ShinglesOf(std::string_view text, std::size_t run) {
  const std::vector<std::string> words = WordsIn(text);
  std::set<std::uint64_t> shingles;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && i + run > words.size()) break;  // a short text is one run
    std::string shingle;
    for (std::size_t j = i; j < std::min(i + run, words.size()); ++j) shingle += words[j] + " ";
    shingles.insert(std::hash<std::string>()(shingle));
  }
  return shingles;
}

// The share that both have of what they have together.
double Likeness(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (const std::uint64_t shingle : a) both += b.count(shingle);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

}  // namespace

void Corroboration::AddVoices(const TriplePattern& pattern, const IndexRow& like,
                              std::vector<Voice>& voices) {
  std::vector<IndexRow> rows(256);
  const std::unique_ptr<Cursor> cursor = execution_.snapshot.Scan(pattern);
  while (const std::size_t count = cursor->Next(rows))
    for (std::size_t i = 0; i < count; ++i) {
      if (!execution_.budget.Tick() || voices.size() >= kMostVoices) return;
      if (rows[i].polarity != like.polarity || rows[i].modality != like.modality ||
          rows[i].ended != like.ended)
        continue;
      const auto row = execution_.snapshot.StatementAt(rows[i].statement);
      if (!row || row->confidence < execution_.min_confidence) continue;
      const std::string text = execution_.snapshot.SentenceText(rows[i].statement);
      voices.push_back({row->article, row->said_by, ShinglesOf(text, kSentenceRun)});
    }
}

std::vector<Corroboration::Voice> Corroboration::VoicesOf(const StatementRow& row) {
  const IndexRow& own = row.triple;
  std::vector<Voice> voices;
  AddVoices({own.subject, own.predicate, own.object}, own, voices);
  const Value predicate = execution_.terms.ValueOf(own.predicate);
  const PredicateInfo* info = execution_.snapshot.schema().FindPredicate(predicate.text);
  if (info && info->symmetric && own.subject != own.object)
    AddVoices({own.object, own.predicate, own.subject}, own, voices);
  return voices;
}

const Corroboration::Text& Corroboration::TextOf(TermId article) {
  const auto [it, is_new] = texts_.try_emplace(article);
  Text& text = it->second;
  if (!is_new) return text;
  const std::optional<ArticleInfo> info = execution_.snapshot.ArticleAt(article);
  if (!info) return text;
  const TextOrigin origin = execution_.snapshot.OriginOf(article);
  for (const std::string& mark : {FoldText(info->source), FoldText(info->author), origin.agency})
    if (!mark.empty()) text.marks.push_back(mark);
  text.traits = origin.traits;
  return text;
}

bool Corroboration::AreOne(const Voice& a, const Voice& b) {
  if (a.article == b.article || (a.said_by && a.said_by == b.said_by)) return true;
  if (Likeness(a.sentence, b.sentence) >= kSameSentence) return true;
  const Text &one = TextOf(a.article), &other = TextOf(b.article);
  for (const std::string& mark : one.marks)
    if (std::find(other.marks.begin(), other.marks.end(), mark) != other.marks.end()) return true;
  return one.traits && other.traits && AreOfOneOrigin(one.traits->sketch, other.traits->sketch);
}

std::uint64_t Corroboration::SourcesOf(TermId statement) {
  const auto row = execution_.snapshot.StatementAt(statement);
  if (!row) return 0;
  const std::vector<Voice> voices = VoicesOf(*row);
  std::vector<std::size_t> parent(voices.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::uint64_t sources = voices.size();
  for (std::size_t i = 0; i < voices.size(); ++i)
    for (std::size_t j = i + 1; j < voices.size(); ++j) {
      if (!execution_.budget.Tick()) return 0;
      if (root(i) == root(j) || !AreOne(voices[i], voices[j])) continue;
      parent[root(j)] = root(i);
      --sources;
    }
  return sources;
}

}  // namespace lode
