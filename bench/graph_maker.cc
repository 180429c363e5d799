// Made-up triples. The idea: every draw comes from one generator whose sequence the
// standard fixes, and from distributions written here, since those of the standard
// library may differ between machines.

#include "bench/graph_maker.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace lode::bench {

namespace {

constexpr std::uint32_t kPredicates = 200;
constexpr std::uint32_t kOutlets = 500;
constexpr std::uint32_t kDays = 3650;
constexpr std::uint64_t kMostUsers = 100'000, kMostFollows = 1'700'000;
constexpr std::uint32_t kChainNodes = 2000, kChainEdges = 4000, kTreeEdges = 2046;
constexpr std::size_t kClosedSteps = 8;
constexpr std::size_t kAsked = 1000;

// The commonest first; the rest is called rel-10 and so on.
constexpr const char* kNames[] = {"mentions",   "reported",    "published-on", "supplies",
                                  "located-in", "part-of",     "employs",      "invested-in",
                                  "amount-of",  "published-by"};
enum Common { kMentions, kReported, kPublishedOn, kSupplies, kLocatedIn, kPartOf };
constexpr std::uint32_t kAmountOf = 8, kPublishedBy = 9;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint32_t Below(std::uint64_t bound) { return static_cast<std::uint32_t>(engine_() % bound); }
  double Share() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }

 private:
  std::mt19937_64 engine_;
};

