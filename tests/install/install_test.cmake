# SPDX-License-Identifier: GPL-3.0-or-later
cmake_minimum_required(VERSION 3.25)

# Runs a command; its output is shown, and the test ends, when it fails.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " line)
    message("${out}${err}")
    message(FATAL_ERROR "ended with ${code}: ${line}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

set(prefix ${work_dir}/prefix)
file(REMOVE_RECURSE ${work_dir})
run(${CMAKE_COMMAND} --install ${build_dir} --prefix ${prefix})

# What is installed must need neither the source tree nor the build tree.
file(GLOB_RECURSE package_files ${prefix}/*.cmake)
foreach(file IN LISTS package_files)
  file(STRINGS ${file} leaks REGEX "${build_dir}/rooms|${source_dir}/extractor")
  if(leaks)
    message(FATAL_ERROR "${file} names the build tree: ${leaks}")
  endif()
endforeach()

run(${CMAKE_COMMAND} -S ${consumer_dir} -B ${work_dir}/build -G ${generator}
    -D CMAKE_BUILD_TYPE=${build_type} -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${compiler}
    -D CMAKE_CXX_COMPILER_LAUNCHER=${launcher} -D expected_version=${version})
run(${CMAKE_COMMAND} --build ${work_dir}/build)
run(${work_dir}/build/consumer)
if(NOT output STREQUAL "gongkai ${version}: not_a_pdf\n")
  message(FATAL_ERROR "the consumer printed: ${output}")
endif()

if(has_program)
  run(${prefix}/bin/gongkai version)
endif()
