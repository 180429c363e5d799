// Attributes of statements and articles as relations of two columns (`qualifier` and
// `sentences` have three, `ended` one). With the statement or article bound it is one look-up;
// without it, all of them are walked. What the attribute says as words becomes a text.

#include "query/run/attribute_column.h"
#include "query/run/contradiction.h"
#include "query/run/corroboration.h"
#include "query/run/scan.h"
#include "query/run/statement_sentences.h"

namespace lode {

namespace {

class AttributeSource : public RowSource {
 public:
  AttributeSource(const ir::Atom& atom, Execution& execution)
      : attribute_(*atom.attribute),
        part_(atom.part),
        execution_(execution),
        column_(*atom.attribute, execution),
        sentences_(atom.part, execution) {}

  bool Probe(const TermId* key, RowReceiver& receiver) override {
    if (key[0]) return IsAtHand() ? SendValue(key, receiver) : Send(key[0], receiver);
    if (attribute_ == Builtin::kConflicts && key[1]) return SendRivalsOf(key[1], receiver);
    if (attribute_ == Builtin::kSentences && !part_.empty())
      if (const auto places = execution_.snapshot.SentencesAround(part_))
        return SendSentences(*places, receiver);
    const bool of_articles = InfoOf(attribute_).kind == BuiltinKind::kArticleAttribute;
    const std::vector<TermId> all =
        of_articles ? execution_.snapshot.AllArticles() : execution_.snapshot.AllStatements();
    for (const TermId owner : all) {
      const TermId asked[] = {owner, key[1 % arity_]};
      if (!execution_.budget.Tick()) return false;
      if (IsAtHand() ? !SendValue(asked, receiver) : !Send(owner, receiver)) return false;
    }
    return true;
  }

 private:
  bool IsAtHand() { return attribute_ == Builtin::kArticle || column_.IsThere(); }

  // Other values than the one that is asked for stay here.
  bool SendValue(const TermId* key, RowReceiver& receiver) {
    const TermId value = attribute_ == Builtin::kArticle ? execution_.snapshot.ArticleOf(key[0])
                                                         : column_.ValueOf(key[0]);
    if (!value) return true;
    const TermId row[2] = {key[0], value};
    if (attribute_ == Builtin::kEnded) return receiver.Receive(row, 1);
    return (key[1] && key[1] != value) || receiver.Receive(row, 1);
  }

  bool Send(TermId owner, RowReceiver& receiver) {
    rows_.clear();
    if (owner.tag() == TermTag::kStatement)
      OfStatement(owner);
    else if (owner.tag() == TermTag::kArticle)
      OfArticle(owner);
    return rows_.empty() || receiver.Receive(rows_.data(), rows_.size() / arity_);
  }

  bool SendSentences(const Snapshot::SentencePlaces& places, RowReceiver& receiver) {
    std::vector<std::string> sentences;
    TermId article;
    for (const auto& [owner, number] : places) {
      if (!execution_.budget.Tick()) return false;
      if (owner != article) sentences = execution_.snapshot.SentencesOf(article = owner);
      if (number == 0 || number > sentences.size()) continue;
      rows_.clear();
      AddSentence(owner, number, sentences[number - 1]);
      if (!rows_.empty() && !receiver.Receive(rows_.data(), 1)) return false;
    }
    return true;
  }

  void AddSentence(TermId article, std::size_t number, const std::string& words) {
    if (words.empty()) return;
    rows_.insert(rows_.end(), {article, execution_.terms.InternNumber(static_cast<double>(number)),
                               execution_.terms.InternText(words)});
  }

  // Of a contradiction it does not matter which side is known.
  bool SendRivalsOf(TermId statement, RowReceiver& receiver) {
    rows_.clear();
    if (statement.tag() == TermTag::kStatement)
      for (const TermId rival : ConflictsOf(statement, execution_)) Add(rival, statement);
    return rows_.empty() || receiver.Receive(rows_.data(), rows_.size() / 2);
  }

  void Add(TermId owner, TermId value) {
    if (value) rows_.insert(rows_.end(), {owner, value});
  }
  void AddText(TermId owner, std::string_view text) {
    if (!text.empty()) Add(owner, execution_.terms.InternText(text));
  }

  void OfStatement(TermId statement) {
    const Snapshot& snapshot = execution_.snapshot;
    switch (attribute_) {
      case Builtin::kSentence: return Add(statement, sentences_.Of(statement));
      case Builtin::kVia:
        for (const TermId link : snapshot.Via(statement)) Add(statement, link);
        return;
      case Builtin::kPremise:
        for (const TermId premise : snapshot.Premises(statement)) Add(statement, premise);
        return;
      case Builtin::kConflicts:
        for (const TermId rival : ConflictsOf(statement, execution_)) Add(statement, rival);
        return;
      case Builtin::kSources:
        return Add(statement, execution_.terms.InternNumber(
                                  static_cast<double>(corroboration_.SourcesOf(statement))));
      case Builtin::kQualifier:
        for (const auto& [role, value] : snapshot.Qualifiers(statement))
          rows_.insert(rows_.end(), {statement, execution_.terms.InternText(role), value});
        return;
      default: break;
    }
    if (const std::optional<StatementRow> row = snapshot.StatementAt(statement))
      OfRow(statement, *row);
  }

  void OfRow(TermId statement, const StatementRow& row) {
    switch (attribute_) {
      case Builtin::kSaidBy: return Add(statement, row.said_by);
      case Builtin::kTime: return Add(statement, row.time);
      case Builtin::kPolarity: return AddText(statement, NameOf(row.triple.polarity));
      case Builtin::kModality: return AddText(statement, NameOf(row.triple.modality));
      case Builtin::kEnded:
        if (row.triple.ended) rows_.push_back(statement);
        return;
      case Builtin::kConfidence:
        return Add(statement, execution_.terms.InternNumber(row.confidence));
      default: return;
    }
  }

  void OfArticle(TermId article) {
    if (attribute_ == Builtin::kSentences) {
      const std::vector<std::string> sentences = execution_.snapshot.SentencesOf(article);
      for (std::size_t i = 0; i < sentences.size(); ++i) AddSentence(article, i + 1, sentences[i]);
      return;
    }
    if (attribute_ == Builtin::kSet) {
      for (const std::string& set : execution_.snapshot.SetsOf(article)) AddText(article, set);
      return;
    }
    const std::optional<ArticleInfo> info = execution_.snapshot.ArticleAt(article);
    if (!info) return;
    switch (attribute_) {
      case Builtin::kTitle: return AddText(article, info->title);
      case Builtin::kSource: return AddText(article, info->source);
      case Builtin::kUrl: return AddText(article, info->url);
      case Builtin::kLanguage: return AddText(article, info->language);
      case Builtin::kAuthor: return AddText(article, info->author);
      case Builtin::kPublished: return AddDate(article, info->published);
      default: return;
    }
  }

  void AddDate(TermId article, const std::string& iso) {
    if (iso.empty()) return;
    Value date;
    date.kind = ValueKind::kDate;
    date.date = iso.substr(0, 10);  // the day is the finest precision of a date
    Add(article, execution_.terms.Intern(date));
  }

  const Builtin attribute_;
  const std::size_t arity_ = InfoOf(attribute_).arity;
  std::string part_;
  Execution& execution_;
  AttributeColumn column_;
  StatementSentences sentences_;
  Corroboration corroboration_{execution_};
  std::vector<TermId> rows_;
};

}  // namespace

std::unique_ptr<RowSource> MakeAttributeSource(const ir::Atom& atom, Execution& execution) {
  return std::make_unique<AttributeSource>(atom, execution);
}

}  // namespace lode
