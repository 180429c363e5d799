// An entity as a page: one line a triple, under headings; the sentences a step away.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "lode/lode.h"
#include "shell/terminal/terminal.h"
#include "views/entity_lines.h"

namespace lode::shell {

using views::LinesOf;
using views::PageLine;
using views::PageLines;  // numbered from 1 where they are printed

struct PageOptions {
  bool confidence = false;  // show how sure each line is: its surest statement
  bool sources = false;     // each line's sentences below it
  std::size_t lines = 100;  // of a predicate, see AboutLimits; 0: all
};

// The page's lines under their headings, numbered on from `before`. REQUIRES: `lines` come
// from LinesOf.
void WritePage(const PageLines& lines, std::size_t before, const PageOptions& options,
               const Terminal& terminal, std::ostream& out);

// A line's sentences, each with its source.
void WriteSources(const PageLine& line, bool confidence, const Terminal& terminal,
                  std::ostream& out);

}  // namespace lode::shell
