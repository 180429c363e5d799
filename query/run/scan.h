// Where the rows of an atom come from: stored statements, relations, attributes,
// lists of terms.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "query/rows/execution.h"

namespace lode {

class Neighbours;

// Takes rows of an atom, one term per column, standing one after the other. Valid
// during the call only. False: wants no more of this probe.
class RowReceiver {
 public:
  virtual ~RowReceiver() = default;
  virtual bool Receive(const TermId* rows, std::size_t count) = 0;
};

// One atom's rows. Threads: one at a time.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // Sends every row that agrees with `key` where the key is set; may send others, so
  // the receiver compares. `key` has one term per column, unset where it is free.
  // False when the receiver wanted no more.
  virtual bool Probe(const TermId* key, RowReceiver& receiver) = 0;
  // Where probes find all rows, of two columns, in memory already: what stands beside each value
  // of a column, sorted. Null elsewhere. Valid while the engine answers one text.
  virtual const Neighbours* NeighboursBy(std::size_t) { return nullptr; }
  // Makes probes change nothing from now on, so that a source of the same atom on another thread
  // may be probed beside this one, and gives the same rows in the same order. False: they may.
  // `grows`: a relation that gets rows meanwhile, or null.
  virtual bool Settle(const Relation*) { return false; }
};

// `bound`: the columns that every key will set. `window` limits a relation to some of
// its rows; where `only_relations` is set, stored rows are left out (a delta). `any_order`:
// the order of a probe's rows tells nobody anything, so what was read before may be used.
// The atom outlives the source.
struct SourceOptions {
  ColumnMask bound = 0;
  std::vector<RowWindow> windows;  // by part of atom.relations; empty = everything
  bool only_relations = false;
  bool any_order = false;
  std::vector<ObjectGap> gaps = {};  // of objects that whoever asks leaves out himself
  double probes = 0;                 // how many will come, estimated; 0 = not known
};
std::unique_ptr<RowSource> MakeSource(const ir::Atom& atom, const SourceOptions& options,
                                      Execution& execution);

// The sources of the kinds, for MakeSource.
std::unique_ptr<RowSource> MakeStoredSource(const ir::Atom& atom, const SourceOptions& options,
                                            Execution& execution);
std::unique_ptr<RowSource> MakeAttributeSource(const ir::Atom& atom, Execution& execution);
std::unique_ptr<RowSource> MakePathSource(const ir::Atom& atom, Execution& execution);

// The statements behind one triple of a stored atom; `key` as for Probe. At most
// `limit`, in order of their ids.
std::vector<TermId> StatementsBehind(const ir::Atom& atom, const TermId* key, std::size_t limit,
                                     Execution& execution);

// The rows of a stored atom that one statement gives, standing one after the other.
std::vector<TermId> RowsOfStatement(const ir::Atom& atom, TermId statement, Execution& execution);
// Whether stored statements give this row to the atom, letter by letter.
bool HasStoredRow(const ir::Atom& atom, const TermId* row, Execution& execution);

}  // namespace lode
