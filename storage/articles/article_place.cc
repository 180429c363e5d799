// The first fields of a header say by what it is listed (article_table.h).

#include "storage/articles/article_place.h"

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

std::optional<ArticlePlace> PlaceOf(std::uint64_t number, std::string_view header) {
  ByteReader in(header);
  ArticlePlace place;
  place.number = number;
  place.id = in.String();
  in.Varint();  // statements
  in.Varint();  // bytes of text
  const std::size_t sightings = in.Count(11);
  place.path = in.String();
  place.part = in.Varint32();
  return in.ok() && sightings > 0 ? std::optional(std::move(place)) : std::nullopt;
}

Status VisitHeaders(const KvView& view, std::uint64_t first, std::uint64_t last,
                    const VisitHeader& visit) {
  auto it = view.Walk(KeyOf(Table::kArticle));
  for (it->Seek(KeyOf(Table::kArticle, first)); it->valid(); it->Next()) {
    if (it->key().size() != 9) continue;
    const std::uint64_t number = ByteReader(it->key().substr(1)).Big64();
    if (number > last) break;
    visit(number, it->value());
  }
  return it->status();
}

Status VisitPaths(const KvView& view, const VisitPath& visit) {
  std::string path;
  std::vector<std::uint64_t> numbers;
  auto it = view.Iterate(KeyOf(Table::kArticleByPath));
  for (; it->valid(); it->Next()) {
    const std::string_view key = it->key();
    if (key.size() < 10) continue;
    const std::string_view next = key.substr(1, key.size() - 10);
    if (next != path && !numbers.empty()) {
      if (!visit(path, numbers)) return {};
      numbers.clear();
    }
    path = next;
    numbers.push_back(ByteReader(key.substr(key.size() - 8)).Big64());
  }
  if (!numbers.empty()) visit(path, numbers);
  return it->status();
}

}  // namespace lode
