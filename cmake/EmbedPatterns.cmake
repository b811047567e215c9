# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the files of patterns/ into the program: embed_patterns(OUT_FILE) writes a C++ source that defines
# gongkai::embedded_files(). It runs again whenever a pattern file changes, comes or goes.

function(embed_patterns out)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/patterns
       ${PROJECT_SOURCE_DIR}/patterns/*.toml ${PROJECT_SOURCE_DIR}/patterns/*.csv)
  list(SORT files)
  set(entries "")
  foreach(name IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/patterns/${name})
    # Read as hexadecimal: CMake's own strings don't keep every byte (brackets and semicolons).
    file(READ ${PROJECT_SOURCE_DIR}/patterns/${name} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
    # One literal a 64 bytes keeps lines short, and no hex escape runs into the next character.
    string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "\"\\1\"\n" lines "${bytes}")
    string(APPEND entries "      {\"${name}\"sv,\n${lines}\"\"sv},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${out} CONTENT "// Made from patterns/ by cmake/EmbedPatterns.cmake.
#include \"text/pattern_files.hpp\"

namespace gongkai {

std::span<EmbeddedFile const> embedded_files() noexcept {
  using namespace std::string_view_literals;
  static constexpr EmbeddedFile files[] = {
@entries@  };
  return files;
}

} // namespace gongkai
" @ONLY)
endfunction()
