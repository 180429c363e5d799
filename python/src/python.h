// What the rooms of the Python module share: errors that become exceptions, work that Ctrl-C
// stops, and the Python types that values become.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "lode/lode.h"

namespace lode::python {

namespace py = pybind11;

// Raises what `lode._errors` makes of it.
[[noreturn]] void Raise(const Status& status);
[[noreturn]] void Raise(const std::vector<Diagnostic>& diagnostics);

inline void Check(const Status& status) {
  if (!status.ok()) Raise(status);
}
template <typename T>
T Take(Result<T> result) {
  if (!result.ok()) Raise(result.status());
  return *std::move(result);
}

// Gives the result of `work`, done without the interpreter's lock.
template <typename Work>
auto WithoutLock(Work&& work) {
  py::gil_scoped_release released;
  return work();
}

// Runs `work` in a thread of its own, without the lock, and looks after signals meanwhile:
// Ctrl-C sets `cancel`, waits for the end of the work and raises. `at_times` is called with
// the lock, some times a second.
void RunStoppable(const std::function<void()>& work, std::atomic<bool>& cancel,
                  const std::function<void()>& at_times = {});

// The Python classes that values become; set by lode/__init__.py.
void SetTypes(py::object make_error, py::object entity, py::object measure, py::object date,
              py::object path);
// A value as Python holds it: Entity, str, int, float, bool, Measure, Date, Path.
py::object ToPython(const Value& value);
// The value of a parameter. Raises where it is none.
Value FromPython(const py::handle& given);

// What a load is told, and what it tells. Raises where there is no such option.
LoadOptions OptionsFrom(const py::dict& given);
py::dict ReportOf(const LoadReport& report);

void DefineStore(py::module_& module);
void DefineRuns(py::module_& module);
void DefineNames(py::module_& module);
void DefineTables(py::module_& module);
void DefineStream(py::module_& module);

}  // namespace lode::python
