// A line is a predicate with the names in their places: who stands before the word that led to it
// is the subject, who behind it the object.
// The hard bit is the order of the lines, since whoever tries them takes the first that answers:
// from all that was said to less and less of it.

#include "query/syntax/english_lines.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "query/syntax/english_leads.h"
#include "query/syntax/english_places.h"

namespace lode {

namespace {

// The word that another is looked for by: without the mark of a plural.
std::string Singular(const std::string& word) {
  if (word.size() < 5 || !word.ends_with('s') || word.ends_with("ss")) return word;
  return word.substr(0, word.size() - (word.ends_with("ies") ? 3 : 1));
}

class LineMaker {
 public:
  LineMaker(const EnglishQuestion& question, const WordKnowledge& knowledge)
      : question_(question),
        parts_(question.parts),
        knowledge_(knowledge),
        leads_(LeadsOf(question, knowledge)),
        places_(question, leads_),
        topics_(places_.topics()) {}

  std::vector<MeantLine> Make() {
    if (IsAboutConnection()) AskConnection();
    AskPrefixes(true);
    if (leads_.empty()) AskAboutAName();
    std::size_t best = 0;  // those that the words mean as much as the first
    while (best < leads_.size() && leads_[best].weight * 4 >= leads_[0].weight * 3) ++best;
    for (std::size_t i = 0; i < best; ++i) AskWhole(leads_[i]);
    AskPrefixes(false);
    for (std::size_t i = 0; i < best; ++i) AskWider(leads_[i]);
    for (std::size_t i = best; i < leads_.size(); ++i) {
      AskWhole(leads_[i]);
      AskWider(leads_[i]);
    }
    asks_less_ = true;
    if (question_.asks == "when") {
      for (const Lead& lead : leads_) AskWhenByOthers(lead);
      AskDatedSentences();
    }
    for (const Lead& lead : leads_) AskLess(lead);
    AskWithoutPredicate();
    return std::move(lines_);
  }

 private:
  void Add(const std::string& conditions, const std::string& test = "") {
    const std::string line = conditions + "?";
    if (std::ranges::none_of(lines_, [&](const MeantLine& one) { return one.text == line; }))
      lines_.push_back({line, test.empty() ? "" : test + "?", asks_less_});
  }

  static std::string LastWord(const std::string& topic) {
    const std::size_t space = topic.rfind(' ');
    return Singular(space == topic.npos ? topic : topic.substr(space + 1));
  }

  // ---- lines

  bool IsAboutConnection() const {
    if (question_.asks != "how" || question_.names().size() < 2) return false;
    constexpr std::array<std::string_view, 8> kTies = {"connected", "linked", "related", "tied",
                                                       "connect",   "relate", "link",    "do"};
    return std::ranges::any_of(parts_, [&](const EnglishPart& part) {
      return !part.is_name && IsOneOf(part.text, kTies);
    });
  }

  void AskConnection() {
    const std::vector<std::string> names = question_.names();
    const std::string ends = "{1,6}(" + Quoted(names[0]) + ", " + Quoted(names[1]);
    Add("shortest (any | ^any)" + ends + ") as P");
    Add("shortest (any | ^any)" + ends + ", roles: yes) as P");
    Add("any shortest (any | ^any)" + ends + ", roles: yes) as P");
  }

  // "rumoured", "planned": what is asked for is not what is so. Some of these words name
  // predicates as well, which then come first.
  void AskPrefixes(bool that_are_no_predicates) {
    struct Prefix {
      std::string_view begins, word;
      bool is_predicate;
    };
    constexpr std::array<Prefix, 9> kPrefixes = {{{"rumor", "rumored", false},
                                                  {"rumour", "rumored", false},
                                                  {"possib", "possible", false},
                                                  {"former", "former", false},
                                                  {"plan", "planned", true},
                                                  {"intend", "planned", true},
                                                  {"den", "denied", true},
                                                  {"demand", "demanded", true},
                                                  {"call", "demanded", true}}};
    for (const EnglishPart& part : parts_)
      for (const Prefix& prefix : kPrefixes) {
        if (part.is_name || part.is_small || !part.text.starts_with(prefix.begins) ||
            prefix.is_predicate == that_are_no_predicates)
          continue;
        const std::vector<std::string> names = question_.names();
        const std::string word(prefix.word);
        // Whoever denies something is not whom something is denied of.
        asks_less_ = word == "denied";
        if (names.empty()) Add(word + " triple(Who, P, What)");
        if (names.empty()) continue;
        Add(word + " triple(" + Quoted(names[0]) + ", P, What)");
        Add(word + " triple(Who, P, " + Quoted(names[0]) + ")");
        Add(word + " triple(Who, P, What), contains(What, " + Quoted(names[0]) + ")");
      }
    asks_less_ = false;
  }

