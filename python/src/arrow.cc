// The C structs of Arrow, filled by hand: each owns what it points to through `private_data`,
// and lets go of it in `release`. The hard bit is that a consumer may move a struct, and
// release a parent only: children are released by their parent.

#include "python/src/arrow.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace lode::python {
namespace {

// As the standard defines them; the names are its.
extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema*);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray*);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}

struct Field {
  std::string name;
  const char* format;
  std::size_t column;
  ColumnType type;
  bool is_unit = false;
};

std::vector<Field> FieldsOf(const Columns& columns) {
  static constexpr std::array<const char*, 6> kFormats = {"U", "l", "g", "g", "tdD", "b"};
  std::vector<Field> fields;
  for (std::size_t column = 0; column < columns.names.size(); ++column) {
    const ColumnType type = TypeOf(columns, column);
    fields.push_back(
        {columns.names[column], kFormats[static_cast<std::size_t>(type)], column, type});
    if (type == ColumnType::kMeasure)
      fields.push_back({columns.names[column] + "_unit", "U", column, type, true});
  }
  return fields;
}

struct SchemaData {
  std::string name, format;
  std::vector<std::unique_ptr<ArrowSchema>> owned;
  std::vector<ArrowSchema*> children;
};

void ReleaseSchema(ArrowSchema* schema) {
  for (int64_t i = 0; i < schema->n_children; ++i)
    if (schema->children[i]->release != nullptr) schema->children[i]->release(schema->children[i]);
  delete static_cast<SchemaData*>(schema->private_data);
  schema->release = nullptr;
}

void FillSchema(std::string name, const std::string& format, const std::vector<Field>& children,
                ArrowSchema* out) {
  auto data = std::make_unique<SchemaData>();
  data->name = std::move(name);
  data->format = format;
  for (const Field& field : children) {
    data->owned.push_back(std::make_unique<ArrowSchema>());
    FillSchema(field.name, field.format, {}, data->owned.back().get());
    data->children.push_back(data->owned.back().get());
  }
  *out = {};
  out->format = data->format.c_str();
  out->name = data->name.c_str();
  out->n_children = static_cast<int64_t>(data->children.size());
  out->children = data->children.data();
  out->release = &ReleaseSchema;
  out->private_data = data.release();
}

struct ArrayData {
  std::vector<std::int64_t> numbers;  // or offsets
  std::vector<std::int32_t> days;
  std::vector<double> decimals;
  std::vector<std::uint8_t> bits;
  std::string text;
  std::array<const void*, 3> buffers{};
  std::vector<std::unique_ptr<ArrowArray>> owned;
  std::vector<ArrowArray*> children;
};

void ReleaseArray(ArrowArray* array) {
  for (int64_t i = 0; i < array->n_children; ++i)
    if (array->children[i]->release != nullptr) array->children[i]->release(array->children[i]);
  delete static_cast<ArrayData*>(array->private_data);
  array->release = nullptr;
}

void FillText(const Field& field, const std::vector<doors::RowBatch>& batches, ArrayData& data) {
  data.numbers.push_back(0);
  std::string scratch;
  for (const doors::RowBatch& batch : batches)
    for (std::size_t row = 0; row < batch.rows; ++row) {
      const Value& value = batch.At(row, field.column);
      data.text += field.is_unit ? std::string_view(value.unit) : WordsOf(value, scratch);
      data.numbers.push_back(static_cast<std::int64_t>(data.text.size()));
    }
  data.buffers = {nullptr, data.numbers.data(), data.text.data()};
}

template <typename T, typename Get>
void FillNumbers(const Field& field, const std::vector<doors::RowBatch>& batches,
                 std::vector<T>& numbers, ArrayData& data, Get get) {
  for (const doors::RowBatch& batch : batches)
    for (std::size_t row = 0; row < batch.rows; ++row)
      numbers.push_back(get(batch.At(row, field.column)));
  data.buffers = {nullptr, numbers.data(), nullptr};
}

