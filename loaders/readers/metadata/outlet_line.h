// Lines that name the outlet of an article.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// A short line in title case with a word that outlets have in their names: "The
// Fennmark Courier", "Lakeside Daily". A trailing ", translated" does not count.
bool IsOutletLine(std::string_view line);

// A line of up to five capitalised words: may name an outlet where it stands alone.
bool MayNameOutlet(std::string_view line);

// The name in such a line: without ", translated" and a label ("Source: ").
std::string OutletIn(std::string_view line);

// "Source: Fennmark Courier", "Via Lakeside Daily": the outlet; empty for other lines
// and for what pictures come from.
std::string LabelledOutlet(std::string_view line);

}  // namespace lode
