// Questions: sessions, and the streams of their answers. A value is made a Python object once
// for all rows that share it.

#include <memory>

#include "doors/rows/row_stream.h"
#include "python/src/arrow.h"
#include "python/src/columns.h"
#include "python/src/python.h"

namespace lode::python {
namespace {

using doors::RowBatch;
using doors::Step;

constexpr std::uint32_t kLookMs = 20;  // between looks for Ctrl-C

// Python objects for the values of a pool, made when they are wanted.
class Made {
 public:
  template <typename Make>
  PyObject* Get(const RowBatch& batch, std::uint32_t code, Make&& make) {
    if (pool_ != batch.pool) {
      pool_ = batch.pool;
      objects_.clear();
    }
    if (code >= objects_.size()) objects_.resize(code + 1);
    py::object& object = objects_[code];
    if (!object) object = make((*pool_)[code]);
    return object.inc_ref().ptr();
  }

 private:
  std::shared_ptr<const doors::ValuePool> pool_;  // kept: its address is not used again
  std::vector<py::object> objects_;
};

class Stream {
 public:
  Stream(std::shared_ptr<QuerySession> session, std::string text, QueryOptions options)
      : stream_(std::make_unique<doors::RowStream>(std::move(session), std::move(text),
                                                   std::move(options))) {}
  ~Stream() { Close(); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // "answer", "rows", "end" or "done"; looks after Ctrl-C while it waits.
  std::string Next() {
    const Use use(*this);
    return NameOf(Pull());
  }

  py::list Rows() {
    const RowBatch& batch = stream_->batch();
    py::list rows(batch.rows);
    for (std::size_t row = 0; row < batch.rows; ++row) {
      PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(batch.columns));
      if (tuple == nullptr) throw py::error_already_set();
      for (std::size_t column = 0; column < batch.columns; ++column)
        PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(column),
                         made_.Get(batch, batch.codes[row * batch.columns + column], &ToPython));
      PyList_SET_ITEM(rows.ptr(), static_cast<Py_ssize_t>(row), tuple);
    }
    return rows;
  }

  // Reads the answer to its end, into columns. With `has_batch`, what Next brought last is
  // the first of it.
  void Collect(bool has_batch) {
    const Use use(*this);
    columns_ = {};
    columns_.names = stream_->answer().columns;
    if (has_batch) columns_.batches.push_back(stream_->batch());
    for (Step step = Step::kRows; step == Step::kRows;) {
      step = Pull();
      if (step == Step::kRows) columns_.batches.push_back(std::move(stream_->batch()));
      if (step == Step::kDone) was_cut_ = true;
    }
  }
  bool was_cut() const { return was_cut_; }

  py::capsule Arrow() { return ArrowStreamOf(std::exchange(columns_, {})); }

  // (name, type, values) for each column: texts as a list, numbers as bytes of int64, float64
  // or int32 days.
  py::list Plain() {
    py::list all;
    for (std::size_t column = 0; column < columns_.names.size(); ++column) {
      const ColumnType type = TypeOf(columns_, column);
      const std::string& name = columns_.names[column];
      if (type == ColumnType::kText || type == ColumnType::kBoolean)
        all.append(py::make_tuple(name, type == ColumnType::kText ? "text" : "boolean",
                                  Texts(column, false)));
      else if (type == ColumnType::kInteger)
        all.append(py::make_tuple(name, "integer", Bytes<std::int64_t>(column, [](const Value& v) {
                                    return static_cast<std::int64_t>(v.number);
                                  })));
      else if (type == ColumnType::kDate)
        all.append(py::make_tuple(name, "date", Bytes<std::int32_t>(column, [](const Value& v) {
                                    return DayOf(v.date);
                                  })));
      else
        all.append(py::make_tuple(name, "decimal",
                                  Bytes<double>(column, [](const Value& v) { return v.number; })));
      if (type == ColumnType::kMeasure)
        all.append(py::make_tuple(name + "_unit", "text", Texts(column, true)));
    }
    columns_ = {};
    return all;
  }

  py::dict AnswerNow() const {
    using py::literals::operator""_a;
    const Answer& answer = stream_->answer();
    py::list proofs;
    for (const Proof& proof : answer.proofs) proofs.append(ProofOf(proof));
    return py::dict(
        "query"_a = answer.query, "columns"_a = answer.columns, "yes_no"_a = answer.yes_no,
        "holds"_a = answer.holds, "is_plan"_a = answer.is_plan, "row_count"_a = answer.row_count,
        "proofs"_a = proofs, "confidence"_a = answer.confidence, "seconds"_a = answer.seconds);
  }

  // After "done": raises where there was an error; else the notes.
  std::vector<std::string> Finish() const {
    std::vector<std::string> notes;
    for (const Diagnostic& diagnostic : stream_->diagnostics()) {
      if (diagnostic.severity == Severity::kError) Raise(stream_->diagnostics());
      notes.push_back(Render(diagnostic));
    }
    return notes;
  }

  void Cancel() {
    if (stream_) stream_->Cancel();
  }

