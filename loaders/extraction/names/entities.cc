// Answers what a noun phrase of the article stands for.
//
// Names, and the pronouns and descriptions that were resolved to them, are mentions
// with a node. Any other noun phrase gets a node when somebody asks for it, so that
// the graph holds only the terms that statements are about.

#include "loaders/extraction/names/entities.h"

#include <algorithm>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/shared_owner.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kBriefOwner = 3;  // words of what a thing may be called after

bool IsRelativePronoun(const SentenceGraph& graph, int word) {
  return graph.HasFeature(word, "PronType=Rel") || graph.word(word).xpos == "WDT" ||
         graph.word(word).xpos == "WP";
}

// "Orrin's ", "nurses' ".
std::string Owned(const std::string& name) {
  return name + (name.ends_with('s') ? "' " : "'s ");
}

// What a thing's name begins with before whose it is: the "all " of "all their bills". Empty if
// nothing.
std::string WordsBefore(const SentenceGraph& graph, int owner, const std::string& name) {
  const std::string whose = FoldWord(graph.word(owner).form) + " ";
  std::string words;
  for (int word = owner - 1; word > 0; --word) {
    words.insert(0, graph.word(word).form + " ");
    if (words.size() > name.size()) break;
    if (FoldWord(name).starts_with(FoldWord(words) + whose)) return words;
  }
  return {};
}

// The noun with what stands before it and describes it: "young woman".
std::string BareName(const SentenceGraph& graph, int noun, const EntityLexicon& lexicon) {
  std::vector<int> words;
  for (int child : graph.children(noun))
    if (child < noun && (graph.Is(child, "amod") || graph.Is(child, "compound")))
      for (int each : graph.Subtree(child)) words.push_back(each);
  words.push_back(noun);
  return graph.IsUpos(noun, "NOUN") ? TermOf(graph, words, lexicon) : std::string();
}

}  // namespace

const EntityMention* ArticleEntities::At(std::uint32_t sentence, int head) const {
  if (sentence >= at_.size() || head < 1 || head >= static_cast<int>(at_[sentence].size()))
    return nullptr;
  const std::int32_t index = at_[sentence][static_cast<std::size_t>(head)];
  return index < 0 ? nullptr : &mentions_[static_cast<std::size_t>(index)];
}

// A name that holds the word elsewhere than at its head.
const EntityMention* ArticleEntities::Covering(std::uint32_t sentence, int word) const {
  for (int at = std::max(1, word - 8); at <= word + 8; ++at) {
    const EntityMention* mention = At(sentence, at);
    if (mention != nullptr && mention->kind == MentionKind::kName && mention->first <= word &&
        word <= mention->last)
      return mention;
  }
  return nullptr;
}

std::uint32_t ArticleEntities::NodeFor(std::uint32_t sentence, int head) {
  if (text_ == nullptr || sentence >= text_->graphs.size()) return kNoNode;
  const SentenceGraph& graph = text_->graphs[sentence];
  if (head < 1 || head > graph.size()) return kNoNode;
  if (const EntityMention* mention = At(sentence, head); mention != nullptr) {
    if (mention->node != kNoNode || mention->kind != MentionKind::kPronoun) return mention->node;
  }
  if (graph.IsUpos(head, "PRON") || graph.IsUpos(head, "DET")) {
    if (IsSelection(sentence, head)) return NounNode(sentence, head);
    const int antecedent = graph.Antecedent(head);
    if (!IsRelativePronoun(graph, head) || antecedent == head || antecedent == 0) return kNoNode;
    return graph.IsUpos(antecedent, "PRON") && At(sentence, antecedent) == nullptr
               ? kNoNode
               : NodeFor(sentence, antecedent);
  }
  if (graph.IsUpos(head, "PROPN"))
    if (const EntityMention* name = Covering(sentence, head); name != nullptr) return name->node;
  return NounNode(sentence, head);
}