// Draws k of 0 .. size - 1 with weight 1 / (k + 1)^power.
class Zipf {
 public:
  Zipf(std::size_t size, double power) : sums_(size) {
    double sum = 0;
    for (std::size_t k = 0; k < size; ++k)
      sums_[k] = sum += std::pow(static_cast<double>(k + 1), -power);
  }
  std::uint32_t Draw(Dice& dice) const {
    const double at = dice.Share() * sums_.back();
    const auto found = std::upper_bound(sums_.begin(), sums_.end() - 1, at);
    return static_cast<std::uint32_t>(found - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

// Numbers in a random order: which name the k-th most common thing has.
std::vector<std::uint32_t> Shuffled(std::size_t size, Dice& dice) {
  std::vector<std::uint32_t> order(size);
  for (std::uint32_t i = 0; i < size; ++i) order[i] = i;
  for (std::size_t i = size; i > 1; --i) std::swap(order[i - 1], order[dice.Below(i)]);
  return order;
}

std::string DateOf(std::uint32_t day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", 2015 + day / 365, 1 + day % 365 / 31,
                1 + day % 365 % 31 % 28);
  return text;
}

// The same "random" share for the same thing.
double ShareOf(std::uint64_t thing) {
  return Dice(thing * 0x9E3779B97F4A7C15U + 1).Share();
}

class Maker {
 public:
  explicit Maker(std::uint64_t size)
      : size_(size),
        firms_(std::max<std::uint64_t>(size / 10, 100)),
        documents_(std::max<std::uint64_t>(size / 10, 100)),
        users_(std::clamp<std::uint64_t>(size / 10, 100, kMostUsers)),
        dice_(42) {}

  MadeGraph Make() {
    for (std::uint32_t i = 0; i < kPredicates; ++i)
      graph_.predicates.push_back(i < std::size(kNames) ? kNames[i] : "rel-" + std::to_string(i));
    MakeNews();
    graph_.news = graph_.triples.size();
    MakeFollowers();
    MakeChain();
    MakeTree();
    MakeQuestions();
    return std::move(graph_);
  }

 private:
  std::uint32_t Term(TermKind kind, std::string text) {
    const auto next = static_cast<std::uint32_t>(graph_.terms.size());
    const auto [found, is_new] = terms_.emplace(text, next);  // its letters tell its kind
    if (is_new) graph_.terms.push_back({kind, std::move(text)});
    return found->second;
  }
  std::uint32_t Name(char letter, std::uint64_t number) {
    return Term(TermKind::kName, letter + std::to_string(number));
  }
  const std::string& NameOf(std::uint32_t term) const { return graph_.terms[term].text; }

  void Add(std::uint32_t subject, std::uint32_t predicate, std::uint32_t object) {
    // 28 bits for a term: up to 100 million triples.
    const std::uint64_t key = (std::uint64_t{subject} << 36U) | (std::uint64_t{object} << 8U);
    if (seen_.insert(key | predicate).second)
      graph_.triples.push_back({subject, predicate, object});
  }
  void Link(char from, std::uint64_t a, std::uint32_t predicate, char to, std::uint64_t b) {
    const std::uint32_t subject = Name(from, a);
    Add(subject, predicate, Name(to, b));
  }

  void MakeNews() {
    const Zipf predicates(kPredicates, 1.0), firms(firms_, 0.8);
    const std::vector<std::uint32_t> names = Shuffled(firms_, dice_);
    const auto firm = [&] { return names[firms.Draw(dice_)]; };
    while (graph_.triples.size() < size_) {
      const std::uint32_t p = predicates.Draw(dice_);
      if (p == kPartOf || p == kLocatedIn) {
        MakeChild(p, names);
      } else if (p == kMentions) {
        const std::uint32_t document = dice_.Below(documents_);
        Link('d', document, p, 'n', firm());
      } else if (p == kPublishedOn || p == kPublishedBy) {
        MakeDocument(p, names);
      } else if (p == kReported) {
        const std::uint32_t document = dice_.Below(documents_);
        Link('n', firm(), p, 'd', document);
      } else if (p == kAmountOf || p % 10 == 5) {
        const double number = 1e6 * std::pow(dice_.Share(), 3);
        const std::uint32_t s = Name('n', firm());
        Add(s, p, Term(TermKind::kNumber, std::to_string(static_cast<std::uint32_t>(number))));
      } else if (p > kPublishedBy && p % 10 == 8) {
        const std::uint32_t s = Name('n', firm());
        Add(s, p, Term(TermKind::kDate, DateOf(dice_.Below(kDays))));
      } else {
        const std::uint32_t s = firm(), o = firm();
        if (s != o) Link('n', s, p, 'n', o);
      }
    }
  }

  // Every firm has one parent of a lower number, so there are no rounds.
  void MakeChild(std::uint32_t p, const std::vector<std::uint32_t>& names) {
    const std::uint32_t child = 1 + dice_.Below(firms_ - 1);
    const double share = std::pow(ShareOf(child * 2 + p % 2), p == kPartOf ? 1 : 2);
    const auto parent = static_cast<std::uint32_t>(share * child);
    Link('n', names[child], p, 'n', names[parent]);
  }

  void MakeDocument(std::uint32_t p, const std::vector<std::uint32_t>& names) {
    const std::uint32_t document = dice_.Below(documents_);
    const double share = ShareOf(document + (std::uint64_t{p} << 32U));
    const std::uint32_t s = Name('d', document);
    if (p == kPublishedOn) {
      const auto day = static_cast<std::uint32_t>(share * kDays);
      Add(s, p, Term(TermKind::kDate, DateOf(day)));
    } else {
      const auto outlets = static_cast<double>(std::min<std::uint64_t>(kOutlets, firms_));
      Add(s, p, Name('n', names[static_cast<std::size_t>(share * share * outlets)]));
    }
  }

  void MakeFollowers() {
    const auto follows = static_cast<std::uint32_t>(graph_.predicates.size());
    graph_.predicates.emplace_back("follows");
    const Zipf crowd(mainland(), 0.5), few(users_ - mainland(), 0.5);
    const std::vector<std::uint32_t> names = Shuffled(users_, dice_);
    const std::uint64_t end = graph_.triples.size() + std::min(size_, kMostFollows);
    while (graph_.triples.size() < end) {
      const bool island = dice_.Below(10) == 0;
      const auto user = [&] {
        return island ? mainland() + few.Draw(dice_) : std::uint64_t{crowd.Draw(dice_)};
      };
      const std::uint64_t a = user(), b = user();
      if (a != b) Link('u', names[a], follows, 'u', names[b]);
    }
    for (std::size_t i = 0; i < kAsked; ++i) {
      const auto one = 'u' + std::to_string(names[dice_.Below(mainland())]);
      const auto other = 'u' + std::to_string(names[dice_.Below(mainland())]);
      const auto far = 'u' + std::to_string(names[mainland() + dice_.Below(users_ - mainland())]);
      graph_.users.push_back(one);
      if (one != other) graph_.pairs.emplace_back(one, other);
      graph_.apart.emplace_back(one, far);
    }
  }
  std::uint64_t mainland() const { return users_ - users_ / 10; }

  void MakeChain() {
    const auto steps = static_cast<std::uint32_t>(graph_.predicates.size());
    graph_.predicates.emplace_back("step-to");
    const std::size_t end = graph_.triples.size() + kChainEdges;
    while (graph_.triples.size() < end) {
      const std::uint32_t a = dice_.Below(kChainNodes), b = dice_.Below(kChainNodes);
      if (a != b) Link('c', a, steps, 'c', b);
    }
    MakeClosed(steps);
  }

  // The first way of some steps from one node of the chain without a step back.
  void MakeClosed(std::uint32_t steps) {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> next;
    for (auto triple = graph_.triples.end() - kChainEdges; triple != graph_.triples.end(); ++triple)
      if (triple->predicate == steps) next[triple->subject].push_back(triple->object);
    const std::uint32_t begin = (graph_.triples.end() - kChainEdges)->subject;
    std::vector<std::uint32_t> reached = {begin};
    std::unordered_set<std::uint32_t> seen = {begin};
    for (std::size_t step = 0; step < kClosedSteps; ++step) {
      std::vector<std::uint32_t> farther;
      for (const std::uint32_t node : reached)
        for (const std::uint32_t one : next[node])
          if (seen.insert(one).second) farther.push_back(one);
      if (farther.empty()) break;
      reached = std::move(farther);
    }
    graph_.closed = {NameOf(begin), NameOf(reached.front())};
  }

  void MakeTree() {
    const auto child_of = static_cast<std::uint32_t>(graph_.predicates.size());
    graph_.predicates.emplace_back("child-of");
    for (std::uint32_t i = 1; i <= kTreeEdges; ++i) Link('t', i, child_of, 't', (i - 1) / 2);
  }

  // Some of the different names that `name` gives for the triples of a predicate.
  template <typename NameOfTriple>
  std::vector<std::string> Names(std::uint32_t predicate, NameOfTriple name) {
    std::set<std::string> all;
    for (const MadeTriple& triple : graph_.triples)
      if (triple.predicate == predicate) all.insert(NameOf(name(triple)));
    const std::vector<std::string> sorted(all.begin(), all.end());
    std::vector<std::string> some;
    for (const std::uint32_t i : Shuffled(sorted.size(), dice_))
      if (some.size() < kAsked) some.push_back(sorted[i]);
    return some;
  }

  void MakeQuestions() {
    const auto subject = [](const MadeTriple& t) { return t.subject; };
    const auto object = [](const MadeTriple& t) { return t.object; };
    graph_.suppliers = Names(kSupplies, subject);
    graph_.mentioned = Names(kMentions, object);
    graph_.parts = Names(kPartOf, subject);
    for (std::size_t i = 0; i < kAsked; ++i) {
      graph_.subjects_asked.push_back(dice_.Below(graph_.news));
      graph_.objects_asked.push_back(dice_.Below(graph_.news));
    }
  }

  const std::uint64_t size_, firms_, documents_, users_;
  Dice dice_;
  MadeGraph graph_;
  std::unordered_map<std::string, std::uint32_t> terms_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

MadeGraph MakeGraph(std::uint64_t size) {
  return Maker(size).Make();
}

void WriteTriples(const MadeGraph& graph, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  for (const MadeTriple& triple : graph.triples)
    out << graph.terms[triple.subject].text << '\t' << graph.predicates[triple.predicate] << '\t'
        << graph.terms[triple.object].text << '\n';
}

}  // namespace lode::bench