void FillBits(const Field& field, const std::vector<doors::RowBatch>& batches, ArrayData& data) {
  std::size_t at = 0;
  for (const doors::RowBatch& batch : batches)
    for (std::size_t row = 0; row < batch.rows; ++row, ++at) {
      if (at % 8 == 0) data.bits.push_back(0);
      if (batch.At(row, field.column).boolean)
        data.bits.back() = static_cast<std::uint8_t>(data.bits.back() | (1u << (at % 8)));
    }
  data.buffers = {nullptr, data.bits.data(), nullptr};
}

void FillColumn(const Field& field, const std::vector<doors::RowBatch>& batches, ArrowArray* out,
                int64_t rows) {
  auto data = std::make_unique<ArrayData>();
  const bool is_text = field.is_unit || field.type == ColumnType::kText;
  if (is_text)
    FillText(field, batches, *data);
  else if (field.type == ColumnType::kInteger)
    FillNumbers(field, batches, data->numbers, *data,
                [](const Value& value) { return static_cast<std::int64_t>(value.number); });
  else if (field.type == ColumnType::kDate)
    FillNumbers(field, batches, data->days, *data,
                [](const Value& value) { return DayOf(value.date); });
  else if (field.type == ColumnType::kBoolean)
    FillBits(field, batches, *data);
  else
    FillNumbers(field, batches, data->decimals, *data,
                [](const Value& value) { return value.number; });
  *out = {};
  out->length = rows;
  out->n_buffers = is_text ? 3 : 2;
  out->buffers = data->buffers.data();
  out->release = &ReleaseArray;
  out->private_data = data.release();
}

void FillBatch(const std::vector<Field>& fields, const std::vector<doors::RowBatch>& batches,
               ArrowArray* out) {
  auto data = std::make_unique<ArrayData>();
  std::size_t rows = 0;
  for (const doors::RowBatch& batch : batches) rows += batch.rows;
  for (const Field& field : fields) {
    data->owned.push_back(std::make_unique<ArrowArray>());
    FillColumn(field, batches, data->owned.back().get(), static_cast<int64_t>(rows));
    data->children.push_back(data->owned.back().get());
  }
  *out = {};
  out->length = static_cast<int64_t>(rows);
  out->n_buffers = 1;  // no row is null
  out->buffers = data->buffers.data();
  out->n_children = static_cast<int64_t>(data->children.size());
  out->children = data->children.data();
  out->release = &ReleaseArray;
  out->private_data = data.release();
}

struct StreamData {
  std::vector<Field> fields;
  std::vector<doors::RowBatch> batches;
  std::size_t next = 0;
  std::string error;
};

constexpr std::size_t kRowsAtOnce = 1u << 17;

template <typename Work>
int Guarded(ArrowArrayStream* stream, Work&& work) {
  auto* data = static_cast<StreamData*>(stream->private_data);
  try {
    work(*data);
    return 0;
  } catch (const std::exception& thrown) {
    data->error = thrown.what();
    return ENOMEM;
  }
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  return Guarded(stream, [out](StreamData& data) { FillSchema("", "+s", data.fields, out); });
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  return Guarded(stream, [out](StreamData& data) {
    *out = {};  // the end: released already
    std::vector<doors::RowBatch> some;
    for (std::size_t rows = 0; data.next < data.batches.size() && rows < kRowsAtOnce;) {
      rows += data.batches[data.next].rows;
      some.push_back(std::move(data.batches[data.next++]));
    }
    if (!some.empty()) FillBatch(data.fields, some, out);
  });
}

const char* LastError(ArrowArrayStream* stream) {
  return static_cast<StreamData*>(stream->private_data)->error.c_str();
}

void ReleaseStream(ArrowArrayStream* stream) {
  delete static_cast<StreamData*>(stream->private_data);
  stream->release = nullptr;
}

void FreeCapsule(PyObject* capsule) {
  auto* stream =
      static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
  if (stream == nullptr) return;
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

}  // namespace

pybind11::capsule ArrowStreamOf(Columns columns) {
  auto data = std::make_unique<StreamData>();
  {
    pybind11::gil_scoped_release released;
    data->fields = FieldsOf(columns);
    data->batches = std::move(columns.batches);
  }
  auto stream = std::make_unique<ArrowArrayStream>();
  *stream = {&GetSchema, &GetNext, &LastError, &ReleaseStream, data.release()};
  return pybind11::capsule(stream.release(), "arrow_array_stream", &FreeCapsule);
}

}  // namespace lode::python
