// search and sets: finding sentences, and the sets that articles were loaded into.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <sstream>

#include "shell/commands/commands.h"
#include "shell/pages/listings.h"
#include "shell/pages/render.h"

namespace lode::shell {
namespace {

// The sentence with the words that were looked for in bold; where there are no colours, as it is.
std::string Marked(const FoundSentence& found, const Terminal& terminal) {
  std::string text;
  std::size_t at = 0;
  for (const Span& mark : found.marks) {
    if (mark.begin < at) continue;
    text += found.text.substr(at, mark.begin - at);
    text += terminal.Paint(Style::kBold, found.text.substr(mark.begin, mark.end - mark.begin));
    at = mark.end;
  }
  text += found.text.substr(at);
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return text;
}

void WriteFound(const SearchAnswer& answer, const std::string& near, const Terminal& terminal,
                std::ostream& out) {
  for (const FoundSentence& found : answer.sentences) {
    const ArticleInfo& article = *found.article;
    out << Marked(found, terminal) << '\n'
        << terminal.Paint(Style::kDim, "  " + SourceLine(article) + "  #" + article.id +
                                           (found.is_line ? ", line " : ", sentence ") +
                                           std::to_string(found.sentence))
        << '\n';
  }
  if (answer.sentences.empty()) out << "no sentence found" << near << '\n';
  if (answer.more) out << "and more: --limit 0 shows all\n";
}

std::string SpansOf(const std::vector<Span>& marks) {
  std::string json = "[";
  for (const Span& mark : marks)
    json += (json.size() > 1 ? ", [" : "[") + std::to_string(mark.begin) + ", " +
            std::to_string(mark.end) + "]";
  return json + "]";
}

// Lines of imported triples behind the sentences, where there is room.
Status AddLines(const Store& store, const std::vector<std::string>& terms, SearchOptions options,
                SearchAnswer& answer) {
  if (options.limit != 0 && answer.sentences.size() >= options.limit) return {};
  if (options.limit != 0) options.limit -= answer.sentences.size();
  Result<SearchAnswer> lines = SearchLines(store, terms, options);
  if (!lines.ok()) return lines.status();
  std::ranges::move(lines->sentences, std::back_inserter(answer.sentences));
  answer.more = answer.more || lines->more;
  return {};
}

// For what was looked for in vain, the nearest names: of what no sentence has, since the rest is
// only not in one with it.
std::string NearTerms(const Store& store, const std::vector<std::string>& terms) {
  SearchOptions alone;
  alone.limit = 1;
  const auto is_there = [&](const std::string& term) {
    const Result<SearchAnswer> answer = Search(store, {term}, alone);
    return answer.ok() && !answer->sentences.empty();
  };
  for (const std::string& term : terms)
    if (terms.size() > 1 && is_there(term))
      continue;
    else if (std::string near = NearNames(store, term); !near.empty())
      return near;
  return "";
}

// "quay (12), ship (3)": how many sentences have the terms that are left where one is taken away,
// or where none is left of these, each term alone.
std::string FewerTerms(const Store& store, const std::vector<std::string>& terms,
                       SearchOptions options) {
  constexpr std::size_t kMostTerms = 8, kMostFound = 100;
  if (terms.size() < 2 || terms.size() > kMostTerms) return "";
  options.limit = kMostFound;
  std::string told;
  const auto tell = [&](const std::vector<std::string>& some) {
    const Result<SearchAnswer> answer = Search(store, some, options);
    if (!answer.ok() || answer->sentences.empty()) return;
    std::string words;
    for (const std::string& term : some)
      words += (words.empty() ? "" : " ") + (term.find(' ') == term.npos ? term : "'" + term + "'");
    const std::size_t count = answer->sentences.size();
    told += (told.empty() ? "" : ", ") + std::string("`lode search ") + words + "` (" +
            std::to_string(count) + (answer->more ? " and more" : "") + ")";
  };
  for (std::size_t without = terms.size(); terms.size() > 2 && without-- > 0;) {
    std::vector<std::string> some = terms;
    some.erase(some.begin() + static_cast<std::ptrdiff_t>(without));
    tell(some);
  }
  if (told.empty())
    for (const std::string& term : terms) tell({term});
  return told.empty() ? "" : "no sentence has all of these; some have " + told;
}

// The words of a phrase that stands nowhere, apart.
std::vector<std::string> WordsApart(const std::vector<std::string>& terms) {
  if (terms.size() != 1 || terms[0].find('"') != std::string::npos) return {};
  std::vector<std::string> words;
  std::istringstream in(terms[0]);
  for (std::string word; in >> word;) words.push_back(word);
  return words.size() > 1 ? words : std::vector<std::string>();
}

// "Fernhill OR Marlowe", in one term or in several: either is enough. What was understood, "" where
// nothing joins terms so.
std::string TakeOr(std::vector<std::string>& terms, SearchOptions& options) {
  constexpr std::string_view kOr = " OR ";
  std::string all;
  for (const std::string& term : terms) all += (all.empty() ? "" : " ") + term;
  if (all.find(kOr) == all.npos) return "";
  terms.clear();
  std::string told;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find(kOr, at), all.size());
    terms.push_back(all.substr(at, end - at));
    told += " '" + terms.back() + "'";
    at = end + kOr.size();
  }
  options.any = true;
  return "one of these is enough, as in `lode search --any" + told + "`";
}

