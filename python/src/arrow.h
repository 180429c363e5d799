// Columns as an Arrow stream (https://arrow.apache.org/docs/format/CStreamInterface.html).
#pragma once

#include <pybind11/pybind11.h>

#include "python/src/columns.h"

namespace lode::python {

// A capsule "arrow_array_stream" of one record batch for each run of rows. Texts are large
// strings, dates date32; a measure has a second column NAME_unit.
pybind11::capsule ArrowStreamOf(Columns columns);

}  // namespace lode::python
