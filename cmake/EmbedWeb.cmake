# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the review page into the program: embed_web(OUT_FILE) writes a C++ source that defines what
# output/review/web_assets.hpp declares. No npm and no bundler: the modules are joined in the order given here, each
# after those it uses (docs/design/0011-review-page.md).

function(embed_web out)
  set(web ${PROJECT_SOURCE_DIR}/extractor/output/review/web)
  set(review_script dom wording arithmetic list model queue judgements pages judge inspector tables text figures checks review)
  set(review_style base review)
  set(index_script dom wording list charts index)
  set(index_style base index)
  set(assets "")
  set(sources "")
  foreach(asset review_script review_style index_script index_style)
    string(REGEX REPLACE ".*_script$" "js" ending ${asset})
    string(REGEX REPLACE ".*_style$" "css" ending ${ending})
    list(TRANSFORM ${asset} PREPEND ${web}/)
    list(TRANSFORM ${asset} APPEND .${ending})
    list(APPEND sources ${${asset}})
    list(JOIN ${asset} "," files)
    list(APPEND assets ${asset}=${files})
  endforeach()
  list(REMOVE_DUPLICATES sources)
  add_custom_command(OUTPUT ${out}
    COMMAND embed_web ${out} ${assets}
    DEPENDS embed_web ${sources}
    COMMENT "Building the review page in"
    VERBATIM)
endfunction()
