#include "loaders/reading_schema.h"

#include <fstream>
#include <iterator>

#include "storage/schema/schema.h"
#include "storage/schema_file.h"

namespace lode {

Result<std::shared_ptr<const Schema>> ReadingSchema(const std::string& schema_path) {
  if (schema_path.empty()) return Schema::BuiltIn();
  std::ifstream file(schema_path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto part = PartOfSchemaFile(text, "schema", schema_path);
  if (!part.ok()) return part.status();
  return ExtendSchema(*Schema::BuiltIn(), *part, schema_path);
}

}  // namespace lode