  // "Who is Ana Rivera?"
  void AskAboutAName() {
    const std::vector<std::string> names = question_.names();
    if (names.size() != 1) return;
    const std::string name = Quoted(names[0]);
    if (question_.asks == "where") {
      Add("(based-in | located-in | lives-in)(" + name + ", Where)");
      Add("triple(" + name + ", P, X) @ S, qualifier(S, in, Where) select P, X, Where");
    }
    const bool asks_what_it_is =
        question_.asks.starts_with("who") || question_.asks == "what" || question_.asks == "what's";
    if (asks_what_it_is && topics_.empty() &&
        (question_.Has("is") || question_.asks.ends_with("'s")))
      Add("(holds-position | is-a | position-at | leads | founder-of)(" + name + ", What)");
    if (topics_.empty()) Add("triple(" + name + ", P, X)");
  }

  bool IsSpeech(const std::string& predicate) const {
    return predicate == "said" || (knowledge_.is_speech && knowledge_.is_speech(predicate));
  }

  void AskSpeech(const Lead& lead) {
    const std::vector<std::string> before = question_.NamesIn(0, lead.at);
    const std::vector<std::string> behind = question_.NamesIn(lead.at + 1, parts_.size());
    const std::string who = before.empty() ? "Who" : Quoted(before.back());
    const std::string topic = !behind.empty()   ? behind.front()
                              : topics_.empty() ? ""
                                                : places_.TopicAt(lead.at);
    // Whoever asks for what was denied does not ask for all that was said.
    std::vector<std::string> ways = {lead.predicate};
    if (lead.predicate == "said") ways.emplace_back("spoke");
    for (const std::string& predicate : ways) {
      const std::string atom = predicate + "(" + who + ", Q)";
      if (topic.empty()) {
        Add(atom);
        continue;
      }
      Add(atom + ", contains(Q, " + Quoted(topic) + ")");
      if (!behind.empty()) Add(predicate + "(" + who + ", " + Quoted(topic) + ")");
      if (behind.empty()) Add(atom + ", contains(Q, " + Quoted(LastWord(topic)) + ")");
    }
    if (!before.empty() && !behind.empty()) Add("triple(" + who + ", P, " + Quoted(topic) + ")");
  }

  // The lines that ask for all that was said.
  void AskWhole(const Lead& lead) {
    if (IsSpeech(lead.predicate)) AskSpeech(lead);
    const EnglishPlaces places = places_.PlacesFor(lead);
    const std::string& asks = question_.asks;
    if (asks == "when" || asks == "why" || asks == "where") AskCircumstance(lead, places);
    if (asks.starts_with("how ")) AskAmount(lead, places);
    const std::string open = lead.predicate + "(" + places.subject + ", " + places.object;
    if (asks == "when" || asks == "why") return;
    if (places.topic.empty()) return Add(open + ")");
    if (!places.knows_object)
      Add(lead.predicate + "(" + places.subject + ", V, of: " + Quoted(places.topic) + ")");
    Add(open + ")" + places.About(places.topic));
    Add(open + ")" + places.About(LastWord(places.topic)));
  }

  void AskCircumstance(const Lead& lead, const EnglishPlaces& places) {
    const std::string open = lead.predicate + "(" + places.subject + ", " + places.object;
    const std::string about = places.About(LastWord(places.topic));
    if (question_.asks == "when") {
      Add(open + ") @ S" + places.About(places.topic) + ", time(S, When)");
      Add(open + ") @ S" + about + ", time(S, When)");
    } else if (question_.asks == "why") {
      for (const char* role : {"due-to", "because-of", "over", "for", "after", "amid"})
        Add(open + ", " + role + ": Why)" + about);
      Add(open + ") @ S" + places.About(places.topic) + ", sentence(S, Why)");
      Add(open + ") @ S" + about + ", sentence(S, Why)");
    } else if (places.object == "Where") {
      if (places.topic.empty()) Add(open + ")");
      if (places.variable == places.subject) Add(open + ")" + about);
      for (const char* role : {"in", "at", "to"})
        Add(lead.predicate + "(" + places.subject + ", What, " + role + ": Where)" +
            (places.variable == "Where" ? ", contains(What, " + Quoted(LastWord(places.topic)) + ")"
                                        : about));
    } else {
      for (const char* role : {"in", "at", "to"}) Add(open + ", " + role + ": Where)" + about);
    }
  }