Listing ListingOf(const SearchAnswer& answer) {
  Listing listing{{"article", "path", "title", "source", "published", "sentence", "text", "score",
                   "begin", "marks"},
                  {}};
  for (const FoundSentence& found : answer.sentences) {
    const ArticleInfo& article = *found.article;
    const std::string score = TwoDigits(found.score), marks = SpansOf(found.marks);
    listing.rows.push_back({TextCell(article.id),
                            TextCell(article.path),
                            TextCell(article.title),
                            TextCell(article.source),
                            TextCell(article.published),
                            NumberCell(found.sentence),
                            TextCell(found.text),
                            {score, score},
                            NumberCell(found.span.begin),
                            {marks, marks}});
  }
  return listing;
}

}  // namespace

int RunSearch(const Context& context, const SearchCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  SearchOptions options = command.options;
  if (options.with_names) options.forms = OtherForms;  // `--exact` wants neither
  std::vector<std::string> terms = command.terms;
  if (const std::string told = TakeOr(terms, options); !told.empty()) std::cerr << told << '\n';
  Result<SearchAnswer> answer = Search(*store, terms, options);
  if (!answer.ok()) return Refuse(answer.status());
  if (Status status = AddLines(*store, terms, options, *answer); !status.ok())
    return Refuse(status);
  const std::vector<std::string> apart = WordsApart(terms);
  if (answer->sentences.empty() && !apart.empty()) {
    terms = apart;
    answer = Search(*store, terms, options);
    if (!answer.ok()) return Refuse(answer.status());
    const bool has_sentences = !answer->sentences.empty();
    if (Status status = AddLines(*store, terms, options, *answer); !status.ok())
      return Refuse(status);
    if (has_sentences) std::cerr << "no sentence has these words side by side; all of them have\n";
  }
  for (const SearchAnswer::Names& names : answer->names) {
    std::cerr << "'" << names.term << "' is also";
    for (std::size_t i = 0; i < names.others.size(); ++i)
      std::cerr << (i > 0 ? "; " : " ") << names.others[i];
    std::cerr << '\n';
  }
  const std::string fewer =
      answer->sentences.empty() ? FewerTerms(*store, terms, options) : std::string();
  if (!fewer.empty()) std::cerr << fewer << '\n';
  if (command.format == "text")
    WriteFound(*answer, answer->sentences.empty() ? NearTerms(*store, command.terms) : "",
               context.terminal, std::cout);
  else
    WriteListing(ListingOf(*answer), *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

int RunSets(const Context& context, const ListCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Result<std::vector<SetInfo>> sets = Sets(*store);
  if (!sets.ok()) return Refuse(sets.status());
  Listing listing{{"set", "articles", "statements", "bytes_of_text"}, {}};
  for (const SetInfo& set : *sets)
    listing.rows.push_back({TextCell(set.name), NumberCell(set.articles),
                            NumberCell(set.statements), NumberCell(set.text_bytes)});
  WriteListing(listing, *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

}  // namespace lode::shell
