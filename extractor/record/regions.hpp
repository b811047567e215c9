// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Administrative regions (GB/T 2260, patterns/regions.csv), found by the names that stand in texts.
#pragma once

#include "text/pattern_files.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

struct Region {
  std::string_view code;   ///< Six digits.
  std::string_view name;   ///< The full one.
  std::string_view parent; ///< Code of the region it belongs to; empty for provinces.
  int until = 0;           ///< Last year of a code withdrawn; 0 for those in force.

  /// 1 for provinces, 2 for prefectures, 3 for counties.
  int level() const noexcept { return code.ends_with("0000") ? 1 : code.ends_with("00") ? 2 : 3; }
};

/// A region's name in a text.
struct RegionMention {
  std::vector<Region const*> regions; ///< All that can be meant: several places have one name.
  std::size_t begin = 0, end = 0;     ///< Bytes of the text.
};

class Regions {
public:
  /// `files` must outlive it. The list is read when it is first asked for; with PatternFiles::examples_count() at once.
  /// \throws PatternError where the list has an error.
  explicit Regions(PatternFiles const& files);
  ~Regions();

  /// The first region named in a text without white space; a county after its city or province is that city's. Names of
  /// less than three ideographs, and other names than full ones, count at the beginning of the text only. No regions
  /// where none is named.
  RegionMention first_in(std::string_view text) const;

  Region const* of_code(std::string_view code) const;

  /// Of regions with one name, the one whose city (or else province) is named elsewhere, as `times_named` counts; null
  /// where that does not tell them apart.
  Region const* by_context(std::vector<Region const*> const& candidates,
                           std::function<int(std::string_view name)> const& times_named) const;

  std::size_t size() const;

private:
  struct Name {
    std::string_view name;
    std::uint32_t region = 0;
    bool full = false;
  };
  struct Data;

  Data const& data() const;
  std::vector<Region const*> longest_at(std::string_view text, std::size_t at, bool full_only,
                                        std::size_t& length) const;
  bool belongs(Region const& region, Region const& to) const;

  PatternFiles const* m_files;
  mutable std::once_flag m_once;
  mutable std::unique_ptr<Data> m_data;
};

} // namespace gongkai
