# Install rules and exports. Each part is a component with an export file of its own, so that
# find_package(homeostat COMPONENTS core sqlite) looks for what these two need and no more.
# The same files, made for the build tree, let a host point homeostat_DIR at the build folder.
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/homeostat)
get_property(parts GLOBAL PROPERTY HOMEOSTAT_PARTS)

# homeostat_pkg_config(NAME DESCRIPTION LIBRARY REQUIRES) writes and installs NAME.pc.
function(homeostat_pkg_config name description library requires)
  file(RELATIVE_PATH pc_prefix
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REPLACE ";" ", " pc_requires "${requires}")
  set(pc_name ${name})
  set(pc_description "${description}")
  set(pc_library ${library})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/homeostat.pc.in
    ${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endfunction()

set(part_facts)
foreach(part IN LISTS parts)
  get_property(needs GLOBAL PROPERTY HOMEOSTAT_PART_${part}_NEEDS)
  get_property(packages GLOBAL PROPERTY HOMEOSTAT_PART_${part}_PACKAGES)
  string(APPEND part_facts
    "set(homeostat_${part}_needs \"${needs}\")\n"
    "set(homeostat_${part}_packages \"${packages}\")\n")

  install(TARGETS homeostat_${part} EXPORT homeostat-${part}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT homeostat-${part} NAMESPACE homeostat::
    FILE homeostat-${part}-targets.cmake DESTINATION ${package_folder})
  export(EXPORT homeostat-${part} NAMESPACE homeostat::
    FILE ${PROJECT_BINARY_DIR}/homeostat-${part}-targets.cmake)

  get_target_property(type homeostat_${part} TYPE)
  if(type STREQUAL "SHARED_LIBRARY")
    homeostat_pkg_config(homeostat "libhomeostat for C" homeostat "")
  else()
    list(TRANSFORM needs PREPEND homeostat-)
    foreach(package IN LISTS packages)
      if(NOT package STREQUAL "Threads")
        string(TOLOWER ${package} package)
        string(REPLACE c-ares libcares package ${package})
        list(APPEND needs ${package})
      endif()
    endforeach()
    homeostat_pkg_config(homeostat-${part} "libhomeostat for C++: ${part}"
      homeostat_${part} "${needs}")
  endif()
endforeach()

file(COPY ${PROJECT_SOURCE_DIR}/cmake/Findc-ares.cmake DESTINATION ${PROJECT_BINARY_DIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/homeostat-config.cmake.in
  ${PROJECT_BINARY_DIR}/homeostat-config.cmake INSTALL_DESTINATION ${package_folder}
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/homeostat-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/homeostat-config.cmake
  ${PROJECT_BINARY_DIR}/homeostat-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/Findc-ares.cmake
  DESTINATION ${package_folder})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
