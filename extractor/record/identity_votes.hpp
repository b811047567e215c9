// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// How readings of one key of the identity become a decision.
#pragma once

#include "record/identity.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

class IdentityVotes {
public:
  /// An empty value is no reading.
  void add(std::string value, double weight, Witness const& witness);

  /// What the readings say together: for each value the best reading of each kind of place, and a little for each
  /// further one.
  IdentityField decide(double again, double at_most) const;

  /// Gives the readings of short forms ("the province's office", a name cut off) to the one longer name that holds all
  /// their characters in order.
  void join_short_forms(std::function<bool(std::string_view name)> const& may_be_short);

  /// A short or long form of the name decided is no disagreement.
  static void drop_short_forms(IdentityField& field);

  bool empty() const noexcept { return m_readings.empty(); }

private:
  std::vector<IdentityReading> m_readings;
};

/// A number in digits or in ideographic numerals, by place ("two zero two six") or with tens ("twenty-three"); 0 where
/// it is none.
int number_of_numeral(std::string_view text);

/// "2024-02-07", or "2024-02" where no day is given; empty where there is no such month or day.
std::string iso_date(std::string_view year, std::string_view month, std::string_view day);

} // namespace gongkai
