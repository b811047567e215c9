// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/join_cut_cells.hpp"

#include <algorithm>
#include <iterator>

namespace gongkai {
namespace {

class CutJoiner {
public:
  CutJoiner(Table& table, TablePatterns const& patterns, Normaliser const& normaliser)
      : m_table(table), m_patterns(patterns), m_normaliser(normaliser) {}

  void append(std::vector<TableCell>& fresh, int added, bool last_row_low) {
    int const first_row = m_table.rows;
    bool const blank_rest = last_row_low && is_blank_row(fresh, first_row);
    bool const rest = blank_rest || is_rest_of_row(fresh, first_row);
    if (rest) {
      for (TableCell& c : fresh) {
        if (c.row == first_row && c.rowspan == 1 && !c.text.empty()) { append_to_last_row(c); }
      }
      std::erase_if(fresh, [&](TableCell const& c) { return c.row == first_row && c.rowspan == 1; });
    } else {
      join_open_cells(fresh, first_row);
      join_merged_cells(fresh, first_row);
    }
    bool const begun = std::any_of(fresh.begin(), fresh.end(),
                                   [&](TableCell const& c) { return c.row == first_row && (!rest || c.rowspan < 1); });
    if (!begun) { --added, close_up(fresh, first_row, rest); }
    m_table.cells.insert(m_table.cells.end(), std::make_move_iterator(fresh.begin()),
                         std::make_move_iterator(fresh.end()));
    m_table.rows += added;
  }

private:
  std::string squeeze(std::string const& s) const { return m_normaliser.squeeze(s); }

  /// Takes out the row that has become part of the one before it. `rest`: the cells above have not been stretched over
  /// it.
  void close_up(std::vector<TableCell>& fresh, int row, bool rest) {
    for (TableCell& c : fresh) {
      if (c.row > row) {
        --c.row;
      } else {
        --c.rowspan;
      }
    }
    if (rest) { return; }
    for (TableCell& c : m_table.cells) {
      if (c.row + c.rowspan > row) { --c.rowspan; }
    }
  }

  TableCell* cell_ending_at(int row, int col) {
    for (auto c = m_table.cells.rbegin(); c != m_table.cells.rend(); ++c) {
      if (c->row + c->rowspan == row && c->col == col) { return &*c; }
    }
    return nullptr;
  }

  static bool is_blank_row(std::vector<TableCell> const& cells, int row) {
    return std::all_of(cells.begin(), cells.end(),
                       [&](TableCell const& c) { return c.row != row || (c.rowspan == 1 && c.text.empty()); });
  }

  /// A row that only goes on where the last one broke off: no figure, no code, no number at its head, its key column
  /// blank, and text only below text.
  bool is_rest_of_row(std::vector<TableCell> const& fresh, int first_row) {
    std::vector<TableCell const*> row;
    for (TableCell const& c : fresh) {
      if (c.row == first_row && c.rowspan == 1 && !c.text.empty()) { row.push_back(&c); }
    }
    if (row.empty()) { return false; }
    bool key_is_blank = true;
    for (TableCell const* c : row) {
      std::string const text = squeeze(c->text);
      if (c->amount || m_patterns.row_label.matches(text) || m_patterns.code.matches(text)) { return false; }
      TableCell const* above = cell_ending_at(first_row, c->col);
      if (above == nullptr || above->text.empty() || above->colspan != c->colspan || above->amount) { return false; }
      if (!above->ends.full) { return false; }
      key_is_blank = key_is_blank && c->col != 0;
    }
    TableCell const* key = cell_ending_at(first_row, 0);
    bool const last_has_key = key != nullptr && !key->text.empty();
    bool const last_has_figure = std::any_of(m_table.cells.begin(), m_table.cells.end(), [&](TableCell const& c) {
      return c.row + c.rowspan == first_row && c.amount;
    });
    return (key_is_blank && last_has_key) || (last_has_figure && row.size() == 1);
  }

  void append_to_last_row(TableCell const& c) {
    TableCell* above = cell_ending_at(m_table.rows, c.col);
    if (above == nullptr) { return; }
    above->raw += c.raw;
    above->text = m_normaliser.normalise(above->raw);
  }

