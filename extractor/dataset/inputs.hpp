// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// What a data set is built from: files, folders with all that is in them, wildcards, lists, ZIP archives.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::dataset {

/// One file, or one entry of an archive.
struct InputFile {
  std::string path;                   ///< Of the file or the archive, in bytes, to open it.
  std::optional<std::uint64_t> entry; ///< Number in the archive.
  std::string name;                   ///< UTF-8; of an entry "ARCHIVE/NAME".
  std::string archive;                ///< UTF-8 name of the archive; empty where there is none.
  std::uint64_t bytes = 0;
  std::int64_t changed = 0; ///< When: nanoseconds; of an entry, its checksum. The same as before: not read again.
};

/// A name that leads to no file.
struct InputProblem {
  std::string name; ///< UTF-8
  std::string message;
};

struct Inputs {
  std::vector<InputFile> files; ///< By name, each once.
  std::vector<InputProblem> problems;
  std::size_t others = 0; ///< Files in folders and archives that do not end in .pdf, and were left alone.
};

/// Finds the files that `places` name. A file named itself is taken whatever it is called; of folders (and folders in
/// them) and archives (.zip) those ending in .pdf are. A place with * ? [ that is no file is a wildcard. Never throws
/// for what is missing: that is a problem of the result.
Inputs find_inputs(std::vector<std::string> const& places);

/// The places of a list: one a line, or, where it has NULs, divided by these.
std::vector<std::string> places_of_list(std::string_view text);

class Archive;

/// Reads inputs. The archive that was last read from stays open: its list of contents is read once, not for each entry.
class InputReader {
public:
  InputReader();
  ~InputReader();

  /// All bytes of an input. Fails with cannot_open_file.
  Result<std::string> read(std::string const& path, std::optional<std::uint64_t> entry);

private:
  std::string m_path;
  std::unique_ptr<Archive> m_archive;
};

} // namespace gongkai::dataset
