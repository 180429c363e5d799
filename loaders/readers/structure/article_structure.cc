// Runs the passes over a page in the one order that works: what is certain by its
// own words first (furniture, captions), then forms that repeat, then the head,
// then what is left. A settled block is not looked at again.

#include "loaders/readers/structure/article_structure.h"

#include <algorithm>
#include <utility>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/language_guess.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/page_title.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/structure/article_header.h"
#include "loaders/readers/structure/body.h"
#include "loaders/readers/structure/boilerplate.h"
#include "loaders/readers/structure/draft.h"
#include "loaders/readers/structure/footnotes.h"
#include "loaders/readers/structure/near_duplicates.h"
#include "loaders/readers/structure/numbered_sources.h"
#include "loaders/readers/structure/run_ins.h"
#include "loaders/readers/structure/sections.h"
#include "loaders/readers/structure/tweets.h"

namespace lode {
namespace {

bool IsWhollyQuoted(std::string_view line) {
  auto inside = [&](std::string_view open, std::string_view close) {
    return line.size() > open.size() + close.size() && line.starts_with(open) &&
           line.ends_with(close) && line.find(close, open.size()) == line.size() - close.size();
  };
  return inside("\xE2\x80\x9C", "\xE2\x80\x9D") || inside("\"", "\"");
}

Draft DraftOf(Line line) {
  Draft draft;
  draft.hint = line.hint;
  draft.place = line.place;
  draft.after_gap = line.after_gap;
  // A heading's number is its own.
  const bool is_heading = line.hint == LineHint::kHeading || line.hint == LineHint::kTitle;
  std::size_t mark = is_heading ? 0 : ListMark(line.text.view());
  draft.text = mark > 0 ? line.text.Cut(mark, line.text.size()) : std::move(line.text);
  switch (line.hint) {
    case LineHint::kQuotation: draft.kind = BlockKind::kQuotation; break;
    case LineHint::kCaption: draft.Settle(BlockKind::kCaption); break;
    case LineHint::kTweet: draft.kind = BlockKind::kTweet; break;
    case LineHint::kListItem: draft.kind = BlockKind::kList; break;
    default: draft.kind = mark > 0 ? BlockKind::kList : BlockKind::kParagraph;
  }
  return draft;
}

// The same line twice running is an image's caption and its alternative text.
void MarkRepeatedCaptions(Drafts& drafts) {
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    bool same = !drafts[i].text.empty() && drafts[i].view() == drafts[i - 1].view();
    if (!same || WordCount(drafts[i].view()) > 60) continue;
    for (Draft* draft : {&drafts[i - 1], &drafts[i]})
      if (!draft->settled) draft->Settle(BlockKind::kCaption);
  }
}

void MarkHeadingsAndQuotations(Drafts& drafts) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& draft = drafts[i];
    if (draft.settled) continue;
    bool last = i + 1 == drafts.size();
    if (draft.kind == BlockKind::kTweet)
      draft.settled = true;
    else if (draft.hint == LineHint::kHeading || draft.hint == LineHint::kTitle)
      draft.Settle(BlockKind::kHeading);
    else if (draft.kind == BlockKind::kParagraph && IsWhollyQuoted(draft.view()))
      draft.Settle(BlockKind::kQuotation);
    else if (draft.kind == BlockKind::kParagraph && draft.hint != LineHint::kParagraph && !last &&
             LooksLikeHeading(draft.view()))
      draft.Settle(BlockKind::kHeading);
  }
}

// A sentence or two in the markup of a heading.
bool IsLead(const Draft& draft) {
  constexpr std::size_t kFewestWords = 15;
  return draft.hint == LineHint::kHeading && EndsSentence(draft.view()) &&
         WordCount(draft.view()) >= kFewestWords;
}

// A heading stands over text. One that has none below it, but furniture or the page's end, is
// of something else, in whatever language ("Comments", "Mehr zum Thema"). A line or two of
// furniture may stand between.
void MarkEmptyHeadings(Drafts& drafts) {
  constexpr std::size_t kMostBetween = 2;
  const bool has_text = std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) {
    return draft.kind == BlockKind::kParagraph || draft.kind == BlockKind::kList;
  });
  if (!has_text) return;
  std::size_t furniture = kMostBetween + 1;  // lines of it below, up to the next text
  for (std::size_t i = drafts.size(); i-- > 0;) {
    Draft& draft = drafts[i];
    if (draft.kind == BlockKind::kHeading && furniture > kMostBetween && !IsLead(draft)) {
      draft.Settle(BlockKind::kBoilerplate);
    } else if (draft.kind == BlockKind::kBoilerplate) {
      ++furniture;
    } else if (draft.kind != BlockKind::kHeading && draft.kind != BlockKind::kByline &&
               draft.kind != BlockKind::kDateline && draft.kind != BlockKind::kCaption) {
      furniture = 0;
    }
  }
}

