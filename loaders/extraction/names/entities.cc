// Answers what a noun phrase of the article stands for.
//
// Names, and the pronouns and descriptions that were resolved to them, are mentions
// with a node. Any other noun phrase gets a node when somebody asks for it, so that
// the graph holds only the terms that statements are about.

#include "loaders/extraction/names/entities.h"

#include <algorithm>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/words/noun_phrase.h"

namespace lode {
namespace {

bool IsRelativePronoun(const SentenceGraph& graph, int word) {
  return graph.HasFeature(word, "PronType=Rel") || graph.word(word).xpos == "WDT" ||
         graph.word(word).xpos == "WP";
}

// The schema type of what a common noun phrase stands for.
std::string TermType(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  std::string_view type = lexicon.NounType(graph.lemma(head));
  if (type.empty()) type = lexicon.NounType(graph.word(head).form);
  if (type.empty() && lexicon.Role(graph.lemma(head)) != nullptr) type = "person";
  if (type.empty()) return "topic";
  const std::string_view family = FamilyOf(type);
  if (IsPlural(graph, head) && (family == "person" || family == "organization")) return "group";
  return std::string(type);
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

std::uint32_t ArticleEntities::NounNode(std::uint32_t sentence, int head) {
  const auto asked = asked_.find({sentence, head});
  if (asked != asked_.end()) return asked->second;
  const SentenceGraph& graph = text_->graphs[sentence];
  const std::string name = TermName(graph, head, text_->lexicon);
  std::uint32_t node = kNoNode;
  if (!name.empty()) {
    node = Term(name, TermType(graph, head, text_->lexicon));
    AddForm(node, PhraseText(graph, NamingPhrase(graph, head)), true);
  }
  asked_[{sentence, head}] = node;
  return node;
}

std::uint32_t ArticleEntities::Term(const std::string& name, std::string_view type) {
  const auto [it, added] = terms_.emplace(name, kNoNode);
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
  const auto [it, added] = particulars_.emplace(name, kNoNode);
  if (added) {
    EntityNode node;
    node.identity = IdentityClass::kTerm;
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
  if (const EntityMention* mention = At(sentence, head); mention != nullptr) {
    range = {mention->first, mention->last};
  } else if (graph.IsUpos(head, "PROPN") && Covering(sentence, head) != nullptr) {
    const EntityMention* name = Covering(sentence, head);
    range = {name->first, name->last};
  } else if (!graph.IsUpos(head, "PRON")) {
    range = NamingPhrase(graph, head);
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
