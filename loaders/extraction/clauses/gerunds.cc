// Gerunds and infinitives as arguments of a clause: what is done by the way ("accused Kano of
// hiding losses"), what a verb is completed by ("is aimed at cutting costs"), and a deed that does
// something itself ("closing the mill would hurt the town").
#include <algorithm>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/names/things.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/paired_marks.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

// "accused the bank of hiding losses", "kept it from selling": of what, from what, as text.
void ClauseProjector::AddGerund(StatementRecord& statement, int object) {
  for (int child : graph_.children(clause_.predicate)) {
    const int mark = graph_.Child(child, "mark");
    const std::string role = mark == 0 ? std::string() : FoldWord(graph_.word(mark).form);
    if (child < object || !graph_.Is(child, "advcl") || graph_.word(child).xpos != "VBG" ||
        mark != graph_.Subtree(child).front() || mark < object ||
        !context_.rules.lists.Has("gerund-role", role) || statement.qualifiers.contains(role) ||
        graph_.Subtree(child).size() > kLongestArgument)
      continue;
    const PhraseArgument text = TextOf(child, mark + 1);
    if (text.ok) statement.qualifiers.emplace(role, text.argument);
  }
}

// "is aimed at cutting costs", "dreams of flying": the deed that the verb is completed by, as text,
// right behind its preposition; not "apologised for lying", which stands without it.
bool ClauseProjector::EmitGerund(const std::string& relation) {
  const WordLists& lists = context_.rules.lists;
  const int verb = clause_.predicate;
  const bool stated = clause_.own_subject || graph_.Is(verb, "conj") || graph_.Is(verb, "xcomp") ||
                      graph_.word(verb).deprel == "acl:relcl";
  if (clause_.kind != ClauseKind::kVerb || !stated || !objects_.empty() ||
      clause_.complement != 0 || clause_.open_complement != 0 || IsInGap() || IsYetToCome() ||
      IsCompared() || !IsWrittenAsVerb())
    return false;
  for (int child : graph_.children(verb)) {
    const int mark = graph_.Child(child, "mark");
    const int being = graph_.Child(child, "aux:pass");  // "in taxes being owed"
    if ((being == 0 && graph_.Child(child, "aux") != 0) || !graph_.Is(child, "advcl") ||
        graph_.word(being != 0 ? being : child).xpos != "VBG" || mark <= verb || mark > verb + 2 ||
        graph_.Subtree(child).front() != mark ||
        !lists.Has("gerund-preposition", graph_.lemma(mark)) ||
        (HasSubject(graph_, child) && lists.Has("absolute", graph_.lemma(mark))) ||
        lists.Has(clause_.passive ? "gerund-role" : "gerund-of-deed", graph_.lemma(mark)) ||
        graph_.Subtree(child).size() > kLongestArgument)
      continue;
    const PhraseArgument text = TextOf(child, mark + 1);
    StatementRecord* statement =
        text.ok ? Emit(text, relation + "-" + FoldWord(graph_.word(mark).form), nullptr) : nullptr;
    if (statement == nullptr) return false;
    AddQualifiers(*statement, 0);
    return true;
  }
  return false;
}

// "debates how to spend it", "knows what to do": the question word with its infinitive.
PhraseArgument ClauseProjector::ReadHowTo(int word) const {
  const std::string& tag = graph_.word(word).xpos;
  const int deed = graph_.Child(word, "acl");
  if (word < clause_.predicate || (tag != "WRB" && tag != "WP") || deed == 0 ||
      !IsInfinitive(graph_, deed) || clause_.kind != ClauseKind::kVerb)
    return {};
  return TextOf(word, word);
}

// "drives Kano to sell", with the infinitive hung as an adverbial; 0 if there is none.
int ClauseProjector::LateInfinitive(int object) const {
  const WordLists& lists = context_.rules.lists;
  if (!lists.Has("object-control", clause_.lemma) && !lists.Has("used-for", clause_.lemma) &&
      lists.Find("verb", clause_.lemma) != "demanded")
    return 0;
  for (int child : graph_.children(clause_.predicate))
    if (graph_.Is(child, "advcl") && child > object && IsInfinitive(graph_, child) &&
        graph_.word(child).xpos != "VBG" &&  // "from using this to using that"
        graph_.Subtree(child).size() <= kLongestArgument)
      return child;
  return 0;
}