// Settles a numbered source's number, headline and outlet.
void SettleSourceHeader(Drafts& drafts, std::size_t header_lines, PageFields& fields) {
  fields.title.clear();
  fields.source.clear();
  std::size_t number = header_lines - 2, title = header_lines - 1;
  drafts[number].Settle(BlockKind::kSourceHeader);
  Draft& line = drafts[title];
  TitleParts parts = SplitTitle(line.view());
  Draft outlet = line;
  if (parts.outlet_begin != std::string_view::npos) {
    outlet.text = line.text.Cut(parts.outlet_begin, line.text.size()).Trimmed();
    outlet.Settle(BlockKind::kSourceHeader);
    fields.source = outlet.view();
  }
  line.text = line.text.Cut(0, parts.title_end).Trimmed();
  line.Settle(BlockKind::kTitle);
  fields.title = line.view();
  if (!fields.source.empty())
    drafts.insert(drafts.begin() + static_cast<std::ptrdiff_t>(title) + 1, std::move(outlet));
}

std::string ArticleLanguage(const Drafts& drafts, const std::string& declared) {
  std::string sample;
  for (const Draft& draft : drafts)
    if (draft.kind != BlockKind::kBoilerplate && sample.size() < 4000)
      sample += std::string(draft.view().substr(0, 400)) + "\n";
  std::string guess = GuessLanguage(sample);
  if (!guess.empty()) return guess;
  return declared.size() >= 2 ? LowerAscii(declared.substr(0, 2)) : "en";
}

Article Assemble(const Drafts& drafts, PageFields fields, const LoadOptions& options,
                 std::string language) {
  Article article;
  auto pick = [](std::string& own, const std::string& given) {
    return own.empty() ? std::string(given) : std::move(own);
  };
  article.info.title = std::move(fields.title);
  article.info.author = AuthorsIn(fields.author);
  article.info.source = pick(fields.source, options.source);
  article.info.url = pick(fields.url, options.url);
  fields.published = PublishedIn(fields.published);
  article.info.published = pick(fields.published, PublishedIn(options.published));
  if (article.info.published.empty()) article.info.published = PublishedInUrl(article.info.url);
  article.info.language = std::move(language);
  for (const Draft& draft : drafts) {
    if (!article.text.empty()) article.text += "\n\n";
    Block block;
    block.kind = draft.kind;
    block.text.begin = static_cast<std::uint32_t>(article.text.size());
    article.text += draft.view();
    block.text.end = static_cast<std::uint32_t>(article.text.size());
    block.source = draft.text.source();
    block.language = draft.language;
    block.date = draft.date;
    block.duplicate_of = draft.duplicate_of;
    article.blocks.push_back(std::move(block));
  }
  return article;
}

Article FindStructure(PagePart part, PageFields fields, const LoadOptions& options) {
  Drafts drafts;
  for (Line& line : part.lines) drafts.push_back(DraftOf(std::move(line)));
  if (part.number > 0) SettleSourceHeader(drafts, part.header_lines, fields);
  MarkRepeatedCaptions(drafts);
  JoinTweets(drafts);
  CutTeasersOut(drafts);
  CutRunIns(drafts);
  MarkBoilerplate(drafts);
  ReadHeader(drafts, fields);
  MarkTimeline(drafts);
  MarkWhosWho(drafts);
  MarkSummaries(drafts);
  MarkAuthorNotes(drafts, fields.author);
  const Body body = FindBody(drafts);
  MarkHeadlineRuns(drafts, body);
  MarkTail(drafts, body);
  std::string language = ArticleLanguage(drafts, fields.language);
  MarkLanguages(drafts, language);
  MarkHeadingsAndQuotations(drafts);
  MarkEmptyHeadings(drafts);
  MarkNearDuplicates(drafts);
  return Assemble(drafts, std::move(fields), options, std::move(language));
}

}  // namespace

std::vector<Article> FindArticles(Page page, const LoadOptions& options, std::uint32_t first_part) {
  TakeOutFootnoteMarks(page.lines);
  std::vector<Article> articles;
  if (page.lines.empty()) return articles;
  for (PagePart& part : SplitNumberedSources(std::move(page.lines))) {
    Article article = FindStructure(std::move(part), page.fields, options);
    article.info.part = first_part + static_cast<std::uint32_t>(articles.size());
    articles.push_back(std::move(article));
  }
  return articles;
}

}  // namespace lode
