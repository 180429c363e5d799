// Doubts are found from what is stored, when somebody asks: the statements that give posts
// and seats are walked, grouped by who has them, and two posts of one name are weighed. The
// hard bit is that people do hold two posts and change them, and that most articles name
// only one: so an article that knows of both, a company that both articles name, or a year
// between them is enough to say nothing.

#include "storage/snapshot/name_doubts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <span>
#include <string>

#include "storage/articles/article_table.h"
#include "storage/schema/schema.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr double kJoins = 0.5;          // shared context that settles the doubt
constexpr int kMonthsToChange = 12;     // between two posts one after the other
constexpr std::size_t kFewRows = 256;   // statements that are read together
constexpr std::size_t kMostPosts = 12;  // of one name; who has more is in many articles

// What one name can have one of at a time, as a rule.
struct Exclusive {
  std::string_view owner, parent, other;  // types of both ends, and the predicate
};
constexpr Exclusive kExclusive[] = {{"person", "works-for", "organization"},
                                    {"person", "position-at", "organization"},
                                    {"organization", "based-in", "country"}};
constexpr std::string_view kParts[] = {"part-of", "subsidiary-of", "owns", "acquired"};

// A post or a seat, with the articles that give it.
struct Post {
  TermId body;
  std::string predicate;
  std::map<std::string, std::pair<std::uint64_t, std::uint32_t>> articles;  // id -> no, sentence
  std::set<int> months;                                                     // when, as far as known
};

std::optional<int> MonthOf(std::string_view iso) {
  int year = 0, month = 6;
  if (iso.size() < 4 || std::from_chars(iso.data(), iso.data() + 4, year).ec != std::errc())
    return std::nullopt;
  if (iso.size() >= 7) std::from_chars(iso.data() + 5, iso.data() + 7, month);
  return year * 12 + month;
}

class Doubts {
 public:
  explicit Doubts(const StoredSnapshot& snapshot) : snapshot_(snapshot) {}

  void AddAll() {
    for (const Exclusive& what : kExclusive)
      for (const Use& use : UsesOf(what)) AddRows({{}, use.predicate, {}}, {&use, 1});
  }

  // Whoever has few statements has all of them read, in one go.
  void AddOwner(TermId owner) {
    const Entity entity = snapshot_.EntityAt(owner);
    std::vector<Use> uses;
    for (const Exclusive& what : kExclusive) {
      if (!CanOwn(what, entity)) continue;
      const std::vector<Use> more = UsesOf(what);
      uses.insert(uses.end(), more.begin(), more.end());
    }
    if (uses.empty()) return;
    std::vector<IndexRow> rows(kFewRows);
    const auto cursor = snapshot_.Scan({owner, {}, {}});
    std::size_t filled = 0;
    while (const std::size_t count = cursor->Next(std::span(rows).subspan(filled))) filled += count;
    if (filled < kFewRows) return AddRows(std::span(rows).first(filled), uses);
    for (const Use& use : uses) AddRows({owner, use.predicate, {}}, {&use, 1});
  }

  std::vector<MergeInfo> Take() {
    std::vector<MergeInfo> doubts;
    for (const auto& [owner, posts] : posts_)
      if (posts.size() > 1 && posts.size() <= kMostPosts) Weigh(owner, posts, doubts);
    return doubts;
  }

 private:
  // A predicate of the store that says something exclusive.
  struct Use {
    const Exclusive* what = nullptr;
    std::string name;
    TermId predicate;
  };

  std::vector<Use> UsesOf(const Exclusive& what) const {
    std::vector<Use> uses;
    for (const std::string& name : snapshot_.schema().WithDescendants(what.parent))
      if (const auto predicate = snapshot_.FindPredicate(name))
        uses.push_back({&what, name, *predicate});
    return uses;
  }

  void AddRows(const TriplePattern& pattern, std::span<const Use> uses) {
    std::vector<IndexRow> rows(kFewRows);
    const auto cursor = snapshot_.Scan(pattern);
    while (const std::size_t count = cursor->Next(rows)) AddRows({rows.data(), count}, uses);
  }
  void AddRows(std::span<const IndexRow> rows, std::span<const Use> uses) {
    for (const IndexRow& row : rows)
      for (const Use& use : uses)
        if (use.predicate == row.predicate) AddRow(*use.what, use.name, row);
  }

  using Owner = std::pair<TermId, std::string_view>;  // and what other end is meant

  bool IsA(const Entity& entity, std::string_view type) const {
    return snapshot_.schema().IsA(entity.type, type);
  }

  bool CanOwn(const Exclusive& what, const Entity& entity) const {
    return entity.kind == EntityKind::kName && entity.name.find(' ') != std::string::npos &&
           IsA(entity, what.owner);
  }

  void AddRow(const Exclusive& what, const std::string& predicate, const IndexRow& row) {
    if (row.polarity != Polarity::kAffirmed || row.modality != Modality::kActual || row.ended ||
        row.object.tag() != TermTag::kEntity)
      return;
    const Entity owner = snapshot_.EntityAt(row.subject), body = snapshot_.EntityAt(row.object);
    if (!CanOwn(what, owner) || body.kind != EntityKind::kName || !IsA(body, what.other)) return;
    const std::uint64_t article = ArticleOfStatement(row.statement);
    const auto info = snapshot_.ArticleAt(ArticleTerm(article));
    const auto statement = snapshot_.StatementAt(row.statement);
    if (!info || !statement) return;
    Post& post = posts_[{row.subject, what.other}][row.object];
    post.body = row.object;
    if (post.predicate.empty() || predicate < post.predicate) post.predicate = predicate;
    const auto at = post.articles.try_emplace(info->id, article, statement->sentence).first;
    at->second.second = std::min(at->second.second, statement->sentence);
    std::string date = info->published;
    if (statement->time) date = snapshot_.ValueOf(statement->time).date;
    if (const auto month = MonthOf(date)) post.months.insert(*month);
  }

