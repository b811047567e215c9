// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Sums of figures of the text: when a whole and its parts are an equation, and which misprints of them would show.
#pragma once

#include "check/check_patterns.hpp"
#include "check/equations.hpp"
#include "check/printed_values.hpp"
#include "record/extraction.hpp"

#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongkai {

/// A statement that says by how much an amount changed, and the statement of that amount.
struct ChangeOf {
  std::size_t change = 0, amount = 0;
};

/// Whether two changes, or a change and an amount of the year before, may be against the same figure: "last year" may
/// be its budget or its accounts.
bool same_base(std::string_view a, std::string_view b) noexcept;

/// What is known of the parts of a sum.
enum class Parts : unsigned char {
  any,
  apart, ///< None is a part of another.
  all,   ///< Nor are there others, this year or last.
};

class TextSums {
public:
  /// `nothing`: statements for which the tables print none, see add_prose_figures(). All but `changes` must outlive it.
  TextSums(Extraction const& e, CheckPatterns const& patterns, std::span<ChangeOf const> changes,
           std::vector<bool> const& nothing, Equations& equations);

  /// Null where a statement has no figure.
  Quantity const* quantity(std::size_t statement) const;

  /// Whether the text says by how much an amount changed.
  bool says_change(std::size_t amount) const { return m_change_of.contains(amount); }
  /// The same for equal amounts; null for those that others may equal by chance.
  std::optional<std::int64_t> key_of(std::size_t amount) const;

  bool fits(std::size_t whole, std::vector<std::size_t> const& parts) const;

  /// Whether one of the figures is wrong by another equation: one finding is enough.
  bool fails_elsewhere(std::size_t whole, std::vector<std::size_t> const& parts) const;

  /// Whether the text prints what a whole is more, or less, than its parts: then more belongs to it than these.
  bool lacks_printed(std::size_t whole, std::vector<std::size_t> const& parts) const;

  /// Adds an equation, and that of the changes of all its figures, where these are said. True where the parts add up,
  /// or where one figure is so like what it should be that it must be misprinted.
  bool add(std::size_t whole, std::vector<std::size_t> const& parts, Parts known = Parts::any);

  /// Adds an equation that holds, whose list may be longer or shorter than it was taken for: a misprint would show as
  /// another list.
  void add_open(std::size_t whole, std::vector<std::size_t> const& parts);

private:
  FigureIndex figure(std::size_t statement) const;
  std::optional<Equations::Outcome> evaluate(std::size_t whole, std::vector<std::size_t> const& parts) const;
  bool complete(std::size_t whole) const;
  std::optional<std::size_t> change_of(std::size_t amount) const;
  bool agrees_with_rates(std::size_t statement, Wide value) const;
  bool finds_misprints(std::size_t whole, std::vector<std::size_t> const& parts,
                       Equations::Outcome const& outcome) const;
  bool is_misprint(std::size_t whole, std::vector<std::size_t> const& parts, Equations::Outcome const& outcome) const;
  bool is_too_much(std::vector<std::size_t> const& parts, Equations::Outcome const& outcome) const;
  void add_equation(std::size_t whole, std::vector<std::size_t> const& parts, bool proving, Parts known = Parts::any);
  void add_changes(std::size_t whole, std::vector<std::size_t> const& parts, Parts known = Parts::any);
  bool is_change_of_all(std::size_t whole, std::size_t change) const;
  bool take_changes(std::vector<std::size_t> const& parts, std::size_t of_whole, Parts& known,
                    std::vector<std::size_t>& changes) const;

  Extraction const& m_e;
  CheckPatterns const& m_patterns;
  std::vector<bool> const& m_nothing;
  Equations& m_equations;
  std::unordered_map<std::size_t, std::size_t> m_change_of; ///< By the statement of the amount.
  std::unordered_map<std::int64_t, std::size_t> m_change_of_value;
  std::unordered_map<FigureIndex, std::vector<std::uint32_t>> m_rates_of; ///< Percentages that are computed from it.
  std::set<std::pair<std::size_t, std::vector<std::size_t>>> m_known;
  std::unordered_map<std::size_t, std::vector<std::size_t>> m_all_parts; ///< Of wholes, where they are all there are.
  std::optional<std::uint32_t> m_family;                                 ///< Of lists in which a misprint shows.
};

} // namespace gongkai
