// What stands for reading PDF where lode is built without poppler (-DLODE_PDF=OFF).

#include "loaders/readers/formats/pdf.h"

namespace lode {

Result<Page> ReadPdf(std::string_view, const std::atomic<bool>*) {
  return {Code::kUnsupported,
          "is a PDF file, which this lode was built without: make text of it first, as with "
          "pdftotext"};
}

}  // namespace lode
