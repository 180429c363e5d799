// An entity as a page: one line a triple, under headings; the sentences a step away.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "lode/vocabulary.h"
#include "shell/terminal.h"

namespace lode::shell {

// Statements that say the same of the same: one line of the page.
enum class Heading { kDoes, kDoneTo, kSaid, kSaidOf, kRoles, kFigures, kLinks };

struct PageLine {
  Heading heading = Heading::kDoes;
  std::vector<Statement> statements;  // newest article first
};

// The lines of a page in the order in which they are printed, numbered from 1.
using PageLines = std::vector<PageLine>;

struct PageOptions {
  bool confidence = false;  // show how sure each line is: its surest statement
  bool sources = false;     // each line's sentences below it
};

// Groups the statements by what they say: the same subject, predicate, object, polarity and
// modality. `entity_id` is whose page it is. Order: what they did, what was done to them, what
// they said, roles, figures, links; within these by predicate, those with most sources first.
// `vocabulary` knows the families of predicates; null: every predicate is in none.
PageLines LinesOf(const std::vector<Statement>& statements, const std::string& entity_id,
                  const Vocabulary* vocabulary);

// The page's lines under their headings, numbered on from `before`. REQUIRES: `lines` come
// from LinesOf.
void WritePage(const PageLines& lines, std::size_t before, const PageOptions& options,
               const Terminal& terminal, std::ostream& out);

// A line's sentences, each with its source.
void WriteSources(const PageLine& line, bool confidence, const Terminal& terminal,
                  std::ostream& out);

}  // namespace lode::shell
