// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/mutate.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gongkai::fuzz {
namespace {

constexpr std::size_t longest_input = 1 << 18;

/// Numbers at which programs trip.
constexpr std::array numbers{"0",           "-1",          "1",          "65535", "65536",
                             "2147483647",  "-2147483648", "4294967296", "1e9",   "0.0001",
                             "99999999999", "-0.0000001",  "1000000",    "360",   "18446744073709551615",
                             "3.4e38",      "nan",         "-"};

} // namespace

Mutator::Mutator(std::uint64_t seed, std::vector<std::string> seeds, std::vector<std::string> words)
    : m_random(seed), m_seeds(std::move(seeds)), m_words(std::move(words)) {
  if (m_seeds.empty()) { m_seeds.emplace_back(); }
}

std::size_t Mutator::below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

std::string Mutator::next() {
  std::string input = m_seeds[below(m_seeds.size())];
  std::size_t const changes = std::size_t{1} << below(6);
  for (std::size_t i = 0; i < changes; ++i) { mutate(input); }
  if (input.size() > longest_input) { input.resize(longest_input); }
  return input;
}

void Mutator::mutate(std::string& input) {
  switch (below(7)) {
  case 0: return change_bytes(input);
  case 1: return change_number(input);
  case 2: return copy_range(input);
  case 3: return erase_range(input);
  case 4: return splice(input);
  case 5: return insert_word(input);
  default: return move_line(input);
  }
}

void Mutator::change_bytes(std::string& input) {
  if (input.empty()) { return; }
  for (std::size_t i = 1 + below(4); i > 0; --i) {
    char& c = input[below(input.size())];
    c = below(2) == 0 ? static_cast<char>(c ^ (1 << below(8))) : static_cast<char>(below(256));
  }
}

/// Replaces a number in the text, wherever one is.
void Mutator::change_number(std::string& input) {
  auto const is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  auto const from =
      std::find_if(input.begin() + static_cast<std::ptrdiff_t>(below(input.size())), input.end(), is_digit);
  if (from == input.end()) { return change_bytes(input); }
  auto const to = std::find_if_not(from, input.end(), [&](unsigned char c) { return is_digit(c) || c == '.'; });
  std::string const number = below(2) == 0 ? numbers[below(numbers.size())] : std::to_string(below(1000));
  input.replace(from, to, number);
}

void Mutator::copy_range(std::string& input) {
  if (input.empty() || input.size() > longest_input) { return; }
  std::size_t const from = below(input.size());
  std::string const range = input.substr(from, 1 + below(std::min<std::size_t>(input.size() - from, 2000)));
  std::size_t const times = below(4) == 0 ? below(50) : 1;
  std::size_t const at = below(input.size());
  for (std::size_t i = 0; i < times && input.size() < longest_input; ++i) { input.insert(at, range); }
}

void Mutator::erase_range(std::string& input) {
  if (input.empty()) { return; }
  std::size_t const from = below(input.size());
  input.erase(from, 1 + below(below(4) == 0 ? input.size() - from : 20));
}

void Mutator::splice(std::string& input) {
  std::string const& other = m_seeds[below(m_seeds.size())];
  if (other.empty()) { return; }
  std::size_t const from = below(other.size());
  input.insert(below(input.size() + 1), other.substr(from, 1 + below(std::min<std::size_t>(other.size() - from, 500))));
}

void Mutator::insert_word(std::string& input) {
  if (m_words.empty()) { return change_bytes(input); }
  input.insert(below(input.size() + 1), m_words[below(m_words.size())]);
}

/// Moves a line to another place: statements of a content stream, objects, dictionaries.
void Mutator::move_line(std::string& input) {
  std::size_t const begin = input.find('\n', below(input.size()));
  if (begin == std::string::npos) { return change_bytes(input); }
  std::size_t const end = std::min(input.find('\n', begin + 1), input.size());
  std::string const line = input.substr(begin, end - begin);
  input.erase(begin, end - begin);
  std::size_t const to = std::min(input.find('\n', below(input.size())), input.size());
  input.insert(to, line);
}

} // namespace gongkai::fuzz