std::string ArticleEntities::TypeFor(std::uint32_t sentence, int head) const {
  if (text_ == nullptr || sentence >= text_->graphs.size()) return {};
  const SentenceGraph& graph = text_->graphs[sentence];
  if (head < 1 || head > graph.size()) return {};
  const EntityMention* mention = At(sentence, head);
  if (mention == nullptr && graph.IsUpos(head, "PROPN")) mention = Covering(sentence, head);
  if (mention != nullptr) return mention->node == kNoNode ? "" : nodes_[mention->node].type;
  if (graph.IsUpos(head, "PRON") || graph.IsUpos(head, "DET")) {
    const int antecedent = IsRelativePronoun(graph, head) ? graph.Antecedent(head) : head;
    const bool stands = antecedent != head && antecedent != 0 && !graph.IsUpos(antecedent, "PRON");
    return stands ? TypeFor(sentence, antecedent) : std::string();
  }
  if (const Thing* thing = things_.At(sentence, head); thing != nullptr) return thing->type;
  return TermName(graph, head, text_->lexicon).empty() ? std::string()
                                                       : TermType(graph, head, text_->lexicon);
}

std::uint32_t ArticleEntities::NounNode(std::uint32_t sentence, int head) {
  if (const Thing* thing = things_.At(sentence, head); thing != nullptr) return ThingNode(*thing);
  if (text_->graphs[sentence].IsUpos(head, "PROPN")) return kNoNode;  // a sum of money
  const std::string name = TermName(text_->graphs[sentence], head, text_->lexicon);
  return name.empty() ? kNoNode
                      : Term(name, TermType(text_->graphs[sentence], head, text_->lexicon));
}

std::uint32_t ArticleEntities::ThingNode(const Thing& thing) {
  if (!thing.is_particular) return Term(thing.name, thing.type);
  const auto [it, added] = particulars_.emplace(things_.IndexOf(thing), kNoNode);
  if (!added) return it->second;
  EntityNode node;
  node.identity = IdentityClass::kParticular;
  node.name = thing.name;
  node.type = thing.type;
  for (const ThingForm& form : thing.forms) node.forms.push_back({form.text, form.count, true});
  return it->second = AddNode(std::move(node));
}

namespace {

// What one of "other news outlets", "the most frequent guests", "the network's hosts" is: a news
// outlet, one of the most frequent guests, one of the network's hosts. `name` is the phrase's.
std::string OneOf(const SentenceGraph& graph, const std::vector<int>& words, int head,
                  std::string name, const EntityLexicon& lexicon) {
  for (int word : words) {
    if (graph.head(word) != head) continue;
    const int degree = graph.Child(word, "advmod");
    const bool superlative =
        graph.word(word).xpos == "JJS" ||
        (degree != 0 && lexicon.IsCue("superlative", FoldWord(graph.word(degree).form)));
    const bool pointed =
        graph.Is(word, "nmod:poss") || graph.Is(word, "det:predet") || graph.Is(word, "det");
    if (graph.Is(word, "acl:relcl") || (word < head && (superlative || pointed)))
      return std::string("one of ") + (pointed ? "" : "the ") + name;
  }
  const auto end = std::find(words.begin(), words.end(), head);
  if (end == words.end()) return name;
  const std::string_view form = graph.word(head).form;
  const std::size_t upto = TermOf(graph, {words.begin(), end + 1}, lexicon).size();
  if (upto < form.size() || upto > name.size()) return name;
  return name.replace(upto - form.size(), form.size(), graph.lemma(head));
}

}  // namespace

std::uint32_t ArticleEntities::ClassNode(std::uint32_t sentence, int head, int classed) {
  const EntityMention* mention = At(sentence, head);
  const Thing* thing = things_.At(sentence, head);
  if (thing == nullptr || (mention != nullptr && mention->kind == MentionKind::kName) ||
      (text_->graphs[sentence].IsUpos(head, "PROPN") && Covering(sentence, head) != nullptr))
    return NodeFor(sentence, head);
  const SentenceGraph& graph = text_->graphs[sentence];
  std::vector<int> words = WholePhrase(graph, head);
  // "Democratic nominee Ana Rivera", with "Democratic" hung on the name.
  const int name = graph.head(head);
  const bool before_name = name > head && graph.IsUpos(name, "PROPN");
  for (int word = words.front() - 1; before_name && word >= 1 && graph.head(word) == name; --word) {
    if (!graph.Is(word, "amod") && !graph.Is(word, "compound") && !graph.Is(word, "nmod:desc"))
      break;
    words.insert(words.begin(), word);
  }
  const auto counts = [&](int word) {  // "three firms", "various other firms": firms
    return (graph.Is(word, "nummod") && graph.word(word + 1).form != "-") ||
           (graph.head(word) == head &&
            text_->lexicon.IsCue("beside-others", FoldWord(graph.word(word).form)));
  };
  while (words.front() != head && counts(words.front())) words.erase(words.begin());
  while (words.size() > 1 && words.front() != head && graph.word(words.front() - 1).form == "-" &&
         !graph.word(words.front() - 1).space_after)  // "Oslo-[based firm]": a firm
    words.erase(words.begin());
  std::erase_if(words, [&](int word) {
    for (int child : graph.children(head))
      if (classed != 0 && graph.Under(classed, child) && graph.Under(word, child)) return true;
    return false;
  });
  std::string phrase = TermOf(graph, words, text_->lexicon);
  const EntityMention* member = At(sentence, classed);
  const bool is_one = !IsPlural(graph, classed) ||  // "Velo Systems" is one
                      (member != nullptr && member->kind == MentionKind::kName &&
                       FamilyOf(member->type) == "organization");
  const bool one_of_many = classed != 0 && IsPlural(graph, head) && is_one;
  if (one_of_many) phrase = OneOf(graph, words, head, std::move(phrase), text_->lexicon);
  return Term(std::move(phrase), one_of_many && thing->type == "group" ? "topic" : thing->type);
}

