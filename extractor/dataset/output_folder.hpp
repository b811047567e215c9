// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace gongkai::dataset {

/// A folder that files are written into: each is whole or not there.
class OutputFolder {
public:
  /// Makes it where it is not there. \throws DatabaseError where it cannot be made.
  explicit OutputFolder(std::string const& path);

  using Write = std::function<void(std::string_view)>;

  /// \throws DatabaseError where the file cannot be written; nothing is left of it then.
  void write(std::string const& name, std::function<void(Write const&)> const& fill) const;

  std::string path_of(std::string const& name) const { return m_path + "/" + name; }

  /// Ends the name of a file until it is whole.
  static constexpr char const* unfinished = ".part";

private:
  std::string m_path;
};

} // namespace gongkai::dataset
