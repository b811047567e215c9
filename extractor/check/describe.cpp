// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

/// Longer equations end in dots: nobody reads thirty figures in a sentence.
constexpr std::size_t most_parts = 8;

enum class Language : unsigned char { chinese, english };

class Describer {
public:
  Describer(Extraction const& e, Wording const& wording, Language language)
      : m_e(e), m_wording(wording), m_language(language) {}

  std::string sentence(Check const& c, std::string_view key) const {
    auto const value_of = [&](std::string_view name) { return value(c, name); };
    return m_language == Language::chinese ? m_wording.chinese_with(key, value_of)
                                           : m_wording.english_with(key, value_of);
  }

  std::string place(FigureRef const& ref) const {
    if (ref.of == FigureRef::Of::statement) {
      Statement const& s = m_e.statements[ref.index];
      return say("place_prose", {{"page", fmt::format("{}", s.page)}, {"text", s.subject}});
    }
    Observation const& o = m_e.observations[ref.index];
    std::string const row = o.name.label.empty() ? std::string() : say("place_row", {{"text", o.name.label}});
    std::string const column = o.path.empty() ? std::string() : say("place_column", {{"text", leaf(o.path)}});
    return say("place",
               {{"title", title(o.table)}, {"page", fmt::format("{}", o.page)}, {"row", row}, {"column", column}});
  }

private:
  std::string value(Check const& c, std::string_view name) const {
    if (name == "printed") { return c.printed; }
    if (name == "expected") { return c.expected; }
    if (name == "unit") { return c.unit; }
    if (name == "page") { return fmt::format("{}", c.page); }
    if (name == "text") { return c.text; }
    if (name == "difference") { return c.difference ? absolute(*c.difference) : std::string(); }
    if (name == "title") { return c.table ? title(*c.table) : std::string(); }
    if (c.operands.empty()) { return {}; }
    if (name == "place") { return place(c.operands.front()); }
    if (name == "equation") { return equation(c); }
    if (name == "other") { return place(c.operands.size() > 1 ? c.operands[1] : c.operands.front()); }
    bool const code = name == "code" && c.kind == CheckKind::code_name;
    return code ? m_e.observations[c.operands.front().index].name.main.code : std::string();
  }

  static std::string absolute(Decimal d) {
    d.mantissa = d.mantissa < 0 ? -d.mantissa : d.mantissa;
    return d.text();
  }

  std::string say(std::string_view key, Wording::Values const& values) const {
    return m_language == Language::chinese ? m_wording.chinese(key, values) : m_wording.english(key, values);
  }

  std::string title(std::size_t table) const {
    Table const& t = m_e.tables[table];
    if (!t.caption.title.empty()) { return t.caption.title; }
    return t.caption.number.empty() ? say("untitled", {}) : t.caption.number;
  }

  static std::string leaf(std::vector<std::string> const& path) {
    std::string out;
    // The lowest text alone often says only "total".
    for (std::size_t i = path.size() > 2 ? path.size() - 2 : 0; i < path.size(); ++i) {
      out.append(out.empty() ? "" : "/").append(path[i]);
    }
    return out;
  }

  std::string amount(FigureRef const& ref) const {
    return ref.of == FigureRef::Of::statement ? m_e.statements[ref.index].value.text()
                                              : m_e.observations[ref.index].amount.text();
  }

  /// The figures themselves, without places; zeros are left out.
  std::string equation(Check const& c) const {
    std::string parts;
    std::size_t shown = 0, left = 0;
    for (std::size_t i = c.printed.empty() ? 0 : 1; i < c.operands.size(); ++i) {
      std::string const text = amount(c.operands[i]);
      if (text.find_first_not_of("-0.") == std::string::npos) { continue; }
      if (shown == most_parts) {
        ++left;
        continue;
      }
      bool const taken_off = i < c.taken_off.size() && c.taken_off[i];
      std::string_view const sign = shown == 0 ? (taken_off ? "-" : "") : taken_off ? " - " : " + ";
      parts.append(sign).append(text);
      ++shown;
    }
    if (left > 0) { parts += " + ..."; }
    if (shown == 0) { parts.assign(1, '0'); }
    return fmt::format("{} \u2260 {}{}", c.printed, parts, shown > 1 ? " = " + c.expected : std::string());
  }

  Extraction const& m_e;
  Wording const& m_wording;
  Language m_language;
};

} // namespace

void describe(Check& check, std::string_view sentence, Extraction const& extraction, Wording const& wording) {
  check.message = Describer(extraction, wording, Language::chinese).sentence(check, sentence);
  check.message_en = Describer(extraction, wording, Language::english).sentence(check, sentence);
}

std::string place_of(FigureRef const& figure, Extraction const& extraction, Wording const& wording, bool chinese) {
  return Describer(extraction, wording, chinese ? Language::chinese : Language::english).place(figure);
}

} // namespace gongkai
