// People and what they are.
//
// A role noun stands before a name ("Trade Minister Ana Rivera"), beside it ("Ana
// Rivera, head of the Orrin Institute") or has it beside itself ("the institute's
// head, Ana Rivera"). All three say what the person is; the possessor, the compound or
// the "of" of the role noun says of what.

#include <algorithm>
#include <string>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/nominals/nominal_writer.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr double kTitle = 0.93, kApposition = 0.88, kNamedOwner = 0.9, kOtherOwner = 0.8;

class RoleWriter {
 public:
  explicit RoleWriter(NominalWriter& writer) : writer_(writer) {}

  void Read(const EntityMention& person) {
    const SentenceGraph& graph = writer_.graph(person.sentence);
    for (int child : graph.children(person.head)) {
      const bool title = graph.Is(child, "nmod:desc") && child < person.first;
      const bool beside = graph.Is(child, "appos") && child > person.last &&
                          (graph.IsUpos(child, "NOUN") || RoleAt(graph, child) != nullptr);
      if (!title && !beside) continue;
      for (int noun : graph.Conjuncts(child)) ReadRole(person, noun, title ? kTitle : kApposition);
    }
    const int parent = graph.head(person.head);
    if (graph.Is(person.head, "appos") && graph.IsUpos(parent, "NOUN") &&
        graph.Child(person.head, "conj") == 0 && !IsPlural(graph, parent))
      for (int noun : graph.Conjuncts(graph.FirstConjunct(parent)))
        if (noun < person.first) ReadRole(person, noun, kApposition);
    ReadLooseTitle(person);
  }

 private:
  void ReadRole(const EntityMention& person, int noun, double confidence);
  void ReadLooseTitle(const EntityMention& person);
  const RoleNoun* RoleAt(const SentenceGraph& graph, int noun) const;
  bool IsOwnerType(const std::string& type) const;
  int OwnerOf(const EntityMention& person, int noun);
  std::string_view CountryBefore(const SentenceGraph& graph, int noun) const;
  WordRange RoleWords(const SentenceGraph& graph, int noun, int owner) const;

  NominalWriter& writer_;
};

// "chief executive" is looked up before "executive".
const RoleNoun* RoleWriter::RoleAt(const SentenceGraph& graph, int noun) const {
  if (noun > 1) {
    const std::string two = graph.word(noun - 1).form + " " + graph.lemma(noun);
    if (const RoleNoun* role = writer_.lexicon().Role(two); role != nullptr) return role;
  }
  if (const RoleNoun* role = writer_.lexicon().Role(graph.word(noun).form); role != nullptr)
    return role;
  return writer_.lexicon().Role(graph.lemma(noun));
}

bool RoleWriter::IsOwnerType(const std::string& type) const {
  const std::string_view family = FamilyOf(type);
  return family == "organization" || family == "place" || type == "group";
}

// The word for what the role is held at: possessor, "of" phrase or compound.
int RoleWriter::OwnerOf(const EntityMention& person, int noun) {
  const SentenceGraph& graph = writer_.graph(person.sentence);
  for (int head : {noun, person.head}) {
    for (int child : graph.children(head)) {
      if (graph.Is(child, "nmod:poss") && child < noun &&
          IsOwnerType(writer_.TypeAt(person.sentence, child)))
        return child;
    }
  }
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "nmod") || child < noun) continue;
    const std::string preposition = graph.Preposition(child);
    if ((preposition == "of" || preposition == "at" || preposition == "for" ||
         preposition == "on" || preposition == "with" || preposition == "in") &&
        IsOwnerType(writer_.TypeAt(person.sentence, child)))
      return child;
  }
  for (int child : graph.children(noun)) {  // "head of design for Orrin"
    if (!graph.Is(child, "nmod") || child < noun || graph.Preposition(child) != "of") continue;
    for (int matter : graph.Conjuncts(child))
      for (int place : graph.children(matter))
        if (graph.Is(place, "nmod") && place > matter &&
            (graph.Preposition(place) == "for" || graph.Preposition(place) == "at") &&
            IsOwnerType(writer_.TypeAt(person.sentence, place)))
          return place;
  }
  int compound = 0;
  for (int head : {noun, person.head})
    for (int child : graph.children(head)) {
      if ((!graph.Is(child, "compound") && !graph.Is(child, "amod")) || child >= noun) continue;
      const EntityMention* name = writer_.entities().At(person.sentence, child);
      if (name != nullptr && name->kind == MentionKind::kName && IsOwnerType(name->type))
        compound = child;
    }
  return compound;
}

// "French" in "French Finance Minister".
std::string_view RoleWriter::CountryBefore(const SentenceGraph& graph, int noun) const {
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "amod") || child > noun) continue;
    const std::string_view country = writer_.lexicon().CountryOfDemonym(graph.word(child).form);
    if (!country.empty()) return country;
  }
  return {};
}

