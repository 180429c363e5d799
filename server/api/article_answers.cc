// Articles with what was read in them; statements with their place in the article; uploads.

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/marked_text.h"

namespace lode::server {
namespace {

constexpr std::size_t kMostPremises = 20;

bool Holds(const std::string& text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool Matches(const ArticleInfo& article, std::string_view part) {
  return part.empty() || Holds(article.title, part) || Holds(article.source, part) ||
         Holds(article.url, part) || Holds(FileNameOf(article.path), part);
}

// From the first to the last of a statement's words; empty where it has none.
Span ExtentOf(const Statement& statement) {
  Span extent{std::numeric_limits<std::uint32_t>::max(), 0};
  for (const Spans* spans :
       {&statement.subject_span, &statement.predicate_span, &statement.object_span})
    for (const Span& span : *spans) {
      extent.begin = std::min(extent.begin, span.begin);
      extent.end = std::max(extent.end, span.end);
    }
  return extent.begin < extent.end ? extent : Span{};
}

// Where the sentence stands that holds the place; empty where the text has other spaces.
Span SentenceAt(const std::string& text, const std::string& sentence, std::uint32_t place) {
  const std::size_t at = sentence.empty() ? text.npos : text.rfind(sentence, place);
  if (at == text.npos || at + sentence.size() < place) return {};
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + sentence.size())};
}

void WriteBlock(const Article& article, const Block& block, const std::vector<Mark>& marks,
                JsonWriter& json) {
  std::vector<Mark> own;
  for (const Mark& mark : marks)
    if (mark.span.begin < block.text.end && mark.span.end > block.text.begin) own.push_back(mark);
  json.Open('{').Key("kind").Text(NameOf(block.kind));
  json.Key("repeated").Bool(block.duplicate_of >= 0).Key("segments");
  WriteMarked(article.text, block.text, std::move(own), json);
  json.Close('}');
}

// The blocks with the statement's words, and one before and behind.
void WritePlace(const Article& article, const Statement& statement, JsonWriter& json) {
  std::vector<Mark> marks;
  AddMarks(statement, "", marks);
  const Span extent = ExtentOf(statement);
  const Span sentence = SentenceAt(article.text, statement.text, extent.begin);
  if (sentence.end > 0) marks.push_back({sentence, "sentence"});
  json.Key("blocks").Open('[');
  const std::vector<Block>& blocks = article.blocks;
  const auto touches = [&](std::size_t i) {
    return i < blocks.size() && blocks[i].text.begin < extent.end &&
           blocks[i].text.end > extent.begin;
  };
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (touches(i) || touches(i + 1) || (i > 0 && touches(i - 1)))
      WriteBlock(article, blocks[i], marks, json);
  json.Close(']');
}

}  // namespace

Reply AnswerStatement(Api& api, const Call& call) {
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<Statement> statement = view->store().StatementOf(call.Parameter("id"));
  if (!statement.ok()) return Failure(statement.status());
  JsonWriter json;
  json.Open('{').Key("statement");
  Write(*statement, json);
  json.Key("record").Raw(ToJson(*statement));
  json.Key("premises").Open('[');
  for (std::size_t i = 0; i < std::min(kMostPremises, statement->premises.size()); ++i)
    if (const Result<Statement> premise = view->store().StatementOf(statement->premises[i]);
        premise.ok())
      Write(*premise, json);
  json.Close(']');
  if (statement->article) {
    const Result<Article> article = view->store().ArticleOf(statement->article->id);
    if (!article.ok()) return Failure(article.status());
    WritePlace(*article, *statement, json);
  }
  json.Close('}');
  return Done(json);
}