  /// Whether all that `part` shows stands in `whole` in the same order: of a line that the page break slices, each page
  /// lacks the characters of which it would show nothing.
  static bool shows_part_of(std::string const& part, std::string const& whole) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < whole.size() && at < part.size(); ++i) { at += part[at] == whole[i]; }
    return at == part.size();
  }

  /// The text of two parts of a cell; a line that stands in both counts once.
  std::string joined_raw(TableCell const& above, TableCell const& below) {
    std::string const last = squeeze(above.ends.last_line), first = squeeze(below.ends.first_line);
    bool const sliced = above.ends.cut_bottom || below.ends.cut_top;
    bool const ends = above.raw.ends_with(above.ends.last_line), begins = below.raw.starts_with(below.ends.first_line);
    if (!sliced || !ends || !begins || last.empty() || first.empty()) { return above.raw + below.raw; }
    if (shows_part_of(last, first)) {
      m_table.repeated.push_back(above.ends.last_line);
      return above.raw.substr(0, above.raw.size() - above.ends.last_line.size()) + below.raw;
    }
    if (shows_part_of(first, last)) {
      m_table.repeated.push_back(below.ends.first_line);
      return above.raw + below.raw.substr(below.ends.first_line.size());
    }
    return above.raw + below.raw;
  }

  /// Whether two parts of a cell can be one: a figure is never put together of two.
  bool can_be_one(TableCell const& above, TableCell const& below) const {
    if (above.text.empty() || below.text.empty()) { return true; }
    std::string const a = squeeze(above.text), b = squeeze(below.text);
    if (a == b) { return true; }
    if (above.amount != below.amount || above.amount) {
      return (above.ends.cut_bottom && shows_part_of(a, b)) || (below.ends.cut_top && shows_part_of(b, a));
    }
    return true;
  }

  void join(TableCell& above, TableCell& below) {
    above.rowspan += below.rowspan;
    if (above.text.empty()) {
      above.text = std::move(below.text);
      above.raw = std::move(below.raw);
      above.amount = below.amount;
      above.bold = below.bold;
      above.overflow = below.overflow;
    } else if (!below.text.empty()) {
      join_texts(above, below);
    }
    above.ends = std::move(below.ends);
  }

  void join_texts(TableCell& above, TableCell& below) {
    if (squeeze(above.text) == squeeze(below.text)) {
      m_table.repeated.push_back(std::move(below.text));
      return;
    }
    if (below.amount || above.amount) {
      if (!above.amount || below.raw.size() > above.raw.size()) { std::swap(above.raw, below.raw); }
      above.amount = true;
      m_table.repeated.push_back(std::move(below.raw));
    } else {
      above.raw = joined_raw(above, below);
    }
    above.text = m_normaliser.normalise(above.raw);
  }

  struct Cut {
    TableCell* above = nullptr;
    std::size_t below = 0; ///< Index into the fresh cells.
  };

