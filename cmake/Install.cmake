# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the package behind find_package(gongkai).
#
#   bin/gongkai                  the program
#   libexec/gongkai/             what it becomes for data sets (cli/program.hpp)
#   lib/libgongkai_<room>.a      one library a room
#   include/gongkai/<room>/      its headers; include/gongkai is the include root, as in the source code: "grid/grid.hpp"
#   lib/cmake/gongkai/           find_package(gongkai) gives gongkai::gongkai (everything) and gongkai::<room>
#   share/gongkai/patterns/      the patterns, for reading and as a start for --patterns DIR
#   share/man, completions       where docs/man and docs/completions have them
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY GONGKAI_ROOMS)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gongkai)
set(header_dir ${CMAKE_INSTALL_INCLUDEDIR}/gongkai)

# ---- Libraries and headers -----------------------------------------------------------------------
# The umbrella: everything under one name.
if(TARGET gongkai::gongkai)
  get_target_property(umbrella gongkai::gongkai ALIASED_TARGET)
else()
  set(umbrella gongkai_all)
  add_library(${umbrella} INTERFACE)
  target_link_libraries(${umbrella} INTERFACE ${rooms})
  add_library(gongkai::gongkai ALIAS ${umbrella})
endif()

set(exported ${rooms} ${umbrella} gongkai_settings)
list(REMOVE_DUPLICATES exported)
foreach(target IN LISTS exported)
  string(REGEX REPLACE "^gongkai_" "" name ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
endforeach()
set_target_properties(${umbrella} PROPERTIES EXPORT_NAME gongkai)
foreach(room IN LISTS rooms)
  target_include_directories(${room} INTERFACE $<INSTALL_INTERFACE:${header_dir}>)
  target_compile_features(${room} INTERFACE cxx_std_20)
  # A room's headers are what its include folder shows to the others: one link, to the room or to a header.
  string(REGEX REPLACE "^gongkai_" "" name ${room})
  set(shown ${PROJECT_BINARY_DIR}/rooms/${name})
  file(GLOB_RECURSE headers FOLLOW_SYMLINKS RELATIVE ${shown} CONFIGURE_DEPENDS ${shown}/*.hpp)
  foreach(header IN LISTS headers)
    file(REAL_PATH ${shown}/${header} file)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${file} DESTINATION ${header_dir}/${folder})
  endforeach()
  set_target_properties(${room} PROPERTIES GONGKAI_HEADERS "${headers}")
endforeach()
install(TARGETS ${exported} EXPORT gongkaiTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

# ---- The package ---------------------------------------------------------------------------------
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/gongkaiConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/gongkaiConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/gongkaiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT gongkaiTargets NAMESPACE gongkai:: DESTINATION ${package_dir})
install(FILES ${PROJECT_BINARY_DIR}/package/gongkaiConfig.cmake ${PROJECT_BINARY_DIR}/package/gongkaiConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/gongkaiDependencies.cmake
        DESTINATION ${package_dir})

# ---- The program, its patterns and its pages -----------------------------------------------------
if(TARGET gongkai)
  install(TARGETS gongkai RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(TARGETS gongkai-dataset RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/gongkai)
endif()
if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/patterns)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/patterns DESTINATION ${CMAKE_INSTALL_DATADIR}/gongkai)
endif()
file(GLOB man_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.1)
install(FILES ${man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
function(install_completion file folder name)
  if(EXISTS ${PROJECT_SOURCE_DIR}/docs/completions/${file})
    install(FILES ${PROJECT_SOURCE_DIR}/docs/completions/${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} RENAME ${name})
  endif()
endfunction()
install_completion(gongkai.bash bash-completion/completions gongkai)
install_completion(_gongkai zsh/site-functions _gongkai)
install_completion(gongkai.fish fish/vendor_completions.d gongkai.fish)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/LICENSE
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
