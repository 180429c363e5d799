// JSON by hand, key after key, into one growing string: the shape is small and fixed,
// and the words a second of the analysis shall not hang on a tree of JSON nodes.

#include "loaders/language/output/sentence_json.h"

#include <charconv>

#include "loaders/language/output/enhanced_graph.h"

namespace lode {
namespace {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(*out) {}

  void Open(char bracket) {
    Separate();
    out_ += bracket;
    fresh_ = true;
  }
  void Close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  void Key(std::string_view key) {
    Separate();
    out_.append("\"").append(key).append("\":");
    fresh_ = true;
  }
  void Text(std::string_view text) {
    Separate();
    out_ += '"';
    for (const char c : text) Escape(c);
    out_ += '"';
  }
  void Number(std::size_t number) {
    Separate();
    char digits[20];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  void Bool(bool value) {
    Separate();
    out_ += value ? "true" : "false";
  }
  void Field(std::string_view key, std::string_view value) {
    Key(key);
    Text(value);
  }
  void Field(std::string_view key, std::size_t value) {
    Key(key);
    Number(value);
  }

 private:
  void Separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  void Escape(char c) {
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out_ += "\\u00";
      out_ += kHex[static_cast<unsigned char>(c) >> 4U];
      out_ += kHex[static_cast<unsigned char>(c) & 15U];
    } else {
      out_ += c;
    }
  }

  std::string& out_;
  bool fresh_ = true;  // nothing stands before the next value
};

std::size_t Positive(int number) {
  return static_cast<std::size_t>(number);
}

void WriteSpan(Span span, JsonWriter* json) {
  json->Field("begin", span.begin);
  json->Field("end", span.end);
}

// "Mood=Ind|Tense=Past" -> {"Mood":"Ind","Tense":"Past"}
void WriteFeatures(std::string_view feats, JsonWriter* json) {
  json->Key("feats");
  json->Open('{');
  while (!feats.empty() && feats != "_") {
    const std::size_t bar = std::min(feats.find('|'), feats.size());
    const std::string_view item = feats.substr(0, bar);
    const std::size_t equals = std::min(item.find('='), item.size());
    json->Field(item.substr(0, equals), item.substr(std::min(equals + 1, item.size())));
    feats.remove_prefix(std::min(bar + 1, feats.size()));
  }
  json->Close('}');
}

class SentenceJson {
 public:
  SentenceJson(const Sentence& sentence, const SentenceContext& context, std::string* out)
      : sentence_(sentence), context_(context), json_(out), arcs_(EnhancedArcs(sentence)) {}

  void Write() {
    json_.Open('{');
    json_.Field("id", context_.number);
    json_.Field("text", LineOf(sentence_, context_.text));
    if (!context_.block.empty()) json_.Field("block", context_.block);
    WriteSpan(sentence_.span, &json_);
    json_.Key("tokens");
    json_.Open('[');
    for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) WriteToken(i);
    json_.Close(']');
    json_.Key("multiword");
    json_.Open('[');
    for (const MultiwordToken& multi : sentence_.multiword) WriteRange(multi);
    json_.Close(']');
    WriteMentions("names", sentence_.mentions);
    WriteMentions("entities", sentence_.nominals);
    json_.Close('}');
  }

 private:
  void WriteToken(std::size_t index) {
    const Token& token = sentence_.tokens[index];
    const int word = static_cast<int>(index) + 1;
    json_.Open('{');
    json_.Field("id", index + 1);
    json_.Field("form", token.form);
    json_.Field("lemma", token.lemma);
    json_.Field("upos", token.upos);
    json_.Field("xpos", token.xpos);
    WriteFeatures(token.feats, &json_);
    json_.Field("head", Positive(token.head));
    json_.Field("deprel", token.deprel);
    json_.Key("deps");
    json_.Open('[');
    for (; arc_ < arcs_.size() && arcs_[arc_].word == word; ++arc_) {
      json_.Open('{');
      json_.Field("head", Positive(arcs_[arc_].head));
      json_.Field("deprel", arcs_[arc_].relation);
      json_.Close('}');
    }
    json_.Close(']');
    WriteSpan(token.span, &json_);
    json_.Key("space_after");
    json_.Bool(token.space_after);
    json_.Close('}');
  }

  void WriteRange(const MultiwordToken& multi) {
    json_.Open('{');
    json_.Field("first", Positive(multi.first));
    json_.Field("last", Positive(multi.last));
    json_.Field("form", multi.form);
    WriteSpan(multi.span, &json_);
    json_.Close('}');
  }

  void WriteMentions(std::string_view key, const std::vector<Mention>& mentions) {
    json_.Key(key);
    json_.Open('[');
    for (const Mention& mention : mentions) {
      const Span span = {sentence_.tokens[Positive(mention.first) - 1].span.begin,
                         sentence_.tokens[Positive(mention.last) - 1].span.end};
      json_.Open('{');
      json_.Field("first", Positive(mention.first));
      json_.Field("last", Positive(mention.last));
      json_.Field("type", mention.type);
      if (!context_.text.empty())
        json_.Field("text", context_.text.substr(span.begin, span.end - span.begin));
      WriteSpan(span, &json_);
      json_.Close('}');
    }
    json_.Close(']');
  }

  const Sentence& sentence_;
  const SentenceContext& context_;
  JsonWriter json_;
  const std::vector<EnhancedArc> arcs_;
  std::size_t arc_ = 0;
};

}  // namespace

void AppendJson(const Sentence& sentence, const SentenceContext& context, std::string* out) {
  SentenceJson(sentence, context, out).Write();
  *out += '\n';
}

}  // namespace lode
