// An article as a reader wants it: its text by blocks, with what was read in it.
#pragma once

#include <iosfwd>
#include <vector>

#include "lode/lode.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

struct ArticleViewOptions {
  bool statements = false;   // below the sentence that each was read from
  bool marked = false;       // subjects, predicates and objects in colours
  bool boilerplate = false;  // whole; else it is counted only
  bool confidence = false;   // of each statement
};

// Title, outlet, author and date, then the blocks: headings, paragraphs, quotations and lists
// as such. Boilerplate and blocks that repeat an earlier one are folded away, and counted.
// REQUIRES: the statements are the article's, in order.
void WriteArticle(const Article& article, const std::vector<Statement>& statements,
                  const ArticleViewOptions& options, const Terminal& terminal, std::ostream& out);

}  // namespace lode::shell
