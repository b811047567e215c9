// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/witnesses.hpp"

#include "text/characters.hpp"

#include <algorithm>
#include <map>

namespace gongkai {
namespace {

constexpr auto file = "identity.toml";
constexpr std::size_t label_bytes = 60; // a longer text is no label

/// Four digits in a row somewhere: perhaps a year.
bool may_have_year(std::string_view text) {
  int digits = 0;
  for (char const c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) { return true; }
  }
  return false;
}

char32_t first_character(std::string_view utf8) {
  std::u32string const text = to_utf32(utf8.substr(0, character_from(utf8, 1)));
  return text.empty() ? U' ' : text.front();
}

/// A date stands alone, or behind a dash or bracket: with a digit, or the numeral two of a year, first.
bool may_be_date(std::string_view text) {
  constexpr char32_t two = 0x4E8C, bracket = 0xFF08;
  char32_t const c = first_character(text);
  return is_digit(c) || is_dash(c) || c == two || c == bracket || c == U'(';
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

class Finder {
public:
  Finder(WitnessPatterns const& patterns, Normaliser const& normaliser, WitnessOptions const& options)
      : m_patterns(patterns), m_normaliser(normaliser), m_options(options) {}

  void read_pages(std::vector<Page> const& pages, std::span<ProsePage const> prose) {
    for (Page const& page : pages) { add_running_titles(page); }
    int with_text = 0, last = 0;
    for (ProsePage const& page : prose) {
      if (page.lines.empty()) { continue; }
      with_text += page.number != last; // columns of a page come one by one
      last = page.number;
      read_page(page, with_text);
    }
    for (auto& [text, witness] : m_running) { out.others.push_back(std::move(witness)); }
  }

  void read_table(Table const& table) {
    int const page = table.pages.empty() ? 0 : table.pages.front();
    Caption const& c = table.caption;
    int const title_page = c.begins_page_before ? page - 1 : page;
    if (!c.title.empty()) { add(WitnessKind::table_title, title_page, c.title_box, m_normaliser.squeeze(c.title)); }
    if (!c.entity.empty()) { add(WitnessKind::entity_line, page, c.entity_box, m_normaliser.squeeze(c.entity)); }
    if (!c.year_line.empty()) { add(WitnessKind::year_line, title_page, c.title_box, c.year_line); }
    read_header(table);
    read_form(table);
  }

  void add(WitnessKind kind, int page, Box const& box, std::string text) {
    out.others.push_back({kind, page, box, std::move(text)});
  }

  Witnesses out;

private:
  static Witness witness(WitnessKind kind, ProsePage const& page, ProseLine const& line) {
    return {kind, page.number, line.seen, without_blanks(line.text)};
  }

  void add_running_titles(Page const& page) {
    for (Line const& line : page.furniture) {
      std::u32string const text = line.text();
      bool const words = std::any_of(text.begin(), text.end(), [](char32_t c) { return is_ideograph(c); });
      if (!words || m_running.contains(text)) { continue; }
      m_running.emplace(
          text, Witness{WitnessKind::running_title, page.number, page.to_seen(line.box), m_normaliser.squeeze(text)});
    }
  }

  void read_page(ProsePage const& page, int rank) {
    bool cover = rank <= m_options.cover_pages && !m_contents_begun;
    int taken = 0;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      ProseLine const& line = page.lines[i];
      if (line.text.size() > m_options.heading_bytes) { continue; }
      bool const date = may_be_date(line.text);
      if (!(rank <= m_options.heading_pages || date || may_have_year(line.text))) { continue; }
      Witness w = witness(WitnessKind::heading, page, line);
      if (cover && m_patterns.contents.matches(w.text)) {
        m_contents_begun = true;
        cover = false;
      }
      if (date && m_patterns.date_line.matches(w.text)) {
        add_signature(page, i);
        w.kind = WitnessKind::date_line;
        out.others.push_back(std::move(w));
        continue;
      }
      if (cover && taken < m_options.cover_lines) {
        ++taken;
        w.kind = WitnessKind::cover;
        out.cover.push_back(std::move(w));
      } else {
        out.others.push_back(std::move(w));
      }
    }
  }

  void add_signature(ProsePage const& page, std::size_t date) {
    if (date == 0 || page.lines[date - 1].text.size() > m_options.heading_bytes / 2) { return; }
    out.others.push_back(witness(WitnessKind::signature, page, page.lines[date - 1]));
  }

  void read_header(Table const& table) {
    int const page = table.pages.empty() ? 0 : table.pages.front();
    for (std::size_t col = 0; col < table.column_paths.size(); ++col) {
      auto const& path = table.column_paths[col];
      if (path.empty() || path.back().size() > label_bytes) { continue; }
      if (m_patterns.entity_column.matches(m_normaliser.squeeze(path.back()))) {
        read_column(table, static_cast<int>(col));
      } else if (std::any_of(path.back().begin(), path.back().end(), [](char c) { return c == '2'; })) {
        add(WitnessKind::table_header, page, {}, m_normaliser.squeeze(path.back()));
      }
    }
  }

  /// The entity of a column, where it has but one, or its first: the one above the others.
  void read_column(Table const& table, int col) {
    for (TableCell const& c : table.cells) {
      if (c.row < table.header_rows || c.col != col || c.amount) { continue; }
      add(WitnessKind::column, c.page, c.box, m_normaliser.squeeze(c.text));
      return;
    }
  }

  /// "Name of the department | ..."
  void read_form(Table const& table) {
    for (std::size_t i = 0; i + 1 < table.cells.size(); ++i) {
      TableCell const& label = table.cells[i];
      TableCell const& value = table.cells[i + 1];
      if (label.row >= m_options.form_rows) { return; }
      if (label.row < table.header_rows) { continue; }
      bool const beside = value.row == label.row && value.col == label.col + label.colspan;
      if (!beside || label.text.size() > label_bytes || value.text.size() > 2 * label_bytes) { continue; }
      if (m_patterns.form_label.matches(m_normaliser.squeeze(label.text))) {
        add(WitnessKind::form, value.page, value.box, m_normaliser.squeeze(value.text));
      }
    }
  }

  WitnessPatterns const& m_patterns;
  Normaliser const& m_normaliser;
  WitnessOptions m_options;
  bool m_contents_begun = false;
  std::map<std::u32string, Witness> m_running;
};

/// Without folders and extension.
std::string bare_name(std::string_view name) {
  name.remove_prefix(name.find_last_of("/\\") == std::string_view::npos ? 0 : name.find_last_of("/\\") + 1);
  if (auto const dot = name.rfind('.'); dot != std::string_view::npos && dot > 0) { name = name.substr(0, dot); }
  return std::string(name);
}

} // namespace

