// What a noun phrase says without a verb. The verb is put in: "is" for what is beside a
// name, "has" for what a possessor has.
#include "loaders/extraction/tuples/noun_tuples.h"

#include <string_view>

#include "loaders/extraction/tuples/argument_words.h"
#include "loaders/extraction/words/noun_phrase.h"

namespace lode {
namespace {

class NounReader {
 public:
  NounReader(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
             std::vector<DraftTuple>& out)
      : graph_(graph), lists_(lists), extent_(extent), out_(out) {}

  void Run() {
    for (int word = 1; word <= graph_.size(); ++word) {
      const int head = graph_.head(word);
      if (head == 0 || !graph_.IsNominal(head)) continue;
      if (graph_.Is(word, "appos")) ReadApposition(head, word);
      if (graph_.word(word).deprel == "nmod:desc") ReadTitle(head, word);
      if (graph_.word(word).deprel == "nmod:poss") ReadPossessor(head, word);
    }
  }

 private:
  void Add(TupleKind kind, int anchor, int subject, std::string put_in, std::vector<int> object,
           std::vector<int> subject_words) {
    if (object.empty() || subject_words.empty()) return;
    DraftTuple draft;
    draft.kind = kind;
    draft.anchor = anchor;
    draft.subject_head = subject;
    draft.object_head = anchor;
    draft.subject.words = std::move(subject_words);
    draft.relation.put_in = std::move(put_in);
    draft.objects.push_back({"", std::move(object)});
    out_.push_back(std::move(draft));
  }

  void ReadApposition(int head, int word) {
    if (!graph_.IsNominal(word) && !graph_.IsUpos(word, "ADJ")) return;
    if (graph_.IsUpos(word, "PRON") || graph_.IsUpos(head, "PRON")) return;
    Add(TupleKind::kApposition, word, head, "is", ArgumentWords(graph_, word, extent_),
        ArgumentWords(graph_, head, extent_));
  }

  // "Mr. Lind", "J. P. Lind"
  bool IsCourtesy(int word) const {
    const std::string& form = graph_.word(word).form;
    const bool initials = form.size() <= 4 && form.size() >= 2 && form[1] == '.';
    return lists_.Has("courtesy", form) || initials;
  }

  // The words of the name without the title.
  void ReadTitle(int head, int word) {
    if (!graph_.IsUpos(head, "PROPN") || word > head || IsCourtesy(word)) return;
    const std::vector<int> title = graph_.Subtree(word);
    std::vector<int> name;
    for (int w : ArgumentWords(graph_, head, TupleArguments::kShort))
      if (w > title.back()) name.push_back(w);
    Add(TupleKind::kTitle, word, head, "is", title, name);
  }

  void ReadPossessor(int head, int word) {
    if (graph_.IsUpos(word, "PRON")) return;
    const std::vector<int> owner = graph_.Subtree(word);
    std::vector<int> had, possessor;
    for (int w : ArgumentWords(graph_, head, extent_))
      if (w > owner.back()) had.push_back(w);
    for (int w : ArgumentWords(graph_, word, extent_))
      if (!(graph_.Is(w, "case") && graph_.head(w) == word)) possessor.push_back(w);
    Add(TupleKind::kPossession, head, word, "has", had, possessor);
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
  const TupleArguments extent_;
  std::vector<DraftTuple>& out_;
};

}  // namespace

void AddNounTuples(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
                   std::vector<DraftTuple>& out) {
  NounReader(graph, lists, extent, out).Run();
}

}  // namespace lode
