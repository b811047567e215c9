// SPDX-License-Identifier: GPL-3.0-or-later
// Every pattern set against any text: matches lie within the text, match() and matches() agree. RE2's time is linear,
// so even long texts end.
#include "fuzz/target.hpp"
#include "page/furniture.hpp"
#include "table/table_patterns.hpp"

namespace gongkai::fuzz {
namespace {

struct Sets {
  PatternFiles files;
  TablePatterns tables{files};
  LinePatterns page_number{files, "page.toml", "page_number"};
  LinePatterns bare_page_number{files, "page.toml", "bare_page_number"};
  LinePatterns caption_line{files, "page.toml", "caption_line"};

  std::vector<LinePatterns const*> all() const {
    TablePatterns const& t = tables;
    return {&page_number, &bare_page_number,    &caption_line,      &t.unit,          &t.unit_in_text,   &t.entity,
            &t.number,    &t.numbered_title,    &t.number_in_title, &t.title,         &t.continued,      &t.chapter,
            &t.note,      &t.empty_statement,   &t.year_line,       &t.column_number, &t.row_label,      &t.total_label,
            &t.code,      &t.form_label,        &t.form_word,       &t.amount,        &t.certain_amount, &t.code_head,
            &t.rank,      &t.column_number_head};
  }
};

} // namespace

void try_input(std::string_view bytes) {
  static Sets const sets;
  static std::vector<LinePatterns const*> const all = sets.all();
  for (LinePatterns const* patterns : all) {
    auto const match = patterns->match(bytes);
    promise(match.has_value() == patterns->matches(bytes), "match() and matches() agree");
    if (!match) { continue; }
    promise(match->pattern < patterns->size(), "the pattern is one of the set");
    promise(!match->groups.empty(), "a match has its whole as a group");
    for (std::string_view const g : match->groups) {
      promise(g.empty() || (g.data() >= bytes.data() && g.data() + g.size() <= bytes.data() + bytes.size()),
              "groups lie within the text");
    }
  }
}

std::vector<std::string> seeds() {
  return {"单位：万元",
          "部门：某局单位：万元",
          "公开01表",
          "表1收支总表",
          "2026年收支总表（单位：元）",
          "续表：收支总表",
          "注：本表反映总收支。",
          "第3页共26页",
          "1,036.02",
          "201一般公共服务支出",
          "（一）基本支出",
          std::string(20000, '('),
          std::string(20000, '1'),
          ""};
}

std::vector<std::string> words() {
  return {"表", "（", "）", "单位：", "万元", "1", ".", ",", "第", "页", "注：", "\xFF", std::string(1, '\0')};
}

} // namespace gongkai::fuzz
