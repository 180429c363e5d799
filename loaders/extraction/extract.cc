// One article, from trees to statements: entities, quotations and acts of speech
// first, because they say whom "he" and "we" mean and whose claim a clause is; then
// clauses and noun phrases, each statement with the polarity, modality and speaker
// of the words it was read from; then what follows from several of them.
#include "loaders/extraction/extract.h"

#include <algorithm>
#include <set>
#include <utility>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/clauses/conditions.h"
#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/clauses/factuality_effects.h"
#include "loaders/extraction/clauses/negated_objects.h"
#include "loaders/extraction/clauses/past_posts.h"
#include "loaders/extraction/clauses/projection.h"
#include "loaders/extraction/confidence.h"
#include "loaders/extraction/derived_relations.h"
#include "loaders/extraction/mending.h"
#include "loaders/extraction/nominals/nominals.h"
#include "loaders/extraction/patterns/pattern_statements.h"
#include "loaders/extraction/plain_names.h"
#include "loaders/extraction/reference/find_entities.h"
#include "loaders/extraction/speech/questions.h"
#include "loaders/extraction/speech/speech_statements.h"
#include "loaders/extraction/statement_order.h"
#include "loaders/extraction/tautologies.h"
#include "loaders/extraction/told_in_name.h"
#include "loaders/extraction/unresolved.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/words/noun_phrase.h"

namespace lode {
namespace {

// How a statement was read decides what the words round it may say of it.
enum class Manner {
  kAsserted,     // by a clause: its cues say whether it holds
  kSaid,         // an act of speech: what is said is somebody's, the saying is a fact
  kPresupposed,  // by a noun phrase, which takes for granted what it says
};

// A statement on its way, and the word that it was read at.
struct Finding {
  StatementRecord statement;
  WordPlace at;
  Manner manner = Manner::kAsserted;
  int negatable = 0;          // an object whose own "no" counts; 0: none
  bool is_intention = false;  // "intends to appeal": a plan, like "plans"
};

// All statements of one article. Three rooms find them; each finding then goes through
// the same passes: whether it holds, whose claim it is.
class Reader {
 public:
  Reader(const ReadingContext& context, const std::vector<Sentence>& sentences,
         const std::vector<Quotation>& quotations, const Attribution& attribution)
      : context_(context),
        sentences_(sentences),
        quotations_(quotations),
        attribution_(attribution) {}

  std::vector<StatementRecord> Run() {
    PatternReading patterns =
        ReadPatterns(*context_.rules.patterns, context_.article, context_.entities);
    replaced_ = std::move(patterns.replaced);
    for (PatternStatement& statement : patterns.statements) FindByPattern(std::move(statement));
    for (std::uint32_t s = 0; s < context_.graphs.size(); ++s) FindInClauses(s);
    for (const Finding& finding : findings_)
      if (finding.statement.qualifiers.contains("as")) told_as_.insert(finding.at);
    for (StatementRecord& statement : ProjectSpeech(context_, quotations_, attribution_))
      FindSpeech(std::move(statement));
    for (StatementRecord& statement :
         NominalStatements(context_.article, sentences_, *context_.rules.lexicon,
                           context_.rules.lists, context_.entities))
      FindInNouns(std::move(statement));
    std::vector<StatementRecord> out;
    for (Finding& finding : findings_) {
      if (IsToldInName(context_, finding.statement) || !Judge(finding) || !Attribute(finding))
        continue;
      DateByEntry(finding);
      out.push_back(std::move(finding.statement));
    }
    return out;
  }

 private:
  const SentenceGraph& Graph(std::uint32_t s) const { return context_.graphs[s]; }
  const WordLists& lists() const { return context_.rules.lists; }

  // ---- finding