  void AskAmount(const Lead& lead, const EnglishPlaces& places) {
    const std::string open = lead.predicate + "(" + places.subject + ", " + places.object;
    const std::string about = places.About(LastWord(places.topic));
    Add(open + ", amount: M)" + about);
    if (question_.asks == "how many")
      Add(open + ")" + about + " select count() as N", open + ")" + about);
    else if (!places.knows_object && !places.topic.empty())
      Add(lead.predicate + "(" + places.subject + ", V) @ S, sentence(S, T), contains(T, " +
          Quoted(LastWord(places.topic)) + ")");
  }

  // Whatever its modality, and with predicates near it.
  void AskWider(const Lead& lead) {
    const EnglishPlaces places = places_.PlacesFor(lead);
    const std::string plain = "(" + places.subject + ", " + places.object + ")";
    const std::string about = places.About(LastWord(places.topic));
    if (question_.asks == "when" || question_.asks == "why") {
      const bool when = question_.asks == "when";
      Add("any " + lead.predicate + plain + " @ S" + about +
          (when ? ", time(S, When)" : ", sentence(S, Why)"));
      return;
    }
    Add("any " + lead.predicate + plain + about);
    const std::string near =
        knowledge_.with_near ? knowledge_.with_near(lead.predicate) : std::string();
    // "What is the reserve of Brazil?"
    if (!places.knows_subject && places.knows_object && lead.at + 1 < parts_.size() &&
        parts_[lead.at + 1].text == "of" && !question_.asks.starts_with("who"))
      for (const char* prefix : {"", "any "})
        Add(prefix + lead.predicate + "(" + places.object + ", What)" + about);
    if (!places.topic.empty()) return;
    if (places.knows_object && places.object != places.subject)
      Add(lead.predicate + "(" + places.subject + ", What) @ S, qualifier(S, Role, " +
          places.object + ") select " + (places.knows_subject ? "" : places.subject + ", ") +
          "What, Role");
    if (places.knows_object)
      Add(lead.predicate + "(" + places.subject + ", What), contains(What, " + places.object + ")");
    if (near.empty()) return;
    Add(near + plain);
    Add("any " + near + plain);
  }

  // Where no time of a statement is known: when the article told it, or the sentence, which may
  // have it; with what the question says of it first.
  void AskWhenTold(const Lead& lead, const EnglishPlacer::Ends& ends) {
    const std::string who = ends.subject.empty() ? "Who" : Quoted(ends.subject);
    const std::string what = ends.object.empty() ? "What" : Quoted(ends.object);
    const std::string columns =
        std::string(ends.subject.empty() ? "Who, " : "") + (ends.object.empty() ? "What, " : "");
    const EnglishPlaces places = places_.PlacesFor(lead);
    for (const std::string& about :
         {places.About(places.topic), places.About(LastWord(places.topic)), std::string()})
      for (const char* prefix : {"", "any "}) {
        const std::string open =
            prefix + lead.predicate + "(" + who + ", " + what + ") @ S" + about;
        Add(open + ", article(S, A), published(A, Told) select " + columns + "Told");
        Add(open + ", sentence(S, T) select " + columns + "T");
      }
  }

  // When somebody else did the same to the same.
  void AskWhenByOthers(const Lead& lead) {
    const EnglishPlaces places = places_.PlacesFor(lead);
    if (places.topic.empty() || places.knows_object) return;
    Add("any " + lead.predicate + "(Who, " + places.object + ") @ S" +
        places.About(LastWord(places.topic)) + ", time(S, When)");
  }

  // The words of the question, without what it asks for a kind of.
  std::vector<std::string> WordsOf() const {
    std::vector<std::string> words = question_.names();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const bool names_kind = i == 0 && parts_.size() > 2;
      if (!parts_[i].is_name && !parts_[i].is_small && !names_kind)
        words.push_back(Singular(parts_[i].text));
    }
    return words;
  }

  static std::string SentencesWith(std::span<const std::string> words) {
    std::string line = "sentences(A, N, T)";
    for (const std::string& word : words) line += ", contains(T, " + Quoted(word) + ")";
    return line;
  }

  // Sentences that have all the words, and a number: of a day or a year, mostly.
  void AskDatedSentences() {
    const std::vector<std::string> words = WordsOf();
    if (words.size() > 2) Add(SentencesWith(words) + ", matches(T, \"[0-9]\") select T");
  }

