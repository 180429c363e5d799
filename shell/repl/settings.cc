// The settings as one table: what each is called, what it may be, how it is read and shown.

#include "shell/repl/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <ostream>

#include "views/parameter.h"

namespace lode::shell {
namespace {

struct Setting {
  std::string name;
  std::vector<std::string> values;  // empty: a number
  std::string form;                 // what a number is of
  std::function<bool(ReplSettings&, const std::string&)> read;
  std::function<std::string(const ReplSettings&)> show;
};

std::optional<double> NumberIn(const std::string& text, double most) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(number >= 0 && number <= most)) return std::nullopt;
  return number;
}

Setting Switch(const std::string& name, bool ReplSettings::*place) {
  return {name,
          {"on", "off"},
          "",
          [place](ReplSettings& settings, const std::string& value) {
            settings.*place = value == "on";
            return value == "on" || value == "off";
          },
          [place](const ReplSettings& settings) {
            return std::string(settings.*place ? "on" : "off");
          }};
}

// A limit that is kept in other units than it is said in; 0 is none.
Setting Limit(const std::string& name, const std::string& form, std::uint64_t ReplSettings::*place,
              double unit) {
  return {name,
          {},
          form,
          [place, unit](ReplSettings& settings, const std::string& value) {
            constexpr double kMost = 1e12;
            const std::optional<double> number = NumberIn(value, kMost);
            if (number) settings.*place = static_cast<std::uint64_t>(std::ceil(*number * unit));
            return number.has_value();
          },
          [place, unit](const ReplSettings& settings) {
            const double number = static_cast<double>(settings.*place) / unit;
            char buffer[64];
            const auto end =
                std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr;
            return settings.*place == 0 ? std::string("0 (none)") : std::string(buffer, end);
          }};
}

Setting FormatSetting() {
  return {"format",
          {"table", "record", "markdown", "csv", "tsv", "json", "jsonl"},
          "",
          [](ReplSettings& settings, const std::string& value) {
            const std::optional<Format> format = FormatOf(value);
            if (format) settings.format = *format;
            return format.has_value();
          },
          [](const ReplSettings& settings) { return std::string(NameOf(settings.format)); }};
}

Setting LeastConfidence() {
  return {"min-confidence",
          {},
          "a number from 0 to 1, such as 0.8",
          [](ReplSettings& settings, const std::string& value) {
            const std::optional<double> number = NumberIn(value, 1);
            if (number) settings.min_confidence = *number;
            return number.has_value();
          },
          [](const ReplSettings& settings) { return TwoDigits(settings.min_confidence); }};
}

const std::vector<Setting>& Settings() {
  static const std::vector<Setting> settings = {
      Switch("confidence", &ReplSettings::confidence),
      FormatSetting(),
      Limit("max-rounds", "a number of rounds, 0 for any", &ReplSettings::max_rounds, 1),
      Limit("max-rows", "a number of rows, 0 for any", &ReplSettings::max_rows, 1),
      Limit("memory-mb", "a number of MiB, 0 for any", &ReplSettings::max_memory_bytes, 1 << 20),
      LeastConfidence(),
      Switch("numbers", &ReplSettings::numbers),
      Switch("pager", &ReplSettings::pager),
      Switch("sources", &ReplSettings::sources),
      Limit("timeout", "a number of seconds, 0 for any", &ReplSettings::timeout_ms, 1000),
      Switch("timing", &ReplSettings::timing),
  };
  return settings;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

const Setting* Find(const std::string& name) {
  const auto found = std::ranges::find(Settings(), name, &Setting::name);
  return found == Settings().end() ? nullptr : &*found;
}

void SetParameter(ReplState& state, const std::string& name, const std::string& value,
                  std::ostream& out) {
  if (name.empty()) return Complain(state, "write it as  :set $who \"Ana Rivera\"", out);
  if (value.empty()) {
    if (state.settings.parameters.erase(name) == 0)
      return Complain(state, "no parameter is called $" + name, out);
    out << '$' << name << " is forgotten\n";
    return;
  }
  const Value& kept = state.settings.parameters[name] = views::ParameterValue(state.store, value);
  out << '$' << name << " is " << Display(kept) << '\n';
}

void ShowAll(const ReplState& state, std::ostream& out) {
  std::size_t width = 0;
  for (const Setting& setting : Settings()) width = std::max(width, setting.name.size());
  for (const Setting& setting : Settings())
    out << "  " << setting.name << std::string(width + 2 - setting.name.size(), ' ')
        << setting.show(state.settings) << '\n';
  for (const auto& [name, value] : state.settings.parameters)
    out << "  $" << name << "  " << Display(value) << '\n';
}

}  // namespace

void SetOne(ReplState& state, const std::string& name, const std::string& value,
            std::ostream& out) {
  const Setting* setting = Find(name);
  if (setting == nullptr) {
    std::vector<std::string> names = SettingNames();
    return Complain(state,
                    "there is no setting '" + name + "'; there are " + Joined(names) +
                        ", and parameters: :set $who \"Ana Rivera\"",
                    out);
  }
  if (!value.empty()) {
    ReplSettings changed = state.settings;
    if (!setting->read(changed, value))
      return Complain(
          state,
          name + " takes " + (setting->values.empty() ? setting->form : Joined(setting->values)),
          out);
    state.settings = std::move(changed);
  }
  out << name << " is " << setting->show(state.settings) << '\n';
}

void Set(ReplState& state, const std::string& argument, std::ostream& out) {
  const std::size_t blank = std::min(argument.find_first_of(" \t="), argument.size());
  const std::string name = argument.substr(0, blank);
  std::string value = Trimmed(argument.substr(blank));
  if (value.starts_with('=')) value = Trimmed(value.substr(1));
  if (name.empty()) return ShowAll(state, out);
  if (name.starts_with('$')) return SetParameter(state, name.substr(1), value, out);
  SetOne(state, name, value, out);
}

std::vector<std::string> SettingNames() {
  std::vector<std::string> names;
  for (const Setting& setting : Settings()) names.push_back(setting.name);
  return names;
}

std::vector<std::string> SettingValues(const std::string& name) {
  const Setting* setting = Find(name);
  return setting == nullptr ? std::vector<std::string>() : setting->values;
}

}  // namespace lode::shell
