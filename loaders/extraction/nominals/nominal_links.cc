// Things and what they are.
//
// Every noun phrase of a sentence is asked for the shapes that relate it to another:
// a class noun beside a name, a list of examples, a possessor, an adjective in
// "-based". Class phrases become nodes of their own, so that "what is a chipmaker"
// has an answer.

#include <algorithm>
#include <array>
#include <string>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/nominals/nominal_writer.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Class nouns that relate the thing to another: "a subsidiary of Orrin".
struct RelationNoun {
  std::string_view noun, predicate;
  bool inverse;  // the owner is the subject
};
constexpr std::array<RelationNoun, 17> kRelationNouns = {{
    {"affiliate", "part-of", false},
    {"arm", "subsidiary-of", false},
    {"competitor", "competes-with", false},
    {"customer", "sells-to", true},
    {"division", "part-of", false},
    {"parent", "subsidiary-of", true},
    {"partner", "partners-with", false},
    {"rival", "competes-with", false},
    {"shareholder", "owns-stake-in", false},
    {"stakeholder", "owns-stake-in", false},
    {"investor", "owns-stake-in", false},
    {"sister", "partners-with", false},
    {"subsidiary", "subsidiary-of", false},
    {"supplier", "sells-to", false},
    {"unit", "subsidiary-of", false},
    {"vendor", "sells-to", false},
    {"branch", "part-of", false},
}};

const RelationNoun* RelationOf(const std::string& noun) {
  for (const RelationNoun& relation : kRelationNouns)
    if (relation.noun == noun) return &relation;
  return nullptr;
}

class LinkWriter {
 public:
  explicit LinkWriter(NominalWriter& writer) : writer_(writer) {}

  void Read(std::uint32_t sentence) {
    sentence_ = sentence;
    graph_ = &writer_.graph(sentence);
    for (int word = 1; word <= graph_->size(); ++word) {
      if (!graph_->IsNominal(word)) continue;
      ReadClassNouns(word);
      ReadExamples(word);
      ReadProduct(word);
      ReadPlace(word);
      ReadCopula(word);
    }
  }

 private:
  void ReadClassNouns(int name);
  void ReadClass(int name, int noun, double confidence);
  int Classed(int name, int noun) const;
  void ReadRelationNoun(int name, int noun, double confidence);
  void ReadBase(int name, int noun);
  void ReadExamples(int noun);
  bool IsExample(int example, int noun, bool strict) const;
  void ReadProduct(int noun);
  void ReadPlace(int name);
  void ReadCopula(int noun);
  int OwnerOf(int noun, int name) const;
  const EntityMention* NameAt(int word) const;

  NominalWriter& writer_;
  std::uint32_t sentence_ = 0;
  const SentenceGraph* graph_ = nullptr;
};

const EntityMention* LinkWriter::NameAt(int word) const {
  const EntityMention* mention = writer_.entities().At(sentence_, word);
  return mention != nullptr && mention->kind == MentionKind::kName ? mention : nullptr;
}

// Does the class noun fit what the name names?
bool Fits(const EntityLexicon& lexicon, const SentenceGraph& graph, int noun,
          std::string_view type) {
  const std::string_view noun_type = lexicon.NounType(graph.lemma(noun));
  if (type == "person") return false;     // people have roles
  for (int child : graph.children(noun))  // "Tavaria, the largest cobalt processor"
    if (graph.Is(child, "amod") && graph.word(child).xpos == "JJS") return true;
  if (noun_type == "person" || lexicon.Role(graph.lemma(noun)) != nullptr) return false;
  if (noun_type.empty() || type == "topic") return true;
  if (noun_type == "event" && FamilyOf(type) != "event") return false;
  return FamilyOf(noun_type) == FamilyOf(type) ||
         (FamilyOf(noun_type) != "place" && FamilyOf(type) != "place");
}

std::string_view NounFamily(const EntityLexicon& lexicon, const SentenceGraph& graph, int noun) {
  return FamilyOf(lexicon.NounType(graph.lemma(noun)));
}

// What a relation noun is of: its possessor, else its "of" or "to" phrase.
int LinkWriter::OwnerOf(int noun, int name) const {
  for (int head : {noun, name})
    for (int child : graph_->children(head == 0 ? noun : head))
      if (graph_->Is(child, "nmod:poss") && child < std::max(noun, name)) return child;
  for (int child : graph_->children(noun)) {
    const std::string preposition = graph_->Preposition(child);
    if (graph_->Is(child, "nmod") && child > noun && (preposition == "of" || preposition == "to"))
      return child;
  }
  return 0;
}

