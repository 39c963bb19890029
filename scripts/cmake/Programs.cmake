# SPDX-License-Identifier: GPL-2.0-or-later
# The programs: each is its room's main, options and output over the library.
function(newsgrep_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE newsgrep_internal)
  target_compile_definitions(${name} PRIVATE NEWSGREP_VERSION="${PROJECT_VERSION}")
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

newsgrep_program(newsgrep-index indexer/main.cpp indexer/options.cpp indexer/output.cpp indexer/progress.cpp indexer/reports.cpp indexer/which_index.cpp)

file(GLOB renderers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/searcher/render/*.cpp)
newsgrep_program(newsgrep searcher/main.cpp searcher/options.cpp searcher/idle_flags.cpp searcher/queries.cpp ${renderers})
