// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/pattern_files.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace gongkai {

/// Sentences of patterns/checks/messages.toml, in Chinese and English.
class Wording {
public:
  /// \throws PatternError where the file has an error.
  explicit Wording(PatternFiles const& files);

  using Values = std::map<std::string_view, std::string>;

  /// The value of a name; empty where it has none. Asked for the names that stand in a sentence only.
  using ValueOf = std::function<std::string(std::string_view name)>;

  /// A sentence with its values put in. \throws PatternError where there is no such sentence.
  std::string chinese(std::string_view key, Values const& values) const;
  std::string english(std::string_view key, Values const& values) const;
  std::string chinese_with(std::string_view key, ValueOf const& value_of) const;
  std::string english_with(std::string_view key, ValueOf const& value_of) const;

private:
  struct Sentence {
    std::string chinese, english;
  };
  Sentence const& sentence(std::string_view key) const;

  std::map<std::string, Sentence, std::less<>> m_sentences;
};

} // namespace gongkai