void LinkWriter::ReadRelationNoun(int name, int noun, double confidence) {
  const RelationNoun* relation = RelationOf(FoldWord(graph_->lemma(noun)));
  const int owner = relation == nullptr ? 0 : OwnerOf(noun, name);
  if (owner == 0 || FamilyOf(writer_.TypeAt(sentence_, owner)) != "organization") return;
  if (FamilyOf(writer_.TypeAt(sentence_, name)) != "organization") return;
  if (relation->inverse)
    writer_.Relate(sentence_, owner, relation->predicate, name, noun, confidence);
  else
    writer_.Relate(sentence_, name, relation->predicate, owner, noun, confidence);
}

// "the Danish pump maker Orrin", "the Aarhus-based pump maker".
void LinkWriter::ReadBase(int name, int noun) {
  if (FamilyOf(writer_.TypeAt(sentence_, name)) != "organization") return;
  for (int head : {noun, name}) {
    for (int child : graph_->children(head)) {
      if (child > head || graph_->Is(child, "nmod:poss")) continue;
      const std::string& form = graph_->word(child).form;
      const std::string_view country = writer_.lexicon().CountryOfDemonym(form);
      // "European Union": the adjective is part of the name and says nothing of a seat.
      if (graph_->Is(child, "amod") && !country.empty() && head == noun && noun != name) {
        writer_.RelateTo(sentence_, name, "based-in", writer_.PlaceNode(country), {child, child},
                         child, 0.8);
      } else if (form.size() > 6 && form.ends_with("-based")) {
        const std::string place = form.substr(0, form.size() - 6);
        if (!writer_.lexicon().PlaceType(place).empty())
          writer_.RelateTo(sentence_, name, "based-in", writer_.PlaceNode(place), {child, child},
                           child, 0.9);
      } else if (FoldWord(form) == "based" && child < head) {
        for (int place : graph_->children(child))
          if (place < child && FamilyOf(writer_.TypeAt(sentence_, place)) == "place")
            writer_.Relate(sentence_, name, "based-in", place, child, 0.9);
      }
    }
  }
}

// Is the phrase one that classes: with an article or possessor, or a noun whose kind
// is known, and no parenthesis or colon between it and the name?
bool IsClassPhrase(const EntityLexicon& lexicon, const SentenceGraph& graph, int name, int noun) {
  for (int word = std::min(name, noun) + 1; word < std::max(name, noun); ++word) {
    const std::string& form = graph.word(word).form;
    if (form == "(" || form == ":" || form == "(" || form == "[" || form == "•" || form == "|" ||
        form == ";" || form == ">")
      return false;
  }
  if (graph.lemma(noun) == "source" || graph.Child(noun, "case") != 0) return false;
  for (int child : graph.children(noun))
    if (graph.Is(child, "det") || graph.Is(child, "nmod:poss")) return true;
  return !lexicon.NounType(graph.lemma(noun)).empty();
}

void LinkWriter::ReadClass(int name, int noun, double confidence) {
  const std::string type = writer_.TypeAt(sentence_, name);
  if (type.empty() || IsPlural(*graph_, noun) || !graph_->IsUpos(noun, "NOUN")) return;
  if (!Fits(writer_.lexicon(), *graph_, noun, type)) return;
  if (!IsClassPhrase(writer_.lexicon(), *graph_, name, noun)) return;
  if (RelationOf(FoldWord(graph_->lemma(noun))) != nullptr) {
    ReadRelationNoun(name, noun, confidence);
    return;
  }
  const std::string phrase = TermName(*graph_, noun, writer_.lexicon());
  if (phrase.empty()) return;
  writer_.RelateTo(
      sentence_, name, "is-a",
      writer_.entities().Term(phrase, writer_.lexicon().NounType(graph_->lemma(noun)).empty()
                                          ? "topic"
                                          : writer_.lexicon().NounType(graph_->lemma(noun))),
      NamingPhrase(*graph_, noun), 0, confidence);
  ReadBase(name, noun);
}

