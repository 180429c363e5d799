// An act of speech becomes one statement for each quotation that holds its words
// ("Kano -said-> “…”") and, where words outside quotation marks are reported too,
// one with the reported clause as text. What is said is stated by other rooms,
// with the speaker as its source.
#include "loaders/extraction/speech/speech_statements.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "loaders/extraction/clauses/projection.h"
#include "loaders/extraction/speech/quoted_pieces.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/paired_marks.h"

namespace lode {
namespace {

class SpeechProjector {
 public:
  SpeechProjector(const ReadingContext& context, const std::vector<Quotation>& quotations,
                  const Attribution& attribution)
      : context_(context), quotations_(quotations), attribution_(attribution) {}

  std::vector<StatementRecord> Run() {
    for (const SpeechAct& act : attribution_.acts()) {
      if (act.kind == SpeechKind::kDeed || act.kind == SpeechKind::kWithheld) continue;
      bool first = true;
      for (const WordPlace& speaker : act.speakers) {
        const std::uint32_t node =
            std::exchange(first, false)
                ? act.speaker
                : SpeakerNode(Graph(speaker.sentence), speaker, context_.entities);
        if (node != kNoNode) ProjectAct(act, speaker, node);
      }
    }
    JoinParts();
    return std::move(out_);
  }

 private:
  const SentenceGraph& Graph(std::uint32_t s) const { return context_.graphs[s]; }

  void ProjectAct(const SpeechAct& act, const WordPlace& speaker, std::uint32_t node) {
    std::size_t quoted = 0;
    const std::size_t before = out_.size();
    for (std::size_t q : act.quotations) {
      const Quotation& quotation = quotations_[q];
      const std::string_view words = QuotedWords(context_.article.text, quotation.inner);
      if (words.empty()) continue;
      quoted += words.size();
      if (ProjectPiece(act, speaker, node, quotation)) continue;
      StatementRecord& statement = Begin(act, speaker, node);
      statement.object.literal.kind = ValueKind::kQuote;
      statement.object.literal.text = std::string(words);
      const auto begin = static_cast<std::uint32_t>(words.data() - context_.article.text.data());
      statement.object_span = {{begin, begin + static_cast<std::uint32_t>(words.size())}};
      statement.extractor = "quote/1";
      if (statement.predicate == "denied") statement.predicate = "said";
    }
    if (act.kind == SpeechKind::kLabel)
      ProjectLabelled(act, speaker, node);
    else if (act.kind != SpeechKind::kQuotation)
      ProjectText(act, speaker, node, quoted);
    DropFragments(before);
  }

  // A piece of the writer's sentence is told with the subject that stands there, or not at all:
  // 'The mills, Kano said, “did not want to pay”'. True where it is such a piece.
  bool ProjectPiece(const SpeechAct& act, const WordPlace& speaker, std::uint32_t node,
                    const Quotation& quotation) {
    const bool reported = act.kind == SpeechKind::kClause || act.kind == SpeechKind::kLabel;
    if (act.kind == SpeechKind::kNaming || reported) return false;
    const std::uint32_t s = SentenceAt(context_.graphs, quotation.inner.begin);
    const SentenceGraph& graph = Graph(s);
    const QuotedPiece piece =
        PieceOf(context_.article.text, graph, quotation, act.cue.sentence == s ? act.cue.word : 0);
    if (!piece.is_piece || piece.subject.empty() || act.kind != SpeechKind::kQuotation)
      return piece.is_piece;
    std::vector<Span> runs = Runs(graph, piece.subject);
    runs.push_back(quotation.outer);
    StatementRecord& statement = Begin(act, speaker, node);
    statement.object.literal.kind = ValueKind::kText;
    statement.object.literal.text = Joined(runs);
    statement.object_span = runs;
    statement.extractor = "speech/1";
    return true;
  }

  // "“With a little help,” she says, “nature can recover.”": one sentence in two parts. What
  // stands between them is shorter than a line, and the second part goes on in lower case.
  bool GoesOn(const StatementRecord& first, const StatementRecord& second) const {
    constexpr std::uint32_t kLongestCue = 80;  // bytes
    const auto is_quote = [](const StatementRecord& s) {
      return s.object.literal.kind == ValueKind::kQuote && !s.object_span.empty();
    };
    if (!is_quote(first) || !is_quote(second) || first.subject != second.subject ||
        first.sentence != second.sentence)
      return false;
    const std::string& text = context_.article.text;
    const std::uint32_t end = first.object_span.back().end;
    const std::uint32_t begin = second.object_span.front().begin;
    if (begin <= end || begin - end >= kLongestCue || begin >= text.size()) return false;
    const std::string between = text.substr(end, begin - end);
    return (between.starts_with(',') || first.object.literal.text.ends_with(',')) &&
           between.find_first_of(".?!\n") == std::string::npos &&
           std::islower(static_cast<unsigned char>(text[begin])) != 0;
  }

