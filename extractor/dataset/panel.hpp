// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Two documents, figure by figure.
#pragma once

#include "check/wording.hpp"
#include "dataset/database.hpp"
#include "dataset/reconcile.hpp"
#include "record/amount.hpp"
#include "text/line_patterns.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::dataset {

struct PanelDocument {
  std::string key, file, kind, entity, region_code, entity_key;
  std::int64_t year = 0;
  bool is_budget() const { return kind.ends_with("_budget"); }
  bool is_final() const { return kind.ends_with("_final_accounts"); }
  /// "department", "unit" or "government".
  std::string_view level() const { return std::string_view(kind).substr(0, kind.find('_')); }
};

/// A figure, as far as it can be compared.
struct PanelFigure {
  std::string id, name, amount, unit;
  std::int64_t fen = 0, page = 0;
};

class Panel {
public:
  Panel(Database& database, PatternFiles const& files);

  /// This year's document against last year's of the same entity.
  void compare_years(PanelDocument const& now, PanelDocument const& before);

  /// Final accounts against the budget of their year.
  void compare_with_budget(PanelDocument const& accounts, PanelDocument const& budget);

  /// A department's lines for a unit against the unit's own document. `unit_name` is the name in the department's.
  void compare_with_unit(PanelDocument const& department, std::string_view unit_name, PanelDocument const& unit);

  ReconcileSummary const& summary() const noexcept { return m_summary; }

private:
  using Figures = std::map<std::string, PanelFigure>; ///< By what they are of; what is not unique is left out.

  Figures figures(PanelDocument const& document, std::string const& condition);
  Figures statements(PanelDocument const& document);
  Figures totals(PanelDocument const& document, std::string_view unit_name);
  void compare_changes(PanelDocument const& now, PanelDocument const& before);
  void compare(std::string_view rule, PanelDocument const& d, Figures const& figures, PanelDocument const& other,
               Figures const& others);
  void add(std::string_view rule, PanelDocument const& d, PanelFigure const& figure, PanelDocument const& other,
           PanelFigure const& from, std::int64_t expected_fen, std::int64_t twice_tolerance);

  std::optional<std::int64_t> last_digit(PanelFigure const& figure) const;

  Database& m_database;
  AmountReader m_amounts;
  Wording m_wording;
  LinePatterns m_total;
  Query m_insert;
  ReconcileSummary m_summary;
};

} // namespace gongkai::dataset
