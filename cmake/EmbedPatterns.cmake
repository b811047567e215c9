# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the files of patterns/ into the program: embed_patterns(FILES CODE) writes two C++ sources: one defines
# gongkai::embedded_files(), the other gongkai::built_in_patterns(). It runs again whenever a pattern file changes, comes or goes.

function(embed_patterns files_source code_source)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/patterns
       ${PROJECT_SOURCE_DIR}/patterns/*.toml ${PROJECT_SOURCE_DIR}/patterns/*.csv)
  list(SORT files)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/patterns/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${files_source} ${code_source}
    COMMAND embed_patterns ${files_source} ${code_source} ${PROJECT_SOURCE_DIR}/patterns ${files}
    DEPENDS embed_patterns ${paths}
    COMMENT "Building the patterns in"
    VERBATIM)
endfunction()
