# c-ares where its package brings no CMake files (Debian): the target c-ares::cares.
include(FindPackageHandleStandardArgs)
find_path(CARES_INCLUDE_DIR ares.h)
find_library(CARES_LIBRARY cares)
mark_as_advanced(CARES_INCLUDE_DIR CARES_LIBRARY)
find_package_handle_standard_args(c-ares REQUIRED_VARS CARES_LIBRARY CARES_INCLUDE_DIR)
if(c-ares_FOUND AND NOT TARGET c-ares::cares)
  add_library(c-ares::cares UNKNOWN IMPORTED GLOBAL)
  set_target_properties(c-ares::cares PROPERTIES
    IMPORTED_LOCATION ${CARES_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${CARES_INCLUDE_DIR})
endif()
