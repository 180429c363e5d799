// Words count what is looked for; so the traits have their numbers from them.

#include "storage/text/text_facts.h"

#include "storage/text/article_words.h"

namespace lode {

TextFacts FactsOfText(const Article& article, const std::vector<Span>& sentences) {
  const ArticleWords words = WordsOfArticle(article.text, sentences);
  TextFacts facts{EncodeArticleWords(words), TraitsOf(article)};
  facts.traits.sentences = words.sentences;
  facts.traits.words = words.words;
  return facts;
}

}  // namespace lode
