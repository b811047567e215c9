// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <vector>

namespace gongkai::fuzz {

/// Makes inputs out of seeds: the same for the same `seed`.
class Mutator {
public:
  Mutator(std::uint64_t seed, std::vector<std::string> seeds, std::vector<std::string> words);
  std::string next();

private:
  std::size_t below(std::size_t limit);
  void mutate(std::string& input);
  void change_bytes(std::string& input);
  void change_number(std::string& input);
  void copy_range(std::string& input);
  void erase_range(std::string& input);
  void splice(std::string& input);
  void insert_word(std::string& input);
  void move_line(std::string& input);

  std::mt19937_64 m_random;
  std::vector<std::string> m_seeds;
  std::vector<std::string> m_words;
};

} // namespace gongkai::fuzz
