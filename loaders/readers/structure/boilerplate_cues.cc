// Tables of patterns, one idea a row, tried in order against the whole line. The
// hard bit is restraint: a news sentence may hold any of these words, so a row
// must describe the whole line, not a word in it.

#include "loaders/readers/structure/boilerplate_cues.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/cue_rows.h"

namespace lode {
namespace {

// Machines' labels, captions and credits.
constexpr CueRow kTextRows[] = {
    {LineCue::kNoInformation, 40,
     R"((?:the |this )?(?:provided |given |above |original |source )?(?:article|text|passage|document|story|source|report) (?:does not|doesn['’]t|did not) (?:contain|provide|mention|include|give|offer) (?:any |enough |specific |further |detailed )*(?:information|details?|mention|data)\b.*)"},
    {LineCue::kNoInformation, 40,
     R"((?:there is )?no (?:specific |further |detailed )?(?:information|details?) (?:about|on|regarding) .{2,80} (?:is|was|are|were) (?:provided|mentioned|given|available|included) in the (?:provided |given )?(?:article|text|passage|document)\.?)"},
    // Labels of machine-made text.
    {LineCue::kMachineLabel, 12,
     R"(\W*(?:ai|machine|automatically|auto|bot)[- ]?(?:generated|written|assisted|produced|summari[sz]ed)\b.*)"},
    {LineCue::kMachineLabel, 12,
     R"((?:generated|summari[sz]ed|produced|created) (?:by|with|using)\b.*)"},
    {LineCue::kMachineLabel, 30,
     R"((?:this|the) (?:summary|text|content|overview|list) (?:was|is|has been) (?:automatically )?(?:generated|produced|created|written)\b.*)"},
    {LineCue::kFurniture, 60,
     R"((?:this|the) (?:article|story|report|page|text|content|post) (?:was|is|has been) (?:machine[- ]|automatically |originally |first |initially )*(?:translated|published|posted|syndicated|republished|produced|generated|provided|supplied|updated|corrected|amended|clarified)\b.*)"},
    {LineCue::kFurniture, 40,
     R"((?:corrections?|clarifications?|editor['’]?s['’]? note)\s*[:-]\s*(?:this|the|an?) (?:earlier |previous |original )?(?:version|article|story|report|page|post|posting|headline|caption)\b.*)"},
    {LineCue::kFurniture, 24,
     R"(.{3,120}\bcan be (?:viewed|heard|found|read|watched|downloaded|accessed|seen) (?:here|online here|at this link)\W*)"},
    {LineCue::kFurniture, 30,
     R"(.*\b(?:may|must) not be (?:reproduced|republished|duplicated|redistributed|rebroadcast|reprinted)\b.*)"},
    {LineCue::kFurniture, 40,
     R"(.*\b(?:views|opinions|statements)\b.*\b(?:solely|entirely)? ?(?:the responsibility|those) of (?:the|its|their) authors?\b.*)"},
    {LineCue::kFurniture, 60, R"(the post \S.* (?:first appeared|appeared first) on .*)"},
    // Captions and credits.
    {LineCue::kCaption, 12, R"((?:sources?|credits?|via|courtesy)\s*:\s*\S.*)"},
    {LineCue::kCaption, 60,
     R"((?:image|photo|picture|photograph|illustration|graphic|video|file photo|representational image)(?:\s+(?:credits?|source|courtesy(?: of)?|by|caption))?\s*[:/|©]\s*\S.*)"},
    {LineCue::kCaption, 8, R"((?:photo(?:graph)?|image|illustration) (?:by|courtesy of) .*)"},
    {LineCue::kCaption, 12, R"(©\s*(?:\D)*)"},
    {LineCue::kCaption, 40, R"((?:above|below|pictured|left|right|file)\s*:\s*\S.*)"},
    {LineCue::kCaption, 10,
     R"((?:[^.!?]{2,50}\s?/\s?(?:afp|getty images|reuters|epa|dpa|ap(?: photo)?)(?:\s?/\s?[^.!?]{2,40})?|(?:afp|getty images|reuters|epa|dpa|ap)\s?/\s?[^.!?]{2,40}))"},
    // "... in the harbour. (NP Photo/Una Berg)", "(Una Berg / Tidewire)".
    {LineCue::kCaption, 90,
     R"((?:.*[\s.])?\((?:(?:file |handout )?(?:photo|image|picture|illustration|credit|courtesy)s?\b|(?-i:[A-Z]{2,5}) (?:photo|image|file)|[^()]{0,40}\b(?:photo|image|picture)s?\s*[/:]|[^()]{2,40} (?:/|via) ?(?-i:[A-Z]))[^()]{0,80}\)?)"},
};

// Who made it, how to share it, what is sold with it, what the law asks for.
constexpr CueRow kPageRows[] =
    {
        // Who made it.
        {LineCue::kByline, 14,
         R"((?:by|written by|story by|words by|reviewed by|edited by|fact[- ]checked by|compiled by|translated by|reported by|posted by)\s*:?\s*(?-i:\p{Lu}).*[^.!?:;"”])"},
        {LineCue::kByline, 60,
         R"(\((?:additional )?(?:reporting|writing|editing|compiled|reported|written)\b[^()]{0,60}\bby .*\))"},
        {LineCue::kByline, 24,
         R"(\(?(?:additional )?(?:reporting|writing|editing|production|translation)(?: and (?:writing|editing))? by .*)"},
        {LineCue::kByline, 50,
         R"((?-i:\p{Lu}).{3,300} (?:also )?contributed (?:to this (?:report|story|article)|reporting)(?: from \S.{2,60})?\.?)"},
        // Share links, players, buttons.
        {LineCue::kFurniture, 5,
         R"((?:share|tweet|e-?mail|print|save|copy(?: link| url)?|(?:link )?copied!?|bookmark|like|reply|repost|follow(?: us)?|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tiktok|messenger|wechat|weibo|threads|bluesky|menu|search|log ?in|sign ?in|sign ?up|subscribe(?: now| here| today)?|register|close|skip to (?:main )?content|sponsored(?: content)?|promoted|loading\W*|loadingimg|view options|view all|see all|see more|show more|show less|load more|read more|learn more|click here|more|next|previous|back to top|home|gift(?: this)? article|play|pause|mute|listen|watch|watch now|\[?\d+\]?|[<>»«|•·*_=~.-]+)\W*)"},
        {LineCue::kFurniture, 25,
         R"([\[(](?:related|read|see|watch|more|also)\b[^\])]*[:|][^\])]*[\])])"},
        {LineCue::kFurniture, 16, R"(.*\bclick(?:ing)? here\b.*)"},
        {LineCue::kFurniture, 40,
         R"((?:like|lov(?:e|ed|ing)|enjoy(?:ed|ing)?|have|got|want|need) (?:this|what|a|an|any|more|to)\b[^?.]{0,40}\?\s.*\b(?:share|subscri\w+|sign|e-?mail|contact|send|get|let us|follow|reach|reached|tell us)\b.*)"},
        {LineCue::kFurniture, 30,
         R"(.*\bfollow (?:him|her|them|me|us) (?:on|at) (?:twitter|x|facebook|instagram|linkedin|bluesky|threads|@).*)"},
        {LineCue::kFurniture, 40,
         R"((?:follow|see|find|read|get|for|browse)\b.{0,60}\b(?:coverage|stories|news|headlines|updates)\b.{0,60}(?:https?://|www\.|\.com\b|here\b).*)"},
        {LineCue::kFurniture, 20,
         R"((?:share all sharing options|you are here\W|jump (?:directly )?to|skip (?:to|ad)\b|please enable javascript|save my name,? e-?mail|you are commenting using|comments powered by|(?:story|article) continues|please (?:log|sign) in)\b?.*)"},
        {LineCue::kFurniture, 5,
         R"((?:(?:text|font) size(?:\W|t\b)*|(?:e-?mail|print) this(?: (?:page|article|story))?)\W*)"},
        {LineCue::kFurniture, 14, R"(share (?:this|on|via|to|the|with)\b.*)"},
        {LineCue::kFurniture, 6, R"((?:share|follow|print|email|save)(?:\s*[|,·•/]\s*\w+)+)"},
        {LineCue::kFurniture, 5, R"(.*\b(?:logo|icon)s?)"},
        {LineCue::kFurniture, 6,
         R"((?:(?:for immediate|press|news|media) release|view (?:this email )?in (?:your )?browser|source link|ads?|end of article|-+ ?(?:30|ends?) ?-+|#+|photo gallery|live updates?)\W*)"},
        {LineCue::kFurniture, 40, R"(\[/?[a-z]+(?:_[a-z\d]+\]| [a-z]+=.*\].*))"},
        {LineCue::kFurniture, 30,
         R"((?:(?:topics?|categories|category|keywords)\s*:|(?:filed under|posted in)\s*:?)\s*(?-i:[\p{L}]).*[^.!?])"},
        {LineCue::kFurniture, 8,
         R"((?:(?:last )?(?:updated|posted|published)(?: at)?\s+)?\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s+[a-z]{2,4})?)"},
        {LineCue::kFurniture, 14, R"(follow @\w+.*)"},
        {LineCue::kFurniture, 14, R"(.*\b(?:e-?mail|send|tips?|contact)\b.*\b[\w.]+@[\w.]+\W*)"},
        {LineCue::kFurniture, 12, R"(our standards\s*:.*)"},
        {LineCue::kFurniture, 20,
         R"((?:this|the) (?:interview|conversation|transcript|q ?& ?a) (?:has been|was) (?:lightly )?(?:edited|condensed)\b.*)"},
        {LineCue::kFurniture, 30,
         R"((?:we value|your privacy|we respect) (?:your )?(?:privacy|choices)?\b.*(?:accept|consent|agree|manage)\b.*)"},
        {LineCue::kFurniture, 8,
         R"(\d[\d,.]*[kKmM]?\s+(?:sources?|shares?|views?|comments?|likes?|replies|followers)\W*)"},
        {LineCue::kFurniture, 10,
         R"((?:(?:estimated )?read(?:ing)? time\b.*|\W*(?:\d+|[a-z]+)[- ]min(?:ute)?s?(?: read| listen)\W*|\d+ ?min(?:ute)?s?))"},
        {LineCue::kFurniture, 12,
         R"((?:listen to|explore|read|watch|get|catch up on) (?:this|the) (?:article|story|news|audio|podcast|full story)\b.*(?:\d|now|here|x).*)"},
        {LineCue::kFurniture, 8,
         R"((?:listen to|watch|play) (?:this|the) (?:article|story|audio|video|podcast|episode)\W*)"},
        {LineCue::kFurniture, 20, R"(.*\bscan (?:the|this|our) qr code\b.*)"},
        {LineCue::kFurniture, 8,
         R"((?:advertisement|article continues below|story continues below|continue reading)\b.*)"},
        {LineCue::kFurniture, 40, R"((?:also read|read also|read more|read next|read|see also|also see|also on|more on|more from|related|don['’]t miss|watch|listen|must read|trending|recommended|editor['’]?s['’]? picks?|explained)\s*(?:[:|>»]|--)\s*\S.*)"},
        // Subscriptions, newsletters, applications.
        {LineCue::kFurniture, 40,
         R"((?:please )?(?:subscribe|sign up|register|join|unlock|log in|upgrade|become)\b (?:to|for|now|today|here|our|us|a|with)\b.*(?:newsletter|channel|podcast|briefing|alerts?|updates?|inbox|unlock|access|full|member|subscri|free|account|app|premium|hub|read|list)\b.*)"},
        {LineCue::kFurniture, 4, R"(video\W*\d{1,2}:\d{2}(?:\s*\d{1,2}:\d{2})?)"},
        {LineCue::kFurniture, 14,
         R"(subscribe to \S.* on (?:youtube|spotify|substack|telegram|whatsapp)\W*)"},
        {LineCue::kFurniture, 14, R"(.*\b(?:subscribe|sign up|register) (?:now|here|today)\W*)"},
        {LineCue::kFurniture, 40,
         R"(.*\b(?:our|the|this|daily|weekly|free) (?:e-?mail )?newsletters?\b.*\b(?:inbox|sign|subscribe|free|delivered)\b.*)"},
        {LineCue::kFurniture, 40,
         R"(.*\b(?:delivered|straight|sent|direct(?:ly)?) to your (?:inbox|email|phone)\b.*)"},
        {LineCue::kFurniture, 24, R"((?:download|get|install) (?:the|our)\b.*\bapps?\b.*)"},
        {LineCue::kFurniture, 24,
         R"(.*\bon (?:the )?(?:app store|google play|apple podcasts|spotify)\b.*\b(?:or|and|wherever|download|listen|subscribe|get)\b.*)"},
        {LineCue::kFurniture, 30,
         R"((?:follow|like|find|join|connect with|add|contact|reach) (?:us|me|our)\b.*\b(?:on|at|via|as)\b.*)"},
        {LineCue::kFurniture, 30, R"(your (?:daily|weekly|morning|essential|trusted)\b.*[^.])"},
        {LineCue::kFurniture, 50,
         R"((?:you(?:['’]ve| have) (?:accessed|reached|read|used|hit)|this is an? (?:subscriber|member|premium)\S* (?:only )?(?:story|article|content)|this (?:article|content|story|page) is (?:only |exclusively )?(?:available|for|reserved|locked|restricted)|to (?:continue|keep) reading|already a (?:subscriber|member)|enjoy(?:ed|ing)? (?:this|reading|unlimited)|support (?:our|independent) journalism|create (?:a |your )?free account)\b.*)"},
        // Legal lines.
        {LineCue::kFurniture, 60, R"(.*\ball rights reserved\b.*)"},
        {LineCue::kFurniture, 40, R"(\W*(?:©|\(c\)|copyright)\s.*\b(?:19|20)\d\d\b.*)"},
        {LineCue::kFurniture, 90,
         R"((?:we|by|this|our)\b.*\b(?:use|uses|using|accept|consent|store)\b.*\bcookies?\b.*)"},
        {LineCue::kFurniture, 8,
         R"((?:(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences)?|cookie (?:settings|policy|notice)|privacy (?:policy|notice|settings)|terms (?:of (?:use|service)|(?:and|&) conditions)|terms|privacy|contact(?: us)?|about(?: us)?|advertise(?: with us)?|careers|help|faq|sitemap)(?:\s*[|·•]\s*.*)?)"},
        {LineCue::kFurniture, 60,
         R"((?:by|when) (?:you )?(?:sign|subscrib|continu|click|registe|submitt)\w*\b.*\b(?:terms|privacy|agree)\b.*)"},
        {LineCue::kFurniture, 60,
         R"(.*\bwe (?:may|might|will) (?:earn|receive|get) (?:a |an )?(?:small )?(?:affiliate )?(?:commission|compensation)\b.*)"},
        {LineCue::kFurniture, 60,
         R"(.*\b(?:not|nor) (?:be construed as |be considered |intended as |constitute |intended to be |provide )?(?:any )?(?:financial|investment|legal|trading|tax|medical) advice\b.*)"},
        {LineCue::kFurniture, 60,
         R"(.*\bpast performance is (?:no|not)\b.*(?:guarantee|indicat)\w*\b.*)"},
        // Sections of furniture.
        {LineCue::kSection, 200,
         R"((?:risk (?:disclosure|warning|disclaimer|statement)|disclaimers?|legal (?:notice|disclaimer)|forward[- ]looking statements?|safe harbou?r)s?\s*(?::.*)?)"},
        {LineCue::kSection, 6,
         R"((?:(?:latest|reader|user|top|all|view|show|hide|join the)\s+)?(?:comments?|conversation|discussion)(?: section)?(?:\s*\(?\d+\)?)?\W*)"},
        {LineCue::kSection, 11,
         R"((?:don['’]t miss|read|see|check out|more|also|browse)\b.{0,40}\b(?:stories|articles|coverage|headlines)\b.{0,40}:)"},
        {LineCue::kSection, 6, R"((?:leave|post|add|write) a (?:comment|reply|review)\W*)"},
        {LineCue::kSection, 20,
         R"(\d+ (?:thoughts?|comments?|repl(?:y|ies)|responses?) (?:on|to) \S.*)"},
        {LineCue::kSection, 8,
         R"((?:related|recommended|similar|popular|trending|latest|featured|further|more|other|top|must|sponsored|editor['’]?s['’]?|most)\s*(?:(?:top|latest|related|recent|popular)\s+)*(?:articles?|stories|news|reading|topics|posts|headlines|coverage|reads?|content|links|tags|videos|picks?|popular|viewed|from (?:the web|our partners))\W*)"},
        {LineCue::kSection, 8,
         R"((?:related|tags?|topics?|what to read next|read next|up next|keep reading|you (?:may|might|['’]ll) (?:also )?(?:like|love|be interested in)|more (?:from|on|in|about) .*|recommended(?: for you)?|about (?:the|this) (?:author|writer|reporter)s?|around the web|podcasts?|newsletters?|stay (?:informed|connected|up to date)|in (?:this|other) (?:section|news)|quick links|site map|popular now|trending now|latest news|breaking news|top stories)\s*:?)"},
        {LineCue::kSection, 30, R"(tags?\s*:\s*.*)"},
};

constexpr const char* kNoticePhrases[] = {
    "intellectual property rights",
    "prior written permission",
    "written consent of",
    "liability for any loss",
    "accept any liability",
    "accepts no responsibility",
    "no responsibility for",
    "not necessarily real-time",
    "risk appetite",
    "seek professional advice",
    "professional advice",
    "by the advertisers",
    "advertisements or advertisers",
    "this website",
    "our website",
    "this site",
    "our site",
    "terms and conditions",
    "without notice",
    "reliance on the information",
    "may be compensated",
    "personal data",
    "unsubscribe",
    "investment objectives",
    "not appropriate for trading",
    "trading purposes",
    "risk of losing",
    "suitable for all investors",
    "may contain inaccuracies",
    "views expressed",
    "privacy policy",
    "terms of use",
    "terms of service",
    "cookie",
    "trademarks of",
    "for informational purposes",
    "financial instruments",
    "consult your",
    "do not reflect",
    "editorial team",
    "affiliate",
    "click the button",
    "forward-looking statements",
    "high risks",
    "extremely volatile",
    "on margin",
    "before deciding to",
    "it is prohibited to",
    "data contained in",
    "would like to remind you",
};

struct Match {
  std::size_t row = SIZE_MAX;  // its place in the tables
  LineCue cue = LineCue::kNone;
};

// Rows in one automaton: those whose lines have at most so many words, and no fewer.
class Rows {
 public:
  Rows(std::size_t fewest, std::size_t most) : most_(most), set_(Options(), RE2::ANCHOR_BOTH) {
    std::size_t place = 0;
    for (std::span<const CueRow> table :
         {std::span<const CueRow>(kTextRows), ListedCues(), std::span<const CueRow>(kPageRows)})
      for (const CueRow& row : table) {
        if (row.most_words >= fewest && row.most_words <= most) {
          rows_.push_back({place, row});
          set_.Add(ByBytes(row.pattern), nullptr);
        }
        ++place;
      }
    set_.Compile();
  }
  // The first row, of these and of the one found before, that the line matches.
  void Find(std::string_view line, std::size_t words, Match& first) const {
    std::vector<int> matches;
    if (words > most_ || !set_.Match({line.data(), line.size()}, &matches)) return;
    for (int match : matches) {
      const auto& [place, row] = rows_[static_cast<std::size_t>(match)];
      if (words <= row.most_words && place < first.row) first = {place, row.cue};
    }
  }

