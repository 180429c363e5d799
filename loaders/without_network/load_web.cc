// What stands for loading from addresses where lode is built without network
// (-DLODE_NETWORK=OFF): nothing of libcurl is there then.

#include "lode/web.h"

namespace lode {

bool IsWebAddress(const std::string& name) {
  const std::size_t colon = name.find("://");
  return colon != name.npos && colon > 0 && name.find('/') == colon + 1;
}

Result<LoadReport> LoadWeb(Store&, const std::vector<std::string>&, const LoadOptions&,
                           const WebOptions&) {
  return {Code::kUnsupported,
          "this lode was built without network: fetch the pages with another program and load "
          "the files"};
}

}  // namespace lode