  void FindInClauses(std::uint32_t s) {
    if (IsQuestion(Graph(s))) return;
    for (const Clause& clause : FindClauses(Graph(s), lists())) {
      const WordPlace place{s, clause.predicate};
      if (attribution_.IsCue(place, false)) continue;  // stated as speech
      if (IsAsked(Graph(s), place, attribution_)) continue;
      if (replaced_.contains({s, clause.predicate})) continue;  // stated by a pattern
      const bool names = lists().Has("naming", clause.lemma) && attribution_.IsCue(place, true);
      for (StatementRecord& statement : ProjectClause(context_, s, clause)) {
        if (IsEmptySpeech(clause, statement)) continue;
        if (names && statement.predicate == statement.relation &&
            !statement.qualifiers.contains("as"))
          continue;  // "called it unfair" calls nobody
        Finding finding;
        finding.at = place;
        finding.negatable = NegatedWord(Graph(s), statement.object_span, clause.predicate, lists());
        if (finding.negatable == 0 && clause.objects.size() == 1)  // "has no stake in the mill"
          finding.negatable =
              NegatedObject(Graph(s), clause.objects.front(), clause.predicate, lists());
        finding.is_intention = IsIntention(clause, statement);
        if (const int deed = DeedStated(s, clause, statement)) finding.at.word = deed;
        finding.statement = std::move(statement);
        findings_.push_back(std::move(finding));
      }
    }
  }

  void FindSpeech(StatementRecord statement) {
    Finding finding;
    finding.manner = Manner::kSaid;
    finding.at = {statement.sentence - 1, FirstWord(statement.sentence, statement.predicate_span)};
    // "called the plan a mistake": the verb's own statement says what, and as what.
    if (told_as_.contains(finding.at) && lists().Has("naming", statement.relation)) return;
    finding.statement = std::move(statement);
    findings_.push_back(std::move(finding));
  }

  // A verb's pattern is held to the verb's clause, a noun's takes for granted what it says.
  void FindByPattern(PatternStatement read) {
    const std::uint32_t s = read.record.sentence - 1;
    if (!Graph(s).IsVerb(read.word)) return FindInNouns(std::move(read.record));
    if (IsQuestion(Graph(s))) return;
    Finding finding;
    finding.at = {s, read.word};
    finding.statement = std::move(read.record);
    findings_.push_back(std::move(finding));
  }

  void FindInNouns(StatementRecord statement) {
    if (statement.sentence == 0 || statement.sentence > context_.graphs.size()) return;
    const std::string& holder = context_.entities.nodes()[statement.subject].type;
    if (statement.predicate == "holds-position" && IsType(holder, "organization"))
      statement.predicate = "is-a";  // "the broadcaster Radio Nord"
    if (statement.predicate == "holds-position" && holder != "person" && holder != "group" &&
        holder != "topic")
      return;  // "the General Data Law" is no general
    if (statement.predicate == "is-a" && IsPlainClass(statement, holder)) return;
    Finding finding;
    finding.manner = Manner::kPresupposed;
    const Spans& spans =
        statement.object_span.empty() ? statement.subject_span : statement.object_span;
    finding.at = {statement.sentence - 1, FirstWord(statement.sentence, spans)};
    finding.statement = std::move(statement);
    findings_.push_back(std::move(finding));
  }

  // "countries such as Norway": that it is one, its type says.
  bool IsPlainClass(const StatementRecord& statement, const std::string& holder) const {
    if (statement.object_span.empty() || !statement.object.is_node()) return false;
    const SentenceGraph& graph = Graph(statement.sentence - 1);
    const int noun = FirstWord(statement.sentence, statement.object_span);
    if (graph.word(noun).span.end != statement.object_span.back().end || !IsPlural(graph, noun))
      return false;
    return IsType(holder, lists().Find("plain-class", graph.lemma(noun)));
  }

  int FirstWord(std::uint32_t sentence, const Spans& spans) const {
    return spans.empty() ? 0 : Graph(sentence - 1).WordAt(spans.front().begin);
  }

  // "halted exports to Orvik", stated as exports-to: the deed that the object names, which
  // holds as that does and not as the halting does; 0 if it is the verb's own.
  int DeedStated(std::uint32_t s, const Clause& clause, const StatementRecord& statement) const {
    for (int object : clause.objects) {
      const std::string_view deed = lists().Find("nominal", Graph(s).lemma(object));
      if (!deed.empty() && deed != clause.lemma && statement.predicate.starts_with(deed))
        return object;
    }
    return 0;
  }

  // "intends to appeal", stated as intend-to: a plan, like "plans".
  bool IsIntention(const Clause& clause, const StatementRecord& statement) const {
    return statement.relation == clause.lemma + "-to" && clause.open_complement != 0 &&
           statement.object.literal.kind == ValueKind::kText &&
           lists().Find("verb", clause.lemma) == "planned";
  }

