# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the files of patterns/ into the program: embed_patterns(OUT_FILE) writes a C++ source that defines
# gongkai::embedded_files(). It runs again whenever a pattern file changes, comes or goes.

function(embed_patterns out)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/patterns
       ${PROJECT_SOURCE_DIR}/patterns/*.toml ${PROJECT_SOURCE_DIR}/patterns/*.csv)
  list(SORT files)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/patterns/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${out}
    COMMAND embed_patterns ${out} ${PROJECT_SOURCE_DIR}/patterns ${files}
    DEPENDS embed_patterns ${paths}
    COMMENT "Building the patterns in"
    VERBATIM)
endfunction()
