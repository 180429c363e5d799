// The module: errors, signals, values. All that a person sees stands in lode/*.py; this is what
// it stands on.

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "python/src/python.h"

namespace lode::python {
namespace {

constexpr std::chrono::milliseconds kLook{20};  // between looks for Ctrl-C
constexpr double kMostExact = 9007199254740992.0;

// Never freed: the interpreter is gone before statics are.
struct Types {
  py::object make_error, entity, measure, date, path;
};
Types& TypesNow() {
  static Types* types = new Types;
  return *types;
}

[[noreturn]] void RaiseMade(py::object exception) {
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
  throw py::error_already_set();
}

py::object EntityOf(const Entity& entity) {
  return TypesNow().entity(entity.id, entity.name, entity.type, NameOf(entity.kind),
                           py::tuple(py::cast(entity.aliases)));
}

py::object NumberOf(double number) {
  if (number == std::floor(number) && std::fabs(number) < kMostExact)
    return py::int_(static_cast<long long>(number));
  return py::float_(number);
}

py::object PathOf(const Path& path) {
  py::list nodes, hops;
  for (const Value& node : path.nodes) nodes.append(ToPython(node));
  for (const PathHop& hop : path.hops)
    hops.append(py::make_tuple(hop.predicate, hop.inverse, hop.statements));
  return TypesNow().path(nodes, hops);
}

}  // namespace

void SetTypes(py::object make_error, py::object entity, py::object measure, py::object date,
              py::object path) {
  TypesNow() = {std::move(make_error), std::move(entity), std::move(measure), std::move(date),
                std::move(path)};
}

void Raise(const Status& status) {
  RaiseMade(TypesNow().make_error(static_cast<int>(status.code()), status.message(),
                                  status.message(), "", 0, 0, 0, ""));
}

void Raise(const std::vector<Diagnostic>& diagnostics) {
  std::string rendered;
  const Diagnostic* first = nullptr;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    if (first == nullptr) first = &diagnostic;
    rendered += (rendered.empty() ? "" : "\n") + Render(diagnostic);
  }
  if (first == nullptr) Raise(Status(Code::kInternal, "an error without a diagnostic"));
  RaiseMade(TypesNow().make_error(static_cast<int>(first->code), first->message, rendered,
                                  first->file, first->line, first->column, first->length,
                                  first->source_line));
}

void RunStoppable(const std::function<void()>& work, std::atomic<bool>& cancel,
                  const std::function<void()>& at_times) {
  std::mutex mutex;
  std::condition_variable ended;
  bool is_done = false;
  std::exception_ptr thrown;
  std::thread thread([&] {
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
    }
    std::lock_guard lock(mutex);
    is_done = true;
    ended.notify_one();
  });
  bool interrupted = false;
  for (bool done = false; !done;) {
    {
      py::gil_scoped_release released;
      std::unique_lock lock(mutex);
      done = ended.wait_for(lock, kLook, [&] { return is_done; });
    }
    if (interrupted) continue;
    try {
      if (at_times && !done) at_times();
      interrupted = PyErr_CheckSignals() != 0;
    } catch (py::error_already_set& raised) {  // by at_times
      raised.restore();
      interrupted = true;
    }
    if (interrupted) cancel = true;
  }
  thread.join();
  if (interrupted) throw py::error_already_set();
  if (thrown) std::rethrow_exception(thrown);
}

py::object ToPython(const Value& value) {
  switch (value.kind) {
    case ValueKind::kEntity: return EntityOf(value.entity);
    case ValueKind::kNumber:
      if (!value.number_to && value.comparator == Comparator::kEqual) return NumberOf(value.number);
      [[fallthrough]];
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration:
      return TypesNow().measure(
          NumberOf(value.number), value.unit, NameOf(value.kind),
          value.number_to ? NumberOf(*value.number_to) : py::object(py::none()),
          NameOf(value.comparator), value.per, Display(value));
    case ValueKind::kDate: return TypesNow().date(value.date, value.date_to);
    case ValueKind::kBoolean: return py::bool_(value.boolean);
    case ValueKind::kPath:
      if (value.path) return PathOf(*value.path);
      [[fallthrough]];
    default: return py::str(value.text);
  }
}

Value FromPython(const py::handle& given) {
  Value value;
  if (py::isinstance<py::bool_>(given)) {
    value.kind = ValueKind::kBoolean;
    value.boolean = given.cast<bool>();
  } else if (py::isinstance<py::int_>(given) || py::isinstance<py::float_>(given)) {
    value.kind = ValueKind::kNumber;
    value.number = given.cast<double>();
  } else if (py::isinstance(given, TypesNow().entity)) {
    value.text = given.attr("id").cast<std::string>();
  } else if (py::isinstance(given, TypesNow().measure)) {
    value.number = given.attr("number").cast<double>();
    value.unit = given.attr("unit").cast<std::string>();
    const std::string kind = given.attr("kind").cast<std::string>();
    for (const ValueKind each : {ValueKind::kNumber, ValueKind::kQuantity, ValueKind::kMoney,
                                 ValueKind::kPercent, ValueKind::kDuration})
      if (NameOf(each) == kind) value.kind = each;
  } else if (py::hasattr(given, "isoformat")) {  // dates, also with a time
    value.kind = ValueKind::kDate;
    value.date = py::hasattr(given, "iso") ? given.attr("iso").cast<std::string>()
                                           : given.attr("isoformat")().cast<std::string>();
    value.date = value.date.substr(0, 10);
    value.text = value.date;
  } else if (py::isinstance<py::str>(given)) {
    value.text = given.cast<std::string>();
    if (value.text.starts_with("#e:")) value.text.erase(0, 1);
  } else {
    throw py::type_error("a parameter is a str, number, bool, date, Entity or Measure, not " +
                         py::str(py::type::handle_of(given)).cast<std::string>());
  }
  return value;
}

}  // namespace lode::python

PYBIND11_MODULE(_lode, module) {
  using namespace lode::python;
  module.attr("version") = lode::kVersion;
  module.def("set_types", &SetTypes);
  DefineStore(module);
  DefineRuns(module);
  DefineNames(module);
  DefineTables(module);
  DefineStream(module);
}
