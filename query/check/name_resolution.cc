// Names to entities. The idea: the alias table decides; a bare name may spell with
// hyphens what the table knows with spaces.

#include "query/check/name_resolution.h"

#include <algorithm>

namespace lode {

std::vector<TermId> ResolveName(const Snapshot& snapshot, const ast::Name& name) {
  std::vector<TermId> found = snapshot.Resolve(name.text);
  if (!found.empty() || name.quoted || name.text.find('-') == std::string::npos) return found;
  std::string spaced = name.text;
  std::replace(spaced.begin(), spaced.end(), '-', ' ');
  return snapshot.Resolve(spaced);
}

std::vector<TermId> ResolveEntityRef(const Snapshot& snapshot, const ast::EntityRef& ref) {
  return snapshot.Resolve(ref.id);
}

}  // namespace lode
