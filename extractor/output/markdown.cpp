// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/markdown.hpp"

#include <algorithm>
#include <string_view>

namespace gongkai {
namespace {

constexpr int deepest_heading = 6; ///< Markdown has no deeper one.

/// Text that must not be taken for marks.
std::string escaped(std::string_view text, bool in_table) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    bool const anywhere = c == '\\' || c == '*' || c == '`' || c == '<' || c == '_';
    bool const at_start = i == 0 && (c == '#' || c == '>' || ((c == '-' || c == '+') && text.substr(1, 1) == " "));
    if (anywhere || (at_start && !in_table) || (in_table && c == '|')) { out += '\\'; }
    out += c;
  }
  return out;
}

class Markdown {
public:
  explicit Markdown(Extraction const& e) : m_e(e) {}

  std::string write() {
    Prose const& prose = m_e.prose;
    std::size_t table = 0;
    for (std::size_t i = 0; i <= prose.paragraphs.size(); ++i) {
      for (; table < prose.tables.size() && prose.tables[table].before <= i; ++table) {
        add_table(m_e.tables[prose.tables[table].table]);
      }
      if (i < prose.paragraphs.size()) { add_paragraph(prose.paragraphs[i]); }
    }
    return std::move(m_out);
  }

private:
  /// A block stands between blank lines; entries of a table of contents do not part.
  void begin_block(bool part = true) {
    if (!m_out.empty() && part) { m_out += '\n'; }
  }

  void add_paragraph(Paragraph const& p) {
    bool const entry = p.kind == ParagraphKind::contents;
    begin_block(!(entry && m_in_contents));
    if (p.heading && p.section >= 0) {
      int const level = m_e.prose.sections[static_cast<std::size_t>(p.section)].level;
      m_out.append(static_cast<std::size_t>(std::min(level + 1, deepest_heading)), '#');
      m_out += ' ';
    } else if (p.heading) {
      m_out += "# ";
    } else if (entry) {
      m_out += "- ";
    }
    m_out += escaped(p.text, false);
    m_out += '\n';
    m_in_contents = entry;
  }

  void add_table(Table const& t) {
    m_in_contents = false;
    for (std::string const& line : t.caption.printed) {
      begin_block();
      bool const title = line.find(t.caption.title) != std::string::npos && !t.caption.title.empty();
      m_out += title ? "**" + escaped(line, false) + "**" : escaped(line, false);
      m_out += '\n';
    }
    add_rows(t);
    for (std::string const& note : t.caption.notes) {
      begin_block();
      m_out += escaped(note, false);
      m_out += '\n';
    }
  }

  void add_rows(Table const& t) {
    if (t.rows == 0 || t.cols == 0 || t.cells.empty()) { return; }
    begin_block();
    std::size_t next = 0;
    for (int row = 0; row < t.rows; ++row) {
      m_out += '|';
      for (int col = 0; col < t.cols; ++col) {
        if (next < t.cells.size() && t.cells[next].row == row && t.cells[next].col == col) {
          m_out += ' ';
          m_out += escaped(t.cells[next++].text, true);
        }
        m_out += " |";
      }
      m_out += '\n';
      if (row > 0) { continue; }
      m_out += '|';
      for (int col = 0; col < t.cols; ++col) { m_out += " --- |"; }
      m_out += '\n';
    }
  }

  Extraction const& m_e;
  std::string m_out;
  bool m_in_contents = false;
};

} // namespace

std::string to_markdown(Extraction const& extraction) { return Markdown(extraction).write(); }

} // namespace gongkai