// "Rivera, who heads Orrin, a consultancy": what stands before the comma, where the
// class fits it and not the name that the tree says.
int LinkWriter::Classed(int name, int noun) const {
  int comma = graph_->Subtree(noun).front();
  if (!graph_->IsUpos(comma, "PUNCT")) --comma;
  if (comma <= name + 1 || !graph_->IsUpos(comma, "PUNCT")) return name;
  int near = comma - 1;
  while (near > name && (graph_->Is(near, "flat") || graph_->Is(near, "compound")))
    near = graph_->head(near) < comma && graph_->head(near) > 0 ? graph_->head(near) : name;
  const EntityMention* other = near > name ? NameAt(near) : nullptr;
  if (other == nullptr) return name;
  const std::string_view wanted = NounFamily(writer_.lexicon(), *graph_, noun);
  return !wanted.empty() && wanted != FamilyOf(writer_.TypeAt(sentence_, name)) &&
                 wanted == FamilyOf(other->type)
             ? near
             : name;
}

void LinkWriter::ReadClassNouns(int name) {
  if (NameAt(name) == nullptr) return;
  for (int child : graph_->children(name)) {
    const bool before = graph_->Is(child, "nmod:desc") ||
                        (graph_->Is(child, "compound") && graph_->IsUpos(child, "NOUN") &&
                         !IsCapitalized(graph_->word(child).form) &&
                         NounFamily(writer_.lexicon(), *graph_, child) == "organization");
    if (before && child < name) {
      ReadClass(name, child, 0.88);
    } else if (graph_->Is(child, "appos") && child > name) {
      for (int noun : graph_->Conjuncts(child)) ReadClass(Classed(name, noun), noun, 0.85);
    }
  }
  const int parent = graph_->head(name);
  if (graph_->Is(name, "appos") && graph_->IsUpos(parent, "NOUN") &&
      graph_->Child(name, "conj") == 0)
    ReadClass(name, parent, 0.82);
  // "its rival, the chipmaker Orrin"
  const int outer = graph_->head(parent);
  if (graph_->Is(name, "appos") && graph_->Is(parent, "appos") && graph_->IsUpos(parent, "NOUN") &&
      graph_->IsUpos(outer, "NOUN") && name == parent + 1)
    ReadClass(name, outer, 0.8);
  ReadBase(name, name);
}

// Names always are; nouns where the class is of a known kind, if that is asked for.
bool LinkWriter::IsExample(int example, int noun, bool strict) const {
  if (NameAt(example) != nullptr) return true;
  if (!graph_->IsUpos(example, "NOUN") && !graph_->IsUpos(example, "PROPN")) return false;
  if (graph_->lemma(example) == graph_->lemma(noun)) return false;
  for (int child : graph_->children(example))  // "risk of losing", "x's push into y"
    if (graph_->Is(child, "nmod:poss") || (graph_->Is(child, "acl"))) return false;
  return !strict || !writer_.lexicon().NounType(graph_->lemma(noun)).empty();
}

// "chipmakers such as Orrin and Lumen"; "Orrin and other chipmakers".
void LinkWriter::ReadExamples(int noun) {
  if (!graph_->IsUpos(noun, "NOUN") || !IsPlural(*graph_, noun)) return;
  const std::string phrase = TermName(*graph_, noun, writer_.lexicon());
  if (phrase.empty() || writer_.TypeAt(sentence_, noun).empty()) return;
  for (int child : graph_->children(noun)) {
    if (!graph_->Is(child, "nmod") || child < noun) continue;
    const std::string preposition = graph_->Preposition(child);
    if (preposition != "such-as" && preposition != "like" && preposition != "including") continue;
    for (int example : graph_->Conjuncts(child))
      if (IsExample(example, noun, preposition == "including"))
        writer_.Relate(sentence_, example, "is-a", noun, 0, preposition == "like" ? 0.8 : 0.85);
  }
  // "three mills: Orrin, Lumen and Tarn"
  const int listed = graph_->Child(noun, "appos");
  if (listed > noun && NameAt(listed) != nullptr) {
    std::vector<int> list = graph_->Conjuncts(listed);
    for (int child : graph_->children(noun))  // the rest of the list, hung on the class
      if (child > listed && graph_->Is(child, "conj")) list.push_back(child);
    for (int example : list)
      if (list.size() > 1 && NameAt(example) != nullptr)
        writer_.Relate(sentence_, example, "is-a", noun, 0, 0.8);
  }
  const int other = graph_->Child(noun, "amod");
  if (graph_->Is(noun, "conj") && other != 0 && FoldWord(graph_->word(other).form) == "other") {
    for (int example : graph_->Conjuncts(graph_->FirstConjunct(noun)))
      if (example < noun && (NameAt(example) != nullptr || IsPlural(*graph_, example)) &&
          IsExample(example, noun, true))
        writer_.Relate(sentence_, example, "is-a", noun, other, 0.8);
  }
}

