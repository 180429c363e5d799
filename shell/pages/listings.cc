// Lists of what the store holds, and the head of an entity's page: its names and why they are
// one.

#include "shell/pages/listings.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <ostream>
#include <set>

#include "lode/about.h"
#include "lode/care.h"

namespace lode::shell {
namespace {

bool Holds(const std::string& text, const std::string& pattern) {
  auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), pattern.begin(), pattern.end(), same) != text.end();
}

Result<std::vector<EntityInfo>> Find(const Store& store, const std::string& name) {
  Result<std::vector<EntityInfo>> found = store.Resolve(name);
  if (!found.ok() || !found->empty()) return found;
  return CalledNothing(store, name);
}

constexpr std::size_t kReadOfALine = 50;  // statements, where a page is limited

std::string Count(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Status ShowHead(const Store& store, const EntityInfo& info, const AboutEntity& about,
                const PageLines& lines, const Terminal& terminal, std::ostream& out) {
  const Entity& entity = info.entity;
  const Result<std::vector<MergeInfo>> merges = store.Merges(entity.id);
  if (!merges.ok()) return merges.status();
  out << terminal.Paint(Style::kBold, entity.name) << "  " << entity.type << "  "
      << terminal.Paint(Style::kDim, "#" + entity.id);
  if (entity.kind == EntityKind::kKind) out << "  a kind";
  if (entity.kind == EntityKind::kParticular) out << "  a particular, of one article";
  out << '\n';
  std::string names;
  for (const std::string& alias : entity.aliases)
    if (alias != entity.name) names += (names.empty() ? "" : "; ") + alias;
  if (!names.empty()) out << "also: " << names << '\n';
  std::set<std::string> reasons;
  for (const MergeInfo& merge : *merges)
    reasons.insert(merge.against.empty() ? "\"" + merge.name + "\" = \"" + merge.other_name +
                                               "\" (" + merge.reason + ")"
                                         : "perhaps two of one name: " + merge.against);
  for (const std::string& reason : reasons) out << "  " << reason << '\n';
  out << Count(about.all_statements, "statement") << " in " << Count(about.articles, "article")
      << ", " << Count(lines.size(), "line");
  if (!about.left_out.empty()) out << " of " << about.lines;
  out << '\n';
  return {};
}

// What a page has no place for, most lines first.
void WriteLeftOut(const AboutEntity& about, const Terminal& terminal, std::ostream& out) {
  std::vector<std::pair<std::uint64_t, std::string>> left_out;
  for (const auto& [predicate, lines] : about.left_out) left_out.emplace_back(lines, predicate);
  std::sort(left_out.begin(), left_out.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  if (left_out.empty()) return;
  out << "\nleft out, --limit 0 shows all\n";
  for (const auto& [lines, predicate] : left_out)
    if (predicate.empty())
      out << "  " << Count(lines, "statement") << " as the speaker or beside\n";
    else
      out << "  " << Count(lines, "line") << " with "
          << terminal.Paint(Style::kPredicate, predicate) << '\n';
}

// Each statement about the entities, in order.
Status ForEachStatement(const Store& store, const std::vector<EntityInfo>& entities, Damage& damage,
                        const std::function<void(const Statement&)>& show) {
  for (const EntityInfo& info : entities) {
    const auto statements = store.StatementsAbout(info.entity.id, &damage);
    if (!statements.ok()) return statements.status();
    for (const Statement& statement : *statements) show(statement);
  }
  return {};
}

std::vector<Cell> CellsOf(const ArticleInfo& article) {
  return {TextCell(article.id),    TextCell(article.path),   NumberCell(article.part),
          TextCell(article.title), TextCell(article.source), TextCell(article.published)};
}

}  // namespace

Result<Listing> ArticleListing(const Store& store, const ArticlesWanted& wanted, Damage& damage,
                               bool* more) {
  const Result<ArticlesPage> page = ListArticles(store, wanted, &damage);
  if (!page.ok()) return page.status();
  if (more != nullptr) *more = page->more;
  Listing listing{{"id", "path", "part", "title", "source", "published"}, {}};
  for (const ArticleInfo& article : page->articles) listing.rows.push_back(CellsOf(article));
  return listing;
}

Result<Listing> SameListing(const Store& store, const ArticlesWanted& wanted, Damage& damage,
                            bool* more) {
  const Result<StoriesPage> page = ListStories(store, wanted, &damage);
  if (!page.ok()) return page.status();
  if (more != nullptr) *more = page->more;
  Listing listing{{"story", "id", "path", "part", "title", "source", "published"}, {}};
  std::uint64_t number = 0;
  for (const std::vector<ArticleInfo>& story : page->stories) {
    ++number;
    for (const ArticleInfo& article : story) {
      listing.rows.push_back(CellsOf(article));
      listing.rows.back().insert(listing.rows.back().begin(), NumberCell(number));
    }
  }
  return listing;
}

Result<Listing> SetListing(const Store& store, const std::string& set) {
  const auto sets = Sets(store);
  if (!sets.ok()) return sets.status();
  for (const SetInfo& info : *sets)
    if (info.name == set)
      return Listing{{"what", "count"},
                     {{TextCell("articles"), NumberCell(info.articles)},
                      {TextCell("statements"), NumberCell(info.statements)},
                      {TextCell("bytes of text"), NumberCell(info.text_bytes)}}};
  return Status(Code::kNotFound,
                "there is no set '" + set + "'; `lode sets` lists those that there are");
}

std::string NearNames(const Store& store, const std::string& name) {
  const std::vector<std::string> near = store.Suggest(name);
  std::string text;
  for (std::size_t i = 0; i < near.size(); ++i)
    text += (i == 0 ? "; did you mean '" : ", '") + near[i] + "'";
  return text + (near.empty() ? "" : "?");
}

Status CalledNothing(const Store& store, const std::string& name) {
  const std::string near = NearNames(store, name);
  return {Code::kNotFound, "nothing in the store is called '" + name + "'" +
                               (near.empty() ? "; see `lode entities`" : near)};
}

Result<Listing> EntityListing(const Store& store, const std::string& pattern, std::size_t limit) {
  const Result<std::vector<EntityInfo>> entities = store.Entities(pattern, limit);
  if (!entities.ok()) return entities.status();
  Listing listing{{"id", "name", "type", "kind", "statements", "articles", "aliases"}, {}};
  for (const EntityInfo& info : *entities) {
    std::string aliases;
    for (const std::string& alias : info.entity.aliases)
      if (alias != info.entity.name) aliases += (aliases.empty() ? "" : "; ") + alias;
    listing.rows.push_back(
        {TextCell(info.entity.id), TextCell(info.entity.name), TextCell(info.entity.type),
         TextCell(std::string(NameOf(info.entity.kind))), NumberCell(info.statements),
         NumberCell(info.articles), TextCell(aliases)});
  }
  return listing;
}

Result<Listing> MergeListing(const Store& store, const std::string& pattern) {
  const Result<std::vector<MergeInfo>> merges = store.Merges("");
  if (!merges.ok()) return merges.status();
  Listing listing{{"entity", "name", "other", "reason", "score", "article", "sentence", "against"},
                  {}};
  for (const MergeInfo& merge : *merges) {
    if (!Holds(merge.name, pattern) && !Holds(merge.other_name, pattern)) continue;
    listing.rows.push_back({TextCell(merge.entity_id), TextCell(merge.name),
                            TextCell(merge.other_name), TextCell(merge.reason),
                            TextCell(TwoDigits(merge.score)), TextCell(merge.article_id),
                            NumberCell(merge.sentence), TextCell(merge.against)});
  }
  return listing;
}

Result<Listing> ApartListing(const Store& store) {
  const Result<std::vector<ApartInfo>> list = store.Apart();
  if (!list.ok()) return list.status();
  Listing listing{{"name", "other"}, {}};
  for (const ApartInfo& apart : *list)
    listing.rows.push_back({TextCell(apart.name), TextCell(apart.other_name)});
  return listing;
}

Result<Listing> StatsListing(const Store& store) {
  constexpr std::size_t kMostPredicates = 20;  // :predicates lists them all
  const Result<StoreStats> found = store.Stats();
  if (!found.ok()) return found.status();
  const StoreStats& stats = *found;
  Listing listing{{"what", "count"}, {}};
  auto add = [&](const std::string& what, std::uint64_t count) {
    listing.rows.push_back({TextCell(what), NumberCell(count)});
  };
  add("articles", stats.articles);
  add("statements", stats.statements);
  add("triples", stats.triples);
  add("entities", stats.entities);
  add("  names", stats.names);
  add("  kinds", stats.kinds);
  add("  particulars", stats.particulars);
  add("predicates", stats.predicates);
  add("rules", stats.rules);
  add("bytes of text", stats.text_bytes);
  add("bytes on disk", stats.disk_bytes);
  add("format version", stats.format_version);
  std::vector<std::pair<std::string, std::uint64_t>> predicates(
      stats.statements_by_predicate.begin(), stats.statements_by_predicate.end());
  std::stable_sort(predicates.begin(), predicates.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    if (i < kMostPredicates)
      add("  " + predicates[i].first, predicates[i].second);
    else
      others += predicates[i].second;
  }
  if (others > 0)
    add("  statements of the other " + std::to_string(predicates.size() - kMostPredicates), others);
  return listing;
}

Result<Listing> PartsListing(const Store& store) {
  const Result<std::vector<StorePart>> parts = PartsOf(store);
  if (!parts.ok()) return parts.status();
  Listing listing{{"part", "entries", "bytes", "bytes on disk"}, {}};
  StorePart all;
  const auto add = [&](const StorePart& part) {
    listing.rows.push_back({TextCell(part.name), NumberCell(part.entries), NumberCell(part.bytes),
                            NumberCell(part.disk_bytes)});
  };
  for (const StorePart& part : *parts) {
    add(part);
    all.entries += part.entries;
    all.bytes += part.bytes;
    all.disk_bytes += part.disk_bytes;
  }
  all.name = "all";
  add(all);
  return listing;
}

Status ShowStatement(const Store& store, const std::string& id, const Terminal& terminal,
                     std::ostream& out) {
  const Result<Statement> statement = store.StatementOf(id);
  if (!statement.ok()) return statement.status();
  out << Line(*statement, terminal, true) << '\n';
  WriteSentence("  ", *statement, terminal, out);
  if (statement->relation != statement->predicate && !statement->relation.empty())
    out << "  read from \"" << statement->relation << "\" by " << statement->extractor << '\n';
  for (const std::string& premise : statement->premises)
    if (const Result<Statement> one = store.StatementOf(premise); one.ok())
      out << "  because " << Line(*one, terminal) << '\n';
  if (statement->article)
    out << terminal.Paint(Style::kDim,
                          "  #" + statement->article->id + "  " + statement->article->path)
        << '\n';
  return {};
}

Status ShowEntity(const Store& store, const std::string& name, const PageOptions& options,
                  const Terminal& terminal, std::ostream& out, Damage& damage, PageLines& shown) {
  shown.clear();
  const std::string id = name.starts_with('#') ? name.substr(1) : name;
  if (id.starts_with("st:")) return ShowStatement(store, id, terminal, out);
  if (id.starts_with("a:"))
    return ShowArticle(store, id, {.confidence = options.confidence}, terminal, out);
  Result<std::vector<EntityInfo>> found = Find(store, id.starts_with("e:") ? id : name);
  if (!found.ok()) return found.status();
  const Result<Vocabulary> vocabulary = Vocabulary::Open();
  for (const EntityInfo& info : *found) {
    const std::size_t read = options.lines == 0 ? 0 : kReadOfALine;
    const auto about = About(store, info.entity.id, {options.lines, read}, &damage);
    if (!about.ok()) return about.status();
    PageLines lines = LinesOf(about->statements, info.entity.id,
                              vocabulary.ok() ? &*vocabulary : nullptr, about->articles_of);
    if (!shown.empty()) out << '\n';
    if (Status status = ShowHead(store, info, *about, lines, terminal, out); !status.ok())
      return status;
    WritePage(lines, shown.size(), options, terminal, out);
    WriteLeftOut(*about, terminal, out);
    std::ranges::move(lines, std::back_inserter(shown));
  }
  return {};
}

Status ListEntityStatements(const Store& store, const std::string& name, Format format,
                            bool confidence, const Terminal& terminal, std::ostream& out,
                            Damage& damage) {
  Result<std::vector<EntityInfo>> found = Find(store, name);
  if (!found.ok()) return found.status();
  if (format == Format::kJson || format == Format::kJsonl) {
    bool first = true;
    if (format == Format::kJson) out << '[';
    const Status status = ForEachStatement(store, *found, damage, [&](const Statement& statement) {
      if (format == Format::kJson && !first) out << ",\n ";
      first = false;
      out << ToJson(statement) << (format == Format::kJsonl ? "\n" : "");
    });
    if (format == Format::kJson) out << "]\n";
    return status;
  }
  Listing listing{{"subject", "predicate", "object", "said_by", "polarity", "modality", "ended",
                   "source", "sentence"},
                  {}};
  if (confidence) listing.header.push_back("confidence");
  const Status status = ForEachStatement(store, *found, damage, [&](const Statement& statement) {
    listing.rows.push_back(
        {TextCell(statement.subject.name), TextCell(statement.predicate),
         TextCell(Display(statement.object)),
         TextCell(statement.said_by ? statement.said_by->name : std::string()),
         TextCell(std::string(NameOf(statement.polarity))),
         TextCell(std::string(NameOf(statement.modality))),
         TextCell(statement.ended ? "true" : "false"),
         TextCell(statement.article ? SourceLine(*statement.article) : std::string()),
         TextCell(statement.text)});
    if (confidence) {
      const std::string sure = TwoDigits(statement.confidence);
      listing.rows.back().push_back({sure, sure});
    }
  });
  if (status.ok()) WriteListing(listing, format, terminal, out);
  return status;
}

std::string UpkeepOf(const std::string& group, const std::vector<KeptRulesInfo>& kept) {
  for (const KeptRulesInfo& one : kept)
    if (one.name == group)
      return one.aside.empty() ? Count(one.rows, "row") : "put aside: " + one.aside;
  return {};
}

}  // namespace lode::shell
