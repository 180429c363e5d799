// Line editing through libedit's own interface (histedit.h). The wall around a C library:
// its handles live in Impl and nowhere else. Keys are read here and not by libedit, whose
// read would sleep through a Ctrl-C that came a moment before it; the terminal is in its
// editing mode before the prompt shows, so that what is typed at a prompt that can be
// seen (Ctrl-D, say) is a key and not what the line discipline makes of it.

#include "shell/repl/line_editor.h"

#include <histedit.h>
#include <langinfo.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <filesystem>
#include <iostream>

#include "shell/repl/colours.h"
#include "shell/terminal/interrupt.h"
#include "shell/terminal/terminal.h"

namespace lode::shell {

struct LineEditor::Impl {
  bool interactive = false;
  std::string history_file, prompt;
  Complete complete;
  bool interrupted = false;  // the read that is under way, by Ctrl-C
  EditLine* editor = nullptr;
  History* history = nullptr;
};

namespace {

constexpr int kHistorySize = 2000;
constexpr std::size_t kMostShown = 40;

char* PromptOf(EditLine* editor) {
  LineEditor::Impl* impl = nullptr;
  el_get(editor, EL_CLIENTDATA, &impl);
  return impl->prompt.data();
}

// The next byte of the terminal as libedit wants it: 1, 0 at the end, -1 for none.
int ReadByte(EditLine* editor, LineEditor::Impl& impl, char& byte) {
  for (;;) {
    const Awaited awaited = AwaitInput(STDIN_FILENO);
    if (awaited == Awaited::kTerminalChange) {
      el_set(editor, EL_PREP_TERM, 0);  // another program may have set it up meanwhile
      el_set(editor, EL_PREP_TERM, 1);
      el_resize(editor);
      el_set(editor, EL_REFRESH);
      continue;
    }
    if (awaited == Awaited::kInterrupt) {
      impl.interrupted = true;
      errno = EINTR;
      return -1;
    }
    const ssize_t size = read(STDIN_FILENO, &byte, 1);
    if (size >= 0 || (errno != EINTR && errno != EAGAIN)) return static_cast<int>(size);
  }
}

bool MoreIsTyped() {
  pollfd wait{STDIN_FILENO, POLLIN, 0};
  return poll(&wait, 1, 0) > 0;
}

// Puts what stands at the prompt there once more, in colours: libedit writes it plain, and only
// what has changed, so it is painted over before each wait for a key. Nothing moves: the same
// characters come into the same places, and the cursor goes back to where it was. What this cannot
// be sure of (control characters, which libedit spells; a line that ends at the terminal's edge;
// more lines than the terminal has) stays plain.
void PaintLine(EditLine* editor, const LineEditor::Impl& impl) {
  const Terminal terminal = Terminal::Detect();
  if (!terminal.colour || MoreIsTyped()) return;
  const LineInfo* info = el_line(editor);
  const std::string_view text(info->buffer,
                              static_cast<std::size_t>(info->lastchar - info->buffer));
  const auto cursor = static_cast<std::size_t>(info->cursor - info->buffer);
  int row = 0, cursor_row = 0, column = DisplayWidth(impl.prompt);
  for (std::size_t i = 0; i < text.size();) {
    if (i == cursor) cursor_row = row;
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const int width = DisplayWidth(text.substr(i, next - i));
    const bool new_line = text[i] == '\n';
    if (new_line ? column == 0 && row > 0 && text[i - 1] != '\n' : width == 0) return;
    if (new_line || column + width > terminal.columns) {
      ++row;
      column = 0;
    }
    column += width;
    if (column == terminal.columns) {
      ++row;
      column = 0;
    }
    i = next;
  }
  if (cursor == text.size()) cursor_row = row;
  if (row + 1 >= terminal.rows || text.empty()) return;
  std::string painted =
      "\x1b"
      "7\r";
  if (cursor_row > 0) painted += "\x1b[" + std::to_string(cursor_row) + "A";
  painted += impl.prompt;
  for (const char c : Coloured(text, terminal)) {
    if (c == '\n') painted += '\r';
    painted += c;
  }
  painted +=
      "\x1b"
      "8";
  std::fputs(painted.c_str(), stdout);
  std::fflush(stdout);
}

// One key. Bytes that make no character are left out.
int ReadKey(EditLine* editor, wchar_t* key) {
  LineEditor::Impl* impl = nullptr;
  el_get(editor, EL_CLIENTDATA, &impl);
  PaintLine(editor, *impl);
  std::mbstate_t state{};
  for (;;) {
    char byte = 0;
    if (const int got = ReadByte(editor, *impl, byte); got != 1) return got;
    const std::size_t length = std::mbrtowc(key, &byte, 1, &state);
    if (length <= 1) return 1;
    if (length == static_cast<std::size_t>(-1)) state = {};
  }
}

// Text is UTF-8, also where no language is set.
void SetUpCharacters() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

void ListCandidates(const std::vector<std::string>& candidates) {
  std::fputc('\n', stdout);
  for (std::size_t i = 0; i < candidates.size() && i < kMostShown; ++i)
    std::fprintf(stdout, "  %s\n", candidates[i].c_str());
  if (candidates.size() > kMostShown)
    std::fprintf(stdout, "  ... and %zu more\n", candidates.size() - kMostShown);
}

int Characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Puts `text` in the place of `word`, which ends at the cursor, and of what follows the
// cursor already and `text` goes on with: Tab inside a word must not double its end.
void Replace(EditLine* editor, std::string_view word, std::string_view rest,
             const std::string& text) {
  const std::string_view tail = std::string_view(text).substr(std::min(word.size(), text.size()));
  std::size_t same = 0;
  while (same < std::min(tail.size(), rest.size()) && tail[same] == rest[same]) ++same;
  if (same < rest.size() && rest[same] == '"' && text.ends_with('"')) ++same;
  for (std::size_t n = same + 1; n <= std::min(tail.size(), rest.size()); ++n)
    if (tail.ends_with(rest.substr(0, n))) same = n;
  const int behind = Characters(rest.substr(0, same));
  const int before = Characters(word);
  el_cursor(editor, behind);
  el_deletestr(editor, before + behind);
  el_insertstr(editor, text.c_str());
}

unsigned char OnTab(EditLine* editor, wint_t) {
  LineEditor::Impl* impl = nullptr;
  el_get(editor, EL_CLIENTDATA, &impl);
  const LineInfo* info = el_line(editor);
  const std::string_view line(info->buffer, static_cast<std::size_t>(info->cursor - info->buffer));
  const Completion completion = impl->complete(line);
  if (completion.candidates.empty()) return CC_ERROR;
  const std::string common = CommonFront(completion.candidates);
  const std::string_view word = line.substr(completion.begin);
  const std::string_view rest(info->cursor,
                              static_cast<std::size_t>(info->lastchar - info->cursor));
  if (common.size() > word.size() || completion.candidates.size() == 1) {
    Replace(editor, word, rest,
            completion.candidates.size() == 1 ? common + completion.end : common);
    return CC_REFRESH;
  }
  ListCandidates(completion.candidates);
  return CC_REDISPLAY;
}

}  // namespace

LineEditor::LineEditor(bool interactive, std::string history_file, Complete complete)
    : impl_(std::make_unique<Impl>()) {
  impl_->interactive = interactive;
  impl_->history_file = std::move(history_file);
  impl_->complete = std::move(complete);
  if (!interactive) return;
  SetUpCharacters();
  CatchTerminalChanges();
  impl_->editor = el_init("lode", stdin, stdout, stderr);
  impl_->history = history_init();
  HistEvent event;
  history(impl_->history, &event, H_SETSIZE, kHistorySize);
  history(impl_->history, &event, H_SETUNIQUE, 1);
  if (!impl_->history_file.empty())
    history(impl_->history, &event, H_LOAD, impl_->history_file.c_str());
  el_set(impl_->editor, EL_CLIENTDATA, impl_.get());
  el_set(impl_->editor, EL_PROMPT, PromptOf);
  el_set(impl_->editor, EL_EDITOR, "emacs");
  el_set(impl_->editor, EL_HIST, history, impl_->history);
  el_set(impl_->editor, EL_SIGNAL, 0);
  el_set(impl_->editor, EL_GETCFN, ReadKey);
  // The wide form keeps our pointers; the other one would copy the texts and leak them.
  el_wset(impl_->editor, EL_ADDFN, L"lode-complete", L"Complete a name", OnTab);
  el_set(impl_->editor, EL_BIND, "^I", "lode-complete", nullptr);
  el_set(impl_->editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_source(impl_->editor, nullptr);
}

LineEditor::~LineEditor() {
  if (!impl_->editor) return;
  history_end(impl_->history);
  el_end(impl_->editor);
}

ReadOutcome LineEditor::Read(const std::string& prompt, std::string& line) {
  if (!impl_->interactive) {
    return std::getline(std::cin, line) ? ReadOutcome::kLine : ReadOutcome::kEnd;
  }
  impl_->prompt = prompt;
  impl_->interrupted = false;
  int count = 0;
  el_set(impl_->editor, EL_PREP_TERM, 1);
  const char* text = el_gets(impl_->editor, &count);
  if (impl_->interrupted) {
    TakeInterrupt();
    el_reset(impl_->editor);
    return ReadOutcome::kInterrupted;
  }
  if (text == nullptr || count <= 0) return ReadOutcome::kEnd;
  line.assign(text, static_cast<std::size_t>(count));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  return ReadOutcome::kLine;
}

void LineEditor::Remember(const std::string& input) {
  if (!impl_->interactive || input.empty()) return;
  HistEvent event;
  history(impl_->history, &event, H_ENTER, input.c_str());
  // Now, since a closed terminal ends the program without a word.
  if (!impl_->history_file.empty())
    history(impl_->history, &event, H_SAVE, impl_->history_file.c_str());
}

std::string HistoryFile() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  std::filesystem::path folder;
  if (state != nullptr && *state != '\0')
    folder = std::filesystem::path(state) / "lode";
  else if (home != nullptr && *home != '\0')
    folder = std::filesystem::path(home) / ".local/state/lode";
  else
    return {};
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  return error ? std::string() : (folder / "history").string();
}

}  // namespace lode::shell