// "Finance Minister", without the country or body before it.
WordRange RoleWriter::RoleWords(const SentenceGraph& graph, int noun, int owner) const {
  WordRange range = NamingPhrase(graph, noun);
  const bool subject_matter = graph.word(noun + 1).form == "of" && noun < graph.size();
  range.last = std::max(noun, owner > noun || subject_matter ? range.last : noun);
  if (range.last > noun && owner > noun && !range.contains(owner) && !subject_matter)
    range.last = noun;
  for (int word = range.first; word < noun; ++word) {
    const bool outside = (owner != 0 && owner < noun && word <= owner) ||
                         !writer_.lexicon().CountryOfDemonym(graph.word(word).form).empty() ||
                         !writer_.lexicon().Country(graph.word(word).form).empty() ||
                         graph.IsUpos(word, "PART") || graph.IsUpos(word, "PUNCT");
    if (outside && word + 1 <= noun) range.first = word + 1;
  }
  // The possessive mark after the owner.
  while (range.first < noun &&
         (graph.IsUpos(range.first, "PART") || graph.IsUpos(range.first, "PUNCT")))
    ++range.first;
  return range;
}

bool IsFormer(const SentenceGraph& graph, int noun) {
  for (int child : graph.children(noun)) {
    const std::string form = FoldWord(graph.word(child).form);
    if (child < noun && (form == "former" || form == "ex" || form == "then" || form == "late" ||
                         form == "one-time" || form == "onetime" || form == "ousted" ||
                         form == "incoming" || form == "acting"))
      return form != "acting";
  }
  return false;
}

void RoleWriter::ReadRole(const EntityMention& person, int noun, double confidence) {
  const SentenceGraph& graph = writer_.graph(person.sentence);
  const RoleNoun* role = RoleAt(graph, noun);
  if (role == nullptr || role->predicate == "honorific" || IsPlural(graph, noun)) return;
  if (noun > 1 && graph.word(noun - 1).form == "-" && !graph.word(noun - 1).space_after)
    return;  // "six-member"
  int owner = OwnerOf(person, noun);
  if (owner == 0 && graph.Is(noun, "conj"))  // "Orrin chair and CEO"
    owner = OwnerOf(person, graph.FirstConjunct(noun));
  const bool former = IsFormer(graph, noun);
  const EntityMention* owning =
      owner == 0 ? nullptr : writer_.entities().At(person.sentence, owner);
  const bool before =
      owning != nullptr && owning->kind == MentionKind::kName && owning->last < noun;
  WordRange words = RoleWords(graph, noun, before ? owning->last : owner);
  if (noun < person.first) words.last = std::min(words.last, person.first - 1);
  std::string name = PhraseText(graph, words);
  if (former) name = "former " + name;
  const bool office = !role->predicate.empty();
  const std::uint32_t node = writer_.entities().Term(name, office ? "role" : "person");
  StatementRecord* held =
      writer_.RelateTo(person.sentence, person.head, office ? "holds-position" : "is-a", node,
                       words, noun, confidence);
  if (held == nullptr) return;
  const std::string_view country = CountryBefore(graph, noun);
  std::uint32_t owner_node = kNoNode;
  if (owner != 0)
    owner_node = writer_.entities().NodeFor(person.sentence, owner);
  else if (!country.empty())
    owner_node = writer_.PlaceNode(country);
  if (owner_node == kNoNode || !office) return;
  held->qualifiers.emplace("of", Argument{owner_node, {}});
  if (former) return;
  const std::string& type = writer_.entities().nodes()[owner_node].type;
  // A minister is at a ministry, not at a country; but a president leads one.
  if (FamilyOf(type) == "place" && role->predicate != "leads") return;
  if (type == "group" && role->predicate != "member-of") return;
  // The head of design for a firm does not lead the firm.
  const bool of_part = role->predicate == "leads" && owner != 0 && owner > noun &&
                       graph.Preposition(owner) != "of" && graph.word(noun + 1).form == "of";
  writer_.RelateTo(
      person.sentence, person.head, of_part ? "position-at" : role->predicate, owner_node,
      owner == 0 ? WordRange{} : WordRange{owner, owner}, noun,
      !IsNamed(writer_.entities().nodes()[owner_node].identity) ? kOtherOwner : kNamedOwner);
}

// A title that the tree does not hang on the name.
void RoleWriter::ReadLooseTitle(const EntityMention& person) {
  const SentenceGraph& graph = writer_.graph(person.sentence);
  const int before = person.first - 1;
  if (before < 1 || !graph.word(before).space_after || graph.Is(before, "nmod:desc")) return;
  const int parent = graph.head(before);
  const bool tied = (parent >= person.first && parent <= person.last) ||
                    graph.head(person.head) == before || parent == graph.head(person.head);
  const RoleNoun* role = writer_.lexicon().Role(graph.word(before).form);
  if (!tied || role == nullptr || !role->title || role->predicate.empty() ||
      role->predicate == "honorific" || IsPlural(graph, before) || graph.Is(person.head, "appos"))
    return;
  ReadRole(person, before, kApposition);
}

}  // namespace

void WriteRoles(NominalWriter& writer) {
  const std::vector<EntityMention> mentions = writer.entities().mentions();
  RoleWriter roles(writer);
  for (const EntityMention& mention : mentions)
    if (mention.kind == MentionKind::kName && mention.type == "person") roles.Read(mention);
}

}  // namespace lode
