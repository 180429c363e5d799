// A line that begins with a name and a colon is said by that name: in headlines, and in
// transcripts, where several lines do.
//
// The hard bit is that tables and notices look the same ("Price: 20 crowns", "Velt and 6G:
// what to know"): a label must be somebody who speaks, and a clause must follow.
#include "loaders/extraction/speech/labels.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::uint32_t kLongestLabel = 48;  // bytes
constexpr std::size_t kMostWords = 5;        // of a label
constexpr int kFarthestSignature = 8;        // words between a dash and the name

// A line of a block with what stands before its first colon.
struct Line {
  int block = 0;
  Span label, body;
  std::size_t words = 0;  // of the label
  bool capitals = false;  // "KANO"
};

bool IsSpace(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

class Labels {
 public:
  Labels(const Article& article, const std::vector<SentenceGraph>& graphs,
         ArticleEntities& entities, const WordLists& lists, std::vector<SpeechAct>& acts)
      : article_(article), graphs_(graphs), entities_(entities), lists_(lists), acts_(acts) {}

  void Run() {
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      const Block& block = article_.blocks[i];
      if (block.kind == BlockKind::kBoilerplate) continue;
      FindLines(block, static_cast<int>(i));
      if (block.kind == BlockKind::kTitle || block.kind == BlockKind::kHeading)
        ReadClosingName(block);
    }
    const auto spoken = std::count_if(lines_.begin(), lines_.end(),
                                      [&](const Line& line) { return IsSpeakersName(line); });
    for (const Line& line : lines_) {
      if (spoken >= 2 && IsSpeakersName(line) && HasClause(line.body))
        Add(line, true);
      else if (IsHeadline(line))
        Add(line, false);
    }
  }

 private:
  std::string_view Text(Span span) const {
    return std::string_view(article_.text).substr(span.begin, span.end - span.begin);
  }

  void FindLines(const Block& block, int index) {
    for (std::uint32_t at = block.text.begin; at < block.text.end;) {
      auto end = static_cast<std::uint32_t>(article_.text.find('\n', at));
      end = std::min(end, block.text.end);
      Line line;
      line.block = index;
      if (ReadLabel({at, end}, line)) {
        lines_.push_back(line);
      } else if (!lines_.empty() && lines_.back().block == index) {
        lines_.back().body.end = end;
      }
      at = end + 1;
    }
  }

  // One to five capitalised words and a colon, with something behind it.
  bool ReadLabel(Span whole, Line& line) const {
    const std::string_view text = Text(whole);
    const std::size_t colon = text.substr(0, kLongestLabel).find(": ");
    if (colon == std::string_view::npos || colon == 0) return false;
    bool start = true;
    line.capitals = true;
    for (std::size_t i = 0; i < colon; ++i) {
      const char c = text[i];
      if (start && !IsCapitalized(text.substr(i))) return false;
      line.words += start ? 1u : 0u;
      line.capitals = line.capitals && std::islower(static_cast<unsigned char>(c)) == 0;
      if (c == ',' || c == '.' || c == '"' || c == '?' || c == '!') return false;
      start = IsSpace(c);
    }
    if (line.words > kMostWords || lists_.Has("line-label", FoldWord(text.substr(0, colon))))
      return false;
    std::size_t body = colon + 1;
    while (body < text.size() && IsSpace(text[body])) ++body;
    const std::string_view rest = text.substr(body);
    if (rest.empty() || rest[0] == '"' || rest.starts_with("\xE2\x80\x9C") ||
        rest.starts_with("\xE2\x80\x98") || rest[0] == '\'')
      return false;  // quotations have rules of their own
    line.label = {whole.begin, whole.begin + static_cast<std::uint32_t>(colon)};
    line.body = {whole.begin + static_cast<std::uint32_t>(body), whole.end};
    return true;
  }

  // The words of the label as one phrase: its head.
  WordPlace HeadOf(Span label) const {
    for (const auto& [s, words] : WordsIn(graphs_, label))
      for (int w : words) {
        const int head = graphs_[s].head(w);
        if (std::find(words.begin(), words.end(), head) == words.end()) return {s, w};
      }
    return {};
  }
  const EntityMention* NameIn(Span label) const {
    for (const auto& [s, words] : WordsIn(graphs_, label))
      for (int w : words)
        if (const EntityMention* mention = entities_.At(s, w);
            mention != nullptr && mention->kind == MentionKind::kName)
          return mention;
    return nullptr;
  }

  // "Ana Kano", "ANA KANO", "Q": a person, or capitals that come again.
  bool IsSpeakersName(const Line& line) const {
    const EntityMention* name = NameIn(line.label);
    if (name != nullptr && name->type == "person") return true;
    if (!line.capitals) return false;
    return line.words >= 2 || std::count_if(lines_.begin(), lines_.end(), [&](const Line& other) {
                                return Text(other.label) == Text(line.label);
                              }) >= 2;
  }

  bool HasClause(Span body) const {
    for (const auto& [s, words] : WordsIn(graphs_, body))
      for (int w : words)
        if (graphs_[s].IsVerb(w)) return true;
    return false;
  }

  bool IsHeadline(const Line& line) {
    const Block& block = article_.blocks[static_cast<std::size_t>(line.block)];
    if (line.label.begin != block.text.begin || !HasClause(line.body)) return false;
    const EntityMention* name = NameIn(line.label);
    if (name != nullptr && name->type == "person") return true;
    const char last = article_.text[block.text.end - 1];
    if (last == '.' || block.text.end - block.text.begin > 200) return false;
    if (name != nullptr) return name->type == "government-body" || name->type == "media";
    const WordPlace head = HeadOf(line.label);
    if (head.word == 0) return false;
    const SentenceGraph& graph = graphs_[head.sentence];
    if (graph.IsUpos(head.word, "PROPN") && line.words <= 2 && block.kind == BlockKind::kTitle)
      return entities_.NodeFor(head.sentence, head.word) == kNoNode ||
             entities_.nodes()[entities_.NodeFor(head.sentence, head.word)].type == "person";
    const Voice voice = VoiceOf(graph, head, entities_, lists_);
    return graph.IsUpos(head.word, "NOUN") &&
           (voice == Voice::kAnimate || voice == Voice::kDocument);
  }

  // "Bank will close: Kano", "… – study". A dash parts the outlet from its headline too.
  void ReadClosingName(const Block& block) {
    const std::string_view text = Text(block.text);
    std::size_t at = text.rfind(": "), behind = at + 2;
    bool dash = false;
    for (const std::string_view mark : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "})
      if (const std::size_t found = text.rfind(mark);
          found != std::string_view::npos && (at == std::string_view::npos || found > at)) {
        at = found;
        behind = found + mark.size();
        dash = true;
      }
    if (at == std::string_view::npos || text.size() - at > kLongestLabel) return;
    const Span label{block.text.begin + static_cast<std::uint32_t>(behind), block.text.end};
    const Span body{block.text.begin, block.text.begin + static_cast<std::uint32_t>(at)};
    if (HasClause(label) || !HasClause(body) || !ClosesHeadline(label, dash)) return;
    Line line;
    line.label = label;
    line.body = body;
    Add(line, false);
  }

  bool ClosesHeadline(Span label, bool dash) {
    if (const EntityMention* name = NameIn(label)) {
      const SentenceGraph& graph = graphs_[name->sentence];
      const bool whole = graph.word(name->first).span.begin == label.begin &&
                         graph.word(name->last).span.end == label.end;
      if (whole && name->type == "person") return true;
      if (whole) return !dash && name->type == "government-body";
    }
    const WordPlace head = HeadOf(label);  // behind a dash the tree runs on
    if (dash || head.word == 0 || !graphs_[head.sentence].IsUpos(head.word, "NOUN")) return false;
    const Voice voice = VoiceOf(graphs_[head.sentence], head, entities_, lists_);
    return voice == Voice::kAnimate || (voice == Voice::kDocument && !IsAddressed(label));
  }

  // "Sale of the mill: analysis" says what sort of text it is.
  bool IsAddressed(Span label) const {
    return lists_.Has("line-label", FoldWord(std::string(Text(label))));
  }

  void Add(const Line& line, bool transcript) {
    SpeechAct act;
    act.kind = SpeechKind::kLabel;
    act.verbatim = transcript;
    act.predicate = "said";
    act.content = WordsIn(graphs_, line.body);
    const EntityMention* name = NameIn(line.label);
    const WordPlace top = HeadOf(line.label);
    // "US panel": the panel speaks
    const bool noun = top.word != 0 && graphs_[top.sentence].IsUpos(top.word, "NOUN") &&
                      line.body.begin < line.label.begin;
    if (noun) name = nullptr;
    const WordPlace head = name != nullptr ? WordPlace{name->sentence, name->head} : top;
    if (head.word == 0 || act.content.empty()) return;
    act.cue = head;
    act.speakers = {head};
    act.speaker = name != nullptr ? name->node : NodeOfLabel(line, head);
    acts_.push_back(std::move(act));
  }

  // "INES FALK" is Ines Falk, where the article knows her.
  std::uint32_t NodeOfLabel(const Line& line, const WordPlace& head) {
    const std::string wanted = FoldWord(std::string(Text(line.label)));
    if (line.capitals)
      for (std::uint32_t node = 0; node < entities_.nodes().size(); ++node)
        if (FoldWord(entities_.nodes()[node].name) == wanted) return node;
    if (!line.capitals) return SpeakerNode(graphs_[head.sentence], head, entities_);
    std::string name(Text(line.label));
    for (std::size_t i = 1; i < name.size(); ++i)
      if (!IsSpace(name[i - 1]) && name[i - 1] != '-')
        name[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    return entities_.Particular(name, "person");
  }

  const Article& article_;
  const std::vector<SentenceGraph>& graphs_;
  ArticleEntities& entities_;
  const WordLists& lists_;
  std::vector<SpeechAct>& acts_;
  std::vector<Line> lines_;
};

// The bytes of blanks and one dash at the beginning, 0 if there is no dash.
std::uint32_t DashAt(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \n");
  if (at == std::string_view::npos) return 0;
  const std::string_view dash = text.substr(at);
  for (const std::string_view mark : {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "--", "-"})
    if (dash.starts_with(mark)) return static_cast<std::uint32_t>(at + mark.size());
  return 0;
}

}  // namespace

WordPlace SignatureAt(const Article& article, const std::vector<SentenceGraph>& graphs,
                      std::uint32_t offset, const ArticleEntities& entities) {
  const std::uint32_t dash = DashAt(std::string_view(article.text).substr(offset, 12));
  if (dash == 0) return {};
  const std::uint32_t begin = offset + dash, s = SentenceAt(graphs, begin);
  if (s >= graphs.size()) return {};
  int seen = 0;
  for (int w = 1; w <= graphs[s].size(); ++w) {
    if (graphs[s].word(w).span.begin < begin) continue;
    if (graphs[s].IsVerb(w) || ++seen > kFarthestSignature) return {};
    const EntityMention* mention = entities.At(s, w);
    if (mention != nullptr && mention->kind == MentionKind::kName && mention->type != "place" &&
        mention->type != "product")
      return {s, w};
  }
  return {};
}

void ReadLabels(const Article& article, const std::vector<SentenceGraph>& graphs,
                ArticleEntities& entities, const WordLists& lists, std::vector<SpeechAct>& acts) {
  Labels(article, graphs, entities, lists, acts).Run();
}

}  // namespace lode
