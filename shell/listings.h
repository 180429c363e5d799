// What the store holds, as lists: shared by the commands and the shell.
#pragma once

#include <iosfwd>
#include <string>

#include "lode/lode.h"
#include "shell/render.h"

namespace lode::shell {

// `pattern`: part of a path, title, source, URL or id; empty for all.
Listing ArticleListing(const Store& store, const std::string& pattern);
// Which names are one and why; those with the pattern in a name.
Listing MergeListing(const Store& store, const std::string& pattern);
Listing ApartListing(const Store& store);
Listing EntityListing(const Store& store, const std::string& pattern, std::size_t limit);
Listing StatsListing(const Store& store);

// Everything known of the entities that `name` means (a name or "e:..."), with
// sources. kNotFound suggests the nearest names.
// `confidence`: with how sure each statement is.
Status ShowEntity(const Store& store, const std::string& name, bool confidence,
                  const Terminal& terminal, std::ostream& out);
Status ListEntityStatements(const Store& store, const std::string& name, Format format,
                            bool confidence, const Terminal& terminal, std::ostream& out);

}  // namespace lode::shell