std::string_view name_of(WitnessKind kind) noexcept {
  switch (kind) {
  case WitnessKind::cover: return "cover";
  case WitnessKind::running_title: return "running_title";
  case WitnessKind::table_title: return "table_title";
  case WitnessKind::entity_line: return "entity_line";
  case WitnessKind::year_line: return "year_line";
  case WitnessKind::table_header: return "table_header";
  case WitnessKind::form: return "form";
  case WitnessKind::column: return "column";
  case WitnessKind::heading: return "heading";
  case WitnessKind::signature: return "signature";
  case WitnessKind::date_line: return "date_line";
  case WitnessKind::prose: return "prose";
  case WitnessKind::pdf_title: return "pdf_title";
  case WitnessKind::file_name: return "file_name";
  }
  return "prose";
}

WitnessPatterns::WitnessPatterns(PatternFiles const& files)
    : contents(files, file, "contents"), date_line(files, file, "date_line"), form_label(files, file, "form_label"),
      entity_column(files, file, "entity_column") {}

Witnesses find_witnesses(std::vector<Page> const& pages, std::span<ProsePage const> prose,
                         std::span<Table const> tables, std::string_view pdf_title, std::string_view file_name,
                         WitnessPatterns const& patterns, Normaliser const& normaliser, WitnessOptions const& options) {
  Finder finder(patterns, normaliser, options);
  finder.read_pages(pages, prose);
  for (Table const& t : tables) { finder.read_table(t); }
  if (!pdf_title.empty()) { finder.add(WitnessKind::pdf_title, 0, {}, normaliser.squeeze(pdf_title)); }
  finder.add(WitnessKind::file_name, 0, {}, normaliser.squeeze(bare_name(file_name)));
  return std::move(finder.out);
}

} // namespace gongkai