std::vector<ArticleEntities::ParticularPlace> ArticleEntities::Particulars() const {
  std::vector<ParticularPlace> out;
  for (const auto& [index, node] : particulars_)
    out.push_back({node, things_.thing(index).sentence, things_.thing(index).head});
  return out;
}

// "one of Orrin's soldiers fell": what acts is named without a pronoun; but not "a man in his
// sixties". Of other phrases whoever acts is most often the owner.
void ArticleEntities::NameByInnerOwner(const Thing& thing, std::uint32_t number) {
  const SentenceGraph& graph = text_->graphs[thing.sentence];
  const int owner = InnerOwner(graph, thing.head);
  const bool own = FamilyOf(thing.type) == "person" && !IsPlural(graph, thing.head);
  if (owner == 0 || own || !graph.Is(thing.head, "nsubj")) return;
  const std::uint32_t node = NodeFor(thing.sentence, owner);
  if (node == kNoNode || node == number || nodes_[node].name.empty() ||
      nodes_[node].identity == IdentityClass::kParticular)
    return;
  const std::string pronoun = " " + FoldWord(graph.word(owner).form) + " ";
  const std::size_t at = thing.name.find(pronoun);
  if (at == thing.name.npos || thing.name.find(pronoun, at + 1) != thing.name.npos ||
      thing.name.find(nodes_[node].name) != thing.name.npos)
    return;
  nodes_[number].name =
      std::string(thing.name).replace(at + 1, pronoun.size() - 1, Owned(nodes_[node].name));
}

void ArticleEntities::NameByOwners() {
  for (const auto& [index, number] : particulars_) {
    const Thing& thing = things_.thing(index);
    const SentenceGraph& graph = text_->graphs[thing.sentence];
    int owner = graph.Child(thing.head, "nmod:poss");
    if (owner == 0) owner = SharedOwner(graph, thing.head);
    if (owner == 0) NameByInnerOwner(thing, number);
    if (owner == 0 || owner > thing.head || !graph.IsUpos(owner, "PRON")) continue;
    const std::uint32_t owner_node = NodeFor(thing.sentence, owner);
    if (owner_node == number) continue;
    // "the girl, whose name is not known": the girl's name; "the woman whose car was stolen": the
    // woman's, without what is told of her.
    const bool relative = owner_node != kNoNode && IsRelativePronoun(graph, owner);
    const bool long_name =
        relative && std::ranges::count(nodes_[owner_node].name, ' ') >= kBriefOwner;
    const bool particular =
        owner_node != kNoNode && nodes_[owner_node].identity == IdentityClass::kParticular;
    std::string name = owner_node == kNoNode ? std::string() : nodes_[owner_node].name;
    if (long_name && particular) name = BareName(graph, graph.Antecedent(owner), text_->lexicon);
    if (const std::string before = WordsBefore(graph, owner, thing.name); !before.empty()) {
      // "all their bills", "two years before his death"
      const std::string& form = graph.word(owner).form;
      nodes_[number].name = thing.name;
      if (!name.empty() && !particular)
        nodes_[number].name.replace(before.size(), form.size() + 1, Owned(name));
    } else if (!name.empty() && (relative || !particular)) {
      nodes_[number].name = Owned(name) + thing.name;
    } else if (!IsRelativePronoun(graph, owner) && graph.word(owner).xpos == "PRP$") {
      // "their owners" are no owners in general: that somebody has them is part of the name.
      nodes_[number].name = FoldWord(graph.word(owner).form) + " " + thing.name;
    }
  }
}

