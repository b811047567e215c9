// SPDX-License-Identifier: GPL-3.0-or-later
#include "corruption.hpp"

#include "check/check_document.hpp"
#include "knowledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace gongkai {
namespace {

int pick(std::mt19937& random, std::size_t size) {
  return std::uniform_int_distribution<int>(0, static_cast<int>(size) - 1)(random);
}

/// "1036.02" with one digit changed, missing or doubled. Null where that leaves the same number.
std::optional<Decimal> misread(Decimal const& figure, Corruption how, std::mt19937& random) {
  std::string digits = std::to_string(figure.mantissa < 0 ? -figure.mantissa : figure.mantissa);
  auto const wanted = static_cast<std::size_t>(figure.scale) + 1;
  if (digits.size() < wanted) { digits.insert(0, wanted - digits.size(), '0'); }
  auto const at = static_cast<std::size_t>(pick(random, digits.size()));
  if (how == Corruption::digit || how == Corruption::said_digit) {
    digits[at] = static_cast<char>('0' + (digits[at] - '0' + 1 + pick(random, 9)) % 10);
  } else if (how == Corruption::dropped || how == Corruption::said_dropped) {
    if (digits.size() < 2) { return std::nullopt; }
    digits.erase(at, 1);
  } else {
    if (digits.size() > 16) { return std::nullopt; }
    digits.insert(at, 1, digits[at]);
  }
  Decimal out{std::stoll(digits), figure.scale};
  if (figure.mantissa < 0) { out.mantissa = -out.mantissa; }
  return out == figure ? std::nullopt : std::optional(out);
}

void set_amount(Observation& o, Decimal const& amount, AmountReader const& amounts) {
  o.amount = amount;
  if (auto const power = amounts.power_of(o.unit)) { o.yuan = amount.times_power_of_ten(*power); }
}

class Corrupter {
public:
  Corrupter(Extraction& extraction, Knowledge const& knowledge, std::mt19937& random)
      : m_e(extraction), m_know(knowledge.members()), m_random(random) {}

  /// Corrupts a figure of the text. False where this one cannot be corrupted in this way.
  bool apply_to_text(std::size_t i, Corruption how) {
    Statement& s = m_e.statements[i];
    if (s.not_arranged) { return false; } // words, no figure
    std::optional<Decimal> wrong;
    if (how != Corruption::said_next) {
      wrong = misread(s.value, how, m_random);
    } else if (auto const next = next_like(i)) {
      wrong = m_e.statements[*next].value;
    }
    if (!wrong || (wrong->mantissa == s.value.mantissa && wrong->scale == s.value.scale)) { return false; }
    s.value = *wrong;
    if (auto const power = m_know.record.amounts.power_of(s.unit)) { s.yuan = s.value.times_power_of_ten(*power); }
    return true;
  }

  /// Corrupts a figure. Returns the figures that are wrong now; none where this one cannot be corrupted in this way.
  std::vector<std::size_t> apply(std::size_t i, Corruption how) {
    switch (how) {
    case Corruption::column:
    case Corruption::exchanged_columns: return move_column(i, how);
    case Corruption::row: return take_row(i);
    case Corruption::exchanged_rows: return exchange_rows(i);
    default: break;
    }
    Observation& o = m_e.observations[i];
    auto const wrong = misread(o.amount, how, m_random);
    if (!wrong) { return {}; }
    set_amount(o, *wrong, m_know.record.amounts);
    return {i};
  }

private:
  std::vector<std::size_t> exchange(std::size_t i, std::size_t k) {
    Observation &a = m_e.observations[i], &b = m_e.observations[k];
    if (a.amount == b.amount) { return {}; }
    Decimal const amount = a.amount;
    set_amount(a, b.amount, m_know.record.amounts);
    set_amount(b, amount, m_know.record.amounts);
    return {i, k};
  }

  /// The other figure is read in this one's place.
  std::vector<std::size_t> take(std::size_t i, std::size_t k) {
    if (m_e.observations[k].amount == m_e.observations[i].amount) { return {}; }
    set_amount(m_e.observations[i], m_e.observations[k].amount, m_know.record.amounts);
    return {i};
  }

  std::vector<std::size_t> move_column(std::size_t i, Corruption how) {
    Observation& o = m_e.observations[i];
    for (ColumnGroup const& group : m_e.table_readings[o.table].groups) {
      auto const at = std::find(group.amounts.begin(), group.amounts.end(), o.col);
      if (at == group.amounts.end() || group.amounts.size() < 2) { continue; }
      int const to = at + 1 != group.amounts.end() ? *(at + 1) : *(at - 1);
      for (std::size_t k = 0; k < m_e.observations.size(); ++k) {
        Observation const& other = m_e.observations[k];
        if (other.table != o.table || other.row != o.row || other.col != to) { continue; }
        if (how == Corruption::exchanged_columns) { return exchange(i, k); }
        return take(i, k);
      }
      if (how == Corruption::exchanged_columns) { return {}; }
      o.col = to;
      return {i};
    }
    return {};
  }

  /// The figure below in the same column; null where there is none.
  std::optional<std::size_t> below(std::size_t i) const {
    Observation const& o = m_e.observations[i];
    for (std::size_t k = i + 1; k < m_e.observations.size() && m_e.observations[k].table == o.table; ++k) {
      if (m_e.observations[k].row > o.row && m_e.observations[k].col == o.col) { return k; }
    }
    return std::nullopt;
  }

