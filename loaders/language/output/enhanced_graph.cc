// Tree -> enhanced graph, in four passes over the arcs, each of which may use what
// the one before it added: names from markers, relative clauses, conjuncts, control.
//
// The order matters: "the men who came and wanted to stay" needs the antecedent as
// subject of "came" (relative clause), then of "wanted" (shared by conjuncts), then
// of "stay" (control). After S. Schuster and C. Manning, "Enhanced English Universal
// Dependencies" (2016); where the text leaves a choice, the rule is the one that
// agrees more often with the graphs of EWT's training part.

#include "loaders/language/output/enhanced_graph.h"

#include <algorithm>
#include <string_view>

namespace lode {
namespace {

bool IsA(std::string_view relation, std::string_view base) {
  return relation.starts_with(base) &&
         (relation.size() == base.size() || relation[base.size()] == ':');
}

bool IsSubject(std::string_view relation) {
  return IsA(relation, "nsubj") || IsA(relation, "csubj");
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

struct Arc {
  int head;
  std::string relation;
};

class GraphBuilder {
 public:
  explicit GraphBuilder(const Sentence& sentence)
      : tokens_(sentence.tokens),
        size_(static_cast<int>(tokens_.size())),
        children_(tokens_.size() + 1),
        arcs_(tokens_.size() + 1) {
    for (int w = 1; w <= size_; ++w) {
      const int head = Word(w).head;
      if (head >= 0 && head <= size_ && head != w) At(children_, head).push_back(w);
    }
  }

  std::vector<EnhancedArc> Build() {
    for (int w = 1; w <= size_; ++w)
      if (!Word(w).deprel.empty()) At(arcs_, w).push_back({Word(w).head, MarkedRelation(w)});
    for (int w = 1; w <= size_; ++w)
      if (Is(w, "acl:relcl") || Is(w, "advcl:relcl")) AddAntecedent(w);
    for (int w = 1; w <= size_; ++w)
      if (Is(w, "conj") && Word(w).head != 0) ShareWithConjunct(w, Word(w).head);
    AddControlledSubjects();
    return Sorted();
  }

 private:
  template <typename T>
  static T& At(std::vector<T>& list, int index) {
    return list[static_cast<std::size_t>(index)];
  }
  template <typename T>
  static const T& At(const std::vector<T>& list, int index) {
    return list[static_cast<std::size_t>(index)];
  }
  const Token& Word(int w) const { return tokens_[static_cast<std::size_t>(w) - 1]; }
  const std::vector<int>& Children(int w) const { return At(children_, w); }
  bool Is(int w, std::string_view relation) const { return IsA(Word(w).deprel, relation); }

  // -- relations named by their markers

  // "in", "because_of"; empty for none.
  std::string Marker(int w, std::string_view relation) const {
    int marker = 0;
    for (const int c : Children(w))
      if (Is(c, relation)) marker = c;
    return marker == 0 ? std::string() : MarkerText(marker);
  }

  std::string MarkerText(int marker) const {
    std::string text = Lower(Word(marker).form);
    for (const int c : Children(marker))
      if (Is(c, "fixed")) text += '_' + Lower(Word(c).form);
    if (text == "&") return "and";
    if (text == "/") return "slash";
    if (text == "+") return "plus";
    const bool word = std::any_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
    return word ? text : std::string();
  }

  // "when" and "where" mark a clause as adverbs of it.
  std::string AdverbMarker(int w) const {
    for (const int c : Children(w))
      if (Is(c, "advmod") && (Word(c).lemma == "when" || Word(c).lemma == "where"))
        return Word(c).lemma;
    return {};
  }

  // Without a coordinator of its own a conjunct takes that of a later one: a, b and c.
  std::string Coordinator(int w) const {
    std::string own = Marker(w, "cc");
    if (!own.empty()) return own;
    for (const int sibling : Children(Word(w).head)) {
      if (sibling <= w || !Is(sibling, "conj")) continue;
      own = Marker(sibling, "cc");
      if (!own.empty()) return own;
    }
    return {};
  }

  std::string OwnMarker(int w, std::string_view relation) const {
    if (relation == "conj") return Coordinator(w);
    if (relation == "nmod" || relation == "obl") return Marker(w, "case");
    if (relation != "acl" && relation != "advcl") return {};
    std::string marker = Marker(w, "mark");
    if (marker.empty()) marker = Marker(w, "case");
    return marker.empty() && relation == "advcl" ? AdverbMarker(w) : marker;
  }

  std::string MarkedRelation(int w) const {
    const std::string& relation = Word(w).deprel;
    const std::string marker = OwnMarker(w, relation);
    return marker.empty() ? relation : relation + ':' + marker;
  }

  // -- relative clauses

  // The relative pronoun or adverb of the clause under `clause`, 0 if it has none.
  int RelativeWord(int clause) const {
    std::vector<int> stack = {clause};
    int found = 0;
    for (std::size_t i = 0; i < stack.size() && i < tokens_.size(); ++i) {
      const int w = stack[i];
      const bool relative = Word(w).feats.find("PronType=Rel") != std::string::npos;
      if (relative && (found == 0 || w < found)) found = w;
      for (const int c : Children(w))
        if (!Is(c, "acl:relcl") && !Is(c, "advcl:relcl") && !Is(c, "conj")) stack.push_back(c);
    }
    return found;
  }

  void AddAntecedent(int clause) {
    const int antecedent = Word(clause).head;
    if (antecedent == 0) return;
    const int pronoun = RelativeWord(clause);
    if (pronoun == antecedent) return;
    if (pronoun == 0) return AddGap(clause, antecedent);
    if (pronoun == clause) return;
    const std::vector<Arc> places = std::move(At(arcs_, pronoun));
    At(arcs_, pronoun) = {{antecedent, "ref"}};
    for (const Arc& place : places) Add(antecedent, place.head, place.relation);
  }

  // "the post I can relate to", "the boat he sold": the place that is empty in the
  // clause or in the innermost clause below it.
  void AddGap(int clause, int antecedent) {
    int verb = clause;
    for (bool deeper = true; deeper;) {
      deeper = false;
      for (const int c : Children(verb)) {
        if (!(Is(c, "xcomp") || Is(c, "ccomp")) || c <= verb || Word(c).upos != "VERB") continue;
        verb = c;
        deeper = true;
        break;
      }
    }
    Add(antecedent, verb, GapRelation(verb));
  }

  std::string GapRelation(int verb) const {
    bool subject = false, object = false;
    for (const int c : Children(verb)) {
      const bool stranded = Word(c).upos == "ADP" && Is(c, "obl");
      if (stranded) return "obl";
      subject = subject || IsSubject(Word(c).deprel);
      object = object || Is(c, "obj");
    }
    if (!subject && !Is(verb, "xcomp")) return "nsubj";
    return object || Word(verb).upos != "VERB" ? "obl" : "obj";
  }

  // -- conjuncts

  void ShareWithConjunct(int w, int first) {
    for (const Arc& arc : std::vector<Arc>(At(arcs_, first))) {
      if (arc.head == w || IsLoose(arc.relation)) continue;
      Add(w, arc.head, InConjunct(w, arc.relation));
    }
    const bool has_subject = HasSubject(w);
    const bool predicate = IsPredicate(w) || HasCopula(first);
    for (int d = 1; d <= size_; ++d) {
      if (d == w) continue;
      for (std::size_t i = 0; i < At(arcs_, d).size(); ++i) {
        const Arc arc = At(arcs_, d)[i];
        if (arc.head != first) continue;
        if (IsSubject(arc.relation)) {
          if (predicate && !has_subject && d < w) Add(d, w, SubjectOf(w, arc.relation));
        } else if (d > w && IsShared(d, w, arc.relation)) {
          Add(d, w, arc.relation);
        }
      }
    }
  }

  // Relations that say nothing about the other conjuncts.
  static bool IsLoose(const std::string& relation) {
    return IsA(relation, "root") || IsA(relation, "conj") || relation == "ref" ||
           relation == "parataxis" || relation == "list" || relation == "discourse";
  }

  // The first conjunct's relation with this one's own marker.
  std::string InConjunct(int w, const std::string& relation) const {
    const std::string base = relation.substr(0, relation.find(':'));
    if (base == "nmod" || base == "obl" || base == "acl" || base == "advcl") {
      const std::string own = OwnMarker(w, base);
      if (!own.empty() && relation != "acl:relcl" && relation != "advcl:relcl")
        return base + ':' + own;
    }
    return relation;
  }

  bool HasSubject(int w) const {
    return std::any_of(Children(w).begin(), Children(w).end(),
                       [&](int c) { return IsSubject(Word(c).deprel); });
  }

  bool IsPredicate(int w) const {
    return Word(w).upos == "VERB" || Word(w).upos == "AUX" || HasCopula(w);
  }

  bool HasCopula(int w) const {
    return std::any_of(Children(w).begin(), Children(w).end(), [&](int c) { return Is(c, "cop"); });
  }

  std::string SubjectOf(int w, const std::string& relation) const {
    const bool passive = std::any_of(Children(w).begin(), Children(w).end(),
                                     [&](int c) { return Is(c, "aux:pass"); });
    const std::string base = relation.substr(0, relation.find(':'));
    return passive ? base + ":pass" : base;
  }

  // "buys and sells stocks": an object behind the last conjunct, if that has none.
  bool IsShared(int d, int w, const std::string& relation) const {
    if (relation != "obj" || Word(d).head == w) return false;
    return std::none_of(Children(w).begin(), Children(w).end(),
                        [&](int c) { return Is(c, "obj") || Is(c, "ccomp") || Is(c, "xcomp"); });
  }

  // -- control and raising

  void AddControlledSubjects() {
    for (const int w : TopDown()) {
      for (std::size_t i = 0; i < At(arcs_, w).size(); ++i) {
        const Arc arc = At(arcs_, w)[i];
        if (arc.relation == "xcomp" && arc.head != 0 && !HasSubject(w)) Control(w, arc.head);
      }
    }
  }

  // Words with every word behind its head; words in circles are left out.
  std::vector<int> TopDown() const {
    std::vector<int> order = Children(0);
    for (std::size_t i = 0; i < order.size(); ++i)
      order.insert(order.end(), Children(order[i]).begin(), Children(order[i]).end());
    return order;
  }

  void Control(int w, int governor) {
    const bool by_object = AddSubjects(w, governor, {"obj", "iobj"});
    if (!by_object) AddSubjects(w, governor, {"nsubj", "csubj"});
  }

  bool AddSubjects(int w, int governor, std::vector<std::string_view> relations) {
    bool any = false;
    for (int d = 1; d <= size_; ++d) {
      if (d == w) continue;
      for (std::size_t i = 0; i < At(arcs_, d).size(); ++i) {
        const Arc& arc = At(arcs_, d)[i];
        if (arc.head != governor) continue;
        const bool wanted = std::any_of(relations.begin(), relations.end(),
                                        [&](std::string_view r) { return IsA(arc.relation, r); });
        if (!wanted || arc.relation == "nsubj:outer") continue;
        any = true;
        Add(d, w, IsA(arc.relation, "csubj") ? "csubj:xsubj" : "nsubj:xsubj");
        break;
      }
    }
    return any;
  }

  // -- the answer

  void Add(int word, int head, const std::string& relation) {
    std::vector<Arc>& arcs = At(arcs_, word);
    if (word == head || arcs.size() >= kMaxEnhancedHeads) return;
    for (const Arc& arc : arcs)
      if (arc.head == head && arc.relation == relation) return;
    arcs.push_back({head, relation});
  }

  std::vector<EnhancedArc> Sorted() {
    std::vector<EnhancedArc> all;
    for (int w = 1; w <= size_; ++w) {
      std::vector<Arc>& arcs = At(arcs_, w);
      std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
        return a.head != b.head ? a.head < b.head : a.relation < b.relation;
      });
      for (Arc& arc : arcs) all.push_back({w, arc.head, std::move(arc.relation)});
    }
    return all;
  }

  const std::vector<Token>& tokens_;
  const int size_;
  std::vector<std::vector<int>> children_;  // of the tree; [0] under the root
  std::vector<std::vector<Arc>> arcs_;      // of the graph, by word; [0] unused
};

}  // namespace

std::vector<EnhancedArc> EnhancedArcs(const Sentence& sentence) {
  return GraphBuilder(sentence).Build();
}

}  // namespace lode