// "Orrin's X9", "Orrin's X9 chips": who makes it, and what it is.
void LinkWriter::ReadProduct(int noun) {
  const EntityMention* mention = writer_.entities().At(sentence_, noun);
  if (mention == nullptr || mention->type != "product" || mention->kind == MentionKind::kPronoun)
    return;
  for (int child : graph_->children(noun)) {
    const bool maker = graph_->Is(child, "nmod:poss") ||
                       (graph_->Is(child, "compound") && NameAt(child) != nullptr);
    if (!maker || child > noun) continue;
    const std::string type = writer_.TypeAt(sentence_, child);
    if (FamilyOf(type) == "organization" && type != "government-body" && type != "media")
      writer_.Relate(sentence_, child, "makes", noun, 0,
                     graph_->Is(child, "nmod:poss") ? 0.85 : 0.75);
  }
  if (mention->kind != MentionKind::kNominal) return;
  const int name = [&] {  // the last word of the name inside the phrase
    int last = 0;
    for (int word = mention->first; word < noun; ++word)
      if (NameAt(word) != nullptr && NameAt(word)->node == mention->node) last = NameAt(word)->last;
    return last;
  }();
  if (name == 0 || name >= noun) return;
  const std::string phrase = PhraseText(*graph_, {name + 1, noun});
  writer_.RelateTo(sentence_, noun, "is-a", writer_.entities().Term(phrase, "product"),
                   {name + 1, noun}, 0, 0.85);
}

// "Aarhus, Denmark"; "Denmark's Ministry of Trade".
void LinkWriter::ReadPlace(int name) {
  const EntityMention* mention = NameAt(name);
  if (mention == nullptr) return;
  for (int child : graph_->children(name)) {
    const EntityMention* other = NameAt(child);
    // "the Trade Committee of the Bank of Tarn"
    if (other != nullptr && child > mention->last && graph_->Is(child, "nmod") &&
        graph_->Preposition(child) == "of" && FamilyOf(mention->type) == "organization" &&
        FamilyOf(other->type) == "organization")
      writer_.Relate(sentence_, name, "part-of", child, 0, 0.8);
    if (other == nullptr || FamilyOf(other->type) != "place") continue;
    const bool beside = graph_->Is(child, "appos") || graph_->Is(child, "nmod:unmarked");
    if (FamilyOf(mention->type) == "place" && beside && child > name &&
        graph_->Child(child, "conj") == 0 && mention->type != "country" &&
        (other->type == "country" || other->type == "region") && mention->type != other->type)
      writer_.Relate(sentence_, name, "located-in", child, 0, 0.85);
    if (mention->type == "government-body" && graph_->Is(child, "nmod:poss") &&
        other->type == "country")
      writer_.Relate(sentence_, name, "part-of", child, 0, 0.75);
  }
}

// "Lumen is Orrin's subsidiary": the possessor that a copula's reader leaves out.
void LinkWriter::ReadCopula(int noun) {
  const int subject = graph_->Child(noun, "nsubj");
  const int copula = graph_->Child(noun, "cop");
  if (subject == 0 || copula == 0 || RelationOf(FoldWord(graph_->lemma(noun))) == nullptr) return;
  if (graph_->Child(noun, "aux") != 0 || graph_->Child(noun, "mark") != 0) return;
  for (int child : graph_->children(noun)) {
    const std::string form = FoldWord(graph_->word(child).form);
    if (form == "not" || form == "n't" || form == "never" || form == "no") return;
  }
  ReadRelationNoun(subject, noun, 0.85);
}

}  // namespace

void WriteLinks(NominalWriter& writer) {
  LinkWriter links(writer);
  for (std::uint32_t i = 0; i < writer.text().graphs.size(); ++i) links.Read(i);
}

}  // namespace lode
