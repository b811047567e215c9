// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::cli {

/// Where data goes: standard output, or a file that is whole or not there. A file is written under a temporary name
/// beside it and takes its place in finish(); what was there before stays until then, and stays where something fails.
/// What is no ordinary file (a device, a pipe) is written to as it is.
class OutputFile {
public:
  /// `path` is empty or "-" for standard output. \throws UsageError where it cannot be written, or is one of the
  /// inputs.
  OutputFile(std::string const& path, std::vector<std::string> const& inputs);
  ~OutputFile();
  OutputFile(OutputFile const&) = delete;
  OutputFile& operator=(OutputFile const&) = delete;

  /// \throws UsageError where the disk is full or the like.
  void write(std::string_view data);

  /// Where bytes go until finish(), for what writes a file by its name; not for standard output.
  std::string const& place() const noexcept { return m_temporary.empty() ? m_path : m_temporary; }

  /// Everything is written. \throws UsageError as above.
  void finish();

private:
  [[noreturn]] void fail(int error) const;

  std::string m_path;      ///< Empty for standard output.
  std::string m_temporary; ///< Empty where m_path is written directly, and after finish().
  std::ofstream m_file;
  std::ostream* m_stream;
};

/// A file by OutputFile's rules that `write` writes under the name it is given: a workbook.
void write_by_name(std::string const& path, std::vector<std::string> const& inputs,
                   std::function<void(std::string const& place)> const& write);

/// Writes to standard output. \throws UsageError where it cannot be written.
void print(std::string_view text);

} // namespace gongkai::cli