 private:
  // "." as any byte, which the automaton says in one state instead of ten; with counts
  // like ".{2,80}" that is most of it, and of the time to the first line read.
  static std::string ByBytes(std::string_view pattern) {
    std::string out;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const char c = pattern[i];
      if (c == '\\') {
        out += pattern.substr(i++, 2);
        continue;
      }
      in_class = c == '[' || (in_class && c != ']');
      out += c == '.' && !in_class ? "\\C" : std::string(1, c);
    }
    return out;
  }
  static RE2::Options Options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_dot_nl(true);
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    return options;
  }
  const std::size_t most_;
  std::vector<std::pair<std::size_t, CueRow>> rows_;  // with their places in the tables
  RE2::Set set_;
};

bool IsWholly(std::string_view line, const RE2& pattern) {
  return RE2::FullMatch({line.data(), line.size()}, pattern);
}

}  // namespace

LineCue CueOf(std::string_view line) {
  // Most rows are of short lines, and most bytes are in long ones: each runs through the rows
  // alone that allow as many words. Small automata also have far fewer states than one of all.
  static const std::array<Rows, 6> rows = {Rows(0, 8),   Rows(9, 14),  Rows(15, 30),
                                           Rows(31, 40), Rows(41, 60), Rows(61, SIZE_MAX)};
  if (IsPlayerClock(line)) return LineCue::kFurniture;
  const std::size_t words = WordCount(line);
  Match first;
  for (const Rows& each : rows) each.Find(line.substr(0, 600), words, first);
  return first.cue;
}