  void JoinParts() {
    constexpr std::size_t kNear = 4;                                 // statements between two parts
    std::ranges::stable_sort(out_, {}, &StatementRecord::sentence);  // acts come by their kind
    for (std::size_t i = 0; i < out_.size(); ++i)
      for (std::size_t j = i + 1; j < out_.size() && j <= i + kNear; ++j) {
        if (GoesOn(out_[j], out_[i])) std::swap(out_[i], out_[j]);
        if (!GoesOn(out_[i], out_[j])) continue;
        std::string& words = out_[i].object.literal.text;
        words += (words.ends_with(',') ? " " : ", ") + out_[j].object.literal.text;
        out_[i].object_span.push_back(out_[j].object_span.front());
        out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(j));
        break;
      }
  }

  // Is anything done in the words there?
  bool HoldsVerb(const Spans& spans) const {
    if (spans.empty()) return false;
    const SentenceGraph& graph = Graph(SentenceAt(context_.graphs, spans.front().begin));
    for (int word = 1; word <= graph.size(); ++word) {
      const Span at = graph.word(word).span;
      if (spans.front().begin <= at.begin && at.end <= spans.front().end &&
          (graph.IsUpos(word, "VERB") || graph.IsUpos(word, "AUX")))
        return true;
    }
    return false;
  }

  // Words in quotation marks inside a reported clause are a piece of it: where the clause is
  // stated, 'could "drive prices up"' is not stated once more without its "could".
  void DropFragments(std::size_t from) {
    constexpr std::ptrdiff_t kBriefName = 4;  // words
    if (out_.size() < from + 2 || out_.back().object.literal.kind != ValueKind::kText) return;
    const std::string whole = out_.back().object.literal.text;
    const auto is_fragment = [&](const StatementRecord& statement) {
      std::string_view words = statement.object.literal.text;
      if (words.ends_with('.') || words.ends_with(',')) words.remove_suffix(1);
      if (words.empty()) return false;
      const auto first = static_cast<unsigned char>(words.front());
      // "known as “Sprungs”", "“99 percent” of it"; not "shouting “Free the town!”"
      const bool names =
          (std::ranges::count(words, ' ') < kBriefName || std::isdigit(first) != 0) &&
          !HoldsVerb(statement.object_span);
      return statement.object.literal.kind == ValueKind::kQuote &&
             (names || std::islower(first) != 0) && words.size() < whole.size() &&
             whole.find(words) != std::string::npos;
    };
    out_.erase(std::remove_if(out_.begin() + static_cast<std::ptrdiff_t>(from), out_.end() - 1,
                              is_fragment),
               out_.end() - 1);
  }

  // Makes a whole clause of the words: without the connective before it ("moreover,"), with
  // the subject where the tree hung that elsewhere. False where none can be made: what is
  // said is a clause, and a part of one says something else.
  bool MakeClause(const SentenceGraph& graph, const SpeechAct& act, std::vector<int>& words) const {
    const bool clause = act.kind == SpeechKind::kClause;
    if (!clause && act.kind != SpeechKind::kAccording) return true;
    if (words.size() > 2 && context_.rules.lists.Has("connective", graph.lemma(words[0])) &&
        graph.word(words[1]).form == ",")
      words.erase(words.begin(), words.begin() + 2);
    if (words.empty()) return false;
    for (const WordPlace& speaker : act.speakers)  // "…, the ministry was quoted as saying"
      if (speaker.sentence == act.cue.sentence &&
          std::find(words.begin(), words.end(), speaker.word) != words.end())
        return false;
    // "said though it hurts", with the main clause hung elsewhere: half of what is said.
    const int mark = words.front(), marked = graph.head(mark);
    if (clause && mark > act.cue.word && graph.Is(mark, "mark") &&
        graph.head(marked) == act.cue.word &&
        context_.rules.lists.Has("half-clause", graph.lemma(mark)))
      return false;
    const std::string& tag = graph.word(words.front()).xpos;
    const bool subject = std::any_of(words.begin(), words.end(), [&](int word) {
      return graph.Is(word, "nsubj") || graph.Is(word, "csubj") || graph.Is(word, "expl");
    });
    const bool finite = tag == "VBZ" || tag == "VBD" || tag == "MD" || tag == "VBP";
    const bool that = words.front() > 1 && graph.lemma(words.front() - 1) == "that";
    if (finite && !(subject && that)) return clause && TakeSubject(graph, act.cue.word, words);
    return subject || (tag != "VBN" && (tag != "VBG" || clause));
  }

