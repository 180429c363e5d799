// search and sets: finding sentences, and the sets that articles were loaded into.

#include <iostream>

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
                                           ", sentence " + std::to_string(found.sentence))
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
  const Result<SearchAnswer> answer = Search(*store, command.terms, command.options);
  if (!answer.ok()) return Refuse(answer.status());
  for (const SearchAnswer::Names& names : answer->names) {
    std::cerr << "'" << names.term << "' is also";
    for (std::size_t i = 0; i < names.others.size(); ++i)
      std::cerr << (i > 0 ? "; " : " ") << names.others[i];
    std::cerr << '\n';
  }
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