std::uint32_t ArticleEntities::Term(const std::string& name, std::string_view type) {
  const auto [it, added] = terms_.emplace(FoldWord(name), kNoNode);
  if (added) {
    EntityNode node;
    node.identity = IdentityClass::kTerm;
    node.name = name;
    node.type = type;
    it->second = AddNode(std::move(node));
  }
  return it->second;
}

std::uint32_t ArticleEntities::Particular(const std::string& name, std::string_view type) {
  const auto [it, added] = unnamed_.emplace(name, kNoNode);
  if (added) {
    EntityNode node;
    node.identity = IdentityClass::kParticular;
    node.name = name;
    node.type = type;
    node.forms.push_back({name, 1, false});
    it->second = AddNode(std::move(node));
  }
  return it->second;
}

std::uint32_t ArticleEntities::ParticularAt(std::uint32_t sentence, int word,
                                            const std::string& name, std::string_view type) {
  // Two "three" of an article are hardly the same three.
  const std::string place = name + '\n' + std::to_string(sentence) + '\n' + std::to_string(word);
  const auto [it, added] = unnamed_.emplace(place, kNoNode);
  if (added) {
    EntityNode node;
    node.identity = IdentityClass::kParticular;
    node.name = name;
    node.type = type;
    node.forms.push_back({name, 1, false});
    it->second = AddNode(std::move(node));
  }
  return it->second;
}

std::uint32_t ArticleEntities::AddNode(EntityNode node) {
  nodes_.push_back(std::move(node));
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

Spans ArticleEntities::SpanFor(std::uint32_t sentence, int head) const {
  if (text_ == nullptr || sentence >= text_->graphs.size()) return {};
  const SentenceGraph& graph = text_->graphs[sentence];
  if (head < 1 || head > graph.size()) return {};
  WordRange range{head, head};
  const EntityMention* mention = At(sentence, head);
  const bool is_name = graph.IsUpos(head, "PROPN") && Covering(sentence, head) != nullptr;
  if (mention == nullptr && !is_name && things_.At(sentence, head) != nullptr)
    return RunsOf(graph, graph.IsUpos(head, "PROPN")
                             ? WordsOf(NamingPhrase(graph, head, text_->lexicon))
                             : WholePhrase(graph, head));
  if (mention != nullptr) {
    range = {mention->first, mention->last};
  } else if (is_name) {
    const EntityMention* name = Covering(sentence, head);
    range = {name->first, name->last};
  } else if (!graph.IsUpos(head, "PRON")) {
    range = NamingPhrase(graph, head, text_->lexicon);
  }
  return {{graph.word(range.first).span.begin, graph.word(range.last).span.end}};
}

void ArticleEntities::Assign(std::uint32_t sentence, int head, std::uint32_t node) {
  if (sentence >= at_.size() || head < 1 || head >= static_cast<int>(at_[sentence].size())) return;
  const std::int32_t index = at_[sentence][static_cast<std::size_t>(head)];
  if (index < 0) return;
  EntityMention& mention = mentions_[static_cast<std::size_t>(index)];
  if (mention.kind != MentionKind::kPronoun) return;
  mention.node = node;
  if (node < nodes_.size()) mention.type = nodes_[node].type;
}

void ArticleEntities::AddForm(std::uint32_t node, const std::string& text, bool is_name) {
  if (node >= nodes_.size() || text.empty()) return;
  for (NameForm& form : nodes_[node].forms)
    if (form.text == text) {
      ++form.count;
      return;
    }
  nodes_[node].forms.push_back({text, 1, is_name});
}

void ArticleEntities::Index(std::shared_ptr<const ArticleText> text) {
  if (text_ == nullptr) things_ = ThingTable(*text);
  text_ = std::move(text);
  std::ranges::stable_sort(mentions_, [](const EntityMention& a, const EntityMention& b) {
    return std::pair(a.sentence, a.head) < std::pair(b.sentence, b.head);
  });
  at_.clear();
  for (const Sentence& sentence : text_->sentences)
    at_.emplace_back(sentence.tokens.size() + 1, -1);
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    std::int32_t& at = at_[mentions_[i].sentence][static_cast<std::size_t>(mentions_[i].head)];
    if (at < 0) at = static_cast<std::int32_t>(i);
  }
}

}  // namespace lode
