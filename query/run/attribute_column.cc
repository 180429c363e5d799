// A column costs about as much as a look-up for every sixteenth statement. One that is there
// already, of an earlier question, is taken at once.

#include "query/run/attribute_column.h"

#include <bit>

namespace lode {

namespace {

constexpr std::uint64_t kStatementsALookUp = 16;
constexpr std::uint64_t kFewestAsked = 64;

std::optional<StatementField> StatementFieldOf(Builtin attribute) {
  switch (attribute) {
    case Builtin::kSaidBy: return StatementField::kSpeaker;
    case Builtin::kTime: return StatementField::kTime;
    case Builtin::kConfidence: return StatementField::kConfidence;
    case Builtin::kPolarity:
    case Builtin::kModality:
    case Builtin::kEnded: return StatementField::kFlags;
    default: return std::nullopt;
  }
}

std::optional<ArticleField> ArticleFieldOf(Builtin attribute) {
  switch (attribute) {
    case Builtin::kTitle: return ArticleField::kTitle;
    case Builtin::kSource: return ArticleField::kSource;
    case Builtin::kUrl: return ArticleField::kUrl;
    case Builtin::kLanguage: return ArticleField::kLanguage;
    case Builtin::kAuthor: return ArticleField::kAuthor;
    case Builtin::kPublished: return ArticleField::kPublished;
    default: return std::nullopt;
  }
}

}  // namespace

AttributeColumn::AttributeColumn(Builtin attribute, Execution& execution)
    : attribute_(attribute),
      execution_(execution),
      of_statement_(StatementFieldOf(attribute)),
      of_article_(ArticleFieldOf(attribute)),
      may_be_(of_statement_ || of_article_) {}

bool AttributeColumn::LookForIt() {
  if (++asked_ < kFewestAsked) return false;
  if (enough_ == 0) enough_ = kFewestAsked + execution_.snapshot.Estimate({}) / kStatementsALookUp;
  const bool pays = asked_ >= enough_;
  if (!pays && asked_ != kFewestAsked) return false;
  const MayGoOn go_on = [&] { return execution_.budget.Ok(); };
  if (of_statement_)
    of_statements_ = execution_.snapshot.ColumnOf(*of_statement_, pays ? &go_on : nullptr);
  else
    of_articles_ = execution_.snapshot.ColumnOf(*of_article_, pays ? &go_on : nullptr);
  const bool is_there = of_statements_ != nullptr || of_articles_ != nullptr;
  may_be_ = is_there || !pays;
  if (is_there)
    terms_.resize(of_statements_ ? of_statements_->values().size() : of_articles_->values().size());
  return is_there;
}

TermId AttributeColumn::ValueOf(TermId owner) {
  std::uint32_t code = 0;
  if (of_statements_ != nullptr && owner.tag() == TermTag::kStatement)
    code = of_statements_->CodeOf(owner);
  else if (of_articles_ != nullptr && owner.tag() == TermTag::kArticle)
    code = of_articles_->CodeOf(owner);
  if (code == 0) return {};
  std::optional<TermId>& term = terms_[code];
  if (!term) term = TermOf(code);
  return *term;
}

TermId AttributeColumn::TermOf(std::uint32_t code) {
  TermTable& terms = execution_.terms;
  if (of_articles_ != nullptr) {
    const std::string& words = of_articles_->values()[code];
    if (attribute_ != Builtin::kPublished) return terms.InternText(words);
    Value date;
    date.kind = ValueKind::kDate;
    date.date = words;
    return terms.Intern(date);
  }
  const std::uint64_t number = of_statements_->values()[code];
  if (attribute_ == Builtin::kConfidence) return terms.InternNumber(std::bit_cast<double>(number));
  if (*of_statement_ != StatementField::kFlags) return TermId{number};
  const std::optional<StatementFlags> flags = FlagsOf(number);
  if (!flags) return {};
  if (attribute_ == Builtin::kPolarity) return terms.InternText(NameOf(flags->polarity));
  if (attribute_ == Builtin::kModality) return terms.InternText(NameOf(flags->modality));
  return flags->ended ? terms.InternNumber(1) : TermId{};
}

}  // namespace lode
