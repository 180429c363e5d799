// What one article says about names, as the store keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/prepared_article.h"

namespace lode {

class Schema;

// A node of the dictionary: the payload of its term id. Dense, from 1.
using NameNode = std::uint32_t;

struct ArticleNames {
  struct Form {
    std::string text, folded;
    std::uint32_t count = 0;
    bool is_name = true;
  };
  struct Node {
    NameNode number = 0;
    std::string key, type;
    std::vector<Form> forms;               // the node's own name is among them
    std::vector<std::string> short_forms;  // folded
    bool is_short = false;
  };
  struct Evidence {
    std::uint32_t node = 0;  // index into nodes
    NameNode other = 0;      // the other name's node
    std::string other_key, other_name, reason;
    std::uint32_t sentence = 0;
  };
  std::string article_id;
  // Of bare lines: that they stand beside each other says nothing of their names, so these are
  // counted, and the article is listed with none of them.
  bool is_lines = false;
  std::vector<Node> nodes;
  std::vector<Evidence> aliases;
};

// Numbers are left zero.
ArticleNames NamesOf(const PreparedArticle& article, const Schema& schema);
// As columns (disk/field_columns.h); names that stand in the text are places in it. The text
// is the article's, or empty.
std::string EncodeNames(const ArticleNames& names, std::string_view text);
Result<ArticleNames> DecodeNames(std::string_view bytes, std::string_view text);

// Of an article, as they stand or as its lines tell them; none where the view has none. kCorrupt:
// they cannot be read.
Result<std::optional<ArticleNames>> ReadNames(const KvView& view, std::uint64_t article);

// How an article writes the name of one of its nodes.
const std::string& OwnNameOf(const ArticleNames::Node& node);

// The first 32 bits of the hash in an article's id: how an article is named in the tables
// of names. Two articles may share them.
std::uint32_t ShortIdOf(std::string_view article_id);

}  // namespace lode
