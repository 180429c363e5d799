// An analysed sentence as a drawing for people.
#pragma once

#include <string>
#include <string_view>

#include "loaders/language/sentences/sentence.h"
#include "loaders/language/sentences/sentence_context.h"

namespace lode {

// Appends the sentence, a line for each word in order with its tree drawn at the left,
// part of speech, relation and features in columns, then its names and entities:
//
//   1  The ferry sank.  [paragraph]
//     ╭─╼ The    DET    det
//   ╭─┶ ferry    NOUN   nsubj
//   ┾ sank       VERB   root
//   ╰─╼ .        PUNCT  punct
//
// Columns are aligned for terminals, with wide characters as two cells. Cost: words
// times the depth of the tree.
void AppendDrawing(const Sentence& sentence, const SentenceContext& context, std::string* out);

// Cells that text takes on a terminal: two for East Asian wide characters and emoji,
// none for combining marks.
std::size_t TerminalWidth(std::string_view text);

}  // namespace lode
