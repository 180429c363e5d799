// article: a stored text as a reader wants it, found by id, path, URL or title.

#include <algorithm>
#include <iostream>

#include "shell/commands/commands.h"
#include "shell/pages/article_view.h"
#include "shell/pages/listings.h"

namespace lode::shell {

Result<std::string> FindArticleId(const Store& store, const std::string& name) {
  if (name.starts_with("a:") || name.starts_with("#a:")) return name.substr(name[0] == '#' ? 1 : 0);
  Damage damage;
  const Result<std::vector<ArticleInfo>> articles = store.Articles(&damage);
  if (!articles.ok()) return articles.status();
  std::vector<const ArticleInfo*> found;
  for (const ArticleInfo& info : *articles) {
    const bool by_path = std::any_of(info.paths.begin(), info.paths.end(), [&](const auto& path) {
      return path == name || path.ends_with("/" + name);
    });
    if (by_path || info.url == name || info.title == name) found.push_back(&info);
  }
  if (found.size() == 1) return found.front()->id;
  if (found.empty())
    return Status(Code::kNotFound, "no article has the id, path, URL or title '" + name +
                                       "'; `lode articles PART` finds one by a part of them");
  std::string ids;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 5); ++i)
    ids += (i > 0 ? ", " : "") + found[i]->id;
  return Status(Code::kInvalidInput, std::to_string(found.size()) + " articles go by '" + name +
                                         "': name one by its id (" + ids +
                                         (found.size() > 5 ? ", ..." : "") + ")");
}

Status ShowArticle(const Store& store, const std::string& name, const ArticleViewOptions& options,
                   const Terminal& terminal, std::ostream& out) {
  const Result<std::string> id = FindArticleId(store, name);
  if (!id.ok()) return id.status();
  const Result<Article> article = store.ArticleOf(*id);
  if (!article.ok()) return article.status();
  std::vector<Statement> statements;
  if (options.statements || options.marked) {
    Result<std::vector<Statement>> read = store.StatementsOf(*id);
    if (!read.ok()) return read.status();
    statements = *std::move(read);
  }
  WriteArticle(*article, statements, options, terminal, out);
  return {};
}

int RunArticle(const Context& context, const ArticleCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const ArticleViewOptions options{command.statements, command.marked, command.boilerplate,
                                   command.confidence};
  const Status status = ShowArticle(*store, command.name, options, context.terminal, std::cout);
  return status.ok() ? kDone : Refuse(status);
}

}  // namespace lode::shell
