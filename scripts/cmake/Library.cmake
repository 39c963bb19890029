# SPDX-License-Identifier: GPL-2.0-or-later
# The three rooms as one library: `newsgrep_library` is what gets installed, `newsgrep_internal` what our own programs and
# tests link, because they also use what the library hides.
set(rooms newsgrep_common newsgrep_indexer newsgrep_searcher)
set(libraries PkgConfig::xapian-core PkgConfig::libxml-2.0 PkgConfig::libzstd PkgConfig::libarchive PkgConfig::simdjson
    PkgConfig::icu-uc PkgConfig::icu-i18n PkgConfig::libxxhash Threads::Threads)

add_library(newsgrep_internal STATIC $<TARGET_OBJECTS:newsgrep_common> $<TARGET_OBJECTS:newsgrep_indexer>
                                     $<TARGET_OBJECTS:newsgrep_searcher>)
target_link_libraries(newsgrep_internal PUBLIC newsgrep_settings ${libraries})
foreach(room common indexer searcher)
  target_include_directories(newsgrep_internal PUBLIC ${PROJECT_SOURCE_DIR}/${room}/include)
endforeach()
