// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/wording.hpp"

#include "text/pattern_file.hpp"

#include <fmt/format.h>

namespace gongkai {
namespace {

constexpr auto file = "checks/messages.toml";

std::string filled(std::string_view sentence, Wording::ValueOf const& value_of) {
  std::string out;
  while (!sentence.empty()) {
    std::size_t const open = sentence.find('{'), close = sentence.find('}', open);
    out += sentence.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) { break; }
    out += value_of(sentence.substr(open + 1, close - open - 1));
    sentence.remove_prefix(close + 1);
  }
  // Where a unit is not printed, its blank goes too.
  for (std::string_view const gap : {"  ", " ,", " ;", " )"}) {
    for (std::size_t at = out.find(gap); at != std::string::npos; at = out.find(gap)) { out.erase(at, 1); }
  }
  return out;
}

auto values_of(Wording::Values const& values) {
  return [&values](std::string_view name) {
    auto const value = values.find(name);
    return value == values.end() ? std::string() : value->second;
  };
}

} // namespace

Wording::Wording(PatternFiles const& files) {
  for (PatternTable const& t : PatternFile(files, file).tables("message")) {
    m_sentences[t.text("key")] = {t.text("zh"), t.text("en")};
  }
}

Wording::Sentence const& Wording::sentence(std::string_view key) const {
  auto const found = m_sentences.find(key);
  if (found == m_sentences.end()) { throw PatternError(fmt::format("patterns/{}: there is no message {}", file, key)); }
  return found->second;
}

std::string Wording::chinese(std::string_view key, Values const& values) const {
  return filled(sentence(key).chinese, values_of(values));
}

std::string Wording::english(std::string_view key, Values const& values) const {
  return filled(sentence(key).english, values_of(values));
}

std::string Wording::chinese_with(std::string_view key, ValueOf const& value_of) const {
  return filled(sentence(key).chinese, value_of);
}

std::string Wording::english_with(std::string_view key, ValueOf const& value_of) const {
  return filled(sentence(key).english, value_of);
}

} // namespace gongkai
