// A user's schema file: several parts in one file, of which one lies on top of a schema.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/schema/schema.h"

namespace lode {

// One part of the file: "schema", "frames", "rules", "patterns" or "words". A line
// `section NAME` begins a part; what stands before the first is schema. The lines of other
// parts are left empty, so that the numbers of lines hold. kInvalidInput where a section
// is none of these.
Result<std::string> PartOfSchemaFile(std::string_view text, std::string_view part,
                                     const std::string& name);

// `base` with the declarations of `addition`, a file's schema part, on top. An earlier
// addition of the same name is replaced. kInvalidInput names `name` and the line.
Result<std::shared_ptr<const Schema>> ExtendSchema(const Schema& base, std::string_view addition,
                                                   const std::string& name);

// Extends the schema that a store keeps by that of a file. Whoever opens the store from
// now on reads it so; handles that are open keep what they had.
Status AddSchemaToStore(Store& store, const std::string& path);

}  // namespace lode
