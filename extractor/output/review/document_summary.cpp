// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/review/document_summary.hpp"

#include "output/report.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

constexpr std::size_t class_digits = 3; // 208 is a class, 20801 a division of it

/// Tables that split the year's expenditure by function, the widest first.
constexpr std::array<std::string_view, 5> by_function{"expenditure", "fiscal_appropriation_expenditure",
                                                      "general_budget_expenditure", "gov_general_budget_expenditure",
                                                      "receipts"};

bool is_whole_amount(Observation const& o) {
  return !o.prior_year && o.yuan &&
         (o.measure.empty() || o.measure == "amount" || o.measure == "total" || o.measure == "total_expenditure" ||
          o.measure == "total_receipts");
}

/// The amounts of classes in the first table of a type, each once.
std::vector<NamedAmount> classes_in(Extraction const& e, std::string_view type) {
  std::vector<NamedAmount> out;
  std::vector<std::string> seen;
  for (Observation const& o : e.observations) {
    std::string const& code = o.name.main.code;
    if (o.type != type || code.size() != class_digits || o.name.main.system != CodeSystem::functional ||
        !is_whole_amount(o) || std::find(seen.begin(), seen.end(), code) != seen.end()) {
      continue;
    }
    seen.push_back(code);
    out.emplace_back(o.name.official_label.empty() ? o.name.label : o.name.official_label, *o.yuan);
  }
  return out;
}

/// Official trips abroad, vehicles and receptions, by the keys of their measures, whatever else stands in their table.
/// Of several columns the total counts, then the plain amount.
std::vector<NamedAmount> three_public_in(Extraction const& e, RowNames const& names) {
  constexpr std::array<std::string_view, 5> keys{"abroad", "vehicle_purchase", "vehicle_operation", "reception",
                                                 "vehicles"};
  constexpr int any_column = 2;
  struct Best {
    Decimal yuan;
    int rank = any_column + 1;
  };
  std::array<Best, keys.size()> best;
  for (Observation const& o : e.observations) {
    bool const own = (o.type == "three_public" || o.type == "gov_three_public") && o.unit_entity.empty();
    if (!own || o.prior_year || !o.yuan || o.mark != Mark::amount) { continue; }
    bool const column = std::find(keys.begin(), keys.end(), o.measure) != keys.end();
    auto const key = std::find(keys.begin(), keys.end(), column ? std::string_view(o.measure) : names.item(o.name));
    if (key == keys.end()) { continue; }
    int const rank = column || o.measure == "total" ? 0 : o.measure == "amount" ? 1 : any_column;
    Best& place = best[static_cast<std::size_t>(key - keys.begin())];
    if (rank < place.rank) { place = {*o.yuan, rank}; }
  }
  std::vector<NamedAmount> out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // Vehicles in all, where their parts are not told.
    bool const part_known = keys[i] == "vehicles" && (best[1].rank <= any_column || best[2].rank <= any_column);
    if (best[i].rank <= any_column && !part_known) { out.emplace_back(keys[i], best[i].yuan); }
  }
  return out;
}

/// The largest amount of the table that sums up receipts and expenditure is its total.
std::optional<Decimal> total_of(Extraction const& e) {
  std::optional<Decimal> out;
  auto const larger = [](Decimal const& a, Decimal const& b) {
    int const scale = std::max(a.scale, b.scale);
    auto const x = Decimal{a.mantissa, 0}.times_power_of_ten(scale - a.scale),
               y = Decimal{b.mantissa, 0}.times_power_of_ten(scale - b.scale);
    return x && y && x->mantissa > y->mantissa;
  };
  for (Observation const& o : e.observations) {
    bool const whole = o.type == "receipts_and_expenditure" || o.type == "gov_general_budget_balance";
    if (whole && is_whole_amount(o) && (!out || larger(*o.yuan, *out))) { out = o.yuan; }
  }
  return out;
}

} // namespace

DocumentSummary summarise(Extraction const& e, RowNames const& names) {
  DocumentSummary out;
  out.entity = e.document.entity.value;
  out.region = e.document.region;
  out.kind = e.document.kind.value;
  out.year = e.document.year_number();
  out.pages = e.source.pages;
  out.tables = e.tables.size();
  auto const count = [&](Proof proof) {
    ++(proof == Proof::proven ? out.proven : proof == Proof::conflict ? out.conflict : out.unproven);
  };
  for (Observation const& o : e.observations) { count(o.proof); }
  for (Statement const& s : e.statements) { count(s.proof); }
  for (Finding const& f : findings_of(e)) { out.conflicts += f.is_open() ? 1 : 0; }
  out.warnings = e.warnings.size();
  out.residue = e.residue.size();
  out.total = total_of(e);
  for (std::string_view const type : by_function) {
    out.functions = classes_in(e, type);
    if (!out.functions.empty()) { break; }
  }
  out.three_public = three_public_in(e, names);
  return out;
}

} // namespace gongkai