// "led Kano to sell": Kano is not led anywhere, but to what it was led is told; not so in
// "prompted donations to help the town", "is led by Kano to help it".
bool ClauseProjector::IsPrompted(int object) const {
  const WordLists& lists = context_.rules.lists;
  const bool late = clause_.open_complement == 0;
  const int deed = late ? LateInfinitive(object) : clause_.open_complement;
  if (clause_.passive || !lists.Has("prompting", clause_.lemma) || deed < object ||
      !IsInfinitive(graph_, deed) || !graph_.IsVerb(deed))
    return false;
  return !late || lists.Has("acting-kind", KindOf(graph_, object));
}

// "urged lawmakers to override the veto", "allowed Kano to sell": to what, as text.
void ClauseProjector::AddInfinitive(StatementRecord& statement, int object) {
  int deed = clause_.open_complement;
  if (deed == 0) deed = LateInfinitive(object);
  const int to = ToOf(graph_, deed);
  const bool bare = to == 0 && graph_.word(deed).xpos == "VB";  // "let consumers choose"
  if (deed == 0 || (to == 0 && !bare)) return;
  int first = bare ? deed : to + 1;          // "warned them not to sell": not to sell
  for (int child : graph_.children(deed)) {  // "told them when to sow": when to sow
    const std::string& tag = graph_.word(child).xpos;
    if (child < first &&
        (tag == "WRB" || tag == "WP" ||
         (graph_.Is(child, "advmod") && context_.rules.lists.Has("negation", graph_.lemma(child)))))
      first = std::min(first, child);
  }
  const PhraseArgument text = TextOf(deed, first);
  if (text.ok) statement.qualifiers.emplace("to", text.argument);
}

// "wants the board to meet": what is wished for, as text.
void ClauseProjector::EmitWish(int object, int deed) {
  if (graph_.IsUpos(object, "PRON") || !context_.rules.lists.Has("wishing", clause_.lemma) ||
      !IsInfinitive(graph_, deed) || ToOf(graph_, deed) != graph_.Subtree(object).back() + 1 ||
      IsInGap())
    return;
  std::vector<int> words = graph_.Subtree(object);
  for (int word : graph_.Subtree(deed)) words.push_back(word);
  const PhraseArgument text = InWords(Balanced(graph_, std::move(words)));
  if (text.ok) Emit(text, Open(), nullptr);
}

// "closing the mill would hurt the town": the closing, called by its words; not ok where no
// gerund is the subject.
PhraseArgument ClauseProjector::GerundSubject() const {
  PhraseArgument out;
  const int deed = graph_.Child(clause_.predicate, "csubj");
  const std::vector<int> words = graph_.Subtree(deed);
  if (deed == 0 || deed > clause_.predicate || clause_.passive || words.front() != deed ||
      graph_.word(deed).xpos != "VBG" || words.size() < 2 || words.size() > kLongestArgument ||
      graph_.Child(clause_.predicate, "expl") != 0)
    return out;
  // "Adding to it was the loss of the mill", "is all about selling": turned round, and a deed
  // itself.
  const bool turned = graph_.HasFeature(graph_.Child(clause_.predicate, "det"), "Definite=Def") ||
                      graph_.IsUpos(clause_.predicate, "PROPN");
  if (graph_.Child(clause_.predicate, "cop") != 0 &&
      (turned || graph_.IsUpos(clause_.predicate, "VERB")))
    return out;
  if (std::ranges::any_of(words, [&](int word) { return graph_.IsUpos(word, "PUNCT"); }))
    return out;
  const Span span = graph_.Cover(words);
  out.ok = true;
  out.type = "topic";
  out.lemma = graph_.lemma(deed);
  out.spans = {span};
  out.argument.node = context_.entities.ParticularAt(
      sentence_, deed, TermOf(graph_, words, context_.entities.text().lexicon), out.type);
  return out;
}

}  // namespace lode
