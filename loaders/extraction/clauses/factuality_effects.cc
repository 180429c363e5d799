// The algebra of factuality: effects are signs and modalities, a governor's signature is
// a pair of them (its effect when affirmed and when negated, as Nairn, Condoravdi and
// Karttunen have it for implicative verbs), and a chain of governors is composed from
// the outermost inwards.
//
// The hard bit is what modality a complement inherits. An implicative ("managed to",
// "failed to") hands down the modality of its own clause, so that "plans to stop selling"
// is a negated plan; a governor with a modality of its own adds it; a factive ("regrets
// that") lets nothing through.
#include "loaders/extraction/clauses/factuality_effects.h"

namespace lode {
namespace {

int Rank(Modality modality) {
  switch (modality) {
    case Modality::kActual: return 0;
    case Modality::kPlanned: return 1;
    case Modality::kPossible: return 2;
    case Modality::kDemanded: return 3;
    case Modality::kConditional: return 4;
    case Modality::kRumored: return 5;
  }
  return 0;
}

}  // namespace

Polarity Opposite(Polarity polarity) {
  return polarity == Polarity::kAffirmed ? Polarity::kNegated : Polarity::kAffirmed;
}

Modality Farther(Modality a, Modality b) {
  return Rank(b) > Rank(a) ? b : a;
}

Effect ReadEffect(std::string_view key) {
  Effect effect;
  while (!key.empty()) {
    const std::size_t dash = key.find('-');
    const std::string_view part = key.substr(0, dash);
    if (part == "negated") effect.negated = true;
    if (part == "ended") effect.ended = true;
    if (part == "fact") effect.fact = true;
    if (part == "unsaid") effect.unsaid = true;
    if (const auto modality = ModalityOf(part)) effect.modality = *modality;
    key.remove_prefix(dash == std::string_view::npos ? key.size() : dash + 1);
  }
  return effect;
}

Signature ReadSignature(std::string_view key, std::string_view other) {
  Signature signature{ReadEffect(key), {}};
  if (!other.empty()) {
    signature.negated = ReadEffect(other);
    return signature;
  }
  signature.negated = signature.affirmed;
  if (signature.affirmed.fact) return signature;
  signature.negated.ended = false;
  if (!signature.affirmed.ended) signature.negated.negated = !signature.affirmed.negated;
  return signature;
}

bool FindSignature(const WordLists& lists, std::string_view section, std::string_view item,
                   Signature& out) {
  const std::string_view key = lists.Find(section, item);
  if (key.empty()) return false;
  out = ReadSignature(key, lists.FindOther(section, item));
  return true;
}

void Apply(const Effect& effect, Factuality& clause) {
  if (effect.negated) clause.polarity = Opposite(clause.polarity);
  if (effect.ended) clause.ended = true;
  if (effect.unsaid) clause.asserted = false;
  clause.modality = Farther(clause.modality, effect.modality);
}

Factuality Under(const Factuality& governor, const Signature& signature, const Factuality& own) {
  const bool holds = governor.polarity == Polarity::kAffirmed;
  const Effect& effect = holds ? signature.affirmed : signature.negated;
  Factuality out = own;
  // "reportedly advised them to leave": they are asked to, whoever reports it.
  const bool asked =
      effect.modality == Modality::kDemanded && governor.modality == Modality::kRumored;
  if (!effect.fact) {
    if (!asked) out.modality = Farther(out.modality, governor.modality);
    out.ended = out.ended || (governor.ended && effect.modality == Modality::kActual);
    if (out.end == 0) out.end = governor.end;
  }
  out.asserted = out.asserted && governor.asserted;
  Apply(effect, out);
  // "fears that it was unaware until May": the end is in the past, whoever doubts it.
  if (!own.ended || effect.modality != Modality::kPossible) SettleEnd(out);
  return out;
}

bool IsDone(const Factuality& clause) {
  return clause.asserted && clause.polarity == Polarity::kAffirmed &&
         clause.modality == Modality::kActual;
}

void SettleEnd(Factuality& clause) {
  if (!clause.ended) return;
  if (clause.modality != Modality::kActual && clause.modality != Modality::kRumored) {
    clause.polarity = Opposite(clause.polarity);
    clause.ended = false;
  } else if (clause.polarity == Polarity::kNegated) {
    clause.ended = false;  // "never used to", "no longer refuses": what holds is not the deed
  }
}

}  // namespace lode
