// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// An HTML file of one script, one style sheet and data, under a Content-Security-Policy that lets in nothing else.
#pragma once

#include <string>
#include <string_view>

namespace gongkai {

class HtmlFile {
public:
  struct Options {
    bool connects = false; ///< The script may talk to the server it came from.
    std::string_view mark; ///< For the program itself, in the first lines.
  };
  HtmlFile(std::string_view title, std::string_view style, std::string_view script, Options const& options);

  /// The mark of a file, from its beginning; empty where it has none.
  static std::string mark_of(std::string_view beginning);

  /// Data for the script. Characters that could end the block are escaped as JSON has them.
  void add_json(std::string_view id, std::string_view json);

  /// A picture, as text until the script shows it.
  void add_picture(std::string_view id, std::string_view type, std::string_view bytes);

  /// The whole file.
  std::string finish() &&;

private:
  std::string m_html;
  std::string_view m_script;
};

} // namespace gongkai