  // "[Two men] have been held, the court said": the words from the verb of saying, or the
  // beginning of the sentence, up to the clause.
  static bool TakeSubject(const SentenceGraph& graph, int cue, std::vector<int>& words) {
    int first = words.front() > cue ? cue + 1 : 1;
    while (first < words.front() && (graph.IsUpos(first, "ADV") || graph.IsUpos(first, "SCONJ")))
      ++first;
    bool noun = false;
    for (int word = first; word < words.front(); ++word) {
      const std::string& form = graph.word(word).form;
      const bool parts = graph.IsUpos(word, "PUNCT") && form != "," && form != "-";
      const bool other = words.front() < cue && (form == "," || graph.IsVerb(word));
      const bool of_cue = graph.head(word) == cue && graph.Is(word, "obl");
      if (parts || other || of_cue) return false;
      noun = noun || graph.IsNominal(word);
    }
    for (int word = words.front() - 1; noun && word >= first; --word)
      words.insert(words.begin(), word);
    return noun;
  }

  // All that stands behind "KANO: ", over its sentences.
  void ProjectLabelled(const SpeechAct& act, const WordPlace& speaker, std::uint32_t node) {
    const auto& [first, begin] = *act.content.begin();
    const auto& [last, end] = *act.content.rbegin();
    const Span span{Graph(first).word(begin.front()).span.begin,
                    Graph(last).word(end.back()).span.end};
    StatementRecord& statement = Begin(act, speaker, node);
    statement.object.literal.kind = act.verbatim ? ValueKind::kQuote : ValueKind::kText;
    statement.object.literal.text = context_.article.text.substr(span.begin, span.end - span.begin);
    statement.object_span = {span};
    statement.extractor = act.verbatim ? "quote/1" : "speech/1";
  }

  // The reported clause in the cue's sentence, where quotations do not hold it all.
  void ProjectText(const SpeechAct& act, const WordPlace& speaker, std::uint32_t node,
                   std::size_t quoted) {
    const auto content = act.content.find(act.cue.sentence);
    if (content == act.content.end()) return;
    std::vector<int> words = content->second;
    const SentenceGraph& graph = Graph(act.cue.sentence);
    while (
        !words.empty() &&
        (((act.kind == SpeechKind::kNaming || context_.rules.lists.Has("naming", act.relation)) &&
          (graph.Is(words.front(), "case") || graph.lemma(words.front()) == "as")) ||
         (graph.Is(words.front(), "mark") && graph.lemma(words.front()) == "that") ||
         graph.Is(words.front(), "cc") || graph.word(words.front()).xpos == "WDT" ||
         graph.IsUpos(words.front(), "PUNCT")))
      words.erase(words.begin());
    TakeAntecedent(graph, act, words);
    if (act.kind == SpeechKind::kNaming && !TakeNamed(graph, act.cue.word, words)) return;
    if (!MakeClause(graph, act, words)) return;
    std::vector<Span> runs = Runs(graph, words);
    for (Span& run : runs) run = WithMarks(context_.article.text, run);
    const bool led = TakeQuotationLedTo(act, runs);
    const std::string text = Joined(runs);
    if (words.size() < 2 || (quoted * 10 >= text.size() * 8 && !led)) return;
    StatementRecord& statement = Begin(act, speaker, node);
    statement.object.literal.kind = ValueKind::kText;
    statement.object.literal.text = text;
    statement.object_span = runs;
    statement.extractor = "speech/1";
  }

  // Does the reported clause begin outside its quotation ('said Kano is “like a storm. …”')?
  // Then it goes on to the end of that.
  bool TakeQuotationLedTo(const SpeechAct& act, std::vector<Span>& runs) const {
    if (runs.empty() || act.quotations.empty()) return false;
    const Quotation& first = quotations_[act.quotations.front()];
    if (runs.front().begin >= first.outer.begin || runs.back().begin > first.outer.begin ||
        runs.back().end <= first.outer.begin)
      return false;
    runs.back().end = std::max(runs.back().end, first.outer.end);
    return true;
  }

  // "called [the plan] a mistake": what is called so belongs to what is said. False where a
  // pronoun stands there, or it stands before the verb: the verb's own clause states that.
  static bool TakeNamed(const SentenceGraph& graph, int verb, std::vector<int>& words) {
    int object = graph.Child(verb, "obj");
    if (object == 0) object = graph.Child(verb, "iobj");
    if (words.empty() || object < verb || graph.IsUpos(object, "PRON")) return false;
    const int first = graph.Subtree(object).front(), last = words.back();
    if (first > last) return false;
    words.clear();
    for (int word = first; word <= last; ++word) words.push_back(word);
    return true;
  }

