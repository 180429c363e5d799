// What the store holds, as lists: shared by the commands and the shell.
#pragma once

#include <iosfwd>
#include <string>

#include "lode/articles.h"
#include "lode/lode.h"
#include "shell/pages/article_view.h"
#include "shell/pages/entity_page.h"
#include "shell/pages/render.h"

namespace lode::shell {

// What is damaged goes into `damage`, where there is room for it; else it is the error.
// `more`: whether the limit left some out; null: nobody asks.
Result<Listing> ArticleListing(const Store& store, const ArticlesWanted& wanted, Damage& damage,
                               bool* more = nullptr);
// Articles that tell one story in the same words, group by group.
Result<Listing> SameListing(const Store& store, const ArticlesWanted& wanted, Damage& damage,
                            bool* more = nullptr);
// What a set holds. kNotFound.
Result<Listing> SetListing(const Store& store, const std::string& set);
// Which names are one and why; those with the pattern in a name.
Result<Listing> MergeListing(const Store& store, const std::string& pattern);
Result<Listing> ApartListing(const Store& store);
Result<Listing> EntityListing(const Store& store, const std::string& pattern, std::size_t limit);
Result<Listing> StatsListing(const Store& store);
Result<Listing> PartsListing(const Store& store);
// "1,234 rows" of a group of rules, or that it is put aside and why; empty where it is not kept up
// to date. `kept`: all that are.
std::string UpkeepOf(const std::string& group, const std::vector<KeptRulesInfo>& kept);

// "; did you mean 'A', 'B'?": the names that are nearest to one that nobody has, or "".
std::string NearNames(const Store& store, const std::string& name);
// kNotFound: nothing is called so, with the nearest names.
Status CalledNothing(const Store& store, const std::string& name);

// Everything known of the entities that `name` means (a name or "e:..."), a page each; of an
// id "st:..." or "a:..." the statement or the article.
// kNotFound suggests the nearest names. `shown`: gets the lines as they are numbered.
Status ShowEntity(const Store& store, const std::string& name, const PageOptions& options,
                  const Terminal& terminal, std::ostream& out, Damage& damage, PageLines& shown);
Status ListEntityStatements(const Store& store, const std::string& name, Format format,
                            bool confidence, const Terminal& terminal, std::ostream& out,
                            Damage& damage);

// The id of the one article with that id, path (or end of one), URL or title. kNotFound;
// kInvalidInput names some of several. Cost: an id, nothing; else every article is looked at.
Result<std::string> FindArticleId(const Store& store, const std::string& name);
Status ShowArticle(const Store& store, const std::string& name, const ArticleViewOptions& options,
                   const Terminal& terminal, std::ostream& out);
// A statement with its sentence and source. kNotFound.
Status ShowStatement(const Store& store, const std::string& id, const Terminal& terminal,
                     std::ostream& out);

}  // namespace lode::shell