  // The names of an article, as entities.
  const std::set<TermId>& NamedIn(std::uint64_t article) {
    const auto [it, is_new] = named_.try_emplace(article);
    if (!is_new) return it->second;
    const auto names = ReadNames(snapshot_.view(), article);
    if (!names.ok() || !names->has_value()) return it->second;
    for (const ArticleNames::Node& node : (*names)->nodes) {
      const TermId term =
          RepresentativeOf(snapshot_.aliases(), TermId::Make(TermTag::kEntity, node.number));
      if (snapshot_.EntityAt(term).kind == EntityKind::kName) it->second.insert(term);
    }
    return it->second;
  }
  std::set<TermId> NamedWith(const Post& post) {
    std::set<TermId> named;
    for (const auto& [id, at] : post.articles) {
      const std::set<TermId>& here = NamedIn(at.first);
      named.insert(here.begin(), here.end());
    }
    return named;
  }

  // In how many articles it is a subject or an object.
  std::uint64_t ArticlesAbout(TermId term) {
    const auto [it, is_new] = articles_about_.try_emplace(term, 0);
    if (!is_new) return it->second;
    std::set<std::uint64_t> articles;
    std::vector<IndexRow> rows(256);
    for (const TriplePattern& pattern :
         {TriplePattern{term, {}, {}}, TriplePattern{{}, {}, term}}) {
      const auto cursor = snapshot_.Scan(pattern);
      while (const std::size_t count = cursor->Next(rows))
        for (std::size_t i = 0; i < count; ++i)
          articles.insert(ArticleOfStatement(rows[i].statement));
    }
    return it->second = articles.size();
  }

  // Is one of the bodies a part of the other, as far as anybody says?
  bool BelongTogether(TermId a, TermId b) const {
    for (const std::string_view name : kParts) {
      const auto predicate = snapshot_.FindPredicate(name);
      if (!predicate) continue;
      std::vector<IndexRow> rows(1);
      if (snapshot_.Scan({a, *predicate, b})->Next(rows) > 0 ||
          snapshot_.Scan({b, *predicate, a})->Next(rows) > 0)
        return true;
    }
    return false;
  }

  static bool MayHaveChanged(const Post& a, const Post& b) {
    for (const int one : a.months)
      for (const int other : b.months)
        if (std::abs(one - other) < kMonthsToChange) return false;
    return !a.months.empty() && !b.months.empty();
  }

  // What the articles of both name besides, each thing counting the less the more articles
  // name it. None: an article of one post names the other's body too.
  std::optional<double> Context(TermId owner, const Post& a, const Post& b) {
    const std::set<TermId> with_a = NamedWith(a), with_b = NamedWith(b);
    if (with_a.contains(b.body) || with_b.contains(a.body)) return std::nullopt;
    std::vector<std::uint64_t> shared;
    for (const TermId term : with_a)
      if (term != owner && with_b.contains(term))
        shared.push_back(std::max<std::uint64_t>(2, ArticlesAbout(term)));
    std::sort(shared.begin(), shared.end());  // a sum depends on its order
    double context = 0;
    for (const std::uint64_t articles : shared) context += 1.0 / static_cast<double>(articles);
    return std::min(1.0, context);
  }

  std::string Written(const Post& post) const {
    const auto& [id, at] = *post.articles.begin();
    return post.predicate + " " + snapshot_.EntityAt(post.body).name + " (" + id + ", sentence " +
           std::to_string(at.second) + ")";
  }

  void Weigh(const Owner& owner, const std::map<TermId, Post>& posts,
             std::vector<MergeInfo>& doubts) {
    const Entity entity = snapshot_.EntityAt(owner.first);
    for (auto one = posts.begin(); one != posts.end(); ++one)
      for (auto two = std::next(one); two != posts.end(); ++two) {
        const Post *a = &one->second, *b = &two->second;
        if (snapshot_.EntityAt(b->body).id < snapshot_.EntityAt(a->body).id) std::swap(a, b);
        if (MayHaveChanged(*a, *b) || BelongTogether(a->body, b->body)) continue;
        const std::optional<double> context = Context(owner.first, *a, *b);
        if (!context || *context >= kJoins) continue;
        const auto& [id, at] = *b->articles.begin();
        doubts.push_back({entity.id, entity.name, entity.name, "same-name", id, at.second, *context,
                          Written(*a) + "; " + Written(*b)});
      }
  }

  const StoredSnapshot& snapshot_;
  std::map<Owner, std::map<TermId, Post>> posts_;
  std::map<std::uint64_t, std::set<TermId>> named_;  // by article
  std::map<TermId, std::uint64_t> articles_about_;
};

}  // namespace

std::vector<MergeInfo> DoubtsAbout(const StoredSnapshot& snapshot, TermId entity) {
  Doubts doubts(snapshot);
  if (entity)
    doubts.AddOwner(entity);
  else
    doubts.AddAll();
  return doubts.Take();
}

}  // namespace lode