  // "a boat which he said was rotten": the boat was rotten, he said.
  static void TakeAntecedent(const SentenceGraph& graph, const SpeechAct& act,
                             std::vector<int>& words) {
    if (act.kind != SpeechKind::kClause || !graph.Is(act.cue.word, "acl:relcl") || words.empty())
      return;
    const auto& whole = act.content.at(act.cue.sentence);
    for (int w : whole) {
      const int noun = graph.Antecedent(w);
      if (noun == w || noun > act.cue.word || graph.Under(noun, act.cue.word)) continue;
      std::vector<int> without = {act.cue.word};
      for (int child : graph.children(noun))  // "[relies on] a boat which he said was rotten"
        if (child < noun && (graph.Is(child, "case") || graph.Is(child, "cc")))
          without.push_back(child);
      std::vector<int> phrase = graph.Subtree(noun, without);
      std::erase_if(phrase, [&](int p) { return p >= act.cue.word; });
      std::erase(words, w);
      words.insert(words.begin(), phrase.begin(), phrase.end());
      return;
    }
  }

  // The words as runs of neighbours, each trimmed of punctuation.
  static std::vector<Span> Runs(const SentenceGraph& graph, const std::vector<int>& words) {
    std::vector<Span> runs;
    std::vector<int> run;
    const auto flush = [&] {
      const Span span = graph.Cover(run);
      if (span.begin < span.end) runs.push_back(span);
      run.clear();
    };
    for (int word : words) {
      if (!run.empty() && word != run.back() + 1) flush();
      run.push_back(word);
    }
    flush();
    return runs;
  }

  std::string Joined(const std::vector<Span>& runs) const {
    std::string text;
    for (const Span& run : runs) {
      if (!text.empty()) text += ' ';
      text += context_.article.text.substr(run.begin, run.end - run.begin);
    }
    return text;
  }

  StatementRecord& Begin(const SpeechAct& act, const WordPlace& speaker, std::uint32_t node) {
    StatementRecord& statement = out_.emplace_back();
    statement.subject = node;
    statement.predicate = act.predicate == "called" ? "said" : act.predicate;
    statement.relation = act.relation;
    std::replace(statement.relation.begin(), statement.relation.end(), ' ', '-');
    statement.sentence = act.cue.sentence + 1;
    statement.subject_span = context_.entities.SpanFor(speaker.sentence, speaker.word);
    const SentenceGraph& graph = Graph(act.cue.sentence);
    if (act.kind == SpeechKind::kLabel) return statement;
    if (act.kind != SpeechKind::kAccording)
      statement.predicate_span = {graph.word(act.cue.word).span};
    else if (const int mark = graph.Child(act.cue.word, "case"))
      statement.predicate_span = {graph.word(mark).span};
    if (act.addressee.word != 0) AddAddressee(statement, act.addressee);
    if (act.kind == SpeechKind::kClause || act.kind == SpeechKind::kQuotation)
      AddCircumstances(statement, act.cue);
    return statement;
  }

  void AddAddressee(StatementRecord& statement, const WordPlace& place) {
    const PhraseArgument to = ReadPhrase(context_, place.sentence, place.word);
    if (to.ok && to.argument.is_node() && to.argument.node != statement.subject)
      statement.qualifiers.emplace("to", to.argument);
  }

  // When and on what occasion: "said on Tuesday in a note".
  void AddCircumstances(StatementRecord& statement, const WordPlace& cue) {
    const SentenceGraph& graph = Graph(cue.sentence);
    for (int child : graph.children(cue.word)) {
      if (!graph.Is(child, "obl") && !graph.Is(child, "advmod") && !graph.Is(child, "nmod"))
        continue;
      if (std::optional<Value> time = ReadTime(context_, cue.sentence, child)) {
        if (!statement.time) statement.time = time;
        continue;
      }
      const std::string role = graph.Preposition(child);
      if (!context_.rules.lists.Has("occasion-preposition", role)) continue;
      const PhraseArgument place = ReadPhrase(context_, cue.sentence, child);
      if (attribution_.InQuotation({cue.sentence, child}) &&
          !attribution_.InQuotation(cue))  // "on their win", which is said itself
        continue;
      if (place.ok) statement.qualifiers.emplace(role, place.argument);
    }
  }

  const ReadingContext& context_;
  const std::vector<Quotation>& quotations_;
  const Attribution& attribution_;
  std::vector<StatementRecord> out_;
};

}  // namespace

std::vector<StatementRecord> ProjectSpeech(const ReadingContext& context,
                                           const std::vector<Quotation>& quotations,
                                           const Attribution& attribution) {
  return SpeechProjector(context, quotations, attribution).Run();
}

}  // namespace lode