int NoticePhrases(std::string_view text) {
  std::string lower = LowerAscii(text.substr(0, 4000));
  int found = 0;
  for (const char* phrase : kNoticePhrases)
    if (lower.find(phrase) != std::string::npos) ++found;
  return found;
}

bool AddressesReader(std::string_view text) {
  static const RE2 reader(R"((?i)\b(?:you|your|yours)\b)");
  static const RE2 order(
      R"((?i)^(?:don['’]t|do not|get|stay|join|discover|sign|follow|explore|never miss|try|start|find|see|click|tap|visit|enjoy|unlock)\b)");
  if (text.size() > 400 || text.find('"') != std::string_view::npos ||
      text.find("\xE2\x80\x9C") != std::string_view::npos)
    return false;
  re2::StringPiece piece(text.data(), text.size());
  return RE2::PartialMatch(piece, reader) || RE2::PartialMatch(piece, order);
}

bool IsSummaryHeading(std::string_view line) {
  static const RE2 pattern(
      R"((?i)\W*(?:(?:ai|automated|machine|article|story|executive|quick)[- ]?)?(?:summary|synopsis|tl;? ?dr|in brief|in short|at a glance|the gist|abstract)(?:\s*\(.*\))?\s*:?)");
  return line.size() < 60 && IsWholly(line, pattern);
}

bool IsWhosWhoHeading(std::string_view line) {
  static const RE2 pattern(
      R"((?i)(?:who['’]?s who|who is who|key (?:people|players|figures|companies|names)|(?:people|companies|organi[sz]ations|names)(?: and (?:people|companies|organi[sz]ations))? (?:mentioned|in this (?:story|article))|cast of characters|dramatis personae|the (?:players|people))\s*:?)");
  return line.size() < 60 && IsWholly(line, pattern);
}

}  // namespace lode