Reply AnswerArticles(Api& api, const Call& call) {
  const Result<std::uint64_t> offset = call.NumberOf("offset", 0, 1'000'000'000);
  const Result<std::uint64_t> limit = call.NumberOf("limit", 50, 1'000);
  if (!offset.ok()) return Failure(offset.status());
  if (!limit.ok()) return Failure(limit.status());
  Damage damage;
  const std::shared_ptr<StoreView> view = api.store.Now();
  const std::string_view set = call.Parameter("set");
  const Result<std::vector<ArticleInfo>> articles =
      set.empty() ? view->store().Articles(&damage) : ArticlesOfSet(view->store(), set, &damage);
  if (!articles.ok()) return Failure(articles.status());
  JsonWriter json;
  json.Open('{').Key("articles").Open('[');
  std::size_t found = 0;
  for (const ArticleInfo& article : *articles) {
    if (!Matches(article, call.Parameter("q"))) continue;
    ++found;
    if (found > *offset && found <= *offset + *limit) Write(article, json);
  }
  json.Close(']').Key("total").Number(found).Key("damaged").Number(damage.size()).Close('}');
  return Done(json);
}

Reply AnswerSets(Api& api, const Call&) {
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<std::vector<SetInfo>> sets = Sets(view->store());
  if (!sets.ok()) return Failure(sets.status());
  JsonWriter json;
  json.Open('{').Key("sets").Open('[');
  for (const SetInfo& set : *sets) {
    json.Open('{').Key("name").Text(set.name).Key("articles").Number(set.articles);
    json.Key("statements").Number(set.statements).Key("bytes_of_text").Number(set.text_bytes);
    json.Close('}');
  }
  json.Close(']').Close('}');
  return Done(json);
}

Reply AnswerArticle(Api& api, const Call& call) {
  constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint32_t>::max();
  const Result<std::uint64_t> begin = call.NumberOf("begin", 0, kMostBytes);
  const Result<std::uint64_t> end = call.NumberOf("end", 0, kMostBytes);
  if (!begin.ok()) return Failure(begin.status());
  if (!end.ok()) return Failure(end.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<Article> article = view->store().ArticleOf(call.Parameter("id"));
  if (article.status().code() == Code::kNotFound)
    return Failure({Code::kNotFound, article.status().message() +
                                         "; /api/articles?q=WORDS finds ids by path, title, "
                                         "outlet or URL"});
  if (!article.ok()) return Failure(article.status());
  const Result<std::vector<Statement>> statements =
      view->store().StatementsOf(call.Parameter("id"));
  if (!statements.ok()) return Failure(statements.status());
  const Result<std::vector<std::string>> sets = SetsOf(view->store(), call.Parameter("id"));
  if (!sets.ok()) return Failure(sets.status());
  std::vector<Mark> marks;
  if (*begin < *end)
    marks.push_back(
        {{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)}, "asked"});
  JsonWriter json;
  json.Open('{').Key("article");
  Write(article->info, json);
  json.Key("sets").Open('[');
  for (const std::string& set : *sets) json.Text(set);
  json.Close(']');
  json.Key("statements").Open('[');
  for (std::size_t i = 0; i < statements->size(); ++i) {
    Write((*statements)[i], json);
    AddMarks((*statements)[i], std::to_string(i) + ":", marks);
  }
  json.Close(']').Key("blocks").Open('[');
  for (const Block& block : article->blocks) WriteBlock(*article, block, marks, json);
  json.Close(']').Close('}');
  return Done(json);
}

Reply AnswerUpload(Api& api, const Call& call) {
  Upload upload;
  if (call.Header("content-type").starts_with("application/json")) {
    const auto body = nlohmann::json::parse(call.body, nullptr, false);
    if (!body.is_object()) return Failure(400, "invalid-input", "the body is no JSON object");
    for (const auto& [name, to] : {std::pair{"name", &upload.name},
                                   {"text", &upload.bytes},
                                   {"source", &upload.source},
                                   {"published", &upload.published},
                                   {"url", &upload.url},
                                   {"set", &upload.set}}) {
      const auto found = body.find(name);
      if (found == body.end() || found->is_null()) continue;
      if (!found->is_string())
        return Failure(400, "invalid-input", std::string("'") + name + "' wants to be text");
      *to = found->get<std::string>();
    }
  } else {
    upload.name = call.Parameter("name");
    upload.source = call.Parameter("source");
    upload.published = call.Parameter("published");
    upload.url = call.Parameter("url");
    upload.set = call.Parameter("set");
    upload.bytes = call.body;
  }
  const Result<std::uint64_t> id = api.uploads.Add(std::move(upload));
  if (!id.ok() && id.status().code() == Code::kBusy)
    return Failure(503, "busy", id.status().message());
  if (!id.ok()) return Failure(id.status());
  ++api.metrics.uploads;
  JsonWriter json;
  api.uploads.Write(*id, json);
  Reply reply = Done(json);
  reply.status = 202;
  return reply;
}

Reply AnswerUploads(Api& api, const Call&) {
  JsonWriter json;
  json.Open('{').Key("uploads");
  api.uploads.WriteAll(json);
  json.Close('}');
  return Done(json);
}

}  // namespace lode::server