  void Close() {
    if (!stream_) return;
    const Use use(*this);
    py::gil_scoped_release released;
    stream_.reset();
  }

 private:
  // One thread at a time, which Python's own lock does not see to while we wait.
  class Use {
   public:
    explicit Use(Stream& stream) : stream_(stream) {
      if (!stream_.stream_) throw py::value_error("the answer is closed");
      if (stream_.in_use_.exchange(true))
        throw std::runtime_error("two threads read one answer at once");
    }
    ~Use() { stream_.in_use_ = false; }

   private:
    Stream& stream_;
  };

  Step Pull() {
    for (;;) {
      Step step = Step::kWaiting;
      {
        py::gil_scoped_release released;
        step = stream_->Next(kLookMs);
      }
      if (step != Step::kWaiting) return step;
      if (PyErr_CheckSignals() != 0) {
        stream_->Cancel();
        throw py::error_already_set();
      }
    }
  }

  static std::string NameOf(Step step) {
    switch (step) {
      case Step::kAnswer: return "answer";
      case Step::kRows: return "rows";
      case Step::kEnd: return "end";
      default: return "done";
    }
  }

  static py::tuple ProofOf(const Proof& proof) {
    py::list statements, children;
    for (const Statement& statement : proof.statements) statements.append(ToJson(statement));
    for (const Proof& child : proof.children) children.append(ProofOf(child));
    return py::make_tuple(proof.atom, proof.rule, statements, children, proof.repeated);
  }

  py::list Texts(std::size_t column, bool unit) {
    Made made;
    std::string scratch;
    const auto make = [&](const Value& value) -> py::object {
      if (unit) return py::str(value.unit);
      if (value.kind == ValueKind::kBoolean) return py::bool_(value.boolean);
      const std::string_view words = WordsOf(value, scratch);
      return py::str(words.data(), words.size());
    };
    py::list texts(columns_.rows());
    Py_ssize_t at = 0;
    for (const RowBatch& batch : columns_.batches)
      for (std::size_t row = 0; row < batch.rows; ++row)
        PyList_SET_ITEM(texts.ptr(), at++,
                        made.Get(batch, batch.codes[row * batch.columns + column], make));
    return texts;
  }

  template <typename T, typename Get>
  py::bytes Bytes(std::size_t column, Get&& get) {
    std::vector<T> numbers;
    numbers.reserve(columns_.rows());
    for (const RowBatch& batch : columns_.batches)
      for (std::size_t row = 0; row < batch.rows; ++row)
        numbers.push_back(get(batch.At(row, column)));
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)};
  }

  std::unique_ptr<doors::RowStream> stream_;
  std::atomic<bool> in_use_ = false;
  Made made_;
  Columns columns_;
  bool was_cut_ = false;
};

QueryOptions QueryOptionsFrom(const py::dict& given) {
  QueryOptions options;
  for (const auto& [key, value] : given) {
    const auto name = key.cast<std::string>();
    if (name == "parameters") {
      for (const auto& [parameter, is] : value.cast<py::dict>())
        options.parameters[parameter.cast<std::string>()] = FromPython(is);
    } else if (name == "timeout") {
      options.timeout_ms = static_cast<std::uint64_t>(value.cast<double>() * 1000);
    } else if (name == "max_memory_bytes") {
      options.max_memory_bytes = value.cast<std::uint64_t>();
    } else if (name == "max_rows") {
      options.max_rows = value.cast<std::uint64_t>();
    } else if (name == "max_rounds") {
      options.max_rounds = value.cast<std::uint64_t>();
    } else if (name == "max_depth") {
      options.max_depth = value.cast<std::uint32_t>();
    } else if (name == "min_confidence") {
      options.min_confidence = value.cast<double>();
    } else if (name == "with_confidence") {
      options.with_confidence = value.cast<bool>();
    } else {
      throw py::type_error("there is no option '" + name + "' of a question");
    }
  }
  return options;
}

}  // namespace

void DefineStream(py::module_& module) {
  py::class_<QuerySession, std::shared_ptr<QuerySession>>(module, "Session")
      .def(py::init([](const Store& store) { return std::make_shared<QuerySession>(store); }))
      .def("ask",
           [](const std::shared_ptr<QuerySession>& session, const std::string& text,
              const py::dict& options) {
             return std::make_unique<Stream>(session, text, QueryOptionsFrom(options));
           })
      .def("rules_text", &QuerySession::rules_text)
      .def("clear", &QuerySession::Clear);
  py::class_<Stream>(module, "Stream")
      .def("next", &Stream::Next)
      .def("rows", &Stream::Rows)
      .def("collect", &Stream::Collect)
      .def("was_cut", &Stream::was_cut)
      .def("arrow", &Stream::Arrow)
      .def("plain", &Stream::Plain)
      .def("answer", &Stream::AnswerNow)
      .def("finish", &Stream::Finish)
      .def("cancel", &Stream::Cancel)
      .def("close", &Stream::Close);
}

}  // namespace lode::python