  // "announced on Tuesday", "confirmed to Caxton Daily": when and to whom, but not what.
  bool IsEmptySpeech(const Clause& clause, const StatementRecord& statement) const {
    const std::string_view said = lists().Find("communication", clause.lemma);
    const bool tells = lists().Has("telling", clause.lemma);
    if (tells && said == "said" && statement.object.is_node() &&
        statement.predicate == clause.lemma)
      return true;  // "a loan the bank said was too big": nobody says a loan
    if (lists().Has("bare-telling", clause.lemma) && statement.predicate == clause.lemma &&
        statement.object.is_node() && statement.qualifiers.empty() && !statement.time &&
        IsType(context_.entities.nodes()[statement.object.node].type, "agent"))
      return true;  // "told Kano": but what?
    const bool telling = said == "announced" || said == "confirmed" || tells;
    return telling && clause.objects.empty() && statement.predicate == statement.relation &&
           statement.relation.starts_with(clause.lemma + "-");
  }

  // ---- whether it holds

  // "June 18, 2025:" above "A court ordered Nordhaven to stop": what is told there happened then.
  void DateByEntry(Finding& finding) const {
    const auto [s, word] = finding.at;
    StatementRecord& statement = finding.statement;
    if (statement.time || finding.manner == Manner::kPresupposed || word == 0 ||
        statement.modality != Modality::kActual || statement.polarity == Polarity::kNegated ||
        !IsToldInPast(Graph(s), word))
      return;
    int top = word;
    while (Graph(s).Is(top, "conj")) top = Graph(s).head(top);
    if (Graph(s).head(top) == 0) statement.time = DayOfEntry(context_, s);
  }

  // False where the text puts it neither as so nor as not so: "has not said whether".
  bool Judge(Finding& finding) const {
    StatementRecord& statement = finding.statement;
    const auto [s, word] = finding.at;
    if (finding.manner == Manner::kPresupposed || word == 0) return true;
    if (finding.manner == Manner::kSaid) {
      return JudgeSpeech(statement, s, word);
    }
    if (IsGeneralCase(Graph(s), word, lists()) &&
        !IsNamed(context_.entities.nodes()[statement.subject].identity))
      return false;  // "when prices rise"
    const Factuality own =
        WithArgument(Graph(s), FactualityOf(Graph(s), word, lists()), finding.negatable, lists());
    if (!own.asserted || (own.purpose && !HasPurposes(statement.subject))) return false;
    const bool denied = statement.polarity == Polarity::kNegated;  // "…, not by the army"
    statement.polarity = own.polarity;
    if (denied)
      statement.polarity =
          own.polarity == Polarity::kNegated ? Polarity::kAffirmed : Polarity::kNegated;
    statement.modality = own.modality;
    if (const SpeechAct* answer = attribution_.AnswerTo(finding.at)) {
      statement.modality = Modality::kActual;
      if (answer->denies) statement.polarity = Opposite(statement.polarity);
    }
    statement.ended = own.ended || IsPastPost(context_, statement, s, word);
    if (own.end != 0 && own.ended && !statement.time)
      statement.time = ReadTime(context_, s, own.end);
    if (statement.time && statement.modality == Modality::kPlanned)  // "plans to visit on Sunday"
      statement.time->date = ComingDate(*statement.time, DateOf(context_, s));
    if (statement.time && statement.modality == Modality::kActual && IsToldInPast(Graph(s), word))
      statement.time->date = GoneDate(*statement.time, DateOf(context_, s));
    if (finding.is_intention && own.modality == Modality::kActual)
      statement.modality = Modality::kPlanned;
    return true;
  }

  // People, bodies and countries mean something by what they do; "a return to shore to fix
  // the engine" and "software to change the picture" do not.
  bool HasPurposes(std::uint32_t node) const {
    const std::string& type = context_.entities.nodes()[node].type;
    return IsType(type, "agent") || IsType(type, "place") ||
           IsNamed(context_.entities.nodes()[node].identity);
  }

  // "“I do not know,” Kano said", with "said" below "know": she did say so.
  bool HangsOnQuotation(const StatementRecord& statement, std::uint32_t s, int cue) const {
    const int head = Graph(s).head(cue);
    const Spans& quoted = statement.object_span;
    return statement.extractor == "quote/1" && head != 0 && !quoted.empty() &&
           quoted.front().begin <= Graph(s).word(head).span.begin &&
           Graph(s).word(head).span.end <= quoted.back().end;
  }

