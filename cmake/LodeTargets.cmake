# One object library for each folder: lode_room(NAME [WINGS ...] [LIBRARIES ...]).
# Every .cc of the folder and of its wings belongs to it. What a room links is private to the
# final program; LODE_LIBRARIES gathers it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# GCC 12 warns of overlapping copies inside std::string and of unset members of moved
# variants where there are none
# (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651, id=105562).
set(LODE_NO_FALSE_WARNINGS $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>)

function(lode_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                         "${LODE_NO_FALSE_WARNINGS}"
                         $<$<BOOL:${LODE_WERROR}>:-Werror>)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
  if(LODE_BUILD_FUZZERS)  # lets the fuzzers see which code they reach
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(LODE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${LODE_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${LODE_SANITIZE})
  endif()
endfunction()

# With LODE_UNITY, six sources of one folder are compiled as one: half the time. A wing is never
# mixed with another, so that a file that comes or goes moves nothing elsewhere. What two files of
# a folder hide in nameless namespaces must have two names, then.
function(lode_unite target sources)
  if(NOT LODE_UNITY)
    return()
  endif()
  set(last "")
  foreach(source ${sources})
    get_filename_component(folder ${source} DIRECTORY)
    if(NOT folder STREQUAL last)
      set(last ${folder})
      set(count 0)
      string(MAKE_C_IDENTIFIER "${folder}" group)
    endif()
    math(EXPR part "${count} / 6")
    math(EXPR count "${count} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${part})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # What is included is no main file to GCC: a class's own hidden types look shared.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

function(lode_room name)
  cmake_parse_arguments(ARG "" "" "WINGS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  foreach(wing ${ARG_WINGS})
    file(GLOB rooms CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${wing}/*.cc)
    list(APPEND sources ${rooms})
  endforeach()
  if(NOT sources)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cc "")
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cc)
  endif()
  add_library(${name} OBJECT ${sources})
  lode_options(${name})
  lode_unite(${name} "${sources}")
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES})
endfunction()

pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(XML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(UCHARDET REQUIRED IMPORTED_TARGET uchardet)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
if(LODE_NETWORK)
  pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl>=7.85)
endif()
if(LODE_PDF)
  pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)
endif()
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_library(ROCKSDB_LIBRARY NAMES rocksdb REQUIRED)
find_library(ANTLR_LIBRARY NAMES antlr4-runtime REQUIRED)
find_path(ANTLR_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)

set(LODE_LIBRARIES PkgConfig::RE2 PkgConfig::GUMBO PkgConfig::XML2 PkgConfig::SIMDJSON
    PkgConfig::ZSTD PkgConfig::ZLIB PkgConfig::ICU PkgConfig::UCHARDET PkgConfig::XXHASH
    ${ROCKSDB_LIBRARY} ${ANTLR_LIBRARY} spdlog::spdlog Threads::Threads)
if(LODE_NETWORK)
  list(APPEND LODE_LIBRARIES PkgConfig::CURL)
endif()
if(LODE_PDF)
  list(APPEND LODE_LIBRARIES PkgConfig::POPPLER)
endif()
