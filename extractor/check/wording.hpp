// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/pattern_files.hpp"

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

  /// A sentence with its values put in. \throws PatternError where there is no such sentence.
  std::string chinese(std::string_view key, Values const& values) const;
  std::string english(std::string_view key, Values const& values) const;

private:
  struct Sentence {
    std::string chinese, english;
  };
  Sentence const& sentence(std::string_view key) const;

  std::map<std::string, Sentence, std::less<>> m_sentences;
};

} // namespace gongkai