  // Something of what was said is left away.
  void AskLess(const Lead& lead) {
    const EnglishPlacer::Ends ends = places_.EndsAt(lead.at);
    const std::string subject = ends.subject.empty() ? "" : Quoted(ends.subject);
    const std::string object = ends.object.empty() ? "" : Quoted(ends.object);
    const std::string& p = lead.predicate;
    const std::string near = knowledge_.with_near ? knowledge_.with_near(p) : std::string();
    const std::string way = near.empty() ? p : near;
    if (question_.asks == "when" && (!subject.empty() || !object.empty())) AskWhenTold(lead, ends);
    if (IsSpeech(p)) {
      if (!subject.empty()) Add(p + "(" + subject + ", Q)");
      if (!subject.empty()) Add("spoke(" + subject + ", Q)");
      return;
    }
    if (!subject.empty() && !object.empty()) {
      Add(way + "(" + object + ", " + subject + ")");
    } else if (!subject.empty()) {
      Add(way + "(" + subject + ", What)");
      Add("any " + way + "(" + subject + ", What)");
      Add(way + "(Who, " + subject + ")");
    } else if (!object.empty()) {
      Add(way + "(" + object + ", What)");
      Add("any " + way + "(" + object + ", What)");
    } else {
      Add(p + "(Who, What)");
      Add("any " + way + "(Who, What)");
    }
  }

  // "How much ore does Fernhill have?": what it has by any predicate that says so.
  void AskWhatOneHas(const std::string& name) {
    for (const std::string& predicate : knowledge_.predicates)
      if (predicate.starts_with("has-")) Add("any " + predicate + "(" + Quoted(name) + ", X)");
  }

  // By the names alone, and at last by the words of sentences.
  void AskWithoutPredicate() {
    const std::vector<std::string> names = question_.names();
    const std::string topic = topics_.empty() ? "" : topics_.front().first;
    if (names.size() > 1) {
      const std::string a = Quoted(names[0]), b = Quoted(names[1]);
      if (question_.asks == "how much" || question_.asks == "how many") {
        Add("any triple(" + a + ", P, " + b + ", amount: M)");
        Add("sentences(A, N, T), contains(T, " + a + "), contains(T, " + b +
            "), matches(T, \"[0-9]\") select T");
      }
      Add("any triple(" + a + ", P, " + b + ")");
      Add("any triple(" + b + ", P, " + a + ")");
    } else if (names.size() == 1 && !topic.empty()) {
      Add("any triple(" + Quoted(names[0]) + ", P, X), contains(X, " + Quoted(LastWord(topic)) +
          ")");
    } else if (names.empty() && !topic.empty()) {
      Add("any triple(X, P, Y), contains(Y, " + Quoted(LastWord(topic)) + ")");
    }
    if (question_.asks == "how much" && names.size() == 1) AskWhatOneHas(names[0]);
    const std::vector<std::string> words = WordsOf();
    // From all words to the first two.
    for (std::size_t count = words.size(); count > 0; --count) {
      Add(SentencesWith(std::span(words).first(count)) + " select T");
      if (count <= 2) break;
    }
    if (names.size() > 1 && !IsAboutConnection()) AskConnection();
    if (!names.empty()) Add("triple(" + Quoted(names[0]) + ", P, X)");
    if (!names.empty()) Add("triple(X, P, " + Quoted(names[0]) + ")");
    if (!names.empty()) Add("any triple(" + Quoted(names[0]) + ", P, X)");
    if (!names.empty()) Add("any triple(X, P, " + Quoted(names[0]) + ")");
  }

  const EnglishQuestion& question_;
  const std::vector<EnglishPart>& parts_;
  const WordKnowledge& knowledge_;
  const std::vector<Lead> leads_;
  const EnglishPlacer places_;
  const EnglishPlacer::Topics& topics_;
  std::vector<MeantLine> lines_;
  bool asks_less_ = false;
};

}  // namespace

std::vector<MeantLine> LinesFor(const EnglishQuestion& question, const WordKnowledge& knowledge) {
  return LineMaker(question, knowledge).Make();
}

std::string ExplainEnglish(const std::string& line) {
  constexpr std::string_view kBut = "a question is a pattern with variables, not a sentence: ";
  if (line.empty())
    return std::string(kBut) +
           "said(Who, What)? asks who said what, triple(X, P, Y)? who did what to whom";
  return std::string(kBut) + "write `" + line + "`";
}

std::string ExplainEnglish(std::span<const QueryToken> words, const SensesOf& senses) {
  if (!IsEnglish(words)) return "";
  WordKnowledge knowledge;
  knowledge.senses = senses;
  const EnglishQuestion question = ReadEnglish(words);
  const std::vector<std::string> names = question.names();
  if (LeadsOf(question, knowledge).empty()) {
    if (names.size() > 1)
      return ExplainEnglish("shortest (any | ^any){1,6}(" + Quoted(names[0]) + ", " +
                            Quoted(names[1]) + ") as P?") +
             ", which shows how the two are connected";
    return ExplainEnglish(names.empty() ? "" : "triple(" + Quoted(names[0]) + ", P, X)?");
  }
  const std::vector<MeantLine> lines = LinesFor(question, knowledge);
  return ExplainEnglish(lines.empty() ? "" : lines.front().text);
}

}  // namespace lode
