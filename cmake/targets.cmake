# How this project makes a library. Everything is per target; nothing here is global.
include_guard(GLOBAL)
include(GNUInstallDirs)

set(HOMEOSTAT_TOP ${PROJECT_SOURCE_DIR})

add_library(homeostat_warnings INTERFACE)
target_compile_options(homeostat_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion>)

# homeostat_private_settings(TARGET): what each of our own targets compiles with, seen by nobody
# who links it. Sources include private headers from lib/, as in "core/base/json.hpp". Boost and
# fmt are headers only here, so they enter as include folders and never reach an export file.
function(homeostat_private_settings target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE
    $<TARGET_PROPERTY:homeostat_warnings,INTERFACE_COMPILE_OPTIONS>)
  target_include_directories(${target} PRIVATE ${HOMEOSTAT_TOP}/lib)
  target_include_directories(${target} SYSTEM PRIVATE
    $<TARGET_PROPERTY:Boost::headers,INTERFACE_INCLUDE_DIRECTORIES>
    $<TARGET_PROPERTY:fmt::fmt-header-only,INTERFACE_INCLUDE_DIRECTORIES>)
  if(HOMEOSTAT_CLANG_TIDY)
    find_program(HOMEOSTAT_CLANG_TIDY_PROGRAM NAMES clang-tidy clang-tidy-14 REQUIRED)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY ${HOMEOSTAT_CLANG_TIDY_PROGRAM})
  endif()
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    C_EXTENSIONS OFF
    POSITION_INDEPENDENT_CODE ON
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# homeostat_part(PART [LINKS …] [PACKAGES …]): the existing target homeostat_PART is a component
# of find_package. LINKS are the libraries that it links, PACKAGES what these come from.
function(homeostat_part part)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;PACKAGES")
  set(needs ${arg_LINKS})
  list(FILTER needs INCLUDE REGEX "^homeostat::")
  list(TRANSFORM needs REPLACE "^homeostat::" "")
  set_property(GLOBAL APPEND PROPERTY HOMEOSTAT_PARTS ${part})
  set_property(GLOBAL PROPERTY HOMEOSTAT_PART_${part}_NEEDS ${needs})
  set_property(GLOBAL PROPERTY HOMEOSTAT_PART_${part}_PACKAGES ${arg_PACKAGES})
  set_target_properties(homeostat_${part} PROPERTIES EXPORT_NAME ${part})
endfunction()

# homeostat_library(PART [SOURCES …] [HEADERS …] [PUBLIC …] [PRIVATE …] [PACKAGES …])
# makes the static library homeostat_PART, known as homeostat::PART. HEADERS are its public
# headers, relative to include/. PUBLIC and PRIVATE are the libraries that it links, PACKAGES the
# names by which find_package finds those that are not ours.
# Without SOURCES there is no target: a part exists when it has code.
function(homeostat_library part)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE;PACKAGES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "homeostat_library(${part}): unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_SOURCES)
    return()
  endif()
  set(target homeostat_${part})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(homeostat::${part} ALIAS ${target})
  homeostat_private_settings(${target})
  list(TRANSFORM arg_HEADERS PREPEND ${HOMEOSTAT_TOP}/include/)
  target_sources(${target} PUBLIC
    FILE_SET HEADERS BASE_DIRS ${HOMEOSTAT_TOP}/include FILES ${arg_HEADERS})
  target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  homeostat_part(${part} LINKS ${arg_PUBLIC} ${arg_PRIVATE} PACKAGES ${arg_PACKAGES})
endfunction()