  /// Cells that no ruling closes at the page break, while others of the row are closed: merged cells that go on.
  void join_open_cells(std::vector<TableCell>& fresh, int first_row) {
    std::vector<Cut> cuts;
    bool any_closed = false;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      if (fresh[i].row != first_row) { continue; }
      TableCell* above = cell_ending_at(first_row, fresh[i].col);
      bool const same = above != nullptr && above->colspan == fresh[i].colspan;
      bool const open = same && above->ends.open_bottom && fresh[i].ends.open_top;
      any_closed = any_closed || !open;
      bool const merged = open && (above->rowspan > 1 || fresh[i].rowspan > 1);
      if (merged && can_be_one(*above, fresh[i])) { cuts.push_back({above, i}); }
    }
    if (!any_closed) { return; }
    // One ruling may be missing by chance: two texts below it want more to be one.
    bool const alone = cuts.size() == 1;
    std::erase_if(cuts, [&](Cut const& cut) {
      TableCell const& below = fresh[cut.below];
      bool const sliced = cut.above->ends.cut_bottom || below.ends.cut_top;
      return alone && !sliced && cut.above->rowspan == 1 && !cut.above->text.empty() && !below.text.empty();
    });
    for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut) {
      join(*cut->above, fresh[cut->below]);
      fresh.erase(fresh.begin() + static_cast<std::ptrdiff_t>(cut->below));
    }
  }

  bool joined_already(int first_row, int col) const {
    return std::any_of(m_table.cells.begin(), m_table.cells.end(), [&](TableCell const& c) {
      return c.col <= col && c.col + c.colspan > col && c.row < first_row && c.row + c.rowspan > first_row;
    });
  }

  /// Merged cells that were cut: joined from left to right, each only where the one left of it was.
  void join_merged_cells(std::vector<TableCell>& fresh, int first_row) {
    Left left;
    for (int col = 0; col < m_table.cols;) {
      if (joined_already(first_row, col)) {
        left.joined = true;
        ++col;
        continue;
      }
      auto const below = cell_beginning_at(fresh, first_row, col);
      TableCell* above = cell_ending_at(first_row, col);
      if (below == fresh.end() || above == nullptr || above->colspan != below->colspan) { break; }
      if (!is_cut(*above, *below, left)) { break; }
      if (!runs_on(*above, *below) && !text_tells(fresh, first_row, col)) { break; }
      col += above->colspan;
      left = {above->row, below->rowspan, true};
      join(*above, *below);
      fresh.erase(below);
    }
  }

  /// The cell that was joined last, left of the one in question.
  struct Left {
    int row = -1, rowspan = 0; ///< Where it begins; how many rows of it stand on the new page.
    bool joined = false;
  };

  /// Cut cells print their text again or leave one part blank.
  bool is_cut(TableCell const& above, TableCell const& below, Left const& left) const {
    // A blank label right of a cut cell is cut too, even where each page has but one row of it.
    bool const cut_label = left.joined && below.text.empty() && !above.text.empty() && !above.amount;
    if (above.rowspan == 1 && below.rowspan == 1 && !cut_label) { return false; }
    // Two figures alike are one only where the cells are as high as the ones left of them, which say the same too.
    bool const as_left = above.row == left.row && below.rowspan == left.rowspan;
    // The text of a cell that is centred over all of its rows may stand on the later page.
    if (above.text.empty() && !below.text.empty()) {
      return as_left || (!left.joined && above.rowspan > 1 && below.rowspan > 1 && !below.amount);
    }
    bool const same = below.text.empty() || squeeze(below.text) == squeeze(above.text);
    return (same || runs_on(above, below)) && (as_left || (!above.text.empty() && !below.amount));
  }

  /// A word that reads down a merged cell was cut between two characters.
  static bool runs_on(TableCell const& above, TableCell const& below) {
    return above.rowspan > 1 && below.rowspan > 1 && above.ends.word_runs_out && below.ends.word_runs_in;
  }

  static std::vector<TableCell>::iterator cell_beginning_at(std::vector<TableCell>& cells, int row, int col) {
    return std::find_if(cells.begin(), cells.end(), [&](TableCell const& c) { return c.row == row && c.col == col; });
  }

  /// Whether equal texts on both sides of the break say that a cell was cut. They do not where the column prints them
  /// in one cell after the other anyway; then the cells right of them have to be equal too.
  bool text_tells(std::vector<TableCell>& fresh, int first_row, int col) {
    while (col < m_table.cols) {
      auto const below = cell_beginning_at(fresh, first_row, col);
      TableCell* above = cell_ending_at(first_row, col);
      if (below == fresh.end() || above == nullptr) { return false; }
      if (above->text.empty() || below->text.empty()) { return true; }
      auto const equal = [&](TableCell const& c) { return squeeze(c.text) == squeeze(above->text); };
      TableCell const* before = cell_ending_at(above->row, col);
      auto const after = cell_beginning_at(fresh, first_row + below->rowspan, col);
      bool const repeats = (before != nullptr && equal(*before)) || (after != fresh.end() && equal(*after));
      if (!equal(*below)) { return false; }
      if (!repeats) { return true; }
      col += above->colspan;
    }
    return true;
  }

  Table& m_table;
  TablePatterns const& m_patterns;
  Normaliser const& m_normaliser;
};

} // namespace

void append_rows(Table& table, std::vector<TableCell> fresh, int added, bool last_row_low,
                 TablePatterns const& patterns, Normaliser const& normaliser) {
  CutJoiner(table, patterns, normaliser).append(fresh, added, last_row_low);
}

} // namespace gongkai
