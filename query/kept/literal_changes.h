// Which rows of one literal of a rule a change of the store brings and takes.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "query/kept/touched.h"
#include "query/kept/world.h"

namespace lode {

// Rows that came and went, standing one after the other. In both lists may be rows that were
// there and still are: those of attributes of what was touched.
struct TupleChanges {
  std::vector<TermId> gained, lost;
  bool is_empty() const { return gained.empty() && lost.empty(); }
};
// Of a kept relation; no row is in both.
using RelationChanges = std::map<std::pair<std::string, std::uint32_t>, TupleChanges>;

// The literals of one rule before and after a change. REQUIRES: the rule has one definition in
// both worlds, and nothing in it must be worked out anew. Threads: one.
class LiteralChanges {
 public:
  LiteralChanges(KeptWorld& before, KeptWorld& after, const Touched& touched,
                 const RelationChanges& relations)
      : before_(before), after_(after), touched_(touched), relations_(relations) {}

  // Of a positive atom, the same of both worlds. `inside`: relations that are not looked at,
  // since they are being changed.
  TupleChanges Of(const ir::Atom& was, const ir::Atom& is,
                  const std::vector<ir::RelationId>& inside) const;

  // Values of the slots that a negation shares with the rest of its rule for which it may say
  // another thing than before. `is_whole`: there are no such slots, and it may.
  struct Shared {
    std::vector<ir::Term> terms;
    std::vector<TermId> tuples;
    bool is_whole = false;
  };
  std::vector<Shared> Of(const ir::Negation& was, const ir::Negation& is,
                         const std::vector<bool>& shared) const;

  // Whether anything that the atom reads has changed, also where it has to be worked out anew.
  bool IsTouched(const ir::Literal& literal) const;

 private:
  TupleChanges OfAttribute(const ir::Atom& was, const ir::Atom& is) const;
  bool Has(const ir::Atom& atom, const TermId* row, KeptWorld& world,
           const std::vector<ir::RelationId>& inside) const;

  KeptWorld &before_, &after_;
  const Touched& touched_;
  const RelationChanges& relations_;
};

// Rows of a relation as an atom sees them.
void AppendAsAtom(const ir::RelationPart& part, std::uint32_t arity,
                  const std::vector<TermId>& rows, std::size_t columns, std::vector<TermId>& out);
// Whether a row holds a value that a query made: no other world has it.
bool HasLocal(const TermId* row, std::size_t columns);
// The rows without those that hold such a value.
std::vector<TermId> WithoutLocals(const std::vector<TermId>& rows, std::size_t columns);

}  // namespace lode