  bool JudgeSpeech(StatementRecord& statement, std::uint32_t s, int cue) const {
    if (statement.extractor == "speech/1" && !Graph(s).IsVerb(cue)) return true;
    const Factuality factuality = HangsOnQuotation(statement, s, cue)
                                      ? OwnCues(Graph(s), cue, lists())
                                      : FactualityOf(Graph(s), cue, lists());
    if (statement.extractor == "speech/1" && !factuality.asserted) return false;
    if (statement.extractor == "speech/1" && IsCondition(Graph(s), cue, lists()))
      return false;  // "if a clerk thinks that"
    statement.polarity = factuality.polarity;
    const bool aside = Graph(s).word(cue).xpos == "VBG" && !Graph(s).Is(cue, "xcomp") &&
                       Graph(s).Child(cue, "aux") == 0;  // "…, adding that"
    if ((statement.extractor != "quote/1" && !aside) || factuality.modality == Modality::kRumored)
      statement.modality = factuality.modality;
    return true;
  }

  // ---- whose claim it is

  // The speakers round the word, nearest first. False where the nearest is somebody
  // unnamed: then nobody can be held to the statement.
  bool Attribute(Finding& finding) const {
    StatementRecord& statement = finding.statement;
    if (finding.at.word == 0) return true;
    // "Kano said Governor Dahl had left": who is governor, the article says, unless it quotes.
    const bool in_passing =
        finding.manner == Manner::kPresupposed && !attribution_.InQuotation(finding.at);
    for (const SpeechAct* act : attribution_.Around(finding.at)) {
      if (in_passing && !act->verbatim) continue;
      if (act->speaker == kNoNode) {
        if (statement.said_by == kNoNode) return false;
        continue;
      }
      if (statement.said_by == kNoNode) {
        statement.said_by = act->speaker;
      } else if (act->speaker != statement.said_by) {
        Argument outer;
        outer.node = act->speaker;
        statement.via.push_back(outer);
      }
    }
    // What somebody says of himself in passing is his own word either way; an act of
    // speech is never its speaker's claim.
    if (finding.manner != Manner::kAsserted && statement.said_by == statement.subject) {
      statement.said_by = kNoNode;
      statement.via.clear();
    }
    return true;
  }

  const ReadingContext& context_;
  const std::vector<Sentence>& sentences_;
  const std::vector<Quotation>& quotations_;
  const Attribution& attribution_;
  std::set<std::pair<std::uint32_t, int>> replaced_;
  std::set<WordPlace> told_as_;  // verbs that say as what something is taken
  std::vector<Finding> findings_;
};

}  // namespace

ArticleRecord ExtractStatements(Article article, const std::vector<Sentence>& analysed,
                                const ExtractionRules& rules, const SignSink& sink,
                                std::span<const WordStates> states) {
  ArticleRecord record;
  const std::vector<Sentence> sentences = MendSentences(analysed, rules);
  std::vector<SentenceGraph> graphs;
  graphs.reserve(sentences.size());
  for (const Sentence& sentence : sentences) {
    graphs.emplace_back(sentence);
    record.sentences.push_back(sentence.span);
  }
  ArticleEntities entities = FindEntities(article, sentences, *rules.lexicon);
  const std::vector<Quotation> quotations = FindQuotations(article.text, article.blocks);
  const Attribution attribution = Attribute(article, graphs, quotations, entities, rules.lists);
  const ReadingContext context{article, graphs, entities, rules};
  record.statements = Reader(context, sentences, quotations, attribution).Run();
  entities.NameByOwners();
  NameWithoutOwnDeed(record.statements, rules.lists, entities);
  LeaveOutUnresolved(context, record.statements);
  LeaveOutTautologies(context, record.statements);
  SetConfidences(context, attribution, record.statements, states, sink);
  SortAndDeduplicate(record.statements);
  record.nodes = std::move(entities.nodes());
  record.aliases = std::move(entities.aliases());
  AddDerivedRelations(record, rules);
  record.article = std::move(article);
  return record;
}

}  // namespace lode
