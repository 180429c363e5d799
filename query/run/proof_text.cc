// Names and words in quotation marks, numbers and dates as they are shown.

#include "query/run/proof_text.h"

#include "query/program/typed_values.h"

namespace lode {

namespace {

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string Written(TermId term, Execution& execution) {
  if (!term) return "_";
  const Value& value = execution.terms.ValueOf(term);
  switch (value.kind) {
    case ValueKind::kEntity: return Quoted(value.entity.name);
    case ValueKind::kPredicate: return value.text;
    case ValueKind::kQuote:
    case ValueKind::kText:
    case ValueKind::kStatement:
    case ValueKind::kArticle: return Quoted(WordsOf(value));
    default: return Display(value);
  }
}

std::string WithPrefixes(const ast::Atom& atom, const std::string& text) {
  std::string prefixed;
  if (atom.any) prefixed += "any ";
  if (atom.polarity) prefixed += *atom.polarity == Polarity::kNegated ? "denied " : "";
  if (atom.modality) prefixed += std::string(NameOf(*atom.modality)) + " ";
  if (atom.former) prefixed += "former ";
  return prefixed + text;
}

std::string NameOf(const ast::Path& path) {
  if (path.kind == ast::Path::Kind::kAny) return "any";
  return path.kind == ast::Path::Kind::kPredicate ? path.predicate : NameOf(*path.parts.at(0));
}

std::string TextOf(const ast::Path& path);

std::string Joined(const ast::Path& path, std::string_view by) {
  std::string text;
  for (const ast::PathPtr& part : path.parts) {
    if (!text.empty()) text += by;
    text += TextOf(*part);
  }
  return "(" + text + ")";
}

// A path expression as one would write it.
std::string TextOf(const ast::Path& path) {
  switch (path.kind) {
    case ast::Path::Kind::kAny: return "any";
    case ast::Path::Kind::kPredicate: return path.predicate;
    case ast::Path::Kind::kInverse: return "^" + TextOf(*path.parts[0]);
    case ast::Path::Kind::kSequence: return Joined(path, "/");
    case ast::Path::Kind::kAlternative: return Joined(path, " | ");
    case ast::Path::Kind::kRepeat: break;
  }
  const std::string body = TextOf(*path.parts[0]);
  if (!path.most && path.least <= 1) return body + (path.least == 0 ? "*" : "+");
  if (path.least == 0 && path.most == 1u) return body + "?";
  return body + "{" + std::to_string(path.least) + "," +
         (path.most ? std::to_string(*path.most) : "") + "}";
}

std::string WriteStored(const ir::Atom& atom, const TermId* terms, Execution& execution) {
  std::string name = NameOf(*atom.source->path), speaker, statement, arguments;
  for (std::size_t i = 0; i < atom.terms.size(); ++i) {
    const ir::StoredColumn& column = atom.stored->columns[i];
    const std::string text = Written(terms[i], execution);
    switch (column.kind) {
      case ir::ColumnKind::kPredicate: name = text; break;
      case ir::ColumnKind::kSpeaker: speaker = text + ": "; break;
      case ir::ColumnKind::kStatement: statement = " @ " + text; break;
      case ir::ColumnKind::kQualifier: arguments += ", " + column.role + ": " + text; break;
      default: arguments += (arguments.empty() ? "" : ", ") + text; break;
    }
  }
  return speaker + WithPrefixes(*atom.source, name + "(" + arguments + ")") + statement;
}

}  // namespace

std::string WriteTerm(TermId term, Execution& execution) {
  return Written(term, execution);
}

std::string WriteAtom(const ir::Atom& atom, const TermId* terms, Execution& execution) {
  if (atom.stored) return WriteStored(atom, terms, execution);
  std::string arguments;
  for (std::size_t i = 0; i < atom.terms.size(); ++i)
    arguments += (i > 0 ? ", " : "") + Written(terms[i], execution);
  if (!atom.path) return NameOf(*atom.source->path) + "(" + arguments + ")";
  return WithPrefixes(*atom.source, TextOf(*atom.source->path) + " (" + arguments + ")");
}

std::string WriteTriple(const IndexRow& row, Execution& execution) {
  return Written(row.predicate, execution) + "(" + Written(row.subject, execution) + ", " +
         Written(row.object, execution) + ")";
}

}  // namespace lode
