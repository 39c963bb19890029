# SPDX-License-Identifier: GPL-2.0-or-later
# Language, warnings, sanitizers and where programs go.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(NEWSGREP_CCACHE ccache)
if(NEWSGREP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Several build folders, and several checkouts, share what they compile alike.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${NEWSGREP_CCACHE})
endif()

add_library(newsgrep_settings INTERFACE)
target_include_directories(newsgrep_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(newsgrep_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  $<$<BOOL:${NEWSGREP_WERROR}>:-Werror>)
if(NEWSGREP_SANITIZE)
  add_compile_options(-fsanitize=${NEWSGREP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${NEWSGREP_SANITIZE})
  # Its check of an object's type opens a pipe, which fails where a test leaves no descriptor: what it checks then counts as wrong.
  add_compile_options(-fno-sanitize=vptr)
  # GCC's flow analysis does not see through its own instrumentation and warns about variables that are always set.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(NEWSGREP_FUZZ)  # counters of what was reached in all code; the fuzzer itself is linked by its targets alone
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "NEWSGREP_FUZZ needs clang and its libFuzzer: apt-get install clang libclang-rt-14-dev")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

# A room: its sources become one object library that may include only the rooms named after it.
function(newsgrep_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/(main|options|output|progress|reports|which_index)\\.cpp$|/render/")
  add_library(newsgrep_${name} OBJECT ${sources})
  target_include_directories(newsgrep_${name} PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>)
  target_link_libraries(newsgrep_${name} PUBLIC newsgrep_settings)
  foreach(room IN LISTS ARGN)
    target_include_directories(newsgrep_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/${room}/include>)
  endforeach()
endfunction()
