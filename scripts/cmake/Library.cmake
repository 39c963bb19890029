# SPDX-License-Identifier: GPL-2.0-or-later
# The three rooms as one library: `newsgrep_library` is what gets installed, `newsgrep_internal` what our own programs and
# tests link, because they also use what the library hides.
include(CMakePackageConfigHelpers)

set(rooms common indexer searcher)
set(modules xapian-core libxml-2.0 libzstd libarchive zlib libbrotlidec simdjson icu-uc icu-i18n libxxhash poppler-cpp)
list(TRANSFORM modules PREPEND PkgConfig:: OUTPUT_VARIABLE libraries)
list(APPEND libraries Threads::Threads)
set(objects)
foreach(room IN LISTS rooms)
  list(APPEND objects $<TARGET_OBJECTS:newsgrep_${room}>)
endforeach()

add_library(newsgrep_internal STATIC ${objects})
target_link_libraries(newsgrep_internal PUBLIC newsgrep_settings ${libraries})
foreach(room IN LISTS rooms)
  target_include_directories(newsgrep_internal PUBLIC ${PROJECT_SOURCE_DIR}/${room}/include)
endforeach()

add_library(newsgrep_library ${objects})
add_library(newsgrep::newsgrep ALIAS newsgrep_library)
target_link_libraries(newsgrep_library PRIVATE ${libraries})
target_compile_features(newsgrep_library INTERFACE cxx_std_20)
target_include_directories(newsgrep_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
foreach(room IN LISTS rooms)
  target_include_directories(newsgrep_library INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/${room}/include>)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include/newsgrep DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
set_target_properties(newsgrep_library PROPERTIES EXPORT_NAME newsgrep OUTPUT_NAME newsgrep LINKER_LANGUAGE CXX
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
if(BUILD_SHARED_LIBS)
  set(exports ${CMAKE_CURRENT_LIST_DIR}/exports.map)
  target_link_options(newsgrep_library PRIVATE -Wl,--version-script=${exports} -Wl,--no-undefined)
  set_target_properties(newsgrep_library PROPERTIES LINK_DEPENDS ${exports})
endif()

# What a user of the installed library has to find too: all of it for a static one, nothing for a shared one.
list(JOIN modules " " required_modules)
set(requires "Requires: ${required_modules}")
set(language_runtime " -lstdc++ -lm")  # for programs in C
set(finds_libraries ON)
if(BUILD_SHARED_LIBS)
  set(requires "Requires.private: ${required_modules}")
  set(language_runtime "")
  set(finds_libraries OFF)
endif()
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/newsgrep)
install(TARGETS newsgrep_library EXPORT newsgrep)
install(EXPORT newsgrep NAMESPACE newsgrep:: DESTINATION ${package_folder})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/newsgrepConfig.cmake.in newsgrepConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(newsgrepConfigVersion.cmake COMPATIBILITY SameMinorVersion)
file(RELATIVE_PATH up_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)  # the installed tree may be moved
configure_file(${CMAKE_CURRENT_LIST_DIR}/newsgrep.pc.in newsgrep.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/newsgrepConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/newsgrepConfigVersion.cmake DESTINATION ${package_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/newsgrep.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