  /// The next figure of the text that measures the same in the same unit; null where there is none.
  std::optional<std::size_t> next_like(std::size_t i) const {
    Statement const& s = m_e.statements[i];
    for (std::size_t k = i + 1; k < m_e.statements.size(); ++k) {
      Statement const& other = m_e.statements[k];
      if (other.measure == s.measure && other.unit == s.unit && !other.not_arranged) { return k; }
    }
    return std::nullopt;
  }

  std::vector<std::size_t> take_row(std::size_t i) {
    auto const k = below(i);
    return k ? take(i, *k) : std::vector<std::size_t>{};
  }

  std::vector<std::size_t> exchange_rows(std::size_t i) {
    auto const k = below(i);
    return k ? exchange(i, *k) : std::vector<std::size_t>{};
  }

  Extraction& m_e;
  Knowledge::Members const& m_know;
  std::mt19937& m_random;
};

/// What the failing checks with a wrong figure say of it.
void hear_suspects(Extraction const& extraction, FigureRef const& figure, Decimal const& right, Tally& tally) {
  bool named = false, told_right = false, other = false;
  for (Check const& c : extraction.checks) {
    bool const ours = std::find(c.operands.begin(), c.operands.end(), figure) != c.operands.end();
    if (c.status != CheckStatus::fail || !ours || !c.suspect) { continue; }
    bool const this_one = c.operands[*c.suspect] == figure;
    named = named || this_one;
    other = other || !this_one;
    told_right = told_right || (this_one && c.suggested == right.text());
  }
  tally.named += named;
  tally.told_right += told_right;
  tally.other_named += other && !named;
}

} // namespace

std::string_view name_of(Corruption corruption) noexcept {
  switch (corruption) {
  case Corruption::digit: return "digit";
  case Corruption::dropped: return "digit dropped";
  case Corruption::doubled: return "digit doubled";
  case Corruption::column: return "column";
  case Corruption::row: return "row";
  case Corruption::said_digit: return "text: digit";
  case Corruption::said_dropped: return "text: digit dropped";
  case Corruption::said_doubled: return "text: digit doubled";
  case Corruption::said_next: return "text: next figure";
  case Corruption::exchanged_columns: return "columns exchanged";
  case Corruption::exchanged_rows: return "rows exchanged";
  }
  return "";
}

Tally corrupt(Extraction& extraction, Knowledge const& knowledge, Corruption corruption, int trials,
              std::mt19937& random, bool verbose) {
  Knowledge::Members const& know = knowledge.members();
  std::vector<Observation> const sound = extraction.observations;
  std::vector<Check> const checks = extraction.checks;
  std::vector<std::size_t> proven;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    if (sound[i].proof == Proof::proven) { proven.push_back(i); }
  }
  Tally tally;
  for (int t = 0; t < trials && !proven.empty(); ++t) {
    Corrupter corrupter(extraction, knowledge, random);
    std::vector<std::size_t> const wrong =
        corrupter.apply(proven[static_cast<std::size_t>(pick(random, proven.size()))], corruption);
    if (!wrong.empty()) { check_document(extraction, know.checks, know.record, know.normaliser); }
    for (std::size_t const i : wrong) {
      if (sound[i].proof != Proof::proven) { continue; }
      Observation const& o = extraction.observations[i];
      ++tally.trials;
      tally.in_conflict += o.proof == Proof::conflict;
      tally.still_proven += o.proof == Proof::proven;
      if (o.proof == Proof::conflict) {
        hear_suspects(extraction, {FigureRef::Of::observation, static_cast<std::uint32_t>(i)}, sound[i].amount, tally);
      }
      if (verbose && o.proof != Proof::conflict) {
        fmt::print("  {} {} {}: {} read as {} is {}\n", name_of(corruption), extraction.tables[o.table].id,
                   o.name.label, sound[i].amount.text(), o.amount.text(), name_of(o.proof));
      }
    }
    // Sheets are found by the order of observations: put all back as it was.
    extraction.observations = sound;
  }
  extraction.checks = checks;
  return tally;
}

Tally corrupt_text(Extraction& extraction, Knowledge const& knowledge, Corruption corruption, int trials,
                   std::mt19937& random, bool verbose) {
  Knowledge::Members const& know = knowledge.members();
  std::vector<Statement> const sound = extraction.statements;
  std::vector<Observation> const observations = extraction.observations; // for their proof
  std::vector<Check> const checks = extraction.checks;
  std::vector<std::size_t> proven;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    if (sound[i].proof == Proof::proven && !sound[i].not_arranged) { proven.push_back(i); }
  }
  Tally tally;
  for (int t = 0; t < trials && !proven.empty(); ++t) {
    std::size_t const i = proven[static_cast<std::size_t>(pick(random, proven.size()))];
    if (!Corrupter(extraction, knowledge, random).apply_to_text(i, corruption)) { continue; }
    check_document(extraction, know.checks, know.record, know.normaliser);
    Statement const& s = extraction.statements[i];
    ++tally.trials;
    tally.in_conflict += s.proof == Proof::conflict;
    tally.still_proven += s.proof == Proof::proven;
    if (s.proof == Proof::conflict) {
      hear_suspects(extraction, {FigureRef::Of::statement, static_cast<std::uint32_t>(i)}, sound[i].value, tally);
    }
    if (verbose && s.proof != Proof::conflict) {
      fmt::print("  {} {} {} {}: {} read as {} is {}\n", name_of(corruption), s.id, s.subject, name_of(s.measure),
                 sound[i].value.text(), s.value.text(), name_of(s.proof));
    }
    extraction.statements = sound;
  }
  extraction.observations = observations;
  extraction.checks = checks;
  return tally;
}

} // namespace gongkai
