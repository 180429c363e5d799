// The words by which a page's furniture is known: share links, legal notices,
// subscription offers. General cues only, never the name of an outlet.
#pragma once

#include <string_view>

namespace lode {

enum class LineCue {
  kNone,
  kFurniture,      // the line itself is page furniture
  kCaption,        // an image's caption or credit
  kByline,         // who wrote, edited, reviewed
  kMachineLabel,   // "AI generated", "Summarized by": says that text nearby is a machine's
  kOffer,          // furniture that sells; a list below it is what it sells
  kSection,        // opens a section of furniture (comments, disclaimer, related)
  kNoInformation,  // a machine's "the article does not contain information about"
};

// REQUIRES: a trimmed line. Cost: linear in the line, which is cut at 600 bytes.
LineCue CueOf(std::string_view line);

// How many different phrases of legal notices and offers the text holds.
int NoticePhrases(std::string_view text);

// Speaks to the reader ("your inbox", "Don't miss"): furniture only beside other.
bool AddressesReader(std::string_view text);

// A heading that announces a machine's or an editor's summary.
bool IsSummaryHeading(std::string_view line);

// A heading over a list of people or companies with descriptions.
bool IsWhosWhoHeading(std::string_view line);

}  // namespace lode
